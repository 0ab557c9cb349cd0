/**
 * A record as it lies on the disk:
 * `u8(schema) ‖ nonce(24) ‖ XChaCha20-Poly1305(recordKey, value)`, with `u8(schema) ‖ level key`
 * as associated data. The level key begins with the table's name, so a value moved to another
 * table, scope, order or id does not open.
 *
 * @packageDocumentation
 */
import { concatBytes } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import { AuthenticationError } from '../errors.ts'
import type { Rng } from '../ports.ts'
import { NONCES_AT_ONCE, SCHEMA } from './constants.ts'

/** XChaCha20's nonce: long enough to be drawn at random for every record. */
export const NONCE_BYTES = 24

/** Poly1305's tag, at the end of every record. */
export const TAG_BYTES = 16

const VERSION = Uint8Array.of(SCHEMA)
const MIN_BYTES = VERSION.length + NONCE_BYTES + TAG_BYTES

/** Seals and opens values under the record key. */
export interface Sealer {
  seal(levelKey: Uint8Array, value: Uint8Array): Uint8Array
  /** @throws {AuthenticationError} if record, key or place was altered */
  open(levelKey: Uint8Array, record: Uint8Array): Uint8Array
  erase(): void
}

/** Whether these bytes can be a record at all. */
export function isRecord(bytes: Uint8Array): boolean {
  return bytes.length >= MIN_BYTES
}

/** The tag of a record: 16 bytes that no other version of any record has. */
export function tagOf(record: Uint8Array): Uint8Array {
  return record.subarray(record.length - TAG_BYTES)
}

/** @param recordKey - 32 bytes, owned (and erased) by what is returned */
export function createSealer(crypto: CryptoBackend, rng: Rng, recordKey: Uint8Array): Sealer {
  let drawn = new Uint8Array(0)

  function nextNonce(): Uint8Array {
    if (drawn.length === 0) drawn = new Uint8Array(rng(NONCES_AT_ONCE * NONCE_BYTES))
    const nonce = drawn.subarray(0, NONCE_BYTES)
    drawn = drawn.subarray(NONCE_BYTES)
    return nonce
  }

  return {
    seal(levelKey: Uint8Array, value: Uint8Array): Uint8Array {
      const nonce = nextNonce()
      const associatedData = concatBytes(VERSION, levelKey)
      return concatBytes(
        VERSION,
        nonce,
        crypto.xchacha20Poly1305Seal(recordKey, nonce, value, associatedData)
      )
    },

    open(levelKey: Uint8Array, record: Uint8Array): Uint8Array {
      if (!isRecord(record) || record[0] !== SCHEMA) throw new AuthenticationError('Not a record')
      const nonce = record.subarray(VERSION.length, VERSION.length + NONCE_BYTES)
      const sealed = record.subarray(VERSION.length + NONCE_BYTES)
      return crypto.xchacha20Poly1305Open(recordKey, nonce, sealed, concatBytes(VERSION, levelKey))
    },

    erase(): void {
      recordKey.fill(0)
    }
  }
}
