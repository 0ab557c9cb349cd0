import assert from 'node:assert/strict'
import { StorageError } from '../../../src/errors.ts'
import { CLAIM_BURST, CLAIM_PERIOD } from '../../../src/relay/constants.ts'
import {
  MAX_MAILBOX_FRAME,
  MAX_ONE_TIME_PREKEY,
  MAX_STOCK,
  encodeMailboxRequest
} from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import {
  HOUR,
  DAY,
  answered,
  bytesOf,
  createWorld,
  grant,
  itemNamed,
  mailboxNamed,
  only
} from '../../support/mailboxes.ts'
import type { Store } from '../../../src/ports.ts'
import type { TestMailbox, World } from '../../support/mailboxes.ts'

const alice = mailboxNamed('alice')
const eve = mailboxNamed('eve')
const bundle = itemNamed('bundle', 3_000)

function prekeys(name: string, count: number = MAX_STOCK): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => itemNamed(`${name} ${at}`, 1_400))
}

async function register(world: World, mailbox: TestMailbox = alice): Promise<number> {
  const response = await world.register(mailbox, [grant(mailbox, 'bob')], { bundle })
  return only(response, 'registered').registered.prekeysLeft
}

async function stock(
  world: World,
  batch: readonly Uint8Array[],
  mailbox: TestMailbox = alice
): Promise<string> {
  const request = { kind: 'stock', stock: { prekeys: batch } } as const
  return answered(await world.custodian.submit(mailbox.key, request))
}

async function stocked(batch: readonly Uint8Array[], store: Store = createMemoryStore()): Promise<World> {
  const world = await createWorld({ store })
  await register(world)
  assert.equal(await stock(world, batch), 'stocked')
  return world
}

/** What a stranger gets beside the bundle; undefined: nothing. */
async function claim(world: World, mailbox: TestMailbox = alice): Promise<Uint8Array | undefined> {
  const { sealed, oneTime } = only(await world.bundle(mailbox), 'bundle').bundle
  assert.deepEqual(sealed, bundle, 'the bundle is there in any case')
  return oneTime.length === 0 ? undefined : oneTime
}

async function onDisk(store: Store): Promise<number> {
  let count = 0
  for await (const record of store.walk('relay-prekeys')) if (record.value.length > 0) count += 1
  return count
}

/** A store whose next batches do what a test wants, before or after they are written. */
function faulty(): Store & { before?: (() => void) | undefined; after?: (() => void) | undefined } {
  const store = createMemoryStore()
  const wrapped = {
    before: undefined as (() => void) | undefined,
    after: undefined as (() => void) | undefined,
    get: store.get.bind(store),
    walk: store.walk.bind(store),
    batch: async (ops: Parameters<Store['batch']>[0]) => {
      wrapped.before?.()
      await store.batch(ops)
      wrapped.after?.()
    }
  }
  return wrapped
}

function diskFails(): void {
  throw new StorageError('disk full')
}

describe('relay: one-time prekeys', () => {
  it('go out with the bundle, each once and off the disk, then the bundle goes alone', async () => {
    const batch = prekeys('a', 3)
    const world = await stocked(batch)
    for (const [at, prekey] of batch.entries()) {
      assert.deepEqual(await claim(world), prekey)
      assert.equal(await onDisk(world.store), batch.length - at - 1)
    }
    assert.equal(await claim(world), undefined)
    assert.equal(await register(world), 0)
  })

  it('go to different callers when they ask together, also in the batch that brings them', async () => {
    const world = await createWorld()
    await register(world)
    const [answer, ...got] = await Promise.all([
      stock(world, prekeys('a', 3)),
      claim(world),
      claim(world),
      claim(world),
      claim(world)
    ])
    assert.equal(answer, 'stocked')
    assert.deepEqual(got, [...prekeys('a', 3), undefined])
    assert.equal(await onDisk(world.store), 0)
  })

  it('are gone before they leave: after a crash between the two, nobody gets that one', async () => {
    const store = faulty()
    const world = await stocked(prekeys('a', 2), store)
    store.after = diskFails
    assert.equal(answered(await world.bundle(alice)), 'busy')
    store.after = undefined
    await world.restart()
    assert.equal(await register(world), 1)
    assert.deepEqual(await claim(world), prekeys('a', 2)[1])
  })

  it('stay when the disk does not take that they went', async () => {
    const store = faulty()
    const world = await stocked(prekeys('a', 2), store)
    store.before = diskFails
    assert.equal(answered(await world.bundle(alice)), 'busy')
    store.before = undefined
    assert.equal(await register(world), 2)
    assert.deepEqual(await claim(world), prekeys('a', 2)[0])
  })

  it('outlive a restart', async () => {
    const world = await stocked(prekeys('a', 3))
    await claim(world)
    await world.restart()
    assert.equal(await register(world), 2)
    assert.deepEqual(await claim(world), prekeys('a', 3)[1])
  })

  it(`go out ${CLAIM_BURST} at once and then one an hour, however many ask: 10,000 fetches drain nothing`, async () => {
    const world = await stocked(prekeys('a'))
    await register(world, eve)
    assert.equal(await stock(world, prekeys('e'), eve), 'stocked')
    let taken = 0
    for (let asked = 0; asked < 10_000; asked++) if ((await claim(world)) !== undefined) taken += 1
    assert.equal(taken, CLAIM_BURST)
    assert.equal(await register(world), MAX_STOCK - CLAIM_BURST)
    assert.deepEqual(await claim(world, eve), prekeys('e')[0], 'other mailboxes have their own')
    world.now += CLAIM_PERIOD - 1_000
    assert.equal(await claim(world), undefined)
    world.now += 1_001
    assert.deepEqual(await claim(world), prekeys('a')[CLAIM_BURST])
    assert.equal(await claim(world), undefined)
    assert.equal(CLAIM_PERIOD, HOUR)
    // ... and the owner fills it up
    assert.equal(await stock(world, prekeys('b')), 'stocked')
    world.now += CLAIM_PERIOD
    assert.deepEqual(await claim(world), prekeys('b')[0])
  })

  it('are not touched by who wants none', async () => {
    const world = await stocked(prekeys('a'))
    const request = { kind: 'getBundle', getBundle: { mailbox: alice.key, lastResort: true } } as const
    const { oneTime, sealed } = only(await world.custodian.submit(eve.key, request), 'bundle').bundle
    assert.deepEqual([oneTime.length, sealed], [0, bundle])
    assert.equal(await register(world), MAX_STOCK)
  })

  it('replace those that are left, so that a mailbox never has more than a batch', async () => {
    const world = await stocked(prekeys('a'))
    await claim(world)
    assert.equal(await stock(world, prekeys('b')), 'stocked')
    assert.equal(await register(world), MAX_STOCK)
    assert.equal(await onDisk(world.store), MAX_STOCK)
    assert.deepEqual(await claim(world), prekeys('b')[0])
    assert.equal(await stock(world, []), 'stocked')
    assert.equal(await onDisk(world.store), 0)
  })

  it('are taken of owners only, for a mailbox with a bundle', async () => {
    const world = await createWorld()
    assert.equal(await stock(world, prekeys('a')), 'refused')
    only(await world.register(alice, []), 'registered')
    assert.equal(await stock(world, prekeys('a')), 'refused')
    assert.equal(await onDisk(world.store), 0)
    const none = only(await world.bundle(alice), 'bundle').bundle
    assert.deepEqual([none.sealed.length, none.oneTime.length], [0, 0])
  })

  it('go with a registration that lapses, whether or not items stay', async () => {
    for (const withItem of [false, true]) {
      const world = await stocked(prekeys('a'))
      world.now += 20 * DAY
      const expiresAt = world.now + 20 * DAY
      if (withItem) only(await world.deposit(alice, 'bob', itemNamed('1'), { expiresAt }), 'receipt')
      world.now += 11 * DAY
      assert.equal((await world.bundle(alice)).kind, 'bundle')
      assert.equal(only(await world.bundle(alice), 'bundle').bundle.oneTime.length, 0)
      await world.custodian.sweep()
      assert.equal(await onDisk(world.store), 0)
      assert.equal(world.custodian.totals.mailboxes, withItem ? 1 : 0)
      assert.equal(await register(world), 0)
      assert.equal(await claim(world), undefined)
    }
  })

  it('go then also where the bundle has gone before', async () => {
    const world = await stocked(prekeys('a'))
    world.now += 20 * DAY
    const expiresAt = world.now + 40 * DAY
    only(await world.deposit(alice, 'bob', itemNamed('1'), { expiresAt }), 'receipt')
    only(await world.register(alice, []), 'registered')
    world.now += 30 * DAY
    await world.custodian.sweep()
    assert.equal(await onDisk(world.store), 0)
    assert.equal(world.custodian.totals.items, 1)
  })

  it('that cannot be read are passed over, and the bundle goes alone', async () => {
    const store = createMemoryStore()
    const damaged: Store = {
      ...store,
      batch: store.batch.bind(store),
      walk: store.walk.bind(store),
      get: async (table, key) => {
        if (table === 'relay-prekeys' && key.order === 0) throw new StorageError('altered')
        return await store.get(table, key)
      }
    }
    const world = await stocked(prekeys('a', 2), damaged)
    assert.equal(await claim(world), undefined)
    assert.deepEqual(await claim(world), prekeys('a', 2)[1])
    assert.ok(world.lines.some(line => line.includes('cannot be read')))
  })

  it('fit a frame, as many and as large as may be', () => {
    const largest = Array.from({ length: MAX_STOCK }, () => new Uint8Array(MAX_ONE_TIME_PREKEY))
    const frame = encodeMailboxRequest({ id: 1, kind: 'stock', stock: { prekeys: largest } })
    assert.ok(frame.length < MAX_MAILBOX_FRAME, `${frame.length}`)
    const one = { kind: 'stock', stock: { prekeys: [...largest, bytesOf('x')] } } as const
    assert.throws(() => encodeMailboxRequest({ id: 1, ...one }), { name: 'WireFormatError' })
  })
})
