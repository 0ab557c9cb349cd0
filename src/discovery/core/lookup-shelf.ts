/**
 * The lookup records that a node keeps for others (docs/PROTOCOL.md, 16), without I/O: which are
 * taken, which give way, which are over. The DHT's library would keep whatever was sent last, so
 * that a recorded older one replaces a newer one; here a revision only rises, also over a restart.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError } from '../../errors.ts'
import { dayOf, lookupDays, verifyLookupRecord } from '../../identity/index.ts'
import { decodeLookupRevisionRecord, encodeLookupRevisionRecord } from '../../wire/vault.ts'
import { MAX_LOOKUP_RECORDS, MAX_LOOKUP_REVISIONS, SWEEP_EVERY } from '../constants.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs, StoreOp } from '../../ports.ts'
import type { LookupRecord, Signed } from '../../wire/index.ts'

/** Table of the revisions. */
export const LOOKUP_REVISIONS_TABLE = 'lookup-revisions'

/** The newest that was ever seen under a key. */
export interface LookupRevision {
  /** Lookup key in hex. */
  readonly key: string
  readonly day: number
  readonly revision: number
}

/** @throws {WireFormatError} it is of another format */
export function decodeLookupRevision(bytes: Uint8Array): LookupRevision {
  const { key, ...rest } = decodeLookupRevisionRecord(bytes)
  return { key: bytesToHex(key), ...rest }
}

/** What changed with a record that was taken. */
export interface Shelved {
  /** False: all places are taken by records nearer to us. */
  readonly kept: boolean
  /** Revisions to be remembered over a restart, and to be forgotten. */
  readonly ops: readonly StoreOp[]
  /** Keys in hex of what is kept no longer. */
  readonly dropped: readonly string[]
}

/** What a shelf works with. */
export interface LookupShelfOptions {
  readonly crypto: CryptoBackend
  /** Our place in the DHT: SHA-256 of the PeerId's multihash. */
  readonly place: Uint8Array
  /** Those remembered from an earlier life. What is over among them is forgotten with the first sweep. */
  readonly revisions: Iterable<LookupRevision>
}

/** Decides what is kept. */
export class LookupShelf {
  readonly #options: LookupShelfOptions
  /** Distance of what is kept, by key. */
  readonly #kept: Map<string, { readonly day: number; readonly distance: string }> = new Map()
  readonly #newest: Map<string, LookupRevision> = new Map()
  #swept: EpochMs = 0

  constructor(options: LookupShelfOptions) {
    this.#options = options
    for (const known of options.revisions) this.#remember(known)
  }

  /** How many are kept. */
  get size(): number {
    return this.#kept.size
  }

  /**
   * Whether a record may lie under a key: its owner made it for that place and this time, and no
   * newer one is known.
   *
   * @param key - lookup key, 32 bytes
   * @throws {WireFormatError | AuthenticationError | TrustError} see `verifyLookupRecord`
   * @throws {LimitError} it is an older one
   */
  check(key: Uint8Array, signed: Signed, now: EpochMs): LookupRecord {
    const record = verifyLookupRecord(this.#options.crypto, signed, { key, days: lookupDays(now) })
    const known = this.#newest.get(bytesToHex(key))
    if (known !== undefined && record.revision < known.revision) {
      throw new LimitError('A newer lookup record is known')
    }
    return record
  }

  /**
   * Takes a record to be kept under a key.
   *
   * @param place - where the DHT puts it: SHA-256 of its key there
   * @throws {EarshotError} see `check`
   */
  take(key: Uint8Array, place: Uint8Array, signed: Signed, now: EpochMs): Shelved {
    const { day, revision } = this.check(key, signed, now)
    const name = bytesToHex(key)
    const { dropped, ops } = this.#sweep(now)
    const distance = distanceOf(place, this.#options.place)
    if (!this.#kept.has(name) && this.#kept.size >= MAX_LOOKUP_RECORDS) {
      const farthest = this.#farthest()
      if (farthest === undefined || farthest.distance <= distance) return { kept: false, ops, dropped }
      this.#kept.delete(farthest.key)
      dropped.push(farthest.key)
    }
    this.#kept.set(name, { day, distance })
    if (this.#newest.get(name)?.revision === revision) return { kept: true, ops, dropped }
    const value = encodeLookupRevisionRecord({ key, day, revision })
    ops.push({ kind: 'put', table: LOOKUP_REVISIONS_TABLE, key: { id: name }, value })
    ops.push(...this.#remember({ key: name, day, revision }))
    return { kept: true, ops, dropped }
  }

  /** Once an hour what lies there for days that are over everywhere is forgotten, with its revision. */
  #sweep(now: EpochMs): { readonly dropped: string[]; readonly ops: StoreOp[] } {
    if (Math.abs(now - this.#swept) < SWEEP_EVERY) return { dropped: [], ops: [] }
    this.#swept = now
    const oldest = dayOf(now) - 1
    const dropped = [...this.#kept].filter(([, { day }]) => day < oldest).map(([key]) => key)
    for (const key of dropped) this.#kept.delete(key)
    const over = [...this.#newest.values()].filter(({ day }) => day < oldest)
    return { dropped, ops: over.map(({ key }) => this.#forget(key)) }
  }

  #farthest(): { readonly key: string; readonly distance: string } | undefined {
    let farthest: { key: string; distance: string } | undefined
    for (const [key, { distance }] of this.#kept) {
      if (farthest === undefined || distance > farthest.distance) farthest = { key, distance }
    }
    return farthest
  }

  /** The oldest goes first when there are too many: those of a flood are as new as any. */
  #remember(news: LookupRevision): readonly StoreOp[] {
    this.#newest.delete(news.key)
    this.#newest.set(news.key, news)
    if (this.#newest.size <= MAX_LOOKUP_REVISIONS) return []
    for (const key of this.#newest.keys()) {
      // what is kept must not be replaced by an older one
      if (!this.#kept.has(key)) return [this.#forget(key)]
    }
    return []
  }

  #forget(key: string): StoreOp {
    this.#newest.delete(key)
    return { kind: 'delete', table: LOOKUP_REVISIONS_TABLE, key: { id: key } }
  }
}

/** XOR of two places, in hex, which orders like the number. */
function distanceOf(a: Uint8Array, b: Uint8Array): string {
  return bytesToHex(a.map((byte, at) => byte ^ (b[at] ?? 0)))
}
