/** What the page uses of a node, whether it runs in this tab or in another one. */
import type { EarshotNode } from '../node/api.ts'

/** Methods that a page calls, and so a tab lets another one call. */
export const METHODS = [
  'createInvite',
  'invites',
  'revokeInvite',
  'addContact',
  'contacts',
  'requests',
  'accept',
  'reject',
  'send',
  'messages',
  'missing',
  'members',
  'trace',
  'status',
  'wake'
] as const

/** One of them. */
export type Method = (typeof METHODS)[number]

/** What does not change about a node. */
export type Facts = Pick<EarshotNode, 'userId' | 'peerId' | 'name' | 'protectedBy'>

/** A node, as far as a page needs it. */
export type PageNode = Facts & Pick<EarshotNode, 'events' | Method>
