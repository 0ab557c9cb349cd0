/**
 * One write after the other. Batches that come while the disk is busy wait and then go together:
 * one record of the log, one sync, one ledger.
 *
 * After a failed write the database must not be used as it is: a torn record in a log makes it
 * lose what is written behind it, and the failed one may still reach the disk from a buffer.
 * So the next change first opens it again (which waits until the disk takes writes), looks at
 * what is really there, and takes back a refused write that was kept after all.
 *
 * @packageDocumentation
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError } from '../errors.ts'
import { CHANGE_OVERHEAD_BYTES, MAX_GROUP_BYTES, MAX_WAITING_BYTES } from './constants.ts'
import type { Durability } from '../ports.ts'
import type { Change, Database } from './database.ts'
import type { Ledger } from './ledger.ts'
import { amend } from './ledger.ts'

interface Waiting {
  readonly changes: readonly Change[]
  readonly durability: Durability
  readonly bytes: number
  resolve(): void
  reject(error: unknown): void
}

/** What the writer works with. */
export interface WriterInit {
  readonly database: Database
  /** What the database holds now. */
  readonly ledger: Ledger
  sealLedger(ledger: Ledger): Change
  /** Reads the ledger from a database that was just opened, and checks all records against it. */
  inspect(): Promise<Ledger>
  /** This write is on the disk, with all before it. Must not throw. */
  written(sequence: number): void
}

/** Takes changes one write at a time. */
export interface Writer {
  /**
   * All or nothing, and as safe as `durability` says when the promise resolves. If it rejects,
   * nothing of it is or will be there while this process lives; of a process that ends right
   * after, the change may be there, whole.
   *
   * @param durability - default: `strict`
   */
  write(changes: readonly Change[], durability?: Durability): Promise<void>
  /** Resolves when the database can be read. */
  readable(): Promise<void>
  /** Resolves when nothing is under way. Never rejects. */
  idle(): Promise<void>
}

function sizeOf(changes: readonly Change[]): number {
  return changes.reduce((sum, { record }) => sum + CHANGE_OVERHEAD_BYTES + (record?.length ?? 0), 0)
}

/** The last change of each key. */
function lastOfEach(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map(change => [bytesToHex(change.key), change])).values()]
}

class GroupWriter implements Writer {
  readonly #init: WriterInit
  #ledger: Ledger
  #waiting: Waiting[] = []
  #waitingBytes = 0
  #running: Promise<void> | undefined
  #recovering: Promise<void> | undefined
  /** After a failed write: what puts everything back as it was before it. */
  #undo: readonly Change[] | undefined

  constructor(init: WriterInit) {
    this.#init = init
    this.#ledger = init.ledger
  }

  async write(changes: readonly Change[], durability: Durability = 'strict'): Promise<void> {
    if (changes.length === 0) return
    const bytes = sizeOf(changes)
    if (this.#waitingBytes + bytes > MAX_WAITING_BYTES) {
      throw new LimitError(`More than ${MAX_WAITING_BYTES} bytes wait for the disk`)
    }
    const done = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ changes, durability, bytes, resolve, reject })
    })
    this.#waitingBytes += bytes
    this.#running ??= this.#run()
    await done
  }

  async readable(): Promise<void> {
    if (this.#recovering !== undefined || !this.#init.database.isOpen) await this.#recover()
  }

  async idle(): Promise<void> {
    await this.#running
    await this.#recovering?.catch(() => undefined)
  }

  async #run(): Promise<void> {
    // batches that are made at the same moment already share the first write
    await Promise.resolve()
    for (let group = this.#take(); group.length > 0; group = this.#take()) {
      try {
        const durability = group.every(waiting => waiting.durability === 'relaxed') ? 'relaxed' : 'strict'
        await this.#commit(lastOfEach(group.flatMap(({ changes }) => changes)), durability)
        for (const { resolve } of group) resolve()
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    this.#running = undefined
  }

  #take(): Waiting[] {
    let bytes = 0
    let end = 0
    for (const waiting of this.#waiting) {
      bytes += waiting.bytes
      if (end > 0 && bytes > MAX_GROUP_BYTES) break
      end++
      this.#waitingBytes -= waiting.bytes
    }
    return this.#waiting.splice(0, end)
  }

  async #commit(changes: readonly Change[], durability: Durability): Promise<void> {
    if (this.#undo !== undefined) await this.#recover()
    const before = await this.#init.database.getMany(changes.map(({ key }) => key))
    const ledger = amend(this.#ledger, changes, before)
    try {
      await this.#init.database.write([...changes, this.#init.sealLedger(ledger)], durability)
    } catch (error) {
      this.#undo = changes.map(({ key }, index) => ({ key, record: before[index] }))
      throw error
    }
    this.#wrote(ledger, durability)
  }

  #wrote(ledger: Ledger, durability: Durability = 'strict'): void {
    this.#ledger = ledger
    // nothing outside the database may be ahead of what a power cut leaves
    if (durability === 'strict') this.#init.written(ledger.sequence)
  }

  #recover(): Promise<void> {
    this.#recovering ??= this.#reopen().finally(() => {
      this.#recovering = undefined
    })
    return this.#recovering
  }

  async #reopen(): Promise<void> {
    const { database } = this.#init
    await database.reopen()
    const found = await this.#init.inspect()
    if (found.sequence > this.#ledger.sequence) {
      const ledger = { ...this.#ledger, sequence: found.sequence + 1 }
      await database.write([...(this.#undo ?? []), this.#init.sealLedger(ledger)])
      this.#wrote(ledger)
    }
    this.#undo = undefined
  }
}

/** @param init - a database that was inspected, and its ledger */
export function createWriter(init: WriterInit): Writer {
  return new GroupWriter(init)
}
