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
  decrypt,
  encrypt,
  findPrekeys,
  initiate,
  openInitial,
  publicPrekeys,
  respond,
  sealInitial
} from '../../src/ratchet/index.ts'
import { initiateHandshake } from '../../src/ratchet/pqxdh.ts'
import { START, bundleOf, reload, seededRng, testDevice } from '../support/ratchet.ts'
import type { Session } from '../../src/ratchet/index.ts'

const file = new URL('./ratchet.json', import.meta.url)

/** Who sends what, and in which order the other side gets it. */
const dialogue: ReadonlyArray<{ readonly send: 'alice' | 'bob'; readonly text: string; readonly after?: number }> = [
  { send: 'alice', text: 'second' },
  { send: 'alice', text: 'third, comes late', after: 3 },
  { send: 'bob', text: 'answer' },
  { send: 'alice', text: 'in a new chain' },
  { send: 'bob', text: '' },
  { send: 'alice', text: 'x'.repeat(300) }
]

function make(): unknown {
  const rng = seededRng('earshot ratchet vectors 1')
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
  const messages: Array<{ from: 'alice' | 'bob'; text: string; envelope: string }> = []
  const held: Array<{ at: number; to: 'alice' | 'bob'; text: string; envelope: Uint8Array }> = []
  const deliver = (to: 'alice' | 'bob', text: string, envelope: Uint8Array): void => {
    const received = decrypt({ crypto, session: reload(sessions[to]), envelope, now: START })
    assert.deepEqual(received.plaintext, utf8ToBytes(text))
    sessions[to] = received.session
  }
  for (const [at, { send, text, after }] of dialogue.entries()) {
    const sent = encrypt({ crypto, rng, session: sessions[send], plaintext: utf8ToBytes(text) })
    sessions[send] = sent.session
    messages.push({ from: send, text, envelope: bytesToHex(sent.envelope) })
    const to = send === 'alice' ? 'bob' : 'alice'
    if (after === undefined) deliver(to, text, sent.envelope)
    else held.push({ at: after, to, text, envelope: sent.envelope })
    for (const late of held.filter(waiting => waiting.at === at)) deliver(late.to, late.text, late.envelope)
  }

  const { requestKey } = publicPrekeys(crypto, bob.prekeys)
  const request = sealInitial(crypto, rng, requestKey, utf8ToBytes('an encoded InitialMessage'))
  return {
    about: [
      'PQXDH and Double Ratchet of Earshot, docs/PROTOCOL.md. All bytes in hex.',
      'Random bytes come from SHA-256(seed ‖ u32be 0) ‖ SHA-256(seed ‖ u32be 1) ‖ …, taken in order of use.',
      'seed "handshake", the first message: ephemeral secret 32, KEM randomness 32, ratchet secret 32, envelope nonce 24.',
      'seed "earshot ratchet vectors 1": the two devices, then the dialogue; each message takes a ratchet secret',
      '32 if it starts a chain, then the envelope nonce 24; then the ephemeral secret 32 of the sealed request.',
      'Messages are received in the order of the list, but "third, comes late" only after "in a new chain".'
    ],
    suites: SUPPORTED_SUITES,
    alice: party(alice),
    bob: party(bob),
    shared: {
      version: shared.version,
      suite: shared.suite,
      sessionId: shared.id,
      associatedData: bytesToHex(shared.associatedData),
      rootKey: bytesToHex(shared.rootKey),
      initiatorHeaderKey: bytesToHex(shared.initiatorHeaderKey),
      responderHeaderKey: bytesToHex(shared.responderHeaderKey)
    },
    initial: {
      text: 'first',
      suite: initial.suite,
      signedPrekeyId: initial.signedPrekeyId,
      kemPrekeyId: initial.kemPrekeyId,
      ephemeral: bytesToHex(initial.ephemeral),
      kemCiphertext: bytesToHex(initial.kemCiphertext),
      envelope: bytesToHex(initial.envelope),
      baseKeyId: bytesToHex(baseKeyId(crypto, initial))
    },
    dialogue: messages,
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
