/**
 * The primitives of the simulator: hashes and MACs are a fast mixing function, signatures are counted
 * and believed. The cores get it through the same port as the real ones.
 *
 * @packageDocumentation
 */
import { nobleBackend } from '../../src/crypto/noble.ts'
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

/** A counting fake. What it does not fake is slow and real, and nothing simulated asks for it. */
export function simulatedCrypto(): { readonly crypto: CryptoBackend; readonly count: CryptoCount } {
  const count: CryptoCount = { hashes: 0, signed: 0, verified: 0 }
  const hash = (seed: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    count.hashes += 1
    return mix(seed, ...parts)
  }
  const crypto: CryptoBackend = {
    ...nobleBackend,
    sha256: (...data) => hash(1, ...data),
    hmacSha256: (key, ...data) => hash(2, key, ...data),
    hkdfSha256: (key, salt, info, length) => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) => hash(3 + at, key, salt, info))
      return Uint8Array.from(blocks.flatMap(block => [...block])).slice(0, length)
    },
    x25519PublicKey: secret => hash(7, secret),
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
    xchacha20Poly1305Seal: (_key, _nonce, plaintext) =>
      Uint8Array.from([...plaintext, ...new Uint8Array(16)]),
    xchacha20Poly1305Open: (_key, _nonce, sealed) => sealed.slice(0, -16)
  }
  return { crypto, count }
}
