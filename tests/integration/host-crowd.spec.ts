import assert from 'node:assert/strict'
import { memory } from '@libp2p/memory'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { FULL_SHARE, MAX_CONNECTIONS } from '../../src/node/host/constants.ts'
import { ENCRYPTER, MUXER } from '../../src/node/host/parts.ts'
import { createTestnet } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Testnet } from '../support/testnet.ts'
import type { Libp2p } from 'libp2p'

describe('a crowd of silent connections', () => {
  let net: Testnet
  let host: Host
  let preferred: Host
  const strangers: Libp2p[] = []

  async function stranger(): Promise<void> {
    const libp2p = await createLibp2p({
      transports: [memory()],
      connectionEncrypters: [ENCRYPTER],
      streamMuxers: [MUXER],
      connectionGater: { denyDialMultiaddr: () => false },
      connectionMonitor: { enabled: false }
    })
    strangers.push(libp2p)
    await libp2p.dial(multiaddr(host.addresses()[0] ?? ''), { signal: AbortSignal.timeout(5_000) })
  }

  before(async () => {
    net = await createTestnet({ nodes: 2, seed: 62, transport: 'memory' })
    const [first, second] = net.hosts
    assert.ok(first !== undefined && second !== undefined)
    host = first
    preferred = second
    await host.prefer(preferred.peerId, 50)
  })

  after(async () => {
    for (const libp2p of strangers) await libp2p.stop()
    await net.stop()
  })

  it('leaves room for who comes, and everybody whom we prefer', async () => {
    for (let i = 0; i <= MAX_CONNECTIONS; i += 10)
      await Promise.all(Array.from({ length: 10 }, async () => stranger()))
    assert.ok(strangers.length > MAX_CONNECTIONS, 'everyone was let in')
    assert.ok(host.connected().length <= MAX_CONNECTIONS * FULL_SHARE, `${host.connected().length} connected`)
    assert.ok(host.connected().some(({ peerId }) => peerId === preferred.peerId))
    const last = strangers.at(-1)?.peerId.toString()
    assert.ok(
      host.connected().some(({ peerId }) => peerId === last),
      'the last one is there'
    )
  })
})
