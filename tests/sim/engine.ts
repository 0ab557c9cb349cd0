/**
 * Discrete events in virtual time: nothing here waits, and the same seed gives the same run, which its
 * trace hash shows.
 *
 * @packageDocumentation
 */
import { microtasks } from '../support/microtasks.ts'
import { createDice } from '../support/seeded.ts'
import type { Clock, Rng } from '../../src/ports.ts'
import type { Schedule } from '../../src/schedule.ts'

/** Slots of one millisecond; what is farther off waits by round. */
const SLOTS = 1 << 17
/** Slots that are passed over together when nothing is in them. */
const BLOCK = 1 << 10

interface Timer {
  at: number
  run: (() => void) | undefined
}

/** A timing wheel: what was scheduled first runs first within a millisecond. */
export class Engine {
  /** Milliseconds since the start. */
  time = 0
  /** Events that ran. */
  events = 0
  readonly start: number
  readonly #slots: Array<Timer[] | undefined> = []
  /** How many timers are in each block of slots. */
  readonly #blocks = new Int32Array(SLOTS / BLOCK)
  readonly #rounds = new Map<number, Timer[]>()
  readonly #dice: (below: number) => number
  #round = 0
  #hashA = 0x811c9dc5
  #hashB = 0x01000193

  /** @param start - of the virtual clock, ms since 1970 */
  constructor(seed: number, start: number = Date.UTC(2026, 0, 1, 12)) {
    this.#dice = createDice(seed)
    this.start = start
    this.#slots.length = SLOTS
  }

  readonly clock: Clock = () => this.start + this.time

  readonly schedule: Schedule = (delay, run) => {
    if (delay === Infinity) return () => {}
    const at = this.time + Math.max(1, Math.round(delay))
    const timer: Timer = { at, run }
    this.#put(timer)
    return () => {
      timer.run = undefined
    }
  }

  readonly rng: Rng = length => Uint8Array.from({ length }, () => this.#dice(256))

  /** A whole number from 0 to `below` - 1. */
  die(below: number): number {
    return this.#dice(below)
  }

  /** From 0 up to 1. */
  chance(): number {
    return this.#dice(2 ** 31) / 2 ** 31
  }

  /** Exponential, with this mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.chance())
  }

  /** One of these. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.#dice(values.length)]
    if (value === undefined) throw new RangeError('there is nothing to pick')
    return value
  }

  /** Notes what happened, for the trace hash. */
  trace(...what: readonly number[]): void {
    for (const value of [this.time, ...what]) {
      this.#hashA = Math.imul(this.#hashA ^ value, 0x01000193)
      this.#hashB = Math.imul(this.#hashB ^ value ^ (this.#hashA >>> 15), 0x85ebca6b)
    }
  }

  /** Of everything that was noted. 16 hex digits. */
  get traceHash(): string {
    return [this.#hashA, this.#hashB].map(part => (part >>> 0).toString(16).padStart(8, '0')).join('')
  }

  /** Runs everything up to then, ms since the start. */
  runUntil(end: number): void {
    for (const run of this.#due(end)) run()
  }

  /** The same, where what runs goes on in promises: each event ends with all that they bring about at once. */
  async runAsyncUntil(end: number): Promise<void> {
    for (const run of this.#due(end)) {
      run()
      await microtasks()
    }
  }

  /** What runs up to then, each when its time has come. */
  *#due(end: number): Generator<() => void> {
    while (this.time < end) {
      this.time += 1
      const round = Math.floor(this.time / SLOTS)
      if (round !== this.#round) {
        this.#round = round
        const due = this.#rounds.get(round) ?? []
        this.#rounds.delete(round)
        for (const timer of due) this.#put(timer)
      }
      const slot = this.time % SLOTS
      const block = Math.floor(slot / BLOCK)
      if (this.#blocks[block] === 0) {
        this.time = Math.min(end, this.time - (slot % BLOCK) + BLOCK - 1)
        continue
      }
      const timers = this.#slots[slot]
      if (timers === undefined) continue
      this.#slots[slot] = undefined
      this.#blocks[block] = (this.#blocks[block] ?? 0) - timers.length
      for (const { run } of timers) {
        if (run === undefined) continue
        this.events += 1
        yield run
      }
    }
  }

  #put(timer: Timer): void {
    const round = Math.floor(timer.at / SLOTS)
    if (round === this.#round) {
      const slot = timer.at % SLOTS
      const block = Math.floor(slot / BLOCK)
      this.#blocks[block] = (this.#blocks[block] ?? 0) + 1
      const timers = this.#slots[slot]
      if (timers === undefined) this.#slots[slot] = [timer]
      else timers.push(timer)
      return
    }
    const timers = this.#rounds.get(round)
    if (timers === undefined) this.#rounds.set(round, [timer])
    else timers.push(timer)
  }
}
