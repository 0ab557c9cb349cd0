/** The contacts, each the way to its conversation. */
import type { VNode } from 'preact'
import type { ContactLine } from '../../node/api.ts'
import { presenceWords, REQUESTED } from '../words/reach.ts'
import { usePage, useProfile } from './page-context.ts'
import { Name, StatusMark } from './person.tsx'

export function ContactList(): VNode {
  const { contacts } = useProfile()
  const lines = contacts.lines.value
  return (
    <section aria-labelledby="contacts-title">
      <h2 id="contacts-title">Contacts</h2>
      {lines?.length === 0 && <p class="empty">Nobody yet. An invite brings the first one.</p>}
      <ul class="people">
        {lines?.map(line => (
          <Contact key={line.userId} line={line} />
        ))}
      </ul>
    </section>
  )
}

function Contact({ line: { userId, name, state, note } }: { readonly line: ContactLine }): VNode {
  const { contacts, members, conversations } = useProfile()
  const { visit } = usePage()
  const place = visit.place.value
  const member = members.byId.value.get(userId)
  const unread = conversations.unread.value.get(userId) ?? 0
  const isOpen = place.at === 'conversation' && place.userId === userId
  const about = member === undefined ? 'not seen yet' : presenceWords(member, contacts.names.value)
  return (
    <li>
      <button
        type="button"
        class="person"
        aria-current={isOpen ? 'page' : undefined}
        onClick={() => {
          visit.place.value = { at: 'conversation', userId }
        }}
      >
        <StatusMark status={member?.status} />
        <span class="who">
          <Name userId={userId} name={name} />
          <bdi class={note === undefined ? 'hint' : 'hint why'}>
            {note ?? (state === 'requested' ? REQUESTED : about)}
          </bdi>
        </span>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="unseen"> unread</span>
          </span>
        )}
      </button>
    </li>
  )
}
