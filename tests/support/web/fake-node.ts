/** A node that only pretends: lists in memory, and events when a test says so. */
import { TypedEventEmitter } from 'main-event'
import { NotFoundError, TrustError, UsageError } from '../../../src/errors.ts'
import type {
  ContactLine,
  InviteLine,
  MemberLine,
  MessageLine,
  NodeEventDetails,
  NodeEvents,
  RequestLine,
  TraceLine
} from '../../../src/node/api.ts'
import type { PageNode } from '../../../src/ui-web/page-node.ts'

/** What the node pretends to know. All of it may be changed while it runs. */
export interface FakeWorld {
  contacts: ContactLine[]
  requests: RequestLine[]
  members: MemberLine[]
  invites: InviteLine[]
  messages: Map<string, MessageLine[]>
  missing: Map<string, number>
  traces: Map<string, TraceLine>
  coordinators: number
  mailboxes: { held: number; wanted: number }
}

/** A pretended node, and how to make things happen to it. */
export interface FakeNode extends PageNode {
  readonly world: FakeWorld
  emit<K extends keyof NodeEventDetails>(name: K, detail: NodeEventDetails[K]): void
  /** Calls so far, by method. */
  readonly calls: Map<string, number>
}

export function emptyWorld(): FakeWorld {
  return {
    contacts: [],
    requests: [],
    members: [],
    invites: [],
    messages: new Map(),
    missing: new Map(),
    traces: new Map(),
    coordinators: 3,
    mailboxes: { held: 3, wanted: 3 }
  }
}

export interface FakeNodeOptions {
  readonly userId: string
  readonly name: string
  readonly world?: FakeWorld
  readonly now?: () => number
}

export function createFakeNode({
  userId: self,
  name,
  world = emptyWorld(),
  now = Date.now
}: FakeNodeOptions): FakeNode {
  const events = new TypedEventEmitter<NodeEvents>()
  const calls = new Map<string, number>()
  let made = 0
  const startedAt = now()

  function called(method: string): void {
    calls.set(method, (calls.get(method) ?? 0) + 1)
  }
  function emit<K extends keyof NodeEventDetails>(event: K, detail: NodeEventDetails[K]): void {
    events.dispatchEvent(new CustomEvent(event, { detail }))
  }
  function messagesOf(user: string): MessageLine[] {
    const lines = world.messages.get(user) ?? []
    world.messages.set(user, lines)
    return lines
  }
  function become(userId: string, state: 'requested' | 'accepted', as: string | null): void {
    const line = { userId, name: as, state, verified: false }
    world.contacts = [...world.contacts.filter(each => each.userId !== userId), line]
    world.requests = world.requests.filter(each => each.userId !== userId)
    emit('contact', line)
  }

  return {
    userId: self,
    peerId: '12D3KooWPeerOfThisTabxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    name,
    protectedBy: 'passphrase',
    events,
    world,
    calls,
    emit,
    async createInvite(o) {
      called('createInvite')
      const id = `${++made}0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5`
      const expires = now() + 14 * 86_400_000
      world.invites.push({ id, expires, state: 'open' })
      return { link: `${o?.page ?? 'web+earshot:'}#i=${'CiQIARIg_tQ7fA9x'.repeat(42)}`, id, expires }
    },
    async invites() {
      return [...world.invites]
    },
    async revokeInvite(id) {
      if (!world.invites.some(line => line.id === id)) throw new NotFoundError('There is no such invite')
      world.invites = world.invites.map(line => (line.id === id ? { ...line, state: 'revoked' } : line))
    },
    async addContact(link) {
      called('addContact')
      if (!link.includes('#i=')) throw new UsageError('This is not an invite link')
      if (link.includes('altered')) throw new TrustError('This invite was altered or cut off')
      const userId = '12D3KooWinviterxxxxxxxxxxxxxxxxxxxxxxxxxxxxxInviter1'
      become(userId, 'requested', 'Frank')
      return { userId, name: 'Frank', state: 'requested', handedOver: false }
    },
    async contacts() {
      called('contacts')
      return [...world.contacts]
    },
    async requests() {
      called('requests')
      return [...world.requests]
    },
    async accept(userId) {
      const request = world.requests.find(each => each.userId === userId)
      const as = request?.name ?? null
      become(userId, 'accepted', as)
      return { userId, name: as, state: 'accepted', handedOver: true }
    },
    async reject(userId) {
      world.requests = world.requests.filter(each => each.userId !== userId)
    },
    async send(userId, text) {
      called('send')
      if (text.includes('changed keys')) throw new TrustError('The keys of this contact have changed')
      const line: MessageLine = {
        id: `sent-${++made}`,
        from: self,
        to: userId,
        kind: 'text',
        text,
        at: now(),
        state: 'queued',
        stored: '0/3'
      }
      messagesOf(userId).push(line)
      return { id: line.id, state: 'queued', stored: '0/3', route: 'none', ms: 1 }
    },
    async messages(userId, o) {
      called('messages')
      return messagesOf(userId).slice(-(o?.limit ?? 1_000))
    },
    async missing(userId) {
      return world.missing.get(userId) ?? 0
    },
    async members() {
      called('members')
      return [...world.members]
    },
    async trace(userId) {
      called('trace')
      const trace = world.traces.get(userId)
      if (trace === undefined) throw new NotFoundError('Nobody of that name or id is known here')
      return trace
    },
    async status() {
      called('status')
      const queued = [...world.messages.values()].flat().filter(({ state }) => state === 'queued').length
      return {
        userId: self,
        peerId: '12D3KooWPeerOfThisTabxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        addresses: ['/webrtc/p2p/12D3KooWPeerOfThisTabxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
        links: world.members.filter(({ status }) => status === 'direct').length,
        mailboxes: world.mailboxes,
        queued,
        coordinators: world.coordinators,
        uptime: now() - startedAt
      }
    },
    async wake() {
      called('wake')
    }
  }
}
