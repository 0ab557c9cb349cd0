import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  certify,
  createDevice,
  nextRevision,
  openInner,
  sealInner,
  signDescriptor,
  signDeviceList,
  verifyDescriptor
} from '../../src/identity/index.ts'
import { sign } from '../../src/identity/signed.ts'
import { decodeDescriptor } from '../../src/wire/index.ts'
import { DAY, NOW, descriptorOf, flipped, mailboxAt, named, person, seeded } from '../support/identity.ts'

describe('identity: descriptors', () => {
  const alice = person('alice')
  const bob = person('bob')
  const account = alice.account.publicKey
  const descriptorKey = seeded('descriptor-key')(32)
  const inner = {
    addresses: mailboxAt('203.0.113.7', seeded('own')).addresses,
    mailboxes: [mailboxAt('203.0.113.1', seeded('1')), mailboxAt('2001:db8::2', seeded('2'))]
  }

  it('show the outer layer to everybody and the inner one to who has the key', () => {
    const signed = descriptorOf(alice, { inner: sealInner(crypto, alice.rng, descriptorKey, inner) })
    const descriptor = verifyDescriptor(crypto, signed, { now: NOW, account })
    assert.equal(descriptor.userId, alice.account.userId)
    assert.equal(descriptor.device.peerId, alice.device.peerId)
    assert.equal(descriptor.deviceList.version, 1)
    assert.equal(descriptor.revision, NOW)
    assert.deepEqual(descriptor.suites, [1])
    assert.equal(descriptor.requestMailboxes.length, 1)
    assert.equal(descriptor.signed, signed)
    assert.deepEqual(openInner(crypto, descriptorKey, descriptor), inner)
    assert.throws(
      () => openInner(crypto, flipped(descriptorKey, 5, 4), descriptor),
      named('AuthenticationError')
    )
  })

  it('take a list that was verified before by its bytes, and no other one', () => {
    const signed = descriptorOf(alice)
    const held = verifyDescriptor(crypto, signed, { account }).deviceList
    assert.equal(verifyDescriptor(crypto, signed, { account, held }).deviceList, held)
    const another = { ...held, signed: { ...held.signed, signature: flipped(held.signed.signature, 0, 1) } }
    assert.notEqual(verifyDescriptor(crypto, signed, { account, held: another }).deviceList, another)
  })

  it('do not show addresses in the outer layer', () => {
    const signed = descriptorOf(alice, {
      requestMailboxes: [],
      inner: sealInner(crypto, alice.rng, descriptorKey, inner)
    })
    const payload = Buffer.from(signed.payload).toString('hex')
    for (const address of [...inner.addresses, ...inner.mailboxes.map(({ mailbox }) => mailbox)]) {
      assert.ok(!payload.includes(Buffer.from(address).toString('hex')))
    }
  })

  it('have an inner layer of which no byte can be changed', () => {
    const sealed = sealInner(crypto, alice.rng, descriptorKey, inner)
    for (let at = 0; at < sealed.length; at++) {
      const altered = { inner: flipped(sealed, at, 0x10) }
      assert.throws(() => openInner(crypto, descriptorKey, altered), named('AuthenticationError'))
    }
    assert.throws(
      () => openInner(crypto, descriptorKey, { inner: sealed.subarray(0, 39) }),
      named('WireFormatError')
    )
    assert.throws(() => openInner(crypto, descriptorKey.subarray(1), { inner: sealed }), named('UsageError'))
    assert.throws(() => sealInner(crypto, alice.rng, descriptorKey.subarray(1), inner), named('UsageError'))
  })

  it('expire, but only where the time is asked for', () => {
    const signed = descriptorOf(alice)
    assert.ok(verifyDescriptor(crypto, signed, { now: NOW + DAY - 1 }))
    assert.throws(() => verifyDescriptor(crypto, signed, { now: NOW + DAY }), named('TrustError'))
    assert.ok(verifyDescriptor(crypto, signed))
  })

  it('of another account, or of a device that is not listed or revoked, are refused', () => {
    const refused = named('TrustError')
    assert.throws(() => verifyDescriptor(crypto, descriptorOf(bob), { account }), refused)
    const second = createDevice(crypto, seeded('second'))
    const stranger = signDescriptor(crypto, second, decodeDescriptor(descriptorOf(alice).payload))
    assert.throws(() => verifyDescriptor(crypto, stranger), refused)
    const list = signDeviceList(crypto, alice.account, {
      version: 2,
      certificates: [certify(crypto, alice.account, second, NOW)],
      revoked: [alice.device.publicKey]
    })
    assert.throws(() => verifyDescriptor(crypto, descriptorOf(alice, { deviceList: list })), refused)
    assert.throws(() => verifyDescriptor(crypto, descriptorOf(alice, { deviceList: bob.list })), refused)
  })

  it('signed for another purpose are refused', () => {
    const misused = sign(crypto, alice.device.seed, 'earshot/prekey-bundle/1', descriptorOf(alice).payload)
    assert.throws(() => verifyDescriptor(crypto, misused), named('AuthenticationError'))
  })

  it('have revisions that follow the clock and never fall', () => {
    assert.equal(nextRevision(NOW), NOW)
    assert.equal(nextRevision(NOW, NOW - 5), NOW)
    assert.equal(nextRevision(NOW, NOW), NOW + 1)
    assert.equal(nextRevision(NOW - DAY, NOW), NOW + 1)
  })
})
