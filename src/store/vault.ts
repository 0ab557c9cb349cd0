/**
 * The Store port over a database: keys hashed, values sealed, writes grouped.
 *
 * @packageDocumentation
 */
import { StorageError } from '../errors.ts'
import type { Durability, RecordKey, StoredRecord, StoreOp, WalkOptions } from '../ports.ts'
import { checkBatch, checkKey, checkTable, checkWalk } from './checks.ts'
import type { Change, Database } from './database.ts'
import type { Protection } from './header.ts'
import type { Vault } from './index.ts'
import type { LevelKeys } from './keys.ts'
import { orderOf } from './keys.ts'
import type { Sealer } from './sealing.ts'
import type { Writer } from './writer.ts'

/** What a vault is made of. All of it is the vault's to close. */
export interface VaultInit {
  readonly database: Database
  readonly writer: Writer
  readonly keys: LevelKeys
  readonly sealer: Sealer
  readonly protectedBy: Protection
  /** Closes what the vault does not know of. */
  closed(): Promise<void>
}

class SealedVault implements Vault {
  readonly protectedBy: Protection
  readonly #init: VaultInit
  #closing: Promise<void> | undefined

  constructor(init: VaultInit) {
    this.#init = init
    this.protectedBy = init.protectedBy
  }

  async get(table: string, key: RecordKey): Promise<Uint8Array | undefined> {
    checkTable(table)
    checkKey(key)
    this.#assertOpen()
    const levelKey = this.#init.keys.recordKey(table, key)
    await this.#init.writer.readable()
    const [record] = await this.#init.database.getMany([levelKey])
    this.#assertOpen()
    return record === undefined ? undefined : this.#open(table, levelKey, record)
  }

  async batch(ops: readonly StoreOp[], durability: Durability = 'strict'): Promise<void> {
    checkBatch(ops)
    this.#assertOpen()
    // sealed before the first await: the caller may erase or reuse its values after the call
    await this.#init.writer.write(this.#seal(ops), durability)
  }

  walk(table: string, options: WalkOptions = {}): AsyncIterable<StoredRecord> {
    checkWalk(table, options)
    return this.#walk(table, options)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async *#walk(table: string, options: WalkOptions): AsyncGenerator<StoredRecord> {
    const { limit, reverse = false, signal } = options
    if (limit === 0) return
    try {
      signal?.throwIfAborted()
      this.#assertOpen()
      const range = this.#init.keys.range(table, options)
      await this.#init.writer.readable()
      for await (const [levelKey, record] of this.#init.database.entries({
        ...range,
        reverse,
        limit
      })) {
        signal?.throwIfAborted()
        this.#assertOpen()
        yield { order: orderOf(levelKey), value: this.#open(table, levelKey, record) }
      }
    } catch (error) {
      // whatever an abort or a close tore down, the caller gets the reason
      signal?.throwIfAborted()
      this.#assertOpen()
      throw error
    }
  }

  #seal(ops: readonly StoreOp[]): Change[] {
    const { keys, sealer } = this.#init
    return ops.map(op => {
      const key = keys.recordKey(op.table, op.key)
      return { key, record: op.kind === 'delete' ? undefined : sealer.seal(key, op.value) }
    })
  }

  #open(table: string, levelKey: Uint8Array, record: Uint8Array): Uint8Array {
    try {
      return this.#init.sealer.open(levelKey, record)
    } catch {
      throw new StorageError(`A record of the table "${table}" was altered`)
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new StorageError('The vault is closed')
  }

  async #close(): Promise<void> {
    const { writer, database, keys, sealer, closed } = this.#init
    try {
      await writer.idle()
      await database.close()
    } finally {
      keys.erase()
      sealer.erase()
      await closed()
    }
  }
}

/** @param init - an open database and what belongs to it */
export function createVault(init: VaultInit): Vault {
  return new SealedVault(init)
}
