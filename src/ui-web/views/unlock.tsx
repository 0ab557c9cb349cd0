/** The passphrase of a profile. */
import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { explain } from '../words/errors.ts'
import { Field } from './field.tsx'
import { OtherProfile } from './other-profile.tsx'
import { usePage } from './page-context.ts'
import { Stage } from './stage.tsx'
import { Failed } from './stopped.tsx'

export function Unlock({ error, isBusy }: { readonly error: unknown; readonly isBusy: boolean }): VNode {
  const { app } = usePage()
  const passphrase = useSignal('')

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void app.unlock(passphrase.value)
  }

  const explained = error === undefined ? undefined : explain(error)
  // Another passphrase helps only against a wrong one, or one that can be none.
  const isOfPassphrase =
    explained?.wayOn === 'passphrase' || (error instanceof Error && error.name === 'UsageError')
  if (explained !== undefined && !isOfPassphrase) return <Failed error={error} />
  return (
    <Stage title="Welcome back" takesFocus={false}>
      <p>This profile opens with its passphrase.</p>
      <form onSubmit={submit}>
        <Field
          label="Passphrase"
          value={passphrase}
          type="password"
          autoComplete="current-password"
          focusOn={error ?? 'first'}
        />
        <div role="alert" class="problem-place">
          {explained !== undefined && <p class="problem">{explained.sentence}</p>}
        </div>
        <div class="actions">
          <button type="submit" class="primary" disabled={isBusy}>
            {isBusy ? 'Opening it…' : 'Open'}
          </button>
        </div>
      </form>
      <p class="hint">
        Nobody can reset a passphrase. If it is lost, you can go on with{' '}
        <OtherProfile looks="link">another profile</OtherProfile>.
      </p>
    </Stage>
  )
}
