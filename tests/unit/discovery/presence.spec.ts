import assert from 'node:assert/strict'
import { nobleBackend } from '../../../src/crypto/noble.ts'
import {
  FIRST_LINK_DELAY,
  HEARTBEAT_GAP,
  HEARTBEAT_INTERVAL,
  LIST_DEBOUNCE,
  LIST_GAP,
  LIST_INTERVAL,
  MAX_AGE,
  MAX_DEVICES_PER_MEMBER,
  MAX_HINTED,
  OFFLINE_AFTER,
  STALE_AFTER,
  STALL,
  STALL_GRACE,
  SUSPECT_BEFORE,
  TICK
} from '../../../src/discovery/constants.ts'
import { heartbeatAddresses, readHeartbeat } from '../../../src/discovery/core/heartbeat.ts'
import { createPresence } from '../../../src/discovery/core/presence.ts'
import { certify, createDevice, networkOf, peerIdOf, sign } from '../../../src/identity/index.ts'
import {
  decodeHeartbeat,
  encodeDeviceCertificate,
  MAX_COORDINATORS,
  MAX_MEMBERS
} from '../../../src/wire/index.ts'
import { fastCrypto, heartbeatOf, member, PUBLIC, stateFrom, stateOf } from '../../support/discovery.ts'
import { flipped, NOW, seeded } from '../../support/identity.ts'
import type { Presence, PresenceEffect } from '../../../src/discovery/core/presence-types.ts'
import type { NetworkState, Signed } from '../../../src/wire/index.ts'
import type { TestMember } from '../../support/discovery.ts'

const [alice, bob, carol, relay] = ['alice', 'bob', 'carol', 'relay'].map(member) as [
  TestMember,
  TestMember,
  TestMember,
  TestMember
]

/** Presence of `who`, with a clock and everything that it did. */
class Node {
  readonly presence: Presence
  readonly who: TestMember
  now = NOW
  readonly effects: PresenceEffect[] = []

  constructor(who: TestMember, options: { coordinator?: boolean; account?: boolean } = {}) {
    const { peerId, userId, certificate, device } = who
    this.who = who
    this.presence = createPresence({
      crypto: fastCrypto,
      rng: seeded(`presence ${who.userId}`),
      network: PUBLIC,
      peerId,
      coordinator: options.coordinator,
      self: options.account === false ? undefined : { userId, certificate, deviceSeed: device.seed }
    })
  }

  start(): this {
    this.effects.push(...this.presence.handle({ kind: 'start', addresses: [this.who.address] }, this.now))
    return this
  }

  do(event: Parameters<Presence['handle']>[0]): readonly PresenceEffect[] {
    const effects = this.presence.handle(event, this.now)
    this.effects.push(...effects)
    return effects
  }

  receive(state: NetworkState, from: TestMember, path: 'gossip' | 'exchange' = 'gossip'): string {
    const { verdict, effects } = this.presence.receive(state, from.peerId, path, this.now)
    this.effects.push(...effects)
    return verdict
  }

  /** Lets time pass, with the ticks that were asked for. */
  pass(ms: number): this {
    const end = this.now + ms
    for (;;) {
      const last = this.effects.findLast(effect => effect.kind === 'schedule')
      if (last?.kind !== 'schedule' || last.at > end) break
      this.now = Math.max(this.now, last.at)
      this.do({ kind: 'tick' })
    }
    this.now = end
    return this
  }

  /** Presence changes since the last call, as `name status via`. */
  changes(): readonly string[] {
    const found = this.effects.flatMap(effect =>
      effect.kind === 'presence' ? [`${nameOf(effect.userId)} ${effect.status} ${nameOf(effect.via)}`] : []
    )
    this.effects.splice(0, this.effects.length, ...this.effects.filter(({ kind }) => kind !== 'presence'))
    return found
  }

  /** States published since the last call. */
  published(): readonly NetworkState[] {
    const found = this.effects.flatMap(effect => (effect.kind === 'publish' ? [effect.state] : []))
    this.effects.splice(0, this.effects.length, ...this.effects.filter(({ kind }) => kind !== 'publish'))
    return found
  }

  status(who: TestMember): string {
    return this.presence.members(this.now).find(({ userId }) => userId === who.userId)?.status ?? 'unknown'
  }
}

function nameOf(id: string | null): string {
  for (const [name, who] of Object.entries({ alice, bob, carol, relay })) {
    if (who.userId === id) return name
    if (who.peerId === id) return `${name}'s device`
  }
  return id === null ? '-' : 'somebody'
}

describe('discovery: presence, own heartbeats', () => {
  it('says "here" at once, every 30 s, with rising sequence, and goodbye at the end', () => {
    const node = new Node(alice).start()
    const first = node.published()
    assert.equal(first.length, 1)
    assert.deepEqual(first[0]?.onlineMembers, [alice.userId])
    node.pass(10 * HEARTBEAT_INTERVAL)
    const beats = [...first, ...node.published()].map(state => decodeHeartbeat(state.heartbeats[0]!.payload))
    assert.ok(beats.length >= 11 && beats.length <= 12, `${beats.length}`)
    for (const [i, beat] of beats.entries()) {
      const before = beats[i - 1]
      if (before === undefined) continue
      assert.ok(beat.sequence > before.sequence)
      const pause = beat.at - before.at
      assert.ok(pause <= HEARTBEAT_INTERVAL && pause >= 0.9 * HEARTBEAT_INTERVAL, `${pause}`)
    }
    const goodbye = node.do({ kind: 'stop' })
    assert.equal(goodbye.length, 1)
    assert.ok(goodbye[0]?.kind === 'publish')
    assert.deepEqual(goodbye[0].state.onlineMembers, [])
    const last = decodeHeartbeat(goodbye[0].state.heartbeats[0]!.payload)
    assert.equal(last.leaving, true)
    assert.ok(last.sequence > beats.at(-1)!.sequence)
    assert.deepEqual(node.do({ kind: 'stop' }), [])
    assert.deepEqual(node.do({ kind: 'tick' }), [])
  })

  it('says when its addresses changed, not when they did not, and not more than once a second', () => {
    const node = new Node(alice).start().pass(5_000)
    node.published()
    node.do({ kind: 'addresses', addresses: [alice.address] })
    assert.equal(node.published().length, 0)
    node.do({ kind: 'addresses', addresses: [alice.address, '/ip4/198.51.100.1/tcp/9'] })
    const [state] = node.published()
    const claim = readHeartbeat(state!.heartbeats[0]!)
    assert.deepEqual(heartbeatAddresses(claim), [
      alice.address,
      `/ip4/198.51.100.1/tcp/9/p2p/${alice.peerId}`
    ])
    node.do({ kind: 'addresses', addresses: [alice.address] })
    assert.equal(node.published().length, 0)
    node.pass(HEARTBEAT_GAP)
    assert.equal(node.published().length, 1)
  })

  it('says it again a moment after its first link, because gossip needs somebody to hear it', () => {
    const node = new Node(alice).start().pass(5_000)
    node.published()
    node.do({ kind: 'link-up', peerId: relay.peerId })
    node.pass(FIRST_LINK_DELAY)
    assert.equal(node.published().length, 1)
    node.do({ kind: 'link-up', peerId: bob.peerId })
    node.pass(5_000)
    assert.equal(node.published().length, 0)
  })

  it('without an account never speaks of itself as a member', () => {
    const node = new Node(relay, { account: false }).start().pass(100_000)
    node.do({ kind: 'stop' })
    assert.equal(node.published().length, 0)
    assert.deepEqual(node.presence.snapshot(node.now).heartbeats, [])
  })

  it('goes beyond a sequence that an earlier life of the device used', () => {
    const node = new Node(alice).start()
    node.published()
    const ahead = NOW + 200_000
    assert.equal(node.receive(stateFrom(alice, NOW, { sequence: ahead }), bob), 'accept')
    node.pass(HEARTBEAT_GAP)
    const [state] = node.published()
    assert.ok(decodeHeartbeat(state!.heartbeats[0]!.payload).sequence > ahead)
    assert.equal(node.presence.members(node.now).length, 0)
  })
})

describe('discovery: presence, others', () => {
  it('shows who is heard, with who reported it, until 90 s of silence; last seen stays', () => {
    const node = new Node(alice).start()
    assert.equal(node.receive(stateFrom(bob, node.now), carol), 'accept')
    assert.deepEqual(node.changes(), ["bob reachable carol's device"])
    const heardAt = node.now
    node.pass(OFFLINE_AFTER - 1)
    assert.equal(node.status(bob), 'reachable')
    node.pass(1 + SUSPECT_BEFORE)
    assert.deepEqual(node.changes(), ['bob offline -'])
    assert.deepEqual(node.presence.members(node.now), [
      { userId: bob.userId, status: 'offline', via: null, lastSeen: heardAt }
    ])
  })

  it('names the user whose device reported it, once that user is known', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(carol, node.now), carol)
    node.receive(stateFrom(bob, node.now), carol)
    assert.deepEqual(node.changes(), ['carol reachable -', 'bob reachable carol'])
  })

  it('stays with one reporter while that one is linked, else takes the newest', () => {
    const node = new Node(alice).start()
    node.do({ kind: 'link-up', peerId: carol.peerId })
    node.receive(stateFrom(bob, node.now), carol)
    node.pass(30_000)
    node.receive(stateFrom(bob, node.now), relay)
    assert.deepEqual(node.changes(), ["bob reachable carol's device"])
    node.do({ kind: 'link-down', peerId: carol.peerId })
    node.pass(30_000)
    node.receive(stateFrom(bob, node.now), relay)
    assert.deepEqual(node.changes(), ["bob reachable relay's device"])
  })

  it('names the relay of who has no other address', () => {
    const node = new Node(alice).start()
    const addresses = [`${relay.address}/p2p-circuit/p2p/${bob.peerId}`]
    node.receive(stateFrom(bob, node.now, { addresses }), carol)
    assert.deepEqual(node.changes(), ["bob reachable relay's device"])
  })

  it('hears goodbye at once, and no replay brings anybody back', () => {
    const node = new Node(alice).start()
    const hello = stateFrom(bob, node.now)
    node.receive(hello, carol)
    node.pass(10_000)
    node.receive(stateFrom(bob, node.now, { leaving: true }), carol)
    assert.deepEqual(node.changes(), ["bob reachable carol's device", 'bob offline -'])
    assert.equal(node.receive(hello, carol), 'ignore')
    assert.equal(node.receive({ ...hello, timestamp: node.now }, relay), 'ignore')
    // a list that had not heard of it yet
    node.receive(stateOf(node.now, { onlineMembers: [bob.userId] }), relay)
    assert.deepEqual(node.changes(), [])
    node.pass(1_000)
    node.receive(stateFrom(bob, node.now), carol)
    assert.deepEqual(node.changes(), ["bob reachable carol's device"])
  })

  it('is direct by a direct link, reachable over a relay, and falls back to what it heard', () => {
    const node = new Node(alice).start()
    node.do({ kind: 'link-up', peerId: bob.peerId, userId: bob.userId })
    assert.deepEqual(node.changes(), ['bob direct -'])
    node.do({ kind: 'link-up', peerId: bob.peerId, userId: bob.userId, relay: relay.peerId })
    assert.deepEqual(node.changes(), ["bob reachable relay's device"])
    node.receive(stateFrom(bob, node.now), carol)
    node.do({ kind: 'link-up', peerId: bob.peerId, userId: bob.userId })
    node.do({ kind: 'link-down', peerId: bob.peerId })
    assert.deepEqual(node.changes(), ['bob direct -', "bob reachable carol's device"])
    node.pass(OFFLINE_AFTER + SUSPECT_BEFORE)
    assert.deepEqual(node.changes(), ['bob offline -'])
    node.do({ kind: 'link-down', peerId: bob.peerId })
    assert.deepEqual(node.changes(), [])
  })

  it('knows a member of its own links by its heartbeat', () => {
    const node = new Node(alice).start()
    node.do({ kind: 'link-up', peerId: bob.peerId })
    assert.deepEqual(node.presence.members(node.now), [])
    node.receive(stateFrom(bob, node.now), bob, 'exchange')
    assert.deepEqual(node.changes(), ['bob direct -'])
    node.pass(200_000)
    assert.equal(node.status(bob), 'direct')
  })

  it('never shows itself, also not by a link to another device of the account', () => {
    const node = new Node(alice).start()
    const rng = seeded('second device')
    const device = createDevice(fastCrypto, rng)
    const second = { ...alice, device, peerId: device.peerId }
    const certificate = certify(fastCrypto, alice.account, device, NOW)
    assert.equal(node.receive(stateFrom(second, node.now, { certificate }), bob), 'accept')
    node.receive(stateOf(node.now, { onlineMembers: [alice.userId, alice.peerId] }), bob)
    node.do({ kind: 'link-up', peerId: device.peerId, userId: alice.userId })
    assert.deepEqual(node.presence.members(node.now), [])
    assert.deepEqual(node.changes(), [])
  })

  it('takes names without heartbeats as hints, for 90 s', () => {
    const node = new Node(alice).start()
    const state = stateOf(node.now, { onlineMembers: [bob.userId, 'nonsense'] })
    assert.equal(node.receive(state, relay), 'accept')
    assert.deepEqual(node.changes(), ["bob reachable relay's device"])
    assert.deepEqual(
      node.presence.members(node.now).map(({ lastSeen }) => lastSeen),
      [0]
    )
    node.pass(OFFLINE_AFTER)
    assert.deepEqual(node.changes(), ['bob offline -'])
    node.pass(60_000)
    assert.deepEqual(node.presence.members(node.now), [])
  })

  it('does not take hints from an old state, nor the names of coordinators', () => {
    const node = new Node(alice).start()
    node.receive(stateOf(node.now - OFFLINE_AFTER, { onlineMembers: [bob.userId] }), carol)
    node.receive(stateOf(node.now, { coordinators: [relay.address] }), relay)
    node.receive(stateOf(node.now, { onlineMembers: [relay.peerId] }), carol)
    assert.deepEqual(node.changes(), [])
  })

  it('counts a first heartbeat as old as it is, up to a minute', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, node.now, { at: node.now - 40_000 }), carol)
    node.receive(stateFrom(carol, node.now, { at: node.now - 240_000 }), carol)
    node.changes()
    node.pass(OFFLINE_AFTER - 60_000 + SUSPECT_BEFORE)
    assert.deepEqual(node.changes(), ['carol offline -'])
    node.pass(20_000)
    assert.deepEqual(node.changes(), ['bob offline -'])
  })
})

describe('discovery: presence, forged and stale', () => {
  const verdictOf = (signed: Signed, now: number = NOW): string => {
    const node = new Node(alice).start()
    const verdict = node.receive(stateOf(now, { heartbeats: [signed], onlineMembers: [] }), carol)
    assert.deepEqual(node.changes(), verdict === 'accept' ? ["bob reachable carol's device"] : [])
    return verdict
  }

  it('accepts a true one', () => {
    assert.equal(verdictOf(heartbeatOf(bob, NOW)), 'accept')
  })

  it('rejects a changed byte anywhere, a foreign signature, and a foreign certificate', () => {
    const good = heartbeatOf(bob, NOW)
    for (const at of [0, 10, 60, 100, 180, good.payload.length - 1]) {
      assert.equal(verdictOf({ ...good, payload: flipped(good.payload, at, 1) }), 'reject', `${at}`)
    }
    assert.equal(verdictOf({ ...good, signature: flipped(good.signature, 5, 1) }), 'reject')
    assert.equal(verdictOf({ ...good, signature: heartbeatOf(carol, NOW).signature }), 'reject')
    // carol's device under bob's certificate, and the other way round
    assert.equal(verdictOf(heartbeatOf(carol, NOW, { certificate: bob.certificate })), 'reject')
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { certificate: carol.certificate })), 'reject')
  })

  it('rejects a certificate that the account did not sign, or of another purpose', () => {
    const content = {
      account: bob.account.publicKey,
      device: carol.device.publicKey,
      ratchetKey: carol.device.ratchetKey,
      created: NOW,
      expires: NOW + 1e9
    }
    const payload = encodeDeviceCertificate(content)
    const forged = sign(fastCrypto, carol.account.seed, 'earshot/device-certificate/1', payload)
    const misused = sign(fastCrypto, bob.account.seed, 'earshot/something-else/1', payload)
    assert.equal(verdictOf(heartbeatOf(carol, NOW, { certificate: forged })), 'reject')
    assert.equal(verdictOf(heartbeatOf(carol, NOW, { certificate: misused })), 'reject')
  })

  it('rejects one of another network', () => {
    const network = networkOf(nobleBackend, 'elsewhere').id
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { network })), 'reject')
  })

  it('rejects the whole state for one forged heartbeat, but keeps what was true before it', () => {
    const node = new Node(alice).start()
    const forged = { ...heartbeatOf(carol, NOW), signature: new Uint8Array(64) }
    const heartbeats = [heartbeatOf(bob, NOW), forged]
    const coordinators = [relay.address]
    assert.equal(node.receive(stateOf(NOW, { heartbeats, coordinators }), relay), 'reject')
    assert.deepEqual(node.changes(), ["bob reachable relay's device"])
    assert.deepEqual(node.presence.coordinators(NOW), [])
  })

  it('ignores what is older or newer than 5 minutes, and an expired certificate', () => {
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { at: NOW - MAX_AGE })), 'accept')
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { at: NOW + MAX_AGE })), 'accept')
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { at: NOW - MAX_AGE - 1 })), 'unchecked')
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { at: NOW + MAX_AGE + 1 })), 'unchecked')
    assert.equal(verdictOf(heartbeatOf(bob, NOW), NOW - MAX_AGE - 1), 'ignore')
    assert.equal(verdictOf(heartbeatOf(bob, NOW), NOW + MAX_AGE + 1), 'ignore')
    const payload = encodeDeviceCertificate({
      account: bob.account.publicKey,
      device: bob.device.publicKey,
      ratchetKey: bob.device.ratchetKey,
      created: NOW - 1_000,
      expires: NOW
    })
    const expired = sign(fastCrypto, bob.account.seed, 'earshot/device-certificate/1', payload)
    assert.equal(verdictOf(heartbeatOf(bob, NOW, { certificate: expired })), 'unchecked')
  })

  it('takes a sequence once, and nothing below it', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, NOW, { sequence: 100, at: NOW }), carol)
    node.pass(60_000)
    // the very same bytes: true, but no sign of life
    assert.equal(
      node.receive(stateOf(node.now, { heartbeats: [heartbeatOf(bob, NOW, { sequence: 100 })] }), carol),
      'accept'
    )
    assert.equal(node.receive(stateFrom(bob, node.now, { sequence: 100 }), carol), 'ignore')
    assert.equal(node.receive(stateFrom(bob, node.now, { sequence: 99 }), carol), 'ignore')
    node.pass(OFFLINE_AFTER - 60_000 + SUSPECT_BEFORE)
    assert.equal(node.status(bob), 'offline')
    assert.equal(node.receive(stateFrom(bob, node.now, { sequence: 101 }), carol), 'accept')
    assert.equal(node.status(bob), 'reachable')
  })

  it('passes on no state that it did not check as a whole, though others in it are true', () => {
    const node = new Node(alice).start()
    const untimely = { ...heartbeatOf(carol, NOW, { at: NOW + MAX_AGE + 1 }), signature: new Uint8Array(64) }
    const heartbeats = [heartbeatOf(bob, NOW), untimely]
    assert.equal(node.receive(stateOf(NOW, { heartbeats }), relay), 'unchecked')
    assert.equal(node.status(bob), 'reachable')
  })

  it('does not pass on a device that says "here" all the time', () => {
    const node = new Node(alice).start()
    assert.equal(node.receive(stateFrom(bob, node.now), carol), 'accept')
    node.now += 100
    assert.equal(node.receive(stateFrom(bob, node.now), carol), 'ignore')
    // but always hears it leave
    assert.equal(node.receive(stateFrom(bob, node.now, { leaving: true }), carol), 'accept')
    assert.equal(node.status(bob), 'offline')
  })

  it('stops checking for a peer that sends too many', () => {
    const node = new Node(alice).start()
    const verdicts = new Map<string, number>()
    for (let i = 0; i < 800; i += 1) {
      const verdict = node.receive(stateFrom(bob, node.now, { sequence: 1, at: node.now - i }), carol)
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    }
    assert.deepEqual(
      [...verdicts],
      [
        ['accept', 1],
        ['ignore', 599],
        ['unchecked', 200]
      ]
    )
    const forged = stateOf(NOW, { heartbeats: [{ ...heartbeatOf(bob, NOW), signature: new Uint8Array(64) }] })
    // unread, so not even seen to be forged
    assert.equal(node.receive(forged, carol), 'unchecked')
    assert.equal(node.receive(forged, relay), 'reject')
  })
})

describe('discovery: presence, bounds', () => {
  const crowd = Array.from({ length: MAX_MEMBERS + 40 }, (_, i) => member(`crowd ${i}`))

  it('keeps 200 members; nobody online makes place, except for a contact', function () {
    this.timeout(20_000)
    const node = new Node(alice).start()
    for (const [i, who] of crowd.entries()) {
      node.receive(stateFrom(who, node.now), [carol, relay, bob][i % 3]!)
      node.now += 1
    }
    assert.equal(node.presence.members(node.now).length, MAX_MEMBERS)
    assert.equal(node.status(crowd[0]!), 'reachable')
    assert.equal(node.status(crowd[MAX_MEMBERS]!), 'unknown')
    assert.equal(node.receive(stateFrom(bob, node.now), carol), 'accept')
    assert.equal(node.status(bob), 'unknown')
    node.do({ kind: 'contacts', userIds: [bob.userId] })
    node.now += 1_000
    node.receive(stateFrom(bob, node.now), carol)
    assert.equal(node.status(bob), 'reachable')
    assert.equal(node.presence.members(node.now).length, MAX_MEMBERS)
    // the one heard longest ago had to go, and that was said
    assert.equal(node.status(crowd[0]!), 'unknown')
    assert.ok(node.changes().some(change => change === 'somebody offline -'))

    // who is offline makes place for anybody
    node.receive(stateFrom(crowd[5]!, node.now, { leaving: true }), carol)
    node.receive(stateFrom(carol, node.now), carol)
    assert.equal(node.status(carol), 'reachable')
    assert.equal(node.status(crowd[5]!), 'unknown')
  })

  it('keeps the members it has when 10,000 invented names are claimed', () => {
    const node = new Node(alice).start()
    for (const who of crowd.slice(0, 20)) node.receive(stateFrom(who, node.now), relay)
    const rng = seeded('sybils')
    for (let i = 0; i < 50; i += 1) {
      const onlineMembers = Array.from({ length: MAX_MEMBERS }, () => inventedId(rng(32)))
      node.receive(stateOf(node.now, { onlineMembers }), carol)
    }
    assert.equal(node.presence.members(node.now).length, 20 + MAX_HINTED)
    for (const who of crowd.slice(0, 20)) assert.equal(node.status(who), 'reachable')
    // true members push the invented ones out
    for (const who of crowd.slice(20, 190)) {
      node.receive(stateFrom(who, node.now), relay)
      node.now += 20
    }
    for (const who of crowd.slice(0, 190)) assert.equal(node.status(who), 'reachable')
    assert.equal(node.presence.members(node.now).length, MAX_MEMBERS)
  })

  it('tells a few devices of an account apart', () => {
    const node = new Node(alice).start()
    for (let i = 0; i < MAX_DEVICES_PER_MEMBER + 3; i += 1) {
      const device = createDevice(fastCrypto, seeded(`device ${i}`))
      const certificate = certify(fastCrypto, bob.account, device, NOW)
      const who = { ...bob, device, peerId: device.peerId }
      node.receive(stateFrom(who, node.now, { certificate, addresses: [] }), carol)
      node.now += 10
    }
    assert.equal(node.presence.devices(bob.userId).length, MAX_DEVICES_PER_MEMBER)
    assert.equal(node.presence.members(node.now).length, 1)
  })

  it('hears 64 coordinators, and those that spoke for themselves stay', () => {
    const node = new Node(alice).start()
    node.receive(stateOf(node.now, { coordinators: [relay.address] }), relay)
    for (let i = 0; i < 10; i += 1) {
      const coordinators = crowd.slice(i * 20, i * 20 + 20).map(({ address }) => address)
      node.receive(stateOf(node.now, { coordinators }), carol)
    }
    const heard = node.presence.coordinators(node.now)
    assert.equal(heard.length, MAX_COORDINATORS)
    assert.deepEqual(heard[0]?.peerId, relay.peerId)
    assert.equal(heard.filter(({ confirmed }) => confirmed).length, 1)
    const late = crowd[201]!
    node.receive(stateOf(node.now, { coordinators: [late.address] }), late)
    assert.ok(node.presence.coordinators(node.now).some(({ peerId }) => peerId === late.peerId))
    node.pass(STALE_AFTER + 60_000)
    assert.deepEqual(node.presence.coordinators(node.now), [])
  })
})

function inventedId(key: Uint8Array): string {
  return peerIdOf(key)
}

describe('discovery: presence, coordinators', () => {
  it('publishes all that it hears every 30 s, and changes after a moment, at most twice a second', () => {
    const node = new Node(relay, { coordinator: true, account: false }).start()
    assert.deepEqual(
      node.published().map(({ coordinators }) => coordinators),
      [[relay.address]]
    )
    node.pass(1_000)
    node.receive(stateFrom(bob, node.now), bob, 'exchange')
    node.pass(LIST_DEBOUNCE - 1)
    assert.equal(node.published().length, 0)
    node.receive(stateFrom(carol, node.now), carol, 'exchange')
    node.pass(1)
    const [change] = node.published()
    assert.deepEqual([...change!.onlineMembers].sort(), [bob.userId, carol.userId].sort())
    assert.equal(change?.heartbeats.length, 2)
    // one more change, right after a list
    node.receive(stateFrom(alice, node.now), alice, 'exchange')
    node.pass(LIST_GAP - 1)
    assert.equal(node.published().length, 0)
    node.pass(1)
    assert.deepEqual(node.published()[0]?.onlineMembers, [alice.userId])
    // a heartbeat that changes nothing is not worth a list of its own
    node.pass(5_000)
    node.receive(stateFrom(bob, node.now), bob)
    node.pass(5_000)
    assert.equal(node.published().length, 0)
    node.pass(LIST_INTERVAL)
    const [full] = node.published()
    assert.equal(full?.onlineMembers.length, 3)
    assert.equal(full?.heartbeats.length, 3)
  })

  it('passes on at once what a device can do for others', () => {
    const node = new Node(relay, { coordinator: true, account: false }).start()
    node.receive(stateFrom(bob, node.now), bob)
    node.pass(2_000)
    node.published()
    node.receive(stateFrom(bob, node.now, { service: 'able' }), bob)
    node.pass(LIST_GAP)
    assert.deepEqual(
      node.published().map(({ heartbeats }) => heartbeats.map(each => readHeartbeat(each).service)),
      [['able']]
    )
  })

  it('passes a goodbye on, signed', () => {
    const node = new Node(relay, { coordinator: true, account: false }).start()
    node.receive(stateFrom(bob, node.now), bob)
    node.pass(2_000)
    node.published()
    node.receive(stateFrom(bob, node.now, { leaving: true }), bob)
    node.pass(LIST_GAP)
    const [list] = node.published()
    assert.deepEqual(list?.onlineMembers, [])
    const other = new Node(alice).start()
    other.receive(stateFrom(bob, NOW), carol)
    other.now = node.now
    other.receive(list!, relay)
    assert.equal(other.status(bob), 'offline')
  })

  it('tells a connecting node at once who is there and which coordinators it knows', () => {
    const node = new Node(relay, { coordinator: true }).start()
    node.receive(stateFrom(bob, node.now), bob, 'exchange')
    node.receive(stateOf(node.now, { coordinators: [carol.address] }), carol, 'exchange')
    const newcomer = new Node(alice).start()
    assert.equal(newcomer.receive(node.presence.snapshot(node.now), relay, 'exchange'), 'accept')
    assert.equal(newcomer.status(bob), 'reachable')
    assert.equal(newcomer.status(relay), 'reachable')
    const coordinators = newcomer.presence.coordinators(node.now)
    assert.deepEqual(
      coordinators.map(({ peerId, confirmed }) => [peerId, confirmed]),
      [
        [relay.peerId, true],
        [carol.peerId, false]
      ]
    )
    const told = newcomer.effects.flatMap(effect => (effect.kind === 'coordinators' ? effect.heard : []))
    assert.equal(new Set(told.map(({ peerId }) => peerId)).size, 2)
  })

  it('does not keep a dead coordinator alive by echo', () => {
    const a = new Node(alice, { coordinator: true }).start()
    const b = new Node(bob, { coordinator: true }).start()
    a.receive(stateOf(a.now, { coordinators: [relay.address] }), relay, 'exchange')
    const names = (node: Node): boolean =>
      node.presence.coordinators(node.now).some(({ peerId }) => peerId === relay.peerId)
    for (let i = 0; i < 30; i += 1) {
      a.pass(30_000)
      b.pass(30_000)
      for (const state of a.published()) b.receive(state, alice)
      for (const state of b.published()) a.receive(state, bob)
      // and with newcomers that connect
      b.receive(a.presence.snapshot(a.now), alice, 'exchange')
      a.receive(b.presence.snapshot(b.now), bob, 'exchange')
    }
    assert.equal(names(a), false)
    assert.equal(names(b), false)
  })

  it('does not pass on a coordinator that it lost, until that speaks again: then it says so at once', () => {
    const node = new Node(bob, { coordinator: true }).start()
    const here = stateOf(node.now, { coordinators: [relay.address] })
    const named = (): boolean => node.presence.snapshot(node.now).coordinators.includes(relay.address)
    node.do({ kind: 'link-up', peerId: relay.peerId })
    node.receive(here, relay, 'exchange')
    node.pass(LIST_INTERVAL)
    assert.ok(named())
    node.do({ kind: 'link-down', peerId: relay.peerId })
    node.receive(here, carol)
    assert.ok(!named(), 'what others say of it may be an echo')
    node.pass(2_000)
    node.published()
    node.receive(stateOf(node.now, { coordinators: [relay.address] }), relay, 'exchange')
    assert.ok(named())
    node.pass(LIST_GAP)
    assert.ok(node.published().some(({ coordinators }) => coordinators.includes(relay.address)))
  })

  it('tells each time that others name one that it lost: who waits for it may call it', () => {
    const node = new Node(alice).start()
    const state = stateOf(node.now, { coordinators: [relay.address] })
    const told = (from: TestMember): number => {
      const before = node.effects.length
      node.receive(state, from)
      return node.effects.slice(before).filter(({ kind }) => kind === 'coordinators').length
    }
    node.do({ kind: 'link-up', peerId: relay.peerId })
    told(relay)
    assert.equal(told(carol), 0, 'the same again')
    node.do({ kind: 'link-down', peerId: relay.peerId })
    assert.deepEqual([told(carol), told(carol)], [1, 1])
  })

  it('does not let others replace the addresses that a coordinator named itself', () => {
    const node = new Node(alice).start()
    node.receive(stateOf(node.now, { coordinators: [relay.address] }), relay)
    const wrong = `/ip4/192.0.2.66/tcp/666/p2p/${relay.peerId}`
    node.receive(stateOf(node.now, { coordinators: [wrong] }), carol)
    assert.deepEqual(node.presence.coordinators(node.now)[0]?.addresses, [relay.address])
  })

  it('takes no circuit address for a coordinator', () => {
    const node = new Node(alice).start()
    const circuit = `${relay.address}/p2p-circuit/p2p/${carol.peerId}`
    node.receive(stateOf(node.now, { coordinators: [circuit, 'nonsense', alice.address] }), carol)
    assert.deepEqual(node.presence.coordinators(node.now), [])
  })

  it('says in its first word what it can do', () => {
    const node = new Node(bob)
    node.do({ kind: 'service', service: 'able' })
    node.start()
    assert.deepEqual(
      node.published().map(({ heartbeats }) => readHeartbeat(heartbeats[0]!).service),
      ['able']
    )
  })

  it('serves from the moment that it says so, and says so at once', () => {
    const node = new Node(bob).start()
    node.pass(HEARTBEAT_GAP)
    node.published()
    node.do({ kind: 'service', service: 'elected' })
    const [beat] = node.published()
    assert.equal(readHeartbeat(beat!.heartbeats[0]!).service, 'elected')
    assert.deepEqual(beat?.coordinators, [bob.address])
    node.pass(LIST_DEBOUNCE)
    assert.equal(node.published().length, 1, 'all that it has heard, as coordinators do')
    node.pass(LIST_INTERVAL)
    assert.equal(node.published().length, 2, 'a heartbeat, and a list')
    node.do({ kind: 'service', service: 'able' })
    node.pass(HEARTBEAT_GAP)
    const said = node.published()
    assert.deepEqual(
      said.map(({ coordinators, heartbeats }) => [coordinators, readHeartbeat(heartbeats[0]!).service]),
      [[[], 'able']]
    )
    node.pass(2 * LIST_INTERVAL)
    assert.ok(node.published().every(({ heartbeats }) => heartbeats.length === 1))
    node.do({ kind: 'service', service: 'elected' })
    node.pass(HEARTBEAT_GAP)
    node.published()
    node.do({ kind: 'stop' })
    const [goodbye] = node.published()
    assert.deepEqual(goodbye?.coordinators, [])
    assert.equal(decodeHeartbeat(goodbye!.heartbeats[0]!.payload).service, 'none')
  })

  it('knows whose word it is that somebody serves', () => {
    const node = new Node(alice).start()
    const who = (): readonly string[] =>
      node.presence.servers(node.now).map(({ peerId, service }) => `${nameOf(peerId)} ${service}`)
    const told = (): readonly string[] =>
      node.effects
        .splice(0)
        .flatMap(effect =>
          effect.kind === 'coordinators'
            ? effect.heard.map(({ peerId, confirmed }) => `${nameOf(peerId)} ${confirmed}`)
            : effect.kind === 'coordinator-left'
              ? [`${nameOf(effect.peerId)} left`]
              : []
        )
    told()
    // a coordinator without an account says it first-hand only
    node.receive(stateOf(node.now, { coordinators: [relay.address, carol.address] }), relay)
    assert.deepEqual(who(), ["relay's device volunteer"])
    assert.deepEqual(
      [node.presence.serves(relay.peerId), node.presence.serves(carol.peerId)],
      [true, undefined]
    )
    told()
    // a device, by whomever the word comes
    node.receive(stateFrom(bob, node.now, { service: 'elected' }), carol)
    assert.deepEqual(who(), ["bob's device elected", "relay's device volunteer"])
    assert.deepEqual(told(), ["bob's device true"])
    assert.equal(node.presence.serves(bob.peerId), true)
    // it is one no more: what others still say of it does not count
    node.now += HEARTBEAT_GAP
    node.receive(stateFrom(bob, node.now, { service: 'able' }), carol)
    assert.deepEqual(told(), ["bob's device left"])
    node.receive(stateOf(node.now, { coordinators: [bob.address] }), relay)
    node.receive(stateOf(node.now, { coordinators: [bob.address] }), bob)
    assert.deepEqual(told(), [])
    assert.equal(node.presence.serves(bob.peerId), false)
    assert.deepEqual(who(), ["bob's device able", "relay's device volunteer"])
    // and again, until it leaves
    node.now += HEARTBEAT_GAP
    node.receive(stateFrom(bob, node.now, { service: 'volunteer' }), carol)
    assert.deepEqual(who(), ["bob's device volunteer", "relay's device volunteer"])
    node.now += HEARTBEAT_GAP
    node.receive(stateFrom(bob, node.now, { service: 'volunteer', leaving: true }), carol)
    assert.deepEqual(told(), ["bob's device true", "bob's device left"])
    assert.equal(node.presence.serves(bob.peerId), false)
    assert.deepEqual(who(), ["relay's device volunteer"])
    node.now += HEARTBEAT_GAP
    node.receive(stateFrom(carol, node.now, { service: 'elected', addresses: [] }), carol)
    assert.deepEqual(told(), [], 'nobody can reach it')
    // silent, but linked: in a crowd heartbeats come rarely
    node.now += HEARTBEAT_GAP
    node.receive(stateFrom(carol, node.now, { service: 'elected' }), carol)
    node.do({ kind: 'link-up', peerId: carol.peerId })
    node.pass(OFFLINE_AFTER + TICK)
    assert.ok(who().includes("carol's device elected"))
    node.do({ kind: 'link-down', peerId: carol.peerId })
    assert.ok(!who().includes("carol's device elected"))
  })

  it('fits 200 long heartbeats into a list: the rest by name', function () {
    this.timeout(20_000)
    const node = new Node(relay, { coordinator: true }).start()
    const certhash = 'uEiAkH5a4DPGKUuOBjYw0CgwjLa2R_RF71v86aVxlqdKNOQ'
    const crowd = Array.from({ length: MAX_MEMBERS - 1 }, (_, i) => member(`crowd ${i}`))
    for (const who of crowd) {
      const addresses = Array.from(
        { length: 8 },
        (_, i) => `/ip6/2001:db8::${i}/udp/9/webrtc-direct/certhash/${certhash}`
      )
      node.receive(stateFrom(who, node.now, { addresses }), [carol, bob, alice][crowd.indexOf(who) % 3]!)
    }
    const snapshot = node.presence.snapshot(node.now)
    assert.equal(snapshot.onlineMembers.length, MAX_MEMBERS)
    assert.ok(snapshot.heartbeats.length > 100 && snapshot.heartbeats.length < MAX_MEMBERS)
    const other = new Node(alice).start()
    assert.equal(other.receive(snapshot, relay), 'accept')
    assert.ok(other.presence.members(other.now).length > 150)
  })
})

describe('discovery: presence and the clock', () => {
  it('declares nobody offline because it stood still itself', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, node.now), carol)
    node.pass(OFFLINE_AFTER - 5_000)
    node.changes()
    // suspended for an hour; the next tick comes late
    node.now += 3_600_000
    node.do({ kind: 'tick' })
    assert.deepEqual(node.changes(), [])
    node.pass(STALL_GRACE - 1_000)
    assert.deepEqual(node.changes(), [])
    node.receive(stateFrom(bob, node.now), carol)
    node.pass(60_000)
    assert.equal(node.status(bob), 'reachable')
  })

  it('but does so when nothing was heard after the grace', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, node.now), carol)
    node.now += 3_600_000
    node.do({ kind: 'tick' })
    node.changes()
    node.pass(STALL_GRACE + SUSPECT_BEFORE)
    assert.deepEqual(node.changes(), ['bob offline -'])
  })

  it('looks twice after a short stall, so that what waits in the socket counts', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, node.now), carol)
    node.pass(OFFLINE_AFTER - 3_000)
    node.changes()
    assert.ok(5_000 + TICK <= STALL)
    node.now += 5_000
    node.do({ kind: 'tick' })
    node.do({ kind: 'link-up', peerId: relay.peerId })
    assert.deepEqual(node.changes(), [])
    node.receive(stateFrom(bob, node.now - 4_000), carol)
    node.pass(30_000)
    assert.deepEqual(node.changes(), [])
    assert.equal(node.status(bob), 'reachable')
  })

  it('goes on when the clock is set back by a day', () => {
    const node = new Node(alice).start()
    node.receive(stateFrom(bob, node.now), carol)
    node.published()
    node.now -= 86_400_000
    node.do({ kind: 'tick' })
    node.pass(HEARTBEAT_INTERVAL)
    const [state] = node.published()
    assert.ok(state !== undefined, 'it still says "here"')
    node.pass(OFFLINE_AFTER)
    assert.equal(node.status(bob), 'offline')
  })
})
