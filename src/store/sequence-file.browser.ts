/**
 * The number of the last acknowledged write, kept outside the database in a browser: in the
 * origin's `localStorage`, so that a database that lost its end is noticed. Older than the
 * database says nothing; it is never ahead of it.
 *
 * @packageDocumentation
 */
import { toStorageError } from './disk-error.browser.ts'
import { VaultCorruptError } from './errors.ts'
import type { SequenceFile } from './sequence-file.ts'

/** @throws {StorageError} if it cannot be written */
export async function createSequenceFile(path: string): Promise<void> {
  try {
    localStorage.setItem(path, '0')
  } catch (error) {
    throw toStorageError(error)
  }
}

/**
 * One that is missing says nothing, either: browsers write it to the disk seconds after the
 * database, and one that is killed in its first seconds has never written it.
 *
 * @throws {VaultCorruptError} if it is altered
 * @throws {StorageError} if it cannot be read
 */
export async function openSequenceFile(path: string): Promise<SequenceFile> {
  const sequence = Number(read(path) ?? 0)
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    throw new VaultCorruptError('The count of changes is altered: lost ones could not be noticed')
  }
  return {
    sequence,
    write(next) {
      try {
        localStorage.setItem(path, String(next))
      } catch {
        // the write that it counts is safe; a browser that is out of room shows with the next one
      }
    },
    async close() {}
  }
}

function read(path: string): string | null {
  try {
    return localStorage.getItem(path)
  } catch (error) {
    throw toStorageError(error)
  }
}
