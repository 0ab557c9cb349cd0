import assert from 'node:assert/strict'
import {
  addressBytes,
  addressesOf,
  addressText,
  circuitAddress,
  parseAddress
} from '../../../src/discovery/core/address.ts'
import { dialable, isPublic } from '../../../src/discovery/core/dialable.ts'
import { member } from '../../support/discovery.ts'

const alice = member('alice')
const relay = member('relay')
const certhash = 'uEiAkH5a4DPGKUuOBjYw0CgwjLa2R_RF71v86aVxlqdKNOQ'

describe('discovery: addresses', () => {
  it('reads whose an address is, over whom it leads and what is dialled', () => {
    const direct = parseAddress(`/ip4/1.2.3.4/tcp/5/ws/p2p/${alice.peerId}`)
    assert.equal(direct?.target, alice.peerId)
    assert.equal(direct?.relay, undefined)
    assert.equal(direct?.circuit, false)
    assert.equal(direct?.transport, 'ws')
    assert.deepEqual(direct?.host, { kind: 'ip', bytes: Uint8Array.of(1, 2, 3, 4) })

    const circuit = parseAddress(
      `/dns4/r.example/tcp/5/wss/p2p/${relay.peerId}/p2p-circuit/p2p/${alice.peerId}`
    )
    assert.equal(circuit?.target, alice.peerId)
    assert.equal(circuit?.relay, relay.peerId)
    assert.equal(circuit?.circuit, true)
    assert.equal(circuit?.transport, 'p2p-circuit')
    assert.deepEqual(circuit?.host, { kind: 'name', name: 'r.example' })

    const webrtc = parseAddress(`/ip6/2001:db8::1/udp/5/webrtc-direct/certhash/${certhash}`)
    assert.equal(webrtc?.transport, 'webrtc-direct')
    assert.equal(webrtc?.target, undefined)
    assert.equal(parseAddress(`/ip4/1.2.3.4/tcp/5/p2p/${relay.peerId}/p2p-circuit`)?.target, undefined)
  })

  it('refuses what is no address, is too long, or hides a second host or relay', () => {
    for (const text of [
      '',
      'x',
      '/ip4/999.1.1.1/tcp/1',
      '/ip4/010.0.0.1/tcp/1',
      `/ip4/1.2.3.4/tcp/1/p2p/${'1'.repeat(600)}`,
      `/dns4/${'a'.repeat(400)}/tcp/1`,
      '/ip4/1.2.3.4/tcp/1/ip4/10.0.0.1/tcp/2',
      `/ip4/1.2.3.4/tcp/1/p2p/${relay.peerId}/p2p-circuit/p2p/${relay.peerId}/p2p-circuit/p2p/${alice.peerId}`
    ]) {
      assert.equal(parseAddress(text), undefined, text)
    }
  })

  it('goes from text to bytes and back', () => {
    const bytes = addressBytes(alice.address)
    assert.ok(bytes !== undefined)
    assert.equal(addressText(bytes), alice.address)
    assert.equal(addressBytes('nonsense'), undefined)
    assert.equal(addressText(Uint8Array.of(255, 255, 255)), undefined)
  })

  it("keeps a peer's own addresses, each once, ending in its id", () => {
    assert.deepEqual(
      addressesOf(
        alice.peerId,
        ['/ip4/1.2.3.4/tcp/5', `/ip4/1.2.3.4/tcp/5/p2p/${alice.peerId}`, relay.address, 'x', '/memory/a'],
        16
      ),
      [`/ip4/1.2.3.4/tcp/5/p2p/${alice.peerId}`, `/memory/a/p2p/${alice.peerId}`]
    )
    assert.equal(addressesOf(alice.peerId, ['/memory/a', '/memory/b', '/memory/c'], 2).length, 2)
  })

  it('makes circuit addresses over a relay, never over a circuit', () => {
    const circuit = `${relay.address}/p2p-circuit/p2p/${alice.peerId}`
    assert.equal(circuitAddress(relay.address, relay.peerId, alice.peerId), circuit)
    const bare = relay.address.replace(`/p2p/${relay.peerId}`, '')
    assert.equal(circuitAddress(bare, relay.peerId, alice.peerId), circuit)
    assert.equal(circuitAddress(alice.address, relay.peerId, alice.peerId), undefined)
    assert.equal(circuitAddress(circuit, alice.peerId, relay.peerId), undefined)
  })
})

describe('discovery: dialable', () => {
  const at = (host: string): string => `${host}/tcp/4001/p2p/${alice.peerId}`
  const nowhere: readonly string[] = []

  it('dials public hosts always', () => {
    for (const host of [
      '/ip4/8.8.8.8',
      '/ip4/172.32.0.1',
      '/ip4/100.128.0.1',
      '/ip6/2a00:1450::1',
      '/ip4/198.20.0.1'
    ]) {
      assert.equal(dialable(at(host), nowhere), true, host)
      assert.equal(isPublic(at(host)), true, host)
    }
  })

  it('never dials what is no host', () => {
    const everywhere = [at('/ip4/127.0.0.1'), at('/ip4/10.0.0.1'), at('/ip6/::1'), at('/ip4/192.168.0.1')]
    for (const host of [
      '/ip4/0.0.0.0',
      '/ip4/0.1.2.3',
      '/ip4/224.0.0.1',
      '/ip4/240.0.0.1',
      '/ip4/255.255.255.255',
      '/ip4/198.18.0.1',
      '/ip6/::',
      '/ip6/ff02::1',
      '/ip6/fec0::1',
      '/ip6/::ffff:255.255.255.255'
    ]) {
      assert.equal(dialable(at(host), everywhere), false, host)
    }
    assert.equal(dialable('nonsense', everywhere), false)
    assert.equal(dialable(`/p2p/${relay.peerId}/p2p-circuit/p2p/${alice.peerId}`, everywhere), false)
  })

  const ranges: ReadonlyArray<readonly [string, string, string]> = [
    ['/ip4/127.0.0.1', '/ip4/127.0.0.2', '/ip4/10.0.0.1'],
    ['/ip6/::1', '/ip4/127.0.0.1', '/ip6/2001:db8::1'],
    ['/ip4/10.1.2.3', '/ip4/10.200.0.1', '/ip4/192.168.0.1'],
    ['/ip4/172.16.0.1', '/ip4/172.31.255.255', '/ip4/10.0.0.1'],
    ['/ip4/192.168.1.1', '/ip4/192.168.7.7', '/ip4/172.16.0.1'],
    ['/ip4/100.64.0.1', '/ip4/100.127.0.1', '/ip4/100.1.0.1'],
    ['/ip4/169.254.1.1', '/ip4/169.254.9.9', '/ip4/10.0.0.1'],
    ['/ip6/fd00:1:2::1', '/ip6/fd00:1:2:9::1', '/ip6/fd00:1:3::1'],
    ['/ip6/fe80::1', '/ip6/fe80::2', '/ip6/fd00::1'],
    ['/ip6/::ffff:127.0.0.1', '/ip4/127.0.0.1', '/ip4/8.8.8.8'],
    ['/ip6/64:ff9b::10.0.0.1', '/ip4/10.9.9.9', '/ip4/8.8.8.8'],
    ['/ip6/2002:c0a8:101::1', '/ip4/192.168.0.1', '/ip4/8.8.8.8'],
    ['/memory/a', '/memory/b', '/ip4/127.0.0.1']
  ]
  for (const [host, inside, outside] of ranges) {
    it(`dials ${host} from ${inside}, not from ${outside}`, () => {
      const target = host === '/memory/a' ? `/memory/a/p2p/${alice.peerId}` : at(host)
      assert.equal(dialable(target, [inside]), true)
      assert.equal(dialable(target, [outside]), false)
      assert.equal(dialable(target, nowhere), false)
      assert.equal(isPublic(target), false)
    })
  }

  it('looks at the relay of a circuit, and takes a relayed own address for nothing', () => {
    const circuit = `/ip4/10.0.0.1/tcp/1/p2p/${relay.peerId}/p2p-circuit/p2p/${alice.peerId}`
    assert.equal(dialable(circuit, nowhere), false)
    assert.equal(dialable(circuit, ['/ip4/10.3.0.1/tcp/2']), true)
    const own = `/ip4/10.3.0.1/tcp/2/p2p/${relay.peerId}/p2p-circuit`
    assert.equal(dialable(circuit, [own]), false)
  })

  it('dials names only for whom they are allowed', () => {
    assert.equal(dialable(at('/dns4/printer.local'), nowhere), false)
    assert.equal(dialable(at('/dns4/relay.example'), nowhere, { names: true }), true)
  })
})
