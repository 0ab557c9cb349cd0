import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createHost, freePorts } from '../../src/node/host/index.ts'
import { listenAgain } from '../../src/node/kept-ports.ts'
import { keptLog } from '../support/mailboxes.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { createNodeTestnet, LOOPBACK } from '../support/node-testnet.ts'
import { runSeed } from '../support/seeded.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Server } from 'node:net'
import type { Host } from '../../src/node/host/index.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'

const SEED = runSeed()

/** Where the nodes here listen by default: as people's do, but on this machine only, and without native threads. */
const DEFAULT_LISTEN = ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws']

const portOf = (address: string): number => Number(/\/tcp\/(\d+)/u.exec(address)?.[1])

/** Somebody else at that port. */
async function takePort(port: number): Promise<Server> {
  const server = createServer(socket => socket.destroy()).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

describe(`node: the ports of its last start (SEED=${SEED})`, function () {
  this.timeout(40_000)
  let net: NodeTestnet
  let alice: TestPerson
  let bob: TestPerson

  /** Two contacts that know nobody else, and where each of them listens. */
  beforeEach(async () => {
    net = await createNodeTestnet({ nodes: 0, coordinators: 0, seed: SEED, defaultListen: DEFAULT_LISTEN })
    alice = net.person('Alice')
    bob = net.person('Bob')
    await Promise.all([begin(alice), begin(bob)])
    await net.befriend(alice, bob)
  })

  afterEach(async () => {
    await net.stop()
  })

  async function begin(person: TestPerson): Promise<void> {
    await person.start({ listen: undefined })
  }

  const addresses = ({ node }: TestPerson): string[] => node.addresses().toSorted()
  /** Alice is there first and finds nobody; then Bob comes. */
  async function comeBack(): Promise<void> {
    await begin(alice)
    const linked = [alice, bob].map(async person => person.next('link', ({ state }) => state === 'CONNECTED'))
    await begin(bob)
    await Promise.all(linked)
  }

  it('lead two who were both away to each other, with nobody to ask', async () => {
    const before = [addresses(alice), addresses(bob)]
    assert.equal(before.flat().length, 4, before.join(' '))
    await Promise.all([alice.stop(), bob.stop()])
    await comeBack()
    assert.deepEqual([addresses(alice), addresses(bob)], before)
    const sent = await bob.node.send('Alice', 'here again', { wait: 'delivered' })
    assert.deepEqual([sent.state, sent.route], ['delivered', 'direct'])
  })

  it('are others where somebody has them, and stay those; the other side is still found', async () => {
    const [tcp, ws] = [/tcp\/\d+\/p2p/u, /ws\/p2p/u].map(kind =>
      addresses(alice).find(each => kind.test(each))
    )
    assert.ok(tcp !== undefined && ws !== undefined)
    const bobs = addresses(bob)
    await Promise.all([alice.stop(), bob.stop()])

    const somebody = await takePort(portOf(tcp))
    try {
      await comeBack()
      const moved = addresses(alice)
      assert.ok(moved.includes(ws) && !moved.includes(tcp) && moved.length === 2, moved.join(' '))
      assert.deepEqual(addresses(bob), bobs)
      assert.equal((await alice.node.send('Bob', 'moved', { wait: 'delivered' })).route, 'direct')

      await alice.stop()
      somebody.close()
      await once(somebody, 'close')
      await begin(alice)
      assert.deepEqual(addresses(alice), moved)
    } finally {
      somebody.close()
    }
  })

  it('are left alone by a life that listens elsewhere, or nowhere', async () => {
    const before = addresses(alice)
    await alice.stop()
    await alice.start({ listen: LOOPBACK })
    assert.equal(addresses(alice).length, 1)
    await alice.stop()
    await alice.start({ listen: undefined, shortLived: true })
    assert.deepEqual(addresses(alice), [])
    await alice.stop()
    await begin(alice)
    assert.deepEqual(addresses(alice), before)
  })
})

describe('node: ports that somebody takes between the look and the start', () => {
  it('are others, and the rest are those of the last start', async () => {
    const context = { store: createMemoryStore(), logger: keptLog().logger }
    const find = async (looked?: (listen: readonly string[]) => Promise<void>): Promise<Host> =>
      await listenAgain(
        context,
        DEFAULT_LISTEN,
        async listen => {
          const free = await freePorts(listen)
          await looked?.(free)
          return free
        },
        async listen => await createHost({ seed: seedBytes(1, 'host', 1), listen })
      )
    const first = await find()
    const [tcp = '', ws = ''] = first.addresses()
    await first.stop()

    let somebody: Server | undefined
    const second = await find(async () => {
      somebody ??= await takePort(portOf(tcp))
    })
    try {
      const [otherTcp = '', sameWs] = second.addresses()
      assert.ok(portOf(otherTcp) > 0)
      assert.notEqual(portOf(otherTcp), portOf(tcp))
      assert.equal(sameWs, ws)
    } finally {
      await second.stop()
      somebody?.close()
    }
  })
})
