import { equalBytes } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, UsageError } from '../errors.ts'
import { KEY_LENGTH, SIGNATURE_LENGTH } from '../wire/index.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Signed } from '../wire/index.ts'

/**
 * What is really signed (or put under a MAC): `u8 length of domain ‖ domain ‖ parts`. The
 * length makes the border between domain and parts unambiguous.
 *
 * @param domain - `earshot/<what>/1`, 1 to 255 bytes
 * @throws {UsageError} on a domain of another length
 */
export function separated(domain: string, ...parts: Uint8Array[]): Uint8Array {
  const name = utf8ToBytes(domain)
  if (name.length === 0 || name.length > 255) throw new UsageError('A domain has 1 to 255 bytes')
  return concatBytes(Uint8Array.of(name.length), name, ...parts)
}

/** Signs bytes for one purpose. `seed` is the signer's 32-byte Ed25519 seed. */
export function sign(crypto: CryptoBackend, seed: Uint8Array, domain: string, payload: Uint8Array): Signed {
  return { payload, signature: crypto.ed25519Sign(seed, separated(domain, payload)) }
}

/**
 * Checks a signature over the bytes as received, and gives those bytes back, so that a
 * caller cannot go on with bytes that it did not check.
 *
 * @param publicKey - 32-byte Ed25519 key of the one who must have signed
 * @throws {AuthenticationError}
 */
export function verify(
  crypto: CryptoBackend,
  publicKey: Uint8Array,
  domain: string,
  signed: Signed
): Uint8Array {
  const { payload, signature } = signed
  if (
    publicKey.length !== KEY_LENGTH ||
    signature.length !== SIGNATURE_LENGTH ||
    !crypto.ed25519Verify(publicKey, separated(domain, payload), signature)
  ) {
    throw new AuthenticationError('A signature does not hold')
  }
  return payload
}

/** Whether the same bytes were signed with the same signature. */
export function isSameSigned(a: Signed, b: Signed): boolean {
  return equalBytes(a.payload, b.payload) && equalBytes(a.signature, b.signature)
}
