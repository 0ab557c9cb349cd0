/** What arrives at a socket that listens where a coordinator was, while the host's own time is moved by hand. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { multiaddr } from '@multiformats/multiaddr'
import { Calls } from '../../src/node/host/calls.ts'
import { CALL_WITNESSED_FIRST } from '../../src/node/host/constants.ts'
import { createHost } from '../../src/node/host/index.ts'
import { ManualTime } from '../support/manual-time.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'

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
