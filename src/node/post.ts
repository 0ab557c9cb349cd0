/** The post: deposits in others' mailboxes, and the bundles that lie there. */
import type { CryptoBackend } from '../crypto/index.ts'
import { EarshotError, LimitError, UsageError } from '../errors.ts'
import { openBundle, openOneTime } from '../identity/index.ts'
import type { DepositOrder, DepositOutcome, FetchedBundle } from '../messaging/index.ts'
import { createDepositor } from '../relay/index.ts'
import type { Depositor, DepositorOptions, Trouble } from '../relay/index.ts'
import type { Clock, EpochMs, Logger } from '../ports.ts'
import type { MailboxAddress } from '../wire/index.ts'
import { placeOf, placesOf } from './places.ts'

/** Nobody waits for the receipt of a coordinator whose last one did not hold, for so long. */
const DISTRUSTED_FOR: EpochMs = 3_600_000
/** Coordinators that are remembered for it; the longest known goes first. */
const MAX_DISTRUSTED = 256

/** What the post needs. */
export interface PostOptions extends DepositorOptions {
  /** Of this device. */
  readonly peerId: string
}

/** Carries mail to mailboxes of others. */
export class Post {
  readonly #crypto: CryptoBackend
  readonly #logger: Logger
  readonly #clock: Clock
  readonly #peerId: string
  readonly #depositor: Depositor
  /** When the receipt of a coordinator last did not hold. */
  readonly #distrusted: Map<string, EpochMs> = new Map()

  constructor(options: PostOptions) {
    this.#crypto = options.crypto
    this.#logger = options.logger
    this.#clock = options.clock
    this.#peerId = options.peerId
    this.#depositor = createDepositor(options)
  }

  /**
   * Makes a deposit; none of a message at this very node, where it lies already: it would be no safer, and be
   * called stored. A request may have no other way to who has its mailbox here. Never rejects: whatever fails
   * for now is `later`.
   */
  async deposit(
    { mailbox, secret, nonce, envelope, expires, isShown }: DepositOrder,
    signal: AbortSignal
  ): Promise<DepositOutcome> {
    const place = placeOf(mailbox)
    if (place === undefined || (isShown && place.coordinator === this.#peerId)) return { kind: 'refused' }
    try {
      const order = { ...place, secret, nonce, envelope, expires }
      const outcome = await this.#depositor.deposit(order, { signal })
      this.#judge(place.coordinator, outcome.kind)
      if (outcome.kind === 'held') return { kind: 'held', until: outcome.until }
      return { kind: outcome.kind === 'refused' ? 'refused' : 'later' }
    } catch (error) {
      this.#failed('a deposit', error)
      return { kind: 'later' }
    }
  }

  /** How many of these mailboxes are at a coordinator whose receipts do not hold, or at this very node. */
  distrusted(mailboxes: readonly MailboxAddress[]): number {
    const now = this.#clock()
    return placesOf(mailboxes).filter(({ coordinator }) => {
      if (coordinator === this.#peerId) return true
      const at = this.#distrusted.get(coordinator)
      return at !== undefined && Math.abs(now - at) < DISTRUSTED_FOR
    }).length
  }

  #judge(coordinator: string, outcome: 'held' | Trouble): void {
    if (outcome !== 'held' && outcome !== 'untrusted') return
    this.#distrusted.delete(coordinator)
    if (outcome === 'held') return
    this.#distrusted.set(coordinator, this.#clock())
    const [oldest] = this.#distrusted.keys()
    if (oldest !== undefined && this.#distrusted.size > MAX_DISTRUSTED) this.#distrusted.delete(oldest)
  }

  /**
   * The bundles of an account, opened but not verified, those with a one-time prekey first; none
   * while no mailbox has one.
   */
  async fetchBundles(
    account: Uint8Array,
    mailboxes: readonly MailboxAddress[],
    lastResort: boolean,
    signal: AbortSignal
  ): Promise<readonly FetchedBundle[]> {
    const outcomes = await Promise.all(
      placesOf(mailboxes).map(async place => {
        try {
          const outcome = await this.#depositor.fetchBundle(place, { signal, lastResort })
          return outcome.kind === 'bundle' ? this.#open(account, place.mailbox, outcome) : []
        } catch (error) {
          this.#failed('fetching a bundle', error)
          return []
        }
      })
    )
    const found = outcomes.flat()
    return [...found.filter(({ oneTime }) => oneTime), ...found.filter(({ oneTime }) => !oneTime)]
  }

  /** What a coordinator handed out may be anything. */
  #open(
    account: Uint8Array,
    mailbox: Uint8Array,
    { sealed, oneTime }: { readonly sealed: Uint8Array; readonly oneTime: Uint8Array }
  ): readonly FetchedBundle[] {
    try {
      const bundle = openBundle(this.#crypto, account, mailbox, sealed)
      const isAlone = oneTime.length === 0
      return [{ bundle, oneTime: isAlone ? undefined : openOneTime(this.#crypto, account, mailbox, oneTime) }]
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      this.#logger('a bundle was not opened: %s', error.name)
      return []
    }
  }

  /** What fails for now is tried again; an order that makes no sense is a bug of ours. */
  #failed(what: string, error: unknown): void {
    if (!(error instanceof EarshotError)) throw error
    if (error instanceof UsageError || error instanceof LimitError) {
      this.#logger.error('%s made no sense: %e', what, error)
    } else this.#logger('%s failed: %s', what, error.name)
  }

  /** Closes all hosts. Idempotent. */
  async stop(): Promise<void> {
    await this.#depositor.stop()
  }
}
