import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { INBOUND_UPGRADE_TIMEOUT, MAX_IDLE_WEBSOCKETS } from '../../src/node/host/constants.ts'
import { createHost } from '../../src/node/host/index.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Socket } from 'node:net'

const IDLE = 100
const HONEST = 12

/** What a slow attacker has said before he falls silent. */
const STAGES: readonly string[] = [
  '',
  '\x13/multist',
  '\x13/multistream/1.0.0\n\x07/noise\n\x00\x20abc',
  'GET / HTTP/1.1\r\nHost: x\r\n'
]

/** Resolves when the socket is closed, in order or not. */
async function ended(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise(resolve => socket.once('close', resolve))
}

describe('slow sockets', () => {
  let host: Host
  const sockets: Socket[] = []

  before(async () => {
    host = await createHost({
      seed: seedBytes(3, 'host', 0),
      listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'],
      dev: true
    })
  })

  after(async () => {
    for (const socket of sockets) socket.destroy()
    await host.stop()
  })

  function addressOf(kind: 'tcp' | 'ws'): string {
    const found = host.addresses().find(address => address.includes('/ws/') === (kind === 'ws'))
    assert.ok(found !== undefined)
    return found
  }

  async function idle(kind: 'tcp' | 'ws', words: string, at: string = addressOf(kind)): Promise<Socket> {
    const socket = connect(Number(/\/tcp\/(\d+)/.exec(at)?.[1]), '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => {})
    socket.resume()
    await once(socket, 'connect')
    if (words !== '') socket.write(words, 'latin1')
    return socket
  }

  for (const kind of ['tcp', 'ws'] as const) {
    it(`do not keep honest peers away over ${kind}, and are closed`, async () => {
      const idlers = await Promise.all(
        Array.from({ length: IDLE }, (_, i) => idle(kind, STAGES[i % STAGES.length] ?? ''))
      )
      const closed = idlers.map(ended)
      for (let i = 0; i < HONEST; i++) {
        const client = await createHost({ seed: seedBytes(3, kind, i), listen: [], dev: true })
        try {
          await client.connect(host.peerId, [addressOf(kind)], { signal: AbortSignal.timeout(2_000) })
        } finally {
          await client.stop()
        }
      }
      await Promise.all(closed)
    })
  }

  it('do not keep a host from stopping', async () => {
    const other = await createHost({
      seed: seedBytes(3, 'stops', 0),
      listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'],
      dev: true
    })
    const idlers: Socket[] = []
    for (const at of other.addresses()) {
      for (const words of STAGES) idlers.push(await idle('tcp', words, at))
    }
    const closed = idlers.map(ended)
    const from = performance.now()
    await other.stop()
    const took = performance.now() - from
    assert.ok(took < INBOUND_UPGRADE_TIMEOUT / 2, `took ${took} ms`)
    await Promise.all(closed)
  })

  it('that wait at the WebSocket listener are bounded, the oldest goes', async () => {
    const from = performance.now()
    const oldest = await idle('ws', '')
    await Promise.all(Array.from({ length: MAX_IDLE_WEBSOCKETS }, () => idle('ws', '')))
    await ended(oldest)
    assert.ok(performance.now() - from < INBOUND_UPGRADE_TIMEOUT, 'it went because its time was over')
  })
})
