import assert from 'node:assert/strict'
import { DEFAULT_LIMITS } from '../../../src/relay/index.ts'
import { findRoom } from '../../../src/relay/core/quota.ts'
import { NO_TOTALS, totalsAfter } from '../../../src/relay/core/state.ts'
import {
  DAY,
  NOW,
  answered,
  createWorld,
  grant,
  itemNamed,
  mailboxNamed,
  only
} from '../../support/mailboxes.ts'
import type { ItemEntry, Mailbox, Totals } from '../../../src/relay/core/state.ts'
import type { Room } from '../../../src/relay/core/quota.ts'

const MIB = 1024 * 1024
const alice = mailboxNamed('alice')

interface Held {
  readonly count: number
  readonly size?: number
  readonly token?: string
  readonly stranger?: boolean
  readonly acknowledged?: boolean
}

function mailboxWith(...held: readonly Held[]): Mailbox {
  const items = new Map<string, ItemEntry>()
  for (const { count, size = 100, token = 'bob', stranger = false, acknowledged = false } of held) {
    for (let i = 0; i < count; i++) {
      const sequence = items.size + 1
      const acknowledgedAt = acknowledged ? NOW : 0
      items.set(`item ${sequence}`, {
        sequence,
        tokenHash: token,
        stranger,
        size,
        expires: NOW + DAY,
        acknowledgedAt
      })
    }
  }
  const bytes = [...items.values()].reduce((sum, { size }) => sum + size, 0)
  return {
    key: alice.key,
    incarnation: new Uint8Array(8),
    lapses: NOW + DAY,
    nextSequence: items.size + 1,
    epoch: new Uint8Array(0),
    grants: new Map(),
    bundleHash: new Uint8Array(0),
    firstPrekey: 0,
    nextPrekey: 0,
    items,
    bytes
  }
}

interface Ask {
  readonly size?: number
  readonly token?: string
  readonly stranger?: boolean
  readonly totals?: Totals
}

function room(mailbox: Mailbox, { size = 100, token = 'bob', stranger = false, totals }: Ask = {}): Room {
  const candidate = { tokenHash: token, terms: { stranger, expires: 0 }, size }
  return findRoom(mailbox, candidate, totals ?? totalsAfter(NO_TOTALS, undefined, mailbox), DEFAULT_LIMITS)
}

const fits = { kind: 'fits', evict: [] }
const full = { kind: 'full' }

describe('relay: quotas', () => {
  it('lets 1,000 items wait in a mailbox', () => {
    const held = (count: number): Mailbox =>
      mailboxWith(...['a', 'b', 'c', 'd'].map((token, i) => ({ token, count: i === 0 ? count - 750 : 250 })))
    assert.deepEqual(room(held(999), { token: 'e' }), fits)
    assert.deepEqual(room(held(1_000), { token: 'e' }), full)
  })

  it('lets 16 MiB wait in a mailbox', () => {
    const held = mailboxWith(...['a', 'b', 'c', 'd'].map(token => ({ token, count: 15, size: MIB / 4 })))
    assert.deepEqual(room(held, { token: 'e', size: MIB }), fits)
    assert.deepEqual(room(held, { token: 'e', size: MIB + 1 }), full)
  })

  it('lets one token have a quarter of the count, and of the bytes', () => {
    assert.deepEqual(room(mailboxWith({ count: 249 })), fits)
    assert.deepEqual(room(mailboxWith({ count: 250 })), full)
    assert.deepEqual(room(mailboxWith({ count: 250 }), { token: 'carol' }), fits)
    assert.deepEqual(room(mailboxWith({ count: 3, size: MIB }), { size: MIB }), fits)
    assert.deepEqual(room(mailboxWith({ count: 3, size: MIB }), { size: MIB + 1 }), full)
  })

  it('gives strangers a lane of 50 items and 1 MiB, and 8 items to each of their tokens', () => {
    const lane = (tokens: number, last: number, size = 100): Mailbox =>
      mailboxWith(
        ...Array.from({ length: tokens }, (_, i) => ({
          token: `invite ${i}`,
          count: i === tokens - 1 ? last : 8,
          stranger: true,
          size
        }))
      )
    const ask = { token: 'invite 99', stranger: true }
    assert.deepEqual(room(lane(7, 1), ask), fits)
    assert.deepEqual(room(lane(7, 2), ask), full)
    assert.deepEqual(room(lane(7, 2), { token: 'carol' }), fits, 'contacts are not in that lane')
    assert.deepEqual(room(lane(2, 8, 60_000), { ...ask, size: MIB - 960_000 }), fits)
    assert.deepEqual(room(lane(2, 8, 60_000), { ...ask, size: MIB - 960_000 + 1 }), full)
    assert.deepEqual(room(lane(1, 7), { token: 'invite 0', stranger: true }), fits)
    assert.deepEqual(room(lane(1, 8), { token: 'invite 0', stranger: true }), full)
  })

  it('counts what was acknowledged against nobody', () => {
    assert.deepEqual(room(mailboxWith({ count: 1_500, acknowledged: true })), fits)
    const lane = mailboxWith({ count: 50, stranger: true, acknowledged: true, token: 'invite' })
    assert.deepEqual(room(lane, { token: 'invite', stranger: true }), fits)
  })

  it('keeps twice as much in all: then what was acknowledged gives way, own items first', () => {
    const carolFirst = [
      { count: 500, acknowledged: true, token: 'carol' },
      { count: 1_400, acknowledged: true, token: 'bob' }
    ]
    assert.deepEqual(room(mailboxWith(...carolFirst, { count: 99, token: 'dave' })), fits)
    const kept = mailboxWith(...carolFirst, { count: 100, token: 'dave' })
    assert.deepEqual(room(kept), { kind: 'fits', evict: ['item 501'] })
    assert.deepEqual(room(kept, { token: 'dave' }), { kind: 'fits', evict: ['item 1'] })
  })

  it('does not push out more than 64 items for one', () => {
    const kept = (count: number): Mailbox =>
      mailboxWith(
        { count, acknowledged: true, size: 1_000 },
        { count: 31, acknowledged: true, size: MIB, token: 'x' }
      )
    const mailbox = kept(1_048)
    assert.equal(mailbox.bytes + 576, 32 * MIB)
    const evicted = room(mailbox, { size: 576 + 64_000 })
    assert.equal(evicted.kind === 'fits' ? evicted.evict.length : 0, 64)
    // 64 of its own are not enough, and then it is over
    assert.deepEqual(room(mailbox, { size: 576 + 64_001 }), full)
  })

  it('stops at what the coordinator has', () => {
    const mailbox = mailboxWith({ count: 1, acknowledged: true })
    const totals = { mailboxes: 1, grants: 0, items: DEFAULT_LIMITS.totalItems, bytes: 0 }
    assert.deepEqual(room(mailbox, { totals }), { kind: 'fits', evict: ['item 1'] })
    assert.deepEqual(room(mailboxWith({ count: 1 }), { totals }), full)
    const bytes = { mailboxes: 1, grants: 0, items: 1, bytes: DEFAULT_LIMITS.totalBytes - 99 }
    assert.deepEqual(room(mailboxWith({ count: 1 }), { totals: bytes }), full)
    assert.deepEqual(
      room(mailboxWith({ count: 1 }), { size: 99, totals: { ...bytes, bytes: bytes.bytes } }),
      fits
    )
  })

  it('shares its second half equally, so that a few that are flooded leave room for the rest', () => {
    const { totalItems } = DEFAULT_LIMITS
    const totals = { mailboxes: 1_250, grants: 0, items: totalItems / 2, bytes: 0 } // 100 items each
    assert.deepEqual(room(mailboxWith({ count: 99 }), { totals }), fits)
    assert.deepEqual(room(mailboxWith({ count: 100 }), { totals }), full)
    assert.deepEqual(
      room(mailboxWith({ count: 100 }), { totals: { ...totals, items: totalItems / 2 - 1 } }),
      fits
    )
  })

  it('says full at the wire, and takes more once something was acknowledged', async () => {
    const world = await createWorld({ limits: { waitingItems: 8 } })
    await world.register(alice, [grant(alice, 'bob'), grant(alice, 'carol')])
    only(await world.deposit(alice, 'bob', itemNamed('1')), 'receipt')
    only(await world.deposit(alice, 'bob', itemNamed('2')), 'receipt')
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('3'))), 'full')
    only(await world.deposit(alice, 'bob', itemNamed('2')), 'receipt')
    only(await world.deposit(alice, 'carol', itemNamed('4')), 'receipt')
    await world.acknowledge(alice, [itemNamed('1')])
    only(await world.deposit(alice, 'bob', itemNamed('3')), 'receipt')
  })

  it('gives back on the disk what gave way', async () => {
    const world = await createWorld({ limits: { keptItems: 2 } })
    await world.register(alice, [grant(alice, 'bob')])
    for (const name of ['1', '2']) await world.deposit(alice, 'bob', itemNamed(name))
    assert.equal(answered(await world.deposit(alice, 'bob', itemNamed('3'))), 'full')
    await world.acknowledge(alice, [itemNamed('1'), itemNamed('2')])
    only(await world.deposit(alice, 'bob', itemNamed('3')), 'receipt')
    const kept = async (): Promise<number[]> =>
      only(await world.fetch(alice), 'items').items.items.map(({ sequence }) => sequence)
    assert.deepEqual(await kept(), [2, 3])
    await world.restart()
    assert.deepEqual(await kept(), [2, 3])
    assert.deepEqual(world.custodian.totals, { mailboxes: 1, grants: 1, items: 2, bytes: 128 })
  })

  it('holds 8 requests of an invite, at a mailbox of strangers only', async () => {
    const world = await createWorld()
    await world.register(alice, [grant(alice, 'invite', { stranger: true })])
    for (let i = 0; i < 8; i++) only(await world.deposit(alice, 'invite', itemNamed(`${i}`)), 'receipt')
    assert.equal(answered(await world.deposit(alice, 'invite', itemNamed('9'))), 'full')
    await world.restart()
    assert.equal(answered(await world.deposit(alice, 'invite', itemNamed('9'))), 'full')
  })
})
