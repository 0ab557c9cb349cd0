import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  certify,
  createDevice,
  openBundle,
  sealBundle,
  signBundle,
  signDeviceList,
  verifyBundle
} from '../../src/identity/index.ts'
import { sign } from '../../src/identity/signed.ts'
import {
  BUNDLE_LIFETIME,
  decodePrekeyBundle,
  encodePrekeyBundle,
  encodeSigned
} from '../../src/wire/index.ts'
import { DAY, NOW, bundleOf, flipped, named, person, seeded } from '../support/identity.ts'
import type { Signed } from '../../src/wire/index.ts'

const alice = person('alice')
const bob = person('bob')
const second = createDevice(crypto, seeded('second'))
const account = alice.account.publicKey

/** The text of the error, which must be the same for all reasons. */
function refusal(signed: Signed, options: Partial<Parameters<typeof verifyBundle>[2]> = {}): string {
  let text = ''
  assert.throws(
    () => verifyBundle(crypto, signed, { now: NOW, account, ...options }),
    (error: unknown) => {
      if (error instanceof Error) text = error.message
      return named('TrustError')(error)
    }
  )
  return text
}

describe('identity: prekey bundles', () => {
  it('give what a session needs', () => {
    const bundle = verifyBundle(crypto, bundleOf(alice), { now: NOW, account, suites: [2, 3] })
    assert.deepEqual(bundle.account, account)
    assert.equal(bundle.deviceList.userId, alice.account.userId)
    assert.equal(bundle.device.peerId, alice.device.peerId)
    assert.deepEqual(bundle.device.certificate.ratchetKey, alice.device.ratchetKey)
    assert.equal(bundle.signedPrekeyId, 7)
    assert.equal(bundle.kemPrekeyId, 8)
    assert.equal(bundle.kemPrekey.length, 1184)
    assert.deepEqual(bundle.suites, [1, 2])
    assert.equal(bundle.expires, NOW + BUNDLE_LIFETIME)
  })

  it('of another account are refused', () => {
    refusal(bundleOf(bob))
    assert.ok(verifyBundle(crypto, bundleOf(bob), { now: NOW }))
  })

  it('expire after 30 days, and never last longer', () => {
    assert.ok(verifyBundle(crypto, bundleOf(alice), { now: NOW + 30 * DAY - 1 }))
    refusal(bundleOf(alice), { now: NOW + 30 * DAY })
    refusal(bundleOf(alice, { expires: NOW + 30 * DAY + 1 }))
    refusal(bundleOf(alice, { created: NOW + 1, expires: NOW + 1 }))
  })

  it('are refused once the certificate of their device has expired', () => {
    const late = NOW + 400 * DAY
    const fresh = { created: late - DAY, expires: late + DAY }
    assert.ok(verifyBundle(crypto, bundleOf(alice, fresh), { now: late - 1 }))
    refusal(bundleOf(alice, fresh), { now: late })
  })

  it('of a device that is not listed or is revoked are refused', () => {
    const stranger = signBundle(crypto, second, decodePrekeyBundle(bundleOf(alice).payload))
    refusal(stranger)
    const certificates = [certify(crypto, alice.account, second, NOW)]
    const revoked = [alice.device.publicKey]
    const list = signDeviceList(crypto, alice.account, { version: 2, certificates, revoked })
    refusal(bundleOf(alice, { deviceList: list }))
  })

  it('without a suite that we speak are refused', () => {
    refusal(bundleOf(alice), { suites: [3] })
    refusal(bundleOf(alice), { suites: [] })
    refusal(bundleOf(alice, { suites: [] }), { suites: [1] })
  })

  it('are refused for all of these reasons in the same words', () => {
    const texts = [
      refusal(bundleOf(alice), { now: NOW + 30 * DAY }),
      refusal(bundleOf(alice), { now: NOW + 400 * DAY }),
      refusal(signBundle(crypto, second, decodePrekeyBundle(bundleOf(alice).payload))),
      refusal(bundleOf(alice), { suites: [3] })
    ]
    assert.equal(new Set(texts).size, 1)
  })

  it('signed by another key than that of the device are refused', () => {
    const { payload } = bundleOf(alice)
    const byAccount = sign(crypto, alice.account.seed, 'earshot/prekey-bundle/1', payload)
    assert.throws(() => verifyBundle(crypto, byAccount, { now: NOW }), named('AuthenticationError'))
    const misused = sign(crypto, alice.device.seed, 'earshot/descriptor/1', payload)
    assert.throws(() => verifyBundle(crypto, misused, { now: NOW }), named('AuthenticationError'))
  })

  it('with the list of another account are refused, also when none is expected', () => {
    const payload = encodePrekeyBundle({
      ...decodePrekeyBundle(bundleOf(alice).payload),
      deviceList: bob.list
    })
    const signed = sign(crypto, alice.device.seed, 'earshot/prekey-bundle/1', payload)
    assert.throws(() => verifyBundle(crypto, signed, { now: NOW }), named('TrustError'))
  })
})

describe('identity: sealed bundles', () => {
  const signed = bundleOf(alice)
  const mailbox = seeded('mailbox')(32)
  const sealed = sealBundle(crypto, alice.rng, account, mailbox, signed)

  it('open with the account and the mailbox', () => {
    assert.deepEqual(openBundle(crypto, account, mailbox, sealed), signed)
  })

  it('are XChaCha20-Poly1305 under HKDF of account and mailbox', () => {
    const key = new Uint8Array(hkdfSync('sha256', account, mailbox, 'earshot/bundle/1', 32))
    const opened = crypto.xchacha20Poly1305Open(
      key,
      sealed.subarray(0, 24),
      sealed.subarray(24),
      new Uint8Array(0)
    )
    assert.deepEqual(opened, encodeSigned(signed))
  })

  it('share no run of bytes between mailboxes, nor between two times', () => {
    const other = sealBundle(crypto, alice.rng, account, seeded('other')(32), signed)
    const again = sealBundle(crypto, alice.rng, account, mailbox, signed)
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
    for (const copy of [other, again]) {
      for (let at = 0; at + 8 <= sealed.length; at += 8) {
        assert.ok(!hex(copy).includes(hex(sealed.subarray(at, at + 8))))
      }
    }
  })

  it('do not open for another account or mailbox, or when altered', () => {
    const refused = named('AuthenticationError')
    assert.throws(() => openBundle(crypto, bob.account.publicKey, mailbox, sealed), refused)
    assert.throws(() => openBundle(crypto, account, flipped(mailbox, 0, 1), sealed), refused)
    for (let at = 0; at < sealed.length; at += 13) {
      assert.throws(() => openBundle(crypto, account, mailbox, flipped(sealed, at, 1)), refused)
    }
    assert.throws(() => openBundle(crypto, account, mailbox, sealed.subarray(0, -1)), refused)
  })

  it('are refused when too short or too long', () => {
    const empty = new Uint8Array(0)
    assert.throws(() => openBundle(crypto, account, mailbox, empty), named('WireFormatError'))
    assert.throws(() => openBundle(crypto, account, mailbox, new Uint8Array(39)), named('WireFormatError'))
    assert.throws(() => openBundle(crypto, account, mailbox, new Uint8Array(8193)), named('LimitError'))
    const large = { payload: new Uint8Array(8192), signature: new Uint8Array(64) }
    assert.throws(() => sealBundle(crypto, alice.rng, account, mailbox, large), named('LimitError'))
  })
})
