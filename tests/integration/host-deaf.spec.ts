/** Nobody stays deaf: gossip after failures of single streams and connections. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { identify } from '@libp2p/identify'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { createLibp2p } from 'libp2p'
import { NEGOTIATION_TIMEOUT, PROTOCOL_PREFIX } from '../../src/node/host/constants.ts'
import { realCalls } from '../../src/node/host/host.ts'
import { startLibp2p } from '../../src/node/host/libp2p.ts'
import { ENCRYPTER, MUXER } from '../../src/node/host/parts.ts'
import { createTestnet, seedBytes, subscribed } from '../support/testnet.ts'
import { silent } from '../support/discovery.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Testnet } from '../support/testnet.ts'
import type { Connection, Libp2p, StreamHandler, StreamMuxer } from '@libp2p/interface'

const GOSSIP_PROTOCOL = '/meshsub/1.2.0'
const IDENTIFY_PROTOCOL = `/${PROTOCOL_PREFIX}/id/1.0.0`
const SEED = 71

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

/** Resolves when the host is told something in the topic, and from then on listens no more. */
async function hears(host: Host, topic: string, signal: AbortSignal): Promise<string> {
  const heard = Promise.withResolvers<string>()
  signal.addEventListener('abort', () => heard.reject(new Error('nothing was heard')))
  host.gossip.subscribe(topic, data => {
    heard.resolve(Buffer.from(data).toString())
    return 'accept'
  })
  return await heard.promise
}

describe('gossip with', () => {
  let net: Testnet
  let host: Host
  let address: string
  const others: Libp2p[] = []

  async function stranger(): Promise<Libp2p<{ identify: object }>> {
    const libp2p = await createLibp2p({
      transports: [tcp()],
      connectionEncrypters: [ENCRYPTER],
      streamMuxers: [MUXER],
      connectionGater: { denyDialMultiaddr: () => false },
      connectionMonitor: { enabled: false },
      services: { identify: identify({ protocolPrefix: PROTOCOL_PREFIX }) }
    })
    others.push(libp2p)
    return libp2p
  }

  before(async () => {
    net = await createTestnet({ nodes: 1, seed: SEED })
    const [first] = net.hosts
    assert.ok(first !== undefined)
    host = first
    address = host.addresses()[0] ?? ''
    host.gossip.subscribe(net.topic, () => 'accept')
  })

  after(async () => {
    for (const libp2p of others) await libp2p.stop()
    await net.stop()
  })

  it('a peer goes on when the connection that carried it ends and another one stays', async () => {
    const { libp2p } = await startLibp2p(
      { seed: seedBytes(SEED, 'two', 0), listen: [], dev: true, topics: [net.topic] },
      silent,
      realCalls()
    )
    others.push(libp2p)
    const { gossip } = libp2p.services
    const first = await libp2p.dial(multiaddr(address), { signal: soon() })
    gossip.topicValidators.set(net.topic, () => 'accept' as never)
    gossip.subscribe(net.topic)
    await subscribed(host, net.topic, [libp2p.peerId.toString()], soon())
    const second = await libp2p.dial(multiaddr(address), { force: true, signal: soon() })
    assert.equal(libp2p.getConnections().length, 2)
    // both sides have heard on the new one who the other is, and know that they have streams
    while (second.streams.length > 0) {
      const [stream] = second.streams
      if (stream !== undefined) await once(stream, 'close', { signal: soon() })
    }

    const there = Promise.withResolvers<void>()
    soon().addEventListener('abort', () => there.reject(new Error('nothing told anew')))
    gossip.addEventListener('subscription-change', () => there.resolve())
    first.abort(new Error('gone'))
    // both sides tell each other anew what they take part in
    await subscribed(host, net.topic, [libp2p.peerId.toString()], soon())
    await there.promise
    const heard = hears(host, net.topic, soon())
    await gossip.publish(net.topic, utf8ToBytes('still here'))
    assert.equal(await heard, 'still here')
    assert.equal(await host.gossip.publish(net.topic, utf8ToBytes('you, too?')), 1)
  })

  it('peers that do not answer has time for all others', async () => {
    const rude = 4
    for (let i = 0; i < rude; i++) {
      const libp2p = await stranger()
      const connection = await libp2p.dial(multiaddr(address), { signal: soon() })
      ignoreStreams(connection)
      await connection.newStream(GOSSIP_PROTOCOL, { signal: soon() })
    }
    const newcomer = await net.add()
    newcomer.gossip.subscribe(net.topic, () => 'accept')
    await subscribed(newcomer, net.topic, [host.peerId], soon((rude - 1) * NEGOTIATION_TIMEOUT))
  })

  it('a peer begins when it could not say at first who it is', async () => {
    const libp2p = await stranger()
    const answer = (libp2p.services.identify as { handleProtocol: StreamHandler }).handleProtocol
    let asked = 0
    await libp2p.handle(
      IDENTIFY_PROTOCOL,
      (stream, connection) => {
        asked++
        if (asked === 1) stream.abort(new Error('busy'))
        else void answer.call(libp2p.services.identify, stream, connection)
      },
      { force: true }
    )
    const reached = Promise.withResolvers<void>()
    soon().addEventListener('abort', () => reached.reject(new Error('not asked again')))
    await libp2p.handle(GOSSIP_PROTOCOL, () => reached.resolve())
    await libp2p.dial(multiaddr(address), { signal: soon() })
    await reached.promise
    assert.equal(asked, 2)
  })
})

/** From now on, what the other side opens is never answered. */
function ignoreStreams(connection: Connection): void {
  const { muxer, onIncomingStream } = connection as unknown as {
    readonly muxer: StreamMuxer
    readonly onIncomingStream: () => void
  }
  muxer.removeEventListener('stream', onIncomingStream)
  muxer.addEventListener('stream', () => {})
}
