/** Invites: a new one as link and QR code, and those made before. */
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import type { InviteLine, InviteLink } from '../../node/api.ts'
import { dayAndClock } from '../words/times.ts'
import { CopyButton } from './copy-button.tsx'
import { useProfile } from './page-context.ts'
import { PaneHeader } from './pane-header.tsx'
import { Problem } from './problem.tsx'
import { QrCode } from './qr-code.tsx'
import { RequestList } from './request-list.tsx'
import { useAction } from './use-action.ts'
import { useFocus } from './use-focus.ts'

const NOBODY_HOLDS =
  'No coordinator could be reached that would hold requests for you. Wait until the status line shows one, and try again.'

export function InviteView(): VNode {
  const { invites } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const action = useAction({ UnreachableError: NOBODY_HOLDS, DeadlineError: NOBODY_HOLDS })
  const latest = invites.latest.value
  const isBusy = action.isBusy.value
  return (
    <>
      <PaneHeader title="Invite somebody" heading={heading} />
      <div class="scroll page-text">
        <p>
          An invite is for one person. Whoever has it can ask to become your contact, and you still have to
          accept: send it by a way that you trust.
        </p>
        <div class="only-narrow">
          <RequestList />
        </div>
        {latest !== undefined && <NewInvite invite={latest} />}
        <div class="actions">
          <button
            type="button"
            class={latest === undefined ? 'primary' : undefined}
            disabled={isBusy}
            onClick={() => void action.run(invites.make)}
          >
            {makeLabel(isBusy, latest !== undefined)}
          </button>
        </div>
        <Problem of={action.problem} />
        <InviteList lines={invites.lines.value} />
      </div>
    </>
  )
}

function makeLabel(isBusy: boolean, hasOne: boolean): string {
  if (isBusy) return 'Making an invite…'
  return hasOne ? 'Make another invite' : 'Make an invite'
}

function NewInvite({ invite: { link, expires } }: { readonly invite: InviteLink }): VNode {
  const { invites } = useProfile()
  return (
    <div class="new-invite" role="group" aria-label="New invite">
      <QrCode text={link} label="The invite as QR code" />
      <div>
        <label for="invite-link">Link</label>
        <textarea
          id="invite-link"
          readOnly
          rows={4}
          value={link}
          onFocus={event => {
            event.currentTarget.select()
          }}
        />
        <CopyButton text={link} label="Copy link" />
        {!invites.hasPage && (
          <p class="hint">
            Whoever gets it pastes it under Use an invite, or at a terminal:{' '}
            <code>earshot contact add 'LINK'</code>
          </p>
        )}
        <p class="hint">Valid until {dayAndClock(expires)}.</p>
      </div>
    </div>
  )
}

function InviteList({ lines }: { readonly lines: readonly InviteLine[] }): VNode | null {
  const heading = useRef<HTMLHeadingElement>(null)
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="invites-title">
      <h2 id="invites-title" ref={heading} tabIndex={-1}>
        Your invites
      </h2>
      <ul class="rows">
        {lines.map(line => (
          <Invite key={line.id} line={line} onRevoked={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  )
}

interface InviteProps {
  readonly line: InviteLine
  /** The button is gone: the focus needs another place. */
  readonly onRevoked: () => void
}

function Invite({ line: { id, state, expires }, onRevoked }: InviteProps): VNode {
  const { invites } = useProfile()
  const action = useAction()
  async function revoke(): Promise<void> {
    if (await action.run(async () => await invites.revoke(id))) onRevoked()
  }
  return (
    <li>
      <span class={`tag ${state}`}>{state}</span>
      <span class="grow">
        <code class="id">{id.slice(0, 8)}</code>{' '}
        <span class="hint">
          {state === 'expired' ? 'since' : 'until'} {dayAndClock(expires)}
        </span>
        <Problem of={action.problem} />
      </span>
      {state === 'open' && (
        <button
          type="button"
          aria-label={`Revoke invite ${id.slice(0, 8)}`}
          disabled={action.isBusy.value}
          onClick={() => void revoke()}
        >
          Revoke
        </button>
      )}
    </li>
  )
}
