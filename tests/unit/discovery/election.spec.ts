import assert from 'node:assert/strict'
import { env } from 'node:process'
import fc from 'fast-check'
import {
  ELECTION_TICK,
  LEAST_SERVICE,
  MAX_RANKS,
  RANK_DAY,
  RANK_SLOT,
  STALL,
  STEP_DOWN_AFTER,
  STEP_DOWN_JITTER,
  STEP_UP_AFTER,
  UNREACHABLE_FOR,
  WANTED_COORDINATORS
} from '../../../src/discovery/constants.ts'
import { coordinatorRank, Election, serves } from '../../../src/discovery/core/election.ts'
import { networkOf, peerIdOf } from '../../../src/identity/index.ts'
import { fastCrypto as crypto, PUBLIC } from '../../support/discovery.ts'
import { NOW, seeded } from '../../support/identity.ts'
import type { ElectionView, ServingPeer, Wish } from '../../../src/discovery/core/election.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 200 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const DAY = Math.floor(NOW / RANK_DAY)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
/** Names in the order of their turn on the day of the tests. */
const inTurn = Array.from({ length: 300 }, (_, at) => `peer ${at}`)
  .map(peerId => ({ peerId, rank: hex(coordinatorRank(crypto, PUBLIC.membershipKey, DAY, peerId)) }))
  .sort((a, b) => (a.rank < b.rank ? -1 : 1))
  .map(({ peerId }) => peerId)
const nth = (at: number): string => inTurn[at] ?? assert.fail()

const peer = (peerId: string, changes: Partial<ServingPeer> = {}): ServingPeer => ({
  peerId,
  volunteer: false,
  places: [],
  ...changes
})
const NOBODY: ElectionView = { reachable: true, serving: [], able: [] }

/** One node, with a clock and a view that a test sets. */
class Node {
  now = NOW
  view: ElectionView = NOBODY
  readonly election: Election

  constructor(peerId: string, wish: Wish = 'elect') {
    const rng = seeded(`election ${peerId}`)
    this.election = new Election({ crypto, rng, network: PUBLIC, peerId, wish })
    this.election.look(this.view, this.now)
  }

  sees(changes: Partial<ElectionView>): this {
    this.view = { ...this.view, ...changes }
    return this
  }

  pass(ms: number): this {
    for (const end = this.now + ms; this.now < end;) {
      this.now = Math.min(end, this.now + ELECTION_TICK)
      this.election.look(this.view, this.now)
    }
    return this
  }

  /** Milliseconds until it serves. */
  wait(): number {
    const from = this.now
    while (!this.election.serves && this.now - from < 10 * 60_000) {
      this.now += 100
      this.election.look(this.view, this.now)
    }
    return this.now - from
  }
}

describe('discovery: election of coordinators', () => {
  it('waits, and serves when nobody else does', () => {
    const node = new Node(nth(5))
    assert.equal(node.election.service, 'able')
    const wait = node.wait()
    assert.equal(node.election.service, 'elected')
    assert.ok(wait >= STEP_UP_AFTER && wait <= STEP_UP_AFTER + RANK_SLOT + 100, `${wait}`)
  })

  it('waits longer the more are before it, but many liars do not hold it up for ever', () => {
    const wait = (before: number): number =>
      new Node(nth(before)).sees({ able: inTurn.slice(0, before) }).wait()
    for (const [before, slots] of [
      [1, 1],
      [3, 2],
      [255, 8]
    ] as const) {
      const early = STEP_UP_AFTER + slots * RANK_SLOT
      const waited = wait(before)
      assert.ok(waited >= early && waited <= early + RANK_SLOT + 100, `${before}: ${waited}`)
    }
    assert.ok(new Node(nth(0)).sees({ able: inTurn.slice(1) }).wait() <= STEP_UP_AFTER + RANK_SLOT + 100)
  })

  it('leaves it to those who serve, as long as they are enough', () => {
    const three = [nth(7), nth(8), nth(9)].map(peerId => peer(peerId))
    const node = new Node(nth(0)).sees({ serving: three }).pass(3_600_000)
    assert.equal(node.election.service, 'able')
    node.sees({ serving: three.slice(1) }).pass(STEP_UP_AFTER - ELECTION_TICK)
    assert.equal(node.election.service, 'able')
    // one comes back in time: the wait begins anew
    node.sees({ serving: three }).pass(ELECTION_TICK)
    node.sees({ serving: three.slice(1) })
    assert.ok(node.wait() >= STEP_UP_AFTER)
    assert.equal(WANTED_COORDINATORS, three.length)
  })

  it('leaves it alone in a crowd, where it does not hear of others', () => {
    const node = new Node(nth(0)).sees({ isCrowd: true }).pass(600_000)
    assert.equal(node.election.service, 'able')
    node.sees({ isCrowd: false })
    assert.ok(node.wait() >= STEP_UP_AFTER)
  })

  it('counts neighbours as one', () => {
    const hidden = [nth(1), nth(2), nth(3)].map(peerId => peer(peerId, { places: ['ip4:203.0'] }))
    const node = new Node(nth(0)).sees({ serving: hidden })
    node.wait()
    assert.equal(node.election.service, 'elected')
    const apart = hidden.map(({ peerId }, at) => peer(peerId, { places: [`ip4:203.${at}`] }))
    assert.equal(new Node(nth(0)).sees({ serving: apart }).pass(120_000).election.service, 'able')
    // one that says that it is everywhere takes nobody's place
    const everywhere = peer(nth(9), { places: apart.flatMap(({ places }) => places) })
    const many = [everywhere, ...apart]
    assert.equal(new Node(nth(0)).sees({ serving: many }).pass(120_000).election.service, 'able')
  })

  it('steps down for better ones, late, and not for worse ones', () => {
    const node = new Node(nth(5))
    node.wait()
    const since = node.now
    const worse = [nth(6), nth(7), nth(8), nth(9)].map(peerId => peer(peerId))
    node.sees({ serving: worse }).pass(LEAST_SERVICE + STEP_DOWN_AFTER + STEP_DOWN_JITTER)
    assert.equal(node.election.service, 'elected')
    const better = [nth(1), nth(2), peer(nth(9), { volunteer: true })].map(each =>
      typeof each === 'string' ? peer(each) : each
    )
    node.sees({ serving: better }).pass(STEP_DOWN_AFTER - ELECTION_TICK)
    assert.equal(node.election.service, 'elected')
    node.sees({ serving: better.slice(1) }).pass(ELECTION_TICK)
    node.sees({ serving: better }).pass(STEP_DOWN_AFTER - ELECTION_TICK)
    assert.equal(node.election.service, 'elected', 'one was missing in between')
    node.pass(STEP_DOWN_JITTER + 2 * ELECTION_TICK)
    assert.equal(node.election.service, 'able')
    assert.ok(node.now - since > LEAST_SERVICE)
  })

  it('serves for a least time', () => {
    const node = new Node(nth(5))
    node.wait()
    const better = [nth(1), nth(2), nth(3)].map(peerId => peer(peerId))
    node.sees({ serving: better }).pass(LEAST_SERVICE - ELECTION_TICK)
    assert.equal(node.election.service, 'elected')
    node.pass(2 * ELECTION_TICK)
    assert.equal(node.election.service, 'able')
  })

  it('never serves where others cannot reach it', () => {
    for (const wish of ['elect', 'volunteer'] as const) {
      const node = new Node(nth(0), wish).sees({ reachable: false }).pass(600_000)
      assert.equal(node.election.service, 'none')
      node.sees({ reachable: true })
      node.wait()
      assert.ok(node.election.serves)
      node.sees({ reachable: false }).pass(UNREACHABLE_FOR - ELECTION_TICK)
      assert.ok(node.election.serves, 'its address may be another one')
      node.sees({ reachable: true }).pass(ELECTION_TICK)
      node.sees({ reachable: false }).pass(UNREACHABLE_FOR)
      assert.ok(node.election.serves)
      node.pass(ELECTION_TICK)
      assert.equal(node.election.service, 'none')
    }
  })

  it('asks volunteers at once, and never those who do not want', () => {
    const enough = inTurn.slice(0, 3).map(peerId => peer(peerId, { volunteer: true }))
    assert.equal(new Node(nth(9), 'volunteer').election.service, 'volunteer')
    const willing = new Node(nth(9), 'volunteer').sees({ serving: enough }).pass(2 * LEAST_SERVICE)
    assert.equal(willing.election.service, 'volunteer')
    assert.equal(new Node(nth(0), 'never').pass(600_000).election.service, 'none')
  })

  it('begins its wait anew after a stall, and when the clock goes back', () => {
    const node = new Node(nth(0)).pass(STEP_UP_AFTER - ELECTION_TICK)
    node.now += STALL + 60_000
    node.election.look(node.view, node.now)
    assert.equal(node.election.service, 'able')
    node.now -= 3_600_000
    node.election.look(node.view, node.now)
    assert.ok(node.wait() >= STEP_UP_AFTER)
    const since = node.now
    node.now -= 24 * 3_600_000
    node.sees({ serving: inTurn.slice(0, 3).map(peerId => peer(peerId, { volunteer: true })) })
    node.pass(LEAST_SERVICE + STEP_DOWN_AFTER + STEP_DOWN_JITTER)
    assert.equal(node.election.service, 'able', `it had served since ${since}`)
  })

  it('ranks by network and day', () => {
    const rank = (network: typeof PUBLIC, day: number): string =>
      hex(coordinatorRank(crypto, network.membershipKey, day, 'peer'))
    assert.notEqual(rank(PUBLIC, DAY), rank(PUBLIC, DAY + 1))
    assert.notEqual(
      rank(PUBLIC, DAY),
      rank(networkOf(crypto, { name: 'public', secret: seeded(1)(32) }), DAY)
    )
    // docs/PROTOCOL.md, 18
    const first = peerIdOf(crypto.ed25519PublicKey(new Uint8Array(32).fill(1)))
    assert.equal(
      hex(coordinatorRank(crypto, PUBLIC.membershipKey, 20_778, first)),
      '5a59f5f12f366248f617aacd62f4055ac982a6910048cd16bfdbed33f6403a78'
    )
    const { election } = new Node(nth(0))
    assert.deepEqual(election.order([nth(3), nth(1), nth(2)], NOW), [nth(1), nth(2), nth(3)])
    assert.notDeepEqual(election.order(inTurn, NOW + RANK_DAY), inTurn)
    // more than it remembers
    const many = Array.from({ length: MAX_RANKS + 10 }, (_, at) => `many ${at}`)
    assert.deepEqual(election.order(election.order(many, NOW), NOW), election.order(many, NOW))
  })
})

/** A network of nodes, each of which sees some of the others, and what they say a little late. */
class Town {
  now = NOW
  readonly nodes: ReadonlyArray<{ readonly peerId: string; readonly election: Election; steps: number }>
  readonly #sees: ReadonlyArray<ReadonlySet<number>>
  readonly #delay: number
  /** What each said, when. */
  readonly #said: Array<Array<{ readonly at: number; readonly service: string }>> = []
  readonly #isUp: (at: number, now: number) => boolean

  constructor(
    count: number,
    sees: ReadonlyArray<ReadonlySet<number>>,
    delay: number,
    seed: number,
    isUp: (at: number, now: number) => boolean
  ) {
    this.#sees = sees
    this.#delay = delay
    this.#isUp = isUp
    this.nodes = Array.from({ length: count }, (_, at) => {
      const peerId = `town ${seed} ${at}`
      const rng = seeded(`town ${seed} ${at}`)
      const election = new Election({ crypto, rng, network: PUBLIC, peerId, wish: 'elect' })
      this.#said[at] = [{ at: 0, service: 'none' }]
      return { peerId, election, steps: 0 }
    })
  }

  get serving(): readonly number[] {
    return [...this.nodes.keys()].filter(at => this.#isUp(at, this.now) && this.nodes[at]?.election.serves)
  }

  pass(ms: number): this {
    for (const end = this.now + ms; this.now < end;) {
      this.now += ELECTION_TICK
      for (const [at, node] of this.nodes.entries()) {
        if (!this.#isUp(at, this.now)) continue
        const before = node.election.serves
        node.election.look(this.#viewOf(at), this.now)
        if (before !== node.election.serves) node.steps += 1
        this.#said[at]?.push({ at: this.now, service: node.election.service })
        if ((this.#said[at]?.length ?? 0) > 20) this.#said[at]?.shift()
      }
    }
    return this
  }

  /** Whether who is up has three, or all that there are. */
  lacks(at: number): boolean {
    const heard = this.serving.filter(other => other !== at && this.#sees[at]?.has(other))
    return !this.nodes[at]?.election.serves && heard.length < WANTED_COORDINATORS
  }

  #viewOf(at: number): ElectionView {
    const serving: ServingPeer[] = []
    const able: string[] = []
    for (const other of this.#sees[at] ?? []) {
      if (other === at || !this.#isUp(other, this.now)) continue
      const word = this.#said[other]?.findLast(said => said.at <= this.now - this.#delay)?.service
      const peerId = this.nodes[other]?.peerId ?? ''
      if (word === 'able') able.push(peerId)
      if (word === 'elected') serving.push(peer(peerId))
    }
    return { reachable: true, serving, able }
  }
}

describe('discovery: a network that elects', () => {
  const everybody = (count: number): ReadonlyArray<ReadonlySet<number>> =>
    Array.from({ length: count }, () => new Set(Array.from({ length: count }, (_, at) => at)))

  it('has three in half a minute, and neither more nor others', () => {
    const town = new Town(12, everybody(12), 1_000, 1, () => true).pass(30_000)
    const first = town.serving
    assert.ok(first.length >= WANTED_COORDINATORS && first.length <= 5, `${first.length}`)
    town.pass(3_600_000)
    assert.equal(town.serving.length, WANTED_COORDINATORS)
    const steps = town.nodes.map(node => node.steps)
    town.pass(RANK_DAY)
    assert.deepEqual(
      town.nodes.map(node => node.steps),
      steps,
      'another day, other ranks: those who serve go on'
    )
  })

  it('replaces those who go', () => {
    const gone = new Set<number>()
    const town = new Town(12, everybody(12), 1_000, 2, at => !gone.has(at)).pass(60_000)
    for (const at of town.serving.slice(0, 2)) gone.add(at)
    town.pass(40_000)
    assert.ok(town.serving.length >= WANTED_COORDINATORS)
  })

  it('comes to rest whoever sees whom, with three for everybody who can have them', function () {
    this.timeout(60_000)
    const town = fc.integer({ min: 1, max: 9 }).chain(count =>
      fc.record({
        count: fc.constant(count),
        sees: fc.array(
          fc.uniqueArray(fc.nat(count - 1)).map(seen => new Set(seen)),
          { minLength: count, maxLength: count }
        ),
        delay: fc.constantFrom(0, ELECTION_TICK, 3 * ELECTION_TICK),
        leaves: fc.array(fc.option(fc.integer({ min: 0, max: 3_600_000 })), {
          minLength: count,
          maxLength: count
        }),
        seed: fc.nat(1_000)
      })
    )
    fc.assert(
      fc.property(town, ({ count, sees, delay, leaves, seed }) => {
        const isUp = (at: number, now: number): boolean => now - NOW < (leaves[at] ?? Infinity)
        const made = new Town(count, sees, delay, seed, isUp)
        made.pass(2 * 3_600_000)
        const up = [...made.nodes.keys()].filter(at => isUp(at, made.now))
        for (const at of up) assert.ok(!made.lacks(at), `${at} has too few, and does not serve`)
        assert.ok(made.serving.length >= Math.min(WANTED_COORDINATORS, up.length))
        const steps = made.nodes.map(node => node.steps)
        for (const count of steps) assert.ok(count <= 4, `${steps.join(' ')}`)
        made.pass(3_600_000)
        assert.deepEqual(
          made.nodes.map(node => node.steps),
          steps,
          'it flaps'
        )
      }),
      options
    )
  })

  it('knows who serves', () => {
    assert.deepEqual((['none', 'able', 'elected', 'volunteer'] as const).map(serves), [
      false,
      false,
      true,
      true
    ])
  })
})
