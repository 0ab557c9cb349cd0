import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { freePorts } from '../../src/node/host/free-ports.ts'

const TCP = '/ip4/127.0.0.1/tcp/0'
const WS = '/ip4/127.0.0.1/tcp/0/ws'
const UDP = '/ip4/127.0.0.1/udp/0/webrtc-direct'

const portOf = (address = ''): number => Number(/\/(?:tcp|udp)\/(\d+)/u.exec(address)?.[1])
const withoutPort = (address: string): string => address.replace(/\/\d+(?=\/|$)/u, '/0')

describe('host: free ports', () => {
  /** Ends what a test holds. */
  const ends: Array<() => void> = []

  afterEach(() => {
    for (const end of ends.splice(0)) end()
  })

  async function takeTcp(address: string): Promise<void> {
    const server = createServer().listen(portOf(address), '127.0.0.1')
    ends.push(() => void server.close())
    await once(server, 'listening')
  }

  async function takeUdp(address: string): Promise<void> {
    const socket = createSocket('udp4')
    ends.push(() => void socket.close())
    socket.bind(portOf(address), '127.0.0.1')
    await once(socket, 'listening')
  }

  it('are found for each address, no two of TCP the same, and are free', async () => {
    const found = await freePorts([TCP, WS, UDP])
    assert.deepEqual(found.map(withoutPort), [TCP, WS, UDP])
    assert.ok(found.every(address => portOf(address) > 0))
    assert.notEqual(portOf(found[0]), portOf(found[1]))
    await takeTcp(found[0] ?? '')
    await takeTcp(found[1] ?? '')
    await takeUdp(found[2] ?? '')
  })

  it('are those that were asked for', async () => {
    const found = await freePorts([TCP, WS, UDP])
    assert.deepEqual(await freePorts(found), found)
  })

  for (const [index, name] of ['TCP', 'WebSocket', 'UDP'].entries()) {
    it(`are others where somebody has them, and only there: ${name}`, async () => {
      const found = await freePorts([TCP, WS, UDP])
      await (index === 2 ? takeUdp : takeTcp)(found[index] ?? '')
      const again = await freePorts(found)
      assert.deepEqual(again.map(withoutPort), [TCP, WS, UDP])
      for (const [i, address] of again.entries()) {
        assert.equal(address === found[i], i !== index, address)
        assert.ok(portOf(address) > 0)
      }
    })
  }

  it('are two where two want the same', async () => {
    const [tcp = ''] = await freePorts([TCP])
    const [first = '', second = ''] = await freePorts([tcp, `${tcp}/ws`])
    assert.equal([first, second].filter(address => portOf(address) === portOf(tcp)).length, 1)
    assert.notEqual(portOf(first), portOf(second))
  })

  it('are not looked for where there are none, or nothing can be bound', async () => {
    const nowhere = '/ip4/203.0.113.1/tcp/4001'
    assert.deepEqual(await freePorts(['/webrtc', nowhere]), ['/webrtc', '/ip4/203.0.113.1/tcp/0'])
  })
})
