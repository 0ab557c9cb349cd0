/**
 * Node's own OpenSSL as a backend: C and assembler, there from the first moment. It lacks two
 * things, which are noble's: encapsulation with a given randomness, and ML-KEM before Node 24.7.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { nativeBackend } from './native.ts'
 *
 * const publicKey = nativeBackend.x25519PublicKey(secret)
 * ```
 */
import { createHmac, createSecretKey, diffieHellman, hash, sign, verify } from 'node:crypto'
import { concatBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../../errors.ts'
import { nobleBackend } from '../../crypto/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import { hkdfSha256 } from '../../crypto/hkdf.ts'
import { strict } from '../../crypto/strict.ts'
import * as aead from './native-aead.ts'
import * as kem from './native-kem.ts'
import { privateKey, publicHalf, publicKey } from './native-keys.ts'

function digest(algorithm: 'sha256' | 'sha512', parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  const whole = first !== undefined && parts.length === 1 ? first : concatBytes(...parts)
  return bytes(hash(algorithm, whole, 'buffer'))
}

function hmacSha256(key: Uint8Array, ...data: Uint8Array[]): Uint8Array {
  // an object, because Node 24 takes three times as long with the bytes
  const mac = createHmac('sha256', createSecretKey(key))
  for (const part of data) mac.update(part)
  return bytes(mac.digest())
}

/** A result without the methods of Buffer. Node does not cut these out of its pool. */
function bytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** {@link CryptoBackend} over node:crypto. */
export const nativeBackend: CryptoBackend = strict({
  sha256: (...data) => digest('sha256', data),
  sha512: (...data) => digest('sha512', data),
  hmacSha256,
  // hkdfSync takes an info of 1024 bytes at most
  hkdfSha256: (inputKey, salt, info, length) => hkdfSha256(hmacSha256, inputKey, salt, info, length),

  x25519PublicKey: secret => publicHalf(privateKey('X25519', secret)),

  x25519(secret, theirs) {
    const ours = privateKey('X25519', secret)
    try {
      return bytes(diffieHellman({ privateKey: ours, publicKey: publicKey('X25519', theirs) }))
    } catch {
      throw new AuthenticationError('Not an acceptable X25519 public key')
    }
  },

  ed25519PublicKey: seed => publicHalf(privateKey('Ed25519', seed)),
  ed25519Sign: (seed, message) => bytes(sign(null, message, privateKey('Ed25519', seed))),

  ed25519Verify(theirs, message, signature) {
    try {
      return verify(null, message, publicKey('Ed25519', theirs), signature)
    } catch {
      return false
    }
  },

  mlKem768KeyPair: kem.hasNativeKem ? kem.keyPair : nobleBackend.mlKem768KeyPair,
  // node:crypto draws the randomness of an encapsulation itself
  mlKem768Encapsulate: nobleBackend.mlKem768Encapsulate,
  mlKem768Decapsulate: kem.hasNativeKem ? kem.open : nobleBackend.mlKem768Decapsulate,

  chacha20Poly1305Seal: aead.seal,
  chacha20Poly1305Open: aead.open,
  xchacha20Poly1305Seal: (key, nonce, plaintext, associatedData) =>
    aead.withSubkey(key, nonce, (subkey, rest) => aead.seal(subkey, rest, plaintext, associatedData)),
  xchacha20Poly1305Open: (key, nonce, sealed, associatedData) =>
    aead.withSubkey(key, nonce, (subkey, rest) => aead.open(subkey, rest, sealed, associatedData))
})
