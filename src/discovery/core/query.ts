/**
 * "Who has heard of X?" (docs/PROTOCOL.md, 15.1), without I/O: whom to ask, and what of an answer
 * to believe: records that X signed, for today, and nothing else. X is named by the lookup id of
 * the day, so that only who knows X learns who is sought.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { base64url } from 'multiformats/bases/base64'
import { EarshotError } from '../../errors.ts'
import { lookupDays, verifyLookupRecord } from '../../identity/index.ts'
import { MAX_FOUND, MAX_TTL } from '../../wire/index.ts'
import { MAX_REQUESTS, QUERIES_PER_WINDOW, QUERY_FAN_OUT, QUERY_WINDOW, REQUEST_KEPT } from '../constants.ts'
import { putBounded, windowLimit } from './limits.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs, Rng } from '../../ports.ts'
import type { LookupRecord, PeerQuery, QueryAnswer, Signed } from '../../wire/index.ts'

/** Bytes of a request id: 16 characters, not guessable, so nobody can use it up beforehand. */
const REQUEST_ID_BYTES = 12

/** Somewhere to dial, and who named it. */
export interface Candidate {
  readonly peerId: string
  /** Multiaddrs ending in the PeerId; empty: an open link, or addresses the host knows. */
  readonly addresses: readonly string[]
  /** PeerId of who answered; null: nobody had to be asked. */
  readonly via: string | null
}

/** A connected peer that may be asked. */
export interface AskablePeer {
  readonly peerId: string
  /** Coordinators hear most, so they are asked first. */
  readonly coordinator: boolean
}

/** A record that holds for the id that was asked for. */
export interface FoundRecord {
  readonly record: LookupRecord
  readonly signed: Signed
}

/** Counts and remembers queries, own and others'. */
export class QueryDesk {
  readonly #peerId: string
  readonly #rng: Rng
  readonly #served = windowLimit(QUERIES_PER_WINDOW, QUERY_WINDOW)
  readonly #sent = windowLimit(QUERIES_PER_WINDOW, QUERY_WINDOW)
  readonly #requests = new Map<string, EpochMs>()

  constructor(peerId: string, rng: Rng) {
    this.#peerId = peerId
    this.#rng = rng
  }

  /**
   * A query of our own, and whom to send it.
   *
   * @param key - lookup key of today, 32 bytes
   */
  ask(
    key: Uint8Array,
    peers: readonly AskablePeer[],
    now: EpochMs
  ): { readonly query: PeerQuery; readonly to: readonly string[] } {
    const requestId = base64url.baseEncode(this.#rng(REQUEST_ID_BYTES))
    putBounded(this.#requests, requestId, now, MAX_REQUESTS)
    const query = { lookingForUserId: bytesToHex(key), requestId, ttl: MAX_TTL }
    return { query, to: this.#choose(peers, [], now) }
  }

  /**
   * Whether to work for a query. refused: the peer asks too often; repeated: it came to us
   * another way already, answer that nothing is known.
   */
  admit(query: PeerQuery, from: string, now: EpochMs): 'fresh' | 'repeated' | 'refused' {
    if (!this.#served.take(from, now)) return 'refused'
    const before = this.#requests.get(query.requestId)
    const repeated = before !== undefined && Math.abs(now - before) < REQUEST_KEPT
    if (!repeated) putBounded(this.#requests, query.requestId, now, MAX_REQUESTS)
    return repeated ? 'repeated' : 'fresh'
  }

  /** Whom to pass a query on to, if it may go further. */
  forward(
    query: PeerQuery,
    from: string,
    peers: readonly AskablePeer[],
    now: EpochMs
  ): { readonly query: PeerQuery; readonly to: readonly string[] } {
    if (query.ttl === 0) return { query, to: [] }
    const next = { ...query, ttl: Math.min(query.ttl, MAX_TTL) - 1 }
    return { query: next, to: this.#choose(peers, [from], now) }
  }

  #choose(peers: readonly AskablePeer[], except: readonly string[], now: EpochMs): readonly string[] {
    const order = peers
      .filter(({ peerId }) => peerId !== this.#peerId && !except.includes(peerId))
      .map(peer => ({ ...peer, rank: Number(peer.coordinator) * 0x1_0000 + this.#random16() }))
      .sort((a, b) => b.rank - a.rank)
    const chosen: string[] = []
    for (const { peerId } of order) {
      if (chosen.length >= QUERY_FAN_OUT) break
      // what the other side would refuse is not sent
      if (this.#sent.take(peerId, now)) chosen.push(peerId)
    }
    return chosen
  }

  #random16(): number {
    const [high = 0, low = 0] = this.#rng(2)
    return high * 256 + low
  }
}

/** The lookup key that a query is about; undefined: it is none. */
export function soughtKey({ lookingForUserId }: PeerQuery): Uint8Array | undefined {
  return /^[0-9a-f]{64}$/.test(lookingForUserId) ? hexToBytes(lookingForUserId) : undefined
}

/** What to answer with those records. */
export function answerWith(query: PeerQuery, records: readonly Signed[]): QueryAnswer {
  const { requestId, lookingForUserId: userId } = query
  return { requestId, found: records.slice(0, MAX_FOUND).map(record => ({ userId, record })) }
}

/**
 * What of a peer's answer is to be believed and passed on: the newest of the records that the sought signed
 * for that id and this time. Older ones would only have more addresses dialled that it has left; whatever
 * else the answer holds costs three signatures, and nothing more.
 *
 * @returns one record or none
 */
export function recordsOf(
  crypto: CryptoBackend,
  answer: QueryAnswer,
  query: PeerQuery,
  now: EpochMs
): readonly FoundRecord[] {
  const key = soughtKey(query)
  if (key === undefined || answer.requestId !== query.requestId) return []
  const holding = answer.found.slice(0, MAX_FOUND).flatMap(({ userId, record: signed }) => {
    if (userId !== query.lookingForUserId) return []
    try {
      return [{ record: verifyLookupRecord(crypto, signed, { key, days: lookupDays(now) }), signed }]
    } catch (error) {
      if (error instanceof EarshotError) return []
      throw error
    }
  })
  return holding.toSorted((a, b) => b.record.revision - a.record.revision).slice(0, 1)
}
