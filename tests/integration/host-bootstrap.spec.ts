/** A bootstrap node that takes connections and ends them again, because it is full, and one that is not there. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { tcp } from '@libp2p/tcp'
import { createLibp2p } from 'libp2p'
import { CONNECTION_PROVEN, RETRY_FIRST } from '../../src/node/host/constants.ts'
import { createHost } from '../../src/node/host/index.ts'
import { ENCRYPTER, MUXER } from '../../src/node/host/parts.ts'
import { lasts } from '../../src/node/host/retry.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Libp2p } from 'libp2p'

const LISTEN = ['/ip4/127.0.0.1/tcp/0']

describe('a bootstrap node that ends each connection', () => {
  let full: Libp2p
  let host: Host

  before(async () => {
    full = await createLibp2p({
      addresses: { listen: LISTEN },
      transports: [tcp()],
      connectionEncrypters: [ENCRYPTER],
      streamMuxers: [MUXER],
      connectionMonitor: { enabled: false }
    })
  })

  after(async () => {
    await host.stop()
    await full.stop()
  })

  it('is dialled after waits that grow', async () => {
    const at: number[] = []
    const thrice = Promise.withResolvers<void>()
    full.addEventListener('connection:open', ({ detail }) => {
      at.push(performance.now())
      detail.abort(new Error('full'))
      if (at.length === 3) thrice.resolve()
    })
    host = await createHost({
      seed: seedBytes(1, 'host', 0),
      listen: [],
      bootstrap: full.getMultiaddrs().map(String),
      dev: true
    })
    await thrice.promise
    const [first = 0, second = 0, third = 0] = at
    assert.ok(second - first >= 0.9 * RETRY_FIRST, `again after ${second - first} ms`)
    assert.ok(third - second >= 1.9 * RETRY_FIRST, `again after ${third - second} ms`)
  })
})

describe('a bootstrap address where nobody answers', () => {
  let host: Host
  const server = net.createServer(socket => {
    socket.on('error', () => undefined)
    socket.destroy()
  })

  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })

  after(async () => {
    await host.stop()
    server.close()
  })

  it('is dialled at once when the network has changed, and the waits begin anew', async () => {
    const { port } = server.address() as net.AddressInfo
    host = await createHost({
      seed: seedBytes(1, 'moves', 0),
      listen: [],
      // its PeerId is unknown: nobody else can call it
      bootstrap: [`/ip4/127.0.0.1/tcp/${port}`],
      dev: true
    })
    for (let count = 0; count < 3; count += 1) await once(server, 'connection')
    // the next one is due in four times the first wait
    const changed = performance.now()
    host.networkChanged()
    await once(server, 'connection')
    const first = performance.now()
    assert.ok(first - changed <= 2 * RETRY_FIRST, `only after ${first - changed} ms`)
    await once(server, 'connection')
    const second = performance.now()
    assert.ok(second - first >= 0.9 * RETRY_FIRST, `again after ${second - first} ms`)
    assert.ok(second - first <= 3 * RETRY_FIRST, `only after ${second - first} ms`)
  })
})

describe('whether a connection lasts', () => {
  const soon = new AbortController().signal

  class Ended extends EventTarget {
    status: 'open' | 'closed' = 'open'
  }
  const connection = (): Ended & Parameters<typeof lasts>[0] =>
    new Ended() as Ended & Parameters<typeof lasts>[0]

  it('is known after so long, or when nobody wants to know any more', async () => {
    await lasts(connection(), 1, soon)
    await lasts(connection(), CONNECTION_PROVEN, AbortSignal.abort())
  })

  it('is known at once when it ends, or has ended', async () => {
    const open = connection()
    const waiting = lasts(open, CONNECTION_PROVEN, soon)
    open.dispatchEvent(new Event('close'))
    await assert.rejects(waiting, { name: 'UnreachableError' })
    const closed = connection()
    closed.status = 'closed'
    await assert.rejects(lasts(closed, CONNECTION_PROVEN, soon), { name: 'UnreachableError' })
  })
})
