import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { multiaddr } from '@multiformats/multiaddr'
import {
  ADDRESS_DIAL_TIMEOUT,
  MAX_ATTEMPTS_PER_DIAL,
  MAX_NAMES_PER_DIAL
} from '../../src/node/host/constants.ts'
import { createDialer } from '../../src/node/host/dialer.ts'
import { createCertificate, createHost } from '../../src/node/host/index.ts'
import { hostOf } from '../../src/node/host/scope.ts'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { peerIdOf } from '../../src/identity/index.ts'
import { seedBytes } from '../support/testnet.ts'
import type { TransportManager } from '../../src/node/host/dialer.ts'
import type { Host, HostOptions } from '../../src/node/host/index.ts'
import type { AddressInfo, Server } from 'node:net'

const LISTEN = ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws', '/ip4/127.0.0.1/udp/0/webrtc-direct']
/** Peers that somebody may have been told of, and addresses of each. */
const DEAD_PEERS = 60
const ADDRESSES = 12

describe('dialling', () => {
  const started: Host[] = []
  const silent: Server[] = []
  let server: Host

  async function start(options: Partial<HostOptions> = {}): Promise<Host> {
    const host = await createHost({
      seed: seedBytes(5, 'dialling', started.length),
      listen: [],
      dev: true,
      ...options
    })
    started.push(host)
    return host
  }

  before(async () => {
    server = await start({ certificate: await createCertificate(), listen: LISTEN })
  })

  after(async () => {
    await Promise.all(started.map(host => host.stop()))
    for (const each of silent) each.close()
  })

  /** Ports that take a connection and say nothing. */
  async function dead(count: number, onKnock: (open: number) => void = () => undefined): Promise<string[]> {
    let open = 0
    return await Promise.all(
      Array.from({ length: count }, async () => {
        const socket = createServer(caller => {
          open += 1
          onKnock(open)
          caller.on('error', () => {})
          caller.once('close', () => {
            open -= 1
          })
          caller.resume()
        })
        silent.push(socket)
        socket.listen(0, '127.0.0.1')
        await once(socket, 'listening')
        return `/ip4/127.0.0.1/tcp/${(socket.address() as AddressInfo).port}`
      })
    )
  }

  const strangers = (count: number): string[] =>
    Array.from({ length: count }, (_, i) =>
      peerIdOf(nobleBackend.ed25519PublicKey(seedBytes(5, 'stranger', i)))
    )

  it('makes connections that outlive the time for dialling', async () => {
    const lost: string[] = []
    await Promise.all(
      server.addresses().map(async address => {
        const host = await start()
        host.watch((_, event) => {
          if (event === 'disconnected') lost.push(address)
        })
        await host.connect(server.peerId, [address], { signal: AbortSignal.timeout(5_000) })
      })
    )
    await once(AbortSignal.timeout(ADDRESS_DIAL_TIMEOUT + 500), 'abort')
    assert.deepEqual(lost, [])
  })

  it('is not held up by peers with nothing but dead addresses', async () => {
    const addresses = await dead(ADDRESSES)
    const host = await start()
    const over = new AbortController()
    const vain = strangers(DEAD_PEERS).map(async peer =>
      host.connect(peer, addresses, { signal: over.signal }).catch(() => undefined)
    )
    await host.connect(server.peerId, server.addresses().slice(0, 1), {
      signal: AbortSignal.timeout(ADDRESS_DIAL_TIMEOUT - 1_000)
    })
    over.abort()
    await Promise.all(vain)
  })

  it('tries a few addresses of a peer at a time, and leaves nothing when it is given up', async () => {
    let most = 0
    const addresses = await dead(ADDRESSES, open => {
      most = Math.max(most, open)
    })
    const host = await start()
    const [peer = ''] = strangers(1)
    const vain = host.connect(peer, addresses, { signal: AbortSignal.timeout(1_500) })
    await assert.rejects(vain, { name: 'DeadlineError' })
    assert.equal(most, MAX_ATTEMPTS_PER_DIAL)
  })

  it('ends with its host at once', async () => {
    const knocked = Promise.withResolvers<void>()
    const addresses = await dead(ADDRESSES, () => knocked.resolve())
    const host = await start()
    const [peer = ''] = strangers(1)
    const dial = host.connect(peer, addresses, { signal: AbortSignal.timeout(20_000) })
    const ended = assert.rejects(dial, { name: 'UnreachableError' })
    await knocked.promise
    const late = AbortSignal.timeout(ADDRESS_DIAL_TIMEOUT - 1_000)
    await host.stop()
    await ended
    assert.ok(!late.aborted)
  })

  it('looks up a few names of a peer, whatever it says of itself', async () => {
    const asked = new Set<string | undefined>()
    const refusing = {
      holds: () => true,
      admits: async (address: ReturnType<typeof multiaddr>) => {
        asked.add(hostOf(address))
        return false
      },
      admitsName: () => false
    }
    const dialer = createDialer({} as TransportManager, refusing)
    const [peer = ''] = strangers(1)
    const addresses = Array.from({ length: 6 }, (_, i) =>
      ['tcp/1', 'tcp/2/ws'].map(port => multiaddr(`/dns4/host${i}.example/${port}/p2p/${peer}`))
    )
    const signal = AbortSignal.timeout(5_000)
    await assert.rejects(dialer.dial(addresses.flat(), { signal, direct: false }), {
      name: 'UnreachableError'
    })
    assert.equal(asked.size, MAX_NAMES_PER_DIAL)
  })
})
