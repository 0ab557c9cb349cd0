import assert from 'node:assert/strict'
import {
  BELIEVE_AGAIN,
  FIRST_MESSAGE_TRIES,
  MAX_AHEAD,
  RENEW_AGAIN,
  RENEWALS_AT_ONCE,
  RENEWAL_DEADLINE
} from '../../../src/messaging/constants.ts'
import { StorageError } from '../../../src/errors.ts'
import { keyTrouble } from '../../../src/messaging/index.ts'
import { encryptWith } from '../../../src/ratchet/index.ts'
import { encodeContent } from '../../../src/wire/index.ts'
import { encodeOwnWriterRecord, MAX_FORMER_WRITERS } from '../../../src/wire/vault.ts'
import { copyStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { quickBackend } from '../../support/quick-crypto.ts'
import { seededRng } from '../../support/ratchet.ts'
import { watchedSeals } from '../../support/watched-seals.ts'
import type { Peer } from '../../../src/messaging/core/peer.ts'
import type { EpochMs, Store } from '../../../src/ports.ts'
import type { Hello, WriterMark } from '../../../src/wire/index.ts'
import type { Person } from '../../support/messaging.ts'

const DAY = 86_400_000
const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: rollback and healing', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let repeated: readonly string[]
  /** Ids that were shown, over all lives. */
  let shown: Map<Person, string[]>
  let rollbacks: Person[]
  let renewals: readonly string[]
  /** How often the direction had changed on the link when something was shown. */
  let turns: number[]

  beforeEach(async () => {
    const instrumented = watchedSeals()
    repeated = instrumented.repeated
    office = new PostOffice('healing', { crypto: instrumented.crypto })
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    shown = new Map([
      [alice, []],
      [bob, []]
    ])
    rollbacks = []
    renewals = []
    turns = []
    for (const person of [alice, bob]) listen(person)
    await befriend(office, alice, bob)
    await office.collect(alice)
  })

  afterEach(async () => {
    await office.stop()
    assert.deepEqual(repeated, [], 'a key and nonce for two plaintexts')
  })

  function listen(person: Person): void {
    const { events } = person.messenger
    events.addEventListener('message', ({ detail }) => {
      shown.get(person)?.push(detail.entry.id)
      turns.push(office.sent.filter(({ from }, at) => from !== office.sent[at - 1]?.from).length)
    })
    events.addEventListener('rollback', () => {
      rollbacks.push(person)
    })
    events.addEventListener('renewal', ({ detail }) => {
      renewals = [...renewals, `${person.name} ${detail.stage}`]
    })
  }

  async function restart(person: Person, store: Store = person.store): Promise<void> {
    await person.messenger.stop()
    person.store = store
    await office.start(person)
    listen(person)
  }

  /** A backup of a person's disk, taken while the process was not running. */
  async function backup(person: Person): Promise<Store> {
    await person.messenger.stop()
    const copy = copyStore(person.store)
    await office.start(person)
    listen(person)
    return copy
  }

  /** What one writes goes to the mailboxes, and the other one fetches it. */
  async function post(from: Person, to: Person): Promise<void> {
    await from.messenger.flush(soon())
    await office.collect(to)
  }

  /** What Bob says, over a connection that was begun then. */
  async function greetAlice(hello: Hello, connectedAt: EpochMs = office.now): Promise<void> {
    await alice.messenger.greeted(idOf(bob), hello, connectedAt)
  }

  async function exchange(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await post(alice, bob)
      await post(bob, alice)
    }
  }

  function peerOf(person: Person): Peer {
    const peer = person.messenger.peer(idOf(person === alice ? bob : alice))
    assert.ok(peer)
    return peer
  }

  const active = (person: Person): string | undefined => peerOf(person).sessions[0]?.id
  const other = (person: Person): Person => (person === alice ? bob : alice)
  const write = async (from: Person, text: string): Promise<string> =>
    await from.messenger.submit(idOf(other(from)), text)
  const texts = async (person: Person): Promise<string[]> =>
    (await person.messenger.history(idOf(other(person)), 100)).map(({ text }) => text)

  /** Both write, and everything comes through, once, in a session that both have. */
  async function assertHealed(): Promise<void> {
    await write(alice, 'healed?')
    await write(bob, 'healed!')
    await exchange(3)
    for (const person of [alice, bob]) {
      const told = await texts(person)
      assert.ok(told.includes('healed?') && told.includes('healed!'), `${person.name}: ${told.join(', ')}`)
      const ids = shown.get(person) ?? []
      assert.equal(new Set(ids).size, ids.length, 'shown twice')
      assert.equal(keyTrouble(peerOf(person)), undefined)
      const states = await person.messenger.history(idOf(other(person)), 100)
      assert.deepEqual(
        states.filter(({ state }) => state !== 'delivered' && state !== 'received').map(({ text }) => text),
        [],
        `${person.name} still waits`
      )
    }
  }

  async function loseSessions(person: Person): Promise<void> {
    await person.messenger.stop()
    for (const { id } of peerOf(person).sessions) {
      const key = { scope: idOf(other(person)), id }
      await person.store.batch([{ kind: 'delete', table: 'sessions', key }])
    }
    await office.start(person)
    listen(person)
  }

  describe('when an old disk comes back', () => {
    let old: Store
    let before: string | undefined

    /** Alice writes and reads on after the copy; then the copy takes the place of her disk. */
    async function rollBack(isCollected: boolean): Promise<void> {
      await write(alice, 'one')
      await write(bob, 'eins')
      await exchange(2)
      old = await backup(alice)
      before = active(alice)
      for (const text of ['two', 'three', 'four']) await write(alice, text)
      await write(bob, 'zwei')
      await post(alice, bob)
      if (isCollected) await post(bob, alice)
      await restart(alice, old)
      // What came after the copy has never been shown on this disk.
      shown.set(alice, [])
    }

    it('an acknowledgement in the mailbox says so, and all heals by mail alone', async () => {
      await rollBack(true)
      const { writerId } = alice.messenger.writer
      await office.collect(alice)
      await office.idle()
      assert.deepEqual(rollbacks, [alice])
      assert.notDeepEqual(alice.messenger.writer.writerId, writerId)
      await assertHealed()
      assert.notEqual(active(alice), before)
      assert.deepEqual(rollbacks, [alice])
      assert.equal(bob.messenger.missing(idOf(alice)), 0)
      assert.ok((await texts(bob)).includes('four'))
      // what Bob wrote after the copy still lay in the mailbox
      assert.ok((await texts(alice)).includes('zwei'))
    })

    it('a hello says so before anything is sent', async () => {
      await rollBack(true)
      await write(alice, 'on an old session')
      const cut = await office.meet(alice, bob)
      await office.idle()
      cut()
      assert.deepEqual(rollbacks, [alice])
      await assertHealed()
      assert.equal(bob.messenger.unreadable, 0)
      assert.equal((await texts(bob)).filter(text => text === 'on an old session').length, 1)
      const conflicts = (await bob.messenger.history(idOf(alice), 100)).filter(({ conflict }) => conflict)
      // It was numbered before anybody could know: both are shown, one is marked.
      assert.ok(conflicts.length <= 1)
    })

    for (const [how, hear] of [
      ['an acknowledgement', async () => await office.collect(alice)],
      ['a hello', async () => await office.meet(alice, bob)],
      ['a session in the place of others', async () => await bob.messenger.outdated(new Uint8Array(8))]
    ] as const) {
      it(`and has numbered as many since as it had forgotten, ${how} says so`, async () => {
        await rollBack(how === 'an acknowledgement')
        const again = ['zwei again', 'drei again', 'vier again']
        for (const text of again) await write(alice, text)
        assert.equal(peerOf(alice).conversation.counter, 4)
        await hear()
        await office.idle()
        await exchange(1)
        await office.idle()
        assert.deepEqual(
          rollbacks.filter(person => person === alice),
          [alice]
        )
        office.now += RENEW_AGAIN
        await assertHealed()
        const told = await texts(bob)
        assert.ok(
          [...again, 'two', 'three', 'four'].every(text => told.includes(text)),
          told.join(', ')
        )
      })
    }

    it('a mailbox says so: the same disk is noticed once, by however many', async () => {
      await rollBack(true)
      const { writerId } = alice.messenger.writer
      await Promise.all([1, 2, 3].map(async () => alice.messenger.outdated(writerId)))
      assert.deepEqual(rollbacks, [alice])
      assert.equal(alice.messenger.writer.formerWriters?.length, 1)
      const told = alice.messenger.submit(idOf(bob), 'waits')
      assert.equal(
        peerOf(alice).outbox.get(await told)?.sealed,
        undefined,
        'nothing is sealed on old sessions'
      )
      await assertHealed()
      await alice.messenger.outdated(writerId)
      assert.deepEqual(rollbacks, [alice])
    })

    it('again and again, the names that were given up first are forgotten', async () => {
      const nameOf = (life: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, life >> 8, life)
      const former = Array.from({ length: MAX_FORMER_WRITERS }, (_, life) => nameOf(life))
      const value = encodeOwnWriterRecord({ writerId: alice.self.writerId, former, since: 0 })
      await alice.messenger.stop()
      await alice.store.batch([{ kind: 'put', table: 'writer', key: { id: 'own' }, value }])
      await restart(alice)
      // two are given up: the one of now, and the one that was heard of
      await alice.messenger.outdated(nameOf(MAX_FORMER_WRITERS))
      await restart(alice)
      const { formerWriters = [] } = alice.messenger.writer
      assert.equal(formerWriters.length, MAX_FORMER_WRITERS)
      assert.deepEqual(formerWriters.slice(-2), [alice.self.writerId, nameOf(MAX_FORMER_WRITERS)])
      assert.deepEqual(formerWriters[0], nameOf(2))
    })

    for (const [how, hear] of [
      ['a hello', async seen => await greetAlice({ seen, sessions: [] })],
      [
        'a session',
        async seen => {
          const held = seen.map(({ writerId, counter, hash }) => ({
            writerId,
            contiguous: 0,
            highest: counter,
            gaps: [],
            hash
          }))
          const resumption = { own: undefined, held, lamport: 1 }
          const plaintext = encodeContent({ id: new Uint8Array(16), kind: 'resumption', resumption })
          const set = peerOf(bob).sessions
          const rng = seededRng('a session')
          const { envelope } = encryptWith({ crypto: quickBackend, rng, set, plaintext, now: office.now })
          await alice.messenger.receiveLive(idOf(bob), envelope)
          await office.idle()
        }
      ]
    ] as ReadonlyArray<readonly [string, (seen: readonly WriterMark[]) => Promise<void>]>) {
      it(`${how} that names several lives that are gone is one piece of news`, async () => {
        const hash = new Uint8Array(8)
        const names = [1, 2, 3].map(life => new Uint8Array(8).fill(life))
        await hear(names.map(writerId => ({ writerId, counter: 1, hash })))
        assert.deepEqual(rollbacks, [alice])
        const { formerWriters } = alice.messenger.writer
        assert.deepEqual(formerWriters, [alice.self.writerId, ...names])
        for (const name of names) await alice.messenger.outdated(name)
        assert.deepEqual(rollbacks, [alice])
        await assertHealed()
      })
    }

    it('nothing is sealed on an old session after a restart either', async () => {
      await rollBack(true)
      await alice.messenger.outdated(alice.messenger.writer.writerId)
      const { writerId } = alice.messenger.writer
      await restart(alice)
      assert.deepEqual(alice.messenger.writer.writerId, writerId)
      const id = await write(alice, 'waits')
      assert.equal(peerOf(alice).outbox.get(id)?.sealed, undefined)
      await assertHealed()
    })

    it('and the process dies in the middle of the recovery, it goes on at the next start', async () => {
      await rollBack(true)
      const { messenger: dying } = alice
      const { batch } = alice.store
      const reached = Promise.withResolvers<void>()
      const end = Promise.withResolvers<never>()
      let writes = 0
      // the name is written, and then nothing more
      alice.store.batch = async ops => {
        writes += 1
        if (writes > 1) {
          reached.resolve()
          return await end.promise
        }
        await batch.call(alice.store, ops)
      }
      const recovering = dying.outdated(dying.writer.writerId)
      await reached.promise
      const survived = copyStore(alice.store)
      alice.store = survived
      await office.start(alice)
      listen(alice)
      const id = await write(alice, 'waits')
      assert.equal(peerOf(alice).outbox.get(id)?.sealed, undefined)
      await assertHealed()
      // no timer of the dead process may outlive the test
      end.reject(new StorageError('dead'))
      await assert.rejects(recovering, StorageError)
      await dying.stop()
    })

    it('and the disk fails in the middle of the recovery, nothing is sealed on an old session', async () => {
      await rollBack(false)
      const { writerId } = alice.messenger.writer
      const batch = alice.store.batch.bind(alice.store)
      let isNamed = false
      alice.store.batch = async (ops, ...rest) => {
        if (isNamed) throw new StorageError('the disk is full')
        isNamed = ops.some(({ table }) => table === 'writer')
        await batch(ops, ...rest)
      }
      await assert.rejects(alice.messenger.outdated(writerId), StorageError)
      alice.store.batch = batch
      assert.ok(isNamed)
      await write(alice, 'fünf')
      await alice.messenger.flush(soon())
      assert.equal(peerOf(alice).conversation.counter, 1)
      await assertHealed()
      // the same evidence once more
      await alice.messenger.outdated(writerId)
      assert.equal(rollbacks.length, 1, 'the user is told once')
    })

    it('the other side notices who says that it holds less than it said before', async () => {
      await write(bob, 'eins')
      await exchange(2)
      old = await backup(alice)
      await write(bob, 'zwei')
      await write(bob, 'drei')
      const cut = await office.meet(alice, bob)
      await office.idle()
      cut()
      await post(alice, bob)
      assert.equal(peerOf(bob).conversation.acknowledged, 3)
      await restart(alice, old)
      assert.equal(renewals.length, 0)
      ;(await office.meet(alice, bob))()
      await office.idle()
      assert.ok(renewals.includes('Bob begun'), renewals.join(', '))
      // Bob has said how far his numbers go: what is missing is known before anything else comes.
      await exchange(1)
      assert.equal(alice.messenger.missing(idOf(bob)), 2)
      await assertHealed()
      assert.equal(alice.messenger.missing(idOf(bob)), 2)
    })

    it('it does not go on with a first message that it has taken up before', async () => {
      old = await backup(bob)
      await loseSessions(alice)
      await exchange(2)
      await write(alice, 'one')
      await exchange(1)
      const opened = active(alice)
      office.now += 60_000
      await restart(bob, old)
      shown.set(bob, [])
      await bob.messenger.outdated(bob.messenger.writer.writerId)
      // the first message is still in his mailbox, for 48 hours
      await exchange(2)
      office.now += RENEW_AGAIN
      await assertHealed()
      assert.notEqual(active(alice), opened)
    })

    it('both sides do, and mail is all there is', async () => {
      const olds = [await backup(alice), await backup(bob)] as const
      for (const person of [alice, bob]) await write(person, `lost ${person.name}`)
      await exchange(2)
      office.now += 60_000
      for (const [at, person] of [alice, bob].entries()) {
        const { writerId } = person.messenger.writer
        await restart(person, olds[at])
        shown.set(person, [])
        await person.messenger.outdated(writerId)
      }
      await exchange(2)
      office.now += RENEW_AGAIN
      await assertHealed()
    })

    it('a contact that claims so again and again gets a new session with itself, and no more', async () => {
      const carol = await office.join('Carol')
      await befriend(office, alice, carol)
      await office.collect(alice)
      const claim = async (counter: number): Promise<void> => {
        const { writerId } = alice.messenger.writer
        await greetAlice({
          seen: [{ writerId, counter, hash: new Uint8Array(8) }],
          sessions: []
        })
      }
      const begunWithCarol = (): number => alice.messenger.peer(idOf(carol))?.renewalBegun ?? 0
      await claim(1_000)
      assert.deepEqual(rollbacks, [alice])
      const first = begunWithCarol()
      for (let hour = 0; hour < 48; hour += 1) {
        office.now += RENEW_AGAIN
        await claim(5_000 + hour)
      }
      assert.deepEqual(rollbacks, [alice])
      assert.equal(begunWithCarol(), first)
      office.now += BELIEVE_AGAIN
      await claim(9_000)
      assert.equal(rollbacks.length, 2)
    })

    it('a contact that claims more than anybody writes changes nothing, and can be written to', async () => {
      const { writerId } = alice.messenger.writer
      const { counter } = peerOf(alice).conversation
      for (const ahead of [MAX_AHEAD + 1, Number.MAX_SAFE_INTEGER - counter]) {
        office.now += RENEW_AGAIN
        await greetAlice({
          seen: [{ writerId, counter: counter + ahead, hash: new Uint8Array(8) }],
          sessions: bob.messenger.hello(idOf(alice)).sessions
        })
      }
      assert.equal(rollbacks.length, 0)
      assert.equal(peerOf(alice).conversation.counter, counter)
      await assertHealed()
      await greetAlice({
        seen: [
          { writerId, counter: peerOf(alice).conversation.counter + MAX_AHEAD, hash: new Uint8Array(8) }
        ],
        sessions: []
      })
      assert.equal(rollbacks.length, 1)
    })
  })

  describe('when sessions are gone', () => {
    for (const [who, names] of [
      ['on one side', ['Alice']],
      ['on the other side', ['Bob']],
      ['on both sides', ['Alice', 'Bob']]
    ] as const) {
      it(`${who}, they are made anew by mail`, async () => {
        await write(alice, 'before')
        await write(bob, 'vorher')
        for (const person of [alice, bob])
          if (names.some(name => name === person.name)) await loseSessions(person)
        await assertHealed()
        assert.equal(active(alice) === undefined || active(bob) === undefined, false)
        assert.ok((await texts(bob)).includes('before') && (await texts(alice)).includes('vorher'))
      })

      it(`${who}, they are made anew in two round trips over a link`, async () => {
        for (const person of [alice, bob])
          if (names.some(name => name === person.name)) await loseSessions(person)
        const [a, b] = [await write(alice, 'one'), await write(bob, 'eins')]
        office.sent.length = 0
        const cut = await office.meet(alice, bob)
        await office.idle()
        cut()
        assert.equal(turns.length, 2)
        assert.ok(Math.max(...turns) <= 4, `shown in turns ${turns.join(' and ')}`)
        const states = await alice.messenger.history(idOf(bob), 100)
        assert.deepEqual(
          new Map(states.map(({ id, state }) => [id, state])),
          new Map([
            [a, 'delivered'],
            [b, 'received']
          ])
        )
        await assertHealed()
      })
    }

    it('and the other one is away for a week, it reads the first of those that were tried each day', async () => {
      await write(alice, 'before')
      await loseSessions(alice)
      for (let day = 0; day < 7; day += 1) {
        await alice.messenger.flush(soon())
        office.now += RENEWAL_DEADLINE
      }
      assert.ok(peerOf(alice).sessions.length > RENEWALS_AT_ONCE)
      await office.collect(bob)
      await post(bob, alice)
      await assertHealed()
      assert.equal(renewals.filter(line => line === 'Bob taken').length, RENEWALS_AT_ONCE)
    })

    it('and nobody answers, it is tried again every day', async () => {
      await loseSessions(alice)
      await alice.messenger.flush(soon())
      const begun = peerOf(alice).renewalBegun
      assert.equal(peerOf(alice).sessions.length, 1)
      office.now += RENEWAL_DEADLINE
      await alice.messenger.flush(soon())
      assert.ok(peerOf(alice).renewalBegun > begun)
      assert.equal(peerOf(alice).sessions.length, 2)
      await assertHealed()
    })
  })

  it('goes on when both begin at once', async () => {
    await write(alice, 'one')
    await write(bob, 'eins')
    for (const person of [alice, bob]) await person.messenger.outdated(person.messenger.writer.writerId)
    await Promise.all([alice.messenger.flush(soon()), bob.messenger.flush(soon())])
    await Promise.all([office.collect(alice), office.collect(bob)])
    await assertHealed()
    await exchange(2)
    assert.equal(active(alice), active(bob), 'they converge')
  })

  it('seals again under the same ids, with other nonces at the mailboxes', async () => {
    const id = await write(alice, 'one')
    await alice.messenger.flush(soon())
    const row = peerOf(alice).outbox.get(id)
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await exchange(2)
    assert.equal(
      (await alice.messenger.history(idOf(bob), 10)).find(entry => entry.id === id)?.state,
      'delivered'
    )
    assert.equal(row?.deposits.length, 3)
    assert.deepEqual(await texts(bob), ['one'])
  })

  it('is not begun by bytes that nobody can read, whoever flips them', async () => {
    const envelopes: Uint8Array[] = []
    office.onDeposit = order => {
      envelopes.push(order.envelope)
      return undefined
    }
    for (let at = 0; at < 20; at += 1) await write(alice, `text ${at}`)
    await alice.messenger.flush(soon())
    const before = active(bob)
    for (const [at, envelope] of envelopes.entries()) {
      const flipped = envelope.slice()
      const place = (at * 37) % flipped.length
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (at % 8))
      await bob.messenger.receiveMail(idOf(alice), flipped)
      await bob.messenger.receiveLive(idOf(alice), flipped)
    }
    assert.ok(bob.messenger.unreadable >= 100)
    assert.deepEqual(renewals, [])
    assert.equal(active(bob), before)
    await office.collect(bob)
    assert.equal((await texts(bob)).length, 20)
    await assertHealed()
    assert.deepEqual(renewals, [])
    assert.deepEqual(rollbacks, [])
  })

  it('is not begun by a hello that was on its way while mail came', async () => {
    const connectedAt = office.now
    const hello = bob.messenger.hello(idOf(alice))
    office.now += 1_000
    await alice.messenger.submit(idOf(bob), 'by mail')
    await exchange(2)
    await greetAlice(hello, connectedAt)
    assert.deepEqual(renewals, [])
    await greetAlice(hello)
    assert.deepEqual(renewals, ['Alice begun'], 'said now, it shows that Bob has lost something')
  })

  it('is begun once an hour at most, and taken up four times at once and then once an hour', async () => {
    const begun = (): number => renewals.filter(line => line === 'Alice begun').length
    const taken = (): number => renewals.filter(line => line === 'Bob taken').length
    const foreign = {
      ...bob.messenger.hello(idOf(alice)),
      sessions: [{ id: new Uint8Array(8), own: new Uint8Array(8), theirs: new Uint8Array(8) }]
    }
    for (let minute = 0; minute < 60; minute += 12) {
      await greetAlice(foreign)
      await exchange(1)
      office.now += 12 * 60_000 - 1_000
    }
    assert.equal(begun(), 1)
    assert.equal(taken(), 1)
    for (let more = 0; more < RENEWALS_AT_ONCE; more += 1) {
      await alice.messenger.outdated(alice.messenger.writer.writerId)
      await exchange(1)
    }
    assert.equal(taken(), RENEWALS_AT_ONCE)
    office.now += RENEW_AGAIN
    await assertHealed()
    assert.equal(taken(), RENEWALS_AT_ONCE + 1)
  })

  it('is taken up again by who had a clock that ran ahead', async () => {
    office.now += 365 * DAY
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await assertHealed()
    office.now -= 364 * DAY
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await assertHealed()
  })

  it('takes up a second one soon after the first, which may have been long on its way', async () => {
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await alice.messenger.flush(soon())
    // Bob was away, and meanwhile Alice learned of one more old disk.
    office.now += RENEW_AGAIN - 60_000
    await post(alice, bob)
    await post(bob, alice)
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    office.now += 60_000
    await assertHealed()
    assert.deepEqual(
      renewals.filter(line => line === 'Bob taken'),
      ['Bob taken', 'Bob taken']
    )
  })

  it('goes on although an answer comes on a session that was given up in the meantime', async () => {
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await post(alice, bob)
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    const waiting = (): number =>
      [...peerOf(alice).outbox.values()].filter(({ kind }) => kind === 'resumption').length
    assert.equal(waiting(), 1)
    await post(bob, alice)
    assert.equal(waiting(), 1)
    office.now += RENEW_AGAIN
    await assertHealed()
  })

  it('takes no first message twice, and none of somebody else', async () => {
    const carol = await office.join('Carol')
    await befriend(office, carol, bob)
    await office.collect(carol)
    const envelopes: Uint8Array[] = []
    office.onDeposit = order => {
      envelopes.push(order.envelope)
      return undefined
    }
    await loseSessions(alice)
    await alice.messenger.flush(soon())
    const [first] = envelopes
    assert.ok(first)
    await bob.messenger.receiveMail(idOf(carol), first)
    assert.deepEqual(
      renewals.filter(line => line.startsWith('Bob')),
      []
    )
    await bob.messenger.receiveMail(idOf(alice), first)
    office.now += 2 * RENEW_AGAIN
    await bob.messenger.receiveMail(idOf(alice), first)
    assert.deepEqual(
      renewals.filter(line => line.startsWith('Bob')),
      ['Bob taken']
    )
  })

  it('takes no first message again whose envelope was forgotten', async () => {
    const envelopes: Uint8Array[] = []
    office.onDeposit = order => {
      envelopes.push(order.envelope)
      return undefined
    }
    await loseSessions(alice)
    await alice.messenger.flush(soon())
    const [first] = envelopes
    assert.ok(first)
    await bob.messenger.receiveMail(idOf(alice), first)
    office.now += 32 * DAY
    await loseSessions(bob)
    await office.idle()
    await bob.messenger.receiveMail(idOf(alice), first)
    assert.deepEqual(
      renewals.filter(line => line === 'Bob taken'),
      ['Bob taken']
    )
  })

  it('takes no receipt for the bytes of before', async () => {
    const late = Promise.withResolvers<void>()
    let orders = 0
    office.onDeposit = () => ((orders += 1) <= 3 ? late.promise : undefined)
    const id = await write(alice, 'one')
    const slow = alice.messenger.flush(soon())
    await office.idle()
    assert.equal(orders, 3)
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await exchange(1)
    await office.idle()
    assert.equal(peerOf(alice).outbox.get(id)?.deposits.length, 0, 'sealed again')
    late.resolve()
    await slow
    const [entry] = await alice.messenger.history(idOf(bob), 1)
    assert.deepEqual([entry?.state, entry?.held], ['queued', 0])
    await assertHealed()
  })

  it('hands over again what was on a link in the bytes of before', async () => {
    const handed: Uint8Array[] = []
    const swallowing = {
      send: async (envelopes: readonly Uint8Array[]) => {
        handed.push(...envelopes)
      }
    }
    alice.messenger.linkOpened(idOf(bob), swallowing)
    const id = await write(alice, 'swallowed')
    await office.idle()
    const before = handed.length
    assert.ok(before > 0)
    await alice.messenger.outdated(alice.messenger.writer.writerId)
    await exchange(1)
    await office.idle()
    const row = peerOf(alice).outbox.get(id)
    assert.ok(row?.sealed !== undefined)
    assert.ok(handed.slice(before).includes(row.sealed))
    alice.messenger.linkClosed(idOf(bob), swallowing)
    await assertHealed()
  })

  it('costs a bounded number of tries: what nothing opens may be anything', async () => {
    const envelopes: Uint8Array[] = []
    office.onDeposit = order => {
      envelopes.push(order.envelope)
      return undefined
    }
    await loseSessions(alice)
    await alice.messenger.flush(soon())
    const [first] = envelopes
    assert.ok(first)
    for (let tried = 0; tried < FIRST_MESSAGE_TRIES; tried += 1) {
      await bob.messenger.receiveMail(idOf(alice), new Uint8Array(first.length).fill(tried))
    }
    await bob.messenger.receiveMail(idOf(alice), first)
    assert.ok(!renewals.includes('Bob taken'))
    office.now += 10_000
    await bob.messenger.receiveMail(idOf(alice), first)
    assert.ok(renewals.includes('Bob taken'))
  })

  it('is not needed by a session that nobody used for eleven months', async () => {
    await write(alice, 'see you next year')
    await exchange(2)
    const before = active(alice)
    office.now += 330 * DAY
    for (const person of [alice, bob]) await restart(person)
    await write(bob, 'here I am')
    await exchange(2)
    assert.deepEqual(await texts(alice), ['see you next year', 'here I am'])
    assert.equal(active(alice), before)
    assert.deepEqual(renewals, [])
    await assertHealed()
  })
})
