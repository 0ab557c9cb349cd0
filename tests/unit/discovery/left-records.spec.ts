import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { MAX_LEFT_RECORDS } from '../../../src/discovery/constants.ts'
import { decodeLeftRecord, LeftRecords } from '../../../src/discovery/core/left-records.ts'
import { DAYS_AHEAD, dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { encodeLookupRecord } from '../../../src/wire/index.ts'
import { DAY, NOW, descriptorOf, named, person } from '../../support/identity.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { Signed } from '../../../src/wire/index.ts'

const today = dayOf(NOW)

describe('discovery: records that others have left', () => {
  const alice = person('alice')
  const descriptor = descriptorOf(alice)
  const keyOf = (day: number): Uint8Array => lookupKey(crypto, alice.account.publicKey, day)
  const signed = (day: number, revision: number = NOW): Signed =>
    signLookupRecord(crypto, alice.rng, alice.account, { day, revision, descriptor })

  it('are handed out when their day comes, as far as clocks may be wrong, and thrown away after it', () => {
    const left = new LeftRecords(crypto)
    for (const day of [today - 1, today, today + 1, today + 3]) left.take(signed(day), NOW)
    const found = (day: number, now: number): boolean => left.find(bytesToHex(keyOf(day)), now) !== undefined
    assert.deepEqual(
      [today - 1, today, today + 1, today + 3].map(day => found(day, NOW)),
      [true, true, true, false]
    )
    assert.equal(left.current(NOW).length, 3)
    assert.ok(found(today + 3, NOW + 2 * DAY))
    const over = left.sweep(NOW + 2 * DAY)
    assert.deepEqual(
      over.map(({ key }) => key.id ?? '').toSorted(),
      [keyOf(today - 1), keyOf(today)].map(bytesToHex).toSorted()
    )
    assert.equal(left.size, 2)
  })

  it('may be left as far ahead as owners sign, and no further', () => {
    const left = new LeftRecords(crypto)
    left.take(signed(today + DAYS_AHEAD - 1), NOW)
    // the clock of its owner may be ahead by a day
    left.take(signed(today + DAYS_AHEAD), NOW)
    assert.throws(() => left.take(signed(today + DAYS_AHEAD + 1), NOW), named('TrustError'))
    assert.throws(() => left.take(signed(today - 2), NOW), named('TrustError'))
  })

  it('give way to newer ones, never to older or forged ones', () => {
    const left = new LeftRecords(crypto)
    const newer = signed(today, NOW + 5)
    assert.equal(left.take(newer, NOW).length, 1)
    assert.deepEqual(left.take(newer, NOW), [], 'the same again')
    assert.throws(() => left.take(signed(today, NOW + 4), NOW), named('LimitError'))
    const forged = signed(today, NOW + 6)
    forged.signature.fill(3)
    assert.throws(() => left.take(forged, NOW), named('AuthenticationError'))
    assert.deepEqual(left.find(bytesToHex(keyOf(today)), NOW)?.signed, newer)
    assert.equal(left.size, 1)
  })

  it('outlive a restart', () => {
    const [first, second] = [new LeftRecords(crypto), new LeftRecords(crypto)]
    const ops = [today, today + 2].flatMap(day => first.take(signed(day), NOW))
    const stored = ops.flatMap(op => (op.kind === 'put' ? [decodeLeftRecord(op.value)] : []))
    assert.deepEqual(second.load(stored, NOW), [])
    assert.ok(second.find(bytesToHex(keyOf(today)), NOW))
    const late = new LeftRecords(crypto)
    assert.equal(late.load(stored, NOW + 2 * DAY).length, 1, 'what is over is deleted')
    assert.equal(late.size, 1)
  })

  it('too many: the farthest days give way to nearer ones, and to no others', () => {
    const trusting: CryptoBackend = { ...crypto, ed25519Verify: () => true }
    const left = new LeftRecords(trusting)
    const numbered = (number: number, day: number): Signed => {
      const key = new Uint8Array(32)
      new DataView(key.buffer).setUint32(0, number)
      const record = { key, day, revision: 5, sealed: new Uint8Array(40) }
      return { payload: encodeLookupRecord(record), signature: new Uint8Array(64) }
    }
    for (let number = 0; number < MAX_LEFT_RECORDS; number += 1)
      left.take(numbered(number, today + (number === 7 ? 4 : 2)), NOW)
    assert.throws(() => left.take(numbered(MAX_LEFT_RECORDS, today + 4), NOW), named('LimitError'))
    const [gone] = left.take(numbered(MAX_LEFT_RECORDS, today + 3), NOW)
    assert.deepEqual([gone?.kind, gone?.key.id?.startsWith('00000007')], ['delete', true])
    assert.equal(left.size, MAX_LEFT_RECORDS)
  })
})
