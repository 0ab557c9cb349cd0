import type { EpochMs } from '../../ports.ts'

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
 * Takes one from a bucket (undefined: a full one). `wait` is 0 when it was taken, else the
 * milliseconds until there is one. A clock that goes backwards neither fills nor empties.
 */
export function takeOne(
  bucket: Bucket | undefined,
  rate: Rate,
  now: EpochMs
): { readonly bucket: Bucket; readonly wait: number } {
  const { level, at } = bucket ?? { level: rate.burst, at: now }
  const refilled = Math.min(rate.burst, level + (Math.max(0, now - at) / 1_000) * rate.perSecond)
  if (refilled >= 1) return { bucket: { level: refilled - 1, at: now }, wait: 0 }
  const wait = Math.ceil(((1 - refilled) / rate.perSecond) * 1_000)
  return { bucket: { level: refilled, at: now }, wait }
}

/** Whether a bucket is full again, so that it need not be remembered. */
export function isFull(bucket: Bucket, rate: Rate, now: EpochMs): boolean {
  return bucket.level + (Math.max(0, now - bucket.at) / 1_000) * rate.perSecond >= rate.burst
}
