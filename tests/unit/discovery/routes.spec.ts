import assert from 'node:assert/strict'
import { env } from 'node:process'
import fc from 'fast-check'
import { MAX_ROUTES, PARTED_GRAIN, PERSIST_GRAIN, STALE_AFTER } from '../../../src/discovery/constants.ts'
import { CoordinatorRegistry, COORDINATORS_TABLE } from '../../../src/discovery/core/coordinators.ts'
import { memberLines } from '../../../src/discovery/core/members.ts'
import { RouteCache, ROUTES_TABLE } from '../../../src/discovery/core/routes.ts'
import { loadCoordinators, loadRoutes } from '../../../src/discovery/stored.ts'
import { MAX_COORDINATORS } from '../../../src/wire/index.ts'
import { encodeRouteRecord } from '../../../src/wire/vault.ts'
import { member, silent } from '../../support/discovery.ts'
import { NOW } from '../../support/identity.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { StoreOp } from '../../../src/ports.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 200 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const bob = member('bob')
const carol = member('carol')
const relay = member('relay')
const log = { log: silent }

function puts(ops: readonly StoreOp[]): number {
  return ops.filter(({ kind }) => kind === 'put').length
}

describe('discovery: route cache', () => {
  it('remembers how a user was reached, over a restart', async () => {
    const store = createMemoryStore()
    const cache = new RouteCache()
    await store.batch(cache.seen(bob.userId, bob.peerId, [bob.address], NOW))
    await store.batch(cache.succeeded(bob.userId, bob.peerId, undefined, relay.peerId, NOW + 1))
    const again = new RouteCache()
    assert.deepEqual(again.load(await loadRoutes(store, log), NOW + 2), [])
    assert.deepEqual(again.to(bob.userId, NOW + 2), [
      {
        userId: bob.userId,
        peerId: bob.peerId,
        addresses: [bob.address],
        lastSeen: NOW + 1,
        successRate: 0.65,
        path: relay.peerId,
        heard: true
      }
    ])
  })

  it('puts the address that worked first', () => {
    const cache = new RouteCache()
    const other = `/ip4/203.0.113.8/tcp/9/p2p/${bob.peerId}`
    cache.seen(bob.userId, bob.peerId, [bob.address, other], NOW)
    cache.succeeded(bob.userId, bob.peerId, other, undefined, NOW)
    assert.deepEqual(cache.to(bob.userId, NOW)[0]?.addresses, [other, bob.address])
  })

  it('weighs recent dials more, between 0 and 1', () => {
    const cache = new RouteCache()
    cache.seen(bob.userId, bob.peerId, [bob.address], NOW)
    const rate = (): number => cache.to(bob.userId, NOW)[0]!.successRate
    for (let i = 0; i < 30; i += 1) cache.succeeded(bob.userId, bob.peerId, undefined, undefined, NOW)
    assert.ok(rate() > 0.99 && rate() <= 1)
    for (let i = 0; i < 4; i += 1) cache.failed(bob.userId, bob.peerId, NOW)
    assert.ok(rate() < 0.3 && rate() >= 0)
  })

  it('ranks by success, a stale route after all that are not; age alone forgets none', () => {
    const cache = new RouteCache()
    cache.seen(bob.userId, bob.peerId, [bob.address], NOW)
    cache.succeeded(bob.userId, bob.peerId, undefined, undefined, NOW)
    const second = carol.peerId
    cache.seen(bob.userId, second, [carol.address], NOW)
    const order = (now: number): readonly string[] => cache.to(bob.userId, now).map(({ peerId }) => peerId)
    assert.deepEqual(order(NOW), [bob.peerId, second])
    cache.seen(bob.userId, second, [carol.address], NOW + STALE_AFTER)
    assert.deepEqual(order(NOW + STALE_AFTER), [second, bob.peerId])
    assert.equal(order(NOW + 1_000 * STALE_AFTER).length, 2)
  })

  it('does not write a later "last seen" before ten minutes', () => {
    const cache = new RouteCache()
    assert.equal(puts(cache.seen(bob.userId, bob.peerId, [bob.address], NOW)), 1)
    assert.equal(puts(cache.seen(bob.userId, bob.peerId, [bob.address], NOW + PERSIST_GRAIN - 1)), 0)
    assert.equal(puts(cache.seen(bob.userId, bob.peerId, [bob.address], NOW + PERSIST_GRAIN)), 1)
    assert.equal(
      puts(cache.seen(bob.userId, bob.peerId, [carol.address, '/ip4/1.2.3.4/tcp/5'], NOW + PERSIST_GRAIN)),
      1
    )
    assert.deepEqual(cache.failed('nobody', 'nothing', NOW), [])
    assert.deepEqual(cache.seen('nobody', bob.peerId, [], NOW), [])
  })

  it('writes "last seen" when a link ends, once a minute at most', async () => {
    const cache = new RouteCache()
    cache.seen(bob.userId, bob.peerId, [bob.address], NOW)
    const store = createMemoryStore()
    await store.batch(cache.parted(bob.userId, bob.peerId, NOW + PARTED_GRAIN))
    assert.deepEqual(
      (await loadRoutes(store, log)).map(({ lastSeen }) => lastSeen),
      [NOW + PARTED_GRAIN]
    )
    for (let flap = 1; flap < 600; flap += 1) {
      assert.deepEqual(cache.parted(bob.userId, bob.peerId, NOW + PARTED_GRAIN + 100 * flap), [])
    }
    assert.deepEqual(cache.parted('nobody', bob.peerId, NOW), [])
  })

  it('leaves records out that do not decode', async () => {
    const store = createMemoryStore()
    const good = {
      userId: bob.userId,
      peerId: bob.peerId,
      addresses: [],
      lastSeen: 1,
      successPermille: 1,
      path: '',
      heard: false
    }
    await store.batch([
      { kind: 'put', table: ROUTES_TABLE, key: { id: 'a' }, value: Uint8Array.of(255) },
      { kind: 'put', table: ROUTES_TABLE, key: { id: 'b' }, value: encodeRouteRecord(good) }
    ])
    const errors: string[] = []
    const counting = Object.assign(() => {}, { error: (text: string) => errors.push(text), trace: () => {} })
    assert.equal((await loadRoutes(store, { log: counting })).length, 1)
    assert.equal(errors.length, 1)
  })

  it('keeps 50 routes, and the store holds exactly those', async () => {
    const action = fc.record({
      who: fc.nat(90),
      kind: fc.constantFrom('seen', 'succeeded', 'failed', 'restart'),
      pass: fc.nat(400_000)
    })
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 60, maxLength: 200 }), async actions => {
        const store = createMemoryStore()
        let cache = new RouteCache()
        let now = NOW
        for (const { who, kind, pass } of actions) {
          now += pass
          const [userId, peerId] = [`user ${who % 70}`, `device ${who}`]
          let ops: readonly StoreOp[] = []
          if (kind === 'seen') ops = cache.seen(userId, peerId, [`/ip4/1.2.3.4/tcp/${who}`], now)
          if (kind === 'succeeded') ops = cache.succeeded(userId, peerId, undefined, undefined, now)
          if (kind === 'failed') ops = cache.failed(userId, peerId, now)
          if (kind === 'restart') {
            cache = new RouteCache()
            ops = cache.load(await loadRoutes(store, log), now)
          }
          await store.batch(ops)
          assert.ok(cache.size <= MAX_ROUTES)
          const stored = await loadRoutes(store, log)
          const key = (route: { userId: string; peerId: string }): string => `${route.userId}/${route.peerId}`
          assert.deepEqual(stored.map(key).sort(), cache.all().map(key).sort())
          const inMemory = new Map(cache.all().map(route => [key(route), route]))
          for (const route of stored) {
            const { lastSeen, ...rest } = inMemory.get(key(route))!
            assert.ok(Math.abs(lastSeen - route.lastSeen) < PERSIST_GRAIN)
            assert.deepEqual({ ...rest, lastSeen: route.lastSeen }, route)
          }
        }
      }),
      { ...options, numRuns: 25 }
    )
  })

  it('does not let a route of the future live for ever', async () => {
    const cache = new RouteCache(1)
    cache.load(
      [
        {
          userId: 'u',
          peerId: 'p',
          addresses: [],
          lastSeen: NOW + 1e12,
          successRate: 0.1,
          path: '',
          heard: false
        }
      ],
      NOW
    )
    cache.seen(bob.userId, bob.peerId, [bob.address], NOW + STALE_AFTER)
    assert.deepEqual(
      cache.all().map(({ userId }) => userId),
      [bob.userId]
    )
  })
})

describe('discovery: coordinators learnt', () => {
  it('come back after a restart, connected ones first', async () => {
    const store = createMemoryStore()
    const registry = new CoordinatorRegistry()
    await store.batch(registry.heard(bob.peerId, [bob.address], false, NOW))
    await store.batch(registry.heard(carol.peerId, [carol.address], true, NOW))
    await store.batch(registry.heard(relay.peerId, [relay.address], true, NOW))
    await store.batch(registry.connected(relay.peerId, NOW + 5))
    const again = new CoordinatorRegistry()
    again.load(await loadCoordinators(store, log), NOW + 10)
    const [first, second, third] = again.candidates(NOW + 10)
    assert.deepEqual(first, {
      peerId: relay.peerId,
      addresses: [relay.address],
      lastHeard: NOW + 5,
      reachableSince: NOW + 5,
      lastConnected: NOW + 5,
      confirmed: true,
      reachableFor: 5,
      fresh: true
    })
    assert.deepEqual([second?.peerId, third?.peerId], [carol.peerId, bob.peerId])
    assert.equal(again.candidates(NOW + STALE_AFTER + 10)[0]?.fresh, false)
  })

  it('counts time reachable from the first connection, and from the next after a failure', () => {
    const registry = new CoordinatorRegistry()
    registry.heard(relay.peerId, [relay.address], true, NOW)
    registry.connected(relay.peerId, NOW)
    registry.connected(relay.peerId, NOW + 100)
    assert.equal(registry.candidates(NOW + 200)[0]?.reachableFor, 200)
    assert.equal(puts(registry.unreachable(relay.peerId)), 1)
    assert.equal(puts(registry.unreachable(relay.peerId)), 0)
    assert.equal(registry.candidates(NOW + 200)[0]?.reachableFor, 0)
    registry.connected(relay.peerId, NOW + 300)
    assert.equal(registry.candidates(NOW + 400)[0]?.reachableFor, 100)
    assert.deepEqual(registry.connected('unknown', NOW), [])
    assert.deepEqual(registry.unreachable('unknown'), [])
  })

  it('lets nobody replace the addresses that a coordinator named itself', () => {
    const registry = new CoordinatorRegistry()
    const wrong = `/ip4/192.0.2.66/tcp/666/p2p/${relay.peerId}`
    registry.heard(relay.peerId, [wrong], false, NOW)
    registry.heard(relay.peerId, [relay.address], true, NOW)
    registry.heard(relay.peerId, [wrong], false, NOW)
    assert.deepEqual(registry.get(relay.peerId)?.addresses, [relay.address])
    assert.deepEqual(registry.heard(carol.peerId, [relay.address, 'nonsense'], true, NOW), [])
    assert.equal(registry.has(carol.peerId), false)
  })

  it('keeps 64, and a flood of names pushes out no coordinator that we were connected to', async () => {
    const store = createMemoryStore()
    const registry = new CoordinatorRegistry()
    await store.batch(registry.heard(relay.peerId, [relay.address], true, NOW))
    await store.batch(registry.connected(relay.peerId, NOW))
    await store.batch(registry.heard(carol.peerId, [carol.address], true, NOW))
    for (let i = 0; i < 1_000; i += 1) {
      await store.batch(registry.heard(`invented ${i}`, ['/ip4/203.0.113.1/tcp/1'], false, NOW + i))
    }
    assert.equal(registry.size, MAX_COORDINATORS)
    assert.ok(registry.has(relay.peerId) && registry.has(carol.peerId))
    assert.ok(registry.has('invented 999') && !registry.has('invented 0'))
    // even of those who speak for themselves
    for (let i = 0; i < 1_000; i += 1) {
      await store.batch(registry.heard(`crowd ${i}`, ['/ip4/203.0.113.1/tcp/1'], true, NOW + i))
    }
    assert.ok(registry.has(relay.peerId))
    assert.deepEqual(registry.heard('late', ['/ip4/203.0.113.1/tcp/1'], false, NOW + 2_000), [])
    const stored = await loadCoordinators(store, log)
    assert.deepEqual(
      stored.map(({ peerId }) => peerId).sort(),
      registry
        .candidates(NOW)
        .map(({ peerId }) => peerId)
        .sort()
    )
    const small = new CoordinatorRegistry(10)
    const ops = small.load(stored, NOW)
    assert.equal(small.size, 10)
    assert.equal(ops.length, MAX_COORDINATORS - 10)
    assert.ok(ops.every(op => op.kind === 'delete' && op.table === COORDINATORS_TABLE))
    assert.ok(small.has(relay.peerId))
  })

  it('does not write each time one is heard', () => {
    const registry = new CoordinatorRegistry()
    assert.equal(puts(registry.heard(relay.peerId, [relay.address], true, NOW)), 1)
    assert.equal(puts(registry.heard(relay.peerId, [relay.address], true, NOW + 30_000)), 0)
    assert.equal(puts(registry.heard(relay.peerId, [relay.address], true, NOW + PERSIST_GRAIN)), 1)
  })
})

describe('discovery: member list', () => {
  it('merges presence, routes and contacts; the best standing counts', () => {
    const lines = memberLines({
      presence: [
        { userId: 'bob', status: 'offline', via: null, lastSeen: 50 },
        { userId: 'bob', status: 'reachable', via: 'carol', lastSeen: 40 },
        { userId: 'carol', status: 'direct', via: null, lastSeen: 60 },
        { userId: 'relay', status: 'reachable', via: null, lastSeen: 60 },
        { userId: 'hinted', status: 'reachable', via: 'carol', lastSeen: 0 }
      ],
      routes: [
        { userId: 'dave', lastSeen: 30 },
        { userId: 'carol', lastSeen: 99 },
        { userId: 'dave', lastSeen: 20 }
      ],
      contacts: ['erin', 'carol'],
      except: ['relay', 'me']
    })
    assert.deepEqual(lines, [
      { userId: 'carol', status: 'direct', via: null, lastSeen: 99 },
      { userId: 'bob', status: 'reachable', via: 'carol', lastSeen: 50 },
      { userId: 'hinted', status: 'reachable', via: 'carol', lastSeen: null },
      { userId: 'dave', status: 'offline', via: null, lastSeen: 30 },
      { userId: 'erin', status: 'offline', via: null, lastSeen: null }
    ])
  })
})
