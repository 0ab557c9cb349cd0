import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { MAILBOX_WEIGHT, ORIGIN_GRANTS, ORIGIN_PERIOD } from '../../../src/relay/constants.ts'
import { signAcknowledgement, verifyReceipt } from '../../../src/relay/index.ts'
import { MAX_DEPOSIT, MAX_MAILBOX_FRAME, encodeMailboxResponse } from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import {
  COORDINATOR,
  DAY,
  HOUR,
  NOW,
  answered,
  bytesOf,
  createWorld,
  grant,
  hashOf,
  itemNamed,
  mailboxNamed,
  only
} from '../../support/mailboxes.ts'
import type { Store } from '../../../src/ports.ts'
import type { Grant } from '../../../src/wire/index.ts'
import type { TestMailbox, World } from '../../support/mailboxes.ts'

const alice = mailboxNamed('alice')
const eve = mailboxNamed('eve')

async function worldWithAlice(): Promise<World> {
  const world = await createWorld()
  only(await world.register(alice, [grant(alice, 'bob'), grant(alice, 'carol')]), 'registered')
  return world
}

async function sequences(world: World, after = 0, incarnation?: Uint8Array): Promise<number[]> {
  return only(await world.fetch(alice, after, incarnation), 'items').items.items.map(
    ({ sequence }) => sequence
  )
}

describe('relay: registering', () => {
  it('makes a mailbox, and renews it as the same one', async () => {
    const world = await createWorld()
    const first = only(await world.register(alice, []), 'registered').registered
    assert.equal(first.incarnation.length, 8)
    assert.equal(first.lapses, NOW + 30 * DAY)
    world.now += 2 * DAY
    const second = only(await world.register(alice, []), 'registered').registered
    assert.deepEqual(second.incarnation, first.incarnation)
    assert.equal(second.lapses, NOW + 32 * DAY)
  })

  it('refuses who proves no membership of a network that is served, in one word', async () => {
    const world = await createWorld()
    assert.equal(
      answered(await world.register(alice, [], { network: bytesOf('other').slice(0, 16) })),
      'refused'
    )
    assert.equal(answered(await world.register(alice, [], { membership: bytesOf('guess') })), 'refused')
    assert.equal(world.custodian.totals.mailboxes, 0)
  })

  it('replaces the grants: what is left out is revoked', async () => {
    const world = await worldWithAlice()
    only(await world.deposit(alice, 'bob', itemNamed('1')), 'receipt')
    only(await world.register(alice, [grant(alice, 'carol')]), 'registered')
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('2'))), 'refused')
    only(await world.deposit(alice, 'carol', itemNamed('3')), 'receipt')
    assert.deepEqual(await sequences(world), [1, 2], 'what was signed for stays')
  })

  it('takes no new mailboxes when it is no coordinator any more, and goes on with those that it has', async () => {
    let serves = true
    const world = await createWorld({ takesNew: () => serves })
    only(await world.register(alice, [grant(alice, 'bob')]), 'registered')
    serves = false
    assert.equal(answered(await world.register(eve, [])), 'full')
    assert.equal(answered(await world.register(eve, [], { membership: new Uint8Array(32) })), 'refused')
    only(await world.deposit(alice, 'bob', itemNamed('1')), 'receipt')
    only(await world.register(alice, [grant(alice, 'bob'), grant(alice, 'carol')]), 'registered')
    assert.deepEqual(await sequences(world), [1])
    await world.restart()
    assert.deepEqual(await sequences(world), [1])
    serves = true
    only(await world.register(eve, []), 'registered')
  })

  it('is full at its greatest number of mailboxes and grants', async () => {
    const world = await createWorld({ limits: { mailboxes: 2, totalGrants: 3 } })
    only(await world.register(alice, [grant(alice, 'a'), grant(alice, 'b')]), 'registered')
    assert.equal(answered(await world.register(eve, [grant(eve, 'a'), grant(eve, 'b')])), 'full')
    only(await world.register(eve, [grant(eve, 'a')]), 'registered')
    assert.equal(answered(await world.register(mailboxNamed('third'), [])), 'full')
    only(await world.register(alice, [grant(alice, 'c'), grant(alice, 'd')]), 'registered')
  })

  it('has grants left for whoever comes, however many a few have taken', async () => {
    const grantsOf = (mailbox: TestMailbox, count: number): Grant[] =>
      Array.from({ length: count }, (_, i) => grant(mailbox, `${i}`))
    const world = await createWorld({ limits: { mailboxes: 40, totalGrants: 400 } })
    const greedy = Array.from({ length: 20 }, (_, i) => mailboxNamed(`greedy ${i}`))
    let size = 50
    for (const mailbox of greedy) {
      let response = await world.register(mailbox, grantsOf(mailbox, size))
      for (; response.kind === 'refusal'; response = await world.register(mailbox, grantsOf(mailbox, size)))
        size--
    }
    for (let i = 0; i < 20; i++) {
      const late = mailboxNamed(`late ${i}`)
      only(await world.register(late, grantsOf(late, 5)), 'registered')
    }
    const [first] = greedy
    assert.ok(first !== undefined)
    only(await world.register(first, grantsOf(first, 50)), 'registered')
    assert.equal(answered(await world.register(first, grantsOf(first, 60))), 'full')
  })

  it('takes so many grants from one origin, then as many a day', async () => {
    const world = await createWorld()
    const from = { origin: '192.0.2.1' }
    const made = async (o: { origin?: string }): Promise<number> => {
      for (let i = 0; ; i++) {
        const mailbox = mailboxNamed(`${o.origin} ${world.now} ${i}`)
        const response = await world.register(mailbox, [grant(mailbox, 'a')], o)
        if (response.kind !== 'refusal') continue
        assert.equal(answered(response), 'busy')
        return i
      }
    }
    only(await world.register(alice, [grant(alice, 'a'), grant(alice, 'b')], from), 'registered')
    const most = Math.floor((ORIGIN_GRANTS - MAILBOX_WEIGHT - 2) / (MAILBOX_WEIGHT + 1))
    assert.equal(await made(from), most)
    only(await world.register(alice, [grant(alice, 'c')], from), 'registered')
    only(await world.register(eve, [], { origin: '192.0.2.2' }), 'registered')
    world.now += ORIGIN_PERIOD / 2
    assert.ok(Math.abs((await made(from)) - most / 2) <= 1)
  })

  it('writes nothing when nothing changed', async () => {
    const store = createMemoryStore()
    let batches = 0
    const counting: Store = {
      get: async (table, key) => store.get(table, key),
      walk: (table, options) => store.walk(table, options),
      batch: async ops => {
        batches += 1
        await store.batch(ops)
      }
    }
    const world = await createWorld({ store: counting })
    const bundle = itemNamed('bundle')
    await world.register(alice, [grant(alice, 'bob')], { bundle })
    assert.equal(batches, 1)
    world.now += 10_000
    await world.register(alice, [grant(alice, 'bob')], { bundle })
    await world.fetch(alice)
    assert.equal(batches, 1)
    world.now += HOUR
    await world.fetch(alice)
    assert.equal(batches, 2)
  })
})

describe('relay: depositing', () => {
  it('signs for what it holds', async () => {
    const world = await worldWithAlice()
    const nonce = bytesOf('n').slice(0, 16)
    const item = itemNamed('1')
    const { receipt } = only(await world.deposit(alice, 'bob', item, { nonce }), 'receipt')
    const expected = { coordinator: COORDINATOR, mailbox: alice.key, item: hashOf(item), nonce }
    assert.equal(verifyReceipt(crypto, receipt, expected).expiresAt, NOW + 14 * DAY)
    const { items } = only(await world.fetch(alice), 'items').items
    assert.deepEqual(items[0]?.encryptedMessage, item)
    assert.deepEqual(items[0]?.tokenHash, grant(alice, 'bob').tokenHash)
  })

  it('refuses a mailbox that is not there, a token that is wrong, and one that is over, alike', async () => {
    const world = await createWorld()
    await world.register(alice, [grant(alice, 'bob', { expires: NOW + HOUR })])
    assert.equal(answered(await world.deposit(eve, 'bob', itemNamed('1'))), 'refused')
    assert.equal(answered(await world.deposit(alice, 'eve', itemNamed('1'))), 'refused')
    only(await world.deposit(alice, 'bob', itemNamed('1')), 'receipt')
    world.now += HOUR
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('2'))), 'refused')
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('1'))), 'refused')
  })

  it('calls a name that is no mailbox key invalid', async () => {
    const world = await worldWithAlice()
    for (const peerId of ['x', `${alice.peerId}x`, 'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N']) {
      assert.equal(answered(await world.deposit({ ...alice, peerId }, 'bob', itemNamed('1'))), 'invalid')
    }
  })

  it('takes the same bytes once, and signs again with the new nonce', async () => {
    const world = await worldWithAlice()
    const item = itemNamed('1')
    const expected = { coordinator: COORDINATOR, mailbox: alice.key, item: hashOf(item) }
    only(await world.deposit(alice, 'bob', item), 'receipt')
    const nonce = bytesOf('again').slice(0, 16)
    const again = only(await world.deposit(alice, 'bob', item, { nonce, expiresAt: NOW + DAY }), 'receipt')
    assert.equal(verifyReceipt(crypto, again.receipt, { ...expected, nonce }).expiresAt, NOW + 14 * DAY)
    assert.deepEqual(await sequences(world), [1])
    assert.equal(world.told.length, 1)
    await world.acknowledge(alice, [item])
    only(await world.deposit(alice, 'bob', item), 'receipt')
    assert.equal(world.custodian.totals.items, 1, 'nor is it new after its acknowledgement')
  })

  it('does not sign for one contact what another one deposited', async () => {
    const world = await worldWithAlice()
    only(await world.deposit(alice, 'bob', itemNamed('1')), 'receipt')
    assert.equal(answered(await world.deposit(alice, 'carol', itemNamed('1'))), 'refused')
  })

  it('refuses a deadline that is long over and shortens one that is too far', async () => {
    const world = await worldWithAlice()
    const until = async (name: string, expiresAt: number): Promise<number | string> => {
      const response = await world.deposit(alice, 'bob', itemNamed(name), { expiresAt })
      if (response.kind !== 'receipt') return answered(response)
      const expected = {
        coordinator: COORDINATOR,
        mailbox: alice.key,
        item: hashOf(itemNamed(name)),
        nonce: new Uint8Array(16).fill(7)
      }
      return verifyReceipt(crypto, response.receipt, expected).expiresAt
    }
    assert.equal(await until('1', 0), 'invalid')
    assert.equal(await until('2', NOW - DAY), 'invalid')
    assert.equal(await until('3', NOW - DAY + 1), NOW - DAY + 1, 'our clock may be ahead')
    assert.equal(await until('4', NOW + 30 * DAY), NOW + 30 * DAY)
    assert.equal(await until('5', NOW + 30 * DAY + 1), NOW + 30 * DAY)
    assert.equal(await until('6', Number.MAX_SAFE_INTEGER), NOW + 30 * DAY)
  })
})

describe('relay: fetching and acknowledging', () => {
  it('shows a mailbox to the key that names it and to nobody else', async () => {
    const world = await worldWithAlice()
    await world.deposit(alice, 'bob', itemNamed('1'))
    assert.equal(answered(await world.fetch(eve)), 'refused')
    const others = { ...eve, key: eve.key }
    await world.register(others, [])
    assert.deepEqual(only(await world.fetch(others), 'items').items.items, [])
    // signed by the wrong key, and signed by the right one but brought by another
    const about = { coordinator: COORDINATOR, mailbox: alice.key, items: [hashOf(itemNamed('1'))], at: NOW }
    for (const seed of [eve.seed, alice.seed]) {
      const acknowledge = signAcknowledgement(crypto, seed, about)
      const answer = await world.custodian.submit(eve.key, { kind: 'acknowledge', acknowledge })
      assert.equal(answered(answer), 'refused')
    }
    const unknown = await world.acknowledge(mailboxNamed('nobody'), [])
    assert.equal(answered(unknown), 'refused')
  })

  it('goes on after a position, and from the start for another incarnation', async () => {
    const world = await worldWithAlice()
    for (const name of ['1', '2', '3']) await world.deposit(alice, 'bob', itemNamed(name))
    const { incarnation } = only(await world.fetch(alice), 'items').items
    assert.deepEqual(await sequences(world, 0, incarnation), [1, 2, 3])
    assert.deepEqual(await sequences(world, 2, incarnation), [3])
    assert.deepEqual(await sequences(world, 3, incarnation), [])
    assert.deepEqual(await sequences(world, 3, bytesOf('x').slice(0, 8)), [1, 2, 3])
    assert.deepEqual(await sequences(world, 3), [1, 2, 3])
  })

  it('pages so that every page fits a frame, the largest item included', async () => {
    const world = await worldWithAlice()
    const sizes = [MAX_DEPOSIT, 100, MAX_DEPOSIT, 100_000, 100_000, 100_000, 40, 62_000]
    for (const [index, size] of sizes.entries()) {
      only(
        await world.deposit(alice, index % 2 === 0 ? 'bob' : 'carol', itemNamed(`${index}`, size)),
        'receipt'
      )
    }
    const seen: number[] = []
    let after = 0
    for (;;) {
      const response = only(
        await world.fetch(alice, after, only(await world.fetch(alice), 'items').items.incarnation),
        'items'
      )
      assert.ok(encodeMailboxResponse({ id: 0xffff_ffff, ...response }).length <= MAX_MAILBOX_FRAME)
      assert.ok(response.items.items.length > 0)
      seen.push(...response.items.items.map(({ sequence }) => sequence))
      after = seen.at(-1) ?? 0
      if (!response.items.more) break
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('pages at most 256 items', async function () {
    this.timeout(60_000)
    const world = await createWorld()
    await world.register(
      alice,
      ['a', 'b'].map(contact => grant(alice, contact))
    )
    await Promise.all(
      Array.from({ length: 257 }, async (_, i) =>
        world.deposit(alice, i % 2 === 0 ? 'a' : 'b', itemNamed(`${i}`))
      )
    )
    const { items } = only(await world.fetch(alice), 'items')
    assert.equal(items.items.length, 256)
    assert.ok(items.more)
    const rest = only(await world.fetch(alice, 256, items.incarnation), 'items').items
    assert.deepEqual([rest.items.length, rest.more], [1, false])
  })

  it('keeps what was acknowledged for 48 hours, fetchable, then lets it go', async () => {
    const world = await worldWithAlice()
    for (const name of ['1', '2']) await world.deposit(alice, 'bob', itemNamed(name))
    only(await world.acknowledge(alice, [itemNamed('1'), itemNamed('never heard of')]), 'acknowledged')
    assert.deepEqual(await sequences(world), [1, 2])
    world.now += 48 * HOUR - 1
    only(await world.acknowledge(alice, [itemNamed('1')]), 'acknowledged')
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [1, 2])
    world.now += 1
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [2], 'acknowledging again does not prolong it')
  })

  it('gives the bundle to whoever asks, and tells no missing mailbox from an empty one', async () => {
    const world = await createWorld()
    const bundle = itemNamed('bundle', 5_000)
    await world.register(alice, [], { bundle })
    assert.deepEqual(only(await world.bundle(alice), 'bundle').bundle.sealed, bundle)
    await world.restart()
    assert.deepEqual(only(await world.bundle(alice), 'bundle').bundle.sealed, bundle)
    const nobody = await world.bundle(eve)
    await world.register(alice, [])
    assert.deepEqual(await world.bundle(alice), nobody)
    assert.equal(only(nobody, 'bundle').bundle.sealed.length, 0)
  })

  it('leaves out what cannot be read, and never says "more" with nothing', async () => {
    const store = createMemoryStore()
    const broken = new Set<number>()
    const world = await createWorld({
      store: {
        batch: async ops => store.batch(ops),
        walk: (table, options) => store.walk(table, options),
        get: async (table, key) => {
          if (table === 'relay-items' && broken.has(key.order ?? 0)) throw new StorageError('altered')
          return await store.get(table, key)
        }
      }
    })
    await world.register(alice, [grant(alice, 'bob')])
    for (const name of ['1', '2', '3']) await world.deposit(alice, 'bob', itemNamed(name, MAX_DEPOSIT))
    broken.add(1).add(2)
    const { items } = only(await world.fetch(alice), 'items')
    assert.deepEqual([items.items.map(({ sequence }) => sequence), items.more], [[3], false])
    assert.ok(world.lines.some(line => line.includes('cannot be read')))
  })
})

describe('relay: time', () => {
  it('holds an item until a day after its deadline', async () => {
    const world = await worldWithAlice()
    await world.deposit(alice, 'bob', itemNamed('1'), { expiresAt: NOW + DAY })
    world.now += 2 * DAY - 1
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [1])
    world.now += 1
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [])
    assert.deepEqual(world.custodian.totals, { mailboxes: 1, grants: 2, items: 0, bytes: 0 })
  })

  it('renews a registration in steps of an hour, and takes back what a clock ahead gave', async () => {
    const world = await worldWithAlice()
    const lapses = async (): Promise<number> =>
      only(await world.register(alice, []), 'registered').registered.lapses
    world.now += HOUR - 1
    assert.equal(await lapses(), NOW + 30 * DAY)
    world.now += 1
    assert.equal(await lapses(), NOW + HOUR + 30 * DAY)
    world.now += DAY
    assert.equal(await lapses(), NOW + HOUR + 31 * DAY)
    world.now -= DAY
    assert.equal(await lapses(), NOW + HOUR + 30 * DAY)
  })

  it('lapses after 30 days without a fetch, and not before', async () => {
    const world = await worldWithAlice()
    world.now += 29 * DAY
    await world.custodian.sweep()
    only(await world.fetch(alice), 'items')
    world.now += 30 * DAY - 1
    await world.custodian.sweep()
    only(await world.deposit(alice, 'bob', itemNamed('1'), { expiresAt: world.now + 2 * DAY }), 'receipt')
    world.now += 1
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('2'))), 'refused')
    assert.equal(answered(await world.fetch(alice)), 'refused')
    await world.custodian.sweep()
    assert.deepEqual(world.custodian.totals, { mailboxes: 1, grants: 0, items: 1, bytes: 64 })
  })

  it('keeps what it signed for although the registration lapsed, for the owner who comes back', async () => {
    const world = await createWorld()
    const bundle = itemNamed('bundle')
    const { incarnation } = only(
      await world.register(alice, [grant(alice, 'bob')], { bundle }),
      'registered'
    ).registered
    world.now += 29 * DAY
    await world.deposit(alice, 'bob', itemNamed('1'))
    world.now += 2 * DAY
    await world.custodian.sweep()
    assert.deepEqual(world.custodian.totals, { mailboxes: 1, grants: 0, items: 1, bytes: 64 })
    assert.equal(only(await world.bundle(alice), 'bundle').bundle.sealed.length, 0)
    await world.restart()
    const again = only(await world.register(alice, []), 'registered').registered
    assert.deepEqual(again.incarnation, incarnation)
    assert.deepEqual(await sequences(world), [1])
    assert.deepEqual(await sequences(world, 1, incarnation), [])
  })

  it('forgets a lapsed mailbox that holds nothing, and makes another one later', async () => {
    const world = await worldWithAlice()
    const { incarnation } = only(await world.register(alice, []), 'registered').registered
    world.now += 31 * DAY
    await world.custodian.sweep()
    assert.equal(world.custodian.totals.mailboxes, 0)
    for (const table of ['mailboxes', 'grants', 'bundles', 'index', 'items']) {
      for await (const record of world.store.walk(`relay-${table}`)) assert.fail(`${table} ${record.order}`)
    }
    const again = only(await world.register(alice, []), 'registered').registered
    assert.notDeepEqual(again.incarnation, incarnation)
  })
})

describe('relay: restart', () => {
  it('keeps mailboxes, grants, items and acknowledgements, and sequences only rise', async () => {
    const world = await worldWithAlice()
    for (const name of ['1', '2', '3'])
      await world.deposit(alice, 'bob', itemNamed(name), { expiresAt: NOW + DAY })
    await world.acknowledge(alice, [itemNamed('3')])
    const before = { totals: world.custodian.totals, page: await world.fetch(alice) }
    await world.restart()
    assert.deepEqual({ totals: world.custodian.totals, page: await world.fetch(alice) }, before)
    world.now += 47 * HOUR
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [1, 2, 3])
    world.now += HOUR
    await world.custodian.sweep()
    assert.deepEqual(await sequences(world), [])
    await world.restart()
    only(await world.deposit(alice, 'carol', itemNamed('4')), 'receipt')
    assert.deepEqual(await sequences(world), [4], 'also when the last one is gone')
  })

  it('remembers its position when the last item went and nobody came since', async () => {
    const world = await worldWithAlice()
    await world.deposit(alice, 'bob', itemNamed('1'), { expiresAt: NOW + DAY })
    world.now += 2 * DAY
    await world.custodian.sweep()
    await world.restart()
    only(await world.deposit(alice, 'bob', itemNamed('2')), 'receipt')
    assert.deepEqual(await sequences(world), [2])
  })

  it('says so when the records are broken', async () => {
    const world = await worldWithAlice()
    await world.store.batch([
      { kind: 'put', table: 'relay-mailboxes', key: { id: 'x' }, value: Uint8Array.of(9, 9) }
    ])
    await assert.rejects(world.restart(), { name: 'StorageError' })
  })
})
