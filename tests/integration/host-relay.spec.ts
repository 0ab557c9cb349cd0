import assert from 'node:assert/strict'
import { once } from 'node:events'
import { circuitRelayServer } from '@libp2p/circuit-relay-v2'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { lpStream } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { createHost } from '../../src/node/host/index.ts'
import { seedBytes } from '../support/testnet.ts'
import type { FrameStream } from '../../src/link.ts'
import type { Libp2p } from '@libp2p/interface'
import type { Libp2pOptions } from 'libp2p'
import type { Host, HostOptions } from '../../src/node/host/index.ts'

const ECHO = '/earshot/test-echo/1.0.0'
const HOP = '/libp2p/circuit/relay/0.2.0/hop'
const STOP = '/libp2p/circuit/relay/0.2.0/stop'
const TCP = '/ip4/127.0.0.1/tcp/0'
const FRAME = 64 * 1_024

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

describe('circuit relay', () => {
  const started: Host[] = []
  const strangers: Libp2p[] = []

  /** libp2p without any manners of ours. */
  async function raw(services: NonNullable<Libp2pOptions['services']> = {}): Promise<Libp2p> {
    const stranger = await createLibp2p({
      transports: [tcp()],
      connectionEncrypters: [noise()],
      streamMuxers: [yamux()],
      services
    })
    strangers.push(stranger)
    return stranger
  }

  async function start(options: Partial<HostOptions> = {}): Promise<Host> {
    const seed = seedBytes(4, 'host', started.length)
    const host = await createHost({ seed, listen: [], dev: true, ...options })
    started.push(host)
    return host
  }

  function relay(options: Partial<HostOptions> = {}): Promise<Host> {
    return start({ listen: [TCP], role: { relay: true, dhtMode: 'server' }, ...options })
  }

  function addressOf(host: Host): string {
    const [address] = host.addresses()
    assert.ok(address !== undefined)
    return address
  }

  /** A host that nobody reaches but over that relay, and that echoes frames. */
  async function hidden(over: Host): Promise<Host> {
    const host = await start()
    await host.handle(ECHO, { maxFrame: FRAME }, async (stream, signal) => {
      for (
        let frame = await stream.receive({ signal });
        frame !== undefined;
        frame = await stream.receive({ signal })
      ) {
        await stream.send(frame, { signal })
      }
    })
    await host.reserve(addressOf(over), { signal: soon() })
    return host
  }

  /** A stream to a hidden host, by the addresses that it announces. */
  async function meet(host: Host): Promise<{ caller: Host; stream: FrameStream }> {
    const caller = await start()
    const stream = await caller.open(host.peerId, host.addresses(), ECHO, { maxFrame: FRAME, signal: soon() })
    return { caller, stream }
  }

  async function echoed(stream: FrameStream, bytes: number): Promise<void> {
    for (let sent = 0; sent < bytes; sent += FRAME) {
      await stream.send(new Uint8Array(FRAME), { signal: soon() })
      assert.equal((await stream.receive({ signal: soon() }))?.length, FRAME)
    }
  }

  after(async () => {
    await Promise.all([...started, ...strangers].map(async host => host.stop()))
  })

  it('carries far more than the 128 KiB of the library, and goes on', async () => {
    const between = await relay()
    const far = await hidden(between)
    assert.deepEqual(far.relays(), [between.peerId])
    const { caller, stream } = await meet(far)
    assert.equal(stream.relay, between.peerId)
    assert.equal(stream.remotePeerId, far.peerId)
    const peer = caller.connected().find(({ peerId }) => peerId === far.peerId)
    assert.equal(peer?.direct, false)
    assert.equal(peer?.relay, between.peerId)
    await echoed(stream, 4 * 1_024 * 1_024)
    await stream.close()
    const again = await caller.open(far.peerId, [], ECHO, { maxFrame: FRAME, signal: soon() })
    await echoed(again, FRAME)
    await again.close()
  })

  it('is announced where it listens, also over a connection that came from there', async () => {
    const between = await relay()
    const far = await start({ listen: [TCP] })
    const { promise, resolve } = Promise.withResolvers<void>()
    const unwatch = far.watch(() => resolve())
    await between.connect(far.peerId, far.addresses(), { signal: soon() })
    await promise
    unwatch()
    assert.equal(far.connection(between.peerId)?.dialled, false)
    await far.reserve(addressOf(between), { signal: soon() })
    const circuits = far.addresses().filter(address => address.includes('/p2p-circuit'))
    assert.deepEqual(circuits, [`${addressOf(between)}/p2p-circuit/p2p/${far.peerId}`])
  })

  it('ends a circuit at our limit of bytes, and the next one carries on', async () => {
    const far = await hidden(await relay({ relayLimits: { circuitBytes: 500_000 } }))
    const { caller, stream } = await meet(far)
    await assert.rejects(echoed(stream, 1_000_000), { name: 'UnreachableError' })
    const next = await caller.open(far.peerId, far.addresses(), ECHO, { maxFrame: FRAME, signal: soon() })
    await echoed(next, FRAME)
    await next.close()
  })

  it('ends a circuit at our limit of time', async () => {
    const far = await hidden(await relay({ relayLimits: { circuitDuration: 2_000 } }))
    const { stream } = await meet(far)
    await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
  })

  it('refuses strangers when three quarters of the places are taken, and nobody it knows', async () => {
    const known = new Set<string>()
    const between = await relay({ relayLimits: { reservations: 4 }, known: peerId => known.has(peerId) })
    for (let i = 0; i < 3; i++) await hidden(between)
    const stranger = await start()
    await assert.rejects(stranger.reserve(addressOf(between), { signal: soon() }), {
      name: 'UnreachableError'
    })
    assert.deepEqual(stranger.relays(), [])

    const friend = await start()
    known.add(friend.peerId)
    await friend.reserve(addressOf(between), { signal: soon() })
    assert.deepEqual(friend.relays(), [between.peerId])
    const late = await start()
    known.add(late.peerId)
    await assert.rejects(late.reserve(addressOf(between), { signal: soon() }), { name: 'UnreachableError' })
  })

  it('begins to relay when it is told to, and then ends it: what it gave is carried on', async () => {
    const between = await start({ listen: [TCP] })
    const early = await start()
    await assert.rejects(early.reserve(addressOf(between), { signal: soon() }), { name: 'UnreachableError' })
    await between.relay(true)
    const far = await hidden(between)
    await between.relay(false)
    const late = await start()
    await assert.rejects(late.reserve(addressOf(between), { signal: soon() }), { name: 'UnreachableError' })
    const { stream } = await meet(far)
    await echoed(stream, FRAME)
    await between.relay(true)
    await late.reserve(addressOf(between), { signal: soon() })
  })

  it('can be reached where it listens only on private addresses, and not where it does not listen', async () => {
    assert.ok((await start({ listen: [TCP], dev: false })).reachable())
    assert.ok(!(await start({ dev: false })).reachable())
  })

  it('brings nothing to somebody who did not choose that relay', async () => {
    const victim = await start({ listen: [TCP] })
    const stranger = await raw({ relay: circuitRelayServer() })
    const connection = await stranger.dial(multiaddr(addressOf(victim)))
    const stream = await connection.newStream(STOP, { signal: soon() })
    if (stream.status === 'open') await new Promise(resolve => stream.addEventListener('close', resolve))
    assert.ok(
      !victim.addresses().some(address => address.includes('p2p-circuit')),
      'it was talked into a reservation'
    )
    assert.deepEqual(victim.relays(), [])
  })

  it('holds little for an end that does not read', async () => {
    const between = await relay()
    const via = multiaddr(addressOf(between))
    const [sender, sleeper] = [await raw(), await raw()]
    await sleeper.handle(STOP, async stream => {
      const frames = lpStream(stream)
      await frames.read({ signal: soon() })
      // StopMessage { type: STATUS, status: OK }
      await frames.write(Uint8Array.of(0x08, 1, 0x20, 100))
      frames.unwrap().pause()
    })
    // HopMessage { type: RESERVE }
    const reserve = lpStream(await (await sleeper.dial(via)).newStream(HOP, { signal: soon() }))
    await reserve.write(Uint8Array.of(0x08, 0))
    await reserve.read({ signal: soon() })

    const stream = await (await sender.dial(via)).newStream(HOP, { signal: soon() })
    const connect = lpStream(stream)
    const id = sleeper.peerId.toMultihash().bytes
    // HopMessage { type: CONNECT, peer: { id } }
    await connect.write(Uint8Array.of(0x08, 1, 0x12, id.length + 2, 0x0a, id.length, ...id))
    await connect.read({ signal: soon() })
    connect.unwrap()

    let taken = 0
    const flood = async (): Promise<void> => {
      while (taken < 32 * 1_024 * 1_024) {
        taken += FRAME
        if (!stream.send(new Uint8Array(FRAME))) {
          await once(stream, 'drain', { signal: AbortSignal.timeout(1_000) })
        }
      }
    }
    await assert.rejects(flood(), { name: 'AbortError' }, 'the relay took all')
    assert.ok(taken < 4 * 1_024 * 1_024, `${taken} bytes were taken`)
    assert.equal(stream.status, 'open')
  })

  it('is found again after it was restarted', async () => {
    const seed = seedBytes(4, 'relay that restarts', 0)
    const first = await relay({ seed })
    const address = addressOf(first)
    const far = await hidden(first)
    const gone = Promise.withResolvers<void>()
    far.watch((_, event) => {
      if (event === 'disconnected') gone.resolve()
    })
    await first.stop()
    await gone.promise
    const second = await relay({ seed, listen: [address.replace(/\/p2p\/.*/, '')] })
    const back = Promise.withResolvers<void>()
    const check = (): void => {
      if (far.relays().includes(second.peerId) && far.addresses().length > 0) back.resolve()
    }
    const unwatch = far.watchAddresses(check)
    check()
    await back.promise
    unwatch()
    const { stream } = await meet(far)
    await echoed(stream, FRAME)
    await stream.close()
  })

  it('refuses nonsense', async () => {
    const host = await start()
    for (const address of ['/ip4/127.0.0.1/tcp/1', 'nowhere']) {
      await assert.rejects(host.reserve(address), { name: 'UsageError' }, address)
    }
  })
})
