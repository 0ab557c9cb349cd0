/** What a messenger offers, and what it needs from the node around it. Types only. */
import type { TypedEventTarget } from 'main-event'
import type { CryptoBackend } from '../crypto/index.ts'
import type { VerifiedInvite } from '../identity/index.ts'
import type { Clock, EpochMs, Logger, Rng, Store } from '../ports.ts'
import type { Schedule } from '../schedule.ts'
import type { Hello, MailboxAddress, Signed } from '../wire/index.ts'
import type { HistoryEntry } from './core/history.ts'
import type { MessagingEvent, OwnDescriptor, Peer, Self } from './core/peer.ts'
import type { CrashPoint } from './crash-point.ts'
import type { LivePath } from './lane.ts'
import type { DepositOrder, DepositOutcome } from './deposits.ts'
import type { Invites } from './invites.ts'

/** What listeners get. */
export interface MessengerEvents {
  message: CustomEvent<Extract<MessagingEvent, { kind: 'message' }>>
  request: CustomEvent<Extract<MessagingEvent, { kind: 'request' }>>
  receipt: CustomEvent<Extract<MessagingEvent, { kind: 'receipt' }>>
  contact: CustomEvent<Extract<MessagingEvent, { kind: 'contact' }>>
  consent: CustomEvent<Extract<MessagingEvent, { kind: 'consent' }>>
  renewal: CustomEvent<Extract<MessagingEvent, { kind: 'renewal' }>>
  /** Our disk is an old one: whatever was written and received after it was copied is not here. */
  rollback: CustomEvent<undefined>
  /** The tokens that open our mailboxes changed: contacts or invites came or went. */
  grants: CustomEvent<undefined>
}

/** What the messenger needs from the node around it. */
export interface MessengerPorts {
  /** Starts looking for a contact; a link shows up through `linkOpened`. Never rejects. */
  seek(userId: string): void
  /** Never rejects: whatever fails for now is `later`. */
  deposit(order: DepositOrder, signal: AbortSignal): Promise<DepositOutcome>
  /**
   * The bundles of an account from its request mailboxes, opened but not verified, the best ones
   * first; none while nobody answers.
   *
   * @param lastResort - without one-time prekeys
   * @throws {TrustError} the mailboxes answered and do not know the invite
   */
  fetchBundles(
    account: Uint8Array,
    mailboxes: readonly MailboxAddress[],
    lastResort: boolean,
    signal: AbortSignal
  ): Promise<readonly FetchedBundle[]>
  /** The bundle of a contact, which may be asked over its link. Without a one-time prekey. */
  fetchContactBundle(
    peer: Peer,
    mailboxes: readonly MailboxAddress[],
    signal: AbortSignal
  ): Promise<Signed | undefined>
  /** Resolves when it is known whether our disk is an old one, as far as that can be had. Never rejects. */
  assured(): Promise<void>
}

/** What a coordinator handed out. */
export interface FetchedBundle {
  readonly bundle: Signed
  /** The one-time prekey that came with it. */
  readonly oneTime: Signed | undefined
}

/** How to open a messenger. */
export interface MessengerOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  /** Default: real timers. */
  readonly schedule?: Schedule
  readonly logger: Logger
  readonly self: Self
  describe(): OwnDescriptor
  readonly ports: MessengerPorts
  /** Lets tests end the process here. */
  crashPoint?(name: CrashPoint): void
}

/** See the folder's index. */
export interface Messenger {
  readonly events: TypedEventTarget<MessengerEvents>
  readonly invites: Invites
  /** Everybody known, whatever the consent. */
  peers(): Iterable<Peer>
  peer(userId: string): Peer | undefined

  /** Takes back a request that nobody took. Does nothing if there is more between the two. */
  withdraw(userId: string): Promise<void>
  /** Starts to ask the maker of an invite. */
  ask(invite: VerifiedInvite): Promise<Peer>
  accept(userId: string): Promise<Peer>
  /** The user has compared safety numbers: from now on a new device has to be accepted. */
  verify(userId: string): Promise<Peer>
  reject(userId: string): Promise<void>
  /** Hears that peer no more, and takes back what it was given; what waits for it fails. */
  block(userId: string): Promise<void>
  /** Durable when it resolves. @returns the id of the message */
  submit(userId: string, text: string): Promise<string>
  /** The last `limit` messages in conversation order, oldest first. */
  history(userId: string, limit: number): Promise<readonly HistoryEntry[]>
  /** Messages of the other side that are known to be missing. */
  missing(userId: string): number
  /**
   * An envelope from a link that proved to be that contact's device. Resolves when it is durable or
   * dropped; an acknowledgement when it is written (ADR 017).
   */
  receiveLive(userId: string, envelope: Uint8Array): Promise<void>
  /** An envelope from a mailbox. Resolves when it is durable or dropped. */
  receiveMail(userId: string, envelope: Uint8Array): Promise<void>
  /** A sealed request from a request mailbox. Resolves when it is durable or dropped. */
  receiveRequest(sealed: Uint8Array): Promise<void>

  /** What to say to a contact when a link to it opens. */
  hello(userId: string): Hello
  /**
   * What a contact says then, over a connection that was begun at `connectedAt`. Resolves when all that
   * follows from it is on the disk: only then may anything be sent over the link.
   */
  greeted(userId: string, hello: Hello, connectedAt: EpochMs): Promise<void>
  /** Under which name our messages are numbered, and which names were given up. */
  readonly writer: Pick<Self, 'writerId' | 'formerWriters'>
  /** When our disk was last found to be an old one; 0: never. */
  readonly rolledBack: EpochMs
  /**
   * A mailbox holds what we sealed for it after this disk was copied.
   *
   * @param writerId - under which we wrote then
   */
  outdated(writerId: Uint8Array): Promise<void>
  linkOpened(userId: string, link: LivePath): void
  linkClosed(userId: string, link: LivePath): void
  /** Presence says that the contact is back. */
  returned(userId: string): Promise<void>
  /** A descriptor of a contact was found, which it signed and did not tell us itself. */
  found(userId: string, descriptor: Signed): Promise<void>
  /** Our descriptor changed: contacts that do not have it get it. */
  describeAnew(): Promise<void>
  /** The signed bundle for our mailboxes. */
  bundle(): Promise<Signed>
  /**
   * Signed one-time prekeys to put in the place of those that are left at a request mailbox; none:
   * those stay. Durable when it resolves.
   *
   * @param mailbox - the key that names it
   */
  oneTimePrekeys(mailbox: Uint8Array, left: number): Promise<readonly Signed[]>
  /** Envelopes and requests that could not be read, since the start. */
  readonly unreadable: number

  /** Makes all deposits that wait, as far as the signal lets it. */
  flush(signal: AbortSignal): Promise<void>
  /** Ends timers and waits for the last batch. Idempotent. */
  stop(): Promise<void>
}
