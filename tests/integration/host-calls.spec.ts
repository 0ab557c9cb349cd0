/**
 * What arrives where a coordinator was, while the host's own time is moved by hand, and at one that is full, from a
 * whole node that knows no other.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { Calls } from '../../src/node/host/calls.ts'
import { CALL_ALONE_FIRST, CALL_WITNESSED_FIRST } from '../../src/node/host/constants.ts'
import { createHost } from '../../src/node/host/index.ts'
import { ENCRYPTER, MUXER } from '../../src/node/host/parts.ts'
import { ManualTime } from '../support/manual-time.ts'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { NodeTestnet } from '../support/node-testnet.ts'
import type { Libp2p } from 'libp2p'

const LISTEN = ['/ip4/127.0.0.1/tcp/0']
const ECHO = '/earshot/test-echo/1.0.0'
const MINUTE = 60_000

describe('a coordinator that died', () => {
  const time = new ManualTime(0)
  const calls = new Calls({
    rng: length => new Uint8Array(length).fill(128),
    time: time.clock,
    schedule: time.schedule
  })
  let coordinator: Host
  let host: Host
  let address: string
  let arrived = 0
  const server = net.createServer(socket => {
    arrived += 1
    socket.on('error', () => undefined)
    socket.destroy()
  })

  before(async () => {
    const role = { relay: true, dhtMode: 'server' } as const
    coordinator = await createHost({ seed: seedBytes(1, 'dies', 0), listen: LISTEN, role, dev: true })
    address = coordinator.addresses()[0] ?? ''
    host = await createHost({ seed: seedBytes(1, 'stays', 0), listen: [], dev: true, calls })
    await host.reserve(address, { signal: AbortSignal.timeout(5_000) })
    calls.present(coordinator.peerId)
    calls.present('another one, which would tell')
    const gone = Promise.withResolvers<void>()
    host.watch((_, event) => {
      if (event === 'disconnected') gone.resolve()
    })
    await coordinator.stop()
    await gone.promise
    calls.lost(coordinator.peerId)
    const port = multiaddr(address)
      .getComponents()
      .find(({ name }) => name === 'tcp')?.value
    server.listen(Number(port), '127.0.0.1')
    await once(server, 'listening')
  })

  after(async () => {
    await host.stop()
    server.close()
    assert.equal(time.timers, 0, 'timers left')
  })

  /** Everybody who may want it: a mailbox, the directory, the library, whoever goes through its relay. */
  async function everybody(): Promise<void> {
    const { peerId } = coordinator
    const options = { maxFrame: 1_024, signal: AbortSignal.timeout(5_000) }
    const pseudonym = await host.pseudonym(seedBytes(1, 'pseudonym', 0))
    const stranger = seedBytes(1, 'behind it', 0)
    const other = await host.pseudonym(stranger)
    const wishes = [
      pseudonym.open(peerId, [address], ECHO, options),
      host.calls.call(peerId, async () => host.connect(peerId, [address], options)),
      host.open(peerId, [], ECHO, options),
      host.open(other.peerId, [`${address}/p2p-circuit/p2p/${other.peerId}`], ECHO, options)
    ]
    for (const { status } of await Promise.allSettled(wishes)) assert.equal(status, 'rejected')
    await Promise.all([pseudonym.stop(), other.stop()])
  }

  it('is not called within a minute, whoever wants it', async () => {
    for (let passed = 0; passed < MINUTE; passed += MINUTE / 4) {
      await everybody()
      time.advance(MINUTE / 4)
    }
    assert.equal(arrived, 0)
  })

  it('is called once after that, and is left alone again', async () => {
    time.advance(CALL_WITNESSED_FIRST * 1.25 - MINUTE)
    await everybody()
    assert.equal(arrived, 1)
    time.advance(MINUTE)
    await everybody()
    assert.equal(arrived, 1)
  })
})

describe('a coordinator that ends each connection at once', () => {
  let full: Libp2p
  let net: NodeTestnet

  before(async () => {
    full = await createLibp2p({
      addresses: { listen: LISTEN },
      transports: [tcp()],
      connectionEncrypters: [ENCRYPTER],
      streamMuxers: [MUXER],
      connectionMonitor: { enabled: false },
      connectionManager: { inboundConnectionThreshold: 1_000 }
    })
    net = await createNodeTestnet({ nodes: 0, coordinators: 0, seed: 1 })
  })

  after(async () => {
    await net.stop()
    await full.stop()
  })

  it('is called after pauses that grow, by all that a node has', async () => {
    const callers: string[] = []
    const times = new Map<string, number[]>()
    let told = (): void => undefined
    full.addEventListener('connection:open', ({ detail }) => {
      const caller = detail.remotePeer.toString()
      callers.push(caller)
      times.set(caller, [...(times.get(caller) ?? []), performance.now()])
      detail.abort(new Error('full'))
      told()
    })
    const { peerId } = await net.person('alice').start({ bootstrap: full.getMultiaddrs().map(String) })
    const fourth = Promise.withResolvers<void>()
    told = () => {
      if ((times.get(peerId)?.length ?? 0) >= 4) fourth.resolve()
    }
    told()
    await fourth.promise
    const [first = 0, , , last = 0] = times.get(peerId) ?? []
    // two may begin together, the bootstrap address and the directory, and so may those who keep mailboxes
    assert.ok(last - first >= 0.9 * (0.5 + 1) * CALL_ALONE_FIRST, `the fourth after ${last - first} ms`)
    assert.ok(callers.length <= 12, `${callers.length} calls, those of mailboxes among them`)
  })
})
