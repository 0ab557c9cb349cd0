import assert from 'node:assert/strict'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { AuthenticationError, EarshotError, LimitError, WireFormatError } from '../../../src/errors.ts'
import { PADDING_LADDER } from '../../../src/ratchet/constants.ts'
import { decrypt, encrypt, maxContentLength, paddedLength } from '../../../src/ratchet/index.ts'
import { splitEnvelope } from '../../../src/ratchet/envelope.ts'
import { NO_KEM_PART } from '../../../src/ratchet/kem.ts'
import { pad, unpad } from '../../../src/ratchet/padding.ts'
import { START, openPair, seededRng, snapshot } from '../../support/ratchet.ts'

describe('padding', () => {
  it('puts every envelope on the ladder, each rung as full as it can be', () => {
    for (const [kem, overhead] of [
      [NO_KEM_PART, 101],
      [{ kind: 'answer', ciphertext: new Uint8Array(1_088) }, 1_189],
      [{ kind: 'offer', key: new Uint8Array(1_184) }, 1_285]
    ] as const) {
      for (const rung of PADDING_LADDER.filter(length => length >= overhead)) {
        const most = rung - overhead
        assert.equal(paddedLength(most, kem), rung)
        if (rung !== PADDING_LADDER.at(-1)) assert.ok(paddedLength(most + 1, kem) > rung)
        else assert.throws(() => paddedLength(most + 1, kem), LimitError)
      }
    }
    assert.equal(paddedLength(0, NO_KEM_PART), 256)
    // whatever the headers of the moment carry
    assert.equal(maxContentLength, 262_144 - 1_285)
  })

  it('comes off again, and only if it is ISO 7816-4', () => {
    for (const content of ['', 'a', 'a\u0000\u0000', '\u0000']) {
      assert.deepEqual(unpad(pad(utf8ToBytes(content), 9)), utf8ToBytes(content))
    }
    assert.deepEqual(unpad(Uint8Array.of(0x80, 0x80, 0, 0)), Uint8Array.of(0x80))
    for (const bad of [[], [0, 0], [1], [0x80, 1], [0x80, 0x7f, 0]]) {
      assert.throws(() => unpad(Uint8Array.from(bad)), WireFormatError)
    }
  })
})

describe('envelope', () => {
  const rng = seededRng('envelope')
  const pair = openPair(rng)
  const { alice } = pair
  const bob = pair.bob.session

  it('has the form of the protocol and shows nothing of its content', () => {
    const { envelope } = encrypt({ crypto, rng, session: alice, plaintext: utf8ToBytes('hello'), now: START })
    const { nonce, headerBox, bodyBox, prefix } = splitEnvelope(envelope)
    assert.equal(nonce.length, 24)
    assert.equal(headerBox.length, 42 + 16)
    assert.deepEqual(envelope.subarray(24, 26), Uint8Array.of(0, 58))
    assert.deepEqual(concatBytes(prefix, bodyBox), envelope)
    const again = encrypt({
      crypto,
      rng,
      session: alice,
      plaintext: utf8ToBytes('hello'),
      now: START
    }).envelope
    const equal = envelope.filter((byte, at) => byte === again[at]).length
    assert.ok(equal < 20, `${equal} bytes are the same in two envelopes`)
  })

  it('carries every length up to the longest and not one more', () => {
    for (const length of [0, 1, 155, 156, 411, 3_995, 16_283, 16_284, maxContentLength]) {
      const plaintext = rng(length)
      const { envelope } = encrypt({ crypto, rng, session: alice, plaintext, now: START })
      assert.equal(envelope.length, paddedLength(length, NO_KEM_PART))
      assert.deepEqual(decrypt({ crypto, session: bob, envelope, now: START }).plaintext, plaintext)
    }
    const plaintext = new Uint8Array(maxContentLength + 1)
    assert.throws(() => encrypt({ crypto, rng, session: alice, plaintext, now: START }), LimitError)
  })

  it('does not open with any byte changed, and leaves the session as it was', () => {
    const { envelope } = encrypt({ crypto, rng, session: alice, plaintext: utf8ToBytes('hello'), now: START })
    const before = snapshot(bob)
    for (let at = 0; at < envelope.length; at++) {
      const forged = envelope.with(at, (envelope[at] ?? 0) ^ (1 << (at % 8)))
      // the length of the header box is the only thing that is read before it is verified
      const expected = at === 24 || at === 25 ? EarshotError : AuthenticationError
      assert.throws(() => decrypt({ crypto, session: bob, envelope: forged, now: START }), expected)
    }
    assert.deepEqual(snapshot(bob), before)
    assert.deepEqual(decrypt({ crypto, session: bob, envelope, now: START }).plaintext, utf8ToBytes('hello'))
    assert.deepEqual(snapshot(bob), before)
  })

  it('is refused when its length is not on the ladder or its header box does not fit', () => {
    const { envelope } = encrypt({ crypto, rng, session: alice, plaintext: utf8ToBytes('hello'), now: START })
    const open = (bytes: Uint8Array): unknown =>
      decrypt({ crypto, session: bob, envelope: bytes, now: START })
    for (const length of [0, 1, 25, 26, 255]) {
      assert.throws(() => open(envelope.subarray(0, length)), WireFormatError)
    }
    assert.throws(() => open(concatBytes(envelope, new Uint8Array(1))), WireFormatError)
    assert.throws(() => open(new Uint8Array(300_000)), WireFormatError)
    // nothing, an answer or an offer; the two do not fit here
    for (const boxLength of [0, 57, 59, 256 - 26 - 16, 256, 1_146, 1_242, 0xffff]) {
      const bad = envelope.with(24, boxLength >>> 8).with(25, boxLength & 0xff)
      assert.throws(() => open(bad), WireFormatError)
    }
    // these are well-formed, only not of this session
    assert.throws(() => open(concatBytes(envelope, new Uint8Array(256))), AuthenticationError)
    for (const boxLength of [58, 1_146, 1_242]) {
      const stranger = rng(65_536)
        .with(24, boxLength >>> 8)
        .with(25, boxLength & 0xff)
      assert.throws(() => open(stranger), AuthenticationError)
    }
  })

  it('is refused when its header is of another version', () => {
    const { envelope } = encrypt({ crypto, rng, session: alice, plaintext: utf8ToBytes('hello'), now: START })
    const headerKey = alice.sending?.headerKey
    assert.ok(headerKey)
    const { nonce, headerBox } = splitEnvelope(envelope)
    const header = crypto.xchacha20Poly1305Open(headerKey, nonce, headerBox, alice.associatedData)
    assert.equal(header[0], 2)
    for (const version of [0, 1, 3]) {
      const changed = envelope.slice()
      changed.set(
        crypto.xchacha20Poly1305Seal(headerKey, nonce, header.with(0, version), alice.associatedData),
        26
      )
      assert.throws(() => decrypt({ crypto, session: bob, envelope: changed, now: START }), WireFormatError)
    }
  })

  it('never repeats key and nonce when a restored disk repeats a position', () => {
    const first = encrypt({
      crypto,
      rng,
      session: alice,
      plaintext: new Uint8Array(100),
      now: START
    }).envelope
    const second = encrypt({
      crypto,
      rng,
      session: alice,
      plaintext: new Uint8Array(100),
      now: START
    }).envelope
    // with one keystream the equal plaintexts would give equal ciphertexts
    assert.notDeepEqual(splitEnvelope(first).bodyBox, splitEnvelope(second).bodyBox)
    assert.notDeepEqual(splitEnvelope(first).headerBox, splitEnvelope(second).headerBox)
  })
})
