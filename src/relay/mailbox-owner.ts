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
import { takeFrom } from '../rates.ts'
import { MAX_MAILBOX_FRAME } from '../wire/index.ts'
import {
  DOUBT_DEADLINE,
  KEEP_ALIVE,
  MAX_IDLE_NOTICES,
  MAILBOX_PROTOCOL,
  MAX_KEPT_BYTES,
  MAX_KEPT_ITEMS,
  MAX_WORTHLESS_ITEMS,
  OPEN_DEADLINE,
  SESSION_PROVEN,
  WORTHLESS_RATE
} from './constants.ts'
import { coordinatorOf } from './core/addresses.ts'
import { reconnectPause } from './core/backoff.ts'
import { START, collect } from './core/collect.ts'
import { membershipProof } from './core/membership.ts'
import { signAcknowledgement } from './core/receipts.ts'
import { MailboxClient } from './mailbox-client.ts'
import { pause, realSchedule, startDeadline } from './schedule.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, EpochMs, Logger, Rng } from '../ports.ts'
import type { Bucket, Rate } from '../rates.ts'
import type { Grant, MailboxRequestKind, MailboxResponseKind } from '../wire/index.ts'
import type { CollectedItem, MailboxCursor } from './core/collect.ts'
import type { CreateHost, PseudonymousHost } from './depositor-pool.ts'
import type { Deadline, Schedule } from './schedule.ts'

/** What is registered at a coordinator. */
export interface Registration {
  /** Who may deposit, at most 1,024; who is left out no longer may. */
  readonly grants: readonly Grant[]
  /** Sealed prekey bundle, or empty. */
  readonly bundle: Uint8Array
  /** 16-byte id of a network that the coordinator serves. */
  readonly network: Uint8Array
  /** 32 bytes. */
  readonly membershipKey: Uint8Array
}

/** What happened to the mailbox. */
export type MailboxEvent =
  /** It is registered, and mail can come. */
  | { readonly kind: 'held'; readonly lapses: EpochMs }
  /** The coordinator has taken what `registration` said last. */
  | { readonly kind: 'registered' }
  /** It cannot be reached, or the coordinator does not want it. We try again. */
  | { readonly kind: 'lost'; readonly reason: 'unreachable' | 'refused' | 'untrusted' }

/** What an owner works with. */
export interface MailboxOwnerOptions {
  readonly createHost: CreateHost
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly logger: Logger
  /** Default: real timers. */
  readonly schedule?: Schedule
  /** Seed of the mailbox key, 32 bytes. */
  readonly seed: Uint8Array
  /** Multiaddrs of the coordinator as known now, all ending in the same `/p2p/<peerId>`. */
  addresses(): readonly string[]
  /** What to register, asked at every connection and `refresh`. */
  registration(mailbox: Uint8Array): Promise<Registration>
  /**
   * Sealed one-time prekeys to put in the place of those that are left; none: those stay. Asked
   * after every registration. Default: none.
   */
  stock?(mailbox: Uint8Array, left: number): Promise<readonly Uint8Array[]>
  /** What is left at the coordinator at every connection, to notice an old disk. Default: nothing. */
  readonly epochs?: MailboxEpochs
  /** Where to go on; undefined: from the start. */
  readonly cursor: MailboxCursor | undefined
  /**
   * Takes items over. When it resolves they are durable here, or known to be worthless;
   * then they are acknowledged. If it rejects, they come again after a pause. What was
   * handed over before a crash comes again too: at least once.
   *
   * @param cursor - up to here everything was acknowledged; to be kept in the same batch
   * @returns how many of them were worthless
   */
  deliver(items: readonly CollectedItem[], cursor: MailboxCursor): Promise<number>
  /** The acknowledgement of a page arrived. Keeping this cursor spares a repetition. */
  acknowledged?(cursor: MailboxCursor): void
  /** Must not throw. */
  onEvent?(event: MailboxEvent): void
}

/** Keeps the epochs of a mailbox. */
export interface MailboxEpochs {
  /** The next one, durable when it resolves. */
  next(): Promise<Uint8Array>
  /** The coordinator has taken it, and gave back what it held before. Resolves when that is dealt with. */
  taken(before: Uint8Array): Promise<void>
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

/** The coordinator said no. */
class RefusedError extends EarshotError {
  override name = 'RefusedError'
}

const NONE = new Uint8Array(0)
const WORTHLESS: Rate = { burst: MAX_WORTHLESS_ITEMS, perSecond: WORTHLESS_RATE }

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
  #cursor: MailboxCursor
  #running: Promise<void> | undefined
  #stale = false
  #held = false
  /** In this session. */
  #registered = false
  /** Worthless items that its coordinator may still bring, over all sessions. */
  #worthless: Bucket | undefined
  /** Notices of new mail since mail came last. */
  #notices = 0

  constructor(options: MailboxOwnerOptions) {
    this.#options = options
    this.#schedule = options.schedule ?? realSchedule
    this.mailbox = options.crypto.ed25519PublicKey(options.seed)
    this.#cursor = options.cursor ?? START
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
    const end = (): void => {
      this.#waking.abort()
    }
    client.closed.addEventListener('abort', end)
    try {
      this.#stale = true
      this.#registered = false
      this.#notices = 0
      for (;;) {
        if (this.#waking.signal.aborted) this.#waking = new AbortController()
        if (this.#stale) await this.#register(client)
        await this.#collect(client)
        await this.#wait(KEEP_ALIVE)
        if (this.#stopping.signal.aborted) throw new UnreachableError('Stopped')
      }
    } finally {
      client.closed.removeEventListener('abort', end)
    }
  }

  async #register(client: MailboxClient): Promise<void> {
    const { crypto } = this.#options
    this.#stale = false
    const { grants, bundle, network, membershipKey } = await this.#options.registration(this.mailbox)
    const membership = membershipProof(crypto, membershipKey, this.#coordinator(), this.mailbox)
    const isNew = !this.#registered
    const epoch = isNew ? ((await this.#options.epochs?.next()) ?? NONE) : NONE
    const register = { grants, bundle, network, membership, epoch }
    const response = await this.#ask(client, { kind: 'register', register })
    if (response.kind !== 'registered') throw unexpected(response)
    if (isNew) await this.#options.epochs?.taken(response.registered.epoch)
    this.#registered = true
    if (!this.#held) {
      this.#held = true
      this.#options.onEvent?.({ kind: 'held', lapses: response.registered.lapses })
    }
    this.#options.onEvent?.({ kind: 'registered' })
    await this.#restock(client, response.registered.prekeysLeft)
  }

  /** Without one-time prekeys the mailbox serves as well: what the coordinator refuses is left. */
  async #restock(client: MailboxClient, left: number): Promise<void> {
    const prekeys = (await this.#options.stock?.(this.mailbox, left)) ?? []
    if (prekeys.length === 0) return
    this.#options.logger('%d one-time prekeys are left at a mailbox: it gets %d', left, prekeys.length)
    const response = await this.#ask(client, { kind: 'stock', stock: { prekeys } })
    if (response.kind === 'refusal') this.#options.logger('one-time prekeys were refused')
    else if (response.kind !== 'stocked') throw unexpected(response)
  }

  /** Page by page until there is no more. */
  async #collect(client: MailboxClient): Promise<void> {
    const { crypto } = this.#options
    let items = 0
    let bytes = 0
    for (;;) {
      const { incarnation, sequence: after } = this.#cursor
      const response = await this.#ask(client, { kind: 'fetch', fetch: { incarnation, after } })
      if (response.kind !== 'items') throw unexpected(response)
      const page = collect(crypto, this.#cursor, response.items)
      if (page.items.length > 0) {
        this.#notices = 0
        const worthless = await this.#options.deliver(page.items, this.#cursor)
        await this.#acknowledge(client, page.items)
        this.#options.acknowledged?.(page.cursor)
        this.#cursor = page.cursor
        // after the acknowledgement: what an honest one was given must not come again and again
        const { bucket, wait } = takeFrom(this.#worthless, WORTHLESS, this.#options.clock(), worthless)
        this.#worthless = bucket
        if (wait > 0) throw new WireFormatError('Nothing but garbage')
      }
      this.#cursor = page.cursor
      if (!response.items.more) return
      items += page.items.length
      bytes += page.items.reduce((sum, item) => sum + item.deposit.length, 0)
      // no mailbox holds so much: somebody makes it up as we go
      if (items > MAX_KEPT_ITEMS || bytes > MAX_KEPT_BYTES) throw new WireFormatError('An endless mailbox')
    }
  }

  async #acknowledge(client: MailboxClient, items: readonly CollectedItem[]): Promise<void> {
    const { crypto, seed, clock } = this.#options
    const acknowledge = signAcknowledgement(crypto, seed, {
      coordinator: this.#coordinator(),
      mailbox: this.mailbox,
      items: items.map(({ hash }) => hash),
      at: clock()
    })
    const response = await this.#ask(client, { kind: 'acknowledge', acknowledge })
    if (response.kind !== 'acknowledged') throw unexpected(response)
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
    await pause(this.#schedule, delay, AbortSignal.any([this.#waking.signal, this.#stopping.signal]))
  }

  #coordinator(): Uint8Array {
    return keyOfPeerId(coordinatorOf(this.#options.addresses()))
  }

  #reasonOf(error: unknown): 'unreachable' | 'refused' | 'untrusted' {
    const { logger } = this.#options
    if (error instanceof EarshotError) logger('a mailbox is not held: %s', error.name)
    else logger.error('keeping a mailbox failed: %s', (error as Error).name)
    if (error instanceof RefusedError) return 'refused'
    return error instanceof WireFormatError ? 'untrusted' : 'unreachable'
  }
}

function unexpected(response: MailboxResponseKind): EarshotError {
  return response.kind === 'refusal'
    ? new RefusedError('The coordinator refused')
    : new WireFormatError('An answer to something else')
}
