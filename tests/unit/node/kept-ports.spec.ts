import assert from 'node:assert/strict'
import { ListenError, StorageError, UsageError } from '../../../src/errors.ts'
import { listenAgain } from '../../../src/node/kept-ports.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { Store, StoreOp } from '../../../src/ports.ts'

const TCP = '/ip4/0.0.0.0/tcp/0'
const WS = '/ip4/0.0.0.0/tcp/0/ws'
const UDP = '/ip4/0.0.0.0/udp/0/webrtc-direct'
const PLACES = [TCP, WS, UDP]

/** A machine that gives ports in order, and a disk. */
class Machine {
  readonly store: Store
  readonly taken: Set<string> = new Set()
  writes = 0
  wrote: PromiseWithResolvers<void> = Promise.withResolvers()
  failing = false
  logged: ReturnType<typeof keptLog> = keptLog()
  #next = 40_000

  constructor() {
    const disk = createMemoryStore()
    this.store = {
      get: disk.get.bind(disk),
      walk: disk.walk.bind(disk),
      batch: async (ops: readonly StoreOp[]) => {
        this.writes++
        this.wrote.resolve()
        if (this.failing) throw new StorageError('The disk is full')
        await disk.batch(ops)
      }
    }
  }

  freePorts = async (listen: readonly string[]): Promise<string[]> =>
    listen.map(address => {
      const isFree = !/\/0(?=\/|$)/u.test(address) && !this.taken.has(address)
      return isFree ? address : address.replace(/(?<=\/(?:tcp|udp)\/)\d+/u, () => String(this.#next++))
    })

  /** Where a node listens that starts now, and what was tried before. */
  async start(
    fails: (attempt: number) => Error | undefined = () => undefined,
    places: readonly string[] = PLACES
  ): Promise<{ readonly listens: readonly string[]; readonly tried: ReadonlyArray<readonly string[]> }> {
    const tried: Array<readonly string[]> = []
    const context = { store: this.store, logger: this.logged.logger }
    const listens = await listenAgain(context, places, this.freePorts, async listen => {
      tried.push(listen)
      const error = fails(tried.length)
      if (error !== undefined) throw error
      return listen
    })
    return { listens, tried }
  }
}

const inUse = (): Error => new ListenError('Cannot listen: the port is in use')
const FIRST = ['/ip4/0.0.0.0/tcp/40000', '/ip4/0.0.0.0/tcp/40001/ws', '/ip4/0.0.0.0/udp/40002/webrtc-direct']

describe('node: ports of the last start', () => {
  let machine: Machine

  beforeEach(() => {
    machine = new Machine()
  })

  it('are taken again, and written down once', async () => {
    assert.deepEqual((await machine.start()).listens, FIRST)
    assert.equal(machine.writes, 1)
    for (let life = 0; life < 3; life++) assert.deepEqual((await machine.start()).listens, FIRST)
    assert.equal(machine.writes, 1)
  })

  for (const [index, address] of FIRST.entries()) {
    it(`are others where somebody has them, each for itself, from then on: ${address}`, async () => {
      await machine.start()
      machine.taken.add(address)
      const { listens } = await machine.start()
      const other = address.replace(/4000\d/u, '40003')
      assert.deepEqual(listens, FIRST.with(index, other))
      assert.equal(machine.writes, 2)
      machine.taken.clear()
      assert.deepEqual((await machine.start()).listens, FIRST.with(index, other))
      assert.equal(machine.writes, 2)
    })
  }

  it('stay with their transport when the defaults are others', async () => {
    await machine.start()
    const places = [UDP, '/ip6/::/tcp/0', WS]
    const { listens } = await machine.start(undefined, places)
    assert.deepEqual(listens, [FIRST[2], '/ip6/::/tcp/40003', FIRST[1]])
  })

  it('are looked at again when somebody was faster', async () => {
    await machine.start()
    const { listens, tried } = await machine.start(attempt => {
      if (attempt > 1) return undefined
      machine.taken.add(FIRST[1] ?? '')
      return inUse()
    })
    assert.deepEqual(tried, [FIRST, FIRST.with(1, '/ip4/0.0.0.0/tcp/40003/ws')])
    assert.deepEqual((await machine.start()).listens, listens)
  })

  it('are given up for any when that does not help, and come back', async () => {
    await machine.start()
    const { listens } = await machine.start(attempt => (attempt > 2 ? undefined : inUse()))
    assert.deepEqual(listens, PLACES)
    assert.deepEqual((await machine.start()).listens, FIRST)
  })

  it('hide no other error, and no place where nobody can listen', async () => {
    const failed = new UsageError('no')
    await assert.rejects(
      machine.start(() => failed),
      failed
    )
    await assert.rejects(machine.start(inUse), { name: 'ListenError' })
    assert.equal(machine.writes, 0)
  })

  it('are comfort: a full disk is only logged, and nobody waits for it', async () => {
    machine.failing = true
    assert.deepEqual((await machine.start()).listens, FIRST)
    await machine.wrote.promise
    await new Promise(setImmediate)
    assert.match(machine.logged.lines.join('\n'), /not remembered/u)
    const stuck = Promise.withResolvers<void>()
    const store = { ...machine.store, batch: async () => stuck.promise }
    const { logger } = keptLog()
    const start = async (listen: readonly string[]): Promise<readonly string[]> => listen
    const listens = await listenAgain({ store, logger }, PLACES, machine.freePorts, start)
    assert.equal(listens.length, 3)
  })

  it('are comfort: what is no record of them is written anew, and keeps nobody from starting', async () => {
    const value = Uint8Array.of(255, 1, 2)
    await machine.store.batch([{ kind: 'put', table: 'host', key: { id: 'ports' }, value }])
    assert.deepEqual((await machine.start()).listens, FIRST)
    assert.deepEqual((await machine.start()).listens, FIRST)
  })

  it('are none of a page, which writes nothing', async () => {
    assert.deepEqual((await machine.start(undefined, ['/webrtc'])).listens, ['/webrtc'])
    assert.equal(machine.writes, 0)
  })
})
