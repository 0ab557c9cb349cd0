/**
 * The header of a vault, 112 bytes: how to get from a passphrase or a key file to the root key.
 *
 * ```
 *  0  "earshot vault"        13 bytes
 * 13  u8  schema
 * 14  u8  unlock             1 passphrase, 2 key file
 * 15  u32 memory, KiB        Argon2id; zero with a key file, as the next three
 * 19  u32 iterations
 * 23  u8  parallelism
 * 24  salt                   16 bytes
 * 40  nonce                  24 bytes
 * 64  wrapped root key       48 bytes: XChaCha20-Poly1305 under the derived key or the key
 *                            file's, with bytes 0 to 63 as associated data
 * ```
 *
 * Every byte is authenticated; a schema or a cost that we do not accept is refused before
 * anything is derived from it.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import { StorageError } from '../errors.ts'
import { SCHEMA } from './constants.ts'
import { VaultCorruptError, WrongPassphraseError } from './errors.ts'
import type { KdfCost } from './passphrase.ts'
import { checkCost } from './passphrase.ts'

/** How a vault is protected. */
export type Protection = 'passphrase' | 'key-file'

export const HEADER_BYTES = 112
export const SALT_BYTES = 16

const MAGIC = utf8ToBytes('earshot vault')
const CLEAR_BYTES = 64
const NONCE_OFFSET = 40
const NO_COST: KdfCost = { memoryKib: 0, iterations: 0, parallelism: 0 }
const CODES: Readonly<Record<Protection, number>> = { passphrase: 1, 'key-file': 2 }

/** A header, taken apart. */
export interface Header {
  readonly protectedBy: Protection
  readonly cost: KdfCost
  readonly salt: Uint8Array
  /** As received: the associated data. */
  readonly clear: Uint8Array
  readonly wrapped: Uint8Array
}

/**
 * @param key - 32 bytes: derived from the passphrase, or the key file's
 * @param salt - 16 bytes; zeros with a key file
 * @param nonce - 24 random bytes
 */
export function sealHeader(
  crypto: CryptoBackend,
  key: Uint8Array,
  rootKey: Uint8Array,
  fields: { protectedBy: Protection; cost?: KdfCost; salt: Uint8Array; nonce: Uint8Array }
): Uint8Array {
  const clear = new Uint8Array(CLEAR_BYTES)
  const view = new DataView(clear.buffer)
  const cost = fields.cost ?? NO_COST
  clear.set(MAGIC)
  clear[13] = SCHEMA
  clear[14] = CODES[fields.protectedBy]
  view.setUint32(15, cost.memoryKib)
  view.setUint32(19, cost.iterations)
  clear[23] = cost.parallelism
  clear.set(fields.salt, 24)
  clear.set(fields.nonce, NONCE_OFFSET)
  return concatBytes(clear, crypto.xchacha20Poly1305Seal(key, fields.nonce, rootKey, clear))
}

/** @throws {StorageError} if it is not a header, of another schema, or of a cost that we refuse */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length !== HEADER_BYTES || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) {
    throw new VaultCorruptError("The vault's header is altered")
  }
  if (bytes[13] !== SCHEMA) throw new StorageError('The vault was made by another version of Earshot')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const protectedBy =
    bytes[14] === CODES.passphrase ? 'passphrase' : bytes[14] === CODES['key-file'] ? 'key-file' : undefined
  if (protectedBy === undefined) throw new VaultCorruptError("The vault's header is altered")
  const cost = {
    memoryKib: view.getUint32(15),
    iterations: view.getUint32(19),
    parallelism: view.getUint8(23)
  }
  if (protectedBy === 'passphrase') checkCost(cost)
  return {
    protectedBy,
    cost,
    salt: bytes.slice(24, NONCE_OFFSET),
    clear: bytes.slice(0, CLEAR_BYTES),
    wrapped: bytes.slice(CLEAR_BYTES)
  }
}

/**
 * @param key - 32 bytes: derived from the passphrase, or the key file's
 * @returns the root key, 32 bytes, the caller's to erase
 * @throws {WrongPassphraseError | VaultCorruptError}
 */
export function openHeader(crypto: CryptoBackend, key: Uint8Array, header: Header): Uint8Array {
  const nonce = header.clear.subarray(NONCE_OFFSET)
  try {
    return crypto.xchacha20Poly1305Open(key, nonce, header.wrapped, header.clear)
  } catch {
    if (header.protectedBy === 'passphrase') {
      throw new WrongPassphraseError("The passphrase is wrong (or the vault's header was altered)")
    }
    throw new VaultCorruptError(
      'The file vault.key does not open this vault: it is altered, or of another one'
    )
  }
}
