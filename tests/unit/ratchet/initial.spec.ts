import assert from 'node:assert/strict'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, LimitError, SessionError, WireFormatError } from '../../../src/errors.ts'
import { PADDING_LADDER } from '../../../src/ratchet/constants.ts'
import {
  SUITE_1,
  baseKeyId,
  chooseSuite,
  createPrekeys,
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  openInitial,
  publicPrekeys,
  respond,
  sealInitial
} from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, bundleOf, seededRng, snapshot, testDevice } from '../../support/ratchet.ts'
import type { InitialFields, Party, ResponderPrekeys, SelfParty } from '../../../src/ratchet/index.ts'

const rng = seededRng('initial')
const alice = testDevice(rng)
const bob = testDevice(rng)
const plaintext = utf8ToBytes('May I write to you?')
const common = { crypto, rng, self: alice.self, peer: bundleOf(bob), leastSuite: 0, now: START, plaintext }
const opened = initiate(common)

function answer(
  changes: {
    readonly self?: SelfParty
    readonly initiator?: Party
    readonly prekeys?: Partial<ResponderPrekeys>
    readonly initial?: Partial<InitialFields>
  } = {}
): ReturnType<typeof respond> {
  return respond({
    crypto,
    self: changes.self ?? bob.self,
    prekeys: { ...findPrekeys(crypto, [bob.prekeys], opened.initial, START), ...changes.prekeys },
    initiator: changes.initiator ?? alice.self,
    initial: { ...opened.initial, ...changes.initial },
    now: START
  })
}

function flip(bytes: Uint8Array, at = 0): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ 1)
}

describe('first message', () => {
  it('opens the same session on both sides and carries the first content', () => {
    const { session, plaintext: received, stored } = answer()
    assert.deepEqual(received, plaintext)
    assert.deepEqual(stored, [])
    assert.match(session.id, /^[0-9a-f]{32}$/)
    assert.equal(session.id, opened.session.id)
    assert.deepEqual(session.associatedData, opened.session.associatedData)
    assert.equal(session.suite, SUITE_1)
    const { session: replied, envelope } = encrypt({
      crypto,
      rng,
      session,
      plaintext: utf8ToBytes('Yes.'),
      now: START
    })
    const back = decrypt({ crypto, session: opened.session, envelope, now: START })
    assert.deepEqual(back.plaintext, utf8ToBytes('Yes.'))
    const again = encrypt({ crypto, rng, session: back.session, plaintext: utf8ToBytes('Good.'), now: START })
    const last = decrypt({ crypto, session: replied, envelope: again.envelope, now: START })
    assert.deepEqual(last.plaintext, utf8ToBytes('Good.'))
  })

  it('is followed by ordinary envelopes, which wait for it', () => {
    const next = encrypt({
      crypto,
      rng,
      session: opened.session,
      plaintext: utf8ToBytes('second'),
      now: START
    })
    const { session } = answer()
    const received = decrypt({ crypto, session, envelope: next.envelope, now: START })
    assert.deepEqual(received.plaintext, utf8ToBytes('second'))
  })

  it('gives every session keys and an id of its own', () => {
    const other = initiate(common)
    assert.notEqual(other.session.id, opened.session.id)
    assert.notDeepEqual(other.initial.ephemeral, opened.initial.ephemeral)
    assert.notDeepEqual(other.initial.kemCiphertext, opened.initial.kemCiphertext)
    assert.throws(() => answer({ initial: { envelope: other.initial.envelope } }), AuthenticationError)
  })

  it('does not open when the two sides disagree on anything', () => {
    const { self } = bob
    const { initial } = opened
    const stranger = testDevice(rng)
    const kem = crypto.mlKem768KeyPair(rng(64))
    const reencapsulated = crypto.mlKem768Encapsulate(kem.publicKey, rng(32))
    const disagreements = {
      'account of the initiator': { initiator: { ...alice.self, account: flip(alice.self.account) } },
      'device of the initiator': { initiator: { ...alice.self, device: flip(alice.self.device) } },
      'identity key of the initiator': {
        initiator: { ...alice.self, identityKey: stranger.self.identityKey }
      },
      // X25519 ignores the highest bit, the agreement must not
      'encoding of the identity key': {
        initiator: {
          ...alice.self,
          identityKey: alice.self.identityKey.with(31, (alice.self.identityKey[31] ?? 0) ^ 0x80)
        }
      },
      'own account': { self: { ...self, account: flip(self.account) } },
      'own device': { self: { ...self, device: flip(self.device) } },
      'own identity key': { self: { ...self, identityKey: flip(self.identityKey) } },
      'own identity': { self: { ...stranger.self, account: self.account, device: self.device } },
      'signed prekey': { prekeys: { signedPrekey: flip(bundleOf(bob).signedPrekey) } },
      'signed prekey secret': { prekeys: { signedPrekeySecret: rng(32) } },
      'KEM prekey': { prekeys: { kemPrekey: flip(bundleOf(bob).kemPrekey) } },
      'KEM secret': { prekeys: { kemSecret: kem.secretKey } },
      're-encapsulation to another KEM key': {
        prekeys: { kemSecret: kem.secretKey, kemPrekey: kem.publicKey },
        initial: { kemCiphertext: reencapsulated.ciphertext }
      },
      'KEM ciphertext': { initial: { kemCiphertext: flip(initial.kemCiphertext, 700) } },
      ephemeral: { initial: { ephemeral: flip(initial.ephemeral) } },
      'encoding of the ephemeral': {
        initial: { ephemeral: initial.ephemeral.with(31, (initial.ephemeral[31] ?? 0) ^ 0x80) }
      },
      'id of the signed prekey': { initial: { signedPrekeyId: initial.signedPrekeyId + 1 } },
      'id of the KEM prekey': { initial: { kemPrekeyId: initial.kemPrekeyId + 1 } },
      envelope: { initial: { envelope: flip(initial.envelope, 200) } }
    }
    for (const [what, changes] of Object.entries(disagreements)) {
      assert.throws(() => answer(changes), AuthenticationError, what)
    }
    assert.deepEqual(answer().plaintext, plaintext)
  })

  it('does not open for somebody who has not the secrets that belong to the keys', () => {
    const self = { ...alice.self, identitySecret: rng(32) }
    const { initial } = initiate({ ...common, self })
    assert.throws(() => answer({ initial }), AuthenticationError, 'in the name of Alice')
    const impostor = { ...bob.self, identitySecret: rng(32) }
    assert.throws(() => answer({ self: impostor }), AuthenticationError, 'in the place of Bob')
  })

  it('refuses keys of low order', () => {
    const low = new Uint8Array(32)
    for (const key of ['identityKey', 'signedPrekey']) {
      const peer = { ...common.peer, [key]: low }
      assert.throws(() => initiate({ ...common, peer }), AuthenticationError, key)
    }
    assert.throws(() => answer({ initiator: { ...alice.self, identityKey: low } }), AuthenticationError)
    assert.throws(() => answer({ initial: { ephemeral: low } }), AuthenticationError)
    const peer = { ...common.peer, kemPrekey: common.peer.kemPrekey.with(0, 255).with(1, 255) }
    assert.throws(() => initiate({ ...common, peer }), AuthenticationError)
  })

  it('takes the highest common suite, never a lower one than before', () => {
    assert.equal(chooseSuite([7, SUITE_1], 0), SUITE_1)
    assert.equal(chooseSuite([SUITE_1], SUITE_1), SUITE_1)
    assert.throws(() => chooseSuite([], 0), SessionError)
    assert.throws(() => chooseSuite([2, 7], 0), SessionError)
    assert.throws(() => initiate({ ...common, leastSuite: SUITE_1 + 1 }), SessionError)
    assert.throws(() => answer({ initial: { suite: 2 } }), SessionError)
    assert.throws(() => answer({ initial: { suite: 0 } }), SessionError)
  })

  it('opens no session of a device with itself', () => {
    assert.throws(() => initiate({ ...common, peer: bundleOf(alice) }), SessionError)
    assert.throws(() => answer({ initiator: bob.self }), SessionError)
  })

  it('leaves the keys of the device usable', () => {
    const before = [bob.self.identitySecret, bob.prekeys.signedPrekeySecret, alice.self.identitySecret].map(
      bytesToHex
    )
    const first = answer()
    const second = answer()
    assert.deepEqual(snapshot(first.session), snapshot(second.session))
    assert.deepEqual(
      [bob.self.identitySecret, bob.prekeys.signedPrekeySecret, alice.self.identitySecret].map(bytesToHex),
      before
    )
  })

  it('is refused when it names a prekey that is not here', () => {
    for (const unknown of [{ signedPrekeyId: 0 }, { kemPrekeyId: 0 }]) {
      const ids = { ...opened.initial, ...unknown }
      assert.throws(() => findPrekeys(crypto, [bob.prekeys], ids, START), SessionError)
    }
  })

  it('outlives its prekey', () => {
    const signedPrekeySecret = bob.prekeys.signedPrekeySecret.slice()
    const { session } = answer({ prekeys: { signedPrekeySecret } })
    const before = snapshot(session)
    signedPrekeySecret.fill(0)
    assert.deepEqual(snapshot(session), before)
  })

  it('has a name by which a repeated one is known', () => {
    const name = baseKeyId(crypto, opened.initial)
    assert.equal(name.length, 32)
    assert.deepEqual(baseKeyId(crypto, { ...opened.initial }), name)
    assert.notDeepEqual(baseKeyId(crypto, initiate(common).initial), name)
    assert.notDeepEqual(baseKeyId(crypto, { ...opened.initial, kemPrekeyId: 1 }), name)
  })
})

describe('sealed request', () => {
  const { requestSecret } = bob.prekeys
  const { requestKey } = publicPrekeys(crypto, bob.prekeys)
  const older = createPrekeys(rng, START).requestSecret

  it('opens with any secret that is kept, and has a length of the ladder', () => {
    for (const length of [0, 1, 256 - 49, 256 - 48, 1_500, 262_144 - 49]) {
      const message = rng(length)
      const sealed = sealInitial(crypto, rng, requestKey, message)
      assert.ok(PADDING_LADDER.includes(sealed.length))
      assert.deepEqual(openInitial(crypto, [requestSecret], sealed), message)
      assert.deepEqual(openInitial(crypto, [older, requestSecret], sealed), message)
    }
    assert.throws(() => sealInitial(crypto, rng, requestKey, rng(262_144 - 48)), LimitError)
  })

  it('opens with no other secret and not when altered', () => {
    const sealed = sealInitial(crypto, rng, requestKey, utf8ToBytes('hello'))
    assert.throws(() => openInitial(crypto, [older], sealed), AuthenticationError)
    assert.throws(() => openInitial(crypto, [], sealed), AuthenticationError)
    // a mistake of our own is not taken for a request that does not open
    assert.throws(() => openInitial(crypto, [rng(31)], sealed), RangeError)
    for (const at of [0, 31, 32, 100, 255]) {
      assert.throws(() => openInitial(crypto, [requestSecret], flip(sealed, at)), AuthenticationError)
    }
    assert.throws(() => openInitial(crypto, [requestSecret], sealed.subarray(1)), WireFormatError)
    assert.throws(() => openInitial(crypto, [requestSecret], concatBytes(sealed, rng(1))), WireFormatError)
    assert.throws(() => openInitial(crypto, [requestSecret], new Uint8Array(0)), WireFormatError)
    assert.throws(() => openInitial(crypto, [requestSecret], new Uint8Array(256)), AuthenticationError)
  })
})
