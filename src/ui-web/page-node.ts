/** What the page uses of a node, whether it runs in this tab or in another one. */
import type { EarshotNode } from '../node/api.ts'

/** A node, as far as a page needs it. */
export type PageNode = Pick<
  EarshotNode,
  | 'userId'
  | 'peerId'
  | 'name'
  | 'protectedBy'
  | 'events'
  | 'createInvite'
  | 'invites'
  | 'revokeInvite'
  | 'addContact'
  | 'contacts'
  | 'requests'
  | 'accept'
  | 'reject'
  | 'send'
  | 'messages'
  | 'missing'
  | 'members'
  | 'trace'
  | 'status'
  | 'wake'
>
