import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { HISTORY_TIES } from '../../../src/messaging/constants.ts'
import { sealContent } from '../../../src/messaging/core/seal.ts'
import { encodeContent } from '../../../src/wire/index.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { Peer } from '../../../src/messaging/index.ts'
import type { StepContext } from '../../../src/messaging/core/peer.ts'
import type { StoredMessage } from '../../../src/wire/index.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId

describe('messaging: a message id', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let session: Peer
  const context = { crypto, rng: seededRng('shown once'), clock: () => office.now } as StepContext

  beforeEach(async () => {
    office = new PostOffice('shown once')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    const peer = alice.messenger.peer(idOf(bob))
    assert.ok(peer)
    session = peer
  })

  afterEach(async () => {
    await office.stop()
  })

  /** An envelope of Alice's session, as an Alice may make it who does not keep the rules. */
  function seal(id: number, text: string, changes: Partial<StoredMessage> = {}): Uint8Array {
    const message: StoredMessage = {
      writerId: alice.self.writerId,
      counter: 1,
      lamport: 1,
      heads: [],
      created: office.now,
      expires: office.now + 1,
      body: { kind: 'text', text: { text } },
      ...changes
    }
    const content = encodeContent({ id: new Uint8Array(16).fill(id), kind: 'message', message })
    const sealed = sealContent(session, content, context)
    session = sealed.peer
    return sealed.envelope
  }

  const receive = async (...envelopes: readonly Uint8Array[]): Promise<void> => {
    await Promise.all(envelopes.map(async each => bob.messenger.receiveMail(idOf(alice), each)))
  }

  const shown = async (): Promise<string[]> => {
    const entries = await bob.messenger.history(idOf(alice), 100)
    return entries.map(({ text, conflict }) => `${text}${conflict ? ' !' : ''}`)
  }

  it('is shown once, however often it was sealed', async () => {
    const events: string[] = []
    bob.messenger.events.addEventListener('message', ({ detail }) => events.push(detail.entry.text))
    await receive(seal(1, 'hello'))
    await receive(seal(1, 'hello'))
    assert.deepEqual(await shown(), ['hello'])
    assert.deepEqual(events, ['hello'])
    assert.equal(bob.messenger.unreadable, 0)
  })

  it('is acknowledged each time', async () => {
    const waiting = (): number => {
      const rows = [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
      return rows.reduce((sum, { acknowledges }) => sum + acknowledges.length, 0)
    }
    const before = waiting()
    await receive(seal(1, 'hello'))
    await receive(seal(1, 'hello'))
    assert.equal(waiting(), before + 2)
  })

  it('stands for its first content; another one, wherever it claims to be, marks it', async () => {
    for (const [at, changes] of [
      { lamport: 7, counter: 2 },
      { lamport: 1, counter: 1 }
    ].entries()) {
      await receive(seal(at, 'first'))
      await receive(seal(at, 'second', changes))
    }
    // the second pair claims the counter of the first one: that is marked as well
    assert.deepEqual(await shown(), ['first !', 'first !'])
  })

  it('is known within one batch', async () => {
    await receive(seal(1, 'first'), seal(1, 'second', { lamport: 9, counter: 2 }))
    assert.deepEqual(await shown(), ['first !'])
  })

  it('is known after a restart', async () => {
    await receive(seal(1, 'first'))
    await bob.messenger.stop()
    await office.start(bob)
    await receive(seal(1, 'second', { lamport: 5, counter: 2 }))
    assert.deepEqual(await shown(), ['first !'])
  })

  it('of ours can be used by the other side as well, and ours stays what it was', async () => {
    const id = await bob.messenger.submit(idOf(alice), 'mine')
    const content = encodeContent({
      id: Buffer.from(id, 'hex'),
      kind: 'message',
      message: {
        writerId: alice.self.writerId,
        counter: 1,
        lamport: 1,
        heads: [],
        created: office.now,
        expires: office.now + 1,
        body: { kind: 'text', text: { text: 'theirs' } }
      }
    })
    await receive(sealContent(session, content, context).envelope)
    const entries = await bob.messenger.history(idOf(alice), 100)
    assert.deepEqual(entries.map(({ text, state }) => `${text} ${state}`).toSorted(), [
      'mine queued',
      'theirs received'
    ])
    await bob.messenger.stop()
    await office.start(bob)
    assert.equal(bob.messenger.peer(idOf(alice))?.outbox.get(id)?.entry?.text, 'mine')
  })

  it('two contents at one position of different ids are both shown, and the later one is marked', async () => {
    await receive(seal(1, 'one'))
    await receive(seal(2, 'other'))
    assert.deepEqual((await shown()).toSorted(), ['one', 'other !'])
  })

  it('is in the same place of a history, however many messages share its number', async () => {
    const many = 2 * HISTORY_TIES
    const envelopes = Array.from({ length: many }, (_, at) =>
      seal(at + 1, `tied ${at}`, { counter: at + 1, lamport: 7 })
    )
    await receive(...envelopes, seal(many + 1, 'last', { counter: many + 1, lamport: 8 }))
    const all = await bob.messenger.history(idOf(alice), 1_000)
    assert.equal(all.length, many + 1)
    for (const limit of [0, 1, 2, HISTORY_TIES, many, many + 1]) {
      assert.deepEqual(await bob.messenger.history(idOf(alice), limit), all.slice(all.length - limit))
    }
  })
})
