import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  AuthenticationError,
  EarshotError,
  LimitError,
  SessionError,
  WireFormatError
} from '../../../src/errors.ts'
import { KEM_MESSAGES, KEM_PERIOD } from '../../../src/ratchet/constants.ts'
import { splitEnvelope } from '../../../src/ratchet/envelope.ts'
import { decrypt, encrypt, restoreSession, sessionRecord } from '../../../src/ratchet/index.ts'
import { kemPartLength } from '../../../src/ratchet/kem.ts'
import { encodeSessionRecord } from '../../../src/wire/vault.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { answering, offering, sides } from '../../support/ratchet-side.ts'
import { START, seededRng, snapshot } from '../../support/ratchet.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { Rng } from '../../../src/ports.ts'
import type { KemPart } from '../../../src/ratchet/kem.ts'

const rng = seededRng('kem tests')

/** All orders of 0 … count-1 in which another one comes first. */
function orders(count: number): readonly number[][] {
  return Array.from({ length: count }, (_, first) => [
    first,
    ...Array.from({ length: count }, (_, at) => at).filter(at => at !== first)
  ])
}

describe('exchange of the post-quantum ratchet', () => {
  it('takes two chains: one offers, the next answers, and both mix one secret in', () => {
    const { alice, bob, offer, answer } = answering()
    assert.deepEqual([bob.kind, alice.kind], ['offer', 'answer'])
    assert.equal(splitEnvelope(offer).headerBox.length, 1_242)
    assert.equal(splitEnvelope(answer).headerBox.length, 1_146)
    assert.deepEqual([alice.exchanges, bob.exchanges], [1, 0])
    assert.equal(bob.receive(answer, START + 2 * KEM_PERIOD), 'answer')
    for (const { session, exchanges } of [alice, bob]) {
      const { seed, offered } = session.kem
      assert.deepEqual([exchanges, seed, offered], [1, undefined, undefined])
    }
    assert.equal(alice.session.kem.since, START)
    assert.equal(bob.session.kem.since, START + 2 * KEM_PERIOD)
    for (let turn = 0; turn < 4; turn++) {
      assert.equal(alice.receive(bob.send('back', START + 2 * KEM_PERIOD)), 'back')
      assert.equal(bob.kind, 'none')
      assert.equal(bob.receive(alice.send('forth'), START + 2 * KEM_PERIOD), 'forth')
      assert.equal(alice.kind, 'none')
    }
    assert.deepEqual(alice.session.rootKey, bob.session.rootKey)
  })

  it('is made by either side, again and again', () => {
    const { alice, bob } = sides()
    const kinds: Array<KemPart['kind'] | undefined> = []
    let now = START
    for (let turn = 0; turn < 4; turn++) {
      // Bob begins when one is due, then Alice
      now += KEM_PERIOD
      for (const [from, to] of [
        [bob, alice],
        [alice, bob],
        [bob, alice]
      ] as const) {
        assert.equal(to.receive(from.send(`${turn}`, now), now), `${turn}`)
        kinds.push(from.kind)
      }
      now += KEM_PERIOD
      for (const [from, to] of [
        [alice, bob],
        [bob, alice],
        [alice, bob]
      ] as const) {
        assert.equal(to.receive(from.send(`${turn}`, now), now), `${turn}`)
        kinds.push(from.kind)
      }
    }
    const turn = ['offer', 'answer', 'none', 'offer', 'answer', 'none']
    assert.deepEqual(kinds, [...turn, ...turn, ...turn, ...turn])
    assert.equal(alice.exchanges, 8)
    assert.equal(bob.exchanges, 8)
  })

  it('is carried by every message of a chain, and any one that comes first is enough', () => {
    const { alice, bob, offer } = offering()
    const offers = [offer, bob.send('1'), bob.send('2', START + 9 * KEM_PERIOD), bob.send('3')]
    for (const envelope of offers) assert.equal(splitEnvelope(envelope).headerBox.length, 1_242)
    for (const order of orders(offers.length)) {
      const to = alice.copy()
      for (const at of order) to.receive(offers[at] as Uint8Array)
      const from = bob.copy()
      const answers = ['0', '1', '2', '3'].map(text => to.send(text))
      for (const envelope of answers) assert.equal(splitEnvelope(envelope).headerBox.length, 1_146)
      for (const back of orders(answers.length)) {
        const receiver = from.copy()
        for (const at of back) assert.equal(receiver.receive(answers[at] as Uint8Array), `${at}`)
        assert.equal(to.copy().receive(receiver.send('on')), 'on')
        assert.equal(receiver.kind, 'none')
      }
    }
  })

  it('goes on when most of it is lost, and what was late still opens', () => {
    const { alice, bob, offer } = offering()
    const early = alice.send('early, of the chain before')
    alice.receive(bob.send('the second offer'))
    const lost = alice.send('lost answer')
    assert.equal(bob.receive(alice.send('answer')), 'answer')
    assert.equal(alice.receive(bob.send('on')), 'on')
    assert.equal(bob.receive(early), 'early, of the chain before')
    assert.equal(alice.receive(offer), 'offer')
    assert.equal(bob.receive(lost), 'lost answer')
    assert.deepEqual([bob.kind, alice.kind], ['none', undefined])
    assert.equal(bob.receive(alice.send('and on')), 'and on')
  })

  it('is received without randomness: the same again after a crash', () => {
    const { bob, answer } = answering()
    const [first, again] = [bob.copy(), bob.copy()]
    first.receive(answer)
    again.receive(answer)
    assert.deepEqual(again.session, first.session)
  })

  it('completes with a key that was offered before', () => {
    const { alice, bob } = sides()
    const stuck: Rng = length => new Uint8Array(length).fill(length)
    const keys: Uint8Array[] = []
    const roots = new Set<string>()
    for (let turn = 1; turn <= 3; turn++) {
      const now = START + turn * KEM_PERIOD
      alice.receive(bob.send('offer', now, stuck), now)
      keys.push(alice.session.kem.offered as Uint8Array)
      bob.receive(alice.send('answer', now), now)
      roots.add(bob.session.rootKey.join())
      assert.equal(bob.exchanges, turn)
    }
    assert.deepEqual(keys[0], keys[2])
    assert.equal(roots.size, 3)
  })
})

describe('when the post-quantum ratchet offers', () => {
  /** A message goes back and forth; what each carries. */
  function dialogue(count: number, now: number = START): readonly string[] {
    const { alice, bob } = sides()
    return Array.from({ length: count }, (_, at) => {
      const [from, to] = at % 2 === 0 ? [bob, alice] : [alice, bob]
      to.receive(from.send('', now), now)
      return from.kind ?? ''
    })
  }

  it(`is after ${KEM_MESSAGES} messages of both together, and not before`, () => {
    const kinds = dialogue(160)
    const offers = kinds.flatMap((kind, at) => (kind === 'offer' ? [at] : []))
    // the handshake's message was the first; the answer counts for the next time
    assert.deepEqual(offers, [KEM_MESSAGES - 1, 2 * KEM_MESSAGES, 3 * KEM_MESSAGES + 1])
    const answers = kinds.flatMap((kind, at) => (kind === 'answer' ? [at] : []))
    assert.deepEqual(
      answers,
      offers.map(at => at + 1)
    )
    assert.equal(kinds.filter(kind => kind === 'none').length, 160 - 6)
  })

  it('is after an hour, and not before, also by a clock that was set back', () => {
    assert.equal(KEM_PERIOD, 3_600_000)
    for (const [later, kind] of [
      [0, 'none'],
      [KEM_PERIOD - 1, 'none'],
      [KEM_PERIOD, 'offer'],
      [1 - KEM_PERIOD, 'none'],
      [-KEM_PERIOD, 'offer'],
      [-START, 'offer']
    ] as const) {
      const { bob } = sides()
      bob.send('', START + later)
      assert.equal(bob.kind, kind, `${later} ms later`)
    }
  })

  it('is an hour after the last secret, not after the last offer', () => {
    const { alice, bob, answer } = answering()
    bob.receive(answer, START + 5 * KEM_PERIOD)
    bob.send('', START + 6 * KEM_PERIOD - 1)
    assert.equal(bob.kind, 'none')
    // Alice mixed it in when she answered, at START
    const other = alice.copy()
    other.receive(bob.send('', START))
    other.send('', START + KEM_PERIOD)
    assert.equal(other.kind, 'offer')
  })

  it('is never in a chain that has begun: one way only, nothing stalls', () => {
    const { alice, bob } = sides()
    for (let at = 0; at < 4 * KEM_MESSAGES; at++) {
      bob.receive(alice.send('', START + at * KEM_PERIOD))
      assert.equal(alice.kind, 'none')
    }
    assert.equal(alice.session.kem.messages, KEM_MESSAGES)
    assert.equal(bob.session.kem.messages, KEM_MESSAGES)
    for (let at = 0; at < 3; at++) {
      alice.receive(bob.send(''))
      assert.equal(bob.kind, 'offer')
    }
    for (let at = 0; at < 3; at++) {
      bob.receive(alice.send(''))
      assert.equal(alice.kind, 'answer')
    }
    assert.deepEqual([alice.session.kem.messages, bob.session.kem.messages], [3, 3])
  })

  it('costs a dialogue of 100 messages two exchanges, each 3,584 bytes on the padding ladder', () => {
    const { alice, bob } = sides()
    let [bytes, material] = [0, 0]
    for (let at = 0; at < 102; at++) {
      const [from, to] = at % 2 === 0 ? [bob, alice] : [alice, bob]
      const envelope = from.send('x'.repeat(100))
      to.receive(envelope)
      bytes += envelope.length
      material += kemPartLength(from.session.sending?.kem as KemPart) - 1
    }
    assert.equal(material, 2 * (1_184 + 1_088))
    assert.equal(bytes - 102 * 256, 2 * 3_584)
  })
})

/** Keeps hold of every secret that a backend hands out. */
function watched(): { readonly crypto: CryptoBackend; readonly secrets: Uint8Array[] } {
  const secrets: Uint8Array[] = []
  return {
    secrets,
    crypto: {
      ...crypto,
      mlKem768KeyPair(seed) {
        const keys = crypto.mlKem768KeyPair(seed)
        secrets.push(keys.secretKey)
        return keys
      },
      mlKem768Encapsulate(key, randomness) {
        const agreed = crypto.mlKem768Encapsulate(key, randomness)
        secrets.push(agreed.sharedSecret, randomness)
        return agreed
      },
      mlKem768Decapsulate(key, ciphertext) {
        const secret = crypto.mlKem768Decapsulate(key, ciphertext)
        secrets.push(secret)
        return secret
      }
    }
  }
}

describe('refusals of the post-quantum ratchet', () => {
  it('an offer that is not answered, or with an offer: no downgrade inside a session', () => {
    const { alice, bob, offer } = offering()
    alice.receive(offer)
    const silent = alice.pretending({ offered: undefined })
    const none = silent.send('none')
    assert.equal(silent.kind, 'none')
    bob.refuses(none, SessionError)
    const other = alice.pretending({ offered: undefined, messages: KEM_MESSAGES })
    const counter = other.send('offer')
    assert.equal(other.kind, 'offer')
    bob.refuses(counter, SessionError)
    assert.equal(bob.receive(alice.send('answer')), 'answer')
  })

  it('an answer that was not asked for', () => {
    const { alice, bob, offer } = offering()
    alice.receive(offer)
    const offered = alice.session.kem.offered as Uint8Array
    const { alice: early, bob: asked } = sides()
    asked.receive(early.send(''))
    const eager = asked.pretending({ offered })
    const answer = eager.send('')
    assert.equal(eager.kind, 'answer')
    early.refuses(answer, SessionError)
    // the second answer to one offer
    assert.equal(bob.receive(alice.send('answer')), 'answer')
    alice.receive(bob.send('on'))
    bob.refuses(alice.pretending({ offered }).send('again'), SessionError)
    assert.equal(bob.receive(alice.send('on')), 'on')
  })

  it('the answer to another key, without saying so', () => {
    const { alice, bob, offer } = offering()
    alice.receive(offer)
    const { publicKey } = crypto.mlKem768KeyPair(rng(64))
    bob.refuses(alice.pretending({ offered: publicKey }).send('answer'), AuthenticationError)
    assert.equal(bob.receive(alice.send('answer')), 'answer')
  })

  it('a key that nobody could encapsulate to, when it comes and not when it is used', () => {
    const { alice, bob } = offering()
    const { sending } = bob.session
    assert.ok(sending?.kem.kind === 'offer')
    const key = sending.kem.key.with(0, 0xff).with(1, 0xff)
    assert.throws(() => crypto.mlKem768Encapsulate(key, rng(32)), AuthenticationError)
    const envelope = encrypt({
      crypto,
      rng,
      session: { ...bob.session, sending: { ...sending, kem: { kind: 'offer', key } } },
      plaintext: utf8ToBytes(''),
      now: START
    }).envelope
    alice.refuses(envelope, WireFormatError)
    assert.equal(alice.receive(bob.send('offer')), 'offer')
  })

  it('bytes of an offer or an answer changed, and the session stays as it was', () => {
    const { bob, answer, offer } = answering()
    for (const [to, envelope] of [
      [sides().alice, offer],
      [bob, answer]
    ] as const) {
      const before = snapshot(to.session)
      // envelope.spec.ts tries every one of a smaller envelope
      for (let at = 0; at < envelope.length; at += at < 100 ? 1 : 7) {
        const forged = envelope.with(at, (envelope[at] ?? 0) ^ (1 << (at % 8)))
        const expected = at === 24 || at === 25 ? EarshotError : AuthenticationError
        assert.throws(
          () => decrypt({ crypto, session: to.session, envelope: forged, now: START }),
          expected,
          `${at}`
        )
      }
      assert.deepEqual(snapshot(to.session), before)
      to.receive(envelope)
      to.refuses(envelope, SessionError)
    }
  })

  it('what is too far ahead, before any work with ML-KEM', () => {
    const { alice, bob } = answering()
    const { sending, previousChainLength } = alice.session
    assert.ok(sending)
    for (const [changes, expected] of [
      [{ sending: { ...sending, messageNumber: 25_001 } }, LimitError],
      [{ previousChainLength: 25_001 }, LimitError],
      [{ previousChainLength: previousChainLength - 1 }, SessionError]
    ] as const) {
      const envelope = alice.copy(changes).send('')
      const { crypto: watching, secrets } = watched()
      assert.throws(() => decrypt({ crypto: watching, session: bob.session, envelope, now: START }), expected)
      assert.equal(secrets.length, 0)
    }
  })

  it('what does not go with the rest of a record', () => {
    const { alice, bob, offer } = offering()
    alice.receive(offer)
    const [ours, theirs] = [sessionRecord(bob.session), sessionRecord(alice.session)]
    restoreSession(ours, [])
    restoreSession(theirs, [])
    const { sending } = ours
    assert.ok(sending)
    const none = new Uint8Array(0)
    for (const [record, error] of [
      [{ ...ours, kem: { ...ours.kem, seed: none } }, SessionError],
      [{ ...ours, kem: { ...ours.kem, offered: theirs.kem.offered } }, SessionError],
      [{ ...ours, sending: { ...sending, kem: Uint8Array.of(0) } }, SessionError],
      [{ ...ours, sending: { ...sending, kem: Uint8Array.of(7) } }, WireFormatError],
      [{ ...theirs, kem: { ...theirs.kem, seed: ours.kem.seed } }, SessionError],
      [{ ...theirs, sending }, SessionError]
    ] as const) {
      assert.throws(() => restoreSession(record, []), error)
    }
    for (const bad of [
      { ...ours, kem: { ...ours.kem, seed: rng(63) } },
      { ...ours, sending: { ...sending, kem: none } },
      { ...ours, sending: { ...sending, kem: rng(1_186) } },
      { ...theirs, kem: { ...theirs.kem, offered: rng(1_183) } },
      { ...theirs, kem: { ...theirs.kem, since: -1 } }
    ]) {
      assert.throws(() => encodeSessionRecord(bad), WireFormatError)
    }
  })
})

describe('secrets of the post-quantum ratchet', () => {
  it('are wiped as soon as they are mixed in', () => {
    const { crypto: watching, secrets } = watched()
    const { alice, bob } = sides()
    const now = START + KEM_PERIOD
    const plaintext = utf8ToBytes('')
    const offer = encrypt({ crypto: watching, rng, session: bob.session, plaintext, now })
    const taken = decrypt({ crypto: watching, session: alice.session, envelope: offer.envelope, now })
    const answer = encrypt({ crypto: watching, rng, session: taken.session, plaintext, now })
    decrypt({ crypto: watching, session: offer.session, envelope: answer.envelope, now })
    assert.deepEqual(
      secrets.map(secret => secret.length),
      [2_400, 32, 32, 2_400, 32]
    )
    for (const secret of secrets) assert.ok(secret.every(byte => byte === 0))
  })

  it('are not in the session that was, nor lost, when a random source fails', () => {
    const { alice, offer } = offering()
    alice.receive(offer)
    for (const [side, now] of [
      [sides().bob, START + KEM_PERIOD],
      [alice, START]
    ] as const) {
      for (let draws = 0; draws < 3; draws++) {
        const before = snapshot(side.session)
        let left = draws
        const failing: Rng = length => {
          if (left-- === 0) throw new Error('no more random bytes')
          return rng(length)
        }
        assert.throws(() => side.send('', now, failing), /no more/u)
        assert.deepEqual(snapshot(side.session), before)
      }
      side.send('', now)
      assert.notEqual(side.kind, 'none')
    }
  })

  it('keep a record far below its limit', () => {
    const { alice, bob, offer, answer } = answering()
    const waiting = sides().alice
    waiting.receive(offer)
    for (const { session } of [alice, bob, waiting]) {
      const { length } = encodeSessionRecord(sessionRecord(session))
      assert.ok(length > 1_400 && length < 2_000, `${length}`)
    }
    bob.receive(answer)
    assert.ok(encodeSessionRecord(sessionRecord(bob.session)).length < 600)
  })
})
