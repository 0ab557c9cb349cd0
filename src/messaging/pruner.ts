/**
 * Forgets what was kept long enough: hashes of processed envelopes, the acknowledgements that
 * answered them, and first messages. A copy that comes later still finds no key that opens it,
 * and an id that was shown stays known with its message.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { EpochMs, Logger, Store } from '../ports.ts'
import type { Schedule } from '../schedule.ts'
import { decodeAcknowledgementRecord, decodeSeenRecord } from '../wire/vault.ts'
import type { Committer } from './batch.ts'
import { FIRST_MESSAGE_KEPT, MAX_PRUNED, PRUNE_EVERY, SEEN_KEPT } from './constants.ts'
import type { StepContext } from './core/peer.ts'
import { ACKNOWLEDGEMENTS, FIRST_MESSAGES, SEEN } from './core/records.ts'

/** What the cleanup works with. */
export interface PrunerOptions {
  readonly store: Store
  readonly committer: Committer
  readonly context: Pick<StepContext, 'crypto' | 'clock'>
  readonly logger: Logger
  readonly schedule: Schedule
}

/** A record of one of the tables: its id, and since when it is there. */
interface Aged {
  readonly id: string
  readonly at: EpochMs
}

interface Table {
  readonly name: string
  readonly kept: EpochMs
  read(value: Uint8Array): Aged
}

/** Looks through the tables at the start and from time to time. */
export class Pruner {
  readonly #options: PrunerOptions
  readonly #tables: readonly Table[]
  readonly #stopping: AbortController = new AbortController()
  #cancelTimer: () => void = () => {}
  #working: Promise<void> = Promise.resolve()

  constructor(options: PrunerOptions) {
    const { crypto } = options.context
    const read = (value: Uint8Array): Aged => {
      const { envelope, at } = decodeSeenRecord(value)
      return { id: bytesToHex(envelope), at }
    }
    this.#options = options
    this.#tables = [
      { name: SEEN, kept: SEEN_KEPT, read },
      { name: FIRST_MESSAGES, kept: FIRST_MESSAGE_KEPT, read },
      {
        name: ACKNOWLEDGEMENTS,
        kept: SEEN_KEPT,
        read: value => {
          const { envelope, at } = decodeAcknowledgementRecord(value)
          return { id: bytesToHex(crypto.sha256(envelope)), at }
        }
      }
    ]
  }

  /** Begins at once, beside everything else. */
  start(): void {
    this.#working = this.#pass()
  }

  /** Ends what is going on. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#cancelTimer()
    await this.#working
  }

  async #pass(): Promise<void> {
    try {
      for (const table of this.#tables) await this.#prune(table)
    } catch (error) {
      if (this.#stopping.signal.aborted) return
      // What is left is found by the next pass.
      this.#options.logger.error('what is old was not cleaned up: %e', error)
    }
    if (this.#stopping.signal.aborted) return
    this.#cancelTimer = this.#options.schedule(PRUNE_EVERY, () => {
      this.start()
    })
  }

  async #prune(table: Table): Promise<void> {
    const { store, context } = this.#options
    let over: string[] = []
    for await (const { value } of store.walk(table.name, { signal: this.#stopping.signal })) {
      const { id, at } = table.read(value)
      if (at + table.kept > context.clock()) continue
      over.push(id)
      if (over.length < MAX_PRUNED) continue
      await this.#forget(table, over)
      over = []
    }
    if (over.length > 0) await this.#forget(table, over)
  }

  /** In turn with what comes in: a record that was renewed since it was read stays. */
  async #forget({ name, kept, read }: Table, ids: readonly string[]): Promise<void> {
    const { committer, context } = this.#options
    await committer.run(async batch => {
      for (const id of ids) {
        const value = await batch.get(name, { id })
        if (value === undefined || read(value).at + kept > context.clock()) continue
        batch.persist({ kind: 'delete', table: name, key: { id } })
      }
    })
  }
}
