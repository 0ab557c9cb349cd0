/**
 * Where a record lies in the database:
 * `"!" table "!" ‖ HMAC16(scope) ‖ u64be(order) ‖ HMAC16(id)`, so that of a record only its
 * table, its position and which records share a scope can be read from the disk. No scope
 * and no id are the same as empty ones.
 *
 * @packageDocumentation
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import type { RecordKey, WalkOptions } from '../ports.ts'
import { SCOPE_CACHE_ENTRIES } from './constants.ts'

const HASH_BYTES = 16
const ORDER_BYTES = 8
const SCOPE = Uint8Array.of(1)
const ID = Uint8Array.of(2)
const LAST = new Uint8Array(ORDER_BYTES + HASH_BYTES).fill(0xff)

/** A range of the database, both ends included. */
export interface KeyRange {
  readonly gte: Uint8Array
  readonly lte: Uint8Array
}

/** Turns the logical keys of the port into those of the database. */
export interface LevelKeys {
  recordKey(table: string, key: RecordKey): Uint8Array
  range(table: string, options: WalkOptions): KeyRange
  erase(): void
}

function encodeOrder(order: number): Uint8Array {
  const bytes = new Uint8Array(ORDER_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(order / 2 ** 32))
  view.setUint32(4, order >>> 0)
  return bytes
}

/** The order in a database key. */
export function orderOf(levelKey: Uint8Array): number {
  const offset = levelKey.length - HASH_BYTES - ORDER_BYTES
  const view = new DataView(levelKey.buffer, levelKey.byteOffset + offset, ORDER_BYTES)
  return view.getUint32(0) * 2 ** 32 + view.getUint32(4)
}

/** @param indexKey - 32 bytes, owned (and erased) by what is returned */
export function createLevelKeys(crypto: CryptoBackend, indexKey: Uint8Array): LevelKeys {
  const scopes = new Map<string, Uint8Array>()

  function hash(kind: Uint8Array, prefix: Uint8Array, scope: Uint8Array, name: string): Uint8Array {
    // the table's prefix ends in "!", which no table contains, and the scope has a fixed
    // length: no two inputs meet, and one name hashes differently in every table and scope
    return crypto.hmacSha256(indexKey, kind, prefix, scope, utf8ToBytes(name)).subarray(0, HASH_BYTES)
  }

  /** Table and scope: what the keys of one scope share. */
  function scopePrefix(table: string, scope: string): Uint8Array {
    const cacheKey = `${table}!${scope}`
    const known = scopes.get(cacheKey)
    if (known !== undefined) return known
    const prefix = utf8ToBytes(`!${table}!`)
    const made = concatBytes(prefix, hash(SCOPE, prefix, new Uint8Array(0), scope))
    if (scopes.size >= SCOPE_CACHE_ENTRIES) scopes.clear()
    scopes.set(cacheKey, made)
    return made
  }

  return {
    recordKey(table: string, key: RecordKey): Uint8Array {
      const prefix = scopePrefix(table, key.scope ?? '')
      const split = prefix.length - HASH_BYTES
      const id = hash(ID, prefix.subarray(0, split), prefix.subarray(split), key.id ?? '')
      return concatBytes(prefix, encodeOrder(key.order ?? 0), id)
    },

    range(table: string, options: WalkOptions): KeyRange {
      if (options.scope === undefined) {
        const prefix = utf8ToBytes(`!${table}!`)
        return { gte: prefix, lte: concatBytes(prefix, new Uint8Array(HASH_BYTES).fill(0xff), LAST) }
      }
      const prefix = scopePrefix(table, options.scope)
      const first = options.after === undefined ? 0 : options.after + 1
      return { gte: concatBytes(prefix, encodeOrder(first)), lte: concatBytes(prefix, LAST) }
    },

    erase(): void {
      indexKey.fill(0)
      scopes.clear()
    }
  }
}
