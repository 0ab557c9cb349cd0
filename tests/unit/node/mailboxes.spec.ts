import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { LimitError, StorageError } from '../../../src/errors.ts'
import { addressText } from '../../../src/discovery/index.ts'
import {
  openBundle,
  openOneTime,
  peerIdOf,
  verifyBundle,
  verifyOneTime
} from '../../../src/identity/index.ts'
import { putMailbox } from '../../../src/node/mailbox-records.ts'
import { Mailboxes } from '../../../src/node/mailboxes.ts'
import { coordinatorOf } from '../../../src/relay/index.ts'
import { decodeMailboxRecord } from '../../../src/wire/vault.ts'
import { DAY, named } from '../../support/identity.ts'
import { bytesOf, MEMBERSHIP_KEY, NETWORK, NOW } from '../../support/mailboxes.ts'
import { copyStore, createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import type { CoordinatorCandidate } from '../../../src/discovery/index.ts'
import type { Home } from '../../../src/node/mailboxes.ts'
import type { Store } from '../../../src/ports.ts'
import type { Depositor } from '../../../src/relay/index.ts'
import type { MailboxAddress } from '../../../src/wire/index.ts'
import type { MailboxRecord } from '../../../src/wire/vault.ts'
import type { Person } from '../../support/messaging.ts'
import type { TestCoordinator } from '../../support/relay-world.ts'

const SECOND = 1_000
const MINUTE = 60_000
const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('node: mailboxes', () => {
  let world: RelayWorld
  let office: PostOffice
  let alice: Person
  let bob: Person
  let store: Store
  let full: boolean
  let depositor: Depositor
  let mailboxes: Mailboxes
  /** All that were made, to be stopped. */
  let made: Mailboxes[]
  let coordinators: Map<string, TestCoordinator>
  /** Those that the node knows, by name; `false`: not reachable now. */
  let known: Map<string, boolean>
  /** What coordinators say of themselves, by PeerId. */
  let words: Map<string, boolean>
  let dialling: boolean
  let counts: number[]
  let moves: number

  beforeEach(async () => {
    world = new RelayWorld()
    office = new PostOffice('mailboxes')
    office.now = NOW
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    full = false
    store = createMemoryStore()
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      if (full) throw new StorageError('disk full')
      await batch(ops)
    }
    depositor = world.depositor()
    coordinators = new Map()
    known = new Map()
    dialling = false
    words = new Map()
    counts = []
    moves = 0
    made = []
    mailboxes = create()
  })

  afterEach(async () => {
    await Promise.all(made.map(async each => each.stop()))
    await depositor.stop()
    await office.stop()
    await Promise.all([...coordinators.values()].map(async coordinator => coordinator.stop()))
    assert.equal(world.hosts.size, 0, 'hosts left open')
  })

  /** The mailboxes of a node over the same store, as after a restart. */
  function create(home?: Home): Mailboxes {
    const each = new Mailboxes({
      says: true,
      self: coordinators.get('home')?.peerId ?? peerIdOf(bytesOf('self')),
      dialling: () => dialling,
      serves: peerId => words.get(peerId),
      store,
      crypto,
      rng: world.rng,
      clock: world.time.clock,
      logger: world.log.logger,
      placementSecret: bytesOf('placement'),
      account: alice.self.account.publicKey,
      network: {
        id: NETWORK,
        topic: '',
        presenceKey: bytesOf('presence'),
        membershipKey: MEMBERSHIP_KEY,
        name: ''
      },
      createHost: world.createHost,
      messenger: () => alice.messenger,
      home,
      coordinators: () => [...known].map(([name, reachable]) => candidate(name, reachable)),
      onCount: held => {
        counts.push(held)
        world.watch.changed()
      },
      onMoved: () => {
        moves += 1
      }
    })
    made.push(each)
    return each
  }

  function candidate(name: string, reachable: boolean): CoordinatorCandidate {
    const { peerId, addresses } = coordinatorNamed(name)
    return {
      peerId,
      addresses: [...addresses],
      lastHeard: NOW,
      lastConnected: NOW,
      reachableSince: reachable ? NOW : 0,
      confirmed: true,
      reachableFor: 0,
      fresh: true
    }
  }

  function coordinatorNamed(name: string): TestCoordinator {
    const coordinator = coordinators.get(name)
    assert.ok(coordinator !== undefined)
    return coordinator
  }

  /** Coordinators that run and are known. */
  async function coordinatorsUp(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      coordinators.set(name, await world.coordinator(name))
      known.set(name, true)
    }
  }

  /** Mailboxes at three coordinators, all held. */
  async function settle(...names: readonly string[]): Promise<void> {
    await mailboxes.start()
    await settleStarted(...names)
  }

  async function settleStarted(...names: readonly string[]): Promise<void> {
    await coordinatorsUp(...names)
    await mailboxes.place()
    await mailboxes.whenHeld(soon())
    await mailboxes.refreshed(soon())
    assert.equal(mailboxes.held, Math.min(3, names.length))
  }

  const until = async (holds: () => boolean): Promise<void> => await world.watch.until(holds)

  function textsOf({ addresses }: MailboxAddress): string[] {
    return addresses.flatMap(address => addressText(address) ?? [])
  }

  const namesOf = (places: readonly MailboxAddress[]): string[] =>
    places
      .map(place => coordinatorOf(textsOf(place)))
      .flatMap(peerId => [...coordinators].find(([, each]) => each.peerId === peerId)?.[0] ?? '?')
      .toSorted()

  async function records(): Promise<MailboxRecord[]> {
    const found: MailboxRecord[] = []
    for await (const { value } of store.walk('mailboxes')) found.push(decodeMailboxRecord(value))
    return found
  }

  /** What Bob's next message would leave in a mailbox. */
  async function written(text: string): Promise<Uint8Array> {
    const id = await bob.messenger.submit(idOf(alice), text)
    const sealed = bob.messenger.peer(idOf(alice))?.outbox.get(id)?.sealed
    assert.ok(sealed !== undefined)
    return sealed
  }

  async function deposit(
    place: MailboxAddress | undefined,
    envelope: Uint8Array,
    secret: Uint8Array = alice.messenger.peer(idOf(bob))?.depositSecret ?? bytesOf('none')
  ): Promise<string> {
    assert.ok(place !== undefined)
    const outcome = await depositor.deposit(
      {
        mailbox: place.mailbox,
        addresses: textsOf(place),
        secret,
        nonce: bytesOf('nonce').slice(0, 24),
        envelope,
        expires: NOW + 14 * DAY
      },
      { signal: soon() }
    )
    return outcome.kind
  }

  /** Resolves with the text of the next message that Alice is shown. */
  async function shown(): Promise<string> {
    return await new Promise(resolve => {
      alice.messenger.events.addEventListener('message', ({ detail }) => resolve(detail.entry.text), {
        once: true
      })
    })
  }

  describe('are placed', () => {
    it('at three coordinators, one for contacts and one for requests at each', async () => {
      await settle('a', 'b', 'c', 'd', 'e')
      assert.equal(new Set(namesOf(mailboxes.forContacts())).size, 3)
      assert.deepEqual(namesOf(mailboxes.forRequests()), namesOf(mailboxes.forContacts()))
      assert.equal((await records()).length, 6)
      const keys = [...mailboxes.forContacts(), ...mailboxes.forRequests()].map(({ mailbox }) =>
        String(mailbox)
      )
      assert.equal(new Set(keys).size, 6, 'each has a key of its own')
    })

    it('once, however often they are reconsidered', async () => {
      await settle('a', 'b', 'c', 'd')
      const before = mailboxes.forContacts()
      moves = 0
      await Promise.all([mailboxes.place(), mailboxes.place()])
      world.time.now += 5 * MINUTE
      await mailboxes.place()
      await mailboxes.refreshed(soon())
      assert.deepEqual(mailboxes.forContacts(), before)
      assert.equal(moves, 0)
    })

    it('once, when several events ask for it at the same time', async () => {
      await coordinatorsUp('a', 'b', 'c')
      await mailboxes.start()
      await Promise.all([mailboxes.place(), mailboxes.place(), mailboxes.place()])
      await mailboxes.whenHeld(soon())
      assert.equal((await records()).length, 6)
    })

    it('where there are coordinators: the rest comes as they do', async () => {
      await settle('a')
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a'])
      moves = 0
      await coordinatorsUp('b', 'c', 'd')
      await mailboxes.place()
      await until(() => mailboxes.held === 3)
      assert.equal(namesOf(mailboxes.forContacts()).length, 3)
      assert.ok(namesOf(mailboxes.forContacts()).includes('a'))
      assert.ok(moves > 0, 'contacts have to be told')
    })

    it('not at coordinators that cannot be reached', async () => {
      await coordinatorsUp('a', 'b')
      known.set('b', false)
      await mailboxes.start()
      await mailboxes.place()
      await mailboxes.whenHeld(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a'])
    })

    it('not at a contact’s device, whoever named it a coordinator: it keeps none for others', async () => {
      await coordinatorsUp('a', 'b')
      const { name, self } = bob
      coordinators.set(name, await world.coordinator(name, { seed: self.device.seed }))
      known.set(name, true)
      await mailboxes.start()
      await mailboxes.place()
      await mailboxes.refreshed(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b'])
    })

    it('but at one that says itself that it serves, and at nobody who says that it does not', async () => {
      await coordinatorsUp('a', 'b', 'c')
      const { name, self } = bob
      const serving = await world.coordinator(name, { seed: self.device.seed })
      coordinators.set(name, serving)
      known.set(name, true)
      words.set(serving.peerId, true)
      words.set(coordinatorNamed('b').peerId, false)
      await mailboxes.start()
      await mailboxes.place()
      await mailboxes.refreshed(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), [name, 'a', 'c'])
    })

    it('and named to others only once a coordinator knows them', async () => {
      await coordinatorsUp('a')
      const answers = Promise.withResolvers<void>()
      world.network.pace = async () => answers.promise
      await mailboxes.start()
      await mailboxes.place()
      assert.deepEqual([mailboxes.forContacts(), mailboxes.forRequests(), moves], [[], [], 0])
      answers.resolve()
      await mailboxes.refreshed(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a'])
      assert.deepEqual(namesOf(mailboxes.forRequests()), ['a'])
      assert.equal(moves, 2)
    })

    it('not before their keys are on the disk', async () => {
      await coordinatorsUp('a', 'b', 'c')
      await mailboxes.start()
      full = true
      await assert.rejects(mailboxes.place(), named('StorageError'))
      assert.deepEqual(mailboxes.forContacts(), [])
      assert.equal(moves, 0)
      assert.deepEqual(world.made, [], 'nobody heard of them')
      full = false
      await mailboxes.place()
      await until(() => mailboxes.held === 3)
      assert.equal((await records()).length, 6)
    })

    it('and tell how many are held', async () => {
      await settle('a', 'b', 'c')
      assert.deepEqual(counts, [0, 1, 2, 3])
      world.network.down(coordinatorNamed('a').peerId)
      await until(() => counts.at(-1) === 2)
      assert.deepEqual(counts, [0, 1, 2, 3, 2])
    })
  })

  describe('of a coordinator that is away', () => {
    async function lose(name: string): Promise<void> {
      world.network.down(coordinatorNamed(name).peerId)
      known.set(name, false)
      await until(() => mailboxes.held === 2)
    }

    it('stay where they are for ten minutes', async () => {
      await settle('a', 'b', 'c')
      await lose('a')
      await coordinatorsUp('d')
      world.time.now += 10 * MINUTE
      await mailboxes.place()
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
    })

    it('are replaced after that, and the old ones are kept to be read', async () => {
      await settle('a', 'b', 'c')
      await lose('a')
      await coordinatorsUp('d')
      world.time.now += 10 * MINUTE + 1
      moves = 0
      await mailboxes.place()
      assert.equal(moves, 1, 'nobody shall deposit at the old one')
      await mailboxes.refreshed(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', 'd'])
      assert.deepEqual(namesOf(mailboxes.forRequests()), ['b', 'c', 'd'])
      assert.equal(moves, 3)
      const retired = (await records()).filter(record => record.retired > 0)
      assert.equal(retired.length, 2)
      await until(() => mailboxes.held === 3)
    })

    it('are replaced after 40 s when two of three are not there: nobody would see our leases', async () => {
      await settle('a', 'b', 'c')
      for (const name of ['a', 'b']) {
        world.network.down(coordinatorNamed(name).peerId)
        known.set(name, false)
      }
      await until(() => mailboxes.held === 1)
      await coordinatorsUp('d', 'e')
      world.time.now += 40 * SECOND
      await mailboxes.place()
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
      world.time.now += 1
      await mailboxes.place()
      await until(() => mailboxes.held === 3)
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['c', 'd', 'e'])
    })

    it('are replaced as soon when nobody of all three is there', async () => {
      await settle('a', 'b', 'c')
      for (const name of ['a', 'b', 'c']) {
        world.network.down(coordinatorNamed(name).peerId)
        known.set(name, false)
      }
      await until(() => mailboxes.held === 0)
      await coordinatorsUp('d', 'e', 'f')
      world.time.now += 40 * SECOND
      await mailboxes.place()
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
      world.time.now += 1
      await mailboxes.place()
      await until(() => mailboxes.held === 3)
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['d', 'e', 'f'])
    })

    it('are replaced at once when it says that it is none any more, and its mail still comes', async () => {
      await settle('a', 'b', 'c')
      await coordinatorsUp('d')
      const old = mailboxes.forContacts().find(place => namesOf([place])[0] === 'a')
      words.set(coordinatorNamed('a').peerId, false)
      moves = 0
      await mailboxes.place()
      assert.equal(moves, 1, 'nobody shall deposit there any more')
      await mailboxes.refreshed(soon())
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', 'd'])
      const arrived = shown()
      assert.equal(await deposit(old, await written('on its way meanwhile')), 'held')
      assert.equal(await arrived, 'on its way meanwhile')
    })

    it('are used again when it is one again: who comes and goes makes us leave no other', async () => {
      await settle('a', 'b', 'c')
      await coordinatorsUp('d')
      const before = mailboxes.forContacts().map(({ mailbox }) => String(mailbox))
      const [a, d] = [coordinatorNamed('a').peerId, coordinatorNamed('d').peerId]
      for (let at = 0; at < 12; at += 1) {
        const [gone, back] = at % 2 === 0 ? [a, d] : [d, a]
        words.set(gone, false)
        words.set(back, true)
        world.time.now += MINUTE
        await mailboxes.place()
        await mailboxes.refreshed(soon())
        await until(() => mailboxes.held === 3)
      }
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
      assert.deepEqual(
        mailboxes
          .forContacts()
          .map(({ mailbox }) => String(mailbox))
          .toSorted(),
        before.toSorted()
      )
      assert.equal((await records()).length, 8)
      assert.equal((await records()).filter(({ retired }) => retired > 0).length, 2)
      const arrived = shown()
      await deposit(mailboxes.forContacts()[0], await written('to the same one'))
      assert.equal(await arrived, 'to the same one')
    })

    it('stay when it says so, while no other one is known', async () => {
      await settle('a', 'b', 'c')
      words.set(coordinatorNamed('a').peerId, false)
      await mailboxes.place()
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
    })

    it('are replaced only if another one is known', async () => {
      await settle('a', 'b', 'c')
      await lose('a')
      world.time.now += DAY
      await mailboxes.place()
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['a', 'b', 'c'])
    })

    it('are replaced also if it can be reached and only does not want them', async () => {
      await settle('a', 'b', 'c')
      world.network.down(coordinatorNamed('a').peerId)
      await until(() => mailboxes.held === 2)
      await coordinatorsUp('d')
      world.time.now += 10 * MINUTE + 1
      await mailboxes.place()
      await until(() => mailboxes.held === 3)
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', 'd'])
    })

    it('still give out what lies there when it comes back, also after a restart', async () => {
      await settle('a', 'b', 'c')
      const old = mailboxes.forContacts().find(place => namesOf([place])[0] === 'a')
      assert.equal(await deposit(old, await written('to the old one')), 'held')
      await shown()
      await lose('a')
      await coordinatorsUp('d')
      world.time.now += 10 * MINUTE + 1
      await mailboxes.place()
      await mailboxes.stop()

      world.network.up(coordinatorNamed('a').peerId)
      mailboxes = create()
      const message = shown()
      await mailboxes.start()
      await mailboxes.whenHeld(soon())
      assert.equal(await deposit(old, await written('to the old one again')), 'held')
      assert.equal(await message, 'to the old one again')
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', 'd'])
    })

    it('are forgotten when no mail for them can be alive', async () => {
      await settle('a', 'b', 'c')
      await lose('a')
      await coordinatorsUp('d')
      world.time.now += 10 * MINUTE + 1
      await mailboxes.place()
      assert.equal((await records()).length, 8)
      world.time.now += 15 * DAY + 1
      await mailboxes.place()
      assert.equal((await records()).length, 6)
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', 'd'])
    })

    it('are bounded, and it is the oldest retired ones that go', async function () {
      this.timeout(30_000)
      await settle('a', 'b', 'c')
      const [stays] = mailboxes.forContacts().filter(place => namesOf([place])[0] === 'c')
      // one place changes hands again and again, the others stay
      let last = 'a'
      for (let count = 0; count < 12; count += 1) {
        await lose(last)
        last = `next-${count}`
        await coordinatorsUp(last)
        world.time.now += 10 * MINUTE + 1
        await mailboxes.place()
        await until(() => mailboxes.held === 3)
      }
      assert.deepEqual(namesOf(mailboxes.forContacts()), ['b', 'c', last].toSorted())
      assert.ok(mailboxes.forContacts().some(({ mailbox }) => String(mailbox) === String(stays?.mailbox)))
      const kept = await records()
      assert.equal(kept.filter(({ retired }) => retired === 0).length, 6)
      const retired = kept.filter(record => record.retired > 0).map(record => record.retired)
      assert.equal(retired.length, 16)
      assert.ok(Math.min(...retired) > NOW + 4 * 10 * MINUTE)
    })
  })

  describe('of a disk', () => {
    let told: number

    beforeEach(() => {
      told = 0
      alice.messenger.events.addEventListener('rollback', () => {
        told += 1
      })
    })

    /** Another life of the node, over what lies in that store. */
    async function again(on: Store): Promise<void> {
      await mailboxes.stop()
      store = on
      mailboxes = create()
      await mailboxes.start()
      await mailboxes.assured(soon())
      await until(() => mailboxes.held === 3)
      await mailboxes.refreshed(soon())
    }

    it('that only went on say nothing, however often it starts', async () => {
      await settle('a', 'b', 'c')
      for (let life = 0; life < 3; life += 1) await again(store)
      assert.equal(told, 0)
      for (const { epochs } of await records()) assert.equal(epochs.length, 1)
    })

    it('that is an old one say so before anybody could deposit, and once', async () => {
      await settle('a', 'b', 'c')
      await mailboxes.stop()
      const copy = copyStore(store)
      await again(store)
      await mailboxes.stop()
      store = copy
      mailboxes = create()
      await mailboxes.start()
      await mailboxes.assured(soon())
      assert.equal(told, 1)
      await until(() => mailboxes.held === 3)
      await mailboxes.refreshed(soon())
      assert.equal(told, 1)
      await again(store)
      assert.equal(told, 1)
    })

    it('say nothing after an answer that got lost', async () => {
      await settle('a', 'b', 'c')
      const lost: MailboxRecord[] = await records()
      await again(store)
      const answered = await records()
      // what was sent is known; that it was taken is not
      for (const [at, record] of answered.entries()) {
        const epochs = [...(lost[at]?.epochs ?? []), ...record.epochs]
        await store.batch([putMailbox(crypto, { ...record, epochs })])
      }
      await again(store)
      assert.equal(told, 0)
    })

    it('wait for nobody that cannot be reached', async () => {
      await settle('a')
      await mailboxes.stop()
      await coordinators.get('a')?.stop()
      mailboxes = create()
      await mailboxes.start()
      await mailboxes.assured(soon())
    })
  })

  describe('hand over', () => {
    it('what contacts leave, to the contact whose token it came with', async () => {
      await settle('a', 'b', 'c')
      const message = shown()
      assert.equal(await deposit(mailboxes.forContacts()[0], await written('hello')), 'held')
      assert.equal(await message, 'hello')
    })

    it('the same once, though it lies in three', async () => {
      await settle('a', 'b', 'c')
      const texts: string[] = []
      alice.messenger.events.addEventListener('message', ({ detail }) => texts.push(detail.entry.text))
      const envelope = await written('one')
      for (const place of mailboxes.forContacts()) assert.equal(await deposit(place, envelope), 'held')
      const message = shown()
      await deposit(mailboxes.forContacts()[0], await written('two'))
      await message
      assert.deepEqual(texts, ['one', 'two'])
    })

    it('requests that come with the secret of an invite', async () => {
      await settle('a', 'b', 'c')
      const carol = await office.join('Carol')
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      await mailboxes.refreshed(soon())
      const request = Promise.withResolvers<Uint8Array>()
      office.onDeposit = async ({ envelope }) => request.resolve(envelope)
      await carol.messenger.ask(invite)
      await carol.messenger.flush(soon())
      const asked = new Promise<string>(resolve => {
        alice.messenger.events.addEventListener('request', ({ detail }) => resolve(detail.peer.name))
      })
      const [place] = mailboxes.forRequests()
      assert.equal(await deposit(place, await request.promise, invite.secret), 'held')
      assert.equal(await asked, 'Carol')
    })

    it('nothing that no contact of now can have left, and go on', async () => {
      await settle('a', 'b', 'c')
      const stray = await office.join('Stray')
      await befriend(office, alice, stray)
      await mailboxes.refreshed(soon())
      const secret = alice.messenger.peer(idOf(stray))?.depositSecret
      const [place] = mailboxes.forContacts()
      assert.ok(secret !== undefined)
      const { receiveMail, peers } = alice.messenger
      const received: string[] = []
      alice.messenger.receiveMail = async (userId, envelope) => {
        received.push(userId)
        await receiveMail.call(alice.messenger, userId, envelope)
      }
      // what the coordinator still takes when the contact is gone
      alice.messenger.peers = () => [...peers.call(alice.messenger)].filter(peer => peer.name !== 'Stray')
      assert.equal(await deposit(place, bytesOf('of nobody'), secret), 'held')
      const message = shown()
      assert.equal(await deposit(place, await written('after it')), 'held')
      assert.equal(await message, 'after it')
      assert.deepEqual(received, [idOf(bob)])
      assert.equal(await deposit(place, bytesOf('no token'), bytesOf('a stranger')), 'refused')
    })

    it('nothing of what cannot be opened, and go on', async () => {
      await settle('a', 'b', 'c')
      const [place] = mailboxes.forContacts()
      assert.equal(await deposit(place, bytesOf('no envelope')), 'held')
      const message = shown()
      assert.equal(await deposit(place, await written('after it')), 'held')
      assert.equal(await message, 'after it')
      assert.equal(alice.messenger.unreadable, 1)
    })

    it('all, though the messenger is too busy at first', async () => {
      await settle('a', 'b', 'c')
      const { receiveMail } = alice.messenger
      let busy = true
      alice.messenger.receiveMail = async (...args) => {
        if (!busy) return await receiveMail.apply(alice.messenger, args)
        busy = false
        throw new LimitError('too much waits')
      }
      const message = shown()
      assert.equal(await deposit(mailboxes.forContacts()[0], await written('in the end')), 'held')
      assert.equal(await message, 'in the end')
    })

    it('nothing twice after a restart: the position is kept', async () => {
      await settle('a', 'b', 'c')
      for (const text of ['one', 'two']) {
        const message = shown()
        await deposit(mailboxes.forContacts()[0], await written(text))
        await message
      }
      const after = async (): Promise<number> => Math.max(...(await records()).map(record => record.after))
      while ((await after()) < 2) await new Promise(resolve => setImmediate(resolve))
      await mailboxes.stop()
      mailboxes = create()
      const texts: string[] = []
      alice.messenger.events.addEventListener('message', ({ detail }) => texts.push(detail.entry.text))
      await mailboxes.start()
      await until(() => mailboxes.held === 3)
      const message = shown()
      await deposit(mailboxes.forContacts()[0], await written('three'))
      await message
      assert.deepEqual(texts, ['three'])
    })

    it('again what the messenger could not keep, and acknowledge nothing of it before', async () => {
      await settle('a', 'b', 'c')
      const { receiveMail } = alice.messenger
      let refusals = 0
      const refused = Promise.withResolvers<void>()
      alice.messenger.receiveMail = async (...args) => {
        refusals += 1
        if (refusals > 1) return await receiveMail.apply(alice.messenger, args)
        refused.resolve()
        throw new StorageError('disk full')
      }
      const message = shown()
      await deposit(mailboxes.forContacts()[0], await written('patience'))
      await refused.promise
      assert.equal(await message, 'patience')
    })
  })

  describe('tell coordinators', () => {
    it('who may deposit from now on, before refresh resolves', async () => {
      await settle('a', 'b', 'c')
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      assert.equal(await deposit(mailboxes.forRequests()[0], bytesOf('x'), invite.secret), 'refused')
      await mailboxes.refreshed(soon())
      for (const place of mailboxes.forRequests()) {
        assert.equal(await deposit(place, bytesOf('x'), invite.secret), 'held')
      }
    })

    it('what the last of several refreshes wanted, and let none of them wait in vain', async () => {
      await settle('a', 'b', 'c')
      const secrets: Uint8Array[] = []
      const refreshes: Array<Promise<unknown>> = []
      const late = AbortSignal.timeout(15_000)
      for (let count = 0; count < 4; count += 1) {
        secrets.push((await alice.messenger.invites.create(alice.requestMailboxes)).secret)
        refreshes.push(mailboxes.refreshed(late))
        // nobody waits for this one, as when a contact is accepted meanwhile
        mailboxes.refresh()
      }
      await Promise.all(refreshes)
      assert.equal(late.aborted, false)
      for (const secret of secrets) {
        assert.equal(await deposit(mailboxes.forRequests()[0], bytesOf('x'), secret), 'held')
      }
    })

    it('our bundle, which only who knows our account can open', async () => {
      await settle('a')
      const [place] = mailboxes.forRequests()
      assert.ok(place !== undefined)
      const outcome = await depositor.fetchBundle(
        { mailbox: place.mailbox, addresses: textsOf(place) },
        { signal: soon() }
      )
      assert.ok(outcome.kind === 'bundle')
      const account = alice.self.account.publicKey
      const signed = openBundle(crypto, account, place.mailbox, outcome.sealed)
      assert.deepEqual(verifyBundle(crypto, signed, { account, now: NOW }).account, account)
      assert.throws(() => openBundle(crypto, bob.self.account.publicKey, place.mailbox, outcome.sealed))
    })

    it('one-time prekeys, another one for everybody and at each mailbox', async () => {
      await settle('a', 'b')
      // each is stocked after a registration, and before it is registered the next time
      await mailboxes.refreshed(soon())
      const account = alice.self.account.publicKey
      const ids = new Set<number>()
      for (const place of mailboxes.forRequests()) {
        for (let asked = 0; asked < 2; asked += 1) {
          const outcome = await depositor.fetchBundle(
            { mailbox: place.mailbox, addresses: textsOf(place) },
            { signal: soon() }
          )
          assert.ok(outcome.kind === 'bundle')
          const signed = openOneTime(crypto, account, place.mailbox, outcome.oneTime)
          const expected = { device: alice.self.device.publicKey, now: NOW }
          ids.add(verifyOneTime(crypto, signed, expected).id)
        }
      }
      assert.equal(ids.size, 4)
    })

    it('nothing when nobody is there, and do not wait for them', async () => {
      await settle('a', 'b', 'c')
      for (const name of ['a', 'b', 'c']) world.network.down(coordinatorNamed(name).peerId)
      await until(() => mailboxes.held === 0)
      const late = AbortSignal.timeout(15_000)
      await mailboxes.refreshed(late)
      assert.equal(late.aborted, false)
    })
  })

  describe('at home', () => {
    let home: Home

    beforeEach(async () => {
      // the node itself, as a coordinator for one
      coordinators.set('home', await world.coordinator('home'))
      const { addresses } = coordinatorNamed('home')
      home = { addresses: () => addresses, network: { id: NETWORK, membershipKey: MEMBERSHIP_KEY } }
      mailboxes = create(home)
      await mailboxes.start()
    })

    it('are opened while nobody else is there, for requests only', async () => {
      const places = await mailboxes.openForRequests(soon())
      assert.deepEqual(namesOf(places), ['home'])
      assert.deepEqual(mailboxes.forRequests(), places)
      assert.deepEqual(mailboxes.forContacts(), [])
      assert.equal(mailboxes.held, 0)
      assert.equal(moves, 1)
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      assert.deepEqual(await mailboxes.refreshed(soon()), [places[0]?.mailbox])
      assert.equal(await deposit(places[0], bytesOf('x'), invite.secret), 'held')
    })

    it('are one, however often they are opened', async () => {
      await Promise.all([mailboxes.openForRequests(soon()), mailboxes.openForRequests(soon())])
      await mailboxes.openForRequests(soon())
      assert.equal((await records()).length, 1)
    })

    it('are not opened while somebody else holds requests', async () => {
      await coordinatorsUp('a')
      await mailboxes.place()
      assert.deepEqual(namesOf(await mailboxes.openForRequests(soon())), ['a'])
      assert.equal((await records()).length, 2)
    })

    it('are opened when nobody else answers, and stand before those who may be back', async () => {
      await settleStarted('a', 'b')
      for (const name of ['a', 'b']) world.network.down(coordinatorNamed(name).peerId)
      await until(() => mailboxes.held === 0)
      const places = await mailboxes.openForRequests(soon())
      assert.deepEqual(namesOf(places.slice(0, 1)), ['home'])
      assert.deepEqual(namesOf(places), ['a', 'b', 'home'])
      // a coordinator that never knew them could not even say later who may use them
      await coordinatorsUp('c')
      world.network.down(coordinatorNamed('c').peerId)
      await mailboxes.place()
      assert.deepEqual(namesOf(await mailboxes.openForRequests(soon())), ['a', 'b', 'home'])
    })

    it('are named no more when coordinators come, and still read', async () => {
      const [place] = await mailboxes.openForRequests(soon())
      await settleStarted('a')
      assert.deepEqual(namesOf(await mailboxes.openForRequests(soon())), ['a'])
      assert.deepEqual(namesOf(mailboxes.forRequests()), ['a'])
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      await mailboxes.refreshed(soon())
      assert.equal(await deposit(place, bytesOf('x'), invite.secret), 'held')
    })

    it('are open again after a restart, wherever the node listens then', async () => {
      await mailboxes.openForRequests(soon())
      await mailboxes.stop()
      const moved = [`/ip4/127.0.0.1/tcp/4999/p2p/${coordinatorNamed('home').peerId}`]
      mailboxes = create({ ...home, addresses: () => moved })
      await mailboxes.start()
      assert.deepEqual(mailboxes.forRequests().map(textsOf), [moved])
    })

    it('are nowhere for a node that listens nowhere', async () => {
      await mailboxes.openForRequests(soon())
      await mailboxes.stop()
      mailboxes = create()
      await mailboxes.start()
      assert.deepEqual(await mailboxes.openForRequests(soon()), [])
      assert.deepEqual(mailboxes.forRequests(), [])
    })
  })

  describe('for an invite', () => {
    it('are those that are held now, whatever others there are', async () => {
      await settle('a', 'b', 'c')
      world.network.down(coordinatorNamed('b').peerId)
      await until(() => mailboxes.held === 2)
      assert.deepEqual(namesOf(await mailboxes.openForRequests(soon())), ['a', 'c'])
    })

    it('are those that answer now, not those that seem to be there', async () => {
      await settle('a', 'b', 'c')
      const never = new Promise<void>(() => undefined)
      for (const stream of world.network.opened)
        if (stream.to === coordinatorNamed('b').peerId) stream.stall(never)
      assert.equal(mailboxes.held, 3)
      assert.deepEqual(namesOf(await mailboxes.openForRequests(AbortSignal.timeout(100))), ['a', 'c'])
    })

    it('are waited for while they are on their way', async () => {
      await coordinatorsUp('a', 'b', 'c')
      await mailboxes.start()
      void mailboxes.place()
      assert.deepEqual(namesOf(await mailboxes.openForRequests(soon())), ['a', 'b', 'c'])
    })

    it('are none where nobody answers, and none is told of it', async () => {
      await settle('a')
      world.network.down(coordinatorNamed('a').peerId)
      await until(() => mailboxes.held === 0)
      assert.deepEqual(await mailboxes.openForRequests(soon()), [])
      assert.deepEqual(await mailboxes.refreshed(soon()), [])
    })
  })

  describe('that are waited for', () => {
    it('are there at once when nobody could hold one', async () => {
      await mailboxes.start()
      const late = AbortSignal.timeout(15_000)
      await mailboxes.whenHeld(late)
      assert.equal(late.aborted, false)
    })

    it('are not waited for any longer where a coordinator is dead', async () => {
      await coordinatorsUp('a', 'b', 'c')
      world.network.down(coordinatorNamed('b').peerId)
      await mailboxes.start()
      await mailboxes.place()
      const late = AbortSignal.timeout(15_000)
      await mailboxes.whenHeld(late)
      assert.equal(mailboxes.held, 2)
      assert.equal(late.aborted, false)
    })

    it('may come from coordinators that are being dialled', async () => {
      dialling = true
      await mailboxes.start()
      let waits = true
      const waiting = mailboxes.whenHeld(soon()).then(() => {
        waits = false
      })
      await coordinatorsUp('a')
      await mailboxes.place()
      await until(() => mailboxes.held === 1)
      assert.equal(waits, true)
      dialling = false
      mailboxes.changed()
      await waiting
    })

    it('are given up at the signal', async () => {
      dialling = true
      await mailboxes.start()
      await mailboxes.whenHeld(AbortSignal.timeout(50))
      assert.equal(mailboxes.held, 0)
    })

    it('are woken when their coordinator is connected again', async () => {
      await settle('a')
      world.network.down(coordinatorNamed('a').peerId)
      await until(() => mailboxes.held === 0)
      world.network.up(coordinatorNamed('a').peerId)
      mailboxes.look(coordinatorNamed('a').peerId)
      await until(() => mailboxes.held === 1)
    })
  })

  it('leave nothing open when they are stopped, also while they are being placed', async () => {
    await coordinatorsUp('a', 'b', 'c')
    await mailboxes.start()
    const placing = mailboxes.place()
    await mailboxes.stop()
    await placing
    await mailboxes.stop()
    await mailboxes.place()
    assert.equal(world.hosts.size, 0)
  })
})
