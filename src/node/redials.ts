/** When a contact is looked for again whose link has ended, or of whom there was news too often. */
import type { Clock, EpochMs } from '../ports.ts'
import type { Link } from './links.ts'

/** A link that broke is looked for again after this pause. */
const REDIAL_AFTER = 1_000
/** One that did not last so long makes the next pause twice as long, up to the longest. */
const LASTING: EpochMs = 30_000
const REDIAL_LONGEST = 5 * 60_000

/** What the pauses work with. */
export interface RedialsOptions {
  readonly clock: Clock
  /** The pause is over. Must not throw. */
  due(userId: string): void
}

/** One pause for each contact: who ends every link at once must not keep us dialling. */
export class Redials {
  readonly #options: RedialsOptions
  /** How many links in a row did not last, by contact. */
  readonly #brief: Map<string, number> = new Map()
  readonly #turns: Map<string, { readonly at: EpochMs; readonly timer: ReturnType<typeof setTimeout> }> =
    new Map()
  #isStopped = false

  constructor(options: RedialsOptions) {
    this.#options = options
  }

  /** Whether it is waited for its turn because several links in a row did not last. */
  isAvoided(userId: string): boolean {
    return (this.#brief.get(userId) ?? 0) > 1 && this.#turns.has(userId)
  }

  /** A link is there: nobody has to be looked for. */
  opened(userId: string): void {
    clearTimeout(this.#turns.get(userId)?.timer)
    this.#turns.delete(userId)
  }

  /** The last link has ended. */
  closed({ userId, opened }: Link): void {
    const lasted = Math.abs(this.#options.clock() - opened) >= LASTING
    const brief = lasted ? 0 : (this.#brief.get(userId) ?? 0) + 1
    this.#brief.set(userId, brief)
    this.after(userId, Math.min(REDIAL_AFTER * 2 ** Math.max(0, brief - 1), REDIAL_LONGEST))
  }

  /** Its turn comes after so many milliseconds, or before if that was said already. */
  after(userId: string, pause: number): void {
    const at = this.#options.clock() + pause
    const before = this.#turns.get(userId)
    if (this.#isStopped || (before !== undefined && before.at <= at)) return
    clearTimeout(before?.timer)
    const timer = setTimeout(() => {
      this.#turns.delete(userId)
      this.#options.due(userId)
    }, pause)
    this.#turns.set(userId, { at, timer })
  }

  /** Idempotent. */
  stop(): void {
    this.#isStopped = true
    for (const { timer } of this.#turns.values()) clearTimeout(timer)
    this.#turns.clear()
  }
}
