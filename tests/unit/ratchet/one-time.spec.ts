import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, SessionError, WireFormatError } from '../../../src/errors.ts'
import {
  baseKeyId,
  createOneTime,
  createPrekeys,
  encrypt,
  decrypt,
  findPrekeys,
  initiate,
  publicOneTime,
  respond
} from '../../../src/ratchet/index.ts'
import { decodeOneTimePrekeyRecord, encodeOneTimePrekeyRecord } from '../../../src/wire/vault.ts'
import { START, bundleOf, seededRng, testDevice } from '../../support/ratchet.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { Decrypted, InitialFields, OneTimePrekeys, PeerBundle } from '../../../src/ratchet/index.ts'

const day = 86_400_000

describe('one-time prekeys in the handshake', () => {
  const rng = seededRng('one-time')
  const [alice, bob] = [testDevice(rng), testDevice(rng)]
  const once = createOneTime(rng, START, rng(32))
  const opened = ask(bundleOf(bob, once))

  function ask(peer: PeerBundle, seed: string = 'ask'): ReturnType<typeof initiate> {
    const plaintext = utf8ToBytes('may I?')
    return initiate({
      crypto,
      rng: seededRng(seed),
      self: alice.self,
      peer,
      leastSuite: 0,
      now: START,
      plaintext
    })
  }

  function answer(initial: InitialFields, held: OneTimePrekeys | undefined, now: number = START): Decrypted {
    const prekeys = findPrekeys(crypto, [bob.prekeys], initial, now, held)
    return respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now })
  }

  it('open a session that both sides go on with', () => {
    assert.equal(opened.initial.oneTimePrekeyId, once.id)
    assert.equal(opened.initial.kemPrekeyId, 0, 'the last-resort key of the KEM is not used')
    const { session, plaintext } = answer(opened.initial, once)
    assert.deepEqual(plaintext, utf8ToBytes('may I?'))
    const { envelope } = encrypt({ crypto, rng, session, plaintext: utf8ToBytes('yes'), now: START })
    const back = decrypt({ crypto, session: opened.session, envelope, now: START })
    assert.deepEqual(back.plaintext, utf8ToBytes('yes'))
  })

  it('keep it from who holds every other secret of the responder', () => {
    // the thief has device and generation, and guesses at either half of the one-time prekey
    const other = createOneTime(rng, START, once.mailbox)
    assert.throws(() => answer(opened.initial, undefined), SessionError)
    for (const guess of [
      { ...once, kemSeed: other.kemSeed },
      { ...once, curveSecret: other.curveSecret },
      { ...once, kemSeed: bob.prekeys.kemPrekeySeed, curveSecret: bob.prekeys.signedPrekeySecret }
    ]) {
      assert.throws(() => answer(opened.initial, guess), AuthenticationError)
    }
    assert.ok(answer(opened.initial, once))
  })

  it('are bound, and whether one was used', () => {
    const initial = opened.initial
    const lies: ReadonlyArray<
      readonly [string, InitialFields, typeof AuthenticationError | typeof SessionError]
    > = [
      ['none', { ...initial, oneTimePrekeyId: 0 }, SessionError],
      [
        'none but the last resort',
        { ...initial, oneTimePrekeyId: 0, kemPrekeyId: bob.prekeys.kemPrekeyId },
        AuthenticationError
      ],
      ['both', { ...initial, kemPrekeyId: bob.prekeys.kemPrekeyId }, SessionError],
      ['another id', { ...initial, oneTimePrekeyId: once.id + 1 }, SessionError]
    ]
    for (const [lie, changed, error] of lies) assert.throws(() => answer(changed, once), error, lie)
    // the same secrets under another id: only the transcript tells them apart
    const renamed = { ...once, id: once.id + 1 }
    assert.throws(() => answer({ ...initial, oneTimePrekeyId: renamed.id }, renamed), AuthenticationError)
    // X25519 takes two encodings of this key; the two sides have to mean the same one
    const twin = bundleOf(bob, once)
    assert.ok(twin.oneTime)
    const curveKey = twin.oneTime.curveKey.with(31, (twin.oneTime.curveKey[31] ?? 0) ^ 0x80)
    const other = ask({ ...twin, oneTime: { ...twin.oneTime, curveKey } }).initial
    assert.throws(() => answer(other, once), AuthenticationError)
    // a first message to the last resort cannot be passed off as one to a one-time prekey
    const plain = ask(bundleOf(bob)).initial
    assert.throws(
      () => answer({ ...plain, oneTimePrekeyId: once.id, kemPrekeyId: 0 }, once),
      AuthenticationError
    )
    assert.ok(answer(plain, undefined))
    assert.notEqual(ask(bundleOf(bob)).session.id, opened.session.id)
  })

  it('need an id, and are over after 62 days', () => {
    const nameless = bundleOf(bob, { ...once, id: 0 })
    assert.throws(() => ask(nameless), SessionError)
    const young = [createPrekeys(rng, START + 62 * day)]
    assert.throws(() => findPrekeys(crypto, young, opened.initial, START + 62 * day, once), SessionError)
    const generation = { ...bob.prekeys, created: START + day }
    const late = START + 62 * day
    assert.throws(() => findPrekeys(crypto, [generation], opened.initial, late, once), SessionError)
    assert.ok(findPrekeys(crypto, [generation], opened.initial, late - 1, once))
  })

  it('give first messages names of their own', () => {
    const { initial } = opened
    const names = [initial, { ...initial, oneTimePrekeyId: 0 }, { ...initial, kemPrekeyId: 1 }]
    const ids = new Set(names.map(name => String(baseKeyId(crypto, name))))
    assert.equal(ids.size, 3)
  })

  it('show their public halves, for 30 days', () => {
    const shown = publicOneTime(crypto, once)
    assert.deepEqual([shown.id, shown.created, shown.expires], [once.id, START, START + 30 * day])
    assert.deepEqual(shown.curveKey, crypto.x25519PublicKey(once.curveSecret))
    assert.deepEqual(shown.kemKey, crypto.mlKem768KeyPair(once.kemSeed).publicKey)
    assert.notEqual(createOneTime(length => new Uint8Array(length), START, once.mailbox).id, 0)
  })

  it('survive as a record', () => {
    const bytes = encodeOneTimePrekeyRecord(once)
    assert.deepEqual(decodeOneTimePrekeyRecord(bytes), once)
    assert.throws(() => encodeOneTimePrekeyRecord({ ...once, id: 0 }), WireFormatError)
    assert.throws(() => encodeOneTimePrekeyRecord({ ...once, kemSeed: rng(63) }), WireFormatError)
  })
})
