/** What must be the same bytes as in Signal's library: primitives and the safety number. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { hexToBytes } from '@noble/hashes/utils.js'
import { Fingerprint, hkdf, PrivateKey, PublicKey } from '@signalapp/libsignal-client'
import fc from 'fast-check'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { safetyNumber } from '../../src/identity/index.ts'

const bytes = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: length, maxLength: length }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>
const RUNS = { numRuns: 200 }

/** Signal's keys have their type in front: 5 for Curve25519. */
function signalKey(key: Uint8Array): PublicKey {
  return PublicKey.deserialize(Uint8Array.of(5, ...key))
}

describe('the same bytes as Signal', () => {
  it('X25519', () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), (ours, theirs) => {
        const key = crypto.x25519PublicKey(theirs)
        assert.deepEqual(PrivateKey.deserialize(theirs).getPublicKey().getPublicKeyBytes(), key)
        const agreed = PrivateKey.deserialize(ours).agree(signalKey(key))
        assert.deepEqual(new Uint8Array(agreed), crypto.x25519(ours, key))
      }),
      RUNS
    )
  })

  it('HKDF', () => {
    fc.assert(
      fc.property(
        bytes(32),
        bytes(32),
        fc.uint8Array(),
        fc.integer({ min: 1, max: 200 }),
        (key, salt, info, length) => {
          const theirs = hkdf(length, key, new Uint8Array(info), salt)
          assert.deepEqual(new Uint8Array(theirs), crypto.hkdfSha256(key, salt, info, length))
        }
      ),
      RUNS
    )
  })

  it('the safety number, format 2', () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), (a, b) => {
        const theirs = Fingerprint.new(5_200, 2, a, signalKey(a), b, signalKey(b))
        assert.equal(theirs.displayableFingerprint().toString(), safetyNumber(crypto, a, b))
      }),
      { numRuns: 20 }
    )
  })

  it('the safety numbers of our vectors', () => {
    const { safetyNumbers } = JSON.parse(
      readFileSync(new URL('../vectors/sealing.json', import.meta.url), 'utf8')
    ) as {
      readonly safetyNumbers: ReadonlyArray<{
        readonly a: string
        readonly b: string
        readonly number: string
      }>
    }
    for (const { a, b, number } of safetyNumbers) {
      const [ours, theirs] = [hexToBytes(a), hexToBytes(b)]
      const fingerprint = Fingerprint.new(5_200, 2, ours, signalKey(ours), theirs, signalKey(theirs))
      assert.equal(fingerprint.displayableFingerprint().toString(), number)
    }
  })
})
