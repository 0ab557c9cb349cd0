/** Everybody in the network, contact or not, as they come and go. */
import type { VNode } from 'preact'
import type { MemberLine } from '../../node/api.ts'
import { presenceWords } from '../words/reach.ts'
import { useProfile } from './page-context.ts'
import { Name, StatusMark } from './person.tsx'

export function MemberList(): VNode {
  const { members } = useProfile()
  const lines = members.lines.value
  const around = lines.filter(({ status }) => status !== 'offline').length
  return (
    <details class="members" open>
      <summary>
        <h2>Members</h2>
        <span class="count">
          {around} of {lines.length} around
        </span>
      </summary>
      {lines.length === 0 && <p class="empty">Nobody else has been heard of yet.</p>}
      <ul class="people">
        {lines.map(line => (
          <Member key={line.userId} line={line} />
        ))}
      </ul>
    </details>
  )
}

function Member({ line }: { readonly line: MemberLine }): VNode {
  const { contacts } = useProfile()
  const names = contacts.names.value
  return (
    <li class="person">
      <StatusMark status={line.status} />
      <span class="who">
        <Name userId={line.userId} name={line.name ?? names.get(line.userId) ?? null} />
        <bdi class="hint">{presenceWords(line, names)}</bdi>
      </span>
    </li>
  )
}
