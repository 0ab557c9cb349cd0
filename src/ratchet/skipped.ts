/**
 * The bounded memory for messages that were passed over.
 *
 * @packageDocumentation
 */
import { MAX_RECEIVING_CHAINS } from '../wire/vault.ts'
import { MAX_SKIPPED_KEYS, SKIPPED_KEY_AGE } from './constants.ts'
import type { EpochMs } from '../ports.ts'
import type { ReceivingChain, SkippedKey, SkippedKeyId } from './session.ts'

/** Whether a key was passed over so long ago that it no longer counts. */
export function tooOld(key: SkippedKey, now: EpochMs): boolean {
  return now - key.created > SKIPPED_KEY_AGE
}

/** The name of a key without the key. */
export function skippedKeyId({ session, chain, messageNumber }: SkippedKey): SkippedKeyId {
  return { session, chain, messageNumber }
}

/** Where the key of a message lies in its chain, -1 if it is not there. */
export function indexOfSkipped(chain: ReceivingChain, messageNumber: number): number {
  let low = 0
  let high = chain.skipped.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = chain.skipped[middle]?.messageNumber ?? 0
    if (found === messageNumber) return middle
    if (found < messageNumber) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Chains within their bounds, and the keys that had to go. */
export interface PrunedChains {
  readonly chains: readonly ReceivingChain[]
  readonly removed: readonly SkippedKey[]
}

/**
 * Drops chains beyond {@link MAX_RECEIVING_CHAINS}, keys beyond {@link SKIPPED_KEY_AGE} and,
 * oldest first, keys beyond {@link MAX_SKIPPED_KEYS}. Costs nothing when there is nothing to drop.
 */
export function pruneChains(chains: readonly ReceivingChain[], now: EpochMs): PrunedChains {
  const removed: SkippedKey[] = []
  for (const chain of chains.slice(MAX_RECEIVING_CHAINS)) removed.push(...chain.skipped)
  const kept = chains.slice(0, MAX_RECEIVING_CHAINS)
  let total = kept.reduce((sum, chain) => sum + chain.skipped.length, 0)
  for (let at = kept.length - 1; at >= 0; at--) {
    const chain = kept[at]
    if (chain === undefined) continue
    let drop = Math.min(chain.skipped.length, Math.max(0, total - MAX_SKIPPED_KEYS))
    for (let key = chain.skipped[drop]; key !== undefined && tooOld(key, now); key = chain.skipped[drop])
      drop++
    if (drop === 0) continue
    removed.push(...chain.skipped.slice(0, drop))
    kept[at] = { ...chain, skipped: chain.skipped.slice(drop) }
    total -= drop
  }
  return { chains: kept, removed }
}
