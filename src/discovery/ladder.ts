/**
 * The shell around the ladder: runs the searches and dials that the planner asks for.
 */
import { AuthenticationError, DeadlineError, LimitError, TrustError } from '../errors.ts'
import { MAX_CLIMBS, MAX_TRACES } from './constants.ts'
import { createLadder, RUNGS } from './core/ladder.ts'
import { putBounded } from './core/limits.ts'
import { NotFoundMemory } from './core/not-found.ts'
import { whyNotDirect } from './core/why-not-direct.ts'
import { createAlarm, platformTimer } from './timer.ts'
import type { EpochMs, Clock, Logger } from '../ports.ts'
import type {
  Attempt,
  AttemptDetail,
  DialOutcome,
  Ladder,
  LadderEffect,
  LadderEvent,
  SearchRung
} from './core/ladder.ts'
import type { LinkEvent } from './core/link-state.ts'
import type { Candidate } from './core/query.ts'
import type { Alarm, SetTimer } from './timer.ts'

/** What a link must tell. */
export interface ClimbLink {
  readonly relayed: boolean
}

/** One way to find somebody. */
export interface Rung<L> {
  /** Places to dial, as they become known. Ends when nothing more will come; throws if something might have. */
  find(userId: string, signal: AbortSignal): AsyncIterable<Candidate>
  /**
   * A link to a device of that user, on which the other side has proved to be `candidate.peerId`.
   *
   * @throws {AuthenticationError} {TrustError} somebody else answered
   * @throws {DeadlineError} {UnreachableError}
   */
  dial(userId: string, candidate: Candidate, signal: AbortSignal): Promise<L>
}

/** How the last climb to a user went. */
export interface Trace {
  readonly at: EpochMs
  readonly attempts: readonly Attempt[]
  /** A sentence for people; null if the link is direct. */
  readonly whyNotDirect: string | null
}

/** A climb that is over. Without a link only store and forward is left. */
export interface Reached<L> extends Trace {
  readonly link: L | undefined
  readonly rung: SearchRung | undefined
}

/** What the climber needs. */
export interface ClimberComponents {
  readonly clock: Clock
  readonly log: Logger
  readonly setTimer?: SetTimer
}

/** How it is set up. */
export interface ClimberInit<L extends ClimbLink> {
  /** A rung that does not exist here is left out. */
  readonly rungs: Partial<Readonly<Record<SearchRung, Rung<L>>>>
  /** Whether the peer of a link belongs to the user. A last check before a link wins. */
  readonly proves: (link: L, userId: string) => boolean
  /** How often the best cached route to that user has led to a link lately, 0 to 1; undefined: there is none. */
  readonly cachedRate?: ((userId: string) => number | undefined) | undefined
  /** What the climb means for the state of the link. Must not throw. */
  readonly onStep?: ((userId: string, event: LinkEvent) => void) | undefined
}

/** Climbs ladders. */
export interface Climber<L> {
  /**
   * Reaches a user, or finds that nobody is there now. Several callers share one climb.
   *
   * @throws {DeadlineError} the signal aborted first; the climb goes on for other callers
   * @throws {LimitError} too many climbs at a time
   */
  reach(userId: string, options: { readonly signal: AbortSignal }): Promise<Reached<L>>
  /** How the last climb went. */
  trace(userId: string): Trace | undefined
  /** Something changed: "not found" counts no longer. */
  forget(userId: string): void
  /** Ends all climbs. Idempotent. */
  stop(): void
}

/** A climber over the given rungs. */
export function climber<L extends ClimbLink>(
  init: ClimberInit<L>
): (components: ClimberComponents) => Climber<L> {
  return components => new ClimberShell(init, components)
}

class ClimberShell<L extends ClimbLink> implements Climber<L> {
  readonly #init: ClimberInit<L>
  readonly #components: ClimberComponents
  readonly #climbs = new Map<string, ClimbRun<L>>()
  readonly #traces = new Map<string, Trace>()
  readonly #notFound = new NotFoundMemory()

  constructor(init: ClimberInit<L>, components: ClimberComponents) {
    this.#init = init
    this.#components = components
  }

  async reach(userId: string, { signal }: { readonly signal: AbortSignal }): Promise<Reached<L>> {
    if (signal.aborted) throw new DeadlineError('Nobody was reached in time')
    const climb = this.#climbs.get(userId) ?? this.#begin(userId)
    climb.waiting += 1
    const left = Promise.withResolvers<never>()
    const leave = (): void => left.reject(new DeadlineError('Nobody was reached in time'))
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([climb.done, left.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      climb.waiting -= 1
      if (climb.waiting === 0) climb.abort()
    }
  }

  trace(userId: string): Trace | undefined {
    return this.#traces.get(userId)
  }

  forget(userId: string): void {
    this.#notFound.forget(userId)
  }

  stop(): void {
    for (const climb of this.#climbs.values()) climb.abort()
  }

  #begin(userId: string): ClimbRun<L> {
    if (this.#climbs.size >= MAX_CLIMBS) throw new LimitError('Too many searches at a time')
    const remembered = this.#notFound.has(userId, this.#components.clock())
    const rungs = RUNGS.filter(name => this.#init.rungs[name] !== undefined)
    const climb: ClimbRun<L> = new ClimbRun<L>(
      userId,
      // an open link is looked for in any case
      remembered ? rungs.filter(name => name === 'open-link') : rungs,
      this.#init,
      this.#components,
      (won, attempts) => this.#over(climb, won, attempts, remembered)
    )
    this.#climbs.set(userId, climb)
    climb.start()
    return climb
  }

  #over(
    climb: ClimbRun<L>,
    won: Won<L> | undefined,
    details: readonly AttemptDetail[],
    remembered: boolean
  ): Reached<L> {
    const { userId } = climb
    const now = this.#components.clock()
    if (this.#climbs.get(userId) === climb) this.#climbs.delete(userId)
    const lines = remembered && won === undefined ? details.map(asRemembered) : details
    const attempts = lines.map(({ rung, answeredBy, ms, outcome }) => ({ rung, answeredBy, ms, outcome }))
    const trace: Trace = { at: now, attempts, whyNotDirect: whyNotDirect(lines) }
    if (won !== undefined) this.#notFound.forget(userId)
    else if (!remembered && !climb.aborted) this.#notFound.remember(userId, now, climb.isConclusive)
    // what was remembered says less than the trace that it comes from
    if (!remembered || won !== undefined) putBounded(this.#traces, userId, trace, MAX_TRACES)
    return { ...trace, link: won?.link, rung: won?.rung }
  }
}

function asRemembered(detail: AttemptDetail): AttemptDetail {
  return detail.outcome === 'deferred' ? { ...detail, outcome: 'remembered' } : detail
}

interface Won<L> {
  readonly link: L
  readonly rung: SearchRung
}

/** One climb: turns the planner's effects into searches and dials, and their results into events. */
class ClimbRun<L extends ClimbLink> {
  readonly userId: string
  readonly done: Promise<Reached<L>>
  waiting = 0
  aborted = false
  readonly #resolve: (reached: Reached<L>) => void
  readonly #ladder: Ladder
  readonly #init: ClimberInit<L>
  readonly #components: ClimberComponents
  readonly #over: (won: Won<L> | undefined, attempts: readonly AttemptDetail[]) => Reached<L>
  readonly #alarm: Alarm
  readonly #searches = new Map<SearchRung, AbortController>()
  readonly #dials = new Map<number, AbortController>()
  readonly #links = new Map<number, Won<L>>()
  #steps: ReadonlySet<LinkEvent> = new Set()

  constructor(
    userId: string,
    rungs: readonly SearchRung[],
    init: ClimberInit<L>,
    components: ClimberComponents,
    over: (won: Won<L> | undefined, attempts: readonly AttemptDetail[]) => Reached<L>
  ) {
    const { promise, resolve } = Promise.withResolvers<Reached<L>>()
    this.userId = userId
    this.done = promise
    this.#resolve = resolve
    this.#ladder = createLadder(rungs, init.cachedRate?.(userId))
    this.#init = init
    this.#components = components
    this.#over = over
    this.#alarm = createAlarm(components.setTimer ?? platformTimer)
  }

  /** Who was not found is not there. */
  get isConclusive(): boolean {
    return this.#ladder.isConclusive
  }

  start(): void {
    this.#step('seek')
    this.#handle({ kind: 'start' })
  }

  abort(): void {
    this.aborted = true
    this.#handle({ kind: 'abort' })
  }

  #handle(event: LadderEvent): void {
    for (const effect of this.#ladder.handle(event, this.#components.clock())) this.#apply(effect)
  }

  #apply(effect: LadderEffect): void {
    switch (effect.kind) {
      case 'search':
        void this.#search(effect.rung)
        return
      case 'stop-search':
        this.#searches.get(effect.rung)?.abort()
        return
      case 'dial':
        void this.#dial(effect.dial, effect.rung, effect.candidate)
        return
      case 'stop-dial':
        this.#dials.get(effect.dial)?.abort()
        return
      case 'discard':
        this.#links.delete(effect.dial)
        return
      case 'schedule':
        this.#alarm.set(effect.at - this.#components.clock(), () => this.#handle({ kind: 'tick' }))
        return
      case 'finish':
        this.#finish(effect.dial)
        return
    }
  }

  async #search(name: SearchRung): Promise<void> {
    const rung = this.#init.rungs[name]
    const controller = new AbortController()
    this.#searches.set(name, controller)
    let failed = false
    try {
      // nothing happens inside the planner's own turn
      await Promise.resolve()
      for await (const candidate of rung?.find(this.userId, controller.signal) ?? []) {
        if (controller.signal.aborted) break
        if (name !== 'open-link') this.#step('found')
        this.#handle({ kind: 'candidate', rung: name, candidate })
      }
    } catch (error) {
      failed = true
      this.#components.log.trace('rung %s failed - %e', name, error)
    }
    this.#searches.delete(name)
    this.#handle({ kind: 'searched', rung: name, failed })
  }

  async #dial(id: number, name: SearchRung, candidate: Candidate): Promise<void> {
    const controller = new AbortController()
    this.#dials.set(id, controller)
    if (name !== 'open-link') this.#step('dial')
    let outcome: DialOutcome
    try {
      await Promise.resolve()
      const link = await this.#init.rungs[name]?.dial(this.userId, candidate, controller.signal)
      outcome = this.#judge(id, name, link)
    } catch (error) {
      outcome = outcomeOf(error)
      this.#components.log.trace('a dial of rung %s failed - %e', name, error)
    }
    this.#dials.delete(id)
    this.#handle({ kind: 'dialled', dial: id, outcome })
  }

  #judge(id: number, rung: SearchRung, link: L | undefined): DialOutcome {
    if (link === undefined) return 'failed'
    if (!this.#init.proves(link, this.userId)) return 'wrong-identity'
    this.#links.set(id, { link, rung })
    return link.relayed ? 'relayed' : 'direct'
  }

  #finish(dial: number | undefined): void {
    this.#alarm.clear()
    const won = dial === undefined ? undefined : this.#links.get(dial)
    const reached = this.#over(won, this.#ladder.attempts)
    if (won === undefined) this.#step('failed')
    else this.#step(won.link.relayed ? 'relay-up' : 'direct-up')
    this.#resolve(reached)
  }

  /** Each kind of step is told once. */
  #step(event: LinkEvent): void {
    if (this.#steps.has(event)) return
    this.#steps = new Set([...this.#steps, event])
    this.#init.onStep?.(this.userId, event)
  }
}

function outcomeOf(error: unknown): DialOutcome {
  if (error instanceof DeadlineError) return 'timeout'
  return error instanceof AuthenticationError || error instanceof TrustError ? 'wrong-identity' : 'failed'
}
