import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { blindSecretKey, signBlinded } from '../../src/crypto/blinded-ed25519.ts'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  dayOf,
  lookupDays,
  lookupKey,
  openLookupRecord,
  signLookupRecord,
  verifyDescriptor,
  verifyLookupRecord
} from '../../src/identity/index.ts'
import { separated } from '../../src/identity/signed.ts'
import { encodeLookupRecord } from '../../src/wire/index.ts'
import { DAY, NOW, descriptorOf, flipped, named, person, seeded } from '../support/identity.ts'
import type { Signed } from '../../src/wire/index.ts'

describe('identity: lookup records', () => {
  const alice = person('alice')
  const bob = person('bob')
  const account = alice.account.publicKey
  const today = dayOf(NOW)
  const days = lookupDays(NOW)
  const descriptor = descriptorOf(alice)
  const sign = (day: number): Signed =>
    signLookupRecord(crypto, alice.rng, alice.account, { day, revision: NOW, descriptor })
  const key = lookupKey(crypto, account, today)
  const signed = sign(today)

  it('are found and read by who knows the account', () => {
    const record = verifyLookupRecord(crypto, signed, { key, days })
    assert.deepEqual([record.day, record.revision], [today, NOW])
    const found = openLookupRecord(crypto, account, record)
    assert.equal(verifyDescriptor(crypto, found, { now: NOW, account }).userId, alice.account.userId)
  })

  it('say nothing to who keeps them: no name, and nothing in common from day to day', () => {
    const texts = [today, today + 1].map(day => bytesToHex(sign(day).payload))
    const own = [account, alice.device.publicKey, descriptor.signature].map(bytesToHex)
    for (const text of texts) for (const part of own) assert.ok(!text.includes(part))
    assert.notDeepEqual(lookupKey(crypto, account, today), lookupKey(crypto, account, today + 1))
    const record = verifyLookupRecord(crypto, signed, { key, days })
    assert.throws(() => openLookupRecord(crypto, bob.account.publicKey, record), named('TrustError'))
  })

  it('are taken on the day itself, and as long as it may be that day on another clock', () => {
    for (const day of [today - 1, today, today + 1]) {
      const record = verifyLookupRecord(crypto, sign(day), { key: lookupKey(crypto, account, day), days })
      assert.equal(record.day, day)
    }
    for (const day of [today - 2, today + 2, 0]) {
      const name = lookupKey(crypto, account, day)
      assert.throws(() => verifyLookupRecord(crypto, sign(day), { key: name, days }), named('TrustError'))
    }
    assert.deepEqual(lookupDays(today * DAY), [today, today - 1, today + 1])
    assert.deepEqual(lookupDays((today + 1) * DAY - 1), [today, today - 1, today + 1])
  })

  it('are refused by who keeps them when they are forged, altered, or for another place', () => {
    const wrong = (record: Signed, error: string, name: Uint8Array = key): void =>
      assert.throws(() => verifyLookupRecord(crypto, record, { key: name, days }), named(error))
    wrong(signed, 'TrustError', lookupKey(crypto, bob.account.publicKey, today))
    wrong({ ...signed, signature: flipped(signed.signature, 40, 1) }, 'AuthenticationError')
    wrong(
      { ...signed, payload: flipped(signed.payload, signed.payload.length - 1, 1) },
      'AuthenticationError'
    )
    // signed by somebody else for her name
    const record = verifyLookupRecord(crypto, signed, { key, days })
    const payload = encodeLookupRecord({ ...record, revision: NOW + 1 })
    const stranger = blindSecretKey(bob.account.seed, seeded('any')(32))
    const signature = signBlinded(stranger, separated('earshot/lookup-record/1', payload))
    wrong({ payload, signature }, 'AuthenticationError')
    wrong({ payload: new Uint8Array(5), signature }, 'WireFormatError')
  })

  it('are not moved to another day by who knows the account', () => {
    const record = verifyLookupRecord(crypto, signed, { key, days })
    assert.throws(() => openLookupRecord(crypto, account, { ...record, day: today + 1 }), named('TrustError'))
  })

  it('have an end: what a DHT node would not keep is not signed', () => {
    const large = descriptorOf(alice, { inner: new Uint8Array(7_000) })
    assert.throws(
      () =>
        signLookupRecord(crypto, alice.rng, alice.account, { day: today, revision: 1, descriptor: large }),
      named('WireFormatError')
    )
  })
})
