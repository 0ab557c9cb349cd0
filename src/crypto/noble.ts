/**
 * The reference backend: audited JavaScript that runs wherever Earshot runs, at once, and
 * against which faster backends are checked.
 *
 * JavaScript cannot promise constant time; docs/THREAT-MODEL.md says what that means.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { nobleBackend } from './noble.ts'
 *
 * const publicKey = nobleBackend.x25519PublicKey(secret)
 * ```
 */
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, equalBytes } from '@noble/curves/utils.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { AuthenticationError } from '../errors.ts'
import type { CryptoBackend, KemKeyPair } from './backend.ts'
import { strict } from './strict.ts'

type Aead = typeof chacha20poly1305 | typeof xchacha20poly1305

function open(
  aead: Aead,
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associatedData: Uint8Array
): Uint8Array {
  try {
    return aead(key, nonce, associatedData).decrypt(sealed)
  } catch {
    throw new AuthenticationError('The sealed bytes do not open')
  }
}

/**
 * RFC 8032 §5.1.7 without the cofactor: R, as it was sent, is the encoding of S·B - k·A.
 *
 * noble's own `verify` multiplies both sides by 8. Then keys and signatures with a part of low
 * order pass that OpenSSL and libsodium refuse: who holds such a key could make a record that
 * some members of a network take and others do not.
 *
 * @throws if A is no point, or S is not below the order
 */
function holds(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = ed25519
  const r = signature.subarray(0, 32)
  const s = bytesToNumberLE(signature.subarray(32))
  const k = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, publicKey, message))))
  const a = Point.fromBytes(publicKey)
  // all of it is public, so nothing has to be constant in time
  return equalBytes(Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k)).toBytes(), r)
}

/** {@link CryptoBackend} over the @noble libraries. */
export const nobleBackend: CryptoBackend = strict({
  sha256(...data: Uint8Array[]): Uint8Array {
    const hash = sha256.create()
    for (const part of data) hash.update(part)
    return hash.digest()
  },

  sha512(...data: Uint8Array[]): Uint8Array {
    const hash = sha512.create()
    for (const part of data) hash.update(part)
    return hash.digest()
  },

  hmacSha256(key: Uint8Array, ...data: Uint8Array[]): Uint8Array {
    const mac = hmac.create(sha256, key)
    for (const part of data) mac.update(part)
    return mac.digest()
  },

  hkdfSha256(inputKey: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array {
    return hkdf(sha256, inputKey, salt, info, length)
  },

  x25519PublicKey(secret: Uint8Array): Uint8Array {
    return x25519.getPublicKey(secret)
  },

  x25519(secret: Uint8Array, publicKey: Uint8Array): Uint8Array {
    try {
      return x25519.getSharedSecret(secret, publicKey)
    } catch {
      throw new AuthenticationError('Not an acceptable X25519 public key')
    }
  },

  ed25519PublicKey(seed: Uint8Array): Uint8Array {
    return ed25519.getPublicKey(seed)
  },

  ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
    return ed25519.sign(message, seed)
  },

  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    try {
      return holds(publicKey, message, signature)
    } catch {
      return false
    }
  },

  mlKem768KeyPair(seed: Uint8Array): KemKeyPair {
    return ml_kem768.keygen(seed)
  },

  mlKem768Encapsulate(
    publicKey: Uint8Array,
    randomness: Uint8Array
  ): { readonly ciphertext: Uint8Array; readonly sharedSecret: Uint8Array } {
    try {
      const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, randomness)
      return { ciphertext: cipherText, sharedSecret }
    } catch {
      throw new AuthenticationError('Not an acceptable ML-KEM-768 encapsulation key')
    }
  },

  mlKem768Decapsulate(secretKey: Uint8Array, ciphertext: Uint8Array): Uint8Array {
    try {
      return ml_kem768.decapsulate(ciphertext, secretKey)
    } catch {
      throw new RangeError('Not an ML-KEM-768 decapsulation key')
    }
  },

  chacha20Poly1305Seal(
    key: Uint8Array,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array {
    return chacha20poly1305(key, nonce, associatedData).encrypt(plaintext)
  },

  chacha20Poly1305Open(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array {
    return open(chacha20poly1305, key, nonce, sealed, associatedData)
  },

  xchacha20Poly1305Seal(
    key: Uint8Array,
    nonce: Uint8Array,
    plaintext: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array {
    return xchacha20poly1305(key, nonce, associatedData).encrypt(plaintext)
  },

  xchacha20Poly1305Open(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associatedData: Uint8Array
  ): Uint8Array {
    return open(xchacha20poly1305, key, nonce, sealed, associatedData)
  }
})
