import { bytesToHex } from '@noble/hashes/utils.js'
import { MAX_RATED_TOKENS, TOKEN_BURST, TOKEN_RATE } from './constants.ts'
import { isFull, takeOne } from './core/rate.ts'
import type { EpochMs } from '../ports.ts'
import type { Bucket } from './core/rate.ts'

const RATE = { burst: TOKEN_BURST, perSecond: TOKEN_RATE }

/**
 * How fast each token deposits, wherever its holder connects from. Says nothing about
 * whether a token is any good: it is asked before that is known.
 */
export class TokenRates {
  readonly #buckets: Map<string, Bucket> = new Map()

  /** Whether one more deposit with this token is due. */
  take(token: Uint8Array, now: EpochMs): boolean {
    const name = bytesToHex(token)
    const { bucket, wait } = takeOne(this.#buckets.get(name), RATE, now)
    this.#buckets.delete(name)
    this.#buckets.set(name, bucket)
    if (this.#buckets.size > MAX_RATED_TOKENS) this.#forget(now)
    return wait === 0
  }

  /** From the one that was quiet the longest: as many as are too many, and those that say nothing any more. */
  #forget(now: EpochMs): void {
    for (const [name, bucket] of this.#buckets) {
      if (this.#buckets.size <= MAX_RATED_TOKENS && !isFull(bucket, RATE, now)) return
      this.#buckets.delete(name)
    }
  }
}
