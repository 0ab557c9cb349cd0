/**
 * The primitives of the simulator: everything is a fast mixing function, of the lengths that the real ones have.
 * Signatures are counted, and hold only for what was signed; what is sealed opens only with its key, and hides
 * nothing. The cores get it through the same port as the real ones.
 *
 * @packageDocumentation
 */
import { AuthenticationError } from '../../src/errors.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'

/** What a simulated network asked of its primitives. */
export interface CryptoCount {
  hashes: number
  signed: number
  verified: number
}

/** 32 bytes that depend on all of the input. Not secure, and fast. */
function mix(seed: number, ...parts: readonly Uint8Array[]): Uint8Array {
  let a = seed | 0
  let b = 0x9e3779b9
  for (const part of parts) {
    for (const byte of part) {
      a = Math.imul(a ^ byte, 0x01000193)
      b = (Math.imul(b, 0x85ebca6b) + a) | 0
    }
    a ^= part.length
  }
  const words = new Uint32Array(8)
  for (let at = 0; at < 8; at++) {
    a = Math.imul(a ^ (b >>> 13) ^ at, 0xc2b2ae35)
    b = Math.imul(b ^ (a >>> 16), 0x27d4eb2f)
    words[at] = a ^ b
  }
  return new Uint8Array(words.buffer)
}

/** Lengths of ML-KEM-768 and of a tag. */
const KEM = { publicKey: 1_184, secretKey: 2_400, ciphertext: 1_088 }
const TAG_LENGTH = 16

/** These bytes at the beginning of so many. */
function padded(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length)
  result.set(bytes)
  return result
}

/** The plaintext and a tag over it and all around it. */
function seal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, data: Uint8Array): Uint8Array {
  const sealed = padded(plaintext, plaintext.length + TAG_LENGTH)
  sealed.set(mix(9, key, nonce, data, plaintext).subarray(0, TAG_LENGTH), plaintext.length)
  return sealed
}

function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, data: Uint8Array): Uint8Array {
  const plaintext = sealed.slice(0, Math.max(0, sealed.length - TAG_LENGTH))
  const expected = seal(key, nonce, plaintext, data)
  if (expected.length !== sealed.length || expected.some((byte, at) => sealed[at] !== byte)) {
    throw new AuthenticationError('The sealed bytes do not open')
  }
  return plaintext
}

/** A counting fake. */
export function simulatedCrypto(): { readonly crypto: CryptoBackend; readonly count: CryptoCount } {
  const count: CryptoCount = { hashes: 0, signed: 0, verified: 0 }
  const hash = (seed: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    count.hashes += 1
    return mix(seed, ...parts)
  }
  const x25519PublicKey = (secret: Uint8Array): Uint8Array => hash(7, secret)
  const crypto: CryptoBackend = {
    sha256: (...data) => hash(1, ...data),
    sha512: (...data) => Uint8Array.from([...hash(12, ...data), ...hash(13, ...data)]),
    hmacSha256: (key, ...data) => hash(2, key, ...data),
    hkdfSha256: (key, salt, info, length) => {
      const result = new Uint8Array(32 * Math.ceil(length / 32))
      for (let at = 0; 32 * at < length; at++) result.set(hash(3 + at, key, salt, info), 32 * at)
      return result.slice(0, length)
    },
    x25519PublicKey,
    // the same for both: of the two public keys, whichever is whose
    x25519: (secret, publicKey) => {
      const ours = x25519PublicKey(secret)
      return hash(
        8,
        ours.map((byte, at) => byte ^ (publicKey[at] ?? 0))
      )
    },
    ed25519PublicKey: seed => hash(4, seed),
    ed25519Sign: (seed, message) => {
      count.signed += 1
      const key = mix(4, seed)
      return Uint8Array.from([...mix(5, key, message), ...mix(6, key, message)])
    },
    ed25519Verify: (key, message, signature) => {
      count.verified += 1
      const expected = mix(5, key, message)
      return expected.every((byte, at) => signature[at] === byte)
    },
    mlKem768KeyPair: seed => {
      // coefficients below the modulus, as FIPS 203, 7.2 has it checked
      const key = hash(10, seed).map(byte => byte & 0x77)
      return { publicKey: padded(key, KEM.publicKey), secretKey: padded(key, KEM.secretKey) }
    },
    mlKem768Encapsulate: (publicKey, randomness) => ({
      ciphertext: padded(randomness, KEM.ciphertext),
      sharedSecret: hash(11, publicKey.subarray(0, 32), randomness)
    }),
    mlKem768Decapsulate: (secretKey, ciphertext) =>
      hash(11, secretKey.subarray(0, 32), ciphertext.subarray(0, 32)),
    chacha20Poly1305Seal: seal,
    chacha20Poly1305Open: open,
    xchacha20Poly1305Seal: seal,
    xchacha20Poly1305Open: open
  }
  return { crypto, count }
}
