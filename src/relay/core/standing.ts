import type { EpochMs } from '../../ports.ts'

/** What to send: everything anew, or only that it still holds. */
export type StandingStep = 'set' | 'renew'

/**
 * Something that stands at a coordinator as long as we repeat it: a lease, a watch. Says what is due
 * over one connection; one request is under way at a time. Pure, no timers: asked at `next`.
 */
export class Standing {
  readonly #every: number
  #isConnected = false
  #isStale = true
  #isWaiting = false
  #sentAt: EpochMs = 0
  /** When the last one that was answered was sent; undefined: none over this connection. */
  #heldSince: EpochMs | undefined
  #day = 0

  /** @param every - milliseconds from one to the next */
  constructor(every: number) {
    this.#every = every
  }

  /** When the last request that was answered was sent; undefined: it does not stand. */
  get heldSince(): EpochMs | undefined {
    return this.#heldSince
  }

  /** When to ask `due`; Infinity: when something happens. */
  get next(): EpochMs {
    if (!this.#isConnected || this.#isWaiting) return Infinity
    return this.#isStale ? 0 : this.#sentAt + this.#every
  }

  /** Nothing stands over a new connection. */
  connected(): void {
    this.#isConnected = true
    this.#isStale = true
    this.#isWaiting = false
  }

  disconnected(): void {
    this.#isConnected = false
    this.#heldSince = undefined
  }

  /** What it is made of has changed. */
  changed(): void {
    this.#isStale = true
  }

  /** What to send now. Counts as sent. @param day - number of the day that its tags are of */
  due(now: EpochMs, day: number): StandingStep | undefined {
    if (!this.#isConnected || this.#isWaiting) return undefined
    const isOther = this.#isStale || day !== this.#day
    // a clock that went backwards must not make us wait
    if (!isOther && now >= this.#sentAt && now < this.#sentAt + this.#every) return undefined
    this.#isWaiting = true
    this.#isStale = false
    this.#sentAt = now
    this.#day = day
    return isOther ? 'set' : 'renew'
  }

  /** @param stands - false: it has to be made anew */
  answered(stands: boolean): void {
    this.#isWaiting = false
    this.#heldSince = stands ? this.#sentAt : undefined
    if (!stands) this.#isStale = true
  }
}
