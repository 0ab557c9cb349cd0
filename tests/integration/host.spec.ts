import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { identify } from '@libp2p/identify'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { ADDRESS_DIAL_TIMEOUT } from '../../src/node/host/constants.ts'
import { createCertificate, createHost } from '../../src/node/host/index.ts'
import { connected, seedBytes } from '../support/testnet.ts'
import type { DhtMode, Host, HostCertificate, HostOptions } from '../../src/node/host/index.ts'
import type { FrameStream } from '../../src/link.ts'
import type { IdentifyResult } from '@libp2p/interface'
import type { AddressInfo } from 'node:net'

const ECHO = '/earshot/test-echo/1.0.0'
const MAX_FRAME = 300_000
const LISTEN = {
  tcp: '/ip4/127.0.0.1/tcp/0',
  websocket: '/ip4/127.0.0.1/tcp/0/ws',
  'webrtc-direct': '/ip4/127.0.0.1/udp/0/webrtc-direct'
}

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

/** Frames come back until the other side ends. */
async function echo(stream: FrameStream, signal: AbortSignal): Promise<void> {
  for (
    let frame = await stream.receive({ signal });
    frame !== undefined;
    frame = await stream.receive({ signal })
  ) {
    await stream.send(frame, { signal })
  }
}

/** An address that accepts and says nothing. */
async function silent(): Promise<{
  readonly address: string
  knocks(): number
  /** Resolves when the first caller came, and when he is gone. */
  readonly knocked: Promise<void>
  readonly left: Promise<void>
  close(): void
}> {
  const knocked = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  let knocks = 0
  const socket = createServer(caller => {
    knocks++
    knocked.resolve()
    caller.on('error', () => {})
    caller.once('close', () => left.resolve())
    // so that it notices the end of the other side
    caller.resume()
  })
  socket.listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  return {
    address: `/ip4/127.0.0.1/tcp/${port}`,
    knocks: () => knocks,
    knocked: knocked.promise,
    left: left.promise,
    close: () => socket.close()
  }
}

function kindOf(address: string): string {
  if (address.includes('/webrtc-direct')) return 'webrtc-direct'
  return address.includes('/ws/') ? 'websocket' : 'tcp'
}

describe('host', () => {
  const started: Host[] = []
  let certificate: HostCertificate
  let server: Host

  async function start(options: Partial<HostOptions> = {}): Promise<Host> {
    const seed = seedBytes(1, 'host', started.length)
    const host = await createHost({ seed, listen: [], dev: true, ...options })
    started.push(host)
    return host
  }

  before(async () => {
    certificate = await createCertificate()
    server = await start({ certificate, listen: Object.values(LISTEN), role: { dhtMode: 'server' } })
    await server.handle(ECHO, { maxFrame: MAX_FRAME }, echo)
  })

  after(async () => {
    await Promise.all(started.map(host => host.stop()))
  })

  it('has addresses with real ports that end in its PeerId', () => {
    const addresses = server.addresses()
    assert.deepEqual(addresses.map(kindOf).sort(), Object.keys(LISTEN).sort())
    for (const address of addresses) {
      assert.ok(address.endsWith(`/p2p/${server.peerId}`), address)
      assert.doesNotMatch(address, /\/(tcp|udp)\/0\//)
    }
    assert.ok(addresses.some(address => address.includes(`/certhash/${certificate.certhash}/`)))
  })

  for (const kind of Object.keys(LISTEN)) {
    it(`opens streams over ${kind}, from a full and from a pseudonymous host`, async () => {
      const addresses = server.addresses().filter(address => kindOf(address) === kind)
      const full = await start()
      const pseudonym = await full.pseudonym(seedBytes(1, `pseudonym over ${kind}`, 0))
      try {
        for (const opener of [full, pseudonym]) {
          const stream = await opener.open(server.peerId, addresses, ECHO, {
            maxFrame: MAX_FRAME,
            signal: soon()
          })
          assert.equal(stream.remotePeerId, server.peerId)
          assert.equal(stream.relay, undefined)
          const frame = new Uint8Array(MAX_FRAME).map((_, i) => i)
          await stream.send(frame)
          assert.deepEqual(await stream.receive({ signal: soon() }), frame)
          await stream.send(new Uint8Array(0))
          assert.deepEqual(await stream.receive({ signal: soon() }), new Uint8Array(0))
          await stream.close()
        }
      } finally {
        await pseudonym.stop()
      }
    })
  }

  it('tells who is connected, and when that ends', async () => {
    const client = await start()
    const gone = Promise.withResolvers<string>()
    const unwatch = server.watch((peerId, event) => {
      if (peerId === client.peerId && event === 'disconnected') gone.resolve(peerId)
    })
    await client.connect(server.peerId, server.addresses(), { signal: soon() })
    await connected(server, client.peerId, soon())
    const [peer] = client.connected()
    assert.equal(peer?.peerId, server.peerId)
    assert.equal(peer?.direct, true)
    assert.equal(peer?.dialled, true)
    assert.equal(peer?.relay, undefined)
    assert.ok(server.addresses().includes(`${peer?.address}/p2p/${server.peerId}`), peer?.address)
    assert.equal(server.connected().find(({ peerId }) => peerId === client.peerId)?.dialled, false)
    await client.stop()
    assert.equal(await gone.promise, client.peerId)
    assert.deepEqual(client.connected(), [])
    unwatch()
  })

  /** What identify tells a stranger about a host. */
  async function identified(host: Host): Promise<IdentifyResult> {
    const stranger = await createLibp2p({
      transports: [tcp()],
      connectionEncrypters: [noise()],
      streamMuxers: [yamux()],
      services: { identify: identify({ protocolPrefix: 'earshot' }) }
    })
    try {
      const told = once(stranger, 'peer:identify', { signal: soon() })
      await stranger.dial(host.addresses().map(address => multiaddr(address)))
      const [event] = (await told) as [CustomEvent<IdentifyResult>]
      return event.detail
    } finally {
      await stranger.stop()
    }
  }

  it('reveals no version, no platform, and speaks nothing of IPFS', async () => {
    const { agentVersion, protocolVersion, protocols } = await identified(server)
    assert.equal(agentVersion, 'earshot')
    assert.equal(protocolVersion, 'earshot/0.1.0')
    const foreign = protocols.filter(protocol => !/^\/(earshot|meshsub|libp2p\/circuit)\//.test(protocol))
    assert.deepEqual(foreign, [])
  })

  it('serves the DHT when told so, and by itself where everybody can reach it', async () => {
    const cases: Array<[dhtMode: DhtMode, serves: boolean]> = [
      ['server', true],
      ['client', false],
      ['auto', true]
    ]
    for (const [dhtMode, serves] of cases) {
      const host = await start({ listen: [LISTEN.tcp], role: { dhtMode }, dev: false })
      const { protocols } = await identified(host)
      assert.equal(protocols.includes('/earshot/kad/1.0.0'), serves, dhtMode)
      assert.equal(protocols.includes('/libp2p/circuit/relay/0.2.0/hop'), false, 'a relay unasked')
    }
  })

  it('connects to its bootstrap address by itself', async () => {
    const client = await start({ bootstrap: [server.addresses()[0] ?? ''] })
    await connected(client, server.peerId, soon())
    await connected(server, client.peerId, soon())
  })

  it('comes back to its bootstrap address when it has lost everybody', async () => {
    const seed = seedBytes(1, 'bootstrap that restarts', 0)
    const first = await start({ seed, listen: [LISTEN.tcp] })
    const [address = ''] = first.addresses()
    const client = await start({ bootstrap: [address] })
    await connected(client, first.peerId, soon())
    const gone = Promise.withResolvers<void>()
    client.watch((_, event) => {
      if (event === 'disconnected') gone.resolve()
    })
    await first.stop()
    await gone.promise
    const second = await start({ seed, listen: [address.replace(/\/p2p\/.*/, '')] })
    await connected(client, second.peerId, soon())
  })

  describe('opening', () => {
    let client: Host

    before(async () => {
      client = await start()
    })

    function open(
      peerId: string,
      addresses: readonly string[],
      protocol = ECHO,
      signal = soon()
    ): Promise<unknown> {
      return client.open(peerId, addresses, protocol, { maxFrame: 100, signal })
    }

    it('fails with UnreachableError where nobody listens', async () => {
      const nobody = await start({ listen: [LISTEN.tcp] })
      const addresses = nobody.addresses()
      await nobody.stop()
      await assert.rejects(open(nobody.peerId, addresses), { name: 'UnreachableError' })
    })

    it('fails with UnreachableError where somebody else answers', async () => {
      const other = await start()
      const [address = ''] = server.addresses()
      await assert.rejects(open(other.peerId, [address]), { name: 'UnreachableError' })
      const forged = address.replace(server.peerId, other.peerId)
      await assert.rejects(open(other.peerId, [forged]), { name: 'UnreachableError' })
    })

    it('fails with UnreachableError for a protocol that is not spoken', async () => {
      await assert.rejects(open(server.peerId, server.addresses(), '/earshot/none/1.0.0'), {
        name: 'UnreachableError'
      })
    })

    it('fails with DeadlineError when the time is over, against a peer that says nothing', async () => {
      const dead = await silent()
      const other = await start()
      await assert.rejects(open(other.peerId, [dead.address], ECHO, soon(200)), { name: 'DeadlineError' })
      await assert.rejects(open(other.peerId, [], ECHO, AbortSignal.abort()), { name: 'DeadlineError' })
      await other.stop()
      dead.close()
    })

    it('fails with UsageError for what is no PeerId or no address', async () => {
      await assert.rejects(open('nobody', []), { name: 'UsageError' })
      const other = await start()
      await assert.rejects(open(other.peerId, ['not an address']), { name: 'UsageError' })
      await assert.rejects(open(client.peerId, server.addresses()), { name: 'UsageError' })
    })

    it('never dials loopback for somebody who is not there himself', async () => {
      const elsewhere = await start({ dev: false })
      await assert.rejects(
        elsewhere.open(server.peerId, server.addresses(), ECHO, { maxFrame: 100, signal: soon() }),
        { name: 'UnreachableError' }
      )
    })

    it('never connects to what a name stands for there', async () => {
      const elsewhere = await start({ dev: false })
      for (const transport of ['', '/ws']) {
        let knocks = 0
        const service = createServer(() => knocks++).listen(0, '127.0.0.1')
        await once(service, 'listening')
        const { port } = service.address() as AddressInfo
        const named = [`/dns4/localhost/tcp/${port}${transport}`]
        await assert.rejects(elsewhere.open(server.peerId, named, ECHO, { maxFrame: 100, signal: soon() }), {
          name: 'UnreachableError'
        })
        assert.equal(knocks, 0)
        service.close()
      }
    })

    it('dials loopback for who was there in an earlier life', async () => {
      const back = await start({ dev: false, remembered: server.addresses() })
      const stream = await back.open(server.peerId, server.addresses(), ECHO, {
        maxFrame: 100,
        signal: soon()
      })
      await stream.close()
    })

    for (const kind of ['a full', 'a pseudonymous'] as const) {
      it(`takes the first address that answers, and gives up the others, from ${kind} host`, async () => {
        const opener = kind === 'a full' ? client : await client.pseudonym(seedBytes(1, 'first answer', 0))
        const fresh = await start({ listen: [LISTEN.tcp] })
        await fresh.handle(ECHO, { maxFrame: 100 }, echo)
        const dead = await silent()
        const addresses = [dead.address, ...fresh.addresses()]
        // less than one address may take
        const signal = soon(ADDRESS_DIAL_TIMEOUT - 1_000)
        const stream = await opener.open(fresh.peerId, addresses, ECHO, { maxFrame: 100, signal })
        assert.equal(dead.knocks(), 1, 'the dead address was not tried first')
        await dead.left
        await stream.close()
        dead.close()
        if (opener !== client) await opener.stop()
      })
    }

    it('is not held up by who tries a dead address of the same peer', async () => {
      const fresh = await start({ listen: [LISTEN.tcp] })
      await fresh.handle(ECHO, { maxFrame: 100 }, echo)
      const dead = await silent()
      const first = assert.rejects(open(fresh.peerId, [dead.address], ECHO, soon(2_000)), {
        name: 'DeadlineError'
      })
      await dead.knocked
      await open(fresh.peerId, fresh.addresses(), ECHO, soon(ADDRESS_DIAL_TIMEOUT - 1_000))
      await first
      dead.close()
    })

    it('dials an address once for all who want it', async () => {
      const dead = await silent()
      const { peerId } = await start()
      const asked = ['a', 'b', 'c'].map(async name => {
        const opened = open(peerId, [dead.address], `/earshot/${name}/1.0.0`, soon(500))
        await assert.rejects(opened, { name: 'DeadlineError' })
      })
      await Promise.all(asked)
      assert.equal(dead.knocks(), 1)
      dead.close()
    })

    it('asks nobody for the addresses behind a name', async () => {
      const bootstrap = ['/dnsaddr/bootstrap.example.org']
      await assert.rejects(start({ bootstrap }), { name: 'UsageError', message: /dnsaddr/ })
      const { peerId } = await start()
      await assert.rejects(open(peerId, bootstrap), { name: 'UnreachableError' })
    })

    it('gets through to a peer that restarted', async () => {
      const seed = seedBytes(1, 'peer that restarts', 0)
      const first = await start({ seed, listen: [LISTEN.tcp] })
      await first.handle(ECHO, { maxFrame: 100 }, echo)
      const addresses = first.addresses()
      await open(first.peerId, addresses)
      await first.stop()
      const listen = addresses.map(address => address.replace(/\/p2p\/.*/, ''))
      const second = await start({ seed, listen })
      await second.handle(ECHO, { maxFrame: 100 }, echo)
      await open(second.peerId, addresses)
    })

    it('begins nothing when the time was over before, however it is asked', async () => {
      const dead = await silent()
      const { peerId } = await start()
      const late = await start()
      const signal = AbortSignal.abort()
      await assert.rejects(late.connect(peerId, [dead.address], { signal }), { name: 'DeadlineError' })
      await late.stop()
      await assert.rejects(late.connect(peerId, [dead.address], { signal: soon() }), { name: 'UsageError' })
      assert.equal(dead.knocks(), 0)
      dead.close()
    })

    it('fails with UsageError after the stop', async () => {
      const stopped = await start()
      await stopped.stop()
      await stopped.stop()
      await assert.rejects(
        stopped.open(server.peerId, server.addresses(), ECHO, { maxFrame: 100, signal: soon() }),
        { name: 'UsageError' }
      )
    })
  })

  describe('starting', () => {
    it('fails with UsageError for nonsense, and says what', async () => {
      const cases: Array<[Partial<HostOptions>, RegExp]> = [
        [{ seed: new Uint8Array(31) }, /seed/],
        [{ listen: ['nowhere'] }, /nowhere/],
        [{ listen: [LISTEN['webrtc-direct']] }, /certificate/],
        [{ bootstrap: ['/nothing'] }, /bootstrap/]
      ]
      for (const [options, message] of cases) {
        await assert.rejects(start(options), { name: 'UsageError', message })
      }
    })

    it('fails with ListenError when a port is in use', async () => {
      for (const address of server.addresses()) {
        const listen = [address.replace(/(\/certhash.*)?\/p2p\/.*/, '')]
        await assert.rejects(
          start({ certificate, listen }),
          { name: 'ListenError', message: /in use/ },
          listen[0]
        )
      }
    })
  })
})
