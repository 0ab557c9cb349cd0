/**
 * Looks at the checksums of leveldb's tables before leveldb opens them, because it does not:
 * classic-level has no `paranoid_checks`. A damaged key that meets a compaction, which may start
 * as soon as the database is open, breaks an assertion in it and ends the process; a damaged
 * filter hides records. So damage is found here, as an error, with nothing touched.
 *
 * Only tables that the manifest names are looked at: they are complete and never change, so the
 * check needs no lock, and what a crash left half written is left out. What cannot be read here
 * for another reason is left to leveldb, which checks its manifest and its log itself.
 * About 1 ms per MB.
 *
 * Formats: leveldb's doc/log_format.md, doc/table_format.md, db/version_edit.cc.
 *
 * @packageDocumentation
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VaultCorruptError } from './errors.ts'

const LOG_BLOCK_BYTES = 32 * 1024
/** crc32c, u16 length, u8 type. */
const LOG_HEADER_BYTES = 7
const FULL = 1
const FIRST = 2
const LAST = 4

const FOOTER_BYTES = 48
const MAGIC = Buffer.from('57fb808b247547db', 'hex')
/** u8 compression, crc32c. */
const TRAILER_BYTES = 5
const UNCOMPRESSED = 0
const CRC32C_POLYNOMIAL = 0x82f63b78
const CRC_MASK = 0xa282ead8

type Checksum = (bytes: Uint8Array) => number

interface BlockHandle {
  readonly offset: number
  readonly size: number
}

/** Reads leveldb's numbers one after the other; throws a RangeError at the end. */
class Cursor {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.take(1)[0] ?? 0
      value += (byte & 0x7f) * factor
      if (byte < 128) return value
    }
  }

  take(length: number): Uint8Array {
    if (length > this.left) throw new RangeError('Cut short')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  handle(): BlockHandle {
    return { offset: this.varint(), size: this.varint() }
  }
}

/** The records of a log; it ends where it was cut short. */
function* logRecords(log: Buffer): Generator<Uint8Array> {
  let parts: Uint8Array[] = []
  let at = 0
  while (at + LOG_HEADER_BYTES <= log.length) {
    const blockLeft = LOG_BLOCK_BYTES - (at % LOG_BLOCK_BYTES)
    if (blockLeft < LOG_HEADER_BYTES) {
      at += blockLeft
      continue
    }
    const end = at + LOG_HEADER_BYTES + log.readUInt16LE(at + 4)
    const type = log.readUInt8(at + 6)
    if (end > log.length || type === 0) return
    if (type === FULL || type === FIRST) parts = []
    parts.push(log.subarray(at + LOG_HEADER_BYTES, end))
    if (type === FULL || type === LAST) yield Buffer.concat(parts)
    at = end
  }
}

/** Applies one version edit to the set of tables in use. */
function applyEdit(edit: Cursor, tables: Set<number>): void {
  while (edit.left > 0) {
    const tag = edit.varint()
    if (tag === 1) {
      edit.take(edit.varint())
    } else if (tag === 5) {
      edit.varint()
      edit.take(edit.varint())
    } else if (tag === 6) {
      edit.varint()
      tables.delete(edit.varint())
    } else if (tag === 7) {
      edit.varint()
      tables.add(edit.varint())
      edit.varint()
      edit.take(edit.varint())
      edit.take(edit.varint())
    } else {
      edit.varint()
    }
  }
}

/** Numbers of the tables that the manifest names. */
async function liveTables(folder: string): Promise<Set<number>> {
  const tables = new Set<number>()
  try {
    const current = (await readFile(join(folder, 'CURRENT'), 'utf8')).trim()
    if (!/^MANIFEST-\d+$/.test(current)) return tables
    for (const record of logRecords(await readFile(join(folder, current))))
      applyEdit(new Cursor(record), tables)
  } catch {
    // not to be read, or not a manifest: leveldb says so, and opens nothing
    tables.clear()
  }
  return tables
}

function isSoundBlock(table: Buffer, { offset, size }: BlockHandle, checksum: Checksum): boolean {
  const end = offset + size
  if (end + TRAILER_BYTES > table.length) return false
  const crc = checksum(table.subarray(offset, end + 1))
  const masked = (((crc >>> 15) | (crc << 17)) + CRC_MASK) >>> 0
  return table.readUInt32LE(end + 1) === masked
}

/** The handles that an index block holds. A compressed one (never ours) is not looked into. */
function handlesOf(table: Buffer, { offset, size }: BlockHandle): BlockHandle[] {
  if (table.readUInt8(offset + size) !== UNCOMPRESSED) return []
  const restarts = table.readUInt32LE(offset + size - 4)
  const entries = new Cursor(table.subarray(offset, offset + size - 4 * (restarts + 1)))
  const handles: BlockHandle[] = []
  while (entries.left > 0) {
    entries.varint()
    const keyLength = entries.varint()
    const valueLength = entries.varint()
    entries.take(keyLength)
    handles.push(new Cursor(entries.take(valueLength)).handle())
  }
  return handles
}

function isSoundTable(table: Buffer, checksum: Checksum): boolean {
  if (table.length < FOOTER_BYTES || !table.subarray(-MAGIC.length).equals(MAGIC)) return false
  try {
    const footer = new Cursor(table.subarray(-FOOTER_BYTES))
    const indexes = [footer.handle(), footer.handle()]
    return indexes.every(
      index =>
        isSoundBlock(table, index, checksum) &&
        handlesOf(table, index).every(block => isSoundBlock(table, block, checksum))
    )
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

async function createChecksum(): Promise<Checksum> {
  const { createCRC32 } = await import('hash-wasm')
  const hasher = await createCRC32(CRC32C_POLYNOMIAL)
  return bytes => {
    const digest = hasher.init().update(bytes).digest('binary')
    return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
  }
}

/**
 * @param folder - of the database's files
 * @throws {VaultCorruptError} if a table is not what leveldb wrote
 */
export async function checkTables(folder: string, signal?: AbortSignal): Promise<void> {
  const tables = await liveTables(folder)
  if (tables.size === 0) return
  const checksum = await createChecksum()
  for (const number of tables) {
    signal?.throwIfAborted()
    const name = `${String(number).padStart(6, '0')}.ldb`
    // missing: compacted away by the process that has the vault, or lost, which leveldb reports
    const table = await readFile(join(folder, name)).catch(() => undefined)
    if (table !== undefined && !isSoundTable(table, checksum)) {
      throw new VaultCorruptError("Files of the vault's records are altered")
    }
  }
}
