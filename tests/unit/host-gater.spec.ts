import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { MAX_CONNECTIONS_PER_HOST, MAX_PENDING_PER_HOST } from '../../src/node/host/constants.ts'
import { createGater } from '../../src/node/host/gater.ts'
import { createDialScope, addressGroup, originOf } from '../../src/node/host/scope.ts'
import { lookupWithin } from '../../src/node/host/transports.ts'
import type { DialScopeInit } from '../../src/node/host/scope.ts'
import type { GaterInit } from '../../src/node/host/gater.ts'
import type { ConnectionGater, MultiaddrConnection, PeerId } from '@libp2p/interface'

const RELAY = '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5'
const PEER = '12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq'

/** An inbound connection of which the gater sees address, state and end. */
class Inbound extends EventTarget {
  readonly remoteAddr
  status = 'open'

  constructor(address: string) {
    super()
    this.remoteAddr = multiaddr(address)
  }

  end(): void {
    this.status = 'closed'
    this.dispatchEvent(new Event('close'))
  }

  get it(): MultiaddrConnection {
    return this as unknown as MultiaddrConnection
  }
}

const peer = { toString: () => PEER } as PeerId

function gater(init: Partial<GaterInit> = {}): Required<ConnectionGater> {
  return createGater({
    scope: createDialScope(),
    peerId: PEER,
    loopback: false,
    allowRelay: () => false,
    isSilent: () => false,
    ...init
  }) as Required<ConnectionGater>
}

describe('dial scope', () => {
  it('knows what the many keys of one caller have in common', () => {
    const of = (address: string): string | undefined => originOf(multiaddr(address))
    assert.equal(of('/ip4/192.0.2.1/tcp/1'), '192.0.2.1')
    assert.equal(of('/ip6/2001:db8:1:2:3::4/tcp/1/ws'), of('/ip6/2001:db8:1:2::5/tcp/2'))
    assert.equal(of(`/ip4/192.0.2.1/tcp/1/p2p/${RELAY}/p2p-circuit`), `relay ${RELAY}`)
    assert.equal(of('/ip4/127.0.0.1/tcp/1'), undefined, 'everybody, as behind a proxy of our own')
    assert.equal(of('/memory/x'), undefined)
  })

  it('lets loopback in only when it is ours', () => {
    const address = multiaddr('/ip4/127.0.0.1/tcp/1')
    assert.equal(createDialScope().holds(address), false)
    assert.equal(createDialScope({ loopback: true }).holds(address), true)
    for (const host of ['/ip4/240.0.0.1', '/ip4/0.0.0.0', '/ip6/::'])
      assert.equal(createDialScope({ loopback: true }).holds(multiaddr(`${host}/tcp/1`)), false, host)
  })

  it('lets public addresses and names in', () => {
    const scope = createDialScope()
    for (const address of ['/ip4/8.8.8.8/tcp/1', '/dns4/example.com/tcp/1', '/memory/x']) {
      assert.equal(scope.holds(multiaddr(address)), true, address)
    }
  })

  it('dials a name for what it stands for', async () => {
    const name = multiaddr('/dns4/localhost/tcp/1')
    assert.equal(await createDialScope().admits(name), false)
    assert.equal(await createDialScope({ loopback: true }).admits(name), true)
    assert.equal(await createDialScope({ trusted: new Set(['localhost']) }).admits(name), true)
    assert.equal(await createDialScope().admits(multiaddr('/dns4/nobody.invalid/tcp/1')), false)
    assert.equal(await createDialScope().admits(multiaddr('/ip4/8.8.8.8/tcp/1')), true)
  })

  for (const all of [true, false]) {
    it(`looks a name up for a socket, ${all ? 'all of it' : 'one of it'}`, async () => {
      const found = async (init: DialScopeInit): Promise<unknown> =>
        await new Promise((resolve, reject) => {
          lookupWithin(createDialScope(init))('localhost', { all, family: 4 }, (err, address) => {
            if (err === null) resolve(address)
            else reject(err)
          })
        })
      await assert.rejects(found({}), { name: 'UnreachableError' })
      const there = all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1'
      assert.deepEqual(await found({ loopback: true }), there)
      assert.deepEqual(await found({ trusted: new Set(['localhost']) }), there)
    })
  }

  it('judges a relayed address by the relay', () => {
    const relayed = multiaddr(`/ip4/127.0.0.1/tcp/1/p2p/${RELAY}/p2p-circuit/p2p/${PEER}`)
    assert.equal(createDialScope().holds(relayed), false)
  })

  it('counts an IPv6 /64 as one host', () => {
    assert.equal(addressGroup('2001:db8:1:2:3:4:5:6'), addressGroup('2001:db8:1:2::9'))
    assert.notEqual(addressGroup('2001:db8:1:2::9'), addressGroup('2001:db8:1:3::9'))
    assert.equal(addressGroup('2001:db8::1'), addressGroup('2001:db8:0:0:ffff::'))
    assert.notEqual(addressGroup('1.2.3.4'), addressGroup('1.2.3.5'))
  })
})

describe('connection gater', () => {
  it('bounds handshakes per address, and frees the place when one ends', async () => {
    const { denyInboundConnection, denyInboundUpgradedConnection } = gater()
    const open: Inbound[] = []
    for (let i = 0; i < MAX_PENDING_PER_HOST; i++) {
      const connection = new Inbound(`/ip4/8.8.8.8/tcp/${1_000 + i}`)
      assert.equal(await denyInboundConnection(connection.it), false)
      open.push(connection)
    }
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.8.8/tcp/1').it), true)
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.4.4/tcp/1').it), false, 'others go on')

    open[0]?.end()
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.8.8/tcp/2').it), false)
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.8.8/tcp/3').it), true)

    const done = open[1]
    assert.ok(done !== undefined)
    assert.equal(await denyInboundUpgradedConnection(peer, done.it), false)
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.8.8/tcp/4').it), false)
  })

  it('bounds connections per address, and counts no end twice', async () => {
    const { denyInboundUpgradedConnection } = gater()
    const open: Inbound[] = []
    const establish = (): boolean | Promise<boolean> => {
      const connection = new Inbound('/ip6/2001:4860::1/tcp/1')
      open.push(connection)
      return denyInboundUpgradedConnection(peer, connection.it)
    }
    for (let i = 0; i < MAX_CONNECTIONS_PER_HOST; i++) assert.equal(await establish(), false)
    assert.equal(await establish(), true)
    open[0]?.end()
    open[0]?.end()
    assert.equal(await establish(), false)
    assert.equal(await establish(), true)
  })

  it('refuses a connection that is already over', async () => {
    const { denyInboundConnection, denyInboundUpgradedConnection } = gater()
    const over = new Inbound('/ip4/8.8.8.8/tcp/1')
    over.end()
    assert.equal(await denyInboundConnection(over.it), true)
    assert.equal(await denyInboundUpgradedConnection(peer, over.it), true)
  })

  it('does not count loopback on one machine, nor guests of a relay as the relay', async () => {
    const local = gater({ loopback: true })
    for (let i = 0; i < MAX_PENDING_PER_HOST + 10; i++) {
      assert.equal(await local.denyInboundConnection(new Inbound(`/ip4/127.0.0.1/tcp/${i + 1}`).it), false)
    }
    const { denyInboundConnection } = gater()
    for (let i = 0; i < MAX_PENDING_PER_HOST; i++) {
      const guest = `/ip4/8.8.8.8/tcp/1/p2p/${RELAY}/p2p-circuit/p2p/${PEER}`
      assert.equal(await denyInboundConnection(new Inbound(guest).it), false)
    }
    assert.equal(await denyInboundConnection(new Inbound('/ip4/8.8.8.8/tcp/2').it), false)
  })

  it('refuses reservations and relayed connections unless told otherwise', async () => {
    const strict = gater()
    assert.equal(await strict.denyInboundRelayReservation(peer), true)
    assert.equal(await strict.denyInboundRelayedConnection(peer, peer), true)
    const open = gater({ allowReservation: id => id === PEER, allowRelay: id => id === PEER })
    assert.equal(await open.denyInboundRelayReservation(peer), false)
    assert.equal(await open.denyInboundRelayedConnection(peer, peer), false)
  })

  it('remembers of others only what may be dialled, of itself everything', async () => {
    const { filterMultiaddrForPeer, denyDialMultiaddr } = gater()
    const other = { toString: () => RELAY } as PeerId
    const loopback = multiaddr('/ip4/127.0.0.1/tcp/1')
    assert.equal(await filterMultiaddrForPeer(other, loopback), false)
    assert.equal(await filterMultiaddrForPeer(peer, loopback), true)
    assert.equal(await denyDialMultiaddr(loopback), true)
    assert.equal(await denyDialMultiaddr(multiaddr('/ip4/8.8.8.8/tcp/1')), false)
  })
})
