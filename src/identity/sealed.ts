import { concatBytes } from '@noble/hashes/utils.js'
import { UsageError, WireFormatError } from '../errors.ts'
import { KEY_LENGTH, NONCE_LENGTH, SEAL_OVERHEAD } from '../wire/index.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rng } from '../ports.ts'

const NO_DATA = new Uint8Array(0)

/**
 * `nonce24 ‖ XChaCha20-Poly1305(key, plaintext)`. The key is for this one purpose (derived
 * under a label, or random and given for it), so there is no associated data.
 *
 * @throws {UsageError} if the key has not 32 bytes
 */
export function seal(crypto: CryptoBackend, rng: Rng, key: Uint8Array, plaintext: Uint8Array): Uint8Array {
  if (key.length !== KEY_LENGTH) throw new UsageError('A sealing key has 32 bytes')
  const nonce = rng(NONCE_LENGTH)
  return concatBytes(nonce, crypto.xchacha20Poly1305Seal(key, nonce, plaintext, NO_DATA))
}

/**
 * The other way round.
 *
 * @throws {UsageError} if the key has not 32 bytes
 * @throws {WireFormatError} too short to be sealed bytes
 * @throws {AuthenticationError} another key, or altered
 */
export function open(crypto: CryptoBackend, key: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (key.length !== KEY_LENGTH) throw new UsageError('A sealing key has 32 bytes')
  if (sealed.length < SEAL_OVERHEAD) throw new WireFormatError('Too short to be sealed bytes')
  const nonce = sealed.subarray(0, NONCE_LENGTH)
  return crypto.xchacha20Poly1305Open(key, nonce, sealed.subarray(NONCE_LENGTH), NO_DATA)
}
