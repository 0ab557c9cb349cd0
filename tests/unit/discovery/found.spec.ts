import assert from 'node:assert/strict'
import { env } from 'node:process'
import { multiaddr } from '@multiformats/multiaddr'
import fc from 'fast-check'
import { DIALS_PER_ANSWER } from '../../../src/discovery/constants.ts'
import { placesToDial, readFound } from '../../../src/discovery/core/found.ts'
import {
  dayOf,
  lookupDays,
  lookupKey,
  sealInner,
  signLookupRecord,
  verifyLookupRecord
} from '../../../src/identity/index.ts'
import { member } from '../../support/discovery.ts'
import { DAY, descriptorOf, named, NOW, seeded } from '../../support/identity.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { Sought } from '../../../src/discovery/core/found.ts'
import type { Descriptor, DescriptorInner, LookupRecord } from '../../../src/wire/index.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 300 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const bob = member('bob')
const relay = member('relay')
const OWN = ['/ip4/198.51.100.1/tcp/1']
const descriptorKey = seeded('key of bob')(32)
const sought: Sought = {
  account: bob.account.publicKey,
  devices: [bob.peerId],
  descriptorKey,
  revision: NOW
}

function innerOf(addresses: readonly string[], relays: readonly string[] = []): DescriptorInner {
  const bytes = (text: string): Uint8Array => multiaddr(text).bytes
  return {
    addresses: addresses.map(bytes),
    mailboxes: relays.map(address => ({ mailbox: new Uint8Array(32), addresses: [bytes(address)] }))
  }
}

function recordOf(inner: DescriptorInner, changes: Partial<Descriptor> = {}, who = bob): LookupRecord {
  const day = dayOf(NOW)
  const descriptor = descriptorOf(who, {
    inner: sealInner(crypto, bob.rng, descriptorKey, inner),
    ...changes
  })
  const signed = signLookupRecord(crypto, bob.rng, bob.account, { day, revision: NOW, descriptor })
  const key = lookupKey(crypto, bob.account.publicKey, day)
  return verifyLookupRecord(crypto, signed, { key, days: lookupDays(NOW) })
}

function places(
  addresses: readonly string[],
  relays: readonly string[] = [],
  own: readonly string[] = OWN
): readonly string[] {
  return placesToDial(readFound(crypto, recordOf(innerOf(addresses, relays)), sought, NOW), own)
}

const relays = [relay, member('another relay'), member('a third relay')].map(
  ({ peerId }, at) => `/ip4/203.0.113.${20 + at}/tcp/1/p2p/${peerId}`
)
const circuits = relays.map(address => `${address}/p2p-circuit/p2p/${bob.peerId}`)

describe('discovery: what a record that was found says', () => {
  it('names the device where it says that it is', () => {
    const at = '/ip4/203.0.113.9/tcp/2'
    assert.deepEqual(places([at]), [`${at}/p2p/${bob.peerId}`])
    assert.deepEqual(places([`${at}/p2p/${bob.peerId}`]), [`${at}/p2p/${bob.peerId}`])
  })

  it('says nowhere to who was not, or no longer, given its key', () => {
    const record = recordOf(innerOf(['/ip4/203.0.113.9/tcp/2']))
    const found = readFound(crypto, record, { ...sought, descriptorKey: undefined }, NOW)
    assert.deepEqual(placesToDial(found, OWN), [])
    assert.throws(
      () => readFound(crypto, record, { ...sought, descriptorKey: new Uint8Array(32) }, NOW),
      named('AuthenticationError')
    )
  })

  it('is nobody else: another account, another device, an older word, one that has expired', () => {
    const inner = innerOf(['/ip4/203.0.113.9/tcp/2'])
    const refused = (record: LookupRecord, changes: Partial<Sought> = {}, now: number = NOW): void => {
      assert.throws(() => readFound(crypto, record, { ...sought, ...changes }, now), named('TrustError'))
    }
    refused(recordOf(inner), { account: relay.account.publicKey })
    refused(recordOf(inner), { devices: [relay.peerId] })
    refused(recordOf(inner, { revision: NOW - 1 }))
    refused(recordOf(inner), {}, NOW + DAY)
    refused(recordOf(inner, {}, relay))
  })

  it('makes us dial no place that is none of our business', () => {
    const harmful = [
      '/ip4/192.168.1.1/tcp/80',
      '/ip4/127.0.0.1/tcp/22',
      `/ip4/203.0.113.1/tcp/1/p2p/${relay.peerId}`,
      '/ip4/224.0.0.1/tcp/1'
    ]
    assert.deepEqual(places(harmful, [`/ip4/10.0.0.1/tcp/1/p2p/${relay.peerId}`]), [])
  })

  it('gives of several transports one each, public hosts first, and a circuit in any case', () => {
    const addresses = [
      '/ip4/203.0.113.9/tcp/2',
      '/ip4/203.0.113.9/tcp/5',
      '/ip4/203.0.113.9/tcp/4/ws',
      '/ip4/203.0.113.9/tcp/6/ws'
    ]
    assert.deepEqual(places(addresses, relays), [
      `/ip4/203.0.113.9/tcp/2/p2p/${bob.peerId}`,
      `/ip4/203.0.113.9/tcp/4/ws/p2p/${bob.peerId}`,
      circuits[0]
    ])
  })

  it('gives a circuit through each coordinator where its own addresses leave room: the first may be dead', () => {
    const at = '/ip4/203.0.113.9/tcp/2'
    assert.deepEqual(places([at], relays), [`${at}/p2p/${bob.peerId}`, circuits[0], circuits[1]])
    assert.deepEqual(places([], relays), circuits)
    assert.deepEqual(places([], [relays[0]!, ...relays]), circuits, 'each once')
  })

  it('leaves most of the room to circuits where only a house could be shared', () => {
    const own = ['/ip4/10.0.0.5/tcp/1']
    const said = ['/ip4/10.0.0.9/tcp/2', '/ip4/10.0.0.9/tcp/4/ws', '/ip4/10.0.0.9/tcp/6/ws']
    assert.deepEqual(places(said, relays, own), [`${said[0]}/p2p/${bob.peerId}`, circuits[0], circuits[1]])
    assert.deepEqual(places(said, relays), circuits, 'no other house is knocked at')
    assert.deepEqual(
      places(said, relays.slice(0, 1), own),
      [`${said[0]}/p2p/${bob.peerId}`, `${said[1]}/p2p/${bob.peerId}`, circuits[0]],
      'what circuits leave is for its own'
    )
  })

  it('goes to a coordinator where it may be dialled', () => {
    const inner = innerOf([])
    const bytes = [`/ip4/192.168.1.1/tcp/1/p2p/${relay.peerId}`, relays[0]!].map(
      text => multiaddr(text).bytes
    )
    const mailboxes = [{ mailbox: new Uint8Array(32), addresses: bytes }]
    const found = readFound(crypto, recordOf({ ...inner, mailboxes }), sought, NOW)
    assert.deepEqual(placesToDial(found, OWN), [circuits[0]])
  })

  it('never costs more than three dials, each to its device', () => {
    const host = fc.oneof(
      fc.ipV4().map(ip => `/ip4/${ip}`),
      fc.ipV6().map(ip => `/ip6/${ip}`),
      fc.constantFrom('/ip4/127.0.0.1', '/dns4/a.example')
    )
    const address = fc
      .tuple(
        host,
        fc.nat(65_535),
        fc.constantFrom('', `/p2p/${bob.peerId}`, `/p2p/${relay.peerId}`),
        fc.boolean()
      )
      .map(([at, port, target, isCircuit]) =>
        isCircuit
          ? `${at}/tcp/${port}/p2p/${relay.peerId}/p2p-circuit${target}`
          : `${at}/tcp/${port}${target}`
      )
    const { descriptor } = readFound(crypto, recordOf(innerOf([])), sought, NOW)
    fc.assert(
      fc.property(
        fc.array(address, { maxLength: 16 }),
        fc.array(address, { maxLength: 5 }),
        (own, relays) => {
          const dials = placesToDial({ descriptor, inner: innerOf(own, relays) }, OWN)
          assert.ok(dials.length <= DIALS_PER_ANSWER)
          for (const text of dials) assert.ok(text.endsWith(`/p2p/${bob.peerId}`))
        }
      ),
      options
    )
  })
})
