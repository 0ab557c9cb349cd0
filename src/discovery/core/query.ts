/**
 * "Who has heard of X?" (docs/PROTOCOL.md, 15.1), without I/O: whom to ask, what to answer, and
 * what of an answer to believe, which is little. In this version X is named by its plain
 * user id; a lookup id for the name and descriptors for the hints are not there yet.
 */
import { base64url } from 'multiformats/bases/base64'
import { MAX_ADDRESS_TEXT, MAX_FOUND, MAX_TTL } from '../../wire/index.ts'
import {
  DIALS_PER_ANSWER,
  LAST_SEEN_GRAIN,
  MAX_REQUESTS,
  QUERIES_PER_WINDOW,
  QUERY_FAN_OUT,
  QUERY_WINDOW,
  REQUEST_KEPT
} from '../constants.ts'
import { addressesOf, circuitAddress, parseAddress } from './address.ts'
import { dialable, isPublic } from './dialable.ts'
import { interleave } from './interleave.ts'
import { putBounded, windowLimit } from './limits.ts'
import type { EpochMs, Rng } from '../../ports.ts'
import type { PeerFound, PeerQuery, QueryAnswer } from '../../wire/index.ts'

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

/** What this node knows of one device. */
export interface KnownDevice {
  readonly peerId: string
  readonly addresses: readonly string[]
  readonly lastSeen: EpochMs
  /** Connected to us, so that we could relay to it. */
  readonly linked: boolean
}

/** The node that answers. */
export interface Answerer {
  readonly peerId: string
  /** Where it can be reached; relayed addresses are of no use here. */
  readonly addresses: readonly string[]
  /** Whether it offers circuit relaying. */
  readonly relays: boolean
}

/** What the asker is looking for, and what it may dial. */
export interface Sought {
  readonly requestId: string
  readonly userId: string
  /** PeerIds of the user's device list: nobody else is dialled. */
  readonly devices: readonly string[]
  readonly ownAddresses: readonly string[]
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

  /** A query of our own, and whom to send it. */
  ask(
    userId: string,
    peers: readonly AskablePeer[],
    now: EpochMs
  ): { readonly query: PeerQuery; readonly to: readonly string[] } {
    const requestId = base64url.baseEncode(this.#rng(REQUEST_ID_BYTES))
    putBounded(this.#requests, requestId, now, MAX_REQUESTS)
    return { query: { lookingForUserId: userId, requestId, ttl: MAX_TTL }, to: this.#choose(peers, [], now) }
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
    return { query: next, to: this.#choose(peers, [from, query.lookingForUserId], now) }
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

/** What to answer from what is known of the devices of `userId`; at most 3 places, best first. */
export function answerFrom(
  userId: string,
  devices: readonly KnownDevice[],
  answerer: Answerer,
  now: EpochMs
): readonly PeerFound[] {
  const perDevice = [...devices]
    .sort((a, b) => b.lastSeen - a.lastSeen)
    .map(device => {
      const seen = Math.max(0, Math.min(device.lastSeen, now))
      const lastSeen = seen - (seen % LAST_SEEN_GRAIN)
      const circuit = device.linked && answerer.relays ? circuitThrough(answerer, device.peerId) : undefined
      const addresses = bestAddresses(device, circuit === undefined ? MAX_FOUND : MAX_FOUND - 1)
      const found = addresses.map(address => ({ userId, signalAddress: address, lastSeen, canRelay: false }))
      return circuit === undefined
        ? found
        : [...found, { userId, signalAddress: circuit, lastSeen, canRelay: true }]
    })
  return interleave(perDevice, MAX_FOUND)
}

function circuitThrough(answerer: Answerer, peerId: string): string | undefined {
  const addresses = addressesOf(answerer.peerId, answerer.addresses, MAX_FOUND * MAX_FOUND)
  const base = addresses.find(isPublic) ?? addresses[0]
  return base === undefined ? undefined : circuitAddress(base, answerer.peerId, peerId)
}

/** Public hosts first, and of several transports one each, because the asker may speak only one. */
function bestAddresses({ peerId, addresses }: KnownDevice, max: number): readonly string[] {
  const byTransport = new Map<string, string[]>()
  for (const address of addressesOf(peerId, addresses, addresses.length)) {
    const transport = parseAddress(address)?.transport ?? ''
    byTransport.set(transport, [...(byTransport.get(transport) ?? []), address])
  }
  const lists = [...byTransport.values()].map(list =>
    list.toSorted((a, b) => Number(isPublic(b)) - Number(isPublic(a)))
  )
  return interleave(lists, max)
}

/** What may be passed on of another peer's answer: the right question, plausible addresses. */
export function passOn(answer: QueryAnswer, query: PeerQuery): readonly PeerFound[] {
  if (answer.requestId !== query.requestId) return []
  return answer.found
    .filter(
      ({ userId, signalAddress }) =>
        userId === query.lookingForUserId && parseAddress(signalAddress)?.target !== undefined
    )
    .slice(0, MAX_FOUND)
}

/**
 * What may be dialled because of an answer: at most 3 addresses, each of a device of the
 * sought user and in no range that is none of our business. Whatever else an answer holds
 * costs nothing.
 */
export function candidatesFrom(answer: QueryAnswer, sought: Sought, via: string): readonly Candidate[] {
  if (answer.requestId !== sought.requestId) return []
  const byDevice = new Map<string, string[]>()
  for (const { userId, signalAddress } of answer.found.slice(0, DIALS_PER_ANSWER)) {
    if (userId !== sought.userId || signalAddress.length > MAX_ADDRESS_TEXT) continue
    const address = parseAddress(signalAddress)
    if (address?.target === undefined || !sought.devices.includes(address.target)) continue
    if (!dialable(address.text, sought.ownAddresses)) continue
    const known = byDevice.get(address.target) ?? []
    if (known.includes(address.text)) continue
    byDevice.set(address.target, [...known, address.text])
  }
  return [...byDevice].map(([peerId, addresses]) => ({ peerId, addresses, via }))
}
