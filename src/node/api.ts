/**
 * The public face of a node: what every face (command, daemon, page) codes against, and
 * nothing else. Types only, so that it can be imported without loading libp2p.
 *
 * Times are milliseconds since 1970, durations milliseconds. The line types are what
 * `--json` prints, field by field (docs: the command's contract); null where a field has
 * no value, so that every line of one kind has the same keys.
 *
 * USER is a userId, a petname, or a unique prefix of either. Every method that takes one
 * throws NotFoundError for nobody and UsageError for an ambiguous prefix.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * import { createNode } from 'earshot'
 *
 * const node = await createNode({ folder: './alice', unlock: { kind: 'key-file' }, create: true })
 * node.events.addEventListener('message', event => console.log(event.detail.text))
 * const { link } = await node.createInvite()
 * await node.stop()
 * ```
 */
import type { TypedEventTarget } from 'main-event'
import type {
  Attempt as TraceAttempt,
  LinkStateName as LinkState,
  MemberLine as HeardMember,
  Status as PresenceStatus
} from '../discovery/index.ts'

export type { LinkState, PresenceStatus, TraceAttempt }

/** What `send` can wait for. */
export type WaitState = 'queued' | 'stored' | 'delivered'

/** Where a message stands, always backed by evidence. `received` is that of an incoming one. */
export type MessageState = 'queued' | 'stored' | 'delivered' | 'failed' | 'received'

/** A new invite. `link` is `web+earshot:#i=…`, or `https://…#i=…` if a page was given. */
export interface InviteLink {
  readonly link: string
  readonly id: string
  readonly expires: number
}

/** An invite of ours, as it stands now. */
export interface InviteLine {
  readonly id: string
  readonly expires: number
  readonly state: 'open' | 'used' | 'revoked' | 'expired'
}

/** A network that this node is in. `private`: with a secret. */
export interface NetworkLine {
  readonly name: string
  readonly kind: 'open' | 'private'
}

/** A private network that was made, with what others join it with. */
export interface NetworkSecret {
  readonly name: string
  readonly secret: string
}

/** A contact, or somebody on the way to become one. `name` is the petname. */
export interface ContactLine {
  readonly userId: string
  readonly name: string | null
  readonly state: 'requested' | 'accepted' | 'rejected' | 'blocked'
  /** Safety numbers were compared, and are the same. */
  readonly verified: boolean
  /** Only where there is something to say, as that its keys have changed. */
  readonly note?: string
}

/** What `addContact` and `accept` did. `handedOver` is false while the message is only queued here. */
export interface Consent {
  readonly userId: string
  readonly name: string | null
  readonly state: 'requested' | 'accepted'
  readonly handedOver: boolean
}

/** A contact request that waits for our answer. `at` is when it arrived. */
export interface RequestLine {
  readonly userId: string
  readonly name: string | null
  readonly at: number
  /** Only where there is something to say, as `invite already used`. */
  readonly note?: string
}

/** One stored message. `from` and `to` are userIds; `stored` is `k/n` mailboxes, null for incoming ones. */
export interface MessageLine {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'text'
  readonly text: string
  readonly at: number
  readonly state: MessageState
  readonly stored: string | null
  /** Only where there is something to say, as why it is still queued. */
  readonly note?: string
}

/**
 * What became of a message at the end of the wait. `state` may be short of what was waited
 * for; the message is on disk in any case. `route` is `direct`, `relayed via X`,
 * `stored at X,Y,Z` or `none`; `ms` the time since the call.
 */
export interface SendLine {
  readonly id: string
  readonly state: Exclude<MessageState, 'received'>
  readonly stored: string
  readonly route: string
  readonly ms: number
}

/** A member of a network other than ourselves and coordinators. `lastSeen` is null if never seen. */
export interface MemberLine extends HeardMember {
  /** Null for who is no contact. */
  readonly name: string | null
}

/** How a user was last reached, or not. `whyNotDirect` is null when the route is direct. */
export interface TraceLine {
  readonly userId: string
  readonly route: string
  readonly attempts: readonly TraceAttempt[]
  readonly whyNotDirect: string | null
}

/** What is compared with a contact, and whether it was. */
export interface VerifyLine {
  readonly userId: string
  readonly name: string | null
  readonly safetyNumber: string
  readonly verified: boolean
}

/** The node in one line. `links`, `queued` (messages not yet delivered) and `coordinators` are counts. */
export interface StatusLine {
  readonly userId: string
  readonly peerId: string
  readonly addresses: readonly string[]
  readonly links: number
  readonly mailboxes: MailboxCount
  readonly queued: number
  readonly coordinators: number
  /** Milliseconds since the node started. */
  readonly uptime: number
}

/** How many mailboxes hold our mail, and how many we want. */
export interface MailboxCount {
  readonly held: number
  readonly wanted: number
}

/** The flat events of `run --json`, by name, without the `event` field itself. */
export interface NodeEventDetails {
  /** The sockets listen. Addresses are full multiaddrs with real ports and `/p2p/<peerId>`. */
  readonly ready: { readonly userId: string; readonly peerId: string; readonly addresses: readonly string[] }
  /** An incoming message, exactly once, after it is on disk. Never one of our own. */
  readonly message: MessageLine
  /** Somebody asks to become a contact. */
  readonly request: RequestLine
  /** Somebody was asked to become a contact, or became one. Not among the lines of `run --json`. */
  readonly contact: ContactLine
  /** Something for the person: a sentence. Not among the lines of `run --json`, but on stderr. */
  readonly notice: { readonly text: string }
  /** A message of ours changed its state. To whom it goes is not in the lines of `run --json`. */
  readonly receipt: {
    readonly id: string
    readonly to: string
    readonly state: Exclude<MessageState, 'received'>
    readonly stored: string
  }
  /** A member changed its status. */
  readonly presence: {
    readonly userId: string
    readonly status: PresenceStatus
    readonly via: string | null
  }
  /** The link to a contact changed its state. */
  readonly link: { readonly userId: string; readonly state: LinkState; readonly route: string }
  /** A mailbox was won or lost. */
  readonly mailboxes: MailboxCount
}

/** The event map of `EarshotNode.events`. */
export type NodeEvents = { [K in keyof NodeEventDetails]: CustomEvent<NodeEventDetails[K]> }

/** One event with its name, as `run --json` prints it. */
export type NodeEvent = {
  [K in keyof NodeEventDetails]: { readonly event: K } & NodeEventDetails[K]
}[keyof NodeEventDetails]

/** What every waiting method takes. */
export interface Waiting {
  readonly signal?: AbortSignal
}

/** A running node of one account. */
export interface EarshotNode {
  readonly userId: string
  readonly peerId: string
  /** What contacts are told that we are called. */
  readonly name: string
  /** What the root key of the vault is wrapped with. */
  readonly protectedBy: 'passphrase' | 'key-file'
  readonly events: TypedEventTarget<NodeEvents>
  /** Full multiaddrs with real ports, ending in `/p2p/<peerId>`; empty when offline. */
  addresses(): string[]
  /** The userId that USER means. */
  resolve(user: string): Promise<string>
  /** @param o.page an https page that carries the invite in its fragment */
  createInvite(o?: Waiting & { readonly page?: string }): Promise<InviteLink>
  invites(): Promise<InviteLine[]>
  /** @throws {NotFoundError} if no invite of ours has this id */
  revokeInvite(id: string): Promise<void>
  /**
   * Asks the inviter to become a contact. Resolves when the request was handed over or
   * stored, or with `handedOver: false` when the signal fired and it is only queued.
   * @throws {UsageError} if it is no link
   * @throws {TrustError} if it was altered, expired, used or revoked
   */
  addContact(link: string, o?: Waiting): Promise<Consent>
  contacts(): Promise<ContactLine[]>
  requests(): Promise<RequestLine[]>
  /**
   * Says yes to a request, or to the changed keys of a contact. Waits like `addContact`.
   * @throws {NotFoundError} if there is no such request
   */
  accept(user: string, o?: Waiting): Promise<Consent>
  /**
   * The number that both sides compare in another way: 12 groups of 5 digits.
   * @param o.number - as the other one reads it out: if it is the same, a new device of that contact
   *   blocks sending from now on, until it is accepted
   * @throws {TrustError} it is another one
   */
  verify(user: string, o?: { readonly number?: string }): Promise<VerifyLine>
  /** Silent towards the other side. */
  reject(user: string): Promise<void>
  /**
   * Hears that user no more: its links end, our mailboxes refuse its mail, what waits for it fails, and
   * where we are is sealed with a new key. Silent towards the other side. An invite of theirs undoes it.
   */
  block(user: string): Promise<void>
  /**
   * Puts a text on disk and resolves once `wait` is reached or passed, or after `timeout`
   * milliseconds with what was reached. Rejects only if nothing was put on disk.
   * @throws {LimitError} if the text is too long
   * @throws {TrustError} if the keys of that user have changed and were not accepted
   */
  send(
    user: string,
    text: string,
    o?: Waiting & { readonly wait?: WaitState; readonly timeout?: number }
  ): Promise<SendLine>
  /** The last `limit` messages (default 1,000), oldest first. */
  messages(user: string, o?: { readonly limit?: number }): Promise<MessageLine[]>
  /** How many messages of that user are known to be missing: their sender is still trying. */
  missing(user: string): Promise<number>
  /** Those that it was started with, and those that it has joined. */
  networks(): Promise<NetworkLine[]>
  /**
   * Makes a private network and joins it.
   * @throws {UsageError} if there is one of that name already, or it is no name
   */
  createNetwork(name: string): Promise<NetworkSecret>
  /**
   * Joins an open network by its name, or a private one by its secret, from the next start on.
   * @throws {UsageError} if the secret was mistyped, or there is one of that name already
   */
  joinNetwork(network: { readonly name: string } | { readonly secret: string }): Promise<NetworkLine>
  /** From the next start on. @throws {NotFoundError} if it was not joined */
  leaveNetwork(name: string): Promise<void>
  /** @throws {NotFoundError} if this node is in no such network */
  members(o?: { readonly network?: string }): Promise<MemberLine[]>
  /** How that contact was searched for last; without a link it is searched for now. */
  trace(user: string, o?: Waiting): Promise<TraceLine>
  status(): Promise<StatusLine>
  /**
   * To be called when the device was suspended, or went offline or online, if the platform
   * tells. Ends connections that died unnoticed and looks for everybody and for mail at once.
   * A long sleep is also noticed without it. Never rejects.
   */
  wake(): Promise<void>
  /** Idempotent and bounded; leaves no handle and releases the lock. */
  stop(): Promise<void>
}

/** What the vault is opened with. */
export type Unlock =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'key-file' }

/**
 * Options of `createNode`. The vault is opened (and its lock taken) before libp2p is even
 * loaded, so that a second process fails in well under 2 s.
 */
export interface NodeOptions {
  /** The data folder; made with mode 0700. */
  readonly folder: string
  readonly unlock: Unlock
  /** Make a new account. @throws {StorageError} if the folder already holds one */
  readonly create?: boolean
  /** The name of a new account. Default: empty. */
  readonly name?: string
  /** Multiaddrs to listen on. Default: every interface, the ports of the last start as far as they are free. */
  readonly listen?: readonly string[]
  /** Multiaddrs of coordinators to begin with. */
  readonly bootstrap?: readonly string[]
  /** Names of open networks, beside those that were joined. Default: `public`. */
  readonly networks?: readonly string[]
  /**
   * Whether it serves others as a coordinator: relays, and holds their sealed mail. True: while it can be reached;
   * false: never. Default: while it can be reached and its networks hear too few coordinators.
   */
  readonly volunteer?: boolean
  /** Only the vault, no socket at all: what needs the network throws UnreachableError. */
  readonly offline?: boolean
  /** A node for one command: it dials but listens on nothing. */
  readonly shortLived?: boolean
  /**
   * Called with every event, also those before `createNode` resolves, which nobody could
   * hear otherwise (mail fetched while starting). Must not throw.
   */
  readonly onEvent?: (event: NodeEvent) => void
  /** Ends the start. */
  readonly signal?: AbortSignal
}

/** Options of `createCoordinator`. */
export interface CoordinatorOptions {
  /** The data folder; made with mode 0700. */
  readonly folder: string
  /** Multiaddrs to listen on; replaces the defaults. */
  readonly listen?: readonly string[]
  /** Multiaddrs of other coordinators. */
  readonly bootstrap?: readonly string[]
  /** Secrets of private networks that it serves beside the open one. */
  readonly networkSecrets?: readonly string[]
  /** Loopback, free ports; loopback counts as publicly reachable. */
  readonly dev?: boolean
  /** Ends the start. */
  readonly signal?: AbortSignal
}

/** A running coordinator. It has no account and so no userId. */
export interface CoordinatorNode {
  readonly peerId: string
  addresses(): string[]
  /** Idempotent and bounded; leaves no handle and releases the lock. */
  stop(): Promise<void>
}
