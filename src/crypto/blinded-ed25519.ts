/**
 * Blinded Ed25519 keys, as in Tor's onion services (rend-spec-v3, A.2): from a key and a public
 * parameter, another key. Who knows both can compute the blinded public key; only the owner can
 * sign with it; and who sees it, or its signatures, learns nothing of the key that it was made
 * from. A verifier needs nothing of this: they are ordinary Ed25519 signatures.
 *
 * Always computed by noble: no other backend takes a scalar, and a node signs a handful of
 * records a day with it.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * const today = blindSecretKey(seed, parameter)
 * equalBytes(today.publicKey, blindPublicKey(publicKey, parameter)) // true
 * backend.ed25519Verify(today.publicKey, record, signBlinded(today, record)) // true
 * ```
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../errors.ts'
import { isStrictEncoding } from './ed25519-encoding.ts'

const { Point } = ed25519
const PREFIX_DOMAIN = utf8ToBytes('Derive temporary signing key hash input')
const KEY_LENGTH = 32

/** What signs with a blinded key: RFC 8032's expanded secret. To be wiped when it has signed. */
export interface BlindedSecretKey {
  /** a', 32 bytes, little endian, below the order. */
  readonly scalar: Uint8Array
  /** RH', 32 bytes. */
  readonly prefix: Uint8Array
  /** A', 32 bytes. */
  readonly publicKey: Uint8Array
}

/**
 * h of the specification, a multiple of the cofactor.
 *
 * @param parameter - 32 bytes
 */
function factorOf(parameter: Uint8Array): bigint {
  if (parameter.length !== KEY_LENGTH) throw new RangeError('A blinding parameter has 32 bytes')
  const clamped = parameter.slice()
  clamped[0] = (clamped[0] ?? 0) & 248
  clamped[31] = ((clamped[31] ?? 0) & 63) | 64
  return Point.Fn.create(bytesToNumberLE(clamped))
}

/**
 * A' = h·A.
 *
 * @param publicKey - Ed25519, 32 bytes
 * @param parameter - 32 bytes
 * @throws {AuthenticationError} it is no key, or one with a part of low order: h would take that
 *   part away, and several keys would have the same blinded one
 */
export function blindPublicKey(publicKey: Uint8Array, parameter: Uint8Array): Uint8Array {
  const factor = factorOf(parameter)
  return pointOf(publicKey).multiply(factor).toBytes()
}

function pointOf(publicKey: Uint8Array): InstanceType<typeof Point> {
  if (publicKey.length === KEY_LENGTH && isStrictEncoding(publicKey)) {
    try {
      const point = Point.fromBytes(publicKey)
      if (point.isTorsionFree()) return point
    } catch {
      // no point of the curve
    }
  }
  throw new AuthenticationError('Not an acceptable Ed25519 public key')
}

/**
 * a' = h·a, and the prefix that goes with it.
 *
 * @param seed - of the Ed25519 key, 32 bytes
 * @param parameter - 32 bytes
 */
export function blindSecretKey(seed: Uint8Array, parameter: Uint8Array): BlindedSecretKey {
  const factor = factorOf(parameter)
  const { scalar, prefix } = ed25519.utils.getExtendedPublicKey(seed)
  const blinded = Point.Fn.mul(scalar, factor)
  const publicKey = Point.BASE.multiply(blinded).toBytes()
  const result = {
    scalar: numberToBytesLE(blinded, KEY_LENGTH),
    prefix: sha512(concatBytes(PREFIX_DOMAIN, prefix)).slice(0, KEY_LENGTH),
    publicKey
  }
  prefix.fill(0)
  return result
}

/** RFC 8032 §5.1.6 with an expanded secret. @returns 64 bytes */
export function signBlinded(secret: BlindedSecretKey, message: Uint8Array): Uint8Array {
  const { scalar, prefix, publicKey } = secret
  const { Fn } = Point
  const r = Fn.create(bytesToNumberLE(sha512(concatBytes(prefix, message))))
  const commitment = Point.BASE.multiply(r).toBytes()
  const k = Fn.create(bytesToNumberLE(sha512(concatBytes(commitment, publicKey, message))))
  const s = Fn.add(r, Fn.mul(k, bytesToNumberLE(scalar)))
  return concatBytes(commitment, numberToBytesLE(s, KEY_LENGTH))
}
