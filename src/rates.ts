/**
 * Token buckets: how fast somebody may go, and how fast each of many may.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const rates = new Rates({ burst: 64, perSecond: 20 }, 1_000)
 * if (rates.take(peerId, clock()) > 0) stream.abort(new LimitError('too many requests'))
 * ```
 */
import type { EpochMs } from './ports.ts'

/** A token bucket. Full at the start. */
export interface Bucket {
  readonly level: number
  readonly at: EpochMs
}

/** How much at once, and how much per second. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

/**
 * Takes some from a bucket (undefined: a full one). `wait` is 0 when they were taken, else the
 * milliseconds until there are so many. A clock that goes backwards neither fills nor empties.
 */
export function takeFrom(
  bucket: Bucket | undefined,
  rate: Rate,
  now: EpochMs,
  count: number = 1
): { readonly bucket: Bucket; readonly wait: number } {
  const { level, at } = bucket ?? { level: rate.burst, at: now }
  const refilled = Math.min(rate.burst, level + (Math.max(0, now - at) / 1_000) * rate.perSecond)
  if (refilled >= count) return { bucket: { level: refilled - count, at: now }, wait: 0 }
  const wait = Math.ceil(((count - refilled) / rate.perSecond) * 1_000)
  return { bucket: { level: refilled, at: now }, wait }
}

/** Whether a bucket is full again, so that it need not be remembered. */
export function isFull(bucket: Bucket, rate: Rate, now: EpochMs): boolean {
  return bucket.level + (Math.max(0, now - bucket.at) / 1_000) * rate.perSecond >= rate.burst
}

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

  /** Takes some: 0 if they are due, else the milliseconds until they are. */
  take(name: string, now: EpochMs, count: number = 1): number {
    const { bucket, wait } = takeFrom(this.#buckets.get(name), this.#rate, now, count)
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
