/** Nobody is chosen: what one can do. */
import type { VNode } from 'preact'
import { useProfile } from './page-context.ts'

export function Welcome(): VNode {
  const { contacts, status } = useProfile()
  const isAlone = contacts.lines.value?.length === 0
  const coordinators = status.line.value?.coordinators
  return (
    <div class="welcome">
      <h2>{isAlone ? 'Nobody here yet' : 'Choose somebody to talk to'}</h2>
      <p>
        {isAlone
          ? 'Make an invite and hand its link or its QR code to somebody you trust, or use the invite that somebody gave you.'
          : 'Messages are sealed for your contact alone. Peers within earshot carry them, and keep them while your contact is away.'}
      </p>
      {coordinators === 0 && (
        <p class="note">No coordinator has been heard yet. Until one is, nobody can hold mail for you.</p>
      )}
    </div>
  )
}
