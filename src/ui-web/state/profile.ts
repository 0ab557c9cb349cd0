/** Everything the page shows of a running node, fed by its events. */
import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'
import type { NodeEvents } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createContacts } from './contacts.ts'
import type { Contacts } from './contacts.ts'
import { createConversations } from './conversations.ts'
import type { Conversations } from './conversations.ts'
import { createInvites } from './invites.ts'
import type { Invites } from './invites.ts'
import { createMembers } from './members.ts'
import type { Members } from './members.ts'
import { createRequests } from './requests.ts'
import type { Requests } from './requests.ts'
import { createRoutes } from './routes.ts'
import type { Routes } from './routes.ts'
import { createStatus } from './status.ts'
import type { Status } from './status.ts'

/** The state of one profile. */
export interface ProfileState {
  readonly node: PageNode
  /** Whether the node runs in this tab. */
  readonly owns: boolean
  readonly contacts: Contacts
  readonly requests: Requests
  readonly members: Members
  readonly routes: Routes
  readonly invites: Invites
  readonly status: Status
  readonly conversations: Conversations
  /** What could not be read in the background. */
  readonly trouble: Signal<unknown>
  /** Reads everything again: on return to the page. */
  refresh(): Promise<void>
  /** The device slept, or its network changed: the node looks for everybody again. */
  wake(): void
  /** Listens no longer. */
  stop(): void
}

export interface ProfileOptions {
  readonly node: PageNode
  readonly owns: boolean
  /** An https page that invites lead to. */
  readonly page: string | undefined
  now(): number
}

/** Follows a node until it is stopped. Resolves what it shows bit by bit. */
export function followNode({ node, owns, page, now }: ProfileOptions): ProfileState {
  const trouble = signal<unknown>(undefined)
  const onError = (error: unknown): void => {
    trouble.value = error
  }
  const contacts = createContacts(node, onError, now)
  const requests = createRequests(node, onError)
  const members = createMembers(node, onError, now)
  const routes = createRoutes(node)
  const invites = createInvites(node, onError, page)
  const status = createStatus(node, onError)
  const conversations = createConversations({ node, onError, now })

  const listening = new AbortController()
  function on<K extends keyof NodeEvents>(
    name: K,
    listener: (detail: NodeEvents[K]['detail']) => void
  ): void {
    const wrapped = (event: NodeEvents[K]): void => {
      listener(event.detail)
    }
    node.events.addEventListener(name, wrapped, { signal: listening.signal })
  }
  on('message', line => {
    conversations.onMessage(line)
  })
  on('receipt', receipt => {
    conversations.onReceipt(receipt)
    void status.refresh()
  })
  on('request', () => {
    void requests.refresh()
    void invites.refresh()
  })
  on('contact', () => {
    void contacts.refresh()
    void requests.refresh()
    void members.refresh()
  })
  on('presence', change => {
    members.onPresence(change)
  })
  on('link', link => {
    routes.onLink(link)
    void status.refresh()
  })
  on('notice', ({ text }) => {
    status.onNotice(text)
  })
  on('mailboxes', mailboxes => {
    status.onMailboxes(mailboxes)
  })

  async function refresh(): Promise<void> {
    const parts = [contacts, requests, members, routes, invites, status, conversations]
    await Promise.all(parts.map(part => part.refresh()))
  }

  return {
    node,
    owns,
    contacts,
    requests,
    members,
    routes,
    invites,
    status,
    conversations,
    trouble,
    refresh,
    wake() {
      // of the tab that runs the node this one may be all that is in sight
      node.wake().then(refresh).catch(onError)
    },
    stop() {
      listening.abort()
    }
  }
}
