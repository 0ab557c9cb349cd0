/**
 * Lookup records that their owners have left here for the days to come (docs/PROTOCOL.md, 16),
 * without I/O: which are taken, which are handed out, which give way. Who left them is not known,
 * and nothing but their key says what they belong together with.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError } from '../../errors.ts'
import { dayOf, leavableDays, lookupDays, verifyLookupRecord } from '../../identity/index.ts'
import { decodeLookupRecord, decodeSigned, encodeSigned } from '../../wire/index.ts'
import { MAX_LEFT_RECORDS } from '../constants.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs, StoreOp } from '../../ports.ts'
import type { LookupRecord, Signed } from '../../wire/index.ts'

/** Table of the records, as they were left. */
export const LEFT_RECORDS_TABLE = 'left-records'

/** A record, and what its outside says. */
export interface LeftRecord extends Pick<LookupRecord, 'key' | 'day' | 'revision'> {
  readonly signed: Signed
  /** Its key in hex: made once, because thousands are looked through. */
  readonly name: string
}

/** @throws {WireFormatError} it is of another format */
export function decodeLeftRecord(bytes: Uint8Array): LeftRecord {
  const signed = decodeSigned(bytes)
  const { key, day, revision } = decodeLookupRecord(signed.payload)
  return { key, day, revision, signed, name: bytesToHex(key) }
}

/** Keeps them. */
export class LeftRecords {
  readonly #crypto: CryptoBackend
  readonly #max: number
  readonly #records: Map<string, LeftRecord> = new Map()

  /** @param max - records that are kept */
  constructor(crypto: CryptoBackend, max: number = MAX_LEFT_RECORDS) {
    this.#crypto = crypto
    this.#max = max
  }

  /** How many are kept. */
  get size(): number {
    return this.#records.size
  }

  /** Takes up those of an earlier life that still count. They were verified then. */
  load(records: Iterable<LeftRecord>, now: EpochMs): readonly StoreOp[] {
    for (const record of records) this.#records.set(record.name, record)
    return this.sweep(now)
  }

  /**
   * Takes a record, in the place of an older one under its key.
   *
   * @throws {WireFormatError | AuthenticationError | TrustError} see `verifyLookupRecord`
   * @throws {LimitError} a newer one is known, or all places are taken by records of nearer days
   */
  take(signed: Signed, now: EpochMs): readonly StoreOp[] {
    const { key, day, revision } = verifyLookupRecord(this.#crypto, signed, { days: leavableDays(now) })
    const name = bytesToHex(key)
    const known = this.#records.get(name)
    if (known !== undefined && revision < known.revision) throw new LimitError('A newer record was left')
    if (known?.revision === revision) return []
    const ops: StoreOp[] = []
    if (known === undefined && this.#records.size >= this.#max) ops.push(this.#makeRoom(day))
    this.#records.set(name, { key, day, revision, signed, name })
    return [
      ...ops,
      { kind: 'put', table: LEFT_RECORDS_TABLE, key: { id: name }, value: encodeSigned(signed) }
    ]
  }

  /** It could not be written: it may be left again. */
  forget(signed: Signed): void {
    this.#records.delete(bytesToHex(decodeLookupRecord(signed.payload).key))
  }

  /** What was left under a key, in hex, if it may be that day. */
  find(name: string, now: EpochMs): LeftRecord | undefined {
    const found = this.#records.get(name)
    return found !== undefined && lookupDays(now).includes(found.day) ? found : undefined
  }

  /** Those of days that may be today, for others to find. */
  current(now: EpochMs): readonly LeftRecord[] {
    const days = lookupDays(now)
    return [...this.#records.values()].filter(({ day }) => days.includes(day))
  }

  /** Throws away what lies there for days that are over everywhere. */
  sweep(now: EpochMs): readonly StoreOp[] {
    const first = dayOf(now) - 1
    const over = [...this.#records].filter(([, { day }]) => day < first)
    return over.map(([name]) => this.#drop(name))
  }

  /**
   * The farthest day gives way: whoever comes back until then leaves it again.
   *
   * @throws {LimitError} there is none farther than that
   */
  #makeRoom(day: number): StoreOp {
    let farthest: { readonly name: string; readonly day: number } | undefined
    for (const [name, record] of this.#records) {
      if (record.day > (farthest?.day ?? day)) farthest = { name, day: record.day }
    }
    if (farthest === undefined) throw new LimitError('Too many records were left')
    return this.#drop(farthest.name)
  }

  #drop(name: string): StoreOp {
    this.#records.delete(name)
    return { kind: 'delete', table: LEFT_RECORDS_TABLE, key: { id: name } }
  }
}
