import assert from 'node:assert/strict'
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { blindPublicKey, blindSecretKey, signBlinded } from '../../../src/crypto/blinded-ed25519.ts'
import { AuthenticationError } from '../../../src/errors.ts'
import { BACKENDS } from '../../support/backends.ts'

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })
const seed = new Uint8Array(32).fill(7)
const publicKey = ed25519.getPublicKey(seed)
const parameter = new Uint8Array(32).fill(9)

describe('crypto: blinded Ed25519 keys', () => {
  it('sign what every backend verifies, under the key that others compute', () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), fc.uint8Array(), (secret, by, message) => {
        const blinded = blindSecretKey(secret, by)
        const signature = signBlinded(blinded, message)
        assert.deepEqual(blindPublicKey(ed25519.getPublicKey(secret), by), blinded.publicKey)
        for (const [name, backend] of BACKENDS) {
          assert.ok(backend.ed25519Verify(blinded.publicKey, message, signature), name)
          assert.ok(!backend.ed25519Verify(ed25519.getPublicKey(secret), message, signature), name)
        }
      }),
      { numRuns: 25 }
    )
  })

  it('are others for another parameter', () => {
    const other = parameter.with(5, 1)
    assert.notDeepEqual(blindPublicKey(publicKey, other), blindPublicKey(publicKey, parameter))
  })

  it('are not made of a key with a part of low order, which would share its blinded key with others', () => {
    const { Point } = ed25519
    const point = Point.fromBytes(publicKey)
    for (const hex of ED25519_TORSION_SUBGROUP) {
      const torsion = Point.fromBytes(hexToBytes(hex))
      const mixed = point.add(torsion).toBytes()
      if (bytesToHex(mixed) === bytesToHex(publicKey)) continue
      // without the check:
      const factor = Point.Fn.create(8n)
      assert.ok(point.add(torsion).multiplyUnsafe(factor).equals(point.multiplyUnsafe(factor)))
      for (const key of [mixed, hexToBytes(hex)]) {
        assert.throws(() => blindPublicKey(key, parameter), AuthenticationError)
      }
    }
  })

  it('are not made of what is no key', () => {
    const noPoint = new Uint8Array(32).fill(2)
    assert.throws(() => ed25519.Point.fromBytes(noPoint))
    for (const key of [noPoint, new Uint8Array(31), new Uint8Array(0), new Uint8Array(32).fill(0xff)]) {
      assert.throws(() => blindPublicKey(key, parameter), AuthenticationError)
    }
    assert.throws(() => blindPublicKey(publicKey, new Uint8Array(31)), RangeError)
    assert.throws(() => blindSecretKey(seed, new Uint8Array(33)), RangeError)
  })

  it('sign the same bytes the same way, and others another way', () => {
    const blinded = blindSecretKey(seed, parameter)
    const [a, b] = [utf8ToBytes('a'), utf8ToBytes('b')]
    assert.deepEqual(signBlinded(blinded, a), signBlinded(blinded, a))
    const [first, second] = [signBlinded(blinded, a), signBlinded(blinded, b)]
    assert.notDeepEqual(first.subarray(0, 32), second.subarray(0, 32))
  })
})
