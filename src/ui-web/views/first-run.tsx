/** The first screen of a new profile. */
import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { DEFAULT_PROFILE } from '../fragment.ts'
import { plainName } from '../../identity/index.ts'
import { MAX_NAME } from '../../wire/index.ts'
import { explain } from '../words/errors.ts'
import { Field } from './field.tsx'
import { usePage } from './page-context.ts'
import { ReloadButton } from './reload-button.tsx'
import { Stage } from './stage.tsx'

export function FirstRun({ error, isBusy }: { readonly error: unknown; readonly isBusy: boolean }): VNode {
  const { app, storage, invite } = usePage()
  const name = useSignal('')
  const passphrase = useSignal('')
  const again = useSignal('')
  const problem = useSignal<string | undefined>(undefined)

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    problem.value = whyNot(name.value, passphrase.value, again.value)
    if (problem.value !== undefined) return
    // Asked for here, while the browser still sees that a person wants it.
    void storage.ask()
    void app.create({ name: plainName(name.value), passphrase: passphrase.value })
  }

  const failure = error === undefined ? undefined : explain(error)
  const said = problem.value ?? failure?.sentence
  return (
    <Stage title="Make your profile">
      <p>
        Private messages between you and your contacts, with no server in the middle. This page is all there
        is: your keys and messages stay in this browser.
      </p>
      {invite.value !== undefined && (
        <p class="note">You were invited. Make your profile first; then you are asked about the invite.</p>
      )}
      {app.profileName !== DEFAULT_PROFILE && (
        <p class="note">
          This is the profile <bdi class="name">{app.profileName}</bdi>, apart from any other in this browser.
        </p>
      )}
      <form onSubmit={submit}>
        <Field
          label="Your name"
          value={name}
          autoComplete="nickname"
          hint="Your contacts see it. You may leave it empty."
        />
        <Field
          label="Passphrase (optional)"
          value={passphrase}
          type="password"
          autoComplete="new-password"
          hint="With one, nobody who gets at this browser can read your messages. It cannot be reset: if you lose it, this profile and its messages are lost. Without one, the browser keeps the key."
        />
        {passphrase.value !== '' && (
          <Field label="The same again" value={again} type="password" autoComplete="new-password" />
        )}
        <div role="alert" class="problem-place">
          {said !== undefined && <p class="problem">{said}</p>}
        </div>
        <div class="actions">
          {problem.value === undefined && failure?.wayOn === 'reload' && <ReloadButton />}
          <button type="submit" class="primary" disabled={isBusy}>
            {isBusy ? 'Making it…' : 'Make profile'}
          </button>
        </div>
        <p class="hint">The browser may ask whether this page may keep data for good: say yes.</p>
      </form>
    </Stage>
  )
}

function whyNot(name: string, passphrase: string, again: string): string | undefined {
  if (new TextEncoder().encode(name.trim()).length > MAX_NAME) return 'This name is too long: shorten it.'
  if (passphrase !== '' && again !== passphrase) return 'The two passphrases differ. Nothing was made.'
  return undefined
}
