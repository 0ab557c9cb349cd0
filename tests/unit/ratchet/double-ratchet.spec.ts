import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../../src/crypto/noble.ts'
import { AuthenticationError, LimitError, SessionError } from '../../../src/errors.ts'
import {
  MAX_FORWARD_JUMP,
  MAX_MESSAGE_NUMBER,
  MAX_SKIPPED_KEYS,
  SKIPPED_KEY_AGE
} from '../../../src/ratchet/constants.ts'
import { MAX_RECEIVING_CHAINS } from '../../../src/wire/vault.ts'
import { ContradictionError, decrypt, encrypt } from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, openPair, seededRng, snapshot } from '../../support/ratchet.ts'
import type { CryptoBackend } from '../../../src/crypto/index.ts'
import type { Decrypted, Session } from '../../../src/ratchet/index.ts'

const rng = seededRng('double ratchet')
const pair = openPair(rng)

/** One side of a conversation, for tests that read like one. */
class Side {
  session: Session

  constructor(session: Session) {
    this.session = session
  }

  send(text: string): Uint8Array {
    const old = this.session
    const before = snapshot(old)
    const { session, envelope } = encrypt({
      crypto,
      rng,
      session: old,
      plaintext: utf8ToBytes(text),
      now: START
    })
    assert.deepEqual(snapshot(old), before, 'the old value was written into')
    this.session = session
    return envelope
  }

  /** Many messages, without a look at the old value after each. */
  sendMany(count: number, text: (index: number) => string = () => ''): Uint8Array[] {
    return times(count, index => {
      const plaintext = utf8ToBytes(text(index))
      const { session, envelope } = encrypt({ crypto, rng, session: this.session, plaintext, now: START })
      this.session = session
      return envelope
    })
  }

  receive(envelope: Uint8Array, now: number = START): Decrypted & { readonly text: string } {
    const old = this.session
    const before = snapshot(old)
    const decrypted = decrypt({ crypto, session: old, envelope, now })
    assert.deepEqual(snapshot(old), before, 'the old value was written into')
    this.session = decrypted.session
    return { ...decrypted, text: new TextDecoder().decode(decrypted.plaintext) }
  }

  refuses(envelope: Uint8Array, error: new (...args: never[]) => Error, now: number = START): void {
    const before = snapshot(this.session)
    assert.throws(
      () => decrypt({ crypto, session: this.session, envelope, now }),
      // logs have the name only
      (thrown: Error) => thrown instanceof error && thrown.name === error.name
    )
    assert.deepEqual(snapshot(this.session), before)
  }

  skipped(): number {
    return this.session.chains.reduce((sum, chain) => sum + chain.skipped.length, 0)
  }
}

/** A pair for each test: changed code may write into it, and the next change would be blamed for that. */
function sides(): { alice: Side; bob: Side } {
  const { alice, bob } = structuredClone(pair)
  return { alice: new Side(alice), bob: new Side(bob.session) }
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

describe('double ratchet', () => {
  it('carries a conversation, and every change of speaker changes the keys', () => {
    const { alice, bob } = sides()
    const seen = new Set<string>()
    for (let turn = 0; turn < 6; turn++) {
      for (const [from, to] of [
        [alice, bob],
        [bob, alice]
      ] as const) {
        assert.equal(to.receive(from.send(`${turn}`)).text, `${turn}`)
        seen.add(from.session.ratchetKey.join())
      }
    }
    assert.equal(seen.size, 12, 'ratchet keys')
    assert.equal(alice.skipped() + bob.skipped(), 0)
    assert.equal(alice.session.id, bob.session.id)
  })

  it('tries the header key first that a conversation turn by turn needs', () => {
    const { alice, bob } = sides()
    let tried = 0
    const counting: CryptoBackend = {
      ...crypto,
      xchacha20Poly1305Open(...sealed) {
        tried += 1
        return crypto.xchacha20Poly1305Open(...sealed)
      }
    }
    const take = (side: Side, envelope: Uint8Array): void => {
      side.session = decrypt({ crypto: counting, session: side.session, envelope, now: START }).session
    }
    for (const [from, to] of [
      [alice, bob],
      [bob, alice],
      [alice, bob]
    ] as const) {
      take(to, from.send('the first of a chain'))
      take(to, from.send('the second'))
    }
    assert.equal(tried, 6)
  })

  it('opens messages in any order, over several chains', () => {
    const { alice, bob } = sides()
    const early = times(4, n => alice.send(`early ${n}`))
    bob.receive(early[2] as Uint8Array)
    alice.receive(bob.send('answer'))
    const later = times(3, n => alice.send(`later ${n}`))
    const { stored, late } = bob.receive(later[1] as Uint8Array)
    assert.equal(late, false)
    assert.deepEqual(
      stored.map(({ chain, messageNumber }) => [chain, messageNumber]),
      // the first message of the handshake was number 0 of chain 0
      [
        [0, 4],
        [1, 0]
      ]
    )
    assert.equal(bob.skipped(), 4)
    const { text, consumed, late: wasLate } = bob.receive(early[0] as Uint8Array)
    assert.equal(text, 'early 0')
    assert.equal(wasLate, true)
    assert.deepEqual(consumed, [{ session: bob.session.id, chain: 0, messageNumber: 1 }])
    assert.equal(bob.receive(early[3] as Uint8Array).text, 'early 3')
    assert.equal(bob.receive(later[2] as Uint8Array).text, 'later 2')
    assert.equal(bob.receive(later[0] as Uint8Array).text, 'later 0')
    assert.equal(bob.receive(early[1] as Uint8Array).text, 'early 1')
    assert.equal(bob.skipped(), 0)
  })

  it('goes on after messages that never come', () => {
    const { alice, bob } = sides()
    for (let n = 0; n < 5; n++) {
      times(3, () => alice.send('lost'))
      bob.receive(alice.send('found'))
      times(2, () => bob.send('lost'))
      assert.equal(alice.receive(bob.send('back')).text, 'back')
    }
    assert.equal(bob.skipped(), 15)
    assert.equal(alice.skipped(), 10)
  })

  it('knows a repeated message, in this chain and in earlier ones', () => {
    const { alice, bob } = sides()
    const [first, second] = [alice.send('1'), alice.send('2')]
    bob.receive(second)
    bob.receive(first)
    bob.refuses(first, SessionError)
    bob.refuses(second, SessionError)
    for (let turn = 0; turn < MAX_RECEIVING_CHAINS - 1; turn++) {
      alice.receive(bob.send('back'))
      bob.receive(alice.send('forth'))
      bob.refuses(first, SessionError)
    }
    alice.receive(bob.send('back'))
    bob.receive(alice.send('forth'))
    // the chain is forgotten: nothing tells the message from a stranger's
    bob.refuses(first, AuthenticationError)
  })

  it('puts the ratchet step off until there is something to send', () => {
    const { alice, bob } = sides()
    bob.receive(alice.send('1'))
    const receivedWith = bob.session.ratchetKey
    bob.receive(alice.send('2'))
    assert.deepEqual(bob.session.ratchetKey, receivedWith)
    const root = bob.session.rootKey
    alice.receive(bob.send('3'))
    assert.notDeepEqual(bob.session.ratchetKey, receivedWith)
    assert.notDeepEqual(bob.session.rootKey, root)
    assert.deepEqual(alice.session.peerRatchetKey, bob.session.ratchetKey)
  })

  it('refuses a ratchet step out of turn', () => {
    const { alice, bob } = sides()
    alice.receive(bob.send('1'))
    bob.receive(alice.send('2'))
    const previousChainLength = alice.session.sending?.messageNumber ?? 0
    const cheat = new Side({ ...alice.session, sending: undefined, previousChainLength })
    bob.refuses(cheat.send('3'), ContradictionError)
  })

  it('refuses a peer that contradicts the length of its last chain', () => {
    const { alice, bob } = sides()
    times(3, () => bob.receive(alice.send('1')))
    alice.receive(bob.send('2'))
    const cheat = new Side({ ...alice.session, previousChainLength: 1 })
    bob.refuses(cheat.send('3'), ContradictionError)
    assert.equal(bob.receive(alice.send('3')).text, '3')
  })

  it('does not mind what a peer says of the chain before its first one', () => {
    const { alice, bob } = sides()
    const answer = new Side({ ...bob.session, previousChainLength: MAX_FORWARD_JUMP + 1 }).send('hi')
    assert.equal(alice.receive(answer).text, 'hi')
  })

  it('refuses a peer that begins the chain again that it has begun', () => {
    const { alice, bob } = sides()
    bob.receive(alice.send('1'))
    const again = new Side(bob.session)
    alice.receive(bob.send('2'))
    alice.refuses(again.send('2'), ContradictionError)
    assert.equal(alice.receive(bob.send('3')).text, '3')
  })

  it('refuses a ratchet key of low order', () => {
    const { alice, bob } = sides()
    alice.receive(bob.send('1'))
    alice.send('2')
    const stepped = alice.session
    const cheat = new Side({ ...stepped, ratchetKey: new Uint8Array(32) })
    bob.refuses(cheat.send('3'), AuthenticationError)
  })

  it('cannot send before it has received', () => {
    const { alice } = sides()
    const waiting = { ...alice.session, sending: undefined, peerRatchetKey: undefined }
    const plaintext = utf8ToBytes('')
    assert.throws(() => encrypt({ crypto, rng, session: waiting, plaintext, now: START }), SessionError)
  })

  it('cannot send when a chain is at its end', () => {
    const { alice } = sides()
    const { sending } = alice.session
    assert.ok(sending)
    const session = { ...alice.session, sending: { ...sending, messageNumber: MAX_MESSAGE_NUMBER } }
    assert.throws(
      () => encrypt({ crypto, rng, session, plaintext: utf8ToBytes('x'), now: START }),
      SessionError
    )
  })
})

/** Counts what an attacker could make us do. */
function counting(): { readonly crypto: CryptoBackend; count: number } {
  const counter = { count: 0, crypto: nobleBackend }
  counter.crypto = {
    ...nobleBackend,
    hmacSha256(key, ...data) {
      counter.count += 1
      return nobleBackend.hmacSha256(key, ...data)
    },
    hkdfSha256(...args) {
      counter.count += 1
      return nobleBackend.hkdfSha256(...args)
    },
    x25519(...args) {
      counter.count += 1
      return nobleBackend.x25519(...args)
    }
  }
  return counter
}

describe('limits of the double ratchet', () => {
  /** A session of Alice that claims to have sent so many messages. */
  function claiming(session: Session, messageNumber: number): Side {
    assert.ok(session.sending)
    return new Side({ ...session, sending: { ...session.sending, messageNumber } })
  }

  it('refuses a jump of 25,001 before any hashing', () => {
    const { alice, bob } = sides()
    const inChain = claiming(alice.session, 25_001).send('far ahead')
    const first = bob.session
    alice.receive(bob.send('turn'))
    const previous = new Side({ ...alice.session, previousChainLength: 25_001 }).send('far ahead')
    alice.send('begins a chain')
    const newChain = claiming(alice.session, 25_001).send('far ahead')
    for (const [session, envelope] of [
      [first, inChain],
      [bob.session, previous],
      [bob.session, newChain]
    ] as const) {
      const counter = counting()
      const started = performance.now()
      assert.throws(() => decrypt({ crypto: counter.crypto, session, envelope, now: START }), LimitError)
      assert.ok(performance.now() - started < 50)
      assert.equal(counter.count, 0)
    }
  })

  it(`passes over ${MAX_FORWARD_JUMP} messages at once and not one more`, () => {
    const { alice, bob } = sides()
    alice.sendMany(MAX_FORWARD_JUMP)
    const last = alice.send('last')
    const beyond = alice.send('beyond')
    bob.refuses(beyond, LimitError)
    const { text, stored } = bob.receive(last)
    assert.equal(text, 'last')
    assert.equal(stored.length, MAX_FORWARD_JUMP)
    assert.equal(bob.receive(beyond).text, 'beyond')
  })

  it(`keeps ${MAX_SKIPPED_KEYS} keys and drops the oldest first`, () => {
    const { alice, bob } = sides()
    const old = alice.sendMany(1_200, n => `old ${n}`)
    bob.receive(alice.send('end of the old chain'))
    assert.equal(bob.skipped(), 1_200)
    alice.receive(bob.send('turn'))
    const fresh = alice.sendMany(1_000, n => `new ${n}`)
    const { stored, consumed } = bob.receive(alice.send('end of the new chain'))
    assert.equal(bob.skipped(), MAX_SKIPPED_KEYS)
    assert.equal(stored.length, 1_000)
    assert.deepEqual(
      consumed,
      times(200, n => ({ session: bob.session.id, chain: 0, messageNumber: n + 1 }))
    )
    bob.refuses(old[199] as Uint8Array, SessionError)
    assert.equal(bob.receive(old[200] as Uint8Array).text, 'old 200')
    assert.equal(bob.receive(fresh[0] as Uint8Array).text, 'new 0')
  })

  it('gives no record to a key that is passed over and dropped in one go', () => {
    const { alice, bob } = sides()
    bob.receive(alice.send('1'))
    alice.sendMany(1_500)
    alice.receive(bob.send('turn'))
    alice.sendMany(1_500)
    const { stored, consumed } = bob.receive(alice.send('2'))
    assert.equal(stored.length, MAX_SKIPPED_KEYS)
    assert.deepEqual(consumed, [])
    assert.deepEqual(
      stored.map(key => key.messageNumber),
      bob.session.chains.toReversed().flatMap(chain => chain.skipped.map(key => key.messageNumber))
    )
  })

  it(`remembers ${MAX_RECEIVING_CHAINS} chains`, () => {
    const { alice, bob } = sides()
    const lost: Uint8Array[] = []
    for (let turn = 0; turn < MAX_RECEIVING_CHAINS + 1; turn++) {
      lost.push(alice.send(`lost ${turn}`))
      const { consumed } = bob.receive(alice.send('found'))
      const dropped =
        turn < MAX_RECEIVING_CHAINS ? [] : [{ session: bob.session.id, chain: 0, messageNumber: 1 }]
      assert.deepEqual(consumed, dropped)
      alice.receive(bob.send('turn'))
    }
    assert.equal(bob.session.chains.length, MAX_RECEIVING_CHAINS)
    bob.refuses(lost[0] as Uint8Array, AuthenticationError)
    assert.equal(bob.receive(lost[1] as Uint8Array).text, 'lost 1')
  })

  it('gives up what has not come for 30 days', () => {
    const { alice, bob } = sides()
    const [one, two] = [alice.send('1'), alice.send('2')]
    bob.receive(alice.send('3'), START)
    assert.equal(bob.receive(one, START + SKIPPED_KEY_AGE).text, '1')
    bob.refuses(two, SessionError, START + SKIPPED_KEY_AGE + 1)
    const { consumed } = bob.receive(alice.send('4'), START + SKIPPED_KEY_AGE + 1)
    assert.deepEqual(consumed, [{ session: bob.session.id, chain: 0, messageNumber: 2 }])
    assert.equal(bob.skipped(), 0)
  })

  it('gives up what has not come for 30 days in all chains at once', () => {
    const { alice, bob } = sides()
    for (let turn = 0; turn < 4; turn++) {
      alice.send('lost')
      bob.receive(alice.send('found'))
      alice.receive(bob.send('turn'))
    }
    assert.equal(bob.skipped(), 4)
    const { consumed } = bob.receive(alice.send('later'), START + SKIPPED_KEY_AGE + 1)
    assert.equal(bob.skipped(), 0)
    assert.equal(consumed.length, 4)
  })
})
