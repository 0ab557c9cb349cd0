/** The profile does not run here: why, and how to go on. */
import type { VNode } from 'preact'
import { explain } from '../words/errors.ts'
import { OtherProfile } from './other-profile.tsx'
import { usePage } from './page-context.ts'
import { ReloadButton } from './reload-button.tsx'
import { Stage } from './stage.tsx'

/** Another tab has taken the node. */
export function TakenOver(): VNode {
  const { app } = usePage()
  return (
    <Stage title="Another tab has taken over">
      <p>This profile runs there now. Nothing is lost: you can go on there, or here.</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => void app.start()}>
          Go on here
        </button>
      </div>
    </Stage>
  )
}

/** It could not be opened, or had to stop. */
export function Failed({ error }: { readonly error: unknown }): VNode {
  const { app } = usePage()
  const { sentence, wayOn } = explain(error)
  return (
    <Stage title="This profile cannot be opened now">
      <p role="alert">{sentence}</p>
      <div class="actions">
        {wayOn === 'reload' ? (
          <ReloadButton />
        ) : (
          <button type="button" class="primary" onClick={() => void app.start()}>
            Try again
          </button>
        )}
        {wayOn === 'other-profile' && <OtherProfile looks="button">Go on with another profile</OtherProfile>}
      </div>
    </Stage>
  )
}
