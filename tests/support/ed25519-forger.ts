/**
 * Ed25519 keys and signatures that no honest signer makes: points with a part of low order, for
 * which implementations disagree about what is valid.
 *
 * @packageDocumentation
 */
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

const { Point } = ed25519
const { Fn } = Point

/** The eight points of low order; the first is the identity. */
const TORSION = ED25519_TORSION_SUBGROUP.map(point => Point.fromHex(point, true))

/** What is signed with. A scalar of 0 leaves the part of low order alone. */
export interface Forgery {
  readonly secret: bigint
  readonly nonce: bigint
  /** 0 to 7: what is added to the public key, and to R. */
  readonly torsionOfKey: number
  readonly torsionOfNonce: number
  readonly message: Uint8Array
}

/** A key and a signature for which 8·S·B = 8·R + 8·k·A, whatever parts of low order they have. */
export function forge(forgery: Forgery): {
  readonly publicKey: Uint8Array
  readonly signature: Uint8Array
  /** Whether it also holds without the cofactor. */
  readonly holds: boolean
} {
  const { message, secret, nonce } = forgery
  const a = point(secret, forgery.torsionOfKey)
  const publicKey = a.toBytes()
  const rPoint = point(nonce, forgery.torsionOfNonce)
  const r = rPoint.toBytes()
  const k = Fn.create(bytesToNumberLE(sha512(concatBytes(r, publicKey, message))))
  const s = Fn.create(nonce + k * secret)
  const holds = rPoint.add(a.multiplyUnsafe(k)).equals(Point.BASE.multiplyUnsafe(s))
  return { publicKey, signature: concatBytes(r, numberToBytesLE(s, 32)), holds }
}

function point(scalar: bigint, torsion: number): InstanceType<typeof Point> {
  return Point.BASE.multiplyUnsafe(scalar).add(TORSION[torsion] ?? Point.ZERO)
}
