import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { SessionError, WireFormatError } from '../../../src/errors.ts'
import { PREKEY_ROTATION, PREKEY_SECRET_LIFETIME } from '../../../src/ratchet/constants.ts'
import {
  SUPPORTED_SUITES,
  createPrekeys,
  expired,
  findPrekeys,
  isBefore,
  publicPrekeys,
  rotationDue
} from '../../../src/ratchet/index.ts'
import { BUNDLE_LIFETIME } from '../../../src/wire/index.ts'
import { decodePrekeyRecord, encodePrekeyRecord } from '../../../src/wire/vault.ts'
import { START, seededRng } from '../../support/ratchet.ts'
import type { Prekeys } from '../../../src/ratchet/index.ts'

const day = 86_400_000

/** As a first message without a one-time prekey names it. */
function named(generation: Prekeys): Parameters<typeof findPrekeys>[2] {
  return { ...generation, oneTimePrekeyId: 0 }
}

describe('prekeys', () => {
  const rng = seededRng('prekeys')
  const first = createPrekeys(rng, START)
  const second = createPrekeys(rng, START + PREKEY_ROTATION)

  it('come with ids, a bundle of 30 days and keys of their own', () => {
    const bundle = publicPrekeys(crypto, first)
    assert.equal(bundle.kemPrekey.length, 1184)
    assert.equal(bundle.signedPrekey.length, 32)
    assert.equal(bundle.requestKey.length, 32)
    assert.deepEqual(bundle.suites, SUPPORTED_SUITES)
    assert.equal(bundle.created, START)
    assert.equal(bundle.expires, START + 30 * day)
    assert.ok(bundle.signedPrekeyId > 0 && bundle.kemPrekeyId > 0)
    const other = publicPrekeys(crypto, second)
    for (const field of [
      'signedPrekeyId',
      'signedPrekey',
      'kemPrekeyId',
      'kemPrekey',
      'requestKey'
    ] as const) {
      assert.notDeepEqual(bundle[field], other[field], field)
    }
    assert.notEqual(createPrekeys(length => new Uint8Array(length), START).signedPrekeyId, 0)
  })

  it('rotate weekly, also after the clock was set back', () => {
    assert.equal(rotationDue(first, START), false)
    assert.equal(rotationDue(first, START + 7 * day - 1), false)
    assert.equal(rotationDue(first, START + 7 * day), true)
    assert.equal(rotationDue(first, START - day), false)
    assert.equal(rotationDue(first, START - 365 * day), true)
  })

  it('are of before a time, unless that is still to come: then a clock ran ahead', () => {
    assert.equal(isBefore(first, START, START + 1), false)
    assert.equal(isBefore(first, START + 1, START + 1), true)
    assert.equal(isBefore(first, START + 1, START + day), true)
    assert.equal(isBefore(first, START + 1, START), false)
    assert.equal(isBefore(first, START - 1, START + day), false)
    assert.equal(isBefore(first, 0, START), false)
  })

  it('are kept until no first message can still be on its way', () => {
    assert.equal(expired(first, START + 62 * day - 1), false)
    assert.equal(expired(first, START + 62 * day), true)
    // used on the bundle's last day, then 30 days in a mailbox
    assert.ok(PREKEY_SECRET_LIFETIME >= BUNDLE_LIFETIME + 30 * day)
  })

  it('are found by their ids while they are kept', () => {
    const generations = [first, second]
    const found = findPrekeys(crypto, generations, named(second), START + PREKEY_ROTATION)
    const bundle = publicPrekeys(crypto, second)
    assert.deepEqual(found.signedPrekey, bundle.signedPrekey)
    assert.deepEqual(found.kemPrekey, bundle.kemPrekey)
    assert.deepEqual(found.signedPrekeySecret, second.signedPrekeySecret)
    const { ciphertext, sharedSecret } = crypto.mlKem768Encapsulate(bundle.kemPrekey, rng(32))
    assert.deepEqual(crypto.mlKem768Decapsulate(found.kemSecret, ciphertext), sharedSecret)
    const unknown = { signedPrekeyId: second.signedPrekeyId, kemPrekeyId: 12345, oneTimePrekeyId: 0 }
    assert.throws(() => findPrekeys(crypto, generations, unknown, START), SessionError)
    assert.throws(() => findPrekeys(crypto, generations, named(first), START + 62 * day), SessionError)
    assert.throws(() => findPrekeys(crypto, [], named(first), START), SessionError)
  })

  it('survive as a record', () => {
    const bytes = encodePrekeyRecord(first)
    assert.deepEqual(decodePrekeyRecord(bytes), first)
    assert.ok(bytes.length < 160, `${bytes.length}`)
    // the last field is the time: without it the record is of 1970, long expired
    assert.equal(decodePrekeyRecord(bytes.subarray(0, -7)).created, 0)
    for (let length = 0; length < bytes.length; length++) {
      if (length === bytes.length - 7) continue
      assert.throws(() => decodePrekeyRecord(bytes.subarray(0, length)), WireFormatError)
    }
    assert.throws(() => encodePrekeyRecord({ ...first, format: 1 }), WireFormatError)
    assert.throws(() => encodePrekeyRecord({ ...first, kemPrekeySeed: rng(63) }), WireFormatError)
  })
})
