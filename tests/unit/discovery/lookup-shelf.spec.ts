import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { MAX_LOOKUP_RECORDS, MAX_LOOKUP_REVISIONS } from '../../../src/discovery/constants.ts'
import { decodeLookupRevision, LookupShelf } from '../../../src/discovery/core/lookup-shelf.ts'
import type { LookupRevision, Shelved } from '../../../src/discovery/core/lookup-shelf.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { DAY, NOW, descriptorOf, named, person } from '../../support/identity.ts'
import { quickBackend } from '../../support/quick-crypto.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import { encodeLookupRecord } from '../../../src/wire/index.ts'
import type { Signed } from '../../../src/wire/index.ts'

const today = dayOf(NOW)
const HERE = new Uint8Array(32)

/** A place at that distance from here. */
function at(distance: number): Uint8Array {
  const place = new Uint8Array(32)
  new DataView(place.buffer).setUint32(0, distance)
  return place
}

/** What is to be remembered over a restart. */
function revisionsIn({ ops }: Shelved): readonly LookupRevision[] {
  return ops.flatMap(op => (op.kind === 'put' ? [decodeLookupRevision(op.value)] : []))
}

describe('discovery: lookup records kept for others', () => {
  const alice = person('alice')
  const descriptor = descriptorOf(alice)
  const key = lookupKey(quickBackend, alice.account.publicKey, today)
  const signed = (revision: number, day: number = today): Signed =>
    signLookupRecord(quickBackend, alice.rng, alice.account, { day, revision, descriptor })
  const shelf = (revisions: Iterable<LookupRevision> = []): LookupShelf =>
    new LookupShelf({ crypto: quickBackend, place: HERE, revisions })

  it('are replaced by newer ones, never by older ones, also after a restart', () => {
    const first = shelf()
    const taken = first.take(key, at(1), signed(NOW), NOW)
    assert.deepEqual(revisionsIn(taken), [{ key: bytesToHex(key), day: today, revision: NOW }])
    assert.deepEqual(first.take(key, at(1), signed(NOW), NOW).ops, [], 'the same again')
    const newer = revisionsIn(first.take(key, at(1), signed(NOW + 5), NOW))
    assert.equal(newer.length, 1)
    assert.throws(() => first.take(key, at(1), signed(NOW), NOW), named('LimitError'))
    const second = shelf(newer)
    assert.throws(() => second.take(key, at(1), signed(NOW + 4), NOW), named('LimitError'))
    assert.deepEqual(second.take(key, at(1), signed(NOW + 5), NOW).ops, [])
  })

  it('are refused when they are forged or for another day', () => {
    const own = shelf()
    const other = lookupKey(quickBackend, alice.account.publicKey, today + 1)
    assert.throws(() => own.take(other, at(1), signed(NOW), NOW), named('TrustError'))
    const ahead = lookupKey(quickBackend, alice.account.publicKey, today + 2)
    assert.throws(() => own.take(ahead, at(1), signed(NOW, today + 2), NOW), named('TrustError'))
    const altered = signed(NOW)
    altered.signature.fill(1)
    assert.throws(() => own.take(key, at(1), altered, NOW), named('AuthenticationError'))
    assert.equal(own.size, 0)
  })

  it('go when their day is over on every clock', () => {
    const own = shelf()
    own.take(key, at(1), signed(NOW), NOW)
    /** Somebody else's comes. */
    const bob = person('bob')
    const taken = (now: number): Shelved => {
      const [day, revision] = [dayOf(now), now]
      const other = signLookupRecord(quickBackend, bob.rng, bob.account, { day, revision, descriptor })
      return own.take(lookupKey(quickBackend, bob.account.publicKey, day), at(2), other, now)
    }
    assert.deepEqual(taken(NOW + DAY).dropped, [])
    const over = taken(NOW + 2 * DAY)
    assert.deepEqual(over.dropped, [bytesToHex(key)])
    const [forgotten] = over.ops
    assert.deepEqual([forgotten?.kind, forgotten?.key.id], ['delete', bytesToHex(key)], 'and its revision')
    assert.equal(own.size, 2)
  })

  describe('too many', () => {
    // no signature is worth its time in a test of numbers
    const trusting: CryptoBackend = { ...quickBackend, ed25519Verify: () => true }
    const keyOf = (number: number): Uint8Array => at(number).map((byte, index) => (index === 31 ? 1 : byte))
    const recordOf = (number: number): Signed => {
      const record = { key: keyOf(number), day: today, revision: 5, sealed: new Uint8Array(40) }
      return { payload: encodeLookupRecord(record), signature: new Uint8Array(64) }
    }

    it('the farthest gives way to a nearer one, and to no other', () => {
      const own = new LookupShelf({ crypto: trusting, place: HERE, revisions: [] })
      for (let number = 1; number <= MAX_LOOKUP_RECORDS; number += 1) {
        own.take(keyOf(number), at(number + 10), recordOf(number), NOW)
      }
      assert.equal(own.take(keyOf(20_000), at(20_000), recordOf(20_000), NOW).kept, false)
      const { dropped } = own.take(keyOf(20_001), at(1), recordOf(20_001), NOW)
      assert.deepEqual(dropped, [bytesToHex(keyOf(MAX_LOOKUP_RECORDS))])
      assert.equal(own.size, MAX_LOOKUP_RECORDS)
      assert.deepEqual(own.take(keyOf(3), at(13), recordOf(3), NOW).dropped, [], 'the same again')
    })

    it('revisions are forgotten, the oldest first, but none of a record that is kept', () => {
      const old = Array.from({ length: MAX_LOOKUP_REVISIONS }, (_, number) => ({
        key: bytesToHex(keyOf(number + 1)),
        day: today,
        revision: 9
      }))
      const own = new LookupShelf({ crypto: trusting, place: HERE, revisions: old })
      assert.throws(() => own.take(keyOf(1), at(1), recordOf(1), NOW), named('LimitError'))
      own.take(keyOf(30_000), at(30_000), recordOf(30_000), NOW)
      own.take(keyOf(1), at(1), recordOf(1), NOW)
      assert.throws(() => own.take(keyOf(3), at(1), recordOf(3), NOW), named('LimitError'))
    })
  })
})
