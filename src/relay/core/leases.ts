/**
 * The coordinator's side of presence (docs/PROTOCOL.md, 14.4): leases of owners, watches of their
 * contacts, and what the latter are told. In memory only: after a restart the owners renew within
 * 20 s, and until a lease's time is over the answer about somebody without one is "unknown".
 *
 * No I/O: requests and the time go in, answers and pushes come out. The driver calls `tick` at
 * `next`.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { DEFAULT_LEASE_LIMITS, LEASE_TICK, LEASE_TIME, PUSH_GAP } from '../constants.ts'
import { WorkingTime } from './working-time.ts'
import type { EpochMs } from '../../ports.ts'
import type { Lease, MailboxResponseKind, Watch, Watched } from '../../wire/index.ts'
import type { LeaseLimits } from '../constants.ts'

type WatchState = Watched['state']

/** Tell this watcher. */
export interface Push<W> {
  readonly watcher: W
  readonly state: WatchState
}

/** What became of a request. */
export interface LeaseStep<W> {
  readonly response: MailboxResponseKind
  readonly pushes: ReadonlyArray<Push<W>>
}

interface Held {
  readonly tags: readonly string[]
  /** Working time. */
  readonly ends: number
}

interface Watching<W> {
  readonly watcher: W
  readonly tags: readonly string[]
  told: WatchState
  /** When it was pushed something last. */
  pushedAt: EpochMs
}

/** The leases at one coordinator. `W` stands for a stream that is told of changes. */
export class Leases<W> {
  readonly #limits: LeaseLimits
  readonly #time: WorkingTime
  /** By owner, in the order in which they end. */
  readonly #leases = new Map<string, Held>()
  /** How many leases carry a tag. */
  readonly #carried = new Map<string, number>()
  readonly #watches = new Map<W, Watching<W>>()
  readonly #watchesOf = new Map<string, Set<Watching<W>>>()
  /** Watches that have to wait until they may be told again. */
  readonly #late = new Set<Watching<W>>()
  #tags = 0
  /** Until then owners may be there without a lease here: we have just started. */
  readonly #youngUntil: EpochMs
  #isYoung = true
  /** Tags of leases that have ended while we were young: of these we know. */
  readonly #ended = new Set<string>()
  #now: EpochMs

  constructor(now: EpochMs, limits: Partial<LeaseLimits> = {}) {
    this.#limits = { ...DEFAULT_LEASE_LIMITS, ...limits }
    this.#time = new WorkingTime(LEASE_TICK, now)
    this.#youngUntil = now + LEASE_TIME
    this.#now = now
  }

  /** How many leases, tags of leases, and watches there are. */
  get totals(): { readonly leases: number; readonly tags: number; readonly watches: number } {
    return { leases: this.#leases.size, tags: this.#tags, watches: this.#watches.size }
  }

  /** When to call `tick`; Infinity: not before something happens. */
  get next(): EpochMs {
    const isIdle = this.#leases.size === 0 && !(this.#isYoung && this.#watches.size > 0)
    if (isIdle && this.#late.size === 0) return Infinity
    return this.#now + (this.#late.size > 0 ? PUSH_GAP : LEASE_TICK)
  }

  /** @param owner - name of a mailbox that is registered here */
  lease(owner: string, { change, tags }: Lease, now: EpochMs): LeaseStep<W> {
    this.#now = now
    const held = this.#leases.get(owner)
    switch (change) {
      case 'renew':
        if (held !== undefined) this.#renew(owner, held.tags, now)
        return answer({ kind: 'leased', leased: { held: held !== undefined } })
      case 'leave':
        return answer({ kind: 'leased', leased: { held: false } }, this.#drop(owner, now))
      case 'set': {
        const wanted = [...new Set(tags.map(bytesToHex))]
        const others = this.#tags - (held?.tags.length ?? 0)
        const isFull = held === undefined && this.#leases.size >= this.#limits.leases
        if (isFull || others + wanted.length > this.#limits.tags) return refused('full')
        this.#carry(wanted, 1)
        if (held !== undefined) this.#carry(held.tags, -1)
        this.#renew(owner, wanted, now)
        const pushes = this.#tell([...wanted, ...(held?.tags ?? [])], now)
        return answer({ kind: 'leased', leased: { held: true } }, pushes)
      }
    }
  }

  /** Answers with the present state; changes are pushed from now on, until `forget`. */
  watch(watcher: W, { tags }: Watch, now: EpochMs): LeaseStep<W> {
    const before = this.#watches.get(watcher)
    if (before === undefined && this.#watches.size >= this.#limits.watches) return refused('busy')
    this.#now = now
    const pushes = this.#grow(now)
    const watching = before !== undefined && tags.length === 0 ? before : this.#replace(watcher, tags)
    watching.told = this.#stateOf(watching.tags)
    this.#late.delete(watching)
    return answer({ kind: 'watched', watched: { state: watching.told } }, pushes)
  }

  /** Its stream has ended. */
  forget(watcher: W): void {
    const watching = this.#watches.get(watcher)
    if (watching === undefined) return
    this.#watches.delete(watcher)
    this.#late.delete(watching)
    for (const tag of watching.tags) {
      const watches = this.#watchesOf.get(tag)
      watches?.delete(watching)
      if (watches?.size === 0) this.#watchesOf.delete(tag)
    }
  }

  /** Ends the leases that nobody has renewed, and tells whom it could not tell before. */
  tick(now: EpochMs): ReadonlyArray<Push<W>> {
    this.#now = now
    const passed = this.#time.at(now)
    const pushes: Array<Push<W>> = []
    for (const [owner, { ends }] of this.#leases) {
      if (ends > passed) break
      pushes.push(...this.#drop(owner, now))
    }
    const late = [...this.#late]
    this.#late.clear()
    pushes.push(...this.#tellAll(late, now))
    pushes.push(...this.#grow(now))
    return pushes
  }

  /** From now on who has no lease is offline: tells all that were told that it is unknown. */
  #grow(now: EpochMs): ReadonlyArray<Push<W>> {
    if (!this.#isYoung || now < this.#youngUntil) return []
    this.#isYoung = false
    this.#ended.clear()
    return this.#tellAll(this.#watches.values(), now)
  }

  #replace(watcher: W, tags: readonly Uint8Array[]): Watching<W> {
    this.forget(watcher)
    const names = [...new Set(tags.map(bytesToHex))]
    const watching: Watching<W> = { watcher, tags: names, told: 'unknown', pushedAt: 0 }
    this.#watches.set(watcher, watching)
    for (const tag of names) {
      const watches = this.#watchesOf.get(tag)
      if (watches === undefined) this.#watchesOf.set(tag, new Set([watching]))
      else watches.add(watching)
    }
    return watching
  }

  #renew(owner: string, tags: readonly string[], now: EpochMs): void {
    this.#leases.delete(owner)
    this.#leases.set(owner, { tags, ends: this.#time.at(now) + LEASE_TIME })
  }

  #drop(owner: string, now: EpochMs): ReadonlyArray<Push<W>> {
    const held = this.#leases.get(owner)
    if (held === undefined) return []
    this.#leases.delete(owner)
    this.#carry(held.tags, -1)
    return this.#tell(held.tags, now)
  }

  #carry(tags: readonly string[], by: 1 | -1): void {
    this.#tags += by * tags.length
    for (const tag of tags) {
      const count = (this.#carried.get(tag) ?? 0) + by
      if (count > 0) {
        this.#carried.set(tag, count)
        continue
      }
      this.#carried.delete(tag)
      if (this.#isYoung && this.#ended.size < this.#limits.tags) this.#ended.add(tag)
    }
  }

  #stateOf(tags: readonly string[]): WatchState {
    if (tags.some(tag => this.#carried.has(tag))) return 'online'
    const isKnown = !this.#isYoung || tags.some(tag => this.#ended.has(tag))
    return isKnown ? 'offline' : 'unknown'
  }

  #tell(tags: readonly string[], now: EpochMs): ReadonlyArray<Push<W>> {
    const watches = new Set<Watching<W>>()
    for (const tag of tags) for (const watching of this.#watchesOf.get(tag) ?? []) watches.add(watching)
    return this.#tellAll(watches, now)
  }

  /** Those for whom something changed; an owner that flaps makes no more than one push a second. */
  #tellAll(watches: Iterable<Watching<W>>, now: EpochMs): ReadonlyArray<Push<W>> {
    const pushes: Array<Push<W>> = []
    for (const watching of watches) {
      const state = this.#stateOf(watching.tags)
      if (state === watching.told) continue
      if (Math.abs(now - watching.pushedAt) < PUSH_GAP) {
        this.#late.add(watching)
        continue
      }
      watching.told = state
      watching.pushedAt = now
      pushes.push({ watcher: watching.watcher, state })
    }
    return pushes
  }
}

function answer<W>(response: MailboxResponseKind, pushes: ReadonlyArray<Push<W>> = []): LeaseStep<W> {
  return { response, pushes }
}

function refused<W>(reason: 'full' | 'busy'): LeaseStep<W> {
  return answer<W>({ kind: 'refusal', refusal: { reason } })
}
