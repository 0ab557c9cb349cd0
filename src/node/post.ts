/** The post: deposits in others' mailboxes, and the bundles that lie there. */
import type { CryptoBackend } from '../crypto/index.ts'
import { EarshotError } from '../errors.ts'
import { openBundle } from '../identity/index.ts'
import type { DepositOrder, DepositOutcome } from '../messaging/index.ts'
import { createDepositor } from '../relay/index.ts'
import type { Depositor, DepositorOptions } from '../relay/index.ts'
import type { MailboxAddress, Signed } from '../wire/index.ts'
import { placeOf, placesOf } from './places.ts'

/** Carries mail to mailboxes of others. */
export class Post {
  readonly #crypto: CryptoBackend
  readonly #depositor: Depositor

  constructor({ createHost, crypto, rng, clock, logger }: DepositorOptions) {
    this.#crypto = crypto
    this.#depositor = createDepositor({ createHost, crypto, rng, clock, logger })
  }

  /** Makes a deposit. Never rejects: whatever fails for now is `later`. */
  async deposit(
    { mailbox, secret, nonce, envelope, expires }: DepositOrder,
    signal: AbortSignal
  ): Promise<DepositOutcome> {
    const place = placeOf(mailbox)
    if (place === undefined) return { kind: 'refused' }
    try {
      const order = { ...place, secret, nonce, envelope, expires }
      const outcome = await this.#depositor.deposit(order, { signal })
      if (outcome.kind === 'held') return { kind: 'held', until: outcome.until }
      return { kind: outcome.kind === 'refused' ? 'refused' : 'later' }
    } catch (error) {
      if (error instanceof EarshotError) return { kind: 'later' }
      throw error
    }
  }

  /** The bundle of an account, opened but not verified; undefined while no mailbox has it. */
  async fetchBundle(
    account: Uint8Array,
    mailboxes: readonly MailboxAddress[],
    signal: AbortSignal
  ): Promise<Signed | undefined> {
    const outcomes = await Promise.all(
      placesOf(mailboxes).map(async place => {
        try {
          const outcome = await this.#depositor.fetchBundle(place, { signal })
          if (outcome.kind !== 'bundle') return undefined
          return openBundle(this.#crypto, account, place.mailbox, outcome.sealed)
        } catch (error) {
          if (error instanceof EarshotError) return undefined
          throw error
        }
      })
    )
    return outcomes.find(bundle => bundle !== undefined)
  }

  /** Closes all hosts. Idempotent. */
  async stop(): Promise<void> {
    await this.#depositor.stop()
  }
}
