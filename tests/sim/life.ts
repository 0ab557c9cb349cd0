/**
 * One life of a process in the simulator: what it waits for and what it writes ends with it.
 *
 * @packageDocumentation
 */
import type { Durability, Store, StoreOp } from '../../src/ports.ts'
import type { Schedule } from '../../src/schedule.ts'
import type { Engine } from './engine.ts'

/** Half of what a durable write takes, ms: before it is on the disk, and until that is said. */
const HALF_WRITE = 2

/** From a start to an end, which may come between any two events. */
export class Life {
  readonly #engine: Engine
  readonly #atEnd: Array<() => void> = []
  #isOver = false

  constructor(engine: Engine) {
    this.#engine = engine
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Timers that do not outlive it. */
  readonly schedule: Schedule = (delay, run) =>
    this.#engine.schedule(delay, () => {
      if (!this.#isOver) run()
    })

  /** The disk: what is not on it at the end never will be, and nobody hears of what is. */
  store(disk: Store): Store {
    return {
      get: async (table, key) => await disk.get(table, key),
      walk: (table, options) => disk.walk(table, options),
      batch: async (ops: readonly StoreOp[], durability?: Durability) => {
        await this.#wait()
        await disk.batch(ops, durability)
        await this.#wait()
      }
    }
  }

  /** Runs something when it ends. */
  whenOver(run: () => void): void {
    this.#atEnd.push(run)
  }

  /** Idempotent. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const run of this.#atEnd) run()
  }

  async #wait(): Promise<void> {
    await new Promise<void>(resolve => {
      this.schedule(HALF_WRITE, resolve)
    })
  }
}
