import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { EarshotError } from '../../../src/errors.ts'
import { KEM_PERIOD } from '../../../src/ratchet/constants.ts'
import { openHeader, splitEnvelope } from '../../../src/ratchet/envelope.ts'
import { decrypt, encrypt } from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { offering, sides } from '../../support/ratchet-side.ts'
import { START, seededRng } from '../../support/ratchet.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { Rng } from '../../../src/ports.ts'
import type { Session } from '../../../src/ratchet/index.ts'
import type { Side } from '../../support/ratchet-side.ts'

/**
 * Holds copies of both sessions, hears everything, and computes every discrete logarithm. What
 * stands in headers it takes from there; only secrets of ML-KEM it has to guess.
 */
class Thief {
  readonly #held: Map<Side, Session>
  readonly #rng = seededRng('thief')
  readonly #knowsKem: boolean
  /** The last key that was offered. */
  #offered: Uint8Array | undefined

  constructor(from: readonly Side[], knowsKem: boolean) {
    this.#held = new Map(from.map(side => [side, side.session]))
    this.#knowsKem = knowsKem
  }

  /** Follows both sides through one message; whether it could be read. */
  hears(from: Side, to: Side, envelope: Uint8Array, now: number): boolean {
    const [sender, receiver] = [this.#held.get(from), this.#held.get(to)]
    assert.ok(sender && receiver)
    // the first bytes drawn for a chain are its ratchet secret, the last ones stand in the envelope
    let drawn = 0
    const random: Rng = length => {
      const bytes = from.draws[drawn++]
      return bytes?.length === length && (this.#knowsKem || drawn === 1) ? bytes.slice() : this.#rng(length)
    }
    const part = from.session.sending?.kem
    if (part?.kind === 'offer') this.#offered = part.key
    const heard: CryptoBackend = {
      ...crypto,
      mlKem768KeyPair: seed => ({
        ...crypto.mlKem768KeyPair(seed),
        ...(this.#offered && { publicKey: this.#offered })
      }),
      mlKem768Encapsulate: (key, randomness) => ({
        ...crypto.mlKem768Encapsulate(key, randomness),
        ...(part?.kind === 'answer' && { ciphertext: part.ciphertext })
      })
    }
    const plaintext = utf8ToBytes('')
    this.#held.set(from, encrypt({ crypto: heard, rng: random, session: sender, plaintext, now }).session)
    try {
      this.#held.set(to, decrypt({ crypto: heard, session: receiver, envelope, now }).session)
      return true
    } catch (error) {
      assert.ok(error instanceof EarshotError)
      return false
    }
  }

  /** Whether one of the header keys that it has come to opens the header. */
  readsHeader(envelope: Uint8Array): boolean {
    const parts = splitEnvelope(envelope)
    return [...this.#held.values()].some(session =>
      [
        session.nextReceivingHeaderKey,
        session.nextSendingHeaderKey,
        session.sending?.headerKey,
        ...session.chains.map(({ headerKey }) => headerKey)
      ].some(key => key !== undefined && openHeader(crypto, session, key, parts) !== undefined)
    )
  }
}

describe('healing of the post-quantum ratchet', () => {
  /** A dialogue after the theft: when an exchange is due, and what the thief reads of it. */
  function overheard(
    start: { readonly alice: Side; readonly bob: Side },
    due: number,
    knowsKem: boolean
  ): ReadonlyArray<readonly [kind: string, header: boolean, content: boolean]> {
    const { alice, bob } = start
    const thief = new Thief([alice, bob], knowsKem)
    return Array.from({ length: 10 }, (_, at) => {
      const [from, to] = at % 2 === 0 ? [bob, alice] : [alice, bob]
      const now = at < due ? START : START + KEM_PERIOD
      const envelope = from.send(`${at}`, now)
      assert.equal(to.receive(envelope, now), `${at}`)
      const content = thief.hears(from, to, envelope, now)
      return [from.kind ?? '', thief.readsHeader(envelope), content] as const
    })
  }

  it('a thief of both states who computes every X25519 secret reads on without an exchange', () => {
    for (const [, header, content] of overheard(sides(), 10, false)) assert.ok(header && content)
  })

  it('but nothing from the answer on, and of the headers only that and the next', () => {
    const heard = overheard(sides(), 3, false)
    assert.deepEqual(heard, [
      ['none', true, true],
      ['none', true, true],
      ['none', true, true],
      ['offer', true, true],
      // sealed with keys from before the secret: numbers and public keys
      ['answer', true, false],
      ['none', true, false],
      ['none', false, false],
      ['none', false, false],
      ['none', false, false],
      ['none', false, false]
    ])
  })

  it('and it is the secret of ML-KEM that is missing: with it, everything is read', () => {
    const heard = overheard(sides(), 3, true)
    assert.equal(heard.filter(([kind]) => kind === 'answer').length, 1)
    for (const [, header, content] of heard) assert.ok(header && content)
  })

  it('needs an exchange that begins after the theft: an offer that was stolen gives its answer away', () => {
    const { alice, bob, offer } = offering()
    alice.receive(offer)
    const thief = new Thief([alice, bob], false)
    const answer = alice.send('answer')
    bob.receive(answer)
    assert.ok(thief.hears(alice, bob, answer, START))
  })
})
