import assert from 'node:assert/strict'
import fc from 'fast-check'
import { AuthenticationError, WireFormatError } from '../../../src/errors.ts'
import { decodeKemPart, encodeKemPart, kemPartLength } from '../../../src/ratchet/kem.ts'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { KemPart } from '../../../src/ratchet/kem.ts'

const rng = seededRng('kem part')
const SEED = process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }

describe('part of the post-quantum ratchet in a header', () => {
  const { publicKey } = crypto.mlKem768KeyPair(rng(64))
  const parts: readonly KemPart[] = [
    { kind: 'none' },
    { kind: 'offer', key: publicKey },
    { kind: 'answer', ciphertext: rng(1_088) }
  ]

  it('is a byte, and a key or a ciphertext', () => {
    for (const [at, part] of parts.entries()) {
      const bytes = encodeKemPart(part)
      assert.equal(bytes[0], at)
      assert.equal(bytes.length, [1, 1_185, 1_089][at])
      assert.equal(kemPartLength(part), bytes.length)
      assert.deepEqual(decodeKemPart(bytes), part)
    }
  })

  it('is refused with another kind or length', () => {
    const bad: Uint8Array[] = [new Uint8Array(0), Uint8Array.of(3), Uint8Array.of(255)]
    for (const part of parts) {
      const bytes = encodeKemPart(part)
      bad.push(new Uint8Array([...bytes, 0]), bytes.subarray(0, -1))
      for (const kind of [0, 1, 2, 3, 255]) if (kind !== bytes[0]) bad.push(bytes.with(0, kind))
    }
    for (const bytes of bad) assert.throws(() => decodeKemPart(bytes), WireFormatError)
  })

  it('does not share memory with the header it was read from', () => {
    for (const part of parts) {
      const bytes = encodeKemPart(part)
      const read = decodeKemPart(bytes)
      bytes.fill(0xff)
      assert.deepEqual(read, part)
    }
  })

  /** FIPS 203, 7.2, by the other implementation. */
  function takes(key: Uint8Array): boolean {
    try {
      crypto.mlKem768Encapsulate(key, new Uint8Array(32))
      return true
    } catch (error) {
      assert.ok(error instanceof AuthenticationError)
      return false
    }
  }

  function reads(key: Uint8Array): boolean {
    try {
      decodeKemPart(new Uint8Array([1, ...key]))
      return true
    } catch (error) {
      assert.ok(error instanceof WireFormatError)
      return false
    }
  }

  /** The key with another coefficient, 12 bits of it in each half of three bytes. */
  function withCoefficient(key: Uint8Array, index: number, value: number): Uint8Array {
    const at = Math.floor(index / 2) * 3
    const middle = key[at + 1] ?? 0
    return index % 2 === 0
      ? key.with(at, value & 0xff).with(at + 1, (middle & 0xf0) | (value >> 8))
      : key.with(at + 1, (middle & 0x0f) | ((value & 0x0f) << 4)).with(at + 2, value >> 4)
  }

  it('has a key with every coefficient below 3,329, whichever it is', () => {
    for (let index = 0; index < 768; index++) {
      assert.ok(reads(withCoefficient(publicKey, index, 3_328)))
      assert.ok(!reads(withCoefficient(publicKey, index, 3_329)))
      assert.ok(!reads(withCoefficient(publicKey, index, 4_095)))
    }
    // the seed behind the vector is any 32 bytes
    assert.ok(reads(publicKey.with(1_152, 0xff).with(1_153, 0xff).with(1_183, 0xff)))
  })

  it('has the keys that ML-KEM takes, and no other', () => {
    const change = fc.tuple(fc.nat(767), fc.oneof(fc.nat(4_095), fc.integer({ min: 3_326, max: 3_331 })))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), changes => {
        const key = changes.reduce<Uint8Array>(
          (from, [index, value]) => withCoefficient(from, index, value),
          publicKey
        )
        assert.equal(reads(key), takes(key))
        assert.equal(
          takes(key),
          !changes.some(
            ([index, value], at) =>
              value >= 3_329 && changes.findLastIndex(([other]) => other === index) === at
          )
        )
      }),
      { numRuns: 100, ...SEED }
    )
    for (const key of [new Uint8Array(1_184), new Uint8Array(1_184).fill(0xff), rng(1_184)]) {
      assert.equal(reads(key), takes(key))
    }
  })
})
