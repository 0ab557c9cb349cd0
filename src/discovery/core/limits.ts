/**
 * Rate limits per peer, as plain values over a given clock. Both forget the peer that was
 * silent longest when there are too many of them.
 */
import type { EpochMs } from '../../ports.ts'
import { MAX_LIMITED_PEERS } from '../constants.ts'

/** Says whether a peer may do it once more, and counts it if so. */
export interface RateLimit {
  take(peerId: string, now: EpochMs): boolean
}

/** Moves `key` to the young end of `map` and keeps the map within `size`. */
export function putBounded<K, V>(map: Map<K, V>, key: K, value: V, size: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > size) {
    const oldest = map.keys().next()
    if (oldest.done !== true) map.delete(oldest.value)
  }
}

/** At most `limit` in any `window` milliseconds. */
export function windowLimit(limit: number, window: number, peers: number = MAX_LIMITED_PEERS): RateLimit {
  const taken = new Map<string, readonly EpochMs[]>()
  return {
    take(peerId: string, now: EpochMs): boolean {
      // a clock that went back must not lock anybody out
      const recent = (taken.get(peerId) ?? []).filter(at => at <= now && now - at < window)
      const allowed = recent.length < limit
      putBounded(taken, peerId, allowed ? [...recent, now] : recent, peers)
      return allowed
    }
  }
}

/** A bucket of `burst` that refills by `rate` per millisecond. */
export function bucketLimit(burst: number, rate: number, peers: number = MAX_LIMITED_PEERS): RateLimit {
  const buckets = new Map<string, { readonly level: number; readonly at: EpochMs }>()
  return {
    take(peerId: string, now: EpochMs): boolean {
      const bucket = buckets.get(peerId) ?? { level: burst, at: now }
      const level = Math.min(burst, bucket.level + Math.max(0, now - bucket.at) * rate)
      const allowed = level >= 1
      putBounded(buckets, peerId, { level: allowed ? level - 1 : level, at: now }, peers)
      return allowed
    }
  }
}
