/**
 * Two sides of a session for the tests of the post-quantum ratchet.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { KEM_PERIOD } from '../../src/ratchet/constants.ts'
import { decrypt, encrypt } from '../../src/ratchet/index.ts'
import { quickBackend as crypto } from './quick-crypto.ts'
import { START, hasMixed, openPair, reload, seededRng, snapshot } from './ratchet.ts'
import type { Rng } from '../../src/ports.ts'
import type { Session } from '../../src/ratchet/index.ts'
import type { KemPart, KemState } from '../../src/ratchet/kem.ts'

const rng = seededRng('kem')
const pair = openPair(rng)

/** One side of a conversation. Every step goes through a record and leaves the old value as it was. */
export class Side {
  session: Session
  /** What its last message took from the random source. */
  draws: Uint8Array[] = []
  /** Secrets of ML-KEM that it has mixed in. */
  exchanges = 0

  constructor(session: Session) {
    this.session = session
  }

  send(text: string, now: number = START, random: Rng = rng): Uint8Array {
    const old = this.session
    const before = snapshot(old)
    this.draws = []
    const draw: Rng = length => {
      const bytes = random(length)
      this.draws.push(bytes.slice())
      return bytes
    }
    const { session, envelope } = encrypt({
      crypto,
      rng: draw,
      session: old,
      plaintext: utf8ToBytes(text),
      now
    })
    assert.deepEqual(snapshot(old), before, 'the old value was written into')
    this.#take(session)
    return envelope
  }

  receive(envelope: Uint8Array, now: number = START): string {
    const old = this.session
    const before = snapshot(old)
    const { session, plaintext } = decrypt({ crypto, session: old, envelope, now })
    assert.deepEqual(snapshot(old), before, 'the old value was written into')
    this.#take(session)
    return new TextDecoder().decode(plaintext)
  }

  refuses(envelope: Uint8Array, error: new (...args: never[]) => Error): void {
    const before = snapshot(this.session)
    assert.throws(() => decrypt({ crypto, session: this.session, envelope, now: START }), error)
    assert.deepEqual(snapshot(this.session), before)
  }

  copy(changes: Partial<Session> = {}): Side {
    return new Side({ ...this.session, ...changes })
  }

  /** As if its post-quantum ratchet were elsewhere. */
  pretending(kem: Partial<KemState>): Side {
    return this.copy({ kem: { ...this.session.kem, ...kem } })
  }

  #take(session: Session): void {
    if (hasMixed(this.session, session)) this.exchanges += 1
    this.session = reload(session)
    assert.deepEqual(this.session, session)
  }

  get kind(): KemPart['kind'] | undefined {
    return this.session.sending?.kem.kind
  }
}

export function sides(): { alice: Side; bob: Side } {
  return { alice: new Side(pair.alice), bob: new Side(pair.bob.session) }
}

/** Bob has offered a key, an hour after the handshake. */
export function offering(): { alice: Side; bob: Side; offer: Uint8Array } {
  const { alice, bob } = sides()
  return { alice, bob, offer: bob.send('offer', START + KEM_PERIOD) }
}

/** And Alice has answered. */
export function answering(): { alice: Side; bob: Side; offer: Uint8Array; answer: Uint8Array } {
  const { alice, bob, offer } = offering()
  alice.receive(offer)
  return { alice, bob, offer, answer: alice.send('answer') }
}
