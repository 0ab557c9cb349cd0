/** Using an invite that somebody gave us: pasted, or opened with the page. */
import { useComputed, useSignal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { TargetedSubmitEvent, VNode } from 'preact'
import type { Consent } from '../../node/api.ts'
import type { ReadInvite } from '../state/read-invite.ts'
import { who } from '../words/people.ts'
import { usePage, useProfile } from './page-context.ts'
import { PaneHeader } from './pane-header.tsx'
import { Name, ShortId } from './person.tsx'
import { Problem } from './problem.tsx'
import { useAction } from './use-action.ts'
import { useFocus } from './use-focus.ts'

export function AddContact({ link }: { readonly link: string | undefined }): VNode {
  const { visit } = usePage()
  const { node, contacts } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const text = useSignal(link ?? '')
  const asked = useSignal<Consent | undefined>(undefined)
  const invite = useComputed(() => contacts.read(text.value))
  const action = useAction()

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void action.run(async () => {
      asked.value = await contacts.add(text.value)
    })
  }

  if (asked.value !== undefined) return <Asked consent={asked.value} />
  const myName = node.name === '' ? 'no name' : `the name ${node.name}`
  return (
    <>
      <PaneHeader title={link === undefined ? 'Use an invite' : 'You opened an invite'} heading={heading} />
      <form class="scroll page-text" onSubmit={submit}>
        {link === undefined && (
          <>
            <p>Paste the link that somebody gave you.</p>
            <LinkField value={text} />
          </>
        )}
        <div role="status">
          <Whose invite={invite.value} />
        </div>
        {invite.value.kind !== 'unusable' && (
          <p class="hint">
            They are told your user id and <bdi>{myName}</bdi>, and answer when they like.
          </p>
        )}
        {link !== undefined && (
          <details>
            <summary>Show the link</summary>
            <LinkField value={text} />
          </details>
        )}
        <Problem of={action.problem} />
        <div class="actions">
          <button
            type="submit"
            class="primary"
            disabled={action.isBusy.value || invite.value.kind !== 'invite'}
          >
            {action.isBusy.value ? 'Asking…' : 'Send request'}
          </button>
          {link !== undefined && (
            <button
              type="button"
              onClick={() => {
                visit.place.value = { at: 'home' }
              }}
            >
              Not now
            </button>
          )}
        </div>
      </form>
    </>
  )
}

function LinkField({ value }: { readonly value: Signal<string> }): VNode {
  return (
    <div class="field">
      <label for="link">Invite link</label>
      <textarea
        id="link"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        value={value.value}
        placeholder="web+earshot:#i=…"
        onInput={event => {
          value.value = event.currentTarget.value
        }}
      />
    </div>
  )
}

function Whose({ invite }: { readonly invite: ReadInvite }): VNode | null {
  switch (invite.kind) {
    case 'nothing':
      return null
    case 'unusable':
      return <p class="problem">{invite.sentence}</p>
    case 'invite':
      return (
        <p>
          This invite is from{' '}
          {invite.name !== '' && (
            <>
              <b>
                <Name userId={invite.userId} name={invite.name} />
              </b>{' '}
            </>
          )}
          (<ShortId id={invite.userId} />
          ). Ask to become contacts?
        </p>
      )
    default:
      return invite satisfies never
  }
}

/** The answer may come while it is read. */
function Asked({ consent }: { readonly consent: Consent }): VNode {
  const { visit } = usePage()
  const { contacts } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const { userId, handedOver } = consent
  const { name, state } = contacts.find(userId) ?? consent
  const isAccepted = state === 'accepted'
  return (
    <>
      <PaneHeader title={isAccepted ? 'You are contacts' : 'Request sent'} heading={heading} />
      <div class="scroll page-text">
        <p role="status">
          {isAccepted ? 'You and ' : 'Your request waits for '}
          <bdi class="name">{who(userId, name)}</bdi>
          {isAccepted ? ' are contacts now.' : ' to accept it.'}
        </p>
        {!handedOver && !isAccepted && (
          <p class="note">
            It is kept in this browser: nobody could take it yet. It is tried again as long as this page is
            open.
          </p>
        )}
        <div class="actions">
          <button
            type="button"
            class="primary"
            onClick={() => {
              visit.place.value = { at: 'conversation', userId }
            }}
          >
            Open the conversation
          </button>
        </div>
      </div>
    </>
  )
}
