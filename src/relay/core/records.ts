/**
 * How mailboxes lie in the store: a small head per mailbox, its grants, its bundle, and for
 * each item an index entry and the deposited bytes. A start reads heads, grants and index
 * only. Records begin with a version byte; numbers are big-endian.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { StorageError } from '../../errors.ts'
import {
  HASH_LENGTH,
  INCARNATION_LENGTH,
  KEY_LENGTH,
  MAILBOX_EPOCH_LENGTH,
  MAX_GRANTS
} from '../../wire/index.ts'
import type { RecordKey, StoreOp, StoredRecord } from '../../ports.ts'
import type { GrantTerms, ItemEntry, Mailbox } from './state.ts'

/** Head by mailbox. */
export const MAILBOXES_TABLE = 'relay-mailboxes'
/** Grants by mailbox. */
export const GRANTS_TABLE = 'relay-grants'
/** Sealed bundle by mailbox. */
export const BUNDLES_TABLE = 'relay-bundles'
/** Sealed one-time prekeys; scope: mailbox, order: position. */
export const PREKEYS_TABLE = 'relay-prekeys'
/** Index entries; scope: mailbox, order: sequence. */
export const INDEX_TABLE = 'relay-index'
/** Deposited bytes; scope: mailbox, order: sequence. */
export const ITEMS_TABLE = 'relay-items'

const VERSION = 1
const U32 = 4
const U64 = 8
const HEAD_LENGTH: number = 1 + KEY_LENGTH + INCARNATION_LENGTH + 4 * U64
/** Without and with a bundle; the same with an epoch. */
const HEAD_LENGTHS: readonly number[] = [0, MAILBOX_EPOCH_LENGTH].flatMap(epoch => [
  HEAD_LENGTH + epoch,
  HEAD_LENGTH + HASH_LENGTH + epoch
])
const GRANT_LENGTH: number = HASH_LENGTH + 1 + U64
const INDEX_LENGTH: number = 1 + KEY_LENGTH + 2 * HASH_LENGTH + 1 + U32 + 2 * U64

/** How a mailbox is called in maps and keys of the store: its key in hex. */
export function nameOf(mailbox: Uint8Array): string {
  return bytesToHex(mailbox)
}

/** Where the deposited bytes of an item lie. */
export function itemKey(mailbox: Uint8Array, sequence: number): RecordKey {
  return { scope: nameOf(mailbox), order: sequence }
}

/** Where the bundle of a mailbox lies. */
export function bundleKey(mailbox: Uint8Array): RecordKey {
  return { id: nameOf(mailbox) }
}

/** Writes the head: registration, position, and whether there is a bundle. */
export function putHead(mailbox: Mailbox): StoreOp {
  const writer = new RecordWriter(HEAD_LENGTH + mailbox.bundleHash.length + mailbox.epoch.length)
  writer.byte(VERSION)
  writer.bytes(mailbox.key)
  writer.bytes(mailbox.incarnation)
  writer.number(mailbox.lapses)
  writer.number(mailbox.nextSequence)
  writer.number(mailbox.firstPrekey)
  writer.number(mailbox.nextPrekey)
  writer.bytes(mailbox.bundleHash)
  writer.bytes(mailbox.epoch)
  return { kind: 'put', table: MAILBOXES_TABLE, key: { id: nameOf(mailbox.key) }, value: writer.record }
}

/** A mailbox without its grants and items. @throws {StorageError} */
export function readHead(record: StoredRecord): Mailbox {
  const reader = new RecordReader(record.value, HEAD_LENGTHS)
  const hasBundle = HEAD_LENGTHS.indexOf(record.value.length) % 2 === 1
  return {
    key: reader.bytes(KEY_LENGTH),
    incarnation: reader.bytes(INCARNATION_LENGTH),
    lapses: reader.number(),
    nextSequence: reader.number(),
    firstPrekey: reader.number(),
    nextPrekey: reader.number(),
    bundleHash: reader.bytes(hasBundle ? HASH_LENGTH : 0),
    epoch: reader.bytes(reader.left),
    grants: new Map(),
    items: new Map(),
    bytes: 0
  }
}

/** Writes all grants of a mailbox, or takes them away if there are none. */
export function putGrants(mailbox: Mailbox): StoreOp {
  const key = { id: nameOf(mailbox.key) }
  if (mailbox.grants.size === 0) return { kind: 'delete', table: GRANTS_TABLE, key }
  const writer = new RecordWriter(1 + KEY_LENGTH + mailbox.grants.size * GRANT_LENGTH)
  writer.byte(VERSION)
  writer.bytes(mailbox.key)
  for (const [hash, terms] of mailbox.grants) {
    writer.bytes(hexToBytes(hash))
    writer.byte(terms.stranger ? 1 : 0)
    writer.number(terms.expires)
  }
  return { kind: 'put', table: GRANTS_TABLE, key, value: writer.record }
}

/** @throws {StorageError} */
export function readGrants(record: StoredRecord): {
  readonly mailbox: Uint8Array
  readonly grants: ReadonlyMap<string, GrantTerms>
} {
  const count = Math.floor((record.value.length - 1 - KEY_LENGTH) / GRANT_LENGTH)
  if (count > MAX_GRANTS) throw new StorageError('A record of the mailboxes is broken')
  const reader = new RecordReader(record.value, [1 + KEY_LENGTH + count * GRANT_LENGTH])
  const mailbox = reader.bytes(KEY_LENGTH)
  const grants = new Map<string, GrantTerms>()
  for (let i = 0; i < count; i++) {
    const hash = bytesToHex(reader.bytes(HASH_LENGTH))
    grants.set(hash, { stranger: reader.byte() === 1, expires: reader.number() })
  }
  return { mailbox, grants }
}

/** Writes the index entry of an item. `hash` is hex. */
export function putIndex(mailbox: Uint8Array, hash: string, item: ItemEntry): StoreOp {
  const writer = new RecordWriter(INDEX_LENGTH)
  writer.byte(VERSION)
  writer.bytes(mailbox)
  writer.bytes(hexToBytes(hash))
  writer.bytes(hexToBytes(item.tokenHash))
  writer.byte(item.stranger ? 1 : 0)
  writer.uint32(item.size)
  writer.number(item.expires)
  writer.number(item.acknowledgedAt)
  return { kind: 'put', table: INDEX_TABLE, key: itemKey(mailbox, item.sequence), value: writer.record }
}

/** @throws {StorageError} */
export function readIndex(record: StoredRecord): {
  readonly mailbox: Uint8Array
  readonly hash: string
  readonly item: ItemEntry
} {
  const reader = new RecordReader(record.value, [INDEX_LENGTH])
  const mailbox = reader.bytes(KEY_LENGTH)
  const hash = bytesToHex(reader.bytes(HASH_LENGTH))
  const item = {
    sequence: record.order,
    tokenHash: bytesToHex(reader.bytes(HASH_LENGTH)),
    stranger: reader.byte() === 1,
    size: reader.uint32(),
    expires: reader.number(),
    acknowledgedAt: reader.number()
  }
  return { mailbox, hash, item }
}

/** Takes an item off the disk. */
export function deleteItem(mailbox: Uint8Array, item: ItemEntry): readonly StoreOp[] {
  const key = itemKey(mailbox, item.sequence)
  return [
    { kind: 'delete', table: INDEX_TABLE, key },
    { kind: 'delete', table: ITEMS_TABLE, key }
  ]
}

/** Where a one-time prekey of a mailbox lies. */
export function prekeyKey(mailbox: Uint8Array, position: number): RecordKey {
  return { scope: nameOf(mailbox), order: position }
}

/** Takes all one-time prekeys of a mailbox off the disk. */
export function deletePrekeys({ key, firstPrekey, nextPrekey }: Mailbox): readonly StoreOp[] {
  return Array.from({ length: nextPrekey - firstPrekey }, (_, at) => ({
    kind: 'delete',
    table: PREKEYS_TABLE,
    key: prekeyKey(key, firstPrekey + at)
  }))
}

/** Takes a mailbox without items off the disk. */
export function deleteMailbox(mailbox: Mailbox): readonly StoreOp[] {
  const key = { id: nameOf(mailbox.key) }
  const tables = [MAILBOXES_TABLE, GRANTS_TABLE, BUNDLES_TABLE]
  return [...tables.map(table => ({ kind: 'delete', table, key }) as const), ...deletePrekeys(mailbox)]
}

/** Fills a record of a known length. */
class RecordWriter {
  readonly record: Uint8Array
  readonly #view: DataView
  #offset = 0

  constructor(length: number) {
    this.record = new Uint8Array(length)
    this.#view = new DataView(this.record.buffer)
  }

  byte(value: number): void {
    this.#view.setUint8(this.#advance(1), value)
  }

  uint32(value: number): void {
    this.#view.setUint32(this.#advance(U32), value)
  }

  /** A whole number from 0 that JavaScript holds exactly. */
  number(value: number): void {
    this.#view.setBigUint64(this.#advance(U64), BigInt(value))
  }

  bytes(value: Uint8Array): void {
    this.record.set(value, this.#advance(value.length))
  }

  #advance(length: number): number {
    const offset = this.#offset
    this.#offset += length
    return offset
  }
}

/** Reads what RecordWriter wrote. */
class RecordReader {
  readonly #record: Uint8Array
  readonly #view: DataView
  #offset = 0

  constructor(record: Uint8Array, lengths: readonly number[]) {
    this.#record = record
    this.#view = new DataView(record.buffer, record.byteOffset, record.byteLength)
    if (!lengths.includes(record.length) || this.byte() !== VERSION) {
      throw new StorageError('A record of the mailboxes is broken')
    }
  }

  get left(): number {
    return this.#record.length - this.#offset
  }

  byte(): number {
    return this.#view.getUint8(this.#advance(1))
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(U32))
  }

  number(): number {
    const value = Number(this.#view.getBigUint64(this.#advance(U64)))
    if (!Number.isSafeInteger(value)) throw new StorageError('A record of the mailboxes is broken')
    return value
  }

  bytes(length: number): Uint8Array {
    const offset = this.#advance(length)
    return this.#record.slice(offset, offset + length)
  }

  #advance(length: number): number {
    const offset = this.#offset
    this.#offset += length
    return offset
  }
}
