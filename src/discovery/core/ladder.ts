/**
 * The ladder to one user (docs/PROTOCOL.md, 15.2), without I/O: which rung starts when, what is
 * dialled, what is given up. The first link that proves the identity wins; every attempt
 * is recorded.
 */
import {
  DIAL_DEADLINE,
  DIALS_AT_ONCE,
  FIRST_SUCCESS_RATE,
  HEAD_STARTS,
  LADDER_DEADLINE,
  MAX_ATTEMPTS,
  MAX_DIALS_PER_RUNG,
  SEARCH_DEADLINE
} from '../constants.ts'
import type { EpochMs } from '../../ports.ts'
import type { Candidate } from './query.ts'

/** Rungs that search, in their order. */
export const RUNGS = ['open-link', 'peers', 'cached-route', 'coordinators', 'dht'] as const

/** A rung that searches. */
export type SearchRung = (typeof RUNGS)[number]

/** A rung as it stands in a trace. */
export type RungName = SearchRung | 'store-and-forward'

/**
 * How an attempt ended.
 * - direct, relayed: it won, over such a link
 * - not-found: the rung named nobody
 * - known: it named only addresses that were tried already
 * - failed, timeout: no such link came about
 * - wrong-identity: somebody else answered
 * - cancelled: another one won, or the caller went away
 * - deferred: nothing is left but the mailboxes
 * - remembered: nothing was tried, because nothing was found a moment ago
 */
export type Outcome =
  | 'direct'
  | 'relayed'
  | 'not-found'
  | 'known'
  | 'failed'
  | 'timeout'
  | 'wrong-identity'
  | 'cancelled'
  | 'deferred'
  | 'remembered'

/** How a dial ended. */
export type DialOutcome = Extract<Outcome, 'direct' | 'relayed' | 'failed' | 'timeout' | 'wrong-identity'>

/** One line of a trace. */
export interface Attempt {
  readonly rung: RungName
  /** PeerId of who named the address; null: nobody had to be asked. */
  readonly answeredBy: string | null
  /** Milliseconds from the start of the rung to the end of the attempt. */
  readonly ms: number
  readonly outcome: Outcome
}

/** An attempt, and whether it was about a direct address. */
export interface AttemptDetail extends Attempt {
  readonly direct: boolean
}

/** What happens on the ladder. */
export type LadderEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'candidate'; readonly rung: SearchRung; readonly candidate: Candidate }
  /** The search of a rung ended by itself. */
  | { readonly kind: 'searched'; readonly rung: SearchRung; readonly failed: boolean }
  | { readonly kind: 'dialled'; readonly dial: number; readonly outcome: DialOutcome }
  | { readonly kind: 'tick' }
  | { readonly kind: 'abort' }

/** What to do. */
export type LadderEffect =
  | { readonly kind: 'search'; readonly rung: SearchRung }
  | { readonly kind: 'stop-search'; readonly rung: SearchRung }
  | { readonly kind: 'dial'; readonly dial: number; readonly rung: SearchRung; readonly candidate: Candidate }
  | { readonly kind: 'stop-dial'; readonly dial: number }
  /** A link came too late; nobody wants it. */
  | { readonly kind: 'discard'; readonly dial: number }
  /** Send a `tick` at this time; replaces an earlier one. */
  | { readonly kind: 'schedule'; readonly at: EpochMs }
  /** It is over: the dial that won, or nobody. */
  | { readonly kind: 'finish'; readonly dial: number | undefined }

/** A climb, and what it has tried. */
export interface Ladder {
  handle(event: LadderEvent, now: EpochMs): readonly LadderEffect[]
  readonly attempts: readonly AttemptDetail[]
  /** Every search came to its own end, and all that it named was tried: who was not found is not there. */
  readonly isConclusive: boolean
}

interface Rung {
  readonly name: SearchRung
  state: 'waiting' | 'searching' | 'searched' | 'over'
  startedAt: EpochMs
  /** What to record if the search brings nothing. */
  empty: Outcome
  queue: Candidate[]
  dials: number
  active: number
  recorded: boolean
}

interface Dial {
  readonly rung: Rung
  readonly candidate: Candidate
  readonly deadline: EpochMs
}

/**
 * How long what costs others waits behind the best cached route (ms).
 *
 * @param ms - behind one that led to a link half the time
 * @param rate - of that route, 0 to 1
 */
export function patienceBehind(ms: number, rate: number): number {
  return (ms * rate) / FIRST_SUCCESS_RATE
}

/**
 * A climb over the given rungs, in the order of `RUNGS`.
 *
 * @param cachedRate - how often the best cached route has led to a link lately, 0 to 1. What costs
 *   others something waits longer behind a route that leads there nearly always, and not at all behind
 *   one that never does.
 */
export function createLadder(rungs: readonly SearchRung[], cachedRate: number = FIRST_SUCCESS_RATE): Ladder {
  return new Climb(rungs, cachedRate)
}

class Climb implements Ladder {
  readonly attempts: AttemptDetail[] = []
  readonly #rungs: readonly Rung[]
  readonly #dials = new Map<number, Dial>()
  readonly #tried = new Set<string>()
  /** How long a rung waits behind the one before. */
  readonly #headStarts: Readonly<Record<SearchRung, number>>
  #deadline: EpochMs = Infinity
  #isCutOff = false
  #lastDial = 0
  #state: 'new' | 'climbing' | 'over' = 'new'

  constructor(rungs: readonly SearchRung[], cachedRate: number) {
    this.#headStarts = { ...HEAD_STARTS, coordinators: patienceBehind(HEAD_STARTS.coordinators, cachedRate) }
    this.#rungs = RUNGS.filter(name => rungs.includes(name)).map(name => ({
      name,
      state: 'waiting',
      startedAt: 0,
      empty: 'not-found',
      queue: [],
      dials: 0,
      active: 0,
      recorded: false
    }))
  }

  get isConclusive(): boolean {
    return !this.#isCutOff && this.#rungs.every(({ empty }) => empty === 'not-found')
  }

  handle(event: LadderEvent, now: EpochMs): readonly LadderEffect[] {
    const effects: LadderEffect[] = []
    if (this.#state !== 'over') this.#apply(event, now, effects)
    else if (event.kind === 'dialled' && isLink(event.outcome))
      effects.push({ kind: 'discard', dial: event.dial })
    if (this.#state === 'climbing') this.#climb(now, effects)
    return effects
  }

  #apply(event: LadderEvent, now: EpochMs, effects: LadderEffect[]): void {
    switch (event.kind) {
      case 'start':
        if (this.#state !== 'new') return
        this.#state = 'climbing'
        this.#deadline = now + LADDER_DEADLINE
        return
      case 'candidate':
        this.#consider(event.rung, event.candidate, now)
        return
      case 'searched': {
        const rung = this.#rung(event.rung)
        if (rung?.state !== 'searching') return
        rung.state = 'searched'
        if (event.failed) rung.empty = 'failed'
        return
      }
      case 'dialled':
        this.#dialled(event.dial, event.outcome, now, effects)
        return
      case 'abort':
        this.#finish(undefined, now, effects)
        return
      case 'tick':
        return
    }
  }

  #rung(name: SearchRung): Rung | undefined {
    return this.#rungs.find(rung => rung.name === name)
  }

  /** Keeps of a candidate what nobody has tried. */
  #consider(name: SearchRung, candidate: Candidate, now: EpochMs): void {
    const rung = this.#rung(name)
    if (rung === undefined || (rung.state !== 'searching' && rung.state !== 'searched')) return
    if (rung.dials + rung.queue.length >= MAX_DIALS_PER_RUNG) return
    const keys = candidate.addresses.length > 0 ? candidate.addresses : [`${name} ${candidate.peerId}`]
    const fresh = keys.filter(key => !this.#tried.has(key))
    if (fresh.length === 0) {
      this.#record(rung, candidate, 'known', now)
      return
    }
    for (const key of fresh) this.#tried.add(key)
    rung.queue.push(candidate.addresses.length > 0 ? { ...candidate, addresses: fresh } : candidate)
  }

  #dialled(id: number, outcome: DialOutcome, now: EpochMs, effects: LadderEffect[]): void {
    const dial = this.#dials.get(id)
    if (dial === undefined) {
      // its deadline had passed
      if (isLink(outcome)) effects.push({ kind: 'discard', dial: id })
      return
    }
    this.#dials.delete(id)
    dial.rung.active -= 1
    this.#record(dial.rung, dial.candidate, outcome, now)
    if (isLink(outcome)) this.#finish(id, now, effects)
  }

  /** Deadlines, next rungs, next dials; and the end if nothing is left. */
  #climb(now: EpochMs, effects: LadderEffect[]): void {
    for (const [id, dial] of this.#dials) {
      if (now < dial.deadline) continue
      effects.push({ kind: 'stop-dial', dial: id })
      this.#dials.delete(id)
      dial.rung.active -= 1
      this.#record(dial.rung, dial.candidate, 'timeout', now)
    }
    let previous: Rung | undefined
    for (const rung of this.#rungs) {
      if (rung.state === 'waiting' && this.#mayStart(rung, previous, now)) {
        rung.state = 'searching'
        rung.startedAt = now
        effects.push({ kind: 'search', rung: rung.name })
      }
      if (rung.state === 'searching' && now >= rung.startedAt + SEARCH_DEADLINE) {
        rung.state = 'searched'
        rung.empty = 'timeout'
        effects.push({ kind: 'stop-search', rung: rung.name })
      }
      this.#startDials(rung, now, effects)
      if (rung.state === 'searched' && rung.active === 0 && rung.queue.length === 0) {
        rung.state = 'over'
        if (!rung.recorded) this.#record(rung, undefined, rung.empty, now)
      }
      previous = rung
    }
    const left = this.#rungs.some(({ state }) => state !== 'over')
    this.#isCutOff = left && now >= this.#deadline
    if (!left || this.#isCutOff) this.#finish(undefined, now, effects)
    else effects.push({ kind: 'schedule', at: this.#next() })
  }

  #mayStart(rung: Rung, previous: Rung | undefined, now: EpochMs): boolean {
    if (previous === undefined) return true
    if (previous.state === 'waiting') return false
    if (now >= previous.startedAt + this.#headStarts[rung.name]) return true
    // whoever is through early gives the rest of the time away
    return this.#rungs.every(({ state }) => state === 'over' || state === 'waiting')
  }

  #startDials(rung: Rung, now: EpochMs, effects: LadderEffect[]): void {
    while (rung.active < DIALS_AT_ONCE) {
      const candidate = rung.queue.shift()
      if (candidate === undefined) return
      this.#lastDial += 1
      rung.active += 1
      rung.dials += 1
      this.#dials.set(this.#lastDial, { rung, candidate, deadline: now + DIAL_DEADLINE })
      effects.push({ kind: 'dial', dial: this.#lastDial, rung: rung.name, candidate })
    }
  }

  #next(): EpochMs {
    let next = this.#deadline
    let previous: Rung | undefined
    for (const rung of this.#rungs) {
      if (rung.state === 'searching') next = Math.min(next, rung.startedAt + SEARCH_DEADLINE)
      if (rung.state === 'waiting' && previous !== undefined && previous.state !== 'waiting') {
        next = Math.min(next, previous.startedAt + this.#headStarts[rung.name])
      }
      previous = rung
    }
    for (const { deadline } of this.#dials.values()) next = Math.min(next, deadline)
    return next
  }

  #finish(winner: number | undefined, now: EpochMs, effects: LadderEffect[]): void {
    for (const [id, { rung, candidate }] of this.#dials) {
      effects.push({ kind: 'stop-dial', dial: id })
      this.#record(rung, candidate, 'cancelled', now)
    }
    for (const rung of this.#rungs) {
      if (rung.state === 'searching') effects.push({ kind: 'stop-search', rung: rung.name })
      const tried = rung.state === 'searching' || rung.state === 'searched'
      if (tried && !rung.recorded) this.#record(rung, undefined, 'cancelled', now)
      rung.queue = []
      rung.state = 'over'
    }
    this.#dials.clear()
    this.#state = 'over'
    if (winner === undefined) {
      this.attempts.push({
        rung: 'store-and-forward',
        answeredBy: null,
        ms: 0,
        outcome: 'deferred',
        direct: false
      })
    }
    effects.push({ kind: 'finish', dial: winner })
  }

  #record(rung: Rung, candidate: Candidate | undefined, outcome: Outcome, now: EpochMs): void {
    rung.recorded = true
    if (this.attempts.length >= MAX_ATTEMPTS && !isLink(outcome)) return
    this.attempts.push({
      rung: rung.name,
      answeredBy: candidate?.via ?? null,
      ms: Math.max(0, now - rung.startedAt),
      outcome,
      direct: outcome === 'direct' || hasDirectAddress(candidate)
    })
  }
}

function isLink(outcome: Outcome): boolean {
  return outcome === 'direct' || outcome === 'relayed'
}

function hasDirectAddress(candidate: Candidate | undefined): boolean {
  return candidate?.addresses.some(address => !address.includes('/p2p-circuit')) ?? false
}
