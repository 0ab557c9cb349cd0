import assert from 'node:assert/strict'
import { QUERIES_PER_WINDOW, QUERY_DEADLINES, QUERY_PROTOCOL } from '../../../src/discovery/constants.ts'
import { queryService } from '../../../src/discovery/query-service.ts'
import { decodeQueryAnswer, encodePeerQuery, encodeQueryAnswer } from '../../../src/wire/index.ts'
import { member, MemoryNet, silent, VirtualTime } from '../../support/discovery.ts'
import { seeded } from '../../support/identity.ts'
import type { Candidate, KnownDevice } from '../../../src/discovery/core/query.ts'
import type { QueryService } from '../../../src/discovery/query-service.ts'
import type { TestMember } from '../../support/discovery.ts'

const names = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'] as const
const [alice, bob, carol, dave, erin] = names.map(member) as [
  TestMember,
  TestMember,
  TestMember,
  TestMember,
  TestMember
]

interface World {
  readonly net: MemoryNet
  readonly time: VirtualTime
  readonly service: (who: TestMember) => QueryService
  readonly know: (who: TestMember, userId: string, device: KnownDevice) => void
}

/** Everybody runs the service; links as given. */
async function world(...links: ReadonlyArray<readonly [TestMember, TestMember]>): Promise<World> {
  const net = new MemoryNet()
  const time = new VirtualTime()
  const services = new Map<string, QueryService>()
  const knowledge = new Map<string, KnownDevice[]>()
  for (const who of names.map(member)) {
    const service = queryService({
      peers: () => net.neighbours(who.peerId).map(peerId => ({ peerId, coordinator: false })),
      known: userId => knowledge.get(`${who.peerId} ${userId}`) ?? [],
      answerer: () => ({ addresses: [who.address], relays: true })
    })({ transport: net.transport(who.peerId), rng: seeded(who.peerId), clock: time.clock, log: silent })
    await service.start()
    services.set(who.peerId, service)
  }
  for (const [a, b] of links) net.link(a.peerId, b.peerId)
  return {
    net,
    time,
    service: who => services.get(who.peerId)!,
    know: (who, userId, device) => {
      const key = `${who.peerId} ${userId}`
      knowledge.set(key, [...(knowledge.get(key) ?? []), device])
    }
  }
}

const bobsDevice: KnownDevice = { peerId: bob.peerId, addresses: [bob.address], lastSeen: 0, linked: false }

async function all(found: AsyncIterable<Candidate>): Promise<readonly Candidate[]> {
  const list: Candidate[] = []
  for await (const candidate of found) list.push(candidate)
  return list
}

function find(
  service: QueryService,
  signal: AbortSignal = AbortSignal.timeout(5_000)
): Promise<readonly Candidate[]> {
  return all(service.find(bob.userId, { devices: [bob.peerId], signal }))
}

describe('discovery: query service', () => {
  it('finds through a peer that knows', async () => {
    const { service, know } = await world([alice, carol])
    know(carol, bob.userId, bobsDevice)
    assert.deepEqual(await find(service(alice)), [
      { peerId: bob.peerId, addresses: [bob.address], via: carol.peerId }
    ])
  })

  it('finds three hops away, with the peer that was asked as the one who answered, and no further', async () => {
    const chain = await world([alice, carol], [carol, dave], [dave, erin], [erin, member('frank')])
    chain.know(erin, bob.userId, { ...bobsDevice, linked: true })
    const [candidate] = await find(chain.service(alice))
    assert.equal(candidate?.via, carol.peerId)
    assert.deepEqual(candidate?.addresses, [bob.address, `${erin.address}/p2p-circuit/p2p/${bob.peerId}`])

    const further = await world([alice, carol], [carol, dave], [dave, erin], [erin, member('frank')])
    further.know(member('frank'), bob.userId, bobsDevice)
    assert.deepEqual(await find(further.service(alice)), [])
  })

  it('asks each peer once in a net full of circles', async () => {
    const links = names.flatMap((a, i) => names.slice(i + 1).map(b => [member(a), member(b)] as const))
    const { service, net } = await world(...links)
    assert.deepEqual(await find(service(alice)), [])
    assert.ok(net.opened.length <= 3 + 9 + 27)
    // nobody worked twice: each forwards to three at most
    for (const name of names) {
      const asked = net.opened.filter(line => line.startsWith(`${member(name).peerId} `))
      assert.ok(asked.length <= 3, name)
    }
  })

  it('ends empty if nobody is connected or nobody answers', async () => {
    const { service, net } = await world()
    assert.deepEqual(await find(service(alice)), [])
    net.link(alice.peerId, carol.peerId)
    await service(carol).stop()
    assert.deepEqual(await find(service(alice)), [])
  })

  it('ends when its signal aborts, and resets what it had asked', async () => {
    const { service, net } = await world([alice, carol])
    const silentPeer = await listenOnly(net, service(carol), carol)
    const controller = new AbortController()
    const waiting = find(service(alice), controller.signal)
    await silentPeer.asked
    controller.abort()
    assert.deepEqual(await waiting, [])
    await assert.rejects(silentPeer.rest, { name: 'UnreachableError' })
  })

  it('asks no further when the reader had enough', async () => {
    const { service, net, know } = await world([alice, carol], [alice, dave])
    know(dave, bob.userId, bobsDevice)
    const silentPeer = await listenOnly(net, service(carol), carol)
    const started = performance.now()
    const signal = AbortSignal.timeout(5_000)
    for await (const candidate of service(alice).find(bob.userId, { devices: [bob.peerId], signal })) {
      assert.equal(candidate.via, dave.peerId)
      await silentPeer.asked
      break
    }
    await assert.rejects(silentPeer.rest, { name: 'UnreachableError' })
    assert.ok(performance.now() - started < QUERY_DEADLINES[2]! / 2, 'not by its deadline')
  })

  it('passes on the first answer, and asks the others no further', async () => {
    const { service, net, know } = await world([alice, carol], [carol, dave], [carol, erin])
    know(dave, bob.userId, bobsDevice)
    const silentPeer = await listenOnly(net, service(erin), erin)
    const started = performance.now()
    assert.equal((await find(service(alice)))[0]?.via, carol.peerId)
    await assert.rejects(silentPeer.rest, { name: 'UnreachableError' })
    assert.ok(performance.now() - started < QUERY_DEADLINES[1]! / 2, 'not by its deadline')
  })

  it('believes no answer beyond three dials to devices of the sought user', async () => {
    const { service, net } = await world([alice, carol])
    await service(carol).stop()
    const liar = net.transport(carol.peerId)
    const addresses = [
      carol.address,
      `/ip4/127.0.0.1/tcp/22/p2p/${bob.peerId}`,
      `/ip4/203.0.113.50/tcp/1/p2p/${bob.peerId}`
    ]
    await liar.handle(QUERY_PROTOCOL, { maxFrame: 64_000 }, async stream => {
      const frame = await stream.receive()
      assert.ok(frame !== undefined)
      const requestId = requestIdOf(frame)
      const found = addresses.map(signalAddress => ({
        userId: bob.userId,
        signalAddress,
        lastSeen: 0,
        canRelay: true
      }))
      await stream.send(encodeQueryAnswer({ requestId, found }))
    })
    assert.deepEqual(await find(service(alice)), [
      { peerId: bob.peerId, addresses: [`/ip4/203.0.113.50/tcp/1/p2p/${bob.peerId}`], via: carol.peerId }
    ])
  })

  it('answers a broken or oversized answer with nothing', async () => {
    for (const bytes of [Uint8Array.of(1, 2, 3), new Uint8Array(70_000)]) {
      const { service, net } = await world([alice, carol])
      await service(carol).stop()
      await net.transport(carol.peerId).handle(QUERY_PROTOCOL, { maxFrame: 100_000 }, async stream => {
        await stream.receive()
        await stream.send(bytes)
      })
      assert.deepEqual(await find(service(alice)), [])
    }
  })

  it('resets the stream of who asks too often or malformed', async () => {
    const { net, time } = await world([alice, carol])
    const transport = net.transport(alice.peerId)
    const ask = async (frame: Uint8Array): Promise<Uint8Array | undefined> => {
      const signal = AbortSignal.timeout(5_000)
      const stream = await transport.open(carol.peerId, [], QUERY_PROTOCOL, { maxFrame: 64_000, signal })
      await stream.send(frame)
      return stream.receive()
    }
    for (let i = 0; i < QUERIES_PER_WINDOW; i += 1) {
      const answer = await ask(encodePeerQuery({ lookingForUserId: bob.userId, requestId: `${i}`, ttl: 0 }))
      assert.deepEqual(decodeQueryAnswer(answer!), { requestId: `${i}`, found: [] })
    }
    await assert.rejects(ask(encodePeerQuery({ lookingForUserId: bob.userId, requestId: 'x', ttl: 0 })), {
      name: 'UnreachableError'
    })
    time.now += 60_000
    await assert.rejects(ask(Uint8Array.of(255, 255)), { name: 'UnreachableError' })
    await ask(encodePeerQuery({ lookingForUserId: bob.userId, requestId: 'y', ttl: 0 }))
  })

  it('starts and stops more than once, and asks nobody afterwards', async () => {
    const { service, know } = await world([alice, carol])
    know(carol, bob.userId, bobsDevice)
    await service(alice).start()
    await service(alice).stop()
    await service(alice).stop()
    assert.deepEqual(await find(service(alice)), [])
    await service(alice).start()
    assert.equal((await find(service(alice))).length, 1)
  })
})

/** A peer that takes questions and says nothing. */
async function listenOnly(
  net: MemoryNet,
  service: QueryService,
  who: TestMember
): Promise<{ readonly asked: Promise<void>; readonly rest: Promise<unknown> }> {
  await service.stop()
  const asked = Promise.withResolvers<void>()
  const rest = Promise.withResolvers<unknown>()
  await net.transport(who.peerId).handle(QUERY_PROTOCOL, { maxFrame: 64_000 }, async stream => {
    await stream.receive()
    asked.resolve()
    await stream.receive().then(rest.resolve, rest.reject)
  })
  return { asked: asked.promise, rest: rest.promise }
}

function requestIdOf(frame: Uint8Array): string {
  // field 2, a string of 16 characters
  const text = new TextDecoder('latin1').decode(frame)
  const at = text.indexOf('\x12\x10')
  return text.slice(at + 2, at + 18)
}
