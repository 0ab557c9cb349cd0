/**
 * The file of the log under the database: of a fixed size, filled with zeros and synced when it
 * is made. So a write into it changes no length and takes no new block, and syncing it is one
 * write of the disk instead of the three that a growing file needs.
 *
 * A sync costs 0.2 ms on a good disk, and a thread that does it 0.1 ms more. So it is done on
 * the event loop, while it is fast and not too often in a row. A disk that becomes slow holds up
 * the loop for two syncs, and then for none until it is fast again.
 *
 * @packageDocumentation
 */
import { fdatasyncSync, writeSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { LOG_SEGMENT_BYTES, MAX_SYNCS_IN_A_ROW, SLOW_SYNC_MS } from './constants.ts'
import { toStorageError } from './disk-error.ts'
import { VaultCorruptError } from './errors.ts'
import { exists, writeWholeFile } from './files.ts'

const SIZE = 2 * LOG_SEGMENT_BYTES
/** Weight of what the last sync took in the average. */
const WEIGHT = 0.125

/** Where the log lies. Errors are StorageErrors. */
export interface LogFile {
  /** Of both segments together, in bytes. */
  readonly size: number
  /** All of it. Refused if it is not of its size. */
  read(): Promise<Uint8Array>
  /** If it rejects, all, some or none of it may be there. */
  write(bytes: Uint8Array, at: number): Promise<void>
  /**
   * What was written is on the disk when the promise resolves. If it rejects, all, some or none of it
   * may be, and no later sync says more.
   */
  sync(): Promise<void>
  close(): Promise<void>
}

/** On the event loop; the same after a turn of it, for who waits for something else; or in a thread. */
export type SyncPlace = 'loop' | 'turn' | 'thread'

/** Says where the next sync is made. */
export interface Pace {
  readonly isSlow: boolean
  /** Asked once before each sync. */
  next(): SyncPlace
  took(ms: number): void
}

/** A disk is slow until it has shown that it is not. */
export function createPace(): Pace {
  let average = 2 * SLOW_SYNC_MS
  let inARow = 0
  return {
    get isSlow() {
      return average >= SLOW_SYNC_MS
    },

    next(): SyncPlace {
      if (this.isSlow) return 'thread'
      inARow = inARow < MAX_SYNCS_IN_A_ROW ? inARow + 1 : 1
      return inARow === 1 ? 'turn' : 'loop'
    },

    took(ms: number): void {
      // one sync that took very long, as happens on any disk, does not decide alone
      average += (Math.min(ms, 4 * SLOW_SYNC_MS) - average) * WEIGHT
    }
  }
}

function writeAllSync(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(fd, bytes, done, bytes.length - done, at + done)
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  }
}

/**
 * @param create - make it if it is not there
 * @throws {VaultCorruptError} if it is missing
 * @throws {DiskError} if it cannot be made or written
 */
export async function openLogFile(path: string, create: boolean): Promise<LogFile> {
  const there = await exists(path)
  if (!there && !create) throw new VaultCorruptError('The file vault.wal is missing: changes in it are lost')
  if (!there) await writeWholeFile(path, new Uint8Array(SIZE))
  const handle = await open(path, 'r+').catch((error: unknown) => {
    throw toStorageError(error)
  })
  const pace = createPace()

  return {
    size: SIZE,

    async read(): Promise<Uint8Array> {
      try {
        // one byte more than it has, and not all that somebody put there
        const bytes = new Uint8Array(SIZE + 1)
        let length = 0
        for (let bytesRead = -1; bytesRead !== 0 && length <= SIZE; length += bytesRead) {
          bytesRead = (await handle.read(bytes, length, bytes.length - length, length)).bytesRead
        }
        if (length === SIZE) return bytes.slice(0, SIZE)
      } catch (error) {
        throw toStorageError(error)
      }
      throw new VaultCorruptError('The file vault.wal is cut short or altered')
    },

    async write(bytes: Uint8Array, at: number): Promise<void> {
      try {
        if (pace.isSlow) await writeAll(handle, bytes, at)
        else writeAllSync(handle.fd, bytes, at)
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async sync(): Promise<void> {
      try {
        const place = pace.next()
        if (place === 'turn') await turn()
        const start = performance.now()
        if (place === 'thread') await handle.datasync()
        else fdatasyncSync(handle.fd)
        pace.took(performance.now() - start)
      } catch (error) {
        throw toStorageError(error)
      }
    },

    async close(): Promise<void> {
      await handle.close()
    }
  }
}
