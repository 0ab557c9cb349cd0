/**
 * The route cache: how contacts were reached, so that a restarted node finds them without
 * asking anybody. Bounded; changes come back as operations for the store, and small ones
 * (last seen a little later) are written only now and then.
 */
import { MAX_DEVICE_ADDRESSES } from '../../wire/index.ts'
import { decodeRouteRecord, encodeRouteRecord } from '../../wire/vault.ts'
import {
  FIRST_SUCCESS_RATE,
  MAX_ROUTES,
  PARTED_GRAIN,
  PERSIST_GRAIN,
  STALE_AFTER,
  SUCCESS_WEIGHT
} from '../constants.ts'
import { addressesOf } from './address.ts'
import type { EpochMs, StoreOp } from '../../ports.ts'

/** The table of the store. */
export const ROUTES_TABLE = 'routes'

/** A way to one device of a user. */
export interface Route {
  readonly userId: string
  readonly peerId: string
  /** Multiaddrs ending in the PeerId. */
  readonly addresses: readonly string[]
  readonly lastSeen: EpochMs
  /** Of recent dials, exponentially weighted, 0 to 1. */
  readonly successRate: number
  /** How it was last reached: PeerId of the relay; empty: direct. */
  readonly path: string
  /** Its heartbeat was heard in a network of ours. */
  readonly heard: boolean
}

/** @throws {WireFormatError} {LimitError} */
export function decodeRoute(bytes: Uint8Array): Route {
  const { successPermille, ...route } = decodeRouteRecord(bytes)
  return { ...route, successRate: successPermille / 1_000 }
}

/** The route as it lies in the store. */
export function encodeRoute({ successRate, ...route }: Route): Uint8Array {
  return encodeRouteRecord({ ...route, successPermille: Math.round(successRate * 1_000) })
}

/** Holds the cached routes. Every change returns what to write. */
export class RouteCache {
  readonly #max: number
  readonly #routes = new Map<string, Route>()
  /** Last seen as it is on disk. */
  readonly #written = new Map<string, EpochMs>()

  constructor(max: number = MAX_ROUTES) {
    this.#max = max
  }

  /** Takes what the store held. */
  load(routes: Iterable<Route>, now: EpochMs): readonly StoreOp[] {
    for (const route of routes) {
      // a time in the future would make a route immortal
      const lastSeen = Math.min(route.lastSeen, now)
      this.#routes.set(keyOf(route.userId, route.peerId), { ...route, lastSeen })
      this.#written.set(keyOf(route.userId, route.peerId), route.lastSeen)
    }
    return this.#evict(now)
  }

  get size(): number {
    return this.#routes.size
  }

  all(): readonly Route[] {
    return [...this.#routes.values()]
  }

  /** The routes to a user, best first. */
  to(userId: string, now: EpochMs): readonly Route[] {
    return this.all()
      .filter(route => route.userId === userId)
      .sort((a, b) => rank(b, now) - rank(a, now) || b.lastSeen - a.lastSeen)
  }

  /** The device named these addresses itself (heartbeat, descriptor). */
  seen(userId: string, peerId: string, addresses: readonly string[], now: EpochMs): readonly StoreOp[] {
    const before = this.#routes.get(keyOf(userId, peerId))
    const named = addressesOf(peerId, addresses, MAX_DEVICE_ADDRESSES)
    if (before === undefined && named.length === 0) return []
    return this.#put(
      {
        ...(before ?? fresh(userId, peerId)),
        addresses: named.length > 0 ? named : (before?.addresses ?? []),
        lastSeen: now,
        heard: true
      },
      now
    )
  }

  /**
   * A link was made.
   *
   * @param address - that was dialled, if known: it goes first from now on
   * @param relay - PeerId of the relay that the link runs over, if any
   */
  succeeded(
    userId: string,
    peerId: string,
    address: string | undefined,
    relay: string | undefined,
    now: EpochMs
  ): readonly StoreOp[] {
    const before = this.#routes.get(keyOf(userId, peerId)) ?? fresh(userId, peerId)
    const addresses = address === undefined ? before.addresses : [address, ...before.addresses]
    return this.#put(
      {
        ...before,
        addresses: addressesOf(peerId, addresses, MAX_DEVICE_ADDRESSES),
        lastSeen: now,
        successRate: weigh(before.successRate, 1),
        path: relay ?? ''
      },
      now
    )
  }

  /** The link ended: until now its device was there. Written once a minute at most. */
  parted(userId: string, peerId: string, now: EpochMs): readonly StoreOp[] {
    const before = this.#routes.get(keyOf(userId, peerId))
    return before === undefined ? [] : this.#put({ ...before, lastSeen: now }, now, PARTED_GRAIN)
  }

  /** A dial along this route failed. */
  failed(userId: string, peerId: string, now: EpochMs): readonly StoreOp[] {
    const before = this.#routes.get(keyOf(userId, peerId))
    if (before === undefined) return []
    return this.#put({ ...before, successRate: weigh(before.successRate, 0) }, now)
  }

  #put(route: Route, now: EpochMs, grain: EpochMs = PERSIST_GRAIN): readonly StoreOp[] {
    const key = keyOf(route.userId, route.peerId)
    const before = this.#routes.get(key)
    this.#routes.set(key, route)
    const ops = this.#evict(now)
    const worthIt =
      before === undefined ||
      before.successRate !== route.successRate ||
      before.path !== route.path ||
      before.heard !== route.heard ||
      before.addresses.join(' ') !== route.addresses.join(' ') ||
      Math.abs(route.lastSeen - (this.#written.get(key) ?? 0)) >= grain
    if (!worthIt || !this.#routes.has(key)) return ops
    this.#written.set(key, route.lastSeen)
    return [...ops, { kind: 'put', table: ROUTES_TABLE, key: { id: key }, value: encodeRoute(route) }]
  }

  #evict(now: EpochMs): readonly StoreOp[] {
    const ops: StoreOp[] = []
    while (this.#routes.size > this.#max) {
      const worst = this.all().reduce((a, b) =>
        rank(a, now) < rank(b, now) || (rank(a, now) === rank(b, now) && a.lastSeen <= b.lastSeen) ? a : b
      )
      ops.push(this.#remove(worst))
    }
    return ops
  }

  #remove({ userId, peerId }: Route): StoreOp {
    const key = keyOf(userId, peerId)
    this.#routes.delete(key)
    this.#written.delete(key)
    return { kind: 'delete', table: ROUTES_TABLE, key: { id: key } }
  }
}

function keyOf(userId: string, peerId: string): string {
  return `${userId}/${peerId}`
}

function fresh(userId: string, peerId: string): Route {
  return {
    userId,
    peerId,
    addresses: [],
    lastSeen: 0,
    successRate: FIRST_SUCCESS_RATE,
    path: '',
    heard: false
  }
}

function weigh(rate: number, outcome: 0 | 1): number {
  // to the thousandth, as it lies on disk
  return Math.round((rate + SUCCESS_WEIGHT * (outcome - rate)) * 1_000) / 1_000
}

/** Success counts; a stale route counts half, but is never forgotten for its age alone. */
function rank({ successRate, lastSeen }: Route, now: EpochMs): number {
  return now - lastSeen < STALE_AFTER ? 1 + successRate : successRate
}
