/** One conversation. */
import type { VNode } from 'preact'
import { REQUESTED } from '../words/reach.ts'
import { Composer } from './composer.tsx'
import { KeyTrouble } from './key-trouble.tsx'
import { MessageList } from './message-list.tsx'
import { useProfile } from './page-context.ts'
import { PaneHeader } from './pane-header.tsx'
import { Name, StatusMark } from './person.tsx'
import { RouteLine } from './route-line.tsx'
import { useFocus } from './use-focus.ts'

export function ConversationView({ userId }: { readonly userId: string }): VNode {
  const { contacts, members, conversations } = useProfile()
  const heading = useFocus<HTMLHeadingElement>()
  const contact = contacts.find(userId)
  const open = conversations.open.value
  const name = contact?.name ?? null
  const isRequested = contact?.state === 'requested'
  return (
    <>
      <PaneHeader
        heading={heading}
        title={
          <>
            {!isRequested && <StatusMark status={members.byId.value.get(userId)?.status} />}{' '}
            <Name userId={userId} name={name} />
          </>
        }
      >
        {isRequested ? <p class="route hint">{REQUESTED}</p> : <RouteLine userId={userId} />}
      </PaneHeader>
      {contact?.note !== undefined && <KeyTrouble userId={userId} note={contact.note} />}
      {open?.userId === userId && <MessageList conversation={open} name={name} isRequested={isRequested} />}
      {isRequested && <p class="note flat">Your request is not accepted yet: messages wait until then.</p>}
      {open?.userId === userId && <Composer conversation={open} />}
    </>
  )
}
