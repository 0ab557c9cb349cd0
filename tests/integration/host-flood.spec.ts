import assert from 'node:assert/strict'
import { once } from 'node:events'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import {
  DHT_EXCESS_BURST,
  DHT_MAX_REQUEST,
  DHT_PEER_BURST,
  DHT_PEER_RATE,
  DHT_PROTOCOL,
  GOSSIP_PEER_BURST
} from '../../src/node/host/constants.ts'
import { encodeFrame } from '../../src/node/host/frame-buffer.ts'
import { ENCRYPTER, MUXER } from '../../src/node/host/parts.ts'
import { createTestnet, subscribed } from '../support/testnet.ts'
import type { Testnet } from '../support/testnet.ts'
import type { Connection, Stream } from '@libp2p/interface'
import type { Libp2p } from 'libp2p'

const GOSSIP_PROTOCOL = '/meshsub/1.1.0'

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

/** FIND_NODE for a key. */
const REQUEST = encodeFrame(Uint8Array.from([0x08, 4, 0x12, 32, ...new Uint8Array(32).fill(7)]))

function times(count: number, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat(Array.from({ length: count }, () => bytes)))
}

/** Resolves when it is over, with everything that came before. */
async function answersOf(stream: Stream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  stream.addEventListener('message', event => {
    chunks.push(event.data.subarray())
  })
  if (stream.status === 'open') {
    await new Promise((resolve, reject) => {
      stream.addEventListener('close', resolve)
      soon().addEventListener('abort', () => reject(new Error('the stream lives on')))
    })
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** How many whole frames these bytes are. */
function framesIn(bytes: Uint8Array): number {
  let frames = 0
  for (let at = 0; at < bytes.length; frames++) {
    let length = 0
    for (let digit = 0; ; digit++) {
      const byte = bytes[at] ?? 0
      at++
      length += (byte & 0x7f) * 2 ** (7 * digit)
      if (byte < 0x80) break
    }
    at += length
  }
  return frames
}

describe('floods of small requests', () => {
  let net: Testnet
  const strangers: Libp2p[] = []

  async function stranger(): Promise<Connection> {
    const libp2p = await createLibp2p({
      transports: [tcp()],
      connectionEncrypters: [ENCRYPTER],
      streamMuxers: [MUXER],
      connectionGater: { denyDialMultiaddr: () => false },
      connectionMonitor: { enabled: false }
    })
    strangers.push(libp2p)
    return await libp2p.dial(multiaddr(net.hosts[0]?.addresses()[0] ?? ''), { signal: soon() })
  }

  before(async () => {
    net = await createTestnet({ nodes: 3, seed: 61 })
    for (const host of net.hosts) host.gossip.subscribe(net.topic, () => 'accept')
  })

  after(async () => {
    for (const libp2p of strangers) await libp2p.stop()
    await net.stop()
  })

  it('the DHT answers so many requests of a peer at once, and resets the stream with more', async () => {
    const connection = await stranger()
    const started = performance.now()
    const stream = await connection.newStream(DHT_PROTOCOL, { signal: soon() })
    const answers = answersOf(stream)
    stream.send(times(DHT_PEER_BURST - 4, REQUEST))
    for (let i = 0; i < 64 && stream.status === 'open'; i++) {
      await new Promise(setImmediate)
      if (stream.status === 'open') stream.send(REQUEST)
    }
    const answered = framesIn(await answers)
    const due = DHT_PEER_BURST + (DHT_PEER_RATE * (performance.now() - started)) / 1_000
    assert.ok(answered <= due, `${answered} answers`)

    const second = await connection.newStream(DHT_PROTOCOL, { signal: soon() })
    const more = answersOf(second)
    second.send(times(200, REQUEST))
    assert.ok(framesIn(await more) < 20, 'another stream is no new start')
    assert.equal(connection.status, 'open', 'a peer that asks too much is still a peer')
  })

  it('the DHT ends the connection of a peer that asks on and on', async () => {
    const connection = await stranger()
    const ended = once(connection, 'close', { signal: soon() })
    for (let i = 0; i <= DHT_EXCESS_BURST + 2 && connection.status === 'open'; i++) {
      const stream = await connection.newStream(DHT_PROTOCOL, { signal: soon() }).catch(() => undefined)
      stream?.send(times(2 * DHT_PEER_BURST, REQUEST))
    }
    await ended
  })

  it('the DHT reads no request that is longer than any of ours', async () => {
    const connection = await stranger()
    const stream = await connection.newStream(DHT_PROTOCOL, { signal: soon() })
    stream.send(encodeFrame(new Uint8Array(DHT_MAX_REQUEST + 1)))
    assert.equal((await answersOf(stream)).length, 0)
  })

  it('empty gossip ends the connection, and the host goes on', async () => {
    const connection = await stranger()
    const stream = await connection.newStream(GOSSIP_PROTOCOL, { signal: soon() })
    const ended = once(connection, 'close', { signal: soon() })
    // frames of a length of 0 each
    stream.send(new Uint8Array(GOSSIP_PEER_BURST + 300))
    await ended

    const [first, second] = net.hosts
    assert.ok(first !== undefined && second !== undefined)
    await subscribed(second, net.topic, [first.peerId], soon())
    assert.ok((await second.gossip.publish(net.topic, Uint8Array.of(1))) > 0)
  })
})
