/** Using an invite that somebody gave us: pasted, or opened with the page. */
import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent, VNode } from 'preact'
import type { Consent } from '../../node/api.ts'
import { who } from '../words/people.ts'
import { usePage, useProfile } from './page-context.ts'
import { PaneHeader } from './pane-header.tsx'
import { Problem } from './problem.tsx'
import { useAction } from './use-action.ts'
import { useFocus } from './use-focus.ts'

export function AddContact({ link }: { readonly link: string | undefined }): VNode {
  const { visit } = usePage()
  const { node, contacts } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const text = useSignal(link ?? '')
  const asked = useSignal<Consent | undefined>(undefined)
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
        <p>
          {link === undefined
            ? 'Paste the link that somebody gave you.'
            : 'Do you want to ask its maker to become your contact?'}{' '}
          They are told your user id and <bdi>{myName}</bdi>, and answer when they like.
        </p>
        <div class="field">
          <label for="link">Invite link</label>
          <textarea
            id="link"
            rows={4}
            spellcheck={false}
            autocomplete="off"
            value={text.value}
            placeholder="web+earshot:#i=…"
            onInput={event => {
              text.value = event.currentTarget.value
            }}
          />
        </div>
        <Problem of={action.problem} />
        <div class="actions">
          <button type="submit" class="primary" disabled={action.isBusy.value || text.value.trim() === ''}>
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

function Asked({ consent: { userId, name, state, handedOver } }: { readonly consent: Consent }): VNode {
  const { visit } = usePage()
  const heading = useFocus<HTMLHeadingElement>()
  const shown = who(userId, name)
  return (
    <>
      <PaneHeader
        title={state === 'accepted' ? 'You are contacts' : 'The request is made'}
        heading={heading}
      />
      <div class="scroll page-text">
        <p>
          {state === 'accepted' ? 'You and ' : 'Your request waits for '}
          <bdi class="name">{shown}</bdi>
          {state === 'accepted' ? ' are contacts now.' : ' to accept it.'}
        </p>
        {!handedOver && (
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
