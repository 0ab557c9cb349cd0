/**
 * How much of this node a contact may use over its links. Everything it sends costs time of
 * its own: while it is in debt nothing of it is read. That loses nothing, it waits with its
 * sender, and is far above what people write; it keeps a contact that floods us from taking
 * the time of all others.
 *
 * @packageDocumentation
 *
 * @example
 *
 * ```TypeScript
 * const allowance = new Allowance(clock)
 * allowance.envelopes([envelope])
 * await wait(allowance.debt)
 * ```
 */
import type { Clock, EpochMs } from '../ports.ts'

/** Of one envelope (ms): 200 a second in the long run. */
const ENVELOPE_COST = 5
/** Of a MiB of envelopes (ms): 512 KiB a second in the long run, 8 of the longest texts. */
const MEBIBYTE_COST = 2_000
/** Of a link (ms): what waits for the contact is sent over each new one. */
const LINK_COST = 100
/** Work that costs nothing (ms): a slow disk's time for one batch. */
const FREE_WORK = 50
/** Of a millisecond of work beyond it (ms): a quarter of the node's time, in the long run. */
const WORK_COST = 4
/** Of what breaks the rules of a link (ms): it is of no use to read on at once. */
const OFFENCE_COST = 30_000
/** What a contact can save up (ms): 1,000 envelopes at once, or 2.5 MiB. */
const MAX_SAVED = 5_000
/** The greatest debt (ms): a clock that was set back must not silence a contact. */
const MAX_DEBT = 60_000

const MiB = 2 ** 20

/** The account of one contact, however many links it has. Full at the start. */
export class Allowance {
  readonly #clock: Clock
  /** When it is or was even: neither saved up nor in debt. */
  #even: EpochMs

  constructor(clock: Clock) {
    this.#clock = clock
    this.#even = clock() - MAX_SAVED
  }

  /** How long the contact has to wait, in milliseconds. */
  get debt(): number {
    return Math.min(Math.max(0, this.#even - this.#clock()), MAX_DEBT)
  }

  envelopes(envelopes: readonly Uint8Array[]): void {
    const bytes = envelopes.reduce((sum, { length }) => sum + length, 0)
    this.#spend(envelopes.length * ENVELOPE_COST + (bytes / MiB) * MEBIBYTE_COST)
  }

  /** @param ms that the envelopes took which were handed over together */
  work(ms: number): void {
    this.#spend(Math.max(0, ms - FREE_WORK) * WORK_COST)
  }

  link(): void {
    this.#spend(LINK_COST)
  }

  offence(): void {
    this.#spend(OFFENCE_COST)
  }

  #spend(cost: number): void {
    const now = this.#clock()
    this.#even = Math.min(Math.max(this.#even, now - MAX_SAVED) + cost, now + MAX_DEBT)
  }
}
