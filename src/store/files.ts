/**
 * The vault's own small files in Node: private, and never half written.
 *
 * @packageDocumentation
 */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE, PROBE_FILE, REOPEN_ROOM_BYTES } from './constants.ts'
import { toStorageError } from './disk-error.ts'

/** Bits of a mode that let in more than the owner. */
const OTHERS = 0o077
/** What a probe writes at once. */
const PROBE_PIECE_BYTES = 256 * 1024
/** Has no such modes, and opens no folders. */
const isWindows = process.platform === 'win32'

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Makes a created or renamed entry of a folder outlive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (isWindows) return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder for the owner alone. One that exists keeps its mode: it may hold other things. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makePath(folder)
  } catch (error) {
    throw toStorageError(error)
  }
}

/** Not Node's own recursive mkdir: that one never ends where nobody can make anything, as in /proc. */
async function makePath(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: PRIVATE_FOLDER_MODE })
  } catch (error) {
    const parent = dirname(folder)
    if (isMissing(error) && !(await isFolder(parent))) {
      await makePath(parent)
      await makePath(folder)
    } else if (!(await isFolder(folder))) {
      throw error
    }
  }
}

/** What cannot be looked at is none. */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** A file of ours. */
export interface SmallFile {
  readonly bytes: Uint8Array
  /** Whether others than the owner may read or write it. */
  readonly shared: boolean
}

/** @returns the file's bytes, at most one more than `limit`, or undefined if there is no such file */
export async function readSmallFile(path: string, limit: number): Promise<SmallFile | undefined> {
  try {
    const handle = await open(path, 'r')
    try {
      const buffer = new Uint8Array(limit + 1)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
      const { mode } = await handle.stat()
      return { bytes: buffer.subarray(0, bytesRead), shared: !isWindows && (mode & OTHERS) !== 0 }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw toStorageError(error)
  }
}

/** Whether something lies there. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw toStorageError(error)
  }
}

/** Puts a file there whole, or leaves what was there; on the disk when the promise resolves. */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  try {
    await rm(temporary, { force: true })
    const handle = await open(temporary, 'wx', PRIVATE_FILE_MODE)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    // on a disk that is full it would keep the last room
    await rm(temporary, { force: true }).catch(() => undefined)
    throw toStorageError(error)
  }
}

/** Nothing is there when the promise resolves, and after a power cut. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
    await syncFolder(dirname(path))
  } catch (error) {
    throw toStorageError(error)
  }
}

/**
 * Finds out whether the disk takes writes again, by writing as much as the database will want
 * when it opens: it copies its log into a table.
 *
 * @throws {DiskError} if it does not
 */
export async function probeRoom(folder: string, records: string): Promise<void> {
  const path = join(folder, PROBE_FILE)
  try {
    let wanted = REOPEN_ROOM_BYTES
    for (const name of await readdir(records)) {
      if (name.endsWith('.log')) wanted += (await stat(join(records, name))).size
    }
    const handle = await open(path, 'w', PRIVATE_FILE_MODE)
    try {
      const piece = new Uint8Array(PROBE_PIECE_BYTES)
      for (let left = wanted; left > 0; left -= piece.length) await handle.write(piece.subarray(0, left))
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toStorageError(error)
  } finally {
    // what could not be removed is overwritten by the next probe
    await rm(path, { force: true }).catch(() => undefined)
  }
}
