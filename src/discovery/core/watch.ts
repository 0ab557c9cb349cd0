/**
 * Whether contacts are online, from what their coordinators say of their leases
 * (docs/PROTOCOL.md, 14.5): offline when more than half of them say so, or all that can be
 * reached. One coordinator that lies is outvoted, one that is gone is left out, and one that we
 * are only just asking is waited for.
 *
 * No I/O: what happens and the time go in, changes come out.
 */
import { MAX_WATCHED_CONTACTS, MAX_WATCHED_PLACES, UNREACHED_GRACE, WATCH_STEP } from '../constants.ts'
import type { EpochMs } from '../../ports.ts'

/** What a coordinator said. unknown: it does not know yet. */
export type Sighting = 'online' | 'offline' | 'unknown'

/** A contact came or went. */
export interface WatchChange {
  readonly userId: string
  readonly isOnline: boolean
}

/** asking: there is no answer yet; unreached: there will be none for now. */
type PlaceState = 'online' | 'offline' | 'asking' | 'unreached'

interface Watched {
  readonly places: Map<string, PlaceState>
  isOnline: boolean
  /** When what they said last decided, in time in which we worked. */
  decidedAt: number
}

/** The contacts that are watched, by user id. */
export class WatchBoard {
  readonly #watched = new Map<string, Watched>()
  #last: EpochMs
  #worked = 0

  constructor(now: EpochMs) {
    this.#last = now
  }

  isOnline(userId: string): boolean {
    return this.#watched.get(userId)?.isOnline ?? false
  }

  get size(): number {
    return this.#watched.size
  }

  /** When to call `tick`: what nobody says any more holds for a while, and not for ever. */
  next(now: EpochMs): EpochMs {
    for (const { isOnline } of this.#watched.values()) if (isOnline) return now + WATCH_STEP
    return Infinity
  }

  /**
   * Watches a contact at these coordinators, in the place of those before: what was said by one that
   * stays still counts.
   *
   * @returns false: too many contacts are watched
   */
  set(userId: string, places: readonly string[], now: EpochMs): boolean {
    const before = this.#watched.get(userId)
    if (before === undefined && this.#watched.size >= MAX_WATCHED_CONTACTS) return false
    const worked = this.#work(now)
    if (before !== undefined) settle(before, worked)
    const named = places.slice(0, MAX_WATCHED_PLACES)
    this.#watched.set(userId, {
      places: new Map(named.map(place => [place, before?.places.get(place) ?? 'asking'])),
      isOnline: before?.isOnline ?? false,
      decidedAt: before?.decidedAt ?? worked
    })
    return true
  }

  /** No longer watched: blocked, removed, or seen otherwise. */
  remove(userId: string): readonly WatchChange[] {
    const wasOnline = this.isOnline(userId)
    this.#watched.delete(userId)
    return wasOnline ? [{ userId, isOnline: false }] : []
  }

  /** A coordinator has answered, or told of a change. */
  said(userId: string, place: string, sighting: Sighting, now: EpochMs): readonly WatchChange[] {
    return this.#put(userId, place, sighting === 'unknown' ? 'asking' : sighting, now)
  }

  /** A coordinator is asked (again). */
  asking(userId: string, place: string, now: EpochMs): readonly WatchChange[] {
    return this.#put(userId, place, 'asking', now)
  }

  /** A coordinator cannot be reached, or refuses. */
  unreached(userId: string, place: string, now: EpochMs): readonly WatchChange[] {
    return this.#put(userId, place, 'unreached', now)
  }

  /** Gives up what nothing decides any more: one that never knows must not hold it for ever. */
  tick(now: EpochMs): readonly WatchChange[] {
    const worked = this.#work(now)
    const changes: WatchChange[] = []
    for (const [userId, watched] of this.#watched) {
      settle(watched, worked)
      if (!watched.isOnline || worked - watched.decidedAt < UNREACHED_GRACE) continue
      watched.isOnline = false
      changes.push({ userId, isOnline: false })
    }
    return changes
  }

  #put(userId: string, place: string, state: PlaceState, now: EpochMs): readonly WatchChange[] {
    const worked = this.#work(now)
    const watched = this.#watched.get(userId)
    if (watched === undefined || !watched.places.has(place)) return []
    settle(watched, worked)
    watched.places.set(place, state)
    const isOnline = verdict(watched) ?? watched.isOnline
    if (isOnline === watched.isOnline) return []
    watched.isOnline = isOnline
    return [{ userId, isOnline }]
  }

  /** Time in which we looked: while this process stood still, nobody could tell it anything. */
  #work(now: EpochMs): number {
    this.#worked += Math.min(Math.max(now - this.#last, 0), WATCH_STEP)
    this.#last = now
    return this.#worked
  }
}

/** What was said until now may have decided until now. */
function settle(watched: Watched, worked: number): void {
  if (verdict(watched) !== undefined) watched.decidedAt = worked
}

/** Undefined: it stays as it was. */
function verdict({ places }: Watched): boolean | undefined {
  const states = [...places.values()]
  const count = (wanted: PlaceState): number => states.filter(state => state === wanted).length
  const lapsed = count('offline')
  if (lapsed > states.length / 2) return false
  if (count('online') > 0) return true
  // all that can be reached, when nobody is being asked any more
  return lapsed > 0 && count('asking') === 0 ? false : undefined
}
