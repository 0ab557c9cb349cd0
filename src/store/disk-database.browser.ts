/**
 * {@link Database} on IndexedDB, for one tab at a time.
 *
 * A Web Lock is the lock of the vault. It can be taken from a tab that is frozen, and that tab
 * may wake up in the middle of a write; so each opening also raises an epoch in the database,
 * and every transaction that writes first reads it and does nothing if it is no longer its own.
 * Not on `level`: its browser half has neither strict durability nor a way to read that epoch
 * in the transaction of a batch (ADR 010).
 *
 * @packageDocumentation
 */
import type { Change, Database, EntryOptions } from './database.ts'
import { toStorageError } from './disk-error.browser.ts'
import { VaultCorruptError, VaultLockedError } from './errors.ts'
import { completed, openIndexedDb, reading, resultOf, writing } from './indexed-db.ts'
import { acquireVaultLock } from './web-lock.ts'

const RECORDS = 'records'
const OWNER = 'owner'
const EPOCH = 'epoch'

/**
 * Records that one step of a walk reads: 128 MiB of the largest. A browser sends an answer to
 * its page in one message, and fails beyond 256 MiB (Firefox) or 128 MiB (Chrome before 2020);
 * all of a vault may be more.
 */
const WALK_STEP = 256

/** IndexedDB takes memory that is nobody else's, and hands out such. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

function taken(): VaultLockedError {
  return new VaultLockedError('Another tab has taken over')
}

class IndexedDatabase implements Database {
  readonly #location: string
  #db: IDBDatabase | undefined
  #epoch = 0
  #stolen = false
  #release: () => void = () => {}

  constructor(location: string) {
    this.#location = location
  }

  get isOpen(): boolean {
    return this.#db !== undefined
  }

  async open(create: boolean): Promise<void> {
    const lock = await acquireVaultLock(this.#location, () => {
      this.#stolen = true
    })
    this.#release = lock.release
    try {
      await this.#connect(create)
      this.#epoch = await this.#raiseEpoch()
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async getMany(keys: readonly Uint8Array[]): Promise<Array<Uint8Array | undefined>> {
    const records = reading(this.#opened(), RECORDS)
    return await Promise.all(
      keys.map(async key => await resultOf<Uint8Array | undefined>(() => records.get(plain(key))))
    )
  }

  async *entries(options: EntryOptions): AsyncGenerator<[Uint8Array, Uint8Array]> {
    const records = reading(this.#opened(), RECORDS)
    // All at once: a transaction ends when nobody asks it anything, as while a consumer of the
    // walk waits for something else.
    yield* options.reverse ? await readBack(records, options) : await read(records, options)
  }

  async write(changes: readonly Change[]): Promise<void> {
    const transaction = writing(this.#opened(), [RECORDS, OWNER])
    const records = transaction.objectStore(RECORDS)
    const epoch = transaction.objectStore(OWNER).get(EPOCH)
    epoch.onsuccess = () => {
      if (epoch.result !== this.#epoch) {
        this.#stolen = true
        transaction.abort()
        return
      }
      for (const { key, record } of changes) {
        if (record === undefined) records.delete(plain(key))
        else records.put(plain(record), plain(key))
      }
      transaction.commit()
    }
    try {
      await completed(transaction)
    } catch (error) {
      throw this.#stolen ? taken() : error
    }
  }

  async reopen(): Promise<void> {
    this.#disconnect()
    if (this.#stolen) throw taken()
    await this.#connect(false)
  }

  async close(): Promise<void> {
    this.#disconnect()
    this.#release()
  }

  async #connect(create: boolean): Promise<void> {
    this.#db = await openIndexedDb(this.#location, db => {
      if (!create) throw new VaultCorruptError("The vault's records are lost")
      db.createObjectStore(RECORDS)
      db.createObjectStore(OWNER)
    })
    // the browser closes it when the user clears the page's data
    this.#db.onclose = () => {
      this.#db = undefined
    }
  }

  #disconnect(): void {
    this.#db?.close()
    this.#db = undefined
  }

  /** Whoever had it open before can write no more. */
  async #raiseEpoch(): Promise<number> {
    const transaction = writing(this.#opened(), [OWNER])
    const owner = transaction.objectStore(OWNER)
    const request = owner.get(EPOCH)
    let epoch = 0
    request.onsuccess = () => {
      epoch = (typeof request.result === 'number' ? request.result : 0) + 1
      owner.put(epoch, EPOCH)
    }
    await completed(transaction)
    return epoch
  }

  #opened(): IDBDatabase {
    if (this.#stolen) throw taken()
    if (this.#db === undefined) throw toStorageError(new DOMException('closed', 'InvalidStateError'))
    return this.#db
  }
}

type Entry = [Uint8Array, Uint8Array]

/** From the first on, in steps of {@link WALK_STEP}. */
async function read(
  records: IDBObjectStore,
  { gte, lte, limit = Number.POSITIVE_INFINITY }: EntryOptions
): Promise<Entry[]> {
  const found: Entry[] = []
  let after: IDBValidKey | undefined
  while (found.length < limit) {
    const range = IDBKeyRange.bound(after ?? plain(gte), plain(lte), after !== undefined)
    const step = Math.min(WALK_STEP, limit - found.length)
    const [keys, values] = await Promise.all([
      resultOf(() => records.getAllKeys(range, step)),
      resultOf<Uint8Array[]>(() => records.getAll(range, step))
    ])
    values.forEach((value, at) => found.push([new Uint8Array(keys[at] as ArrayBuffer), value]))
    after = keys.at(-1)
    if (keys.length < step) break
  }
  return found
}

/** From the last on. Only a cursor goes that way. */
async function readBack(
  records: IDBObjectStore,
  { gte, lte, limit = Number.POSITIVE_INFINITY }: EntryOptions
): Promise<Entry[]> {
  const found: Entry[] = []
  const range = IDBKeyRange.bound(plain(gte), plain(lte))
  let cursor = await resultOf(() => records.openCursor(range, 'prev'))
  while (cursor !== null && found.length < limit) {
    found.push([new Uint8Array(cursor.key as ArrayBuffer), cursor.value as Uint8Array])
    cursor = await next(cursor)
  }
  return found
}

async function next(cursor: IDBCursorWithValue): Promise<IDBCursorWithValue | null> {
  return await resultOf(() => {
    cursor.continue()
    return cursor.request as IDBRequest<IDBCursorWithValue | null>
  })
}

/**
 * @param location - name of the database
 * @param create - make it if it is not there
 * @throws {VaultLockedError} another tab has it open
 * @throws {StorageError} the browser refuses
 */
export async function openDiskDatabase(location: string, create: boolean): Promise<Database> {
  const database = new IndexedDatabase(location)
  await database.open(create)
  return database
}
