/** A relayed link keeps trying to become direct (docs/ARCHITECTURE.md, "Reaching somebody"). */
import { EarshotError } from '../errors.ts'
import type { Logger } from '../ports.ts'

/** Between the first try, which is made at once, and the second; doubles up to the longest. */
const PAUSE_FIRST = 500
const PAUSE_LONGEST = 5 * 60_000
/** One try. */
const DEADLINE = 10_000

/** What trying needs. */
export interface ImproverOptions {
  readonly logger: Logger
  /** Whether the link to that contact is a relayed one now. */
  isRelayed(userId: string): boolean
  /** Whether it is worth a try now; if not, it is asked again at the next turn. */
  isWorthIt(userId: string): boolean
  /** Opens a direct link, if one can be had. @throws {EarshotError} not now */
  tryDirect(userId: string, signal: AbortSignal): Promise<void>
}

/** Tries to make relayed links direct, for each contact one try after the other. */
export class Improver {
  readonly #options: ImproverOptions
  /** Contacts that are looked after: the timer of the next try, or none while one is made. */
  readonly #next: Map<string, ReturnType<typeof setTimeout> | undefined> = new Map()
  /** How often in vain, by contact whose link is relayed. */
  readonly #failures: Map<string, number> = new Map()
  readonly #stopping: AbortController = new AbortController()

  constructor(options: ImproverOptions) {
    this.#options = options
  }

  /** A relayed link is open. One that breaks and comes back again and again is tried no more often. */
  begin(userId: string): void {
    if (!this.#next.has(userId)) void this.#try(userId, PAUSE_FIRST)
  }

  /** Whether the next try is not made yet. */
  isPausing(userId: string): boolean {
    return this.#next.get(userId) !== undefined
  }

  /** There is news of where that contact is: the next try is made now. */
  hurry(userId: string): void {
    const timer = this.#next.get(userId)
    if (timer === undefined) return
    clearTimeout(timer)
    void this.#try(userId, PAUSE_FIRST)
  }

  /** How often a direct link was tried in vain since the relayed one is there. */
  failures(userId: string): number {
    return this.#failures.get(userId) ?? 0
  }

  /** Idempotent. */
  stop(): void {
    this.#stopping.abort()
    for (const timer of this.#next.values()) clearTimeout(timer)
  }

  async #try(userId: string, pause: number): Promise<void> {
    const { logger } = this.#options
    if (this.#stopping.signal.aborted) return
    this.#next.set(userId, undefined)
    if (this.#options.isRelayed(userId) && this.#options.isWorthIt(userId)) {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(DEADLINE)])
      try {
        await this.#options.tryDirect(userId, signal)
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
        this.#failures.set(userId, this.failures(userId) + 1)
        logger('a relayed link stays relayed: %s', error.name)
      }
    }
    this.#next.delete(userId)
    if (this.#stopping.signal.aborted || !this.#options.isRelayed(userId)) {
      this.#failures.delete(userId)
      return
    }
    const timer = setTimeout(() => {
      void this.#try(userId, Math.min(pause * 2, PAUSE_LONGEST))
    }, pause)
    this.#next.set(userId, timer)
  }
}
