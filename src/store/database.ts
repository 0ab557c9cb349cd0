/**
 * What the vault asks of the database under it: bytes to bytes, sorted by key, with an atomic
 * write, synced if it is strict. Node's is disk-database.ts. All errors that come out are StorageErrors.
 *
 * @packageDocumentation
 */
import type { Durability } from '../ports.ts'
import type { KeyRange } from './keys.ts'

/** One change as the database gets it: sealed already. No record: delete. */
export interface Change {
  readonly key: Uint8Array
  readonly record: Uint8Array | undefined
}

/** How to go over entries. */
export interface EntryOptions extends KeyRange {
  readonly reverse: boolean
  /** Undefined: all. */
  readonly limit: number | undefined
}

/** Bytes to bytes, sorted by key. Results belong to the caller. */
export interface Database {
  /** False after a {@link reopen} that failed half-way. */
  readonly isOpen: boolean
  getMany(keys: readonly Uint8Array[]): Promise<Array<Uint8Array | undefined>>
  /** Entries of a range, as they were at the first step. Closed when the walk ends early. */
  entries(options: EntryOptions): AsyncIterable<[Uint8Array, Uint8Array]>
  /**
   * All or nothing.
   *
   * @param durability - default: `strict`. A database may take every write for such a one.
   */
  write(changes: readonly Change[], durability?: Durability): Promise<void>
  /** Closes and opens again, once the disk has room: what a failed write needs. */
  reopen(): Promise<void>
  close(): Promise<void>
}
