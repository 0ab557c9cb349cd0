/** The left pane: ourselves, who asks, who there is, and how the node stands. */
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { explain } from '../words/errors.ts'
import { ContactList } from './contact-list.tsx'
import { Mark } from './icons.tsx'
import { KeepingHint } from './keeping-note.tsx'
import { MemberList } from './member-list.tsx'
import { usePage, useProfile } from './page-context.ts'
import { Name, ShortId } from './person.tsx'
import { RequestList } from './request-list.tsx'
import { StatusLineView } from './status-line.tsx'

/** Takes the focus back to where it was, when what it went to is gone. */
function useFocusBack(isHome: boolean): (event: FocusEvent) => void {
  const last = useRef<HTMLElement>(null)
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isHome && isLost) last.current?.focus()
  }, [isHome])
  return ({ target }) => {
    if (target instanceof HTMLElement) last.current = target
  }
}

export function Sidebar(): VNode {
  const { visit } = usePage()
  const { node, owns, trouble, contacts } = useProfile()
  const { at } = visit.place.value
  const onFocusIn = useFocusBack(at === 'home')
  const current = (place: typeof at): 'page' | undefined => (at === place ? 'page' : undefined)
  return (
    <nav class="sidebar" aria-label="People" onFocusIn={onFocusIn}>
      <header class="self">
        <span class="brand-mark">
          <Mark />
        </span>
        <h1>
          <Name userId={node.userId} name={node.name} />
          <ShortId id={node.userId} />
        </h1>
        <button
          type="button"
          class="quiet"
          aria-current={current('about')}
          onClick={() => {
            visit.place.value = { at: 'about' }
          }}
        >
          About
        </button>
      </header>
      <div class="scroll">
        {!owns && (
          <p class="note" role="status">
            This profile runs in another tab. This one shows it, and takes over when that tab is closed.
          </p>
        )}
        {trouble.value !== undefined && (
          <div class="problem" role="alert">
            <p>{explain(trouble.value).sentence}</p>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                trouble.value = undefined
              }}
            >
              Close
            </button>
          </div>
        )}
        <div class="pair">
          <button
            type="button"
            class={contacts.lines.value?.length === 0 ? 'primary' : undefined}
            aria-current={current('invite')}
            onClick={() => {
              visit.place.value = { at: 'invite' }
            }}
          >
            Invite
          </button>
          <button
            type="button"
            aria-current={current('add')}
            onClick={() => {
              visit.place.value = { at: 'add' }
            }}
          >
            Use an invite
          </button>
        </div>
        <RequestList />
        <ContactList />
        <MemberList />
        <KeepingHint />
      </div>
      <StatusLineView />
    </nav>
  )
}
