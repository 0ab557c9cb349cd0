/**
 * Turns the errors of IndexedDB into ours, with a sentence and a reason. The original stays
 * as `cause`; it never holds plaintext or keys.
 *
 * @packageDocumentation
 */
import { StorageError } from '../errors.ts'
import { DiskError } from './errors.ts'

/** @param thrown - by IndexedDB */
export function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageError) return thrown
  const name = thrown instanceof DOMException ? thrown.name : ''
  const options = { cause: thrown }
  switch (name) {
    case 'QuotaExceededError':
      return new DiskError('The browser gives this page no more room: nothing was saved', 'full', options)
    case 'InvalidStateError':
    case 'AbortError':
      return new StorageError('The storage of this page was closed meanwhile', options)
    case 'SecurityError':
    case 'NotAllowedError':
      return new DiskError('The browser lets this page keep nothing (a private window?)', 'denied', options)
    default:
      return new DiskError('The browser failed to read or write the storage of this page', 'failed', options)
  }
}
