import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, LimitError, SessionError, WireFormatError } from '../../../src/errors.ts'
import { MAX_ARCHIVED_SESSIONS } from '../../../src/ratchet/constants.ts'
import {
  activeSession,
  addSession,
  decryptWith,
  encryptWith,
  restoreSessionSet,
  retireSessions
} from '../../../src/ratchet/index.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { START, TestDisk, openPair, seededRng, snapshot, testDevice } from '../../support/ratchet.ts'
import type { SessionSet, SetStep } from '../../../src/ratchet/index.ts'

const rng = seededRng('session set')
const devices = { alice: testDevice(rng), bob: testDevice(rng) }

/** One side with its disk. */
class Side {
  set: SessionSet = []
  readonly disk: TestDisk = new TestDisk()

  take<T extends SetStep>(step: T): T {
    this.disk.apply(step.changes)
    this.set = step.set
    assert.deepEqual(this.disk.load(), this.set)
    return step
  }

  send(text: string): Uint8Array {
    return this.take(encryptWith({ crypto, rng, set: this.set, plaintext: utf8ToBytes(text), now: START }))
      .envelope
  }

  receive(envelope: Uint8Array): string {
    const { plaintext } = this.take(decryptWith({ crypto, set: this.set, envelope, now: START }))
    return new TextDecoder().decode(plaintext)
  }

  refuses(envelope: Uint8Array, error: new (...args: never[]) => Error): void {
    const before = snapshot(...this.set)
    assert.throws(() => decryptWith({ crypto, set: this.set, envelope, now: START }), error)
    assert.deepEqual(snapshot(...this.set), before)
  }

  get active(): string | undefined {
    return activeSession(this.set)?.id
  }
}

/** Both start at once: each holds its own session when the other's first message comes. */
function glare(): { alice: Side; bob: Side } {
  const [alice, bob] = [new Side(), new Side()]
  const fromAlice = openPair(rng, devices.alice, devices.bob)
  const fromBob = openPair(rng, devices.bob, devices.alice)
  alice.take(addSession(alice.set, { session: fromAlice.alice }))
  bob.take(addSession(bob.set, { session: fromBob.alice }))
  bob.take(addSession(bob.set, fromAlice.bob))
  alice.take(addSession(alice.set, fromBob.bob))
  return { alice, bob }
}

describe('session set', () => {
  it('cannot send or receive without a session', () => {
    assert.throws(() => encryptWith({ crypto, rng, set: [], plaintext: rng(1), now: START }), SessionError)
    new Side().refuses(rng(256).with(24, 0).with(25, 58), AuthenticationError)
    new Side().refuses(rng(255), WireFormatError)
  })

  it('reads what is retired, but sends on nothing of it, and reading does not make it active', () => {
    const { alice, bob } = glare()
    const [early, late] = [bob.send('1'), bob.send('2')]
    const opened = bob.active
    alice.set = retireSessions(alice.set, ({ id }) => id === opened)
    for (const put of alice.set) alice.disk.apply({ put, stored: [], consumed: [], dropped: [] })
    const { active } = alice
    assert.notEqual(active, opened)
    assert.equal(alice.receive(early), '1')
    assert.equal(alice.active, active)
    assert.equal(alice.receive(late), '2')
    assert.equal(alice.active, active)
    assert.equal(bob.receive(alice.send('3')), '3')
    alice.set = retireSessions(alice.set)
    assert.equal(alice.active, undefined)
    assert.throws(
      () => encryptWith({ crypto, rng, set: alice.set, plaintext: rng(1), now: START }),
      SessionError
    )
    assert.equal(retireSessions(alice.set), alice.set)
  })

  it('converges when both start at once and one answers', () => {
    const { alice, bob } = glare()
    assert.notEqual(alice.active, bob.active)
    assert.equal(alice.set.length, 2)
    assert.equal(bob.receive(alice.send('1')), '1')
    assert.equal(alice.active, bob.active)
    const ranks = (): Array<number | undefined> => [alice, bob].map(side => side.set[0]?.rank)
    const before = ranks()
    for (let turn = 0; turn < 3; turn++) {
      assert.equal(alice.receive(bob.send('2')), '2')
      assert.equal(bob.receive(alice.send('3')), '3')
      assert.equal(alice.active, bob.active)
    }
    // who is active already does not rise
    assert.deepEqual(ranks(), before)
  })

  it('loses nothing when messages cross, and converges after', () => {
    const { alice, bob } = glare()
    for (let turn = 0; turn < 3; turn++) {
      const [a, b] = [alice.send('from alice'), bob.send('from bob')]
      assert.equal(bob.receive(a), 'from alice')
      assert.equal(alice.receive(b), 'from bob')
    }
    bob.receive(alice.send('alone'))
    assert.equal(alice.active, bob.active)
  })

  it('does not go back to an older session for a late message', () => {
    const alice = new Side()
    const bob = new Side()
    const first = openPair(rng, devices.alice, devices.bob)
    alice.take(addSession(alice.set, { session: first.alice }))
    bob.take(addSession(bob.set, first.bob))
    const late = alice.send('late')
    bob.receive(alice.send('in time'))
    const second = openPair(rng, devices.alice, devices.bob)
    alice.take(addSession(alice.set, { session: second.alice }))
    bob.take(addSession(bob.set, second.bob))
    assert.equal(bob.active, second.alice.id)
    assert.equal(bob.receive(late), 'late')
    assert.equal(bob.active, second.alice.id)
    bob.refuses(late, SessionError)
  })

  it(`keeps ${MAX_ARCHIVED_SESSIONS} archived sessions and drops the oldest with its keys`, () => {
    const bob = new Side()
    const alice = new Side()
    const first = openPair(rng, devices.alice, devices.bob)
    bob.take(addSession(bob.set, first.bob))
    alice.take(addSession(alice.set, { session: first.alice }))
    alice.send('lost')
    bob.receive(alice.send('found'))
    const last = alice.send('too late')
    assert.equal(bob.disk.skipped.size, 1)
    for (let more = 0; more < MAX_ARCHIVED_SESSIONS; more++) {
      const { changes } = bob.take(addSession(bob.set, openPair(rng, devices.alice, devices.bob).bob))
      assert.deepEqual(changes.dropped, [])
    }
    const { changes } = bob.take(addSession(bob.set, openPair(rng, devices.alice, devices.bob).bob))
    assert.deepEqual(
      changes.dropped.map(session => session.id),
      [first.alice.id]
    )
    assert.equal(bob.set.length, MAX_ARCHIVED_SESSIONS + 1)
    assert.equal(bob.disk.skipped.size, 0)
    bob.refuses(last, AuthenticationError)
  })

  it('finds an archived session again, and makes it the active one', () => {
    const { alice, bob } = glare()
    const archived = bob.set[1]?.id
    assert.equal(alice.active, archived)
    bob.receive(alice.send('on the archived one'))
    assert.equal(bob.active, archived)
    assert.deepEqual(
      restoreSessionSet(bob.set.toReversed()).map(session => session.id),
      bob.set.map(session => session.id)
    )
  })

  it('refuses a repeated message and one that is too far ahead, whatever sessions there are', () => {
    const { alice, bob } = glare()
    const envelope = alice.send('once')
    bob.receive(envelope)
    bob.refuses(envelope, SessionError)
    const [active] = alice.set
    assert.ok(active?.sending)
    const ahead = { ...active, sending: { ...active.sending, messageNumber: 25_001 } }
    const far = encryptWith({ crypto, rng, set: [ahead], plaintext: rng(1), now: START }).envelope
    bob.refuses(far, LimitError)
  })

  it('adds no session twice', () => {
    const { alice } = glare()
    const [session] = alice.set
    assert.ok(session)
    assert.throws(() => addSession(alice.set, { session }), SessionError)
  })

  it('hands out no key in what is to be deleted', () => {
    const alice = new Side()
    const bob = new Side()
    const pair = openPair(rng, devices.alice, devices.bob)
    alice.take(addSession(alice.set, { session: pair.alice }))
    bob.take(addSession(bob.set, pair.bob))
    const late = alice.send('late')
    bob.receive(alice.send('in time'))
    const { changes } = decryptWith({ crypto, set: bob.set, envelope: late, now: START })
    assert.deepEqual(changes.consumed, [{ session: pair.alice.id, chain: 0, messageNumber: 1 }])
  })
})
