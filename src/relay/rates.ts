import { isFull, takeOne } from './core/rate.ts'
import type { EpochMs } from '../ports.ts'
import type { Bucket, Rate } from './core/rate.ts'

/**
 * How fast each of many may go, by name. A name outlives what it names: whoever comes again
 * goes on where it stopped.
 */
export class Rates {
  readonly #buckets: Map<string, Bucket> = new Map()
  readonly #rate: Rate
  readonly #max: number

  /** @param max names that are remembered; the one that was quiet the longest goes first */
  constructor(rate: Rate, max: number) {
    this.#rate = rate
    this.#max = max
  }

  /** Takes one: 0 if it is due, else the milliseconds until one is. */
  take(name: string, now: EpochMs): number {
    const { bucket, wait } = takeOne(this.#buckets.get(name), this.#rate, now)
    this.#buckets.delete(name)
    this.#buckets.set(name, bucket)
    if (this.#buckets.size > this.#max) this.#forget(now)
    return wait
  }

  /** As many as are too many, and those that say nothing any more. */
  #forget(now: EpochMs): void {
    for (const [name, bucket] of this.#buckets) {
      if (this.#buckets.size <= this.#max && !isFull(bucket, this.#rate, now)) return
      this.#buckets.delete(name)
    }
  }
}
