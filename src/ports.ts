/**
 * What pure code gets from outside: time, randomness, storage and a log. Each port has
 * a real implementation in a shell and a deterministic one in the tests.
 *
 * @packageDocumentation
 */

/** Milliseconds since 1970, as every time in Earshot. */
export type EpochMs = number

/** The time now. */
export type Clock = () => EpochMs

/** `length` bytes from a cryptographic random source (seeded in tests). */
export type Rng = (length: number) => Uint8Array

/** A log for engineers. Never gets plaintext, keys or whole ids. Formatters as in `weald`. */
export interface Logger {
  (formatter: string, ...args: unknown[]): void
  error(formatter: string, ...args: unknown[]): void
  trace(formatter: string, ...args: unknown[]): void
}

/**
 * Where a record lies in its table. On disk `scope` and `id` are keyed hashes and say
 * nothing; `order` stays readable so that a scope can be walked in order.
 */
export interface RecordKey {
  /** Groups records, for example by contact. Default: the whole table. */
  readonly scope?: string
  /** Position in the scope, a whole number from 0. Default 0. */
  readonly order?: number
  /** Tells records of one position apart. Default none. */
  readonly id?: string
}

/** One change of a batch. */
export type StoreOp =
  | { readonly kind: 'put'; readonly table: string; readonly key: RecordKey; readonly value: Uint8Array }
  | { readonly kind: 'delete'; readonly table: string; readonly key: RecordKey }

/** A record as it comes back from a walk: its position and its value. */
export interface StoredRecord {
  readonly order: number
  readonly value: Uint8Array
}

/** How to walk the records of a table or of one scope. */
export interface WalkOptions {
  readonly scope?: string
  /** Only orders greater than this (needs `scope`). */
  readonly after?: number
  readonly reverse?: boolean
  readonly limit?: number
  /** An `AbortSignal`, as far as pure code knows one. */
  readonly signal?: { throwIfAborted(): void }
}

/**
 * How safe a batch is when its promise resolves, in the words of IndexedDB. `strict`: on the disk
 * (fsync), with all batches before it. `relaxed`: safe from the end of the process, but a power
 * cut before the next strict batch may take it back, with all relaxed ones behind it. That is for
 * what would come again.
 */
export type Durability = 'strict' | 'relaxed'

/** Sealed, atomic storage, durable unless asked otherwise. Contract: tests/contract/store.ts. */
export interface Store {
  /** @throws {StorageError} if the record was altered */
  get(table: string, key: RecordKey): Promise<Uint8Array | undefined>
  /**
   * All or nothing, and read by everybody when the promise resolves.
   *
   * @param durability - default: `strict`
   */
  batch(ops: readonly StoreOp[], durability?: Durability): Promise<void>
  /** Records in ascending (or descending) order within a scope; without a scope in any stable order. */
  walk(table: string, options?: WalkOptions): AsyncIterable<StoredRecord>
}
