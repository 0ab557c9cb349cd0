import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  MAILBOX_PROTOCOL,
  createDepositor,
  openDeposit,
  tokenHash,
  tokenFor,
  verifyReceipt
} from '../../../src/relay/index.ts'
import { signReceipt } from '../../../src/relay/core/receipts.ts'
import { decodeMailboxRequest, encodeMailboxResponse } from '../../../src/wire/index.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import {
  DAY,
  HOUR,
  NOW,
  bytesOf,
  grant,
  hashOf,
  itemNamed,
  mailboxNamed,
  secretOf
} from '../../support/mailboxes.ts'
import type { DepositOrder, DepositOutcome, Depositor } from '../../../src/relay/index.ts'
import type { MailboxResponseKind, StoreMessage } from '../../../src/wire/index.ts'
import type { TestMailbox } from '../../support/mailboxes.ts'
import type { TestCoordinator } from '../../support/relay-world.ts'

const alice = mailboxNamed('alice')
/** Never fires: a test has mocha's deadline. One that starts with the file would be over in a long run. */
const { signal } = new AbortController()

describe('relay: the depositor', () => {
  let world: RelayWorld
  let coordinator: TestCoordinator
  let depositor: Depositor

  beforeEach(async () => {
    world = new RelayWorld()
    coordinator = await world.coordinator('c')
    depositor = world.depositor()
  })

  afterEach(async () => {
    await depositor.stop()
    await coordinator.stop()
    assert.equal(world.hosts.size, 0, 'hosts left open')
    assert.equal(world.time.timers, 0, 'timers left')
  })

  function order(name: string, o: Partial<DepositOrder> = {}): DepositOrder {
    return {
      mailbox: alice.key,
      addresses: coordinator.addresses,
      secret: secretOf('bob'),
      nonce: bytesOf(`nonce ${name}`).slice(0, 24),
      envelope: itemNamed(`envelope ${name}`, 256),
      expires: NOW + 14 * DAY,
      ...o
    }
  }

  async function kept(mailbox: TestMailbox, contact: string = 'bob'): Promise<void> {
    const { owner, event } = world.owner(mailbox, coordinator, () => [grant(mailbox, contact)])
    owner.start()
    await event('held')
    await owner.stop()
    world.made.length = 0
  }

  async function deposit(name: string, o: Partial<DepositOrder> = {}): Promise<DepositOutcome> {
    return await depositor.deposit(order(name, o), { signal })
  }

  it('brings back a receipt that holds', async () => {
    await kept(alice)
    const outcome = await deposit('1')
    assert.ok(outcome.kind === 'held')
    assert.equal(outcome.until, NOW + 14 * DAY)
    const items: Uint8Array[] = []
    for await (const { value } of coordinator.store.walk('relay-items')) items.push(value)
    assert.equal(items.length, 1)
    const [item = new Uint8Array(0)] = items
    assert.deepEqual(openDeposit(crypto, secretOf('bob'), alice.key, item), order('1').envelope)
    const { payload } = outcome.receipt
    assert.throws(
      () =>
        verifyReceipt(
          crypto,
          { payload, signature: new Uint8Array(64) },
          {
            coordinator: coordinator.key,
            mailbox: alice.key,
            item: hashOf(item),
            nonce: new Uint8Array(16)
          }
        ),
      { name: 'AuthenticationError' }
    )
  })

  it('pipelines many deposits over one host', async () => {
    await kept(alice)
    const outcomes = await Promise.all(Array.from({ length: 200 }, async (_, i) => deposit(`${i}`)))
    assert.ok(outcomes.every(({ kind }) => kind === 'held'))
    assert.equal(coordinator.service.totals.items, 200)
    assert.equal(world.made.length, 1)
  })

  it('never comes with one key to two mailboxes, nor with its own of before', async () => {
    const mailboxes = [alice, ...['x', 'y', 'z'].map(name => mailboxNamed(name))]
    for (const mailbox of mailboxes) await kept(mailbox)
    const named = new Map<string, Set<string>>()
    const watched = createDepositor({
      crypto,
      rng: world.rng,
      clock: world.time.clock,
      schedule: world.time.schedule,
      logger: world.log.logger,
      createHost: async seed => {
        const host = await world.createHost(seed)
        const mailboxesOfHost = new Set<string>()
        named.set(host.peerId, mailboxesOfHost)
        return {
          ...host,
          open: async (...args) => {
            const stream = await host.open(...args)
            const send = stream.send.bind(stream)
            stream.send = async (frame, options) => {
              const request = decodeMailboxRequest(frame)
              if (request.kind === 'store') mailboxesOfHost.add(request.store.forUserId)
              await send(frame, options)
            }
            return stream
          }
        }
      }
    })
    for (let round = 0; round < 3; round++) {
      for (const { key } of mailboxes) {
        const outcome = await watched.deposit(order(`${round}`, { mailbox: key }), { signal })
        assert.equal(outcome.kind, 'held')
      }
      world.time.advance(45_000)
    }
    await watched.stop()
    assert.equal(named.size, 12)
    assert.ok([...named.values()].every(mailboxesOfHost => mailboxesOfHost.size === 1))
  })

  it('takes a fresh key after an hour', async () => {
    await kept(alice)
    await deposit('1')
    world.time.now += HOUR - 1
    await deposit('2')
    assert.equal(world.made.length, 1)
    world.time.now += 1
    await deposit('3')
    assert.equal(new Set(world.made).size, 2)
    assert.equal(coordinator.service.totals.items, 3)
  })

  it('closes a host that nobody used for 30 s', async () => {
    await kept(alice)
    await deposit('1')
    world.time.advance(29_999)
    assert.equal(world.hosts.size, 1)
    world.time.advance(1)
    await world.watch.until(() => world.hosts.size === 0)
    assert.equal((await deposit('2')).kind, 'held')
    assert.equal(world.made.length, 2)
  })

  it('holds at most 32 hosts open, and serves the 40th mailbox all the same', async () => {
    const mailboxes = Array.from({ length: 40 }, (_, i) => mailboxNamed(`box ${i}`))
    for (const mailbox of mailboxes) await kept(mailbox)
    let most = 0
    const counting = world.watch.until(() => {
      most = Math.max(most, world.hosts.size)
      return false
    })
    void counting
    const outcomes = await Promise.all(mailboxes.map(async ({ key }) => deposit('1', { mailbox: key })))
    assert.ok(outcomes.every(({ kind }) => kind === 'held'))
    assert.equal(world.made.length, 40)
    assert.equal(most, 32)
  })

  it('says refused, full and unreachable', async () => {
    assert.deepEqual(await deposit('1'), { kind: 'refused' })
    await kept(alice)
    assert.deepEqual(await deposit('1', { secret: secretOf('eve') }), { kind: 'refused' })
    assert.deepEqual(await deposit('1', { expires: 5 }), { kind: 'refused' })
    const envelope = new Uint8Array(256 * 1024 - 40)
    for (let i = 0; i < 16; i++) assert.equal((await deposit(`${i}`, { envelope })).kind, 'held')
    assert.deepEqual(await deposit('17', { envelope }), { kind: 'full' })
    world.network.down(coordinator.peerId)
    assert.deepEqual(await deposit('1', { envelope }), { kind: 'unreachable' })
    world.network.up(coordinator.peerId)
    assert.equal((await deposit('1', { envelope })).kind, 'held')
    assert.deepEqual(await depositor.deposit(order('1'), { signal: AbortSignal.abort() }), {
      kind: 'unreachable'
    })
  })

  it('tries once more over a new stream when the open one has died', async () => {
    await kept(alice)
    await deposit('1')
    await coordinator.stop()
    await coordinator.start()
    assert.equal((await deposit('2')).kind, 'held')
    assert.equal(new Set(world.made).size, 2)
  })

  it('gives up on a coordinator that does not answer', async () => {
    await kept(alice)
    await deposit('1')
    world.network.opened.at(-1)?.stall(new Promise(() => {}))
    const waiting = deposit('2')
    await deposit('3', { mailbox: mailboxNamed('nobody').key })
    world.network.down(coordinator.peerId)
    world.time.advance(15_000)
    assert.deepEqual(await waiting, { kind: 'unreachable' })
  })

  it('rejects an order that makes no sense', async () => {
    await assert.rejects(deposit('1', { addresses: [] }), { name: 'UsageError' })
    await assert.rejects(deposit('1', { nonce: new Uint8Array(12) }), { name: 'UsageError' })
  })

  it('fetches a bundle', async () => {
    const sealed = itemNamed('bundle', 3_000)
    const place = { mailbox: alice.key, addresses: coordinator.addresses }
    assert.deepEqual(await depositor.fetchBundle(place, { signal }), { kind: 'none' })
    const prekey = itemNamed('prekey', 1_400)
    const stocked = Promise.withResolvers<void>()
    const { owner, event } = world.owner(alice, coordinator, () => [], {
      registration: async () => ({
        grants: [],
        bundle: sealed,
        network: bytesOf('network').slice(0, 16),
        membershipKey: bytesOf('membership')
      }),
      stock: async (_mailbox, left) => {
        if (left > 0) stocked.resolve()
        return left > 0 ? [] : [prekey]
      }
    })
    owner.start()
    await event('held')
    owner.refresh()
    await stocked.promise
    const alone = { kind: 'bundle', sealed, oneTime: new Uint8Array(0) }
    assert.deepEqual(await depositor.fetchBundle(place, { signal, lastResort: true }), alone)
    assert.deepEqual(await depositor.fetchBundle(place, { signal }), { ...alone, oneTime: prekey })
    assert.deepEqual(await depositor.fetchBundle(place, { signal }), alone)
    await owner.stop()
    world.network.down(coordinator.peerId)
    assert.deepEqual(await depositor.fetchBundle(place, { signal }), { kind: 'unreachable' })
  })

  it('deposits with the secret of an invite', async () => {
    const secret = secretOf('invite').slice(0, 16)
    const hash = tokenHash(crypto, tokenFor(crypto, secret, alice.key))
    const { owner, event } = world.owner(alice, coordinator, () => [
      { tokenHash: hash, stranger: true, expires: 0 }
    ])
    owner.start()
    await event('held')
    assert.equal((await deposit('1', { secret })).kind, 'held')
    await owner.stop()
  })

  it('ends what runs when it stops', async () => {
    await kept(alice)
    await deposit('1')
    await depositor.stop()
    await depositor.stop()
    assert.deepEqual(await deposit('2'), { kind: 'unreachable' })
  })
})

describe('relay: a coordinator that lies', () => {
  const seed = bytesOf('liar')
  const key = crypto.ed25519PublicKey(seed)

  async function against(
    lie: (store: StoreMessage, id: number) => { readonly id: number } & MailboxResponseKind
  ): Promise<DepositOutcome> {
    const world = new RelayWorld()
    const { peerId } = mailboxNamed('liar host')
    const host = world.network.host(peerId)
    await host.handle(MAILBOX_PROTOCOL, { maxFrame: 300_000 }, async stream => {
      for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
        const request = decodeMailboxRequest(frame)
        assert.ok(request.kind === 'store')
        await stream.send(encodeMailboxResponse(lie(request.store, request.id)))
      }
    })
    const depositor = world.depositor()
    const outcome = await depositor.deposit(
      {
        mailbox: alice.key,
        addresses: [`/ip4/127.0.0.1/tcp/1/p2p/${peerId}`],
        secret: secretOf('bob'),
        nonce: bytesOf('n').slice(0, 24),
        envelope: itemNamed('1'),
        expires: NOW + DAY
      },
      { signal }
    )
    await depositor.stop()
    return outcome
  }

  const receiptFor = (store: StoreMessage, o: object = {}): MailboxResponseKind => ({
    kind: 'receipt',
    receipt: signReceipt(crypto, mailboxNamed('liar host').seed, {
      coordinator: mailboxNamed('liar host').key,
      mailbox: alice.key,
      item: hashOf(store.encryptedMessage),
      expiresAt: NOW + DAY,
      nonce: store.nonce,
      ...o
    })
  })

  it('is believed when it does not', async () => {
    assert.equal((await against((store, id) => ({ id, ...receiptFor(store) }))).kind, 'held')
  })

  it('may be busy', async () => {
    const busy = await against((_store, id) => ({ id, kind: 'refusal', refusal: { reason: 'busy' } }))
    assert.deepEqual(busy, { kind: 'busy' })
  })

  const lies: ReadonlyArray<
    readonly [string, (store: StoreMessage, id: number) => { readonly id: number } & MailboxResponseKind]
  > = [
    [
      'signs with another key',
      (store, id) => ({
        id,
        kind: 'receipt',
        receipt: signReceipt(crypto, seed, {
          coordinator: key,
          mailbox: alice.key,
          item: hashOf(store.encryptedMessage),
          expiresAt: NOW + DAY,
          nonce: store.nonce
        })
      })
    ],
    [
      'signs for another item',
      (store, id) => ({ id, ...receiptFor(store, { item: hashOf(itemNamed('other')) }) })
    ],
    ['signs for another mailbox', (store, id) => ({ id, ...receiptFor(store, { mailbox: key }) })],
    ['repeats an old receipt', (store, id) => ({ id, ...receiptFor(store, { nonce: new Uint8Array(16) }) })],
    ['holds it until yesterday', (store, id) => ({ id, ...receiptFor(store, { expiresAt: NOW - DAY }) })],
    [
      'holds it for less than it was asked to',
      (store, id) => ({ id, ...receiptFor(store, { expiresAt: store.expiresAt - 1 }) })
    ],
    ['answers something else', (_store, id) => ({ id, kind: 'acknowledged', acknowledged: {} })],
    ['answers what nobody asked', (store, id) => ({ id: id + 7, ...receiptFor(store) })],
    ['calls an answer a notice', store => ({ id: 0, ...receiptFor(store) })]
  ]
  for (const [name, lie] of lies) {
    it(`is not believed when it ${name}`, async () => {
      assert.deepEqual(await against(lie), { kind: 'untrusted' })
    })
  }
})
