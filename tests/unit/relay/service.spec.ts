import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { LimitError, StorageError } from '../../../src/errors.ts'
import {
  MAILBOX_PROTOCOL,
  createMailboxService,
  membershipProof,
  signAcknowledgement,
  tokenFor
} from '../../../src/relay/index.ts'
import { LEASE_TICK, LEASE_TIME } from '../../../src/relay/constants.ts'
import { Gate } from '../../../src/relay/gate.ts'
import { LeaseDesk } from '../../../src/relay/lease-desk.ts'
import { Owners } from '../../../src/relay/owners.ts'
import { Rates } from '../../../src/rates.ts'
import { ServedStream } from '../../../src/relay/served-stream.ts'
import { MAX_MAILBOX_FRAME, decodeMailboxResponse, encodeMailboxRequest } from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import {
  DAY,
  MEMBERSHIP_KEY,
  MEMBER_NONCE,
  NETWORK,
  NOW,
  answered,
  bytesOf,
  grant,
  hashOf,
  itemNamed,
  mailboxNamed,
  membershipKeyOf,
  secretOf
} from '../../support/mailboxes.ts'
import type { FrameStream } from '../../../src/link.ts'
import type { CrashPoint } from '../../../src/relay/index.ts'
import type { StoreOp } from '../../../src/ports.ts'
import type { Grant, MailboxRequestKind, MailboxResponse } from '../../../src/wire/index.ts'
import type { TestMailbox } from '../../support/mailboxes.ts'
import type { TestCoordinator } from '../../support/relay-world.ts'
import { microtasks } from '../../support/microtasks.ts'

const alice = mailboxNamed('alice')
/** Never fires: a test has mocha's deadline. One that starts with the file would be over in a long run. */
const { signal } = new AbortController()

async function open(world: RelayWorld, coordinator: TestCoordinator, from: string): Promise<FrameStream> {
  return await world.network
    .host(from)
    .open(coordinator.peerId, [], MAILBOX_PROTOCOL, { maxFrame: MAX_MAILBOX_FRAME, signal })
}

function registering(
  mailbox: TestMailbox,
  coordinator: TestCoordinator,
  grants: readonly Grant[]
): MailboxRequestKind {
  const membership = membershipProof(crypto, MEMBERSHIP_KEY, coordinator.key, mailbox.key)
  const none = new Uint8Array(0)
  return { kind: 'register', register: { grants, bundle: none, network: NETWORK, membership, epoch: none } }
}

function depositing(mailbox: TestMailbox, contact: string, item: Uint8Array): MailboxRequestKind {
  const store = {
    forUserId: mailbox.peerId,
    encryptedMessage: item,
    expiresAt: NOW + DAY,
    token: tokenFor(crypto, secretOf(contact), mailbox.key),
    nonce: MEMBER_NONCE
  }
  return { kind: 'store', store }
}

const fetching: MailboxRequestKind = { kind: 'fetch', fetch: { incarnation: new Uint8Array(0), after: 0 } }

async function next(stream: FrameStream): Promise<MailboxResponse> {
  const frame = await stream.receive()
  assert.ok(frame !== undefined, 'the stream ended')
  return decodeMailboxResponse(frame)
}

async function ask(stream: FrameStream, id: number, request: MailboxRequestKind): Promise<MailboxResponse> {
  await stream.send(encodeMailboxRequest({ id, ...request }))
  return await next(stream)
}

describe('relay: the service of a coordinator', () => {
  let world: RelayWorld
  let coordinator: TestCoordinator

  beforeEach(async () => {
    world = new RelayWorld()
    coordinator = await world.coordinator('c')
  })

  afterEach(async () => {
    await coordinator.stop()
  })

  async function ownerStream(): Promise<FrameStream> {
    const stream = await open(world, coordinator, alice.peerId)
    const registered = await ask(stream, 1, registering(alice, coordinator, [grant(alice, 'bob')]))
    assert.equal(answered(registered), 'registered')
    return stream
  }

  it('answers many requests of one stream, many of them in one group commit', async () => {
    const store = createMemoryStore()
    let batches = 0
    await coordinator.stop()
    coordinator = await world.coordinator('c', {
      store: {
        get: async (table, key) => store.get(table, key),
        walk: (table, options) => store.walk(table, options),
        batch: async ops => {
          batches += 1
          // a disk is slower than what arrives
          await microtasks()
          await store.batch(ops)
        }
      }
    })
    await ownerStream()
    const stream = await open(world, coordinator, mailboxNamed('depositor').peerId)
    const ids = Array.from({ length: 50 }, (_, i) => i + 1)
    for (const id of ids) {
      await stream.send(encodeMailboxRequest({ id, ...depositing(alice, 'bob', itemNamed(`${id}`)) }))
    }
    const answers: MailboxResponse[] = []
    while (answers.length < ids.length) answers.push(await next(stream))
    assert.deepEqual(
      answers.map(({ id, kind }) => [id, kind]),
      ids.map(id => [id, 'receipt'])
    )
    assert.equal(coordinator.service.totals.items, 50)
    assert.ok(batches < 10, `${batches} batches`)
  })

  it('tells the connected owner once of new mail, and again after it fetched', async () => {
    const stream = await ownerStream()
    const depositor = await open(world, coordinator, mailboxNamed('depositor').peerId)
    await ask(depositor, 1, depositing(alice, 'bob', itemNamed('1')))
    assert.deepEqual(await next(stream), { id: 0, kind: 'newMail', newMail: {} })
    await ask(depositor, 2, depositing(alice, 'bob', itemNamed('2')))
    await ask(depositor, 3, depositing(alice, 'bob', itemNamed('2')))
    const page = await ask(stream, 2, fetching)
    assert.ok(page.kind === 'items' && page.items.items.length === 2, 'no second notice came before it')
    await ask(depositor, 4, depositing(alice, 'bob', itemNamed('3')))
    assert.equal((await next(stream)).kind, 'newMail')
  })

  it('tells nobody else, and not when nothing new came', async () => {
    const owner = await ownerStream()
    const eve = mailboxNamed('eve')
    const stream = await open(world, coordinator, eve.peerId)
    await ask(stream, 1, registering(eve, coordinator, []))
    const depositor = await open(world, coordinator, mailboxNamed('depositor').peerId)
    await ask(depositor, 1, depositing(alice, 'mallory', itemNamed('1')))
    assert.equal((await ask(owner, 2, fetching)).kind, 'items')
    await ask(depositor, 2, depositing(alice, 'bob', itemNamed('1')))
    assert.equal((await next(owner)).kind, 'newMail')
    assert.equal((await ask(stream, 2, fetching)).kind, 'items')
  })

  it('answers what came before the other side ended its half', async () => {
    const stream = await open(world, coordinator, alice.peerId)
    await stream.send(encodeMailboxRequest({ id: 1, ...registering(alice, coordinator, []) }))
    const answer = await next(stream)
    assert.equal(answer.kind, 'registered')
    await stream.close()
  })

  it('resets a stream with a malformed frame, or ids that do not rise, and changes nothing', async () => {
    const broken = [
      Uint8Array.of(255, 255, 255),
      new Uint8Array(0),
      encodeMailboxRequest({ id: 7, ...fetching }).slice(0, -1)
    ]
    for (const frame of broken) {
      const stream = await open(world, coordinator, alice.peerId)
      await stream.send(frame)
      await assert.rejects(stream.receive(), { name: 'UnreachableError' })
    }
    const stream = await ownerStream()
    await stream.send(encodeMailboxRequest({ id: 1, ...registering(alice, coordinator, []) }))
    await assert.rejects(stream.receive(), { name: 'UnreachableError' })
    assert.equal(coordinator.service.totals.grants, 1)
  })

  it('resets a caller whose key is no Ed25519 key', async () => {
    const stream = await open(world, coordinator, 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N')
    await assert.rejects(stream.receive(), { name: 'UnreachableError' })
  })

  it('reads no more than 64 requests ahead of a caller that does not read its answers', async () => {
    await ownerStream()
    const stream = await open(world, coordinator, mailboxNamed('depositor').peerId)
    world.network.opened.at(-1)?.stall(new Promise(() => {}))
    for (let id = 1; id <= 80; id++) {
      await stream.send(encodeMailboxRequest({ id, ...depositing(alice, 'bob', itemNamed(`${id}`)) }))
    }
    const probe = await open(world, coordinator, mailboxNamed('probe').peerId)
    // every request of the probe goes through a group commit of its own behind the others
    for (let id = 1; coordinator.service.totals.items < 64; id++)
      await ask(probe, id, depositing(alice, 'x', itemNamed('x')))
    await ask(probe, 1_000, depositing(alice, 'x', itemNamed('x')))
    assert.equal(coordinator.service.totals.items, 64)
    world.time.advance(10_000)
    await assert.rejects(
      async () => {
        for (;;) await next(stream)
      },
      { name: 'UnreachableError' }
    )
  })

  it('pauses reading after 600 requests of one connection at once', async function () {
    this.timeout(60_000)
    const stream = await open(world, coordinator, alice.peerId)
    await ask(stream, 1, registering(alice, coordinator, []))
    for (let id = 2; id <= 600; id++) await ask(stream, id, fetching)
    await stream.send(encodeMailboxRequest({ id: 601, ...fetching }))
    let isAnswered = false
    const answer = next(stream).then(response => {
      isAnswered = true
      return response
    })
    const other = await open(world, coordinator, mailboxNamed('other').peerId)
    for (let id = 1; id <= 10; id++) await ask(other, id, fetching)
    assert.ok(!isAnswered)
    world.time.advance(10)
    assert.equal((await answer).kind, 'items')
  })

  it('counts on when the same caller comes with another stream', async function () {
    this.timeout(60_000)
    for (let round = 0; round < 5; round++) {
      const stream = await open(world, coordinator, alice.peerId)
      // the turn of the next request is taken before it is read
      for (let id = 1; id < 120; id++) await ask(stream, id, fetching)
      await stream.close()
    }
    const stream = await open(world, coordinator, alice.peerId)
    let answers = 0
    const all = (async (): Promise<void> => {
      for (; answers < 10; answers++) await next(stream)
    })()
    for (let id = 1; id <= 10; id++) await stream.send(encodeMailboxRequest({ id, ...fetching }))
    const other = await open(world, coordinator, mailboxNamed('other').peerId)
    for (let id = 1; id <= 30; id++) await ask(other, id, fetching)
    assert.ok(answers <= 5, `${answers} answers, where 600 requests were made already`)
    while (answers < 10) {
      world.time.advance(10)
      await microtasks()
    }
    await all
  })

  it('reads no further from anybody while there is no room for what was read', async () => {
    const frame = encodeMailboxRequest({ id: 1, ...depositing(alice, 'bob', itemNamed('1', 400)) })
    const pending = new Gate(3 * frame.length)
    let read = 0
    const endless: FrameStream = {
      remotePeerId: alice.peerId,
      relay: undefined,
      origin: undefined,
      connectedAt: 0,
      async send() {},
      async receive() {
        read += 1
        return encodeMailboxRequest({ id: read, ...depositing(alice, 'bob', itemNamed('1', 400)) })
      },
      async close() {},
      abort() {}
    }
    const rates = new Rates({ burst: 1_000, perSecond: 1 }, 10)
    const ending = new AbortController()
    const stream = new ServedStream(endless, {
      custodian: {
        submit: async () => await new Promise(() => {}),
        isRegistered: () => true,
        sweep: async () => {},
        idle: async () => {},
        totals: coordinator.service.totals
      },
      owners: new Owners(),
      leases: new LeaseDesk(world.time.clock, world.time.schedule),
      connectionRates: rates,
      tokenRates: rates,
      pending,
      clock: world.time.clock,
      schedule: world.time.schedule
    })
    const running = stream.run(ending.signal)
    while (pending.waiting === 0) await microtasks()
    await microtasks()
    assert.equal(read, 4, 'three in work, one that waits')
    ending.abort()
    await assert.rejects(running, { name: 'DeadlineError' })
  })

  it('holds the lease of an owner, and tells who watches', async () => {
    const tag = bytesOf('tag').slice(0, 16)
    const watch = (tags: readonly Uint8Array[]): MailboxRequestKind => ({ kind: 'watch', watch: { tags } })
    const lease = (change: 'set' | 'renew'): MailboxRequestKind => ({
      kind: 'lease',
      lease: { change, tags: change === 'set' ? [tag] : [] }
    })
    const watcher = await open(world, coordinator, mailboxNamed('watcher').peerId)
    assert.deepEqual(await ask(watcher, 1, watch([tag])), {
      id: 1,
      kind: 'watched',
      watched: { state: 'unknown' }
    })
    const refused = { id: 2, kind: 'refusal', refusal: { reason: 'refused' } }
    assert.deepEqual(await ask(watcher, 2, lease('set')), refused, 'whoever has no mailbox')
    const owner = await ownerStream()
    assert.deepEqual(await ask(owner, 2, lease('set')), { id: 2, kind: 'leased', leased: { held: true } })
    assert.deepEqual(await next(watcher), { id: 0, kind: 'watched', watched: { state: 'online' } })
    world.time.advance(LEASE_TIME / 2)
    assert.deepEqual(await ask(owner, 3, lease('renew')), { id: 3, kind: 'leased', leased: { held: true } })
    await owner.close()
    world.time.advance(LEASE_TIME - LEASE_TICK)
    assert.deepEqual(await ask(watcher, 3, watch([])), {
      id: 3,
      kind: 'watched',
      watched: { state: 'online' }
    })
    world.time.advance(2 * LEASE_TICK)
    assert.deepEqual(await next(watcher), { id: 0, kind: 'watched', watched: { state: 'offline' } })
    await watcher.close()
  })

  it('is busy for a token that deposits too fast, wherever from', async function () {
    this.timeout(60_000)
    await ownerStream()
    for (const host of ['one', 'two', 'three']) {
      const stream = await open(world, coordinator, mailboxNamed(host).peerId)
      for (let id = 1; id <= 100; id++) {
        assert.equal(answered(await ask(stream, id, depositing(alice, 'bob', itemNamed('1')))), 'receipt')
      }
    }
    const stream = await open(world, coordinator, mailboxNamed('four').peerId)
    assert.equal(answered(await ask(stream, 1, depositing(alice, 'bob', itemNamed('1')))), 'busy')
    assert.equal(answered(await ask(stream, 2, depositing(alice, 'carol', itemNamed('1')))), 'refused')
    world.time.advance(50)
    assert.equal(answered(await ask(stream, 3, depositing(alice, 'bob', itemNamed('1')))), 'receipt')
  })

  it('cleans up every minute', async () => {
    await ownerStream()
    const stream = await open(world, coordinator, mailboxNamed('depositor').peerId)
    await ask(stream, 1, depositing(alice, 'bob', itemNamed('1')))
    await coordinator.service.sweep()
    assert.equal(coordinator.service.totals.items, 1)
    world.time.now += 2 * DAY
    world.time.advance(60_000)
    await ask(stream, 2, depositing(alice, 'bob', itemNamed('1')))
    assert.equal(coordinator.service.totals.items, 0)
    assert.ok(world.time.nextIn !== undefined, 'and once more')
  })

  it('leaves no timer and no stream when it stops, twice if asked', async () => {
    const stream = await ownerStream()
    await coordinator.service.stop()
    await coordinator.service.stop()
    await assert.rejects(stream.receive(), { name: 'UnreachableError' })
    assert.equal(world.time.timers, 0)
    await assert.rejects(coordinator.service.start(), { name: 'UsageError' })
  })

  it('tells who uses it, once a stream, and not who only asks', async () => {
    const users: string[] = []
    const asked = await world.coordinator('asked', { onUse: user => users.push(user) })
    const owner = await open(world, asked, alice.peerId)
    await ask(owner, 1, registering(alice, asked, [grant(alice, 'bob')]))
    await ask(owner, 2, fetching)
    const [bob, eve] = [mailboxNamed('bob').peerId, mailboxNamed('eve').peerId]
    const stranger = await open(world, asked, eve)
    await ask(stranger, 1, depositing(alice, 'eve', itemNamed('1')))
    await ask(stranger, 2, fetching)
    await ask(stranger, 3, { kind: 'getBundle', getBundle: { mailbox: alice.key, lastResort: false } })
    await ask(await open(world, asked, bob), 1, depositing(alice, 'bob', itemNamed('1')))
    assert.deepEqual(users, [alice.peerId, bob])
    await asked.stop()
  })

  it('is refused a seed that is not its host key', () => {
    assert.throws(
      () =>
        createMailboxService({
          transport: world.network.host(alice.peerId),
          store: createMemoryStore(),
          crypto,
          rng: world.rng,
          clock: world.time.clock,
          logger: world.log.logger,
          seed: bytesOf('another'),
          membershipKeyOf
        }),
      { name: 'UsageError' }
    )
  })

  it('writes no id of anybody into its log', async () => {
    const store = createMemoryStore()
    let fail = false
    const failing = await world.coordinator('failing', {
      store: {
        get: async (table, key) => store.get(table, key),
        walk: (table, options) => store.walk(table, options),
        batch: async ops => {
          if (fail) throw new StorageError(`no room for ${alice.peerId}`)
          await store.batch(ops)
        }
      }
    })
    const stream = await open(world, failing, alice.peerId)
    assert.equal(
      answered(await ask(stream, 1, registering(alice, failing, [grant(alice, 'bob')]))),
      'registered'
    )
    fail = true
    assert.equal(answered(await ask(stream, 2, depositing(alice, 'bob', itemNamed('1')))), 'busy')
    await stream.send(Uint8Array.of(255))
    await assert.rejects(stream.receive())
    await failing.stop()
    const log = world.log.lines.join('\n')
    assert.match(log, /not written/)
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
    for (const secret of [alice.peerId, failing.peerId, hex(alice.key), '12D3Koo'])
      assert.ok(!log.includes(secret))
  })
})

describe('relay: what fails in between', () => {
  const steps: ReadonlyArray<readonly [CrashPoint, number]> = [
    ['C1', 0],
    ['C2', 1],
    ['C3', 1],
    ['C4', 1],
    ['C5', 1],
    ['C6', 1]
  ]
  for (const [point, held] of steps) {
    it(`dies at ${point}, and after the restart everything that was answered is there`, async () => {
      const world = new RelayWorld()
      const passed: CrashPoint[] = []
      let armed = true
      const coordinator = await world.coordinator('c', {
        crashPoint: name => {
          passed.push(name)
          if (armed && name === point) throw new Error(`crashed at ${name}`)
        }
      })
      const owner = await open(world, coordinator, alice.peerId)
      await ask(owner, 1, registering(alice, coordinator, [grant(alice, 'bob')]))
      const depositor = await open(world, coordinator, mailboxNamed('depositor').peerId)
      const item = itemNamed('1')
      const acknowledge = signAcknowledgement(crypto, alice.seed, {
        coordinator: coordinator.key,
        mailbox: alice.key,
        items: [hashOf(item)],
        at: NOW
      })
      const answers: string[] = []
      try {
        answers.push(answered(await ask(depositor, 1, depositing(alice, 'bob', item))))
        assert.equal((await next(owner)).kind, 'newMail')
        answers.push(answered(await ask(owner, 2, fetching)))
        answers.push(answered(await ask(owner, 3, { kind: 'acknowledge', acknowledge })))
      } catch (error) {
        assert.equal((error as Error).name, 'UnreachableError')
      }
      assert.ok(passed.includes(point))
      await coordinator.stop()
      armed = false
      await coordinator.start()
      assert.equal(coordinator.service.totals.items, held)
      if (answers.includes('receipt')) assert.equal(coordinator.service.totals.items, 1)
      const again = await open(world, coordinator, mailboxNamed('again').peerId)
      assert.equal(answered(await ask(again, 1, depositing(alice, 'bob', item))), 'receipt')
      assert.equal(coordinator.service.totals.items, 1)
      await coordinator.stop()
    })
  }

  it('says busy when the disk fails, keeps the state, and goes on when it works again', async () => {
    for (const error of [new StorageError('full'), new LimitError('too slow')]) {
      const world = new RelayWorld()
      const store = createMemoryStore()
      let broken: Error | undefined
      const coordinator = await world.coordinator('c', {
        store: {
          get: async (table, key) => store.get(table, key),
          walk: (table, options) => store.walk(table, options),
          batch: async (ops: readonly StoreOp[]) => {
            if (broken !== undefined) throw broken
            await store.batch(ops)
          }
        }
      })
      const owner = await open(world, coordinator, alice.peerId)
      await ask(owner, 1, registering(alice, coordinator, [grant(alice, 'bob')]))
      broken = error
      assert.equal(answered(await ask(owner, 2, depositing(alice, 'bob', itemNamed('1')))), 'busy')
      assert.equal(answered(await ask(owner, 3, registering(alice, coordinator, []))), 'busy')
      assert.equal(coordinator.service.totals.grants, 1)
      world.time.now += 31 * DAY
      await coordinator.service.sweep()
      assert.equal(coordinator.service.totals.mailboxes, 1)
      world.time.now -= 31 * DAY
      broken = undefined
      const depositor = await open(world, coordinator, mailboxNamed('depositor').peerId)
      assert.equal(answered(await ask(depositor, 1, depositing(alice, 'bob', itemNamed('1')))), 'receipt')
      assert.equal((await next(owner)).kind, 'newMail')
      const page = await ask(owner, 4, fetching)
      assert.ok(page.kind === 'items')
      assert.deepEqual(
        page.items.items.map(({ sequence }) => sequence),
        [1],
        'the failed batch left no gap'
      )
      await coordinator.stop()
    }
  })
})
