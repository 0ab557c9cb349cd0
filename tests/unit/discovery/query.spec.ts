import assert from 'node:assert/strict'
import { env } from 'node:process'
import fc from 'fast-check'
import {
  DIALS_PER_ANSWER,
  LAST_SEEN_GRAIN,
  MAX_REQUESTS,
  QUERIES_PER_WINDOW,
  QUERY_FAN_OUT,
  QUERY_WINDOW,
  REQUEST_KEPT
} from '../../../src/discovery/constants.ts'
import { answerFrom, candidatesFrom, passOn, QueryDesk } from '../../../src/discovery/core/query.ts'
import { MAX_FOUND, MAX_TTL } from '../../../src/wire/index.ts'
import { member } from '../../support/discovery.ts'
import { NOW, seeded } from '../../support/identity.ts'
import type { PeerFound, PeerQuery } from '../../../src/wire/index.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 300 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const self = member('alice')
const bob = member('bob')
const relay = member('relay')
const peers = Array.from({ length: 8 }, (_, i) => ({
  peerId: member(`crowd ${i}`).peerId,
  coordinator: i >= 6
}))
const query = (requestId: string, ttl = 2): PeerQuery => ({ lookingForUserId: bob.userId, requestId, ttl })

describe('discovery: whom to ask', () => {
  it('asks three connected peers, coordinators among them, with an id of its own', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const first = desk.ask(bob.userId, peers, NOW)
    const second = desk.ask(bob.userId, peers, NOW)
    assert.equal(first.to.length, QUERY_FAN_OUT)
    assert.equal(new Set(first.to).size, QUERY_FAN_OUT)
    for (const { peerId, coordinator } of peers) if (coordinator) assert.ok(first.to.includes(peerId))
    assert.equal(first.query.ttl, MAX_TTL)
    assert.notEqual(first.query.requestId, second.query.requestId)
    assert.ok(first.query.requestId.length <= 32)
    assert.deepEqual(desk.ask(bob.userId, [{ peerId: self.peerId, coordinator: true }], NOW).to, [])
  })

  it('asks nobody more than 20 times a minute', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const only = peers.slice(0, 1)
    for (let i = 0; i < QUERIES_PER_WINDOW; i += 1)
      assert.equal(desk.ask(bob.userId, only, NOW + i).to.length, 1)
    assert.equal(desk.ask(bob.userId, only, NOW + 100).to.length, 0)
    assert.equal(desk.ask(bob.userId, only, NOW + QUERY_WINDOW).to.length, 1)
  })

  it('passes a query on to others than the asker and the sought, one hop less each time', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const asker = peers[7]!.peerId
    const next = desk.forward(query('r', 2), asker, peers, NOW)
    assert.equal(next.query.ttl, 1)
    assert.equal(next.query.requestId, 'r')
    assert.equal(next.to.length, QUERY_FAN_OUT)
    assert.ok(!next.to.includes(asker))
    assert.equal(desk.forward(query('r', 1), asker, peers, NOW).query.ttl, 0)
    assert.deepEqual(desk.forward(query('r', 0), asker, peers, NOW).to, [])
  })
})

describe('discovery: whom to answer', () => {
  it('works for each request once, however it comes', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    assert.equal(desk.admit(query('a'), peers[0]!.peerId, NOW), 'fresh')
    assert.equal(desk.admit(query('a'), peers[0]!.peerId, NOW), 'repeated')
    assert.equal(desk.admit(query('a', 1), peers[1]!.peerId, NOW + 1), 'repeated')
    assert.equal(desk.admit(query('b'), peers[1]!.peerId, NOW), 'fresh')
    assert.equal(desk.admit(query('a'), peers[2]!.peerId, NOW + REQUEST_KEPT), 'fresh')
  })

  it('takes its own query coming back for a repeated one', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const own = desk.ask(bob.userId, peers, NOW).query
    assert.equal(desk.admit({ ...own, ttl: 1 }, peers[0]!.peerId, NOW), 'repeated')
  })

  it('refuses the 21st query of a peer within a minute, and no one else', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    for (let i = 0; i < QUERIES_PER_WINDOW; i += 1) {
      assert.equal(desk.admit(query(`q${i}`), peers[0]!.peerId, NOW + i), 'fresh')
    }
    assert.equal(desk.admit(query('q'), peers[0]!.peerId, NOW + 100), 'refused')
    assert.equal(desk.admit(query('q'), peers[1]!.peerId, NOW + 100), 'fresh')
    assert.equal(desk.admit(query('r'), peers[0]!.peerId, NOW + QUERY_WINDOW), 'fresh')
    assert.equal(desk.admit(query('s'), peers[0]!.peerId, NOW + QUERY_WINDOW), 'refused')
  })

  it('remembers a bounded number of requests, the newest', () => {
    const desk = new QueryDesk(self.peerId, seeded('desk'))
    const crowd = Array.from({ length: 60 }, (_, i) => `peer ${i}`)
    let count = 0
    for (const peerId of crowd) {
      for (let i = 0; i < QUERIES_PER_WINDOW && count < MAX_REQUESTS + 1; i += 1) {
        desk.admit(query(`${count++}`), peerId, NOW)
      }
    }
    assert.equal(desk.admit(query(`${MAX_REQUESTS}`), 'another', NOW), 'repeated')
    assert.equal(desk.admit(query('0'), 'another', NOW), 'fresh')
  })
})

describe('discovery: what to answer', () => {
  const answerer = { peerId: relay.peerId, addresses: [relay.address], relays: true }
  const device = { peerId: bob.peerId, addresses: [bob.address], lastSeen: NOW - 10_000, linked: true }

  it('names the device with an hour, and a circuit through itself if it relays', () => {
    const found = answerFrom(bob.userId, [device], answerer, NOW)
    const hour = device.lastSeen - (device.lastSeen % LAST_SEEN_GRAIN)
    assert.deepEqual(found, [
      { userId: bob.userId, signalAddress: bob.address, lastSeen: hour, canRelay: false },
      {
        userId: bob.userId,
        signalAddress: `${relay.address}/p2p-circuit/p2p/${bob.peerId}`,
        lastSeen: hour,
        canRelay: true
      }
    ])
  })

  it('offers no circuit if it is not connected, or does not relay', () => {
    for (const [linked, relays] of [
      [false, true],
      [true, false]
    ] as const) {
      const found = answerFrom(bob.userId, [{ ...device, linked }], { ...answerer, relays }, NOW)
      assert.deepEqual(
        found.map(({ canRelay }) => canRelay),
        [false]
      )
    }
  })

  it('answers nothing about a user of whom it knows nothing', () => {
    assert.deepEqual(answerFrom(bob.userId, [], answerer, NOW), [])
    assert.deepEqual(answerFrom(bob.userId, [{ ...device, addresses: [], linked: false }], answerer, NOW), [])
  })

  it('names three places at most: public ones, of different transports, and the circuit', () => {
    const addresses = [
      '/ip4/127.0.0.1/tcp/1',
      '/ip4/203.0.113.9/tcp/2',
      '/ip4/127.0.0.1/tcp/3/ws',
      '/ip4/203.0.113.9/tcp/4/ws',
      '/ip4/203.0.113.9/tcp/5'
    ]
    const found = answerFrom(bob.userId, [{ ...device, addresses }], answerer, NOW)
    assert.deepEqual(
      found.map(({ signalAddress }) => signalAddress),
      [
        `/ip4/203.0.113.9/tcp/2/p2p/${bob.peerId}`,
        `/ip4/203.0.113.9/tcp/4/ws/p2p/${bob.peerId}`,
        `${relay.address}/p2p-circuit/p2p/${bob.peerId}`
      ]
    )
  })

  it('never says that somebody was seen in the future', () => {
    const [found] = answerFrom(bob.userId, [{ ...device, lastSeen: NOW + 1e9 }], answerer, NOW)
    assert.ok(found!.lastSeen <= NOW)
  })

  it("passes on of others' answers only what answers the question", () => {
    const found = { userId: bob.userId, signalAddress: bob.address, lastSeen: 0, canRelay: false }
    const wrongUser = { ...found, userId: self.userId }
    const noTarget = { ...found, signalAddress: '/ip4/203.0.113.9/tcp/2' }
    assert.deepEqual(passOn({ requestId: 'r', found: [wrongUser, noTarget, found] }, query('r')), [found])
    assert.deepEqual(passOn({ requestId: 'other', found: [found] }, query('r')), [])
  })
})

describe('discovery: what to believe', () => {
  const sought = {
    requestId: 'r',
    userId: bob.userId,
    devices: [bob.peerId],
    ownAddresses: ['/ip4/198.51.100.1/tcp/1']
  }
  const found: PeerFound = { userId: bob.userId, signalAddress: bob.address, lastSeen: NOW, canRelay: false }

  it('takes addresses of the sought devices, told by whom', () => {
    assert.deepEqual(candidatesFrom({ requestId: 'r', found: [found, found] }, sought, relay.peerId), [
      { peerId: bob.peerId, addresses: [bob.address], via: relay.peerId }
    ])
  })

  it('takes nothing else: another device, user, question, range, or nonsense', () => {
    for (const [changes, requestId] of [
      [{ signalAddress: relay.address }, 'r'],
      [{ userId: self.userId }, 'r'],
      [{}, 'x'],
      [{ signalAddress: `/ip4/192.168.1.1/tcp/80/p2p/${bob.peerId}` }, 'r'],
      [{ signalAddress: `/ip4/127.0.0.1/tcp/22/p2p/${bob.peerId}` }, 'r'],
      [{ signalAddress: `/dns4/router.local/tcp/80/p2p/${bob.peerId}` }, 'r'],
      [{ signalAddress: 'nonsense' }, 'r'],
      [{ signalAddress: '/ip4/203.0.113.1/tcp/1' }, 'r'],
      [{ signalAddress: `/ip4/10.0.0.1/tcp/1/p2p/${relay.peerId}/p2p-circuit/p2p/${bob.peerId}` }, 'r']
    ] as const) {
      const answer = { requestId, found: [{ ...found, ...changes }] }
      assert.deepEqual(candidatesFrom(answer, sought, relay.peerId), [], JSON.stringify(changes))
    }
  })

  it('never dials more than three addresses for an answer, whatever it holds', () => {
    const host = fc.oneof(
      fc.ipV4().map(ip => `/ip4/${ip}`),
      fc.ipV6().map(ip => `/ip6/${ip}`),
      fc.constantFrom('/ip4/127.0.0.1', '/dns4/a.example', '/memory/x', '')
    )
    const address = fc.oneof(
      fc
        .tuple(host, fc.nat(65_535), fc.constantFrom(bob.peerId, relay.peerId, self.peerId), fc.boolean())
        .map(([at, port, target, circuit]) =>
          circuit
            ? `${at}/tcp/${port}/p2p/${relay.peerId}/p2p-circuit/p2p/${target}`
            : `${at}/tcp/${port}/p2p/${target}`
        ),
      fc.string()
    )
    const entry = fc.record({
      userId: fc.constantFrom(bob.userId, self.userId),
      signalAddress: address,
      lastSeen: fc.nat(),
      canRelay: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), answered => {
        const candidates = candidatesFrom({ requestId: 'r', found: answered }, sought, relay.peerId)
        const dials = candidates.flatMap(({ addresses }) => addresses)
        assert.ok(dials.length <= DIALS_PER_ANSWER)
        for (const { peerId, addresses } of candidates) {
          assert.equal(peerId, bob.peerId)
          for (const text of addresses) assert.ok(text.endsWith(`/p2p/${bob.peerId}`))
        }
      }),
      options
    )
  })

  it('bears an answer of 10,000 results', () => {
    const answered = Array.from({ length: 10_000 }, (_, i) => ({
      ...found,
      signalAddress: `/ip4/203.0.113.1/tcp/${i}/p2p/${bob.peerId}`
    }))
    const candidates = candidatesFrom({ requestId: 'r', found: answered }, sought, relay.peerId)
    assert.equal(candidates.flatMap(({ addresses }) => addresses).length, MAX_FOUND)
  })
})
