import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { openBundle, openOneTime, sealOneTime, signOneTime, verifyOneTime } from '../../src/identity/index.ts'
import { sign } from '../../src/identity/signed.ts'
import {
  BUNDLE_LIFETIME,
  MAX_ONE_TIME_PREKEY,
  decodeOneTimePrekey,
  encodeSigned
} from '../../src/wire/index.ts'
import { NOW, bundleOf, flipped, named, person, seeded } from '../support/identity.ts'
import type { OneTimePrekey, Signed } from '../../src/wire/index.ts'

const alice = person('alice')
const bob = person('bob')
const account = alice.account.publicKey
const device = alice.device.publicKey

function prekey(changes: Partial<OneTimePrekey> = {}): Omit<OneTimePrekey, 'device'> {
  const rng = seeded('prekey')
  const { publicKey: kemKey } = crypto.mlKem768KeyPair(rng(64))
  return { id: 5, curveKey: rng(32), kemKey, created: NOW, expires: NOW + BUNDLE_LIFETIME, ...changes }
}

function signed(changes: Partial<OneTimePrekey> = {}): Signed {
  return signOneTime(crypto, alice.device, prekey(changes))
}

function verify(it: Signed, now: number = NOW): OneTimePrekey {
  return verifyOneTime(crypto, it, { device, now })
}

describe('identity: one-time prekeys', () => {
  it('are what their device signed', () => {
    assert.deepEqual(verify(signed()), { ...prekey(), device })
  })

  it('expire after 30 days, and never last longer', () => {
    const late = NOW + BUNDLE_LIFETIME
    assert.ok(verify(signed(), late - 1))
    const refused = [
      () => verify(signed(), late),
      () => verify(signed({ expires: late + 1 })),
      () => verify(signed({ expires: NOW })),
      () => verify(signed({ created: NOW + 1, expires: NOW }))
    ]
    for (const attempt of refused) assert.throws(attempt, named('TrustError'))
  })

  it('with any byte altered, of another device or for another purpose are refused', () => {
    const good = signed()
    for (let at = 0; at < good.payload.length; at += 29) {
      const bad = { ...good, payload: flipped(good.payload, at, 1) }
      assert.throws(() => verify(bad), /AuthenticationError|WireFormatError/u)
    }
    assert.throws(
      () => verify({ ...good, signature: flipped(good.signature, 3, 1) }),
      named('AuthenticationError')
    )
    const bobs = signOneTime(crypto, bob.device, prekey())
    assert.throws(() => verify(bobs), named('AuthenticationError'))
    // signed by the device of the bundle, and says that it is another one's
    const lying = sign(crypto, alice.device.seed, 'earshot/one-time-prekey/1', bobs.payload)
    assert.throws(() => verify(lying), named('TrustError'))
    const misused = sign(crypto, alice.device.seed, 'earshot/prekey-bundle/1', good.payload)
    assert.throws(() => verify(misused), named('AuthenticationError'))
    const byAccount = sign(crypto, alice.account.seed, 'earshot/one-time-prekey/1', good.payload)
    assert.throws(() => verify(byAccount), named('AuthenticationError'))
  })

  it('without an id, or with keys of another length, are none', () => {
    assert.throws(() => signed({ id: 0 }), named('WireFormatError'))
    assert.throws(() => signed({ kemKey: new Uint8Array(1568) }), named('WireFormatError'))
    assert.throws(() => decodeOneTimePrekey(bundleOf(alice).payload), named('WireFormatError'))
  })
})

describe('identity: sealed one-time prekeys', () => {
  const mailbox = seeded('mailbox')(32)
  const good = signed()
  const sealed = sealOneTime(crypto, alice.rng, account, mailbox, good)

  it('open with the account and the mailbox, under a key of their own', () => {
    assert.deepEqual(openOneTime(crypto, account, mailbox, sealed), good)
    const key = new Uint8Array(hkdfSync('sha256', account, mailbox, 'earshot/one-time-seal/1', 32))
    const nonce = sealed.subarray(0, 24)
    const plain = crypto.xchacha20Poly1305Open(key, nonce, sealed.subarray(24), new Uint8Array(0))
    assert.deepEqual(plain, encodeSigned(good))
    assert.throws(() => openBundle(crypto, account, mailbox, sealed), named('AuthenticationError'))
  })

  it('take less than a coordinator gives room for, and are refused above it', () => {
    assert.ok(sealed.length < MAX_ONE_TIME_PREKEY, `${sealed.length}`)
    assert.throws(
      () => openOneTime(crypto, account, mailbox, new Uint8Array(MAX_ONE_TIME_PREKEY + 1)),
      named('LimitError')
    )
    assert.throws(() => openOneTime(crypto, account, mailbox, new Uint8Array(39)), named('WireFormatError'))
  })

  it('do not open for another account or mailbox, or when altered', () => {
    const refused = named('AuthenticationError')
    assert.throws(() => openOneTime(crypto, bob.account.publicKey, mailbox, sealed), refused)
    assert.throws(() => openOneTime(crypto, account, flipped(mailbox, 0, 1), sealed), refused)
    for (let at = 0; at < sealed.length; at += 13) {
      assert.throws(() => openOneTime(crypto, account, mailbox, flipped(sealed, at, 1)), refused)
    }
  })
})
