/** The driver of messaging: reads the vault, applies inputs in batches, performs effects. */
import { TypedEventEmitter } from 'main-event'
import type { TypedEventTarget } from 'main-event'
import type { CryptoBackend } from '../crypto/index.ts'
import { LimitError, NotFoundError } from '../errors.ts'
import { verifyBundle } from '../identity/index.ts'
import type { VerifiedInvite } from '../identity/index.ts'
import type { Clock, Logger, Rng, Store } from '../ports.ts'
import type { MailboxAddress, Signed } from '../wire/index.ts'
import type { Batch } from './batch.ts'
import { Committer } from './batch.ts'
import { MAX_CONTACTS } from './constants.ts'
import {
  acceptContact,
  askContact,
  freeName,
  rejectContact,
  sealRequest,
  tellDescriptor
} from './core/consent.ts'
import { compareMessages, missing } from './core/conversation.ts'
import type { HistoryEntry } from './core/history.ts'
import type { Effect, MessagingEvent, OwnDescriptor, Peer, Self, StepContext } from './core/peer.ts'
import { HISTORY, historyEntry } from './core/records.ts'
import { submitText } from './core/send.ts'
import type { CrashPoint } from './crash-point.ts'
import { Delivery } from './delivery.ts'
import type { DepositOrder, DepositOutcome, LivePath } from './delivery.ts'
import { Inbox } from './inbox.ts'
import { Invites } from './invites.ts'
import { loadPeers } from './load.ts'
import { PrekeyRing } from './prekey-ring.ts'

export type { OpenInvite } from './invites.ts'

/** What listeners get. */
export interface MessengerEvents {
  message: CustomEvent<Extract<MessagingEvent, { kind: 'message' }>>
  request: CustomEvent<Extract<MessagingEvent, { kind: 'request' }>>
  receipt: CustomEvent<Extract<MessagingEvent, { kind: 'receipt' }>>
  contact: CustomEvent<Extract<MessagingEvent, { kind: 'contact' }>>
  consent: CustomEvent<Extract<MessagingEvent, { kind: 'consent' }>>
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
   * The bundle of an account from one of its request mailboxes, opened but not verified;
   * undefined while none answers.
   *
   * @throws {TrustError} the mailboxes answered and do not know the invite
   */
  fetchBundle(
    account: Uint8Array,
    mailboxes: readonly MailboxAddress[],
    signal: AbortSignal
  ): Promise<Signed | undefined>
}

/** How to open a messenger. */
export interface MessengerOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
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

  /** Starts to ask the maker of an invite. */
  ask(invite: VerifiedInvite): Promise<Peer>
  accept(userId: string): Promise<Peer>
  reject(userId: string): Promise<void>
  /** Durable when it resolves. @returns the id of the message */
  submit(userId: string, text: string): Promise<string>
  /** The last `limit` messages in conversation order, oldest first. */
  history(userId: string, limit: number): Promise<readonly HistoryEntry[]>
  /** Messages of the other side that are known to be missing. */
  missing(userId: string): number
  /** An envelope from a link that proved to be that contact's device. */
  receiveLive(userId: string, envelope: Uint8Array): Promise<void>
  /** An envelope from a mailbox. Resolves when it is durable or dropped. */
  receiveMail(userId: string, envelope: Uint8Array): Promise<void>
  /** A sealed request from a request mailbox. Resolves when it is durable or dropped. */
  receiveRequest(sealed: Uint8Array): Promise<void>

  linkOpened(userId: string, link: LivePath): void
  linkClosed(userId: string, link: LivePath): void
  /** Presence says that the contact is back. */
  returned(userId: string): Promise<void>
  /** Our descriptor changed: contacts that do not have it get it. */
  describeAnew(): Promise<void>
  /** The signed bundle for our mailboxes. */
  bundle(): Promise<Signed>
  /** Envelopes and requests that could not be read, since the start. */
  readonly unreadable: number

  /** Makes all deposits that wait, as far as the signal lets it. */
  flush(signal: AbortSignal): Promise<void>
  /** Ends timers and waits for the last batch. Idempotent. */
  stop(): Promise<void>
}

/**
 * Reads everything that messaging keeps and starts to deliver.
 *
 * @throws {StorageError} what the vault holds is damaged
 */
export async function openMessenger(options: MessengerOptions): Promise<Messenger> {
  const peers = await loadPeers(options.store, options.crypto)
  const prekeys = await PrekeyRing.load(options)
  const invites = await Invites.load(options)
  return new MessengerDriver(options, peers, prekeys, invites)
}

class MessengerDriver implements Messenger {
  readonly events: TypedEventTarget<MessengerEvents>
  readonly invites: Invites
  readonly #emitter = new TypedEventEmitter<MessengerEvents>()
  readonly #options: MessengerOptions
  readonly #peers: Map<string, Peer>
  readonly #prekeys: PrekeyRing
  readonly #context: StepContext
  readonly #committer: Committer
  readonly #delivery: Delivery
  readonly #inbox: Inbox

  constructor(options: MessengerOptions, peers: Map<string, Peer>, prekeys: PrekeyRing, invites: Invites) {
    this.#options = options
    this.#peers = peers
    this.#prekeys = prekeys
    this.invites = invites
    this.events = this.#emitter
    const { crypto, rng, clock, self, store, logger } = options
    this.#context = { crypto, rng, clock, self, describe: () => options.describe() }
    const crashPoint = (name: CrashPoint): void => options.crashPoint?.(name)
    this.#committer = new Committer({
      store,
      context: this.#context,
      peers,
      isLinked: userId => this.#delivery.isLinked(userId),
      perform: effect => {
        this.#perform(effect)
      },
      crashPoint
    })
    this.#delivery = new Delivery({
      committer: this.#committer,
      context: this.#context,
      peers,
      logger,
      crashPoint,
      ports: {
        seek: userId => {
          options.ports.seek(userId)
        },
        deposit: async (order, signal) => await options.ports.deposit(order, signal),
        prepareRequest: async (userId, signal) => {
          await this.#prepareRequest(userId, signal)
        }
      }
    })
    this.#inbox = new Inbox({
      committer: this.#committer,
      context: this.#context,
      invites,
      prekeys,
      logger,
      crashPoint
    })
    invites.onChange(() => {
      this.#emitter.safeDispatchEvent('grants')
    })
    for (const peer of peers.values()) this.#delivery.wake(peer.userId)
  }

  get unreadable(): number {
    return this.#inbox.unreadable
  }

  peers(): Iterable<Peer> {
    return this.#peers.values()
  }

  peer(userId: string): Peer | undefined {
    return this.#peers.get(userId)
  }

  async ask(invite: VerifiedInvite): Promise<Peer> {
    const peer = await this.#committer.run(batch => {
      const known = batch.peer(invite.userId)
      if (known === undefined && count(batch.peers(), () => true) >= MAX_CONTACTS) {
        throw new LimitError(`There are ${MAX_CONTACTS} contacts already.`)
      }
      const name = known?.name ?? this.#freeName(batch, invite.name, invite.userId)
      batch.apply(askContact(known, invite, name, batch.context))
      return this.#require(batch, invite.userId)
    })
    this.#emitter.safeDispatchEvent('grants')
    return peer
  }

  async accept(userId: string): Promise<Peer> {
    const peer = await this.#committer.run(batch => {
      batch.apply(acceptContact(this.#require(batch, userId), batch.context))
      return this.#require(batch, userId)
    })
    this.#emitter.safeDispatchEvent('grants')
    return peer
  }

  async reject(userId: string): Promise<void> {
    await this.#committer.run(batch => {
      batch.apply(rejectContact(this.#require(batch, userId), batch.context))
    })
  }

  async submit(userId: string, text: string): Promise<string> {
    this.#options.crashPoint?.('S1')
    return await this.#committer.run(batch => {
      const step = submitText(this.#require(batch, userId), text, batch.context)
      batch.apply(step)
      batch.crashPoints('S2', 'S3')
      return step.id
    })
  }

  async history(userId: string, limit: number): Promise<readonly HistoryEntry[]> {
    const entries: HistoryEntry[] = []
    const walk = this.#options.store.walk(HISTORY, { scope: userId, reverse: true })
    for await (const { value } of walk) {
      const entry = historyEntry(value)
      // Messages of one Lamport number are sorted together before the list is cut.
      if (entries.length >= limit && entry.lamport !== entries.at(-1)?.lamport) break
      entries.push(entry)
    }
    const sorted = entries.toSorted(compareMessages)
    return limit >= sorted.length ? sorted : sorted.slice(sorted.length - limit)
  }

  missing(userId: string): number {
    const peer = this.#peers.get(userId)
    return peer === undefined ? 0 : missing(peer.conversation)
  }

  async receiveLive(userId: string, envelope: Uint8Array): Promise<void> {
    this.#delivery.alive(userId)
    await this.#inbox.receive(userId, envelope, true)
  }

  async receiveMail(userId: string, envelope: Uint8Array): Promise<void> {
    await this.#inbox.receive(userId, envelope, false)
  }

  async receiveRequest(sealed: Uint8Array): Promise<void> {
    await this.#inbox.receiveRequest(sealed)
  }

  linkOpened(userId: string, link: LivePath): void {
    this.#delivery.linkOpened(userId, link)
  }

  linkClosed(userId: string, link: LivePath): void {
    this.#delivery.linkClosed(userId, link)
  }

  async returned(userId: string): Promise<void> {
    await this.#delivery.returned(userId)
  }

  async describeAnew(): Promise<void> {
    await this.#committer.run(batch => {
      for (const peer of [...batch.peers()]) {
        const step = tellDescriptor(peer, batch.context)
        if (step.peer !== peer) batch.apply(step)
      }
    })
  }

  async bundle(): Promise<Signed> {
    return await this.#prekeys.bundle()
  }

  async flush(signal: AbortSignal): Promise<void> {
    await this.#delivery.flush(signal)
  }

  async stop(): Promise<void> {
    this.#delivery.stop()
    await this.#committer.idle()
  }

  async #prepareRequest(userId: string, signal: AbortSignal): Promise<void> {
    const invite = this.invites.read(this.#peers.get(userId)?.invite)
    if (invite === undefined) return
    try {
      const signed = await this.#options.ports.fetchBundle(invite.account, invite.mailboxes, signal)
      if (signed === undefined) return
      const { crypto, clock } = this.#options
      const bundle = verifyBundle(crypto, signed, { account: invite.account, now: clock() })
      await this.#committer.run(batch => {
        batch.apply(sealRequest(this.#require(batch, userId), invite, bundle, batch.context))
      })
    } catch (error) {
      this.#inbox.drop(error)
    }
  }

  #perform(effect: Exclude<Effect, { kind: 'persist' }>): void {
    switch (effect.kind) {
      case 'send':
        this.#delivery.sendNow(effect.userId, [effect.envelope])
        break
      case 'deliver':
        this.#delivery.wake(effect.userId)
        break
      case 'emit':
        this.#emit(effect.event)
        break
      default:
        effect satisfies never
    }
  }

  #emit(event: MessagingEvent): void {
    switch (event.kind) {
      case 'message':
        this.#emitter.safeDispatchEvent('message', { detail: event })
        break
      case 'request':
        this.#emitter.safeDispatchEvent('request', { detail: event })
        break
      case 'receipt':
        this.#emitter.safeDispatchEvent('receipt', { detail: event })
        break
      case 'contact':
        this.#emitter.safeDispatchEvent('contact', { detail: event })
        break
      case 'consent':
        this.#emitter.safeDispatchEvent('consent', { detail: event })
        break
      default:
        event satisfies never
    }
  }

  #require(batch: Batch, userId: string): Peer {
    const peer = batch.peer(userId)
    if (peer === undefined) throw new NotFoundError('Nobody of that name is known here.')
    return peer
  }

  #freeName(batch: Batch, wished: string, userId: string): string {
    const names = new Set([...batch.peers()].map(peer => peer.name))
    return freeName(wished, userId, name => names.has(name))
  }
}

function count<T>(values: Iterable<T>, holds: (value: T) => boolean): number {
  let total = 0
  for (const value of values) if (holds(value)) total += 1
  return total
}
