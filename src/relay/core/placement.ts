/**
 * Which coordinators get our mailboxes. Everybody picks by a secret of their own, so that
 * nobody can place nodes where they will be picked, and a coordinator cannot tell who else
 * holds copies.
 */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { MAX_CANDIDATES, PLACEMENT_DOMAIN, PROVEN_AFTER, WANTED_MAILBOXES } from '../constants.ts'
import { neighbourhoodOf } from './addresses.ts'
import { domainPrefix } from './domain.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'

/** A coordinator that can be reached. */
export interface PlacementCandidate {
  readonly peerId: string
  /** Multiaddrs as text. */
  readonly addresses: readonly string[]
  /** It holds a mailbox of ours. */
  readonly isHolder: boolean
  /** Since when it has been reachable, as far as we know. */
  readonly reachableSince: EpochMs
}

/** How to choose. */
export interface PlacementOptions {
  /** 32 random bytes of our own. */
  readonly secret: Uint8Array
  readonly now: EpochMs
  /** How many. Default 3. */
  readonly wanted?: number
}

/**
 * The chosen ones, best first: those that hold a mailbox of ours already (moving costs
 * mail), then those that were reachable for a day, each group by HMAC-SHA-256(secret,
 * domain ‖ PeerId). No two lie in one IPv4 /16 or IPv6 /32 or behind one host name; private
 * addresses do not count. There may be fewer than wanted.
 */
export function choosePlacement<T extends PlacementCandidate>(
  crypto: CryptoBackend,
  candidates: readonly T[],
  options: PlacementOptions
): readonly T[] {
  const { secret, now, wanted = WANTED_MAILBOXES } = options
  const ranked = candidates
    .slice(0, MAX_CANDIDATES)
    .map(candidate => ({
      candidate,
      tier: tierOf(candidate, now),
      rank: bytesToHex(
        crypto.hmacSha256(secret, domainPrefix(PLACEMENT_DOMAIN), utf8ToBytes(candidate.peerId))
      )
    }))
    .sort((a, b) => a.tier - b.tier || (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
  const chosen: T[] = []
  const taken = new Set<string>()
  for (const { candidate } of ranked) {
    if (chosen.length === wanted) break
    const places = [
      `peer:${candidate.peerId}`,
      ...candidate.addresses.flatMap(address => neighbourhoodOf(address) ?? [])
    ]
    if (places.some(place => taken.has(place))) continue
    for (const place of places) taken.add(place)
    chosen.push(candidate)
  }
  return chosen
}

function tierOf(candidate: PlacementCandidate, now: EpochMs): number {
  if (candidate.isHolder) return 0
  return now - candidate.reachableSince >= PROVEN_AFTER ? 1 : 2
}
