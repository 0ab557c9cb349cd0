/** The browser cannot do what a node needs. */
import type { VNode } from 'preact'
import type { Missing } from '../abilities.ts'
import { ReloadButton } from './reload-button.tsx'
import { Stage } from './stage.tsx'

export function Unable({
  missing,
  onGoOn
}: {
  readonly missing: Missing
  readonly onGoOn: () => void
}): VNode {
  return (
    <Stage title="This browser cannot run Earshot">
      <p role="alert">{missing.sentence}</p>
      <div class="actions">
        <ReloadButton label="Try again" />
        {missing.canGoOn && (
          <button type="button" onClick={onGoOn}>
            Go on without it
          </button>
        )}
      </div>
    </Stage>
  )
}
