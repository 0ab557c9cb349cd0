/** Knows when the parts of a test have nothing left to do, without counting turns of the event loop. */
import { orAborted } from '../../src/node/patience.ts'
import type { Durability, RecordKey, Store, StoredRecord, StoreOp, WalkOptions } from '../../src/ports.ts'

/** Longest time that a test waits for the rest to be done. */
const DEADLINE = 10_000

/** What is asked of the fakes of a test: stores, links, other ports. */
export class AtWork {
  #underWay = 0
  #asked = 0
  /** Resolved when nothing is under way any more. */
  #through: PromiseWithResolvers<void> = Promise.withResolvers()

  /** Counts one piece of work until it is done, well or badly. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#asked += 1
    this.#underWay += 1
    try {
      return await work()
    } finally {
      this.#underWay -= 1
      if (this.#underWay === 0) {
        this.#through.resolve()
        this.#through = Promise.withResolvers()
      }
    }
  }

  /** The same store, whose work counts. */
  store(store: Store): Store {
    const walk = this.#walk.bind(this)
    return {
      get: async (table: string, key: RecordKey) => await this.during(async () => store.get(table, key)),
      batch: async (ops: readonly StoreOp[], durability?: Durability) =>
        await this.during(async () => store.batch(ops, durability)),
      walk: (table: string, options?: WalkOptions) => walk(store.walk(table, options))
    }
  }

  /**
   * Resolves when all is done: nothing is under way, and a whole turn of the timers, those that are due
   * at once among them, has asked for nothing more.
   *
   * @throws {Error} that does not come about within 10 s
   */
  async idle(): Promise<void> {
    const deadline = AbortSignal.timeout(DEADLINE)
    let asked = -1
    while (this.#underWay > 0 || asked !== this.#asked) {
      if (this.#underWay > 0) await orAborted(this.#through.promise, deadline)
      asked = this.#asked
      // Timers of one length fire in the order in which they were set: those of before come first.
      await new Promise(resolve => setTimeout(resolve, 1))
      deadline.throwIfAborted()
    }
  }

  async *#walk(records: AsyncIterable<StoredRecord>): AsyncGenerator<StoredRecord> {
    this.#asked += 1
    yield* records
  }
}
