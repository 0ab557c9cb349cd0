/**
 * The noble backend with Node's X25519 under it, many times as fast: lets property tests
 * run more schedules. That it agrees with noble is tested with Wycheproof's vectors.
 *
 * @packageDocumentation
 */
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { AuthenticationError } from '../../src/errors.ts'
import type { KeyObject } from 'node:crypto'
import type { CryptoBackend } from '../../src/crypto/index.ts'

/** What stands before a raw key in its DER forms, RFC 8410. */
const PKCS8 = '302e020100300506032b656e04220420'
const SPKI = '302a300506032b656e032100'

/** Reading a key costs more than using it, and seeded tests use the same ones again. */
const MAX_REMEMBERED = 10_000

export function remembering<T>(make: (raw: string) => T): (key: Uint8Array) => T {
  const known = new Map<string, T>()
  return key => {
    const raw = bytesToHex(key)
    let value = known.get(raw)
    if (value === undefined) {
      value = make(raw)
      if (known.size >= MAX_REMEMBERED) known.clear()
      known.set(raw, value)
    }
    return value
  }
}

function der(prefix: string, raw: string): Buffer {
  return Buffer.from(prefix + raw, 'hex')
}

const privateKey = remembering((raw): KeyObject =>
  createPrivateKey({ key: der(PKCS8, raw), format: 'der', type: 'pkcs8' })
)
const publicKey = remembering((raw): KeyObject =>
  createPublicKey({ key: der(SPKI, raw), format: 'der', type: 'spki' })
)
const publicOf = remembering((raw): string => {
  const exported = createPublicKey(privateKey(hexToBytes(raw))).export({ format: 'der', type: 'spki' })
  return exported.toString('hex').slice(SPKI.length)
})

export const nativeX25519Backend: CryptoBackend = {
  ...nobleBackend,
  x25519PublicKey(secret) {
    return hexToBytes(publicOf(secret))
  },
  x25519(secret, raw) {
    try {
      return new Uint8Array(diffieHellman({ privateKey: privateKey(secret), publicKey: publicKey(raw) }))
    } catch {
      throw new AuthenticationError('Not an acceptable X25519 public key')
    }
  }
}
