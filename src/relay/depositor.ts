/**
 * The sender's side: deposits at mailboxes from throw-away hosts. One host, with a key of
 * its own, serves one mailbox for at most an hour, so that a coordinator sees a stranger
 * who is nobody anywhere else. Open hosts are pooled: many deposits go over one stream.
 *
 * @example
 * ```ts
 * const depositor = createDepositor({ createHost, crypto, rng, clock, logger })
 * const outcome = await depositor.deposit({ mailbox, addresses, secret, nonce, envelope, expires }, { signal })
 * if (outcome.kind === 'held') noteReceipt(outcome.receipt, outcome.until)
 * await depositor.stop()
 * ```
 */
import { AuthenticationError, EarshotError, LimitError, UsageError, WireFormatError } from '../errors.ts'
import { keyOfPeerId, peerIdOf } from '../identity/index.ts'
import { DEPOSIT_NONCE_LENGTH } from '../wire/index.ts'
import { EXPIRY_GRACE, MAX_CUSTODY, MAX_WAITING_DEPOSITS } from './constants.ts'
import { coordinatorOf } from './core/addresses.ts'
import { sealDeposit, toldExpiry, tokenFor } from './core/deposit.ts'
import { verifyReceipt } from './core/receipts.ts'
import { DepositorPool } from './depositor-pool.ts'
import { realSchedule } from '../schedule.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, EpochMs, Logger, Rng } from '../ports.ts'
import type { MailboxRequestKind, MailboxResponseKind, StoreReceipt } from '../wire/index.ts'
import type { MailboxPlace } from './core/addresses.ts'
import type { CreateHost } from './depositor-pool.ts'
import type { Schedule } from '../schedule.ts'

/** One copy for one mailbox. */
export interface DepositOrder extends MailboxPlace {
  /** The owner's deposit secret (32 bytes), or the secret of its invite (16). */
  readonly secret: Uint8Array
  /** 24 bytes, fresh for this copy; repeating the order with it repeats the same bytes. */
  readonly nonce: Uint8Array
  readonly envelope: Uint8Array
  readonly expires: EpochMs
}

/**
 * Why nothing came of it. `refused`: no such mailbox, or not for us (any more).
 * `full`, `busy`: later. `unreachable`: nobody answered. `untrusted`: somebody answered
 * with what is no answer, such as a receipt that does not hold.
 */
export type Trouble = 'refused' | 'full' | 'busy' | 'unreachable' | 'untrusted'

const TROUBLES: ReadonlySet<string> = new Set<Trouble>([
  'refused',
  'full',
  'busy',
  'unreachable',
  'untrusted'
])

/** What came of a deposit. */
export type DepositOutcome =
  /** The coordinator signed that it holds the item until then. */
  | { readonly kind: 'held'; readonly until: EpochMs; readonly receipt: StoreReceipt }
  | { readonly kind: Trouble }

/** What came of asking for a bundle. */
export type BundleOutcome =
  | { readonly kind: 'bundle'; readonly sealed: Uint8Array; readonly oneTime: Uint8Array }
  /** No such mailbox, or nothing in it for strangers. */
  | { readonly kind: 'none' }
  | { readonly kind: Trouble }

/** What a depositor works with. */
export interface DepositorOptions {
  /** Makes a pseudonymous host of a key. */
  readonly createHost: CreateHost
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly logger: Logger
  /** Default: real timers. */
  readonly schedule?: Schedule
}

/** How to ask for a bundle. */
export interface BundleOptions {
  readonly signal: AbortSignal
  /** Default: with a one-time prekey, if there is one. */
  readonly lastResort?: boolean
}

/** Makes deposits. */
export interface Depositor {
  /** Makes one deposit. Rejects only for an order that makes no sense (`UsageError`, `LimitError`). */
  deposit(order: DepositOrder, options: { readonly signal: AbortSignal }): Promise<DepositOutcome>
  /** The owner's sealed prekey bundle, with a one-time prekey (else empty) unless that is not wanted. */
  fetchBundle(place: MailboxPlace, options: BundleOptions): Promise<BundleOutcome>
  /** Closes all hosts. Idempotent. */
  stop(): Promise<void>
}

/** Makes a depositor. It holds no host until it is used. */
export function createDepositor(options: DepositorOptions): Depositor {
  return new PooledDepositor(options)
}

class PooledDepositor implements Depositor {
  readonly #options: DepositorOptions
  readonly #pool: DepositorPool
  #waiting = 0

  constructor(options: DepositorOptions) {
    this.#options = options
    const { createHost, rng, clock, schedule = realSchedule } = options
    this.#pool = new DepositorPool({ createHost, rng, clock, schedule })
  }

  async deposit(order: DepositOrder, { signal }: { readonly signal: AbortSignal }): Promise<DepositOutcome> {
    const { crypto, rng } = this.#options
    const coordinator = keyOfPeerId(coordinatorOf(order.addresses))
    const deposit = sealDeposit(crypto, order.secret, order.mailbox, order.nonce, order.envelope)
    const nonce = rng(DEPOSIT_NONCE_LENGTH)
    const store = {
      forUserId: peerIdOf(order.mailbox),
      encryptedMessage: deposit,
      expiresAt: toldExpiry(order.expires),
      token: tokenFor(crypto, order.secret, order.mailbox),
      nonce
    }
    const response = await this.#ask(order, { kind: 'store', store }, signal)
    if (response.kind !== 'receipt') return troubleOf(response)
    try {
      const { receipt } = response
      const expected = { coordinator, mailbox: order.mailbox, item: crypto.sha256(deposit), nonce }
      const { expiresAt } = verifyReceipt(crypto, receipt, expected)
      return this.#isCustody(expiresAt, store.expiresAt)
        ? { kind: 'held', until: expiresAt, receipt }
        : { kind: 'untrusted' }
    } catch (error) {
      if (error instanceof AuthenticationError || error instanceof WireFormatError)
        return { kind: 'untrusted' }
      throw error
    }
  }

  async fetchBundle(
    place: MailboxPlace,
    { signal, lastResort = false }: BundleOptions
  ): Promise<BundleOutcome> {
    const getBundle = { mailbox: place.mailbox, lastResort }
    const request = { kind: 'getBundle', getBundle } as const
    const response = await this.#ask(place, request, signal)
    if (response.kind !== 'bundle') return troubleOf(response)
    const { sealed, oneTime } = response.bundle
    return sealed.length === 0 ? { kind: 'none' } : { kind: 'bundle', sealed, oneTime }
  }

  async stop(): Promise<void> {
    await this.#pool.stop()
  }

  /**
   * "I hold it until yesterday" is no custody, and neither is "for a minute": a coordinator
   * shortens to 30 days, by its own clock, and to nothing less.
   */
  #isCustody(until: EpochMs, wanted: EpochMs): boolean {
    const now = this.#options.clock()
    return until > now && until >= Math.min(wanted, now + MAX_CUSTODY - EXPIRY_GRACE)
  }

  async #ask(
    place: MailboxPlace,
    request: MailboxRequestKind,
    signal: AbortSignal
  ): Promise<MailboxResponseKind | { readonly kind: Trouble }> {
    if (this.#waiting >= MAX_WAITING_DEPOSITS) return { kind: 'busy' }
    this.#waiting += 1
    try {
      return await this.#pool.use(place, signal, async client => await client.request(request, signal))
    } catch (error) {
      if (error instanceof UsageError || !(error instanceof EarshotError)) throw error
      this.#options.logger('a coordinator could not be asked: %s', error.name)
      const broken = error instanceof WireFormatError || error instanceof LimitError
      return { kind: broken ? 'untrusted' : 'unreachable' }
    } finally {
      this.#waiting -= 1
    }
  }
}

/** What an answer that is not the hoped-for one means. */
function troubleOf(response: MailboxResponseKind | { readonly kind: Trouble }): {
  readonly kind: Trouble
} {
  if (response.kind === 'refusal') {
    const { reason } = response.refusal
    return { kind: reason === 'invalid' ? 'refused' : reason }
  }
  return isTrouble(response) ? response : { kind: 'untrusted' }
}

function isTrouble(response: { readonly kind: string }): response is { readonly kind: Trouble } {
  return TROUBLES.has(response.kind)
}
