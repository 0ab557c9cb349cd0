/**
 * Our own vectors for PQXDH and the ratchet, for a second implementation to check itself
 * against. `ratchet.json` says how it is made; after a change of the protocol, and only
 * then, make it anew with UPDATE_VECTORS=1.
 */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { env } from 'node:process'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import {
  SUPPORTED_SUITES,
  baseKeyId,
  createOneTime,
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  openInitial,
  publicOneTime,
  publicPrekeys,
  respond,
  sealInitial
} from '../../src/ratchet/index.ts'
import { initiateHandshake } from '../../src/ratchet/pqxdh.ts'
import { START, bundleOf, hasMixed, reload, seededRng, testDevice } from '../support/ratchet.ts'
import type { InitialFields, Session } from '../../src/ratchet/index.ts'
import type { SharedSecrets } from '../../src/ratchet/pqxdh.ts'
import type { TestDevice } from '../support/ratchet.ts'

const file = new URL('./ratchet.json', import.meta.url)

interface Line {
  readonly send: 'alice' | 'bob'
  readonly text: string
  /** Hours after the handshake. */
  readonly hour: number
  /** The line after which the other side gets it, if not at once. */
  readonly after?: number
}

/** Who sends what, when, and in which order the other side gets it. */
const dialogue: readonly Line[] = [
  { send: 'alice', text: 'second', hour: 0 },
  { send: 'alice', text: 'third, comes late', hour: 0, after: 3 },
  { send: 'bob', text: 'answer', hour: 0 },
  { send: 'alice', text: 'in a new chain', hour: 0 },
  { send: 'bob', text: '', hour: 0 },
  { send: 'alice', text: 'x'.repeat(300), hour: 0 },
  { send: 'bob', text: 'with a key, comes late', hour: 1, after: 9 },
  { send: 'bob', text: 'with the same key', hour: 1 },
  { send: 'alice', text: 'with a ciphertext, comes late', hour: 1, after: 10 },
  { send: 'alice', text: 'with the same ciphertext', hour: 2 },
  { send: 'bob', text: 'after the exchange', hour: 2 },
  { send: 'alice', text: 'with a key of the other side', hour: 3 },
  { send: 'bob', text: 'y'.repeat(1_000), hour: 3 }
]
/** The first line that offers, and the first that answers. */
const [OFFER, ANSWER] = [6, 8]

/** What a first message agrees on, and its fields. */
function shown(secrets: SharedSecrets, initial: InitialFields): unknown {
  return {
    shared: {
      version: secrets.version,
      suite: secrets.suite,
      sessionId: secrets.id,
      associatedData: bytesToHex(secrets.associatedData),
      rootKey: bytesToHex(secrets.rootKey),
      initiatorHeaderKey: bytesToHex(secrets.initiatorHeaderKey),
      responderHeaderKey: bytesToHex(secrets.responderHeaderKey)
    },
    initial: {
      text: 'first',
      suite: initial.suite,
      signedPrekeyId: initial.signedPrekeyId,
      kemPrekeyId: initial.kemPrekeyId,
      oneTimePrekeyId: initial.oneTimePrekeyId,
      ephemeral: bytesToHex(initial.ephemeral),
      kemCiphertext: bytesToHex(initial.kemCiphertext),
      envelope: bytesToHex(initial.envelope),
      baseKeyId: bytesToHex(baseKeyId(crypto, initial))
    }
  }
}

/** The same handshake with a one-time prekey of Bob. */
function withOneTime(alice: TestDevice, bob: TestDevice): unknown {
  const prekey = createOneTime(seededRng('one-time prekey'), START, new Uint8Array(32))
  const { id, curveKey, kemKey } = publicOneTime(crypto, prekey)
  const peer = bundleOf(bob, prekey)
  const { secrets } = initiateHandshake(crypto, seededRng('handshake'), alice.self, peer, 0)
  const rng = seededRng('handshake')
  const plaintext = utf8ToBytes('first')
  const opened = initiate({ crypto, rng, self: alice.self, peer, leastSuite: 0, now: START, plaintext })
  const { initial } = opened
  const prekeys = findPrekeys(crypto, [bob.prekeys], initial, START, prekey)
  const answered = respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now: START })
  assert.deepEqual(answered.plaintext, plaintext)
  return {
    prekey: {
      id,
      curveSecret: bytesToHex(prekey.curveSecret),
      kemSeed: bytesToHex(prekey.kemSeed),
      curveKey: bytesToHex(curveKey),
      kemKey: bytesToHex(kemKey)
    },
    ...(shown(secrets, initial) as object)
  }
}

function make(): unknown {
  const rng = seededRng('earshot ratchet vectors 2')
  const [alice, bob] = [testDevice(rng), testDevice(rng)]
  const party = ({ self, prekeys }: typeof alice): unknown => ({
    account: bytesToHex(self.account),
    device: bytesToHex(self.device),
    identitySecret: bytesToHex(self.identitySecret),
    identityKey: bytesToHex(self.identityKey),
    prekeys: {
      signedPrekeyId: prekeys.signedPrekeyId,
      signedPrekeySecret: bytesToHex(prekeys.signedPrekeySecret),
      kemPrekeyId: prekeys.kemPrekeyId,
      kemPrekeySeed: bytesToHex(prekeys.kemPrekeySeed),
      requestSecret: bytesToHex(prekeys.requestSecret)
    }
  })
  // the same bytes twice: once to show what is inside, once for the message itself
  const shared = initiateHandshake(crypto, seededRng('handshake'), alice.self, bundleOf(bob), 0).secrets
  const handshakeRng = seededRng('handshake')
  const plaintext = utf8ToBytes('first')
  const opened = initiate({
    crypto,
    rng: handshakeRng,
    self: alice.self,
    peer: bundleOf(bob),
    leastSuite: 0,
    now: START,
    plaintext
  })
  const { initial } = opened
  const prekeys = findPrekeys(crypto, [bob.prekeys], initial, START)
  const answered = respond({ crypto, self: bob.self, prekeys, initiator: alice.self, initial, now: START })
  assert.deepEqual(answered.plaintext, plaintext)

  const sessions: Record<'alice' | 'bob', Session> = { alice: opened.session, bob: answered.session }
  const messages: Array<{ from: 'alice' | 'bob'; hour: number; text: string; kem: string; envelope: string }> = []
  let offer: { readonly seed: Uint8Array; readonly key: Uint8Array } | undefined
  let exchange: Readonly<Record<string, string>> = {}
  const exchanges = { alice: 0, bob: 0 }
  const take = (who: 'alice' | 'bob', session: Session): void => {
    if (hasMixed(sessions[who], session)) exchanges[who] += 1
    sessions[who] = session
  }
  const held: Array<{ at: number; to: 'alice' | 'bob'; text: string; envelope: Uint8Array }> = []
  const deliver = (to: 'alice' | 'bob', text: string, envelope: Uint8Array, now: number): void => {
    const received = decrypt({ crypto, session: reload(sessions[to]), envelope, now })
    assert.deepEqual(received.plaintext, utf8ToBytes(text))
    take(to, received.session)
  }
  for (const [at, { send, text, hour, after }] of dialogue.entries()) {
    const now = START + hour * 3_600_000
    const { session, envelope } = encrypt({
      crypto,
      rng,
      session: sessions[send],
      plaintext: utf8ToBytes(text),
      now
    })
    take(send, session)
    const part = session.sending?.kem
    assert.ok(part)
    messages.push({ from: send, hour, text, kem: part.kind, envelope: bytesToHex(envelope) })
    if (at === OFFER) {
      assert.ok(part.kind === 'offer' && session.kem.seed !== undefined)
      offer = { seed: session.kem.seed, key: part.key }
    }
    if (at === ANSWER) {
      assert.ok(part.kind === "answer" && offer !== undefined)
      const { secretKey } = crypto.mlKem768KeyPair(offer.seed)
      exchange = {
        seed: bytesToHex(offer.seed),
        key: bytesToHex(offer.key),
        ciphertext: bytesToHex(part.ciphertext),
        secret: bytesToHex(crypto.mlKem768Decapsulate(secretKey, part.ciphertext)),
        rootKey: bytesToHex(session.rootKey)
      }
    }
    const to = send === 'alice' ? 'bob' : 'alice'
    if (after === undefined) deliver(to, text, envelope, now)
    else held.push({ at: after, to, text, envelope })
    for (const late of held.filter(waiting => waiting.at === at)) {
      deliver(late.to, late.text, late.envelope, now)
    }
  }
  assert.deepEqual(exchanges, { alice: 2, bob: 2 })

  const { requestKey } = publicPrekeys(crypto, bob.prekeys)
  const request = sealInitial(crypto, rng, requestKey, utf8ToBytes('an encoded InitialMessage'))
  return {
    about: [
      'PQXDH and the ratchet of Earshot, docs/PROTOCOL.md, 7 and 8. All bytes in hex.',
      'Random bytes come from SHA-256(seed ‖ u32be 0) ‖ SHA-256(seed ‖ u32be 1) ‖ …, taken in order of use.',
      'seed "handshake", the first message: ephemeral secret 32, KEM randomness 32, ratchet secret 32, envelope nonce 24.',
      'seed "earshot ratchet vectors 2": the two devices, then the dialogue; each message takes, if it begins a chain,',
      'a ratchet secret 32, and the seed 64 of a key that is offered or the randomness 32 of an answer; then the envelope',
      'nonce 24. After the dialogue, the ephemeral secret 32 of the sealed request.',
      'Messages are received in the order of the list, at once, by the clock of the sender; but those that come late:',
      '"third" after "in a new chain", "with a key" after "with the same ciphertext", "with a ciphertext" after "after',
      'the exchange". "hour" is when a message is sent, after the handshake; "kem" is what its header carries.',
      '"exchange" is the first one: of which seed the key is, what was agreed on, and RK of the step that mixed it in.',
      '"oneTime" is the same first message with a one-time prekey: its id u32 (0 counts as 1), curve secret 32 and KEM',
      'seed 64 come from the seed "one-time prekey", everything else again from the seed "handshake".',
      'To check a second implementation: make the devices and the handshake, send each message with the same random',
      'bytes and times and compare the envelopes; or take the side of bob or of alice and open what the other sent.'
    ],
    suites: SUPPORTED_SUITES,
    alice: party(alice),
    bob: party(bob),
    ...(shown(shared, initial) as object),
    oneTime: withOneTime(alice, bob),
    dialogue: messages,
    exchange,
    final: {
      aliceRootKey: bytesToHex(sessions.alice.rootKey),
      bobRootKey: bytesToHex(sessions.bob.rootKey)
    },
    request: { message: 'an encoded InitialMessage', sealed: bytesToHex(request) }
  }
}

describe('ratchet vectors', () => {
  if (env['UPDATE_VECTORS'] === '1') writeFileSync(file, `${JSON.stringify(make(), null, 2)}\n`)
  const committed = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly bob: { readonly prekeys: { readonly requestSecret: string } }
    readonly request: { readonly message: string; readonly sealed: string }
  }

  it('come out again byte for byte', () => {
    assert.deepEqual(make(), committed)
  })

  it('hold a request that opens', () => {
    const secret = hexToBytes(committed.bob.prekeys.requestSecret)
    const opened = openInitial(crypto, [secret], hexToBytes(committed.request.sealed))
    assert.deepEqual(opened, utf8ToBytes(committed.request.message))
  })
})
