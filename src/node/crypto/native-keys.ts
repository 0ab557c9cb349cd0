/**
 * Raw keys as objects of node:crypto.
 *
 * Secrets go in as DER, in a buffer that is cleared: a JWK would put them in strings, which
 * nobody can clear. Public keys go in as JWK, which OpenSSL 3.0 reads 16 times as fast. No object
 * is kept: it would hold a secret that its owner believes erased, and libsodium, which needs no
 * objects, is as fast as node:crypto with kept ones, or faster (docs/adr/011).
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

type Curve = 'Ed25519' | 'X25519'
type PrivateKind = Curve | 'mlKem768Seed' | 'mlKem768Expanded'

/** What stands before the key in its PKCS #8: RFC 8410 §7, draft-ietf-lamps-kyber-certificates §6. */
const PRIVATE: Readonly<Record<PrivateKind, Buffer>> = {
  Ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  X25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
  mlKem768Seed: Buffer.from('3054020100300b060960864801650304040204428040', 'hex'),
  mlKem768Expanded: Buffer.from('30820978020100300b06096086480165030404020482096404820960', 'hex')
}

/** A raw private key as an object. @throws if it is none */
export function privateKey(kind: PrivateKind, raw: Uint8Array): KeyObject {
  const key = Buffer.concat([PRIVATE[kind], raw])
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } finally {
    key.fill(0)
  }
}

/** 32 bytes as a public key. @throws if they are none */
export function publicKey(curve: Curve, raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: curve, x }, format: 'jwk' })
}

/** The public half of a key, raw. */
export function publicHalf(key: KeyObject): Uint8Array {
  // of a private object: only the public half is asked for
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return new Uint8Array(Buffer.from(x, 'base64url'))
}
