import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { MAILBOX_PROTOCOL, openDeposit } from '../../../src/relay/index.ts'
import { MAX_WORTHLESS_ITEMS } from '../../../src/relay/constants.ts'
import { collect, START } from '../../../src/relay/core/collect.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../../../src/wire/index.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import { DAY, NOW, bytesOf, grant, itemNamed, mailboxNamed, secretOf } from '../../support/mailboxes.ts'
import { MEMBERSHIP_KEY, NETWORK } from '../../support/mailboxes.ts'
import type { Depositor } from '../../../src/relay/index.ts'
import type { Items, MailboxRequest, MailboxResponseKind } from '../../../src/wire/index.ts'
import type { TestCoordinator, TestOwner } from '../../support/relay-world.ts'
import { microtasks } from '../../support/microtasks.ts'

const alice = mailboxNamed('alice')
/** Never fires: a test has mocha's deadline. One that starts with the file would be over in a long run. */
const { signal } = new AbortController()

describe('relay: the owner of a mailbox', () => {
  let world: RelayWorld
  let coordinator: TestCoordinator
  let depositor: Depositor
  let contacts: string[]

  beforeEach(async () => {
    world = new RelayWorld()
    coordinator = await world.coordinator('c')
    depositor = world.depositor()
    contacts = ['bob']
  })

  afterEach(async () => {
    await depositor.stop()
    await coordinator.stop()
    assert.equal(world.hosts.size, 0, 'hosts left open')
    assert.equal(world.time.timers, 0, 'timers left')
  })

  const grants = (): ReturnType<typeof grant>[] => contacts.map(contact => grant(alice, contact))

  function ownerOf(options: Parameters<RelayWorld['owner']>[3] = {}): TestOwner {
    return world.owner(alice, coordinator, grants, options)
  }

  async function deposit(name: string, size: number = 256): Promise<string> {
    const outcome = await depositor.deposit(
      {
        mailbox: alice.key,
        addresses: coordinator.addresses,
        secret: secretOf('bob'),
        nonce: bytesOf(`nonce ${name}`).slice(0, 24),
        envelope: itemNamed(name, size),
        expires: NOW + 14 * DAY
      },
      { signal }
    )
    return outcome.kind
  }

  const envelopes = (owner: TestOwner): Uint8Array[] =>
    owner.delivered.map(item => openDeposit(crypto, secretOf('bob'), alice.key, item.deposit))

  it('holds its mailbox from a host whose key is the mailbox key', async () => {
    const alices = ownerOf()
    alices.owner.start()
    assert.deepEqual(await alices.event('held'), { kind: 'held', lapses: NOW + 30 * DAY })
    assert.ok(alices.owner.held)
    assert.deepEqual(alices.owner.mailbox, alice.key)
    assert.deepEqual(
      world.network.opened.map(({ from }) => from),
      [alice.peerId]
    )
    await alices.owner.stop()
    await alices.owner.stop()
    assert.ok(!alices.owner.held)
  })

  it('brings one-time prekeys when its coordinator says how few are left, and after that lost it', async () => {
    const lefts: number[] = []
    const bundle = itemNamed('bundle')
    const alices = ownerOf({
      registration: async () => ({
        grants: grants(),
        bundle,
        network: NETWORK,
        membershipKey: MEMBERSHIP_KEY
      }),
      stock: async (mailbox, left) => {
        assert.deepEqual(mailbox, alice.key)
        lefts.push(left)
        world.watch.changed()
        return left === 0 ? [itemNamed('1', 1_400), itemNamed('2', 1_400)] : []
      }
    })
    alices.owner.start()
    await world.watch.until(() => lefts.length === 1)
    alices.owner.refresh()
    await world.watch.until(() => lefts.length === 2)
    const place = { mailbox: alice.key, addresses: coordinator.addresses }
    const first = await depositor.fetchBundle(place, { signal })
    assert.deepEqual(first, { kind: 'bundle', sealed: bundle, oneTime: itemNamed('1', 1_400) })
    alices.owner.refresh()
    await world.watch.until(() => lefts.length === 3)
    assert.deepEqual(lefts, [0, 2, 1])
    // another coordinator in its place, of the same key, that knows of nothing
    await coordinator.stop()
    await alices.event('lost')
    coordinator = await world.coordinator('c')
    alices.owner.doubt()
    alices.owner.look()
    await world.watch.until(() => lefts.length >= 4)
    assert.equal(lefts.at(3), 0)
    await alices.owner.stop()
  })

  it('keeps its mailbox when one-time prekeys are refused', async () => {
    // without a bundle there is nothing to hand them out with
    const alices = ownerOf({ stock: async () => [itemNamed('1', 1_400)] })
    alices.owner.start()
    await alices.event('held')
    await deposit('1')
    await alices.items(1)
    assert.ok(alices.owner.held)
    assert.ok(world.log.lines.some(line => line.includes('one-time prekeys were refused')))
    await alices.owner.stop()
  })

  it('collects what lies there, then what comes, and acknowledges it', async () => {
    const before = ownerOf()
    before.owner.start()
    await before.event('held')
    await before.owner.stop()
    assert.equal(await deposit('1'), 'held')
    const alices = ownerOf()
    alices.owner.start()
    await alices.pages(1)
    for (const name of ['2', '3', '4']) assert.equal(await deposit(name), 'held')
    await alices.items(4)
    await world.watch.until(() => alices.acknowledged.at(-1)?.sequence === 4)
    assert.deepEqual(
      envelopes(alices),
      ['1', '2', '3', '4'].map(name => itemNamed(name, 256))
    )
    assert.deepEqual(alices.delivered[0]?.tokenHash, grant(alice, 'bob').tokenHash)
    await alices.owner.stop()
    let unacknowledged = 0
    for await (const { value } of coordinator.store.walk('relay-index')) {
      if (value.subarray(-8).every(byte => byte === 0)) unacknowledged += 1
    }
    assert.equal(unacknowledged, 0)
  })

  it('goes on where the kept cursor stands, which is never ahead of an acknowledgement', async () => {
    const first = ownerOf()
    first.owner.start()
    await first.event('held')
    await deposit('1')
    await first.pages(1)
    await first.owner.stop()
    assert.deepEqual(
      first.cursors.map(({ sequence }) => sequence),
      [0]
    )
    const cursor = first.acknowledged[0]
    assert.equal(cursor?.sequence, 1)
    await deposit('2')
    const second = ownerOf({ cursor })
    second.owner.start()
    await second.pages(1)
    await second.owner.stop()
    assert.deepEqual(envelopes(second), [itemNamed('2', 256)])
    assert.deepEqual(second.cursors, [cursor])
    // the last cursor was lost: its items come again, nothing is missing
    const third = ownerOf({ cursor })
    third.owner.start()
    await third.pages(1)
    await third.owner.stop()
    assert.deepEqual(envelopes(third), [itemNamed('2', 256)])
  })

  it('acknowledges nothing that was not taken over, and brings it again', async () => {
    let broken = true
    const taken: number[] = []
    const alices = ownerOf({
      deliver: async items => {
        if (broken) throw new StorageError('disk full')
        taken.push(...items.map(({ sequence }) => sequence))
        return 0
      }
    })
    alices.owner.start()
    await alices.event('held')
    await deposit('1')
    await alices.event('lost')
    assert.equal(alices.acknowledged.length, 0)
    broken = false
    world.time.advance(2_000)
    await alices.pages(1)
    assert.deepEqual(taken, [1])
    await alices.owner.stop()
  })

  it('collects page by page', async () => {
    const before = ownerOf()
    before.owner.start()
    await before.event('held')
    await before.owner.stop()
    for (const name of ['1', '2', '3', '4', '5']) assert.equal(await deposit(name, 100_000), 'held')
    const alices = ownerOf()
    alices.owner.start()
    await alices.pages(3)
    await alices.owner.stop()
    assert.deepEqual(envelopes(alices).length, 5)
    assert.deepEqual(
      alices.acknowledged.map(({ sequence }) => sequence),
      [2, 4, 5]
    )
  })

  it('registers again when it is told to', async () => {
    contacts = []
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('held')
    assert.equal(await deposit('1'), 'refused')
    contacts = ['bob']
    alices.owner.refresh()
    await alices.event('registered', 2)
    assert.equal(await deposit('1'), 'held')
    await alices.items(1)
    assert.equal(alices.events.filter(({ kind }) => kind === 'held').length, 1)
    await alices.owner.stop()
  })

  it('says that it was lost, comes back after a pause, and collects what came in between', async () => {
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('held')
    await coordinator.stop()
    assert.deepEqual(await alices.event('lost'), { kind: 'lost', reason: 'unreachable' })
    assert.ok(!alices.owner.held)
    await coordinator.start()
    assert.equal(await deposit('1'), 'held')
    const { nextIn = 0 } = world.time
    assert.ok(nextIn > 0 && nextIn <= 1_000, 'no attempt before a pause')
    world.time.advance(1_000)
    await alices.event('held', 2)
    await alices.items(1)
    await alices.owner.stop()
  })

  it('pauses longer and longer, says it once, and comes at once when it is woken', async () => {
    world.network.down(coordinator.peerId)
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('lost')
    const pauses: number[] = []
    for (let attempt = 2; attempt <= 12; attempt++) {
      await microtasks()
      const begun = world.time.now
      while (world.made.length < attempt) {
        world.time.advance(world.time.nextIn ?? 0)
        await microtasks()
      }
      pauses.push(world.time.now - begun)
    }
    for (const [index, pause] of pauses.entries()) {
      const most = Math.min(1_000 * 2 ** index, 300_000)
      assert.ok(pause > most / 2 - 1 && pause <= most, `pause ${index}: ${pause}`)
    }
    assert.equal(alices.events.length, 1)
    await microtasks()
    world.network.up(coordinator.peerId)
    alices.owner.look()
    await alices.event('held')
    await alices.owner.stop()
  })

  it('says refused when the coordinator does not want it', async () => {
    const alices = ownerOf({
      registration: async () => ({
        grants: [],
        bundle: new Uint8Array(0),
        network: bytesOf('other').slice(0, 16),
        membershipKey: bytesOf('other')
      })
    })
    alices.owner.start()
    assert.deepEqual(await alices.event('lost'), { kind: 'lost', reason: 'refused' })
    await alices.owner.stop()
  })

  it('asks once a minute, and finds a connection that died without a word', async () => {
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('held')
    await microtasks()
    assert.equal(world.time.nextIn, 60_000)
    world.network.opened[0]?.stall(new Promise(() => {}))
    world.time.advance(60_000)
    await microtasks()
    assert.ok(alices.owner.held)
    world.time.advance(15_000)
    await alices.event('lost')
    world.time.advance(1_000)
    await alices.event('held', 2)
    await alices.owner.stop()
  })

  it('asks at once when the connection is doubted, and makes another one when nobody answers soon', async () => {
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('held')
    const opened = world.network.opened.length
    alices.owner.doubt()
    await microtasks()
    assert.equal(world.network.opened.length, opened, 'it answered, and is kept')

    const silence = Promise.withResolvers<void>()
    world.network.opened.at(-1)?.stall(silence.promise)
    alices.owner.doubt()
    await microtasks()
    world.time.advance(3_000)
    await alices.event('held', 2)
    assert.equal(world.time.now, NOW + 3_000, 'no pause')
    silence.resolve()
    assert.equal(await deposit('1'), 'held')
    await alices.items(1)

    world.network.down(coordinator.peerId)
    alices.owner.doubt()
    await alices.event('lost', 2)
    world.network.up(coordinator.peerId)
    alices.owner.doubt()
    await alices.event('held', 3)
    assert.equal(world.time.now, NOW + 3_000, 'no pause')

    // an answer that is waited for already is waited for no longer, either
    world.network.opened.at(-1)?.stall(new Promise(() => {}))
    alices.owner.look()
    await microtasks()
    world.time.advance(1_000)
    alices.owner.doubt()
    world.time.advance(3_000)
    await alices.event('held', 4)
    world.time.advance(15_000)
    await alices.owner.stop()
  })

  it('doubts on when only an answer comes that was on its way before', async () => {
    const alices = ownerOf()
    alices.owner.start()
    await alices.event('held')
    const [stream] = world.network.opened
    const onItsWay = Promise.withResolvers<void>()
    stream?.stall(onItsWay.promise)
    alices.owner.look()
    await microtasks()
    alices.owner.doubt()
    stream?.stall(new Promise(() => {}))
    onItsWay.resolve()
    await microtasks()
    world.time.advance(3_000)
    await alices.event('lost')
    await alices.event('held', 2)
    assert.equal(world.time.now, NOW + 3_000, 'no pause')
    world.time.advance(15_000)
    await alices.owner.stop()
  })

  it('stops while it waits, while it dials, and before it started', async () => {
    await ownerOf().owner.stop()
    const alices = ownerOf()
    alices.owner.start()
    await alices.owner.stop()
    assert.deepEqual(alices.events, [])
  })
})

describe('relay: what an owner does not take from a coordinator', () => {
  const { peerId } = mailboxNamed('liar host')
  const incarnation = new Uint8Array(8).fill(1)
  const item = (sequence: number): Items['items'][number] => ({
    sequence,
    tokenHash: new Uint8Array(32),
    encryptedMessage: itemNamed(`${sequence}`)
  })

  it('items out of order, repeated positions, or more of nothing', () => {
    const cursor = { incarnation, sequence: 5 }
    const page = (sequences: number[], more = false): Items => ({
      incarnation,
      items: sequences.map(item),
      more
    })
    assert.deepEqual(collect(crypto, cursor, page([6, 9])).cursor, { incarnation, sequence: 9 })
    assert.deepEqual(collect(crypto, cursor, page([])).cursor, cursor)
    for (const wrong of [page([5]), page([7, 6]), page([6, 6]), page([], true)]) {
      assert.throws(() => collect(crypto, cursor, wrong), { name: 'WireFormatError' })
    }
    const other = { ...page([1]), incarnation: new Uint8Array(8).fill(2) }
    assert.deepEqual(collect(crypto, cursor, other).cursor, { incarnation: other.incarnation, sequence: 1 })
  })

  it('the same bytes twice in one page', () => {
    const twice = { incarnation, items: [item(1), { ...item(1), sequence: 2 }], more: false }
    const { items, cursor } = collect(crypto, START, twice)
    assert.deepEqual([items.length, cursor.sequence], [1, 2])
  })

  it('an endless mailbox, nor an answer to something else', async () => {
    const answers: ReadonlyArray<(request: MailboxRequest) => MailboxResponseKind> = [
      request => {
        const after = request.kind === 'fetch' ? request.fetch.after : 0
        const items = Array.from({ length: 256 }, (_, i) => item(after + i + 1))
        return { kind: 'items', items: { incarnation, items, more: true } }
      },
      () => ({ kind: 'acknowledged', acknowledged: {} })
    ]
    for (const [index, answer] of answers.entries()) {
      const alices = await deceived(answer)
      assert.ok(alices.delivered.length <= 2_048 + 256)
      assert.equal(alices.delivered.length > 0, index === 0)
    }
  })

  it('being called for nothing without end', async () => {
    let fetches = 0
    await deceived(() => {
      fetches += 1
      return { kind: 'items', items: { incarnation, items: [], more: false } }
    }, 1)
    assert.equal(fetches, 17)
  })

  it('garbage without end, page by page and each acknowledged', async () => {
    let worthless = 0
    const fetched = (request: MailboxRequest): MailboxResponseKind => {
      const after = request.kind === 'fetch' ? request.fetch.after : 0
      const items = Array.from({ length: 250 }, (_, i) => item(after + i + 1))
      return { kind: 'items', items: { incarnation, items, more: false } }
    }
    const alices = await deceived(fetched, 1, {
      deliver: async items => {
        worthless += items.length
        return items.length
      }
    })
    assert.equal(worthless, MAX_WORTHLESS_ITEMS + 250)
    assert.equal(alices.acknowledged.length, worthless / 250, 'or an honest one would bring it again')
  })

  it('being called for nothing while it waits for an answer', async () => {
    await deceived(() => undefined, 17)
  })

  /** An owner whose coordinator answers fetches like that; ends when it is known as a liar. */
  async function deceived(
    answer: (request: MailboxRequest) => MailboxResponseKind | undefined,
    noticesPerFetch: number = 0,
    options: Parameters<RelayWorld['owner']>[3] = {}
  ): Promise<TestOwner> {
    const world = new RelayWorld()
    const host = world.network.host(peerId)
    await host.handle(MAILBOX_PROTOCOL, { maxFrame: 300_000 }, async stream => {
      for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
        const request = decodeMailboxRequest(frame)
        const response =
          request.kind === 'register'
            ? ({
                kind: 'registered',
                registered: { incarnation, lapses: NOW + DAY, epoch: new Uint8Array(0), prekeysLeft: 0 }
              } as const)
            : request.kind === 'acknowledge'
              ? ({ kind: 'acknowledged', acknowledged: {} } as const)
              : answer(request)
        for (let i = 0; i < noticesPerFetch && request.kind === 'fetch'; i++) {
          await stream.send(encodeMailboxResponse({ id: 0, kind: 'newMail', newMail: {} }))
        }
        if (response !== undefined) await stream.send(encodeMailboxResponse({ id: request.id, ...response }))
      }
    })
    const liar = { peerId, addresses: [`/ip4/127.0.0.1/tcp/1/p2p/${peerId}`] } as unknown as TestCoordinator
    const alices = world.owner(alice, liar, () => [], options)
    alices.owner.start()
    assert.deepEqual(await alices.event('lost'), { kind: 'lost', reason: 'untrusted' })
    await alices.owner.stop()
    return alices
  }
})
