/**
 * The ledger: one sealed record, rewritten by every write in the same atomic batch, that says
 * how many writes there were, how many records there are, and the sum (XOR) of their tags.
 * leveldb drops damaged parts of its log and of its manifest without a word; comparing the
 * ledger with what is really there tells.
 *
 * - Noticed: a record that is missing, of an older or a newer version, or that nobody wrote; so
 *   every lost or resurrected change. (Damage to the database's files: leveldb-check.ts.)
 * - Noticed when read: a value whose bytes were altered but not its tag.
 * - Not noticed by the ledger alone: an end of the log that was cut off together with the
 *   ledger in it. For that the number of the last strict write is also kept outside
 *   (sequence-file.ts); of relaxed ones behind it nothing tells.
 * - Not noticed by anything in here: the whole folder put back as it was (docs/THREAT-MODEL.md), and
 *   somebody who saved many old versions of it and mixes them (a XOR can be solved for).
 *
 * It is also the canary: what opens it is this vault's key.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Change, Database, EntryOptions } from './database.ts'
import { VaultCorruptError } from './errors.ts'
import type { Sealer } from './sealing.ts'
import { TAG_BYTES, isRecord, tagOf } from './sealing.ts'

/** Outside every table: their names begin with a letter. */
export const LEDGER_KEY: Uint8Array = utf8ToBytes('!_meta!open')

/** All entries, the ledger too. */
export const EVERYTHING: EntryOptions = {
  gte: Uint8Array.of(0),
  lte: Uint8Array.of(0xff),
  reverse: false,
  limit: undefined
}

const SIZE = 8 + 8 + TAG_BYTES

/** What the vault knows of all its records. */
export interface Ledger {
  /** Number of the last write, from 1. */
  readonly sequence: number
  /** Records, the ledger left out. */
  readonly count: number
  /** XOR of the tags of all records, the ledger left out. */
  readonly digest: Uint8Array
}

/** Before the first write. */
export const EMPTY_LEDGER: Ledger = { sequence: 0, count: 0, digest: new Uint8Array(TAG_BYTES) }

function addTag(digest: Uint8Array, record: Uint8Array): void {
  const tag = tagOf(record)
  for (let i = 0; i < TAG_BYTES; i++) digest[i] = (digest[i] ?? 0) ^ (tag[i] ?? 0)
}

/**
 * The ledger after a write.
 *
 * @param changes - at most one per key
 * @param before - the record that each of them replaces
 */
export function amend(
  ledger: Ledger,
  changes: readonly Change[],
  before: ReadonlyArray<Uint8Array | undefined>
): Ledger {
  const digest = Uint8Array.from(ledger.digest)
  let count = ledger.count
  for (const [index, change] of changes.entries()) {
    const old = before[index]
    if (old !== undefined) {
      addTag(digest, old)
      count--
    }
    if (change.record !== undefined) {
      addTag(digest, change.record)
      count++
    }
  }
  return { sequence: ledger.sequence + 1, count, digest }
}

/** The change that writes the ledger: `u64be(sequence) ‖ u64be(count) ‖ digest`, sealed. */
export function sealLedger(ledger: Ledger, sealer: Sealer): Change {
  const numbers = new Uint8Array(16)
  const view = new DataView(numbers.buffer)
  view.setBigUint64(0, BigInt(ledger.sequence))
  view.setBigUint64(8, BigInt(ledger.count))
  return { key: LEDGER_KEY, record: sealer.seal(LEDGER_KEY, concatBytes(numbers, ledger.digest)) }
}

/** @throws {VaultCorruptError} if there is none, or if it is not sealed with this vault's key */
export async function readLedger(database: Database, sealer: Sealer): Promise<Ledger> {
  const [record] = await database.getMany([LEDGER_KEY])
  if (record === undefined) throw new VaultCorruptError('The records of this vault are lost')
  let bytes: Uint8Array
  try {
    bytes = sealer.open(LEDGER_KEY, record)
  } catch {
    throw new VaultCorruptError('The records in this folder are altered, or of another vault than its header')
  }
  if (bytes.length !== SIZE) throw new VaultCorruptError('The records of this vault are altered')
  const view = new DataView(bytes.buffer, bytes.byteOffset, SIZE)
  return {
    sequence: Number(view.getBigUint64(0)),
    count: Number(view.getBigUint64(8)),
    digest: bytes.slice(16)
  }
}

/**
 * Compares every record that is there with the ledger. About 6 µs a record.
 *
 * @throws {VaultCorruptError} if records are lost, stale, or not ours
 */
export async function survey(database: Database, ledger: Ledger, signal?: AbortSignal): Promise<void> {
  const digest = new Uint8Array(TAG_BYTES)
  let count = 0
  let sound = true
  for await (const [key, record] of database.entries(EVERYTHING)) {
    signal?.throwIfAborted()
    if (equalBytes(key, LEDGER_KEY)) continue
    count++
    if (isRecord(record)) addTag(digest, record)
    else sound = false
  }
  if (count < ledger.count) {
    throw new VaultCorruptError(`${ledger.count - count} of the vault's ${ledger.count} records are lost`)
  }
  if (!sound || count > ledger.count || !equalBytes(digest, ledger.digest)) {
    throw new VaultCorruptError("Some of the vault's records are older than its last change, or altered")
  }
}
