/**
 * Records of the log under the database (logged-database.ts), in two segments of one size:
 *
 * ```
 * record = u32be checksum ‖ u64be number ‖ u32be length ‖ changes
 * checksum = crc32 of what follows, begun with the checksum of the record before it in the segment, or 0
 * change = u32be length of key ‖ u32be 0 (deleted) or 1 + length of record ‖ key ‖ record
 * ```
 *
 * Numbers grow by one without a gap, from segment to segment too. A segment is read from its
 * start to the first record that was torn, or that was not written behind the one now before it;
 * the checksum tells both. So a record is there only with all of its segment before it, whatever
 * a power cut kept. Whole ones that are left from before have numbers that are void. All in a
 * record is sealed already, and whether all is there the ledger tells.
 *
 * @packageDocumentation
 */
import { crc32 } from 'node:zlib'
import type { Change } from './database.ts'
import { VaultCorruptError } from './errors.ts'

const CRC_BYTES = 4
const HEADER_BYTES = CRC_BYTES + 8 + 4
const CHANGE_BYTES = 4 + 4

/** Changes that are there together or not at all. */
export interface LogRecord {
  readonly number: number
  readonly changes: readonly Change[]
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Length of a record in bytes. */
export function recordLength(changes: readonly Change[]): number {
  return changes.reduce(
    (sum, { key, record }) => sum + CHANGE_BYTES + key.length + (record?.length ?? 0),
    HEADER_BYTES
  )
}

/** @returns of a record as {@link encodeRecord} made it */
export function checksumOf(record: Uint8Array): number {
  return viewOf(record).getUint32(0)
}

/**
 * @param number - from 1
 * @param before - checksum of the record before it in the segment; 0 for the first one
 */
export function encodeRecord({ number, changes }: LogRecord, before: number): Uint8Array {
  const bytes = new Uint8Array(recordLength(changes))
  const view = viewOf(bytes)
  view.setBigUint64(CRC_BYTES, BigInt(number))
  view.setUint32(CRC_BYTES + 8, bytes.length - HEADER_BYTES)
  let at = HEADER_BYTES
  for (const { key, record } of changes) {
    view.setUint32(at, key.length)
    view.setUint32(at + 4, record === undefined ? 0 : record.length + 1)
    bytes.set(key, at + CHANGE_BYTES)
    at += CHANGE_BYTES + key.length
    if (record === undefined) continue
    bytes.set(record, at)
    at += record.length
  }
  view.setUint32(0, crc32(bytes.subarray(CRC_BYTES), before))
  return bytes
}

/** @returns undefined if they are not what {@link encodeRecord} writes */
function decodeChanges(bytes: Uint8Array): Change[] | undefined {
  const view = viewOf(bytes)
  const changes: Change[] = []
  let at = 0
  while (at + CHANGE_BYTES <= bytes.length) {
    const keyEnd = at + CHANGE_BYTES + view.getUint32(at)
    const lengthAndOne = view.getUint32(at + 4)
    const end = keyEnd + Math.max(0, lengthAndOne - 1)
    if (end > bytes.length) return undefined
    const record = lengthAndOne === 0 ? undefined : bytes.slice(keyEnd, end)
    changes.push({ key: bytes.slice(at + CHANGE_BYTES, keyEnd), record })
    at = end
  }
  return at === bytes.length ? changes : undefined
}

/** @returns the record that lies at the start, if a whole one does, and its length */
function decodeRecord(bytes: Uint8Array, before: number): readonly [LogRecord, number] | undefined {
  if (bytes.length < HEADER_BYTES) return undefined
  const view = viewOf(bytes)
  const end = HEADER_BYTES + view.getUint32(CRC_BYTES + 8)
  if (end > bytes.length || crc32(bytes.subarray(CRC_BYTES, end), before) !== checksumOf(bytes))
    return undefined
  const changes = decodeChanges(bytes.subarray(HEADER_BYTES, end))
  return changes && [{ number: Number(view.getBigUint64(CRC_BYTES)), changes }, end]
}

/** The records of one segment. */
function* readSegment(segment: Uint8Array): Generator<LogRecord> {
  let rest = segment
  let before = 0
  for (let found = decodeRecord(rest, before); found !== undefined; found = decodeRecord(rest, before)) {
    const [record, length] = found
    yield record
    before = checksumOf(rest)
    rest = rest.subarray(length)
  }
}

/**
 * What a log holds beyond what the database has.
 *
 * @param log - both segments, one after the other
 * @param number - of the last record that the database has
 * @returns the records behind it, in order
 * @throws {VaultCorruptError} if some between them are lost
 */
export function recordsAfter(log: Uint8Array, number: number): LogRecord[] {
  const middle = log.length / 2
  const records = [log.subarray(0, middle), log.subarray(middle)]
    .flatMap(segment => [...readSegment(segment)])
    .filter(record => record.number > number)
    .sort((a, b) => a.number - b.number)
  for (const [index, record] of records.entries()) {
    if (record.number !== number + 1 + index) {
      throw new VaultCorruptError('Changes in the file vault.wal are lost or altered')
    }
  }
  return records
}
