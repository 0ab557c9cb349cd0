/**
 * Time that stands still until a test moves it.
 *
 * @packageDocumentation
 */

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** A clock and its timers. */
export class ManualTime {
  now: number
  readonly #timers: Set<Timer> = new Set()
  #order = 0

  constructor(now: number) {
    this.now = now
  }

  readonly clock = (): number => this.now

  readonly schedule = (delay: number, run: () => void): (() => void) => {
    const timer = { at: this.now + delay, order: this.#order++, run }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  /** How many timers run. */
  get timers(): number {
    return this.#timers.size
  }

  /** Milliseconds until the next timer. */
  get nextIn(): number | undefined {
    const next = this.#next(Infinity)
    return next === undefined ? undefined : next.at - this.now
  }

  /** Moves on, running what becomes due in its order. */
  advance(by: number): void {
    const end = this.now + by
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.delete(next)
      this.now = Math.max(this.now, next.at)
      next.run()
    }
    this.now = end
  }

  #next(until: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.at > until) continue
      if (
        first === undefined ||
        timer.at < first.at ||
        (timer.at === first.at && timer.order < first.order)
      ) {
        first = timer
      }
    }
    return first
  }
}
