/**
 * The coordinators that this node ever learnt of, kept over restarts: with them it comes
 * back into the network when every bootstrap node is dead. Bounded; those that we were
 * connected to stay, those that anybody merely named go first.
 */
import { MAX_COORDINATORS } from '../../wire/index.ts'
import { decodeCoordinatorRecord, encodeCoordinatorRecord } from '../../wire/vault.ts'
import { ADDRESSES_OF_COORDINATOR, PERSIST_GRAIN, STALE_AFTER } from '../constants.ts'
import { addressesOf } from './address.ts'
import type { EpochMs, StoreOp } from '../../ports.ts'
import type { CoordinatorRecord } from '../../wire/vault.ts'

/** The table of the store. */
export const COORDINATORS_TABLE = 'coordinators'

/** A coordinator, as remembered. */
export type Coordinator = CoordinatorRecord

/** A coordinator with what a choice among several goes by (docs/PROTOCOL.md, 12.2). */
export interface CoordinatorCandidate extends Coordinator {
  /** Milliseconds for which it has been reachable; 0: not now, or never tried. */
  readonly reachableFor: number
  /** Heard within the last 5 minutes. */
  readonly fresh: boolean
}

/** @throws {WireFormatError} {LimitError} */
export function decodeCoordinator(bytes: Uint8Array): Coordinator {
  return decodeCoordinatorRecord(bytes)
}

/** Holds the coordinators. Every change returns what to write. */
export class CoordinatorRegistry {
  readonly #max: number
  readonly #entries = new Map<string, Coordinator>()
  /** Last heard as it is on disk. */
  readonly #written = new Map<string, EpochMs>()

  constructor(max: number = MAX_COORDINATORS) {
    this.#max = max
  }

  /** Takes what the store held. Who was reachable counts as such until a dial fails. */
  load(coordinators: Iterable<Coordinator>, now: EpochMs): readonly StoreOp[] {
    const ops: StoreOp[] = []
    for (const coordinator of coordinators) {
      this.#written.set(coordinator.peerId, coordinator.lastHeard)
      this.#entries.set(coordinator.peerId, {
        ...coordinator,
        lastHeard: Math.min(coordinator.lastHeard, now),
        lastConnected: Math.min(coordinator.lastConnected, now),
        reachableSince: Math.min(coordinator.reachableSince, now)
      })
    }
    while (this.#entries.size > this.#max) {
      const worst = this.#worst()
      if (worst === undefined) break
      ops.push(this.#remove(worst.peerId))
    }
    return ops
  }

  get size(): number {
    return this.#entries.size
  }

  get(peerId: string): Coordinator | undefined {
    return this.#entries.get(peerId)
  }

  has(peerId: string): boolean {
    return this.#entries.has(peerId)
  }

  /** Somebody named it; `confirmed` if that was the coordinator itself, or our own operator. */
  heard(peerId: string, addresses: readonly string[], confirmed: boolean, now: EpochMs): readonly StoreOp[] {
    const before = this.#entries.get(peerId)
    const named = addressesOf(peerId, addresses, ADDRESSES_OF_COORDINATOR)
    if (named.length === 0) return []
    const kept = before !== undefined && before.confirmed && !confirmed
    return this.#put({
      peerId,
      addresses: kept ? before.addresses : named,
      lastHeard: now,
      reachableSince: before?.reachableSince ?? 0,
      lastConnected: before?.lastConnected ?? 0,
      confirmed: confirmed || (before?.confirmed ?? false)
    })
  }

  /** We have a connection to it (again). */
  connected(peerId: string, now: EpochMs): readonly StoreOp[] {
    const before = this.#entries.get(peerId)
    if (before === undefined) return []
    const reachableSince = before.reachableSince === 0 ? now : before.reachableSince
    return this.#put({ ...before, lastHeard: now, lastConnected: now, reachableSince })
  }

  /** A dial failed, or it no longer offers itself. */
  unreachable(peerId: string): readonly StoreOp[] {
    const before = this.#entries.get(peerId)
    if (before === undefined || before.reachableSince === 0) return []
    return this.#put({ ...before, reachableSince: 0 })
  }

  /**
   * All of them: connected ones first, then by last connection and last word. A last known
   * coordinator is as good a start as any when nobody else is left.
   */
  candidates(now: EpochMs): readonly CoordinatorCandidate[] {
    return [...this.#entries.values()]
      .map(coordinator => ({
        ...coordinator,
        reachableFor: coordinator.reachableSince === 0 ? 0 : Math.max(0, now - coordinator.reachableSince),
        fresh: now - coordinator.lastHeard < STALE_AFTER
      }))
      .sort(
        (a, b) =>
          Number(b.reachableSince > 0) - Number(a.reachableSince > 0) ||
          b.lastConnected - a.lastConnected ||
          Number(b.confirmed) - Number(a.confirmed) ||
          b.lastHeard - a.lastHeard
      )
  }

  #put(coordinator: Coordinator): readonly StoreOp[] {
    const { peerId } = coordinator
    const before = this.#entries.get(peerId)
    const ops: StoreOp[] = []
    if (before === undefined && this.#entries.size >= this.#max) {
      const worst = this.#worst()
      if (worst === undefined || value(worst) > value(coordinator)) return []
      ops.push(this.#remove(worst.peerId))
    }
    this.#entries.set(peerId, coordinator)
    const worthIt =
      before === undefined ||
      before.confirmed !== coordinator.confirmed ||
      (before.reachableSince === 0) !== (coordinator.reachableSince === 0) ||
      before.addresses.join(' ') !== coordinator.addresses.join(' ') ||
      Math.abs(coordinator.lastHeard - (this.#written.get(peerId) ?? 0)) >= PERSIST_GRAIN
    if (!worthIt) return ops
    this.#written.set(peerId, coordinator.lastHeard)
    ops.push({
      kind: 'put',
      table: COORDINATORS_TABLE,
      key: { id: peerId },
      value: encodeCoordinatorRecord(coordinator)
    })
    return ops
  }

  /** Least valuable, longest unheard. */
  #worst(): Coordinator | undefined {
    let worst: Coordinator | undefined
    for (const entry of this.#entries.values()) {
      if (
        worst === undefined ||
        value(entry) < value(worst) ||
        (value(entry) === value(worst) && entry.lastHeard < worst.lastHeard)
      ) {
        worst = entry
      }
    }
    return worst
  }

  #remove(peerId: string): StoreOp {
    this.#entries.delete(peerId)
    this.#written.delete(peerId)
    return { kind: 'delete', table: COORDINATORS_TABLE, key: { id: peerId } }
  }
}

/** Reachable now, connected once, spoke for itself, merely named. */
function value({ reachableSince, lastConnected, confirmed }: Coordinator): number {
  if (reachableSince > 0) return 3
  if (lastConnected > 0) return 2
  return confirmed ? 1 : 0
}
