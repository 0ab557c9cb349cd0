/**
 * {@link Database} on level (leveldb) in Node, with a log of ours before it (logged-database.ts).
 *
 * leveldb's lock is the lock of the vault. Its lock file is a POSIX record lock, which the
 * kernel drops as soon as the process that holds it closes *any* handle of that file, and a
 * second open in one process does just that before it fails (env_posix.cc, LockFile). So a
 * second open in this process is refused here, before it reaches leveldb. For the same reason
 * nothing in a process that holds a vault may open its `records/LOCK`.
 *
 * @packageDocumentation
 */
import { chmod, mkdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Level } from 'level'
import { LOG_FILE, MAX_DIRECT_READS, PRIVATE_FOLDER_MODE, WALK_BUFFER_BYTES } from './constants.ts'
import type { Change, Database, EntryOptions } from './database.ts'
import { toStorageError } from './disk-error.ts'
import { VaultLockedError } from './errors.ts'
import type { LogFile } from './log-file.ts'
import { openLogFile } from './log-file.ts'
import { openLoggedDatabase } from './logged-database.ts'

/** Folders that are open in this process. */
const held = new Set<string>()

/** leveldb hands out Buffers; nobody else holds their memory. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

class LevelDatabase implements Database {
  readonly #level: Level<Uint8Array, Uint8Array>
  readonly #ready: () => Promise<void>
  readonly #release: () => void

  constructor(level: Level<Uint8Array, Uint8Array>, ready: () => Promise<void>, release: () => void) {
    this.#level = level
    this.#ready = ready
    this.#release = release
  }

  get isOpen(): boolean {
    return this.#level.status === 'open'
  }

  async getMany(keys: readonly Uint8Array[]): Promise<Array<Uint8Array | undefined>> {
    try {
      const found =
        keys.length > MAX_DIRECT_READS
          ? await this.#level.getMany([...keys])
          : keys.map(key => this.#level.getSync(key))
      return found.map(value => (value === undefined ? undefined : plain(value)))
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async *entries({ gte, lte, reverse, limit }: EntryOptions): AsyncGenerator<[Uint8Array, Uint8Array]> {
    const options = {
      gte,
      lte,
      reverse,
      limit: limit ?? -1,
      highWaterMarkBytes: WALK_BUFFER_BYTES
    }
    try {
      for await (const [key, value] of this.#level.iterator(options)) yield [plain(key), plain(value)]
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async write(changes: readonly Change[]): Promise<void> {
    try {
      // a chained batch costs 70 µs less than an array of six changes
      const batch = this.#level.batch()
      for (const { key, record } of changes) {
        if (record === undefined) batch.del(key)
        else batch.put(key, record)
      }
      await batch.write({ sync: true })
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async reopen(): Promise<void> {
    await this.#ready()
    try {
      await this.#level.close()
      await this.#level.open()
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async close(): Promise<void> {
    try {
      await this.#level.close()
    } catch (error) {
      throw toStorageError(error)
    } finally {
      this.#release()
    }
  }
}

async function openLevelDatabase(
  location: string,
  create: boolean,
  ready: () => Promise<void>
): Promise<Database> {
  let claim: string | undefined
  try {
    if (create) {
      await mkdir(location, { recursive: true, mode: PRIVATE_FOLDER_MODE })
      await chmod(location, PRIVATE_FOLDER_MODE)
    }
    const path = await realpath(location)
    if (held.has(path)) throw new VaultLockedError('The vault is open already in this process')
    held.add(path)
    claim = path
    // what we store is ciphertext: compressing it only costs time
    const level = new Level<Uint8Array, Uint8Array>(path, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      compression: false,
      createIfMissing: create
    })
    await level.open()
    return new LevelDatabase(level, ready, () => held.delete(path))
  } catch (error) {
    if (claim !== undefined) held.delete(claim)
    throw toStorageError(error)
  }
}

/**
 * @param location - folder of leveldb's files; the log lies beside it
 * @param create - make it if it is not there
 * @param ready - resolves when the disk takes writes again
 * @throws {StorageError} if it is locked, damaged, or cannot be written
 */
export async function openDiskDatabase(
  location: string,
  create: boolean,
  ready: () => Promise<void>
): Promise<Database> {
  // leveldb first: its lock is the lock of the log too
  const level = await openLevelDatabase(location, create, ready)
  let log: LogFile | undefined
  try {
    log = await openLogFile(join(dirname(location), LOG_FILE), create)
    return await openLoggedDatabase(level, log)
  } catch (error) {
    try {
      await log?.close()
    } finally {
      await level.close()
    }
    throw error
  }
}
