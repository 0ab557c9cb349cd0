import assert from 'node:assert/strict'
import {
  EXCHANGE_BURST,
  HEARTBEAT_INTERVAL,
  LIST_DEBOUNCE,
  LIST_INTERVAL,
  MAX_NETWORKS,
  OFFLINE_AFTER,
  PRESENCE_PROTOCOL,
  QUESTIONS_PER_LOOK,
  REPORT_INTERVAL,
  STATE_BURST,
  SUSPECT_BEFORE
} from '../../../src/discovery/constants.ts'
import { DELTA_DOMAIN } from '../../../src/discovery/core/crowd.ts'
import { openState, sealState } from '../../../src/discovery/core/state-codec.ts'
import { presenceService } from '../../../src/discovery/presence-service.ts'
import { keyOfPeerId, networkOf, sign } from '../../../src/identity/index.ts'
import {
  decodePresenceFrame,
  encodeMemberDelta,
  encodePresenceFrame,
  MAX_CROWD,
  MAX_MEMBERS,
  MAX_PRESENCE_FRAME
} from '../../../src/wire/index.ts'
import {
  fastCrypto,
  heartbeatOf,
  member,
  MemoryNet,
  PUBLIC,
  silent,
  stateFrom,
  stateOf,
  VirtualTime
} from '../../support/discovery.ts'
import { seeded } from '../../support/identity.ts'
import type { PresenceService } from '../../../src/discovery/presence-port.ts'
import type { Network } from '../../../src/identity/index.ts'
import type { TestMember } from '../../support/discovery.ts'

const [alice, bob, carol, relay, second, third] = ['alice', 'bob', 'carol', 'relay', 'second', 'third'].map(
  member
) as [TestMember, TestMember, TestMember, TestMember, TestMember, TestMember]

/** Nodes over memory: links, gossip, exchange, one virtual clock. */
class World {
  readonly net = new MemoryNet()
  readonly time = new VirtualTime()
  readonly services = new Map<string, PresenceService>()
  /** `of whom: user status`. */
  readonly changes: string[] = []

  async add(
    who: TestMember,
    options: {
      coordinator?: boolean
      networks?: readonly Network[]
      addresses?: () => readonly string[]
    } = {}
  ): Promise<PresenceService> {
    const { userId, peerId, certificate, device } = who
    const service = presenceService({
      networks: options.networks ?? [PUBLIC],
      self: options.coordinator === true ? undefined : { userId, certificate, deviceSeed: device.seed },
      coordinator: options.coordinator,
      seed: device.seed,
      addresses: options.addresses ?? (() => [who.address]),
      onPresence: change => this.changes.push(`${peerId}: ${change.userId} ${change.status}`)
    })({
      crypto: fastCrypto,
      rng: seeded(`service ${peerId}`),
      clock: this.time.clock,
      log: silent,
      transport: this.net.transport(peerId),
      gossip: this.net.gossip(peerId),
      setTimer: this.time.setTimer
    })
    await service.start()
    this.services.set(peerId, service)
    return service
  }

  /** `a` dials `b`. */
  async connect(a: TestMember, b: TestMember): Promise<void> {
    this.net.link(a.peerId, b.peerId)
    this.services.get(a.peerId)?.linkUp({ peerId: b.peerId, dialled: true })
    this.services.get(b.peerId)?.linkUp({ peerId: a.peerId, dialled: false })
    await this.time.settle()
  }

  sees(who: TestMember): readonly string[] {
    const name = (id: string | null): string =>
      Object.entries({ alice, bob, carol, relay, second, third }).find(
        ([, one]) => one.userId === id || one.peerId === id
      )?.[0] ?? String(id)
    return (this.services.get(who.peerId)?.members() ?? [])
      .map(({ userId, status, via }) => `${name(userId)} ${status}${via === null ? '' : ` via ${name(via)}`}`)
      .sort()
  }

  coordinatorsOf(who: TestMember): readonly string[] {
    return (this.services.get(who.peerId)?.coordinators() ?? []).map(({ peerId }) => peerId).sort()
  }

  async stop(): Promise<void> {
    for (const service of this.services.values()) await service.stop()
    assert.equal(this.time.timers, 0, 'no timer is left')
  }
}

describe('discovery: presence service', () => {
  it('shows members who only share a coordinator, and says who made them known', async () => {
    const world = new World()
    await world.add(relay, { coordinator: true })
    await world.add(alice)
    await world.add(bob)
    await world.connect(alice, relay)
    await world.connect(bob, relay)
    // bob connected last and was told at once; alice hears by gossip
    assert.deepEqual(world.sees(bob), ['alice reachable via relay'])
    await world.time.advance(LIST_DEBOUNCE + 1_000)
    assert.deepEqual(world.sees(alice), ['bob reachable via relay'])
    assert.deepEqual(world.net.verdicts, [])

    await world.services.get(bob.peerId)!.stop()
    await world.time.settle()
    assert.deepEqual(world.sees(alice), ['bob offline'])
    await world.stop()
  })

  it('tells a connecting node all three coordinators at once', async () => {
    const world = new World()
    for (const who of [relay, second, third]) await world.add(who, { coordinator: true })
    await world.connect(second, relay)
    await world.connect(third, relay)
    await world.add(alice)
    await world.connect(alice, relay)
    assert.deepEqual(world.coordinatorsOf(alice), [relay, second, third].map(({ peerId }) => peerId).sort())
    await world.stop()
  })

  it('also at a coordinator that knows the others by gossip only', async () => {
    const world = new World()
    for (const who of [relay, second, third]) await world.add(who, { coordinator: true })
    await world.connect(second, relay)
    await world.connect(third, relay)
    await world.time.advance(HEARTBEAT_INTERVAL + 1_000)
    await world.add(alice)
    await world.connect(alice, third)
    assert.deepEqual(world.coordinatorsOf(alice), [relay, second, third].map(({ peerId }) => peerId).sort())
    await world.stop()
  })

  it('keeps everybody online for ten minutes, then notices a silent death within 91 s', async () => {
    const world = new World()
    await world.add(relay, { coordinator: true })
    for (const who of [alice, bob, carol]) {
      await world.add(who)
      await world.connect(who, relay)
    }
    await world.time.advance(2_000)
    world.changes.length = 0
    await world.time.advance(600_000)
    assert.deepEqual(world.changes, [])
    assert.deepEqual(world.sees(alice), ['bob reachable via relay', 'carol reachable via relay'])
    // carol's cable is pulled: nobody hears it any more
    world.net.unlink(carol.peerId, relay.peerId)
    world.services.get(relay.peerId)?.linkDown(carol.peerId)
    await world.time.advance(OFFLINE_AFTER + SUSPECT_BEFORE)
    assert.deepEqual(world.sees(alice), ['bob reachable via relay', 'carol offline'])
    await world.stop()
  })

  it('works among members alone, without any coordinator', async () => {
    const world = new World()
    for (const who of [alice, bob, carol]) await world.add(who)
    await world.connect(alice, bob)
    await world.connect(bob, carol)
    await world.time.advance(3_000)
    assert.deepEqual(world.sees(alice), ['bob direct', 'carol reachable via bob'])
    assert.deepEqual(world.sees(carol), ['alice reachable via bob', 'bob direct'])
    await world.stop()
  })

  it('shares each network with those who are in it, and answers nothing about others', async () => {
    const world = new World()
    const friends = networkOf(fastCrypto, 'friends')
    await world.add(alice, { networks: [friends, PUBLIC] })
    await world.add(bob, { networks: [PUBLIC] })
    await world.add(carol, { networks: [PUBLIC, friends] })
    await world.connect(alice, bob)
    await world.connect(alice, carol)
    const of = (who: TestMember, network: string): readonly string[] =>
      world.services
        .get(who.peerId)!
        .members(network)
        .map(({ userId }) => userId)
    assert.deepEqual(of(alice, 'friends'), [carol.userId])
    assert.deepEqual([...of(alice, 'public')].sort(), [bob.userId, carol.userId].sort())
    assert.deepEqual(of(bob, 'friends'), [])
    // a link shows who is there, and not where they belong
    world.services.get(alice.peerId)!.linkUp({ peerId: bob.peerId, userId: bob.userId, dialled: false })
    assert.deepEqual(of(alice, 'friends'), [carol.userId])
    assert.equal(world.services.get(alice.peerId)!.devices(carol.userId).length, 1)
    assert.equal(world.services.get(alice.peerId)!.userOf(carol.peerId), carol.userId)
    assert.equal(world.services.get(alice.peerId)!.userOf('nobody'), undefined)
    await world.stop()
  })

  it('says once who comes and goes in two networks', async () => {
    const world = new World()
    const networks = [PUBLIC, networkOf(fastCrypto, 'friends')]
    await world.add(alice, { networks })
    await world.add(carol, { networks })
    const ofCarol = (): readonly string[] => world.changes.filter(change => change.includes(carol.userId))
    await world.connect(alice, carol)
    assert.deepEqual(ofCarol(), [`${alice.peerId}: ${carol.userId} direct`])
    await world.services.get(carol.peerId)!.stop()
    world.services.get(alice.peerId)!.linkDown(carol.peerId)
    await world.time.settle()
    assert.deepEqual(ofCarol().at(-1), `${alice.peerId}: ${carol.userId} offline`)
    assert.equal(new Set(ofCarol()).size, ofCarol().length, 'nothing twice')
    await world.stop()
  })

  it('lets no word of a stranger in an open network hide that a member of a private one is back', async () => {
    const world = new World()
    const friends = networkOf(fastCrypto, 'friends')
    const service = await world.add(alice, { networks: [PUBLIC, friends] })
    await world.connect(alice, bob)
    const publish = async (network: Network, state: Parameters<typeof sealState>[3]): Promise<void> => {
      await world.net
        .gossip(bob.peerId)
        .publish(network.topic, sealState(fastCrypto, seeded('x'), network, state))
      await world.time.settle()
    }
    world.changes.length = 0
    await publish(PUBLIC, stateOf(world.time.now, { onlineMembers: [carol.userId] }))
    assert.deepEqual(world.changes.splice(0), [`${alice.peerId}: ${carol.userId} reachable`])
    assert.ok(!service.isOnline(carol.userId), 'whoever it is, leases are watched')
    await publish(friends, stateFrom(carol, world.time.now, { network: friends.id }))
    assert.deepEqual(world.changes.splice(0), [`${alice.peerId}: ${carol.userId} reachable`], 'its own word')
    assert.ok(service.isOnline(carol.userId))
    // and who says it again is not listened to
    await publish(PUBLIC, stateOf(world.time.now + 1, { onlineMembers: [carol.userId] }))
    assert.deepEqual(world.changes, [])
    await world.stop()
  })

  it('takes a full list in parts, with names and coordinators only when all of it is true', async function () {
    this.timeout(20_000)
    const world = new World()
    const service = await world.add(alice)
    world.net.link(alice.peerId, relay.peerId)
    const crowd = Array.from({ length: MAX_MEMBERS }, (_, i) => member(`crowd ${i}`))
    const heartbeats = crowd.map(who => heartbeatOf(who, world.time.now))
    const publish = async (state: Parameters<typeof sealState>[3]): Promise<void> => {
      await world.net
        .gossip(relay.peerId)
        .publish(PUBLIC.topic, sealState(fastCrypto, seeded('x'), PUBLIC, state))
      await world.time.advance(100)
    }
    const last = { ...heartbeats.at(-1)!, signature: new Uint8Array(64) }
    await publish(
      stateOf(world.time.now, {
        heartbeats: [...heartbeats.slice(0, -1), last],
        coordinators: [relay.address]
      })
    )
    assert.equal(service.members().length, MAX_MEMBERS - 1)
    assert.ok(service.isExact())
    assert.deepEqual(service.coordinators(), [])
    assert.deepEqual(world.net.verdicts, [`${alice.peerId} ${relay.peerId} reject`])
    await publish(stateOf(world.time.now, { heartbeats, coordinators: [relay.address] }))
    assert.equal(service.members().length, MAX_MEMBERS)
    assert.ok(!service.isExact(), 'there may be more')
    assert.equal(service.coordinators().length, 1)
    await world.stop()
  })

  it('says it again to the first who listens, when the first word reached nobody', async () => {
    const world = new World()
    await world.add(alice)
    await world.add(bob)
    await world.time.settle()
    world.net.link(alice.peerId, bob.peerId)
    // the links of both are told too late for their first words
    await world.time.advance(2_000)
    assert.deepEqual(world.sees(bob), [])
    world.net.listens(alice.peerId, bob.peerId, PUBLIC.topic)
    await world.time.settle()
    assert.deepEqual(world.sees(bob), ['alice reachable'])
    // heard: who listens next hears it by the usual beat
    const spoken = world.net.verdicts.length
    world.net.listens(alice.peerId, bob.peerId, PUBLIC.topic)
    await world.time.advance(2_000)
    assert.equal(world.net.verdicts.length, spoken)
    await world.stop()
  })

  it('asks whom it dialled first once more when that one can be heard by gossip', async () => {
    const world = new World()
    await world.add(relay, { coordinator: true })
    await world.add(alice)
    await world.connect(alice, relay)
    const asked = (): number => world.net.opened.filter(each => each.includes(PRESENCE_PROTOCOL)).length
    assert.equal(asked(), 1)
    // bob comes, and what is said of him does not reach alice yet
    world.net.unlink(alice.peerId, relay.peerId)
    await world.add(bob)
    await world.connect(bob, relay)
    await world.time.advance(2_000)
    world.net.link(alice.peerId, relay.peerId)
    assert.deepEqual(world.sees(alice), [])
    world.net.listens(alice.peerId, relay.peerId, PUBLIC.topic)
    await world.time.settle()
    assert.deepEqual(world.sees(alice), ['bob reachable via relay'])
    assert.equal(asked(), 3)
    // not of everybody who follows
    await world.add(carol)
    await world.connect(alice, carol)
    world.net.listens(alice.peerId, carol.peerId, PUBLIC.topic)
    await world.time.settle()
    assert.equal(asked(), 4, 'the usual one')
    await world.stop()
  })

  it('judges gossip: garbage and other networks rejected, replays and floods ignored', async () => {
    const world = new World()
    await world.add(alice)
    world.net.link(alice.peerId, relay.peerId)
    const verdictOf = async (data: Uint8Array): Promise<string> => {
      world.net.verdicts.length = 0
      await world.net.gossip(relay.peerId).publish(PUBLIC.topic, data)
      await world.time.settle()
      return world.net.verdicts[0]?.split(' ').at(-1) ?? 'accept'
    }
    const rng = seeded('gossip')
    const good = sealState(fastCrypto, rng, PUBLIC, stateFrom(bob, world.time.now))
    assert.equal(await verdictOf(good), 'accept')
    assert.equal(await verdictOf(good), 'ignore')
    assert.equal(await verdictOf(new Uint8Array(500)), 'reject')
    assert.equal(await verdictOf(new Uint8Array(3)), 'reject')
    assert.equal(await verdictOf(new Uint8Array(200_000)), 'reject')
    const other = networkOf(fastCrypto, 'elsewhere')
    assert.equal(await verdictOf(sealState(fastCrypto, rng, other, stateFrom(bob, world.time.now))), 'reject')
    let last = ''
    for (let i = 0; i < STATE_BURST; i += 1) last = await verdictOf(new Uint8Array(500))
    assert.equal(last, 'ignore')
    await world.stop()
  })

  it('answers only who can seal for the network, within a rate', async () => {
    const world = new World()
    await world.add(alice)
    world.net.link(alice.peerId, carol.peerId)
    const transport = world.net.transport(carol.peerId)
    const ask = async (frame: Uint8Array): Promise<Uint8Array | undefined> => {
      const signal = AbortSignal.timeout(5_000)
      const stream = await transport.open(alice.peerId, [], PRESENCE_PROTOCOL, { maxFrame: 200_000, signal })
      await stream.send(frame)
      return stream.receive({ signal })
    }
    const frame = (network: Network, sealer: Network = network): Uint8Array =>
      encodePresenceFrame({
        network: network.id,
        sealedState: sealState(fastCrypto, seeded('f'), sealer, stateFrom(carol, world.time.now))
      })
    const other = networkOf(fastCrypto, 'elsewhere')
    assert.equal(await ask(frame(other)), undefined)
    assert.equal(await ask(frame(PUBLIC, other)), undefined)
    await assert.rejects(ask(Uint8Array.of(255)), { name: 'UnreachableError' })
    const answer = decodePresenceFrame((await ask(frame(PUBLIC)))!)
    const state = openState(fastCrypto, PUBLIC, answer.sealedState)
    assert.ok(state.onlineMembers.includes(alice.userId))
    for (let i = 4; i < EXCHANGE_BURST; i += 1) await ask(frame(PUBLIC))
    await assert.rejects(ask(frame(PUBLIC)), { name: 'UnreachableError' })
    await world.time.advance(10_000)
    assert.ok((await ask(frame(PUBLIC))) !== undefined)
    await world.stop()
  })

  it('fails an exchange with a peer that does not answer, or answers for another network', async () => {
    const world = new World()
    const service = await world.add(alice)
    await assert.rejects(service.exchange(carol.peerId), { name: 'UnreachableError' })
    world.net.link(alice.peerId, carol.peerId)
    const liar = world.net.transport(carol.peerId)
    const other = networkOf(fastCrypto, 'elsewhere')
    const sealedState = sealState(fastCrypto, seeded('f'), other, stateFrom(carol, world.time.now))
    await liar.handle(PRESENCE_PROTOCOL, { maxFrame: 200_000 }, async stream => {
      await stream.receive()
      await stream.send(encodePresenceFrame({ network: other.id, sealedState }))
    })
    await assert.rejects(service.exchange(carol.peerId), { name: 'WireFormatError' })
    assert.deepEqual(service.members(), [])
    // the link itself does not suffer
    service.linkUp({ peerId: carol.peerId, userId: carol.userId, dialled: true })
    await world.time.settle()
    assert.deepEqual(world.sees(alice), ['carol direct'])
    service.linkDown(carol.peerId)
    assert.deepEqual(world.sees(alice), ['carol offline'])
    await world.stop()
  })

  it('says when addresses change', async () => {
    const world = new World()
    let addresses = [alice.address]
    const service = await world.add(alice, { addresses: () => addresses })
    await world.add(bob)
    await world.connect(alice, bob)
    await world.time.advance(5_000)
    const moved = `/ip4/198.51.100.9/tcp/9/p2p/${alice.peerId}`
    addresses = [moved]
    service.addressesChanged()
    await world.time.settle()
    assert.deepEqual(world.services.get(bob.peerId)!.devices(alice.userId)[0]?.addresses, [moved])
    service.setContacts([bob.userId])
    await world.stop()
  })

  it('stops within a second even if gossip hangs, and starts again', async () => {
    const world = new World()
    const { userId, peerId, certificate, device } = alice
    const service = presenceService({
      networks: [PUBLIC],
      self: { userId, certificate, deviceSeed: device.seed },
      addresses: () => []
    })({
      crypto: fastCrypto,
      rng: seeded('hang'),
      clock: world.time.clock,
      log: silent,
      transport: world.net.transport(peerId),
      gossip: {
        publish: () => new Promise(() => {}),
        subscribe: () => {},
        unsubscribe: () => {},
        subscribers: () => [],
        watch: () => () => {}
      },
      setTimer: world.time.setTimer
    })
    await service.start()
    await service.start()
    const stopping = service.stop()
    await world.time.advance(1_000)
    await stopping
    await service.stop()
    assert.equal(world.time.timers, 0)
    await service.exchange(bob.peerId)
    await service.start()
    const again = service.stop()
    await world.time.advance(1_000)
    await again
  })

  it('takes at most eight networks', () => {
    const networks = Array.from({ length: MAX_NETWORKS + 1 }, (_, i) => networkOf(fastCrypto, `n${i}`))
    const world = new World()
    assert.throws(
      () =>
        presenceService({ networks, addresses: () => [] })({
          crypto: fastCrypto,
          rng: seeded('n'),
          clock: world.time.clock,
          log: silent,
          transport: world.net.transport(alice.peerId),
          gossip: world.net.gossip(alice.peerId)
        }),
      { name: 'UsageError' }
    )
  })
})

describe('discovery: presence service in a crowd', () => {
  /** Members who have told a coordinator that they are here, each over a connection of its own. */
  async function arrive(world: World, coordinator: TestMember, who: readonly TestMember[]): Promise<void> {
    for (const one of who) {
      world.net.link(one.peerId, coordinator.peerId)
      const signal = new AbortController().signal
      const options = { maxFrame: MAX_PRESENCE_FRAME, signal }
      const stream = await world.net
        .transport(one.peerId)
        .open(coordinator.peerId, [], PRESENCE_PROTOCOL, options)
      const sealedState = sealState(fastCrypto, seeded(one.peerId), PUBLIC, stateFrom(one, world.time.now))
      await stream.send(encodePresenceFrame({ network: PUBLIC.id, sealedState }))
      await stream.receive({ signal })
      await stream.close()
    }
  }
  const crowd = Array.from({ length: MAX_MEMBERS + 10 }, (_, at) => member(`crowd service ${at}`))
  const subscribed = (world: World, who: TestMember): boolean =>
    world.net.isSubscribed(who.peerId, PUBLIC.topic)
  const online = (world: World, who: TestMember): readonly string[] =>
    (world.services.get(who.peerId)?.members() ?? [])
      .filter(({ status }) => status !== 'offline')
      .map(({ userId }) => userId)
      .toSorted()

  it('leaves the topic, reports to its coordinators, and shows all members who are there', async function () {
    this.timeout(60_000)
    const world = new World()
    for (const who of [relay, second]) await world.add(who, { coordinator: true })
    for (const who of [alice, bob]) await world.add(who)
    await world.connect(alice, relay)
    await world.connect(bob, relay)
    await world.connect(alice, second)
    await world.time.advance(2_000)
    assert.ok(subscribed(world, alice) && subscribed(world, bob))
    await arrive(world, relay, crowd)
    await arrive(world, second, crowd)
    world.net.published.length = 0
    await world.time.advance(2 * LIST_INTERVAL)
    assert.ok(!subscribed(world, alice) && !subscribed(world, bob), 'they have left the topic')
    assert.ok(subscribed(world, relay), 'coordinators have not')
    assert.equal(world.services.get(alice.peerId)?.isExact(), false)
    const isServer = (peerId: string): boolean => [relay, second].some(who => who.peerId === peerId)
    const said = world.net.published
      .filter(({ peerId }) => isServer(peerId))
      .map(({ data }) => openState(fastCrypto, PUBLIC, data))
    assert.ok(said.length >= 2 && said.length <= 6, `${said.length}`)
    assert.ok(said.every(({ onlineMembers, heartbeats }) => onlineMembers.length + heartbeats.length === 0))
    assert.ok(said.every(({ delta }) => delta !== undefined))

    // nobody asks for members unless somebody looks
    const opened = (): number => world.net.opened.filter(each => each.startsWith(alice.peerId)).length
    const before = opened()
    await world.time.advance(REPORT_INTERVAL - 2 * LIST_INTERVAL)
    assert.ok(opened() - before <= 2, 'a report to each of two coordinators')
    assert.ok(online(world, alice).length < 10)
    await world.time.advance(1_000)
    const everybody = [...crowd, bob].map(({ userId }) => userId).toSorted()
    assert.deepEqual(online(world, alice), everybody)

    // somebody goes, somebody comes
    for (const gone of crowd.slice(0, 5)) {
      world.services.get(relay.peerId)?.linkDown(gone.peerId)
      world.services.get(second.peerId)?.linkDown(gone.peerId)
    }
    await arrive(world, relay, [carol])
    await arrive(world, second, [carol])
    for (let at = 0; at < 3; at += 1) {
      online(world, alice)
      await world.time.advance(LIST_INTERVAL)
    }
    const now = [...crowd.slice(5), bob, carol].map(({ userId }) => userId).toSorted()
    assert.deepEqual(online(world, alice), now)
    assert.deepEqual(
      world.net.verdicts.filter(verdict => verdict.endsWith('reject')),
      []
    )

    // fewer again: exact lists as before
    for (const gone of crowd.slice(5, 80)) {
      world.services.get(relay.peerId)?.linkDown(gone.peerId)
      world.services.get(second.peerId)?.linkDown(gone.peerId)
    }
    await world.time.advance(REPORT_INTERVAL + LIST_INTERVAL)
    assert.ok(subscribed(world, alice) && subscribed(world, bob))
    assert.ok(online(world, alice).includes(bob.userId))
    assert.equal(world.services.get(alice.peerId)?.isExact(), true)
    await world.stop()
  })

  it('asks a coordinator whose pages have no end only a few times', async () => {
    const world = new World()
    await world.add(alice)
    let asked = 0
    const account = Uint8Array.from({ length: 32 }, () => 0)
    const delta = sign(
      fastCrypto,
      relay.device.seed,
      DELTA_DOMAIN,
      encodeMemberDelta({
        coordinator: keyOfPeerId(relay.peerId),
        network: PUBLIC.id,
        sequence: 1,
        at: world.time.now,
        members: MAX_CROWD,
        digest: account,
        joined: [],
        left: []
      })
    )
    await world.net
      .transport(relay.peerId)
      .handle(PRESENCE_PROTOCOL, { maxFrame: MAX_PRESENCE_FRAME }, async stream => {
        const frame = await stream.receive()
        assert.ok(frame !== undefined)
        const { pageRequest } = openState(fastCrypto, PUBLIC, decodePresenceFrame(frame).sealedState)
        asked += pageRequest === undefined ? 0 : 1
        account[31] = asked
        const page = { sequence: 1, members: [account], more: true }
        const state = stateOf(world.time.now, { coordinators: [relay.address], delta, page })
        const sealedState = sealState(fastCrypto, seeded(`pages ${asked}`), PUBLIC, state)
        await stream.send(encodePresenceFrame({ network: PUBLIC.id, sealedState }))
      })
    await world.connect(alice, relay)
    await world.time.settle()
    assert.ok(!subscribed(world, alice))
    online(world, alice)
    await world.time.advance(LIST_INTERVAL / 2)
    assert.equal(asked, QUESTIONS_PER_LOOK)
    await world.stop()
  })

  it('says goodbye to its coordinators', async () => {
    const world = new World()
    await world.add(relay, { coordinator: true })
    await world.add(alice)
    await world.add(bob)
    await world.connect(alice, relay)
    await world.connect(bob, relay)
    await arrive(world, relay, crowd)
    await world.time.advance(2 * LIST_INTERVAL)
    online(world, alice)
    await world.time.advance(1_000)
    assert.ok(online(world, alice).includes(bob.userId))
    await world.services.get(bob.peerId)?.stop()
    for (let at = 0; at < 3; at += 1) {
      await world.time.advance(LIST_INTERVAL)
      online(world, alice)
    }
    assert.ok(!online(world, alice).includes(bob.userId))
    await world.services.get(bob.peerId)?.start()
    assert.ok(!subscribed(world, bob), 'it starts again as it ended')
    await world.stop()
  })
})
