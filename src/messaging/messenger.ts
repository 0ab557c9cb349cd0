/** The driver of messaging: reads the vault, applies inputs in batches, performs effects. */
import { TypedEventEmitter } from 'main-event'
import type { TypedEventTarget } from 'main-event'
import type { EpochMs } from '../ports.ts'
import { realSchedule } from '../schedule.ts'
import type { VerifiedInvite } from '../identity/index.ts'
import type { Hello, Signed } from '../wire/index.ts'
import type { OwnWriterRecord } from '../wire/vault.ts'
import type { Messenger, MessengerEvents, MessengerOptions } from './api.ts'
import { Committer } from './batch.ts'
import { Contacts, peerIn } from './contacts.ts'
import { isMissed } from './core/consent.ts'
import { missing } from './core/conversation.ts'
import { tellDescriptor } from './core/descriptor.ts'
import type { HistoryEntry } from './core/history.ts'
import type { Effect, MessagingEvent, Peer, Self, StepContext } from './core/peer.ts'
import { helloTo } from './core/renewal.ts'
import { submitText } from './core/send.ts'
import { takeWhereabouts } from './core/whereabouts.ts'
import type { CrashPoint } from './crash-point.ts'
import { Delivery } from './delivery.ts'
import type { LivePath } from './lane.ts'
import { Inbox } from './inbox.ts'
import { Invites } from './invites.ts'
import { loadPeers } from './load.ts'
import { OneTimePrekeys } from './one-time-prekeys.ts'
import { Openings } from './openings.ts'
import { PrekeyRing } from './prekey-ring.ts'
import { Pruner } from './pruner.ts'
import { readHistory } from './read-history.ts'
import { loadWriter, Recovery } from './recovery.ts'

/**
 * Reads everything that messaging keeps and starts to deliver.
 *
 * @throws {StorageError} what the vault holds is damaged
 */
export async function openMessenger(options: MessengerOptions): Promise<Messenger> {
  const writer = await loadWriter(options.store, options.self)
  const peers = await loadPeers(options.store, options.crypto)
  const prekeys = await PrekeyRing.load(options)
  const oneTime = await OneTimePrekeys.load(options)
  const invites = await Invites.load(options)
  return await MessengerDriver.open(options, peers, { prekeys, oneTime, invites, writer })
}

/** What the messenger has of its own beside its peers. */
interface Own {
  readonly prekeys: PrekeyRing
  readonly oneTime: OneTimePrekeys
  readonly invites: Invites
  readonly writer: OwnWriterRecord
}

class MessengerDriver implements Messenger {
  readonly events: TypedEventTarget<MessengerEvents>
  readonly invites: Invites
  readonly #emitter = new TypedEventEmitter<MessengerEvents>()
  readonly #options: MessengerOptions
  readonly #peers: Map<string, Peer>
  readonly #prekeys: PrekeyRing
  readonly #oneTime: OneTimePrekeys
  readonly #context: StepContext
  readonly #committer: Committer
  readonly #contacts: Contacts
  readonly #delivery: Delivery
  readonly #inbox: Inbox
  readonly #openings: Openings
  readonly #pruner: Pruner
  readonly #recovery: Recovery

  /** A life that ended between two steps of a recovery left contacts under an older writer. */
  static async open(...parts: ConstructorParameters<typeof MessengerDriver>): Promise<MessengerDriver> {
    const driver = new MessengerDriver(...parts)
    await driver.#recovery.resume()
    driver.#delivery.start()
    return driver
  }

  constructor(options: MessengerOptions, peers: Map<string, Peer>, own: Own) {
    const { prekeys, oneTime, invites } = own
    this.#options = options
    this.#peers = peers
    this.#prekeys = prekeys
    this.#oneTime = oneTime
    this.invites = invites
    this.events = this.#emitter
    const { crypto, rng, clock, schedule = realSchedule, self, store, logger } = options
    const writer = (): MessengerDriver['writer'] => this.writer
    this.#context = {
      crypto,
      rng,
      clock,
      get self() {
        return { ...self, ...writer() }
      },
      describe: () => options.describe()
    }
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
      schedule,
      crashPoint,
      ports: {
        seek: userId => {
          options.ports.seek(userId)
        },
        deposit: async (order, signal) => await options.ports.deposit(order, signal),
        assured: async () => await options.ports.assured(),
        prepareRequest: async (userId, signal) => {
          await this.#openings.prepare(userId, signal)
        }
      }
    })
    this.#inbox = new Inbox({
      committer: this.#committer,
      context: this.#context,
      invites,
      prekeys,
      oneTime,
      rolledBack: () => this.rolledBack,
      logger,
      crashPoint
    })
    this.#openings = new Openings({
      committer: this.#committer,
      context: this.#context,
      peers,
      invites,
      ports: options.ports,
      drop: error => {
        this.#inbox.drop(error)
      }
    })
    this.#recovery = new Recovery({
      committer: this.#committer,
      context: this.#context,
      peers,
      logger,
      own: own.writer,
      heardAt: userId => this.#inbox.heardAt(userId),
      onRollback: () => {
        this.#emitter.safeDispatchEvent('rollback')
      }
    })
    const onGrants = (): void => {
      this.#emitter.safeDispatchEvent('grants')
    }
    this.#contacts = new Contacts(this.#committer, onGrants)
    invites.onChange(onGrants)
    invites.whileMissed(() => [...peers.values()].some(isMissed))
    this.#pruner = new Pruner({ store, committer: this.#committer, context: this.#context, logger, schedule })
    this.#pruner.start()
  }

  get writer(): Pick<Self, 'writerId' | 'formerWriters'> {
    const { writerId, former } = this.#recovery.own
    return { writerId, formerWriters: former }
  }

  get rolledBack(): EpochMs {
    return this.#recovery.own.since
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
    return await this.#contacts.ask(invite)
  }

  async withdraw(userId: string): Promise<void> {
    await this.#contacts.withdraw(userId)
  }

  async accept(userId: string): Promise<Peer> {
    return await this.#contacts.accept(userId)
  }

  async verify(userId: string): Promise<Peer> {
    return await this.#contacts.verify(userId)
  }

  async block(userId: string): Promise<void> {
    await this.#contacts.block(userId)
  }

  async reject(userId: string): Promise<void> {
    await this.#contacts.reject(userId)
  }

  async submit(userId: string, text: string): Promise<string> {
    this.#options.crashPoint?.('S1')
    return await this.#committer.run(batch => {
      const step = submitText(peerIn(batch, userId), text, batch.context)
      batch.apply(step)
      batch.crashPoints('S2', 'S3')
      return step.id
    })
  }

  async history(userId: string, limit: number): Promise<readonly HistoryEntry[]> {
    return await readHistory(this.#options.store, userId, limit)
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

  hello(userId: string): Hello {
    const peer = this.#peers.get(userId)
    return peer === undefined ? { seen: [], sessions: [] } : helloTo(peer, this.#context)
  }

  async greeted(userId: string, hello: Hello, connectedAt: EpochMs): Promise<void> {
    await this.#recovery.greeted(userId, hello, connectedAt)
  }

  async outdated(writerId: Uint8Array): Promise<void> {
    await this.#recovery.start([writerId])
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

  async found(userId: string, descriptor: Signed): Promise<void> {
    await this.#committer.run(batch => {
      const peer = batch.peer(userId)
      if (peer?.reach === undefined || peer.consent !== 'accepted') return
      const { descriptorKey, depositSecret } = peer.reach
      const step = takeWhereabouts(peer, { descriptor, descriptorKey, depositSecret }, batch.context)
      if (step !== undefined) batch.apply(step)
    })
  }

  async describeAnew(): Promise<void> {
    await this.#committer.run(batch => {
      for (const { userId } of [...batch.peers()]) {
        const peer = batch.peer(userId)
        if (peer === undefined) continue
        const step = tellDescriptor(peer, batch.context)
        if (step.peer !== peer) batch.apply(step)
      }
    })
  }

  async bundle(): Promise<Signed> {
    return await this.#prekeys.bundle(this.rolledBack)
  }

  async oneTimePrekeys(mailbox: Uint8Array, left: number): Promise<readonly Signed[]> {
    // An old disk does not have the secrets of what it handed out since.
    const since = Math.max(await this.#prekeys.generation(this.rolledBack), this.rolledBack)
    return await this.#oneTime.stock(mailbox, left, since)
  }

  async flush(signal: AbortSignal): Promise<void> {
    await this.#delivery.flush(signal)
  }

  async stop(): Promise<void> {
    this.#delivery.stop()
    await this.#pruner.stop()
    await this.#recovery.idle()
    await this.#committer.idle()
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
      case 'outdated':
        this.#recovery.claimed(effect.userId, effect.marks)
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
      case 'renewal':
        this.#options.logger('a session with a contact takes the place of others: %s', event.stage)
        this.#emitter.safeDispatchEvent('renewal', { detail: event })
        break
      case 'keys':
        // Faces learn of it when they ask for the contact, or want to send.
        this.#options.logger('the device list of a contact has changed: %s', event.change)
        break
      default:
        event satisfies never
    }
  }
}
