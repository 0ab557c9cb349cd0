/**
 * The noble backend with Node's X25519 under it, six times as fast: lets property tests
 * run more schedules. That it agrees with noble is tested with Wycheproof's vectors.
 *
 * @packageDocumentation
 */
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { hexToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { AuthenticationError } from '../../src/errors.ts'
import type { KeyObject } from 'node:crypto'
import type { CryptoBackend } from '../../src/crypto/index.ts'

/** What stands before a raw key in its DER forms, RFC 8410. */
const PKCS8 = hexToBytes('302e020100300506032b656e04220420')
const SPKI = hexToBytes('302a300506032b656e032100')

function privateKey(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
}

function publicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' })
}

export const nativeX25519Backend: CryptoBackend = {
  ...nobleBackend,
  x25519PublicKey(secret) {
    const der = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' })
    return new Uint8Array(der.subarray(SPKI.length))
  },
  x25519(secret, raw) {
    try {
      return new Uint8Array(diffieHellman({ privateKey: privateKey(secret), publicKey: publicKey(raw) }))
    } catch {
      throw new AuthenticationError('Not an acceptable X25519 public key')
    }
  }
}
