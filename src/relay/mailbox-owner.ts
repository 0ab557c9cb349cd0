/**
 * The owner's side: keeps one mailbox at one coordinator. From a host whose key is the
 * mailbox key it registers, collects what lies there, hands it over, acknowledges what was
 * handed over durably, and then waits to be told of new mail. A connection that breaks is
 * made again, with growing pauses.
 *
 * @example
 * ```ts
 * const owner = createMailboxOwner({
 *   createHost, crypto, rng, clock, logger, seed,
 *   addresses: () => ['/ip4/192.0.2.1/tcp/4001/p2p/12D3Koo…'],
 *   registration: async mailbox => ({ grants: [grantFor(crypto, secret, mailbox)], bundle, network, membershipKey }),
 *   cursor: stored,
 *   deliver: async (items, cursor) => { … }
 * })
 * owner.start()
 * …
 * await owner.stop()
 * ```
 */
import { EarshotError, UnreachableError, WireFormatError } from '../errors.ts'
import { keyOfPeerId } from '../identity/index.ts'
import { MAX_MAILBOX_FRAME } from '../wire/index.ts'
import {
  DOUBT_DEADLINE,
  KEEP_ALIVE,
  MAX_IDLE_NOTICES,
  MAILBOX_PROTOCOL,
  OPEN_DEADLINE,
  SESSION_PROVEN
} from './constants.ts'
import { coordinatorOf } from './core/addresses.ts'
import { reconnectPause } from './core/backoff.ts'
import { MailboxClient } from './mailbox-client.ts'
import { RefusedError } from './owner-answers.ts'
import { Collection } from './owner-collection.ts'
import { OwnerLease } from './owner-lease.ts'
import { register, restock } from './owner-registration.ts'
import { pause, realSchedule, startDeadline } from '../schedule.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { MailboxRequestKind, MailboxResponseKind } from '../wire/index.ts'
import type { CreateHost, PseudonymousHost } from './depositor-pool.ts'
import type { Ask } from './owner-answers.ts'
import type { CollectionOptions } from './owner-collection.ts'
import type { LeaseOptions } from './owner-lease.ts'
import type { KeptPlace, RegistrationOptions } from './owner-registration.ts'
import type { Deadline, Schedule } from '../schedule.ts'

/** What happened to the mailbox. */
export type MailboxEvent =
  /** It is registered, and mail can come. */
  | { readonly kind: 'held'; readonly lapses: EpochMs }
  /** The coordinator has taken what `registration` said last. */
  | { readonly kind: 'registered' }
  /** It cannot be reached, or the coordinator does not want it. We try again. */
  | { readonly kind: 'lost'; readonly reason: 'unreachable' | 'refused' | 'untrusted' }

/** What an owner works with. */
export interface MailboxOwnerOptions extends RegistrationOptions, CollectionOptions, LeaseOptions {
  readonly createHost: CreateHost
  readonly rng: Rng
  /** Default: real timers. */
  readonly schedule?: Schedule
  /** Multiaddrs of the coordinator as known now, all ending in the same `/p2p/<peerId>`. */
  addresses(): readonly string[]
  /** Must not throw. */
  onEvent?(event: MailboxEvent): void
}

/** Keeps one mailbox. */
export interface MailboxOwner {
  /** The Ed25519 key that names the mailbox. */
  readonly mailbox: Uint8Array
  /** Whether it is registered and connected now. */
  readonly held: boolean
  start(): void
  /** Registers again, because grants or bundle changed. */
  refresh(): void
  /** Other contacts may see that we are online: the lease gets other tags. */
  leaseChanged(): void
  /** Somebody waits, or the coordinator is there again: looks for mail now, without any pause. */
  look(): void
  /** The same, because the connection may be gone without a word: waits only briefly for an answer. */
  doubt(): void
  /** Leaves nothing open. Waits for a running `deliver`. Idempotent. */
  stop(): Promise<void>
}

/** Makes an owner. It does nothing before `start`. */
export function createMailboxOwner(options: MailboxOwnerOptions): MailboxOwner {
  return new Owner(options)
}

class Owner implements MailboxOwner {
  readonly mailbox: Uint8Array
  readonly #options: MailboxOwnerOptions
  readonly #schedule: Schedule
  readonly #stopping: AbortController = new AbortController()
  /** Aborted and replaced by everything that ends a wait. */
  #waking: AbortController = new AbortController()
  /** How often somebody doubted the connection, and how many of these doubts an answer has dispelled. */
  #doubts = 0
  #dispelled = 0
  /** Shortens the wait for an answer that is under way. */
  #hurry: (() => void) | undefined
  readonly #collection: Collection
  #running: Promise<void> | undefined
  readonly #lease: OwnerLease
  #stale = false
  #held = false
  /** In this session. */
  #registered = false
  /** Notices of new mail since mail came last. */
  #notices = 0

  constructor(options: MailboxOwnerOptions) {
    this.#options = options
    this.#schedule = options.schedule ?? realSchedule
    this.mailbox = options.crypto.ed25519PublicKey(options.seed)
    this.#collection = new Collection(options)
    this.#lease = new OwnerLease(options, this.#schedule, this.#stopping.signal)
  }

  get held(): boolean {
    return this.#held
  }

  get #doubted(): boolean {
    return this.#dispelled < this.#doubts
  }

  start(): void {
    this.#running ??= this.#run()
  }

  refresh(): void {
    this.#stale = true
    this.#waking.abort()
    this.leaseChanged()
  }

  leaseChanged(): void {
    this.#lease.changed()
  }

  look(): void {
    this.#waking.abort()
  }

  doubt(): void {
    this.#doubts += 1
    this.#hurry?.()
    this.#waking.abort()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { clock, rng } = this.#options
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      const begun = clock()
      let reason: 'unreachable' | 'refused' | 'untrusted' = 'unreachable'
      try {
        await this.#session()
      } catch (error) {
        reason = this.#reasonOf(error)
      }
      const wasHeld = this.#held
      this.#held = false
      if (this.#stopping.signal.aborted) return
      failures = wasHeld && clock() - begun >= SESSION_PROVEN ? 1 : failures + 1
      if (wasHeld || failures === 1) this.#options.onEvent?.({ kind: 'lost', reason })
      // what was doubted is tried again at once
      if (this.#doubted) {
        this.#dispelled = this.#doubts
        failures = 0
        continue
      }
      // what ended the session must not end the pause
      this.#waking = new AbortController()
      await this.#wait(reconnectPause(failures, rng))
    }
  }

  /**
   * From connection to its end; always by an error. Each session has a host of its own: an
   * old one might hold on to a connection that died unnoticed.
   */
  async #session(): Promise<never> {
    const host = await this.#options.createHost(this.#options.seed)
    try {
      const client = await this.#connect(host)
      try {
        return await this.#keep(client)
      } finally {
        await client.close()
      }
    } finally {
      await host.stop().catch(() => {})
    }
  }

  async #connect(host: PseudonymousHost): Promise<MailboxClient> {
    const addresses = this.#options.addresses()
    const deadline = startDeadline(this.#schedule, OPEN_DEADLINE, this.#stopping.signal)
    try {
      const stream = await host.open(coordinatorOf(addresses), addresses, MAILBOX_PROTOCOL, {
        maxFrame: MAX_MAILBOX_FRAME,
        signal: deadline.signal
      })
      return new MailboxClient(stream, {
        schedule: this.#schedule,
        onNewMail: () => {
          this.#notices += 1
          // One that calls for nothing would keep us fetching, or only reading, for ever.
          if (this.#notices > MAX_IDLE_NOTICES) throw new WireFormatError('Notices of nothing')
          this.#waking.abort()
        }
      })
    } finally {
      deadline.clear()
    }
  }

  async #keep(client: MailboxClient): Promise<never> {
    const ask: Ask = async request => await this.#ask(client, request)
    const end = (): void => {
      this.#waking.abort()
    }
    client.closed.addEventListener('abort', end)
    let leasing: Promise<void> | undefined
    try {
      this.#stale = true
      this.#registered = false
      this.#notices = 0
      for (;;) {
        if (this.#waking.signal.aborted) this.#waking = new AbortController()
        if (this.#stale) await this.#register(ask)
        // not before there is a mailbox: whoever has none is refused
        leasing ??= this.#lease.keep(client, this.#place().coordinator)
        await this.#collection.collect(ask, this.#place(), () => {
          this.#notices = 0
        })
        await this.#wait(KEEP_ALIVE)
        if (this.#stopping.signal.aborted) throw new UnreachableError('Stopped')
      }
    } finally {
      client.closed.removeEventListener('abort', end)
      if (leasing !== undefined) await this.#lease.leave(client)
      await client.close()
      await leasing
    }
  }

  async #register(ask: Ask): Promise<void> {
    const place = this.#place()
    this.#stale = false
    const { lapses, prekeysLeft } = await register(ask, this.#options, place, !this.#registered)
    this.#registered = true
    if (!this.#held) {
      this.#held = true
      this.#options.onEvent?.({ kind: 'held', lapses })
    }
    this.#options.onEvent?.({ kind: 'registered' })
    await restock(ask, this.#options, place, prekeysLeft)
  }

  async #ask(client: MailboxClient, request: MailboxRequestKind): Promise<MailboxResponseKind> {
    const patience = new AbortController()
    let deadline: Deadline | undefined
    this.#hurry = () => {
      deadline ??= startDeadline(this.#schedule, DOUBT_DEADLINE)
      deadline.signal.addEventListener('abort', () => patience.abort(), { once: true })
    }
    if (this.#doubted) this.#hurry()
    // an answer that was on its way when the doubt came says nothing about the connection of now
    const doubts = this.#doubts
    try {
      const either = AbortSignal.any([patience.signal, this.#stopping.signal])
      const response = await client.request(request, either)
      this.#dispelled = doubts
      return response
    } finally {
      this.#hurry = undefined
      deadline?.clear()
    }
  }

  /** Until the time is over, or something wants attention. */
  async #wait(delay: number): Promise<void> {
    await pause(delay, AbortSignal.any([this.#waking.signal, this.#stopping.signal]), this.#schedule)
  }

  #place(): KeptPlace {
    const coordinator = keyOfPeerId(coordinatorOf(this.#options.addresses()))
    return { mailbox: this.mailbox, coordinator }
  }

  #reasonOf(error: unknown): 'unreachable' | 'refused' | 'untrusted' {
    const { logger } = this.#options
    if (error instanceof EarshotError) logger('a mailbox is not held: %s', error.name)
    else logger.error('keeping a mailbox failed: %s', (error as Error).name)
    if (error instanceof RefusedError) return 'refused'
    return error instanceof WireFormatError ? 'untrusted' : 'unreachable'
  }
}
