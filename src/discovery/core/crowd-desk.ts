/**
 * A coordinator's side of a crowd (docs/PROTOCOL.md, 14.6) beside exact lists: counts members that are connected to it,
 * and says instead of a list what has changed. No I/O.
 */
import { LIST_INTERVAL, NAMED_IN_CROWD } from '../constants.ts'
import { Crowd } from './crowd.ts'
import { readHeartbeat } from './heartbeat.ts'
import { putBounded } from './limits.ts'
import type { EpochMs } from '../../ports.ts'
import { MAX_CROWD } from '../../wire/index.ts'
import type { MemberPage, NetworkState, PageRequest } from '../../wire/index.ts'
import type { CrowdInit } from './crowd.ts'

/** The members of one network that are connected to this coordinator. */
export class CrowdDesk {
  readonly #crowd: Crowd
  readonly #own: string
  /** Accounts by PeerId of the device that said that they are here. */
  readonly #accounts = new Map<string, Uint8Array>()
  #saidAt: EpochMs = -Infinity

  /** @param own - PeerId of this node */
  constructor(init: CrowdInit, own: string, now: EpochMs) {
    this.#crowd = new Crowd(init, now)
    this.#own = own
  }

  /** Whether they are too many for exact lists. */
  get isCrowd(): boolean {
    return this.#crowd.isCrowd
  }

  /** A device that is connected said itself that it is here, or that it leaves. */
  heard(peerId: string, account: Uint8Array, isLeaving: boolean, now: EpochMs): void {
    if (isLeaving) this.down(peerId)
    else if (this.#crowd.heard(account, now)) putBounded(this.#accounts, peerId, account, MAX_CROWD)
  }

  /** Whether that device said that it is here. */
  counts(peerId: string): boolean {
    return this.#accounts.has(peerId)
  }

  /** Its connection has ended. */
  down(peerId: string): void {
    const account = this.#accounts.get(peerId)
    if (account === undefined) return
    this.#accounts.delete(peerId)
    this.#crowd.gone(account)
  }

  /** What to publish in the place of that state; undefined: nothing. */
  publishes(state: NetworkState, now: EpochMs): NetworkState | undefined {
    const fresh = this.#crowd.tick(now)
    if (!this.isCrowd) return state
    const said = ownWords(state, this.#own)
    const isLate = this.#crowd.latest !== undefined && Math.abs(now - this.#saidAt) >= LIST_INTERVAL
    const isDue = fresh !== undefined || isLate
    if (!isDue && said.heartbeats.length === 0) return undefined
    if (isDue) this.#saidAt = now
    return this.#instead(state, said)
  }

  /** What to answer in the place of that state. */
  answers(state: NetworkState, request: PageRequest | undefined): NetworkState {
    if (!this.isCrowd) return state
    return { ...this.#instead(state, ownWords(state, this.#own)), page: this.#pageOf(request) }
  }

  #pageOf(request: PageRequest | undefined): MemberPage | undefined {
    return request === undefined ? undefined : this.#crowd.page(request)
  }

  #instead(state: NetworkState, own: NetworkState): NetworkState {
    return {
      ...own,
      coordinators: state.coordinators.slice(0, NAMED_IN_CROWD),
      delta: this.#crowd.latest
    }
  }
}

/** Of a state what that device says of itself. */
export function ownWords(state: NetworkState, peerId: string): NetworkState {
  const own = state.heartbeats.filter(signed => readHeartbeat(signed).peerId === peerId)
  return {
    onlineMembers: own.map(signed => readHeartbeat(signed).userId),
    coordinators: [],
    timestamp: state.timestamp,
    heartbeats: own
  }
}
