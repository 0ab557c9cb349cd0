import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  certify,
  compareDeviceLists,
  createDevice,
  findDevice,
  signDeviceList,
  verifyDeviceList
} from '../../src/identity/index.ts'
import { DEVICE_LIST_DOMAIN } from '../../src/identity/constants.ts'
import { sign } from '../../src/identity/signed.ts'
import { encodeDeviceList } from '../../src/wire/index.ts'
import { DAY, NOW, flipped, named, person, seeded } from '../support/identity.ts'
import type { VerifiedDeviceList } from '../../src/identity/index.ts'
import type { DeviceList, Signed } from '../../src/wire/index.ts'

describe('identity: device lists', () => {
  const { account, device, certificate, list } = person('alice')
  const bob = person('bob')
  const second = createDevice(crypto, seeded('second'))
  const secondCertificate = certify(crypto, account, second, NOW)

  const verified = (changes: Partial<DeviceList>): VerifiedDeviceList =>
    verifyDeviceList(
      crypto,
      signDeviceList(crypto, account, { version: 1, certificates: [certificate], revoked: [], ...changes })
    )
  /** Signed by the account, but with contents that `signDeviceList` refuses to sign. */
  const forge = (changes: Partial<DeviceList>): Signed => {
    const honest = { account: account.publicKey, version: 1, certificates: [certificate], revoked: [] }
    return sign(crypto, account.seed, DEVICE_LIST_DOMAIN, encodeDeviceList({ ...honest, ...changes }))
  }

  it('name the devices of an account', () => {
    const { userId, version, devices, revoked, signed } = verifyDeviceList(crypto, list)
    assert.equal(userId, account.userId)
    assert.equal(version, 1)
    assert.deepEqual(
      devices.map(({ peerId }) => peerId),
      [device.peerId]
    )
    assert.deepEqual(devices[0]?.certificate.ratchetKey, device.ratchetKey)
    assert.deepEqual(devices[0]?.signed, certificate)
    assert.deepEqual(revoked, [])
    assert.equal(signed, list)
  })

  it('of another account than expected are refused', () => {
    assert.ok(verifyDeviceList(crypto, list, { account: account.publicKey }))
    assert.throws(
      () => verifyDeviceList(crypto, list, { account: bob.account.publicKey }),
      named('TrustError')
    )
  })

  it('are refused with a certificate of another account', () => {
    const foreign = { certificates: [certificate, bob.certificate] }
    assert.throws(() => verifyDeviceList(crypto, forge(foreign)), named('TrustError'))
    assert.throws(() => verified(foreign), named('TrustError'))
  })

  it('are refused with an altered certificate, though the list itself is signed', () => {
    const altered = { ...certificate, signature: flipped(certificate.signature, 0, 1) }
    assert.throws(
      () => verifyDeviceList(crypto, forge({ certificates: [altered] })),
      named('AuthenticationError')
    )
  })

  it('are refused when a device is both listed and revoked', () => {
    const revoked = [device.publicKey]
    assert.throws(() => verifyDeviceList(crypto, forge({ revoked })), named('TrustError'))
    assert.throws(() => verified({ revoked }), named('TrustError'))
  })

  it('are refused with a device, a ratchet key or a revoked key twice', () => {
    const renewed = certify(crypto, account, device, NOW + DAY)
    const shared = certify(crypto, account, { ...second, ratchetKey: device.ratchetKey }, NOW)
    const bad: Array<Partial<DeviceList>> = [
      { certificates: [certificate, certificate] },
      { certificates: [certificate, renewed] },
      { certificates: [certificate, shared] },
      { revoked: [second.publicKey, second.publicKey] }
    ]
    for (const changes of bad) {
      assert.throws(() => verifyDeviceList(crypto, forge(changes)), named('TrustError'))
      assert.throws(() => verified(changes), named('TrustError'))
    }
  })

  it('hold at most 16 devices and 64 revoked ones', () => {
    const rng = seeded('many')
    const certificates = Array.from({ length: 17 }, () =>
      certify(crypto, account, createDevice(crypto, rng), NOW)
    )
    const revoked = Array.from({ length: 65 }, () => rng(32))
    const full = verified({ certificates: certificates.slice(1), revoked: revoked.slice(1) })
    assert.equal(full.devices.length, 16)
    assert.equal(full.revoked.length, 64)
    assert.throws(() => verified({ certificates }), named('WireFormatError'))
    assert.throws(() => verified({ revoked }), named('WireFormatError'))
    assert.throws(() => verified({ version: 0 }), named('WireFormatError'))
  })

  it('may have expired certificates, which open no new sessions', () => {
    const late = NOW + 400 * DAY
    const held = verified({})
    assert.equal(findDevice(held, device.publicKey, late - 1)?.peerId, device.peerId)
    assert.equal(findDevice(held, device.publicKey, late), undefined)
    assert.equal(findDevice(held, device.publicKey)?.peerId, device.peerId)
    assert.equal(findDevice(held, second.publicKey), undefined)
  })

  it('of one version with different contents are a fork', () => {
    const held = verified({})
    assert.equal(compareDeviceLists(held, verified({})), 'same')
    assert.equal(compareDeviceLists(held, verified({ version: 2 })), 'newer')
    assert.equal(compareDeviceLists(verified({ version: 2 }), held), 'older')
    assert.equal(compareDeviceLists(held, verified({ certificates: [secondCertificate] })), 'fork')
    assert.equal(compareDeviceLists(held, verified({ revoked: [second.publicKey] })), 'fork')
    const both = [certificate, secondCertificate]
    const swapped = both.toReversed()
    assert.equal(
      compareDeviceLists(verified({ certificates: both }), verified({ certificates: swapped })),
      'fork'
    )
  })

  it('of two accounts do not compare', () => {
    assert.throws(
      () => compareDeviceLists(verified({}), verifyDeviceList(crypto, bob.list)),
      named('TrustError')
    )
  })

  it('signed for another purpose or by a device are refused', () => {
    const { payload } = list
    const misused = sign(crypto, account.seed, 'earshot/device-certificate/1', payload)
    assert.throws(() => verifyDeviceList(crypto, misused), named('AuthenticationError'))
    const usurped = sign(crypto, device.seed, DEVICE_LIST_DOMAIN, payload)
    assert.throws(() => verifyDeviceList(crypto, usurped), named('AuthenticationError'))
  })
})
