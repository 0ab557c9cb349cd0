import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { QUERIES_PER_WINDOW, QUERY_DEADLINES, QUERY_PROTOCOL } from '../../../src/discovery/constants.ts'
import { queryService } from '../../../src/discovery/query-service.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { decodeQueryAnswer, encodePeerQuery, encodeQueryAnswer } from '../../../src/wire/index.ts'
import { member, MemoryNet, silent, VirtualTime } from '../../support/discovery.ts'
import { descriptorOf, NOW, seeded } from '../../support/identity.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { AnsweredRecord, QueryService } from '../../../src/discovery/query-service.ts'
import type { Signed } from '../../../src/wire/index.ts'
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
  /** From now on that member has the record of bob. */
  readonly give: (who: TestMember) => void
}

/** Everybody runs the service; links as given. */
async function world(...links: ReadonlyArray<readonly [TestMember, TestMember]>): Promise<World> {
  const net = new MemoryNet()
  const time = new VirtualTime()
  const services = new Map<string, QueryService>()
  const having = new Set<string>()
  for (const who of names.map(member)) {
    const service = queryService({
      peers: () => net.neighbours(who.peerId).map(peerId => ({ peerId, coordinator: false })),
      held: async asked =>
        having.has(who.peerId) && bytesToHex(asked) === bytesToHex(key) ? bobsRecord : undefined
    })({
      crypto,
      transport: net.transport(who.peerId),
      rng: seeded(who.peerId),
      clock: time.clock,
      log: silent
    })
    await service.start()
    services.set(who.peerId, service)
  }
  for (const [a, b] of links) net.link(a.peerId, b.peerId)
  return {
    net,
    time,
    service: who => services.get(who.peerId)!,
    give: who => {
      having.add(who.peerId)
    }
  }
}

const key = lookupKey(crypto, bob.account.publicKey, dayOf(NOW))
const bobsRecord: Signed = signLookupRecord(crypto, bob.rng, bob.account, {
  day: dayOf(NOW),
  revision: NOW,
  descriptor: descriptorOf(bob)
})
/** The id under which he is asked for today. */
const bobsId = bytesToHex(key)

async function all(found: AsyncIterable<AnsweredRecord>): Promise<readonly AnsweredRecord[]> {
  const list: AnsweredRecord[] = []
  for await (const record of found) list.push(record)
  return list
}

function find(
  service: QueryService,
  signal: AbortSignal = AbortSignal.timeout(5_000)
): Promise<readonly AnsweredRecord[]> {
  return all(service.find(key, { signal }))
}

describe('discovery: query service', () => {
  it('finds through a peer that knows', async () => {
    const { service, give } = await world([alice, carol])
    give(carol)
    const [found, ...more] = await find(service(alice))
    assert.deepEqual([found?.via, found?.signed], [carol.peerId, bobsRecord])
    assert.deepEqual(more, [])
  })

  it('finds three hops away, with the peer that was asked as the one who answered, and no further', async () => {
    const chain = await world([alice, carol], [carol, dave], [dave, erin], [erin, member('frank')])
    chain.give(erin)
    const [found] = await find(chain.service(alice))
    assert.deepEqual([found?.via, found?.signed], [carol.peerId, bobsRecord])

    const further = await world([alice, carol], [carol, dave], [dave, erin], [erin, member('frank')])
    further.give(member('frank'))
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

  it('ends empty if nobody is connected', async () => {
    const { service } = await world()
    assert.deepEqual(await find(service(alice)), [])
  })

  it('says so after all that it found if not all who were asked have answered', async () => {
    const { service, give } = await world([alice, carol], [alice, dave])
    give(dave)
    await service(carol).stop()
    const found: AnsweredRecord[] = []
    const asking = (async (): Promise<void> => {
      const signal = AbortSignal.timeout(5_000)
      for await (const record of service(alice).find(key, { signal })) found.push(record)
    })()
    await assert.rejects(asking, { name: 'UnreachableError' })
    assert.deepEqual(
      found.map(({ via }) => via),
      [dave.peerId]
    )
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
    const { service, net, give } = await world([alice, carol], [alice, dave])
    give(dave)
    const silentPeer = await listenOnly(net, service(carol), carol)
    const started = performance.now()
    const signal = AbortSignal.timeout(5_000)
    for await (const { via } of service(alice).find(key, { signal })) {
      assert.equal(via, dave.peerId)
      await silentPeer.asked
      break
    }
    await assert.rejects(silentPeer.rest, { name: 'UnreachableError' })
    assert.ok(performance.now() - started < QUERY_DEADLINES[2]! / 2, 'not by its deadline')
  })

  it('passes on the first answer, and asks the others no further', async () => {
    const { service, net, give } = await world([alice, carol], [carol, dave], [carol, erin])
    give(dave)
    const silentPeer = await listenOnly(net, service(erin), erin)
    const started = performance.now()
    assert.equal((await find(service(alice)))[0]?.via, carol.peerId)
    await assert.rejects(silentPeer.rest, { name: 'UnreachableError' })
    assert.ok(performance.now() - started < QUERY_DEADLINES[1]! / 2, 'not by its deadline')
  })

  it('believes no answer that the sought has not signed, and passes none on', async () => {
    const { service, net } = await world([alice, carol], [carol, dave])
    await service(dave).stop()
    await net.transport(dave.peerId).handle(QUERY_PROTOCOL, { maxFrame: 64_000 }, async stream => {
      const frame = await stream.receive()
      assert.ok(frame !== undefined)
      const record = { ...bobsRecord, signature: new Uint8Array(64) }
      await stream.send(
        encodeQueryAnswer({ requestId: requestIdOf(frame), found: [{ userId: bobsId, record }] })
      )
    })
    assert.deepEqual(await find(service(carol)), [])
    assert.deepEqual(await find(service(alice)), [])
    assert.ok(net.opened.some(line => line.startsWith(`${carol.peerId} ${dave.peerId} `)))
  })

  it('takes a broken or oversized answer for none', async () => {
    for (const bytes of [Uint8Array.of(1, 2, 3), new Uint8Array(70_000)]) {
      const { service, net } = await world([alice, carol])
      await service(carol).stop()
      await net.transport(carol.peerId).handle(QUERY_PROTOCOL, { maxFrame: 100_000 }, async stream => {
        await stream.receive()
        await stream.send(bytes)
      })
      await assert.rejects(find(service(alice)), { name: 'UnreachableError' })
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
      const answer = await ask(encodePeerQuery({ lookingForUserId: bobsId, requestId: `${i}`, ttl: 0 }))
      assert.deepEqual(decodeQueryAnswer(answer!), { requestId: `${i}`, found: [] })
    }
    await assert.rejects(ask(encodePeerQuery({ lookingForUserId: bobsId, requestId: 'x', ttl: 0 })), {
      name: 'UnreachableError'
    })
    time.now += 60_000
    await assert.rejects(ask(Uint8Array.of(255, 255)), { name: 'UnreachableError' })
    await ask(encodePeerQuery({ lookingForUserId: bobsId, requestId: 'y', ttl: 0 }))
  })

  it('starts and stops more than once, and asks nobody afterwards', async () => {
    const { service, give } = await world([alice, carol])
    give(carol)
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
