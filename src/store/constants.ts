/**
 * The bounds and names of the vault. Bounds are listed in docs/LIMITS.md.
 *
 * @packageDocumentation
 */

/** Version of the header, of the record layout and of what the records hold. In every record's tag. */
export const SCHEMA = 1

/**
 * Changes in one batch. A message needs about five; one that passes over as many others as it
 * may and acknowledges as many, 4,600.
 */
export const MAX_BATCH_OPS = 5_120

/** One value, in bytes: an envelope of 256 KiB and what is kept beside it. */
export const MAX_VALUE_BYTES: number = 512 * 1024

/** All values of one batch, in bytes: it is sealed in one go on the event loop (about 90 MB/s). */
export const MAX_BATCH_BYTES: number = 16 * 1024 * 1024

/** Batches that wait for the disk, in bytes: beyond it the disk is too slow and the caller must know. */
export const MAX_WAITING_BYTES: number = 64 * 1024 * 1024

/** What one change counts beside its value in {@link MAX_WAITING_BYTES}: keys and objects. */
export const CHANGE_OVERHEAD_BYTES = 256

/** Batches that wait together share one write and one fsync, up to this many bytes. */
export const MAX_GROUP_BYTES: number = 1024 * 1024

/** Nonces of records that are drawn at once, which takes as long as one. They are no secrets. */
export const NONCES_AT_ONCE = 64

/** A scope or an id, in characters. userIds have 52. */
export const MAX_NAME_LENGTH = 512

/** Scopes whose keyed hash is remembered (each costs 8 µs to compute, and contacts recur). */
export const SCOPE_CACHE_ENTRIES = 1_024

/** Records that a walk reads ahead, in bytes: a thread costs 80 µs, level's default of 16 KiB too many. */
export const WALK_BUFFER_BYTES: number = 256 * 1024

/** Up to this many records are read on the event loop (5 µs each when warm; a thread costs 80 µs). */
export const MAX_DIRECT_READS = 64

/**
 * One of the two segments of the log under the database: 100 to 300 usual writes. A write
 * that is larger goes to the database itself.
 */
export const LOG_SEGMENT_BYTES: number = 256 * 1024

/**
 * Syncs that take longer than this on average, in ms, are made in a thread and not on the event loop. More
 * than what a sync takes in a thread on a fast disk, or a busy moment would leave it there.
 */
export const SLOW_SYNC_MS = 2

/** So many in a row on the event loop, then it turns. */
export const MAX_SYNCS_IN_A_ROW = 16

/** Argon2id at creation (RFC 9106, second recommended option, one lane because JavaScript has one). */
export const KDF_MEMORY_KIB: number = 64 * 1024
export const KDF_ITERATIONS = 3
export const KDF_PARALLELISM = 1

/** Below this a header is refused (OWASP's floor): somebody weakened it. */
export const KDF_MIN_MEMORY_KIB: number = 19 * 1024
export const KDF_MIN_ITERATIONS = 2

/** Above this a header is refused before any memory is taken. */
export const KDF_MAX_MEMORY_KIB: number = 1024 * 1024
export const KDF_MAX_ITERATIONS = 64

/** What a guess must cost on the machine that creates the vault, in ms. */
export const KDF_MIN_MS = 250

/** Passphrase, in bytes. */
export const MAX_PASSPHRASE_BYTES = 4_096

/** Files of a vault's folder. */
export const HEADER_FILE = 'vault.head'
export const KEY_FILE = 'vault.key'
export const SEQUENCE_FILE = 'vault.seq'
export const LOG_FILE = 'vault.wal'
export const PROBE_FILE = 'vault.probe'
export const RECORDS_FOLDER = 'records'

/** Only the owner reads or writes. */
export const PRIVATE_FOLDER_MODE = 0o700
export const PRIVATE_FILE_MODE = 0o600

/**
 * Room that reopening the database needs beside a copy of its own log, in bytes: a manifest, a
 * table's index, and what the log under it holds.
 */
export const REOPEN_ROOM_BYTES: number = 256 * 1024 + 2 * LOG_SEGMENT_BYTES
