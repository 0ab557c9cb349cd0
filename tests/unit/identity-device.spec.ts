import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  CERTIFICATE_LIFETIME,
  accountFromSeed,
  certify,
  createDevice,
  deviceFromSecrets,
  renewalDue,
  verifyCertificate
} from '../../src/identity/index.ts'
import { DEVICE_CERTIFICATE_DOMAIN } from '../../src/identity/constants.ts'
import { sign } from '../../src/identity/signed.ts'
import { encodeDeviceCertificate } from '../../src/wire/index.ts'
import { DAY, NOW, named, person, seeded } from '../support/identity.ts'
import type { DeviceCertificate } from '../../src/wire/index.ts'

describe('identity: accounts and devices', () => {
  const alice = person('alice')

  it('come back from their secrets', () => {
    assert.deepEqual(accountFromSeed(crypto, alice.account.seed), alice.account)
    const { seed, ratchetSecret } = alice.device
    assert.deepEqual(deviceFromSecrets(crypto, seed, ratchetSecret), alice.device)
    assert.notDeepEqual(alice.device.seed, alice.device.ratchetSecret)
    assert.notEqual(alice.device.peerId, alice.account.userId)
  })

  it('refuse secrets of another length', () => {
    const short = new Uint8Array(31)
    assert.throws(() => accountFromSeed(crypto, short), named('UsageError'))
    assert.throws(() => deviceFromSecrets(crypto, short, alice.device.seed), named('UsageError'))
    assert.throws(() => deviceFromSecrets(crypto, alice.device.seed, short), named('UsageError'))
  })
})

describe('identity: device certificates', () => {
  const { account, device, certificate } = person('alice')
  const bob = person('bob')

  const forge = (changes: Partial<DeviceCertificate>): ReturnType<typeof sign> => {
    const honest = verifyCertificate(crypto, certificate)
    const payload = encodeDeviceCertificate({ ...honest, ...changes })
    return sign(crypto, account.seed, DEVICE_CERTIFICATE_DOMAIN, payload)
  }

  it('bind host key and ratchet key to the account for 400 days', () => {
    assert.deepEqual(verifyCertificate(crypto, certificate, { now: NOW, account: account.publicKey }), {
      account: account.publicKey,
      device: device.publicKey,
      ratchetKey: device.ratchetKey,
      created: NOW,
      expires: NOW + 400 * DAY
    })
  })

  it('expire, but only where the time is asked for', () => {
    const { expires } = verifyCertificate(crypto, certificate)
    assert.ok(verifyCertificate(crypto, certificate, { now: expires - 1 }))
    assert.throws(() => verifyCertificate(crypto, certificate, { now: expires }), named('TrustError'))
    assert.ok(verifyCertificate(crypto, certificate))
  })

  it('are due for renewal at half of their life', () => {
    const decoded = verifyCertificate(crypto, certificate)
    assert.equal(renewalDue(decoded, NOW), false)
    assert.equal(renewalDue(decoded, NOW + 200 * DAY - 1), false)
    assert.equal(renewalDue(decoded, NOW + 200 * DAY), true)
    assert.equal(renewalDue(decoded, NOW + 500 * DAY), true)
  })

  it('are refused for another account, whoever signed', () => {
    const refused = named('TrustError')
    assert.throws(() => verifyCertificate(crypto, bob.certificate, { account: account.publicKey }), refused)
    // names Bob, signed by Alice
    const claimed = forge({ account: bob.account.publicKey })
    assert.throws(() => verifyCertificate(crypto, claimed), named('AuthenticationError'))
  })

  it('are refused when they last longer than any, or no time at all', () => {
    assert.ok(verifyCertificate(crypto, forge({ expires: NOW + 1 })))
    for (const expires of [NOW, NOW - 1, NOW + CERTIFICATE_LIFETIME + 1]) {
      assert.throws(() => verifyCertificate(crypto, forge({ expires })), named('TrustError'))
    }
  })

  it('never make the account key a host key', () => {
    const keys = { publicKey: account.publicKey, ratchetKey: device.ratchetKey }
    assert.throws(() => certify(crypto, account, keys, NOW), named('UsageError'))
    assert.throws(() => verifyCertificate(crypto, forge({ device: account.publicKey })), named('TrustError'))
  })

  it('of keys of a wrong length cannot be made', () => {
    const { publicKey, ratchetKey } = createDevice(crypto, seeded('short'))
    const cut = { publicKey, ratchetKey: ratchetKey.subarray(1) }
    assert.throws(() => certify(crypto, account, cut, NOW), named('WireFormatError'))
  })

  it('signed for another purpose are refused', () => {
    const { payload } = certificate
    const misused = sign(crypto, account.seed, 'earshot/device-list/1', payload)
    assert.throws(() => verifyCertificate(crypto, misused), named('AuthenticationError'))
  })
})
