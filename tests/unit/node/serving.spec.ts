import assert from 'node:assert/strict'
import {
  LEAST_SERVICE,
  RANK_SLOT,
  STEP_DOWN_AFTER,
  STEP_DOWN_JITTER,
  STEP_UP_AFTER,
  UNREACHABLE_FOR
} from '../../../src/discovery/constants.ts'
import { UsageError } from '../../../src/errors.ts'
import { networkOf } from '../../../src/identity/index.ts'
import { Serving } from '../../../src/node/serving.ts'
import { fastCrypto as crypto, PUBLIC, VirtualTime } from '../../support/discovery.ts'
import { seeded } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import type { Server, Wish } from '../../../src/discovery/index.ts'

const FAMILY = networkOf(crypto, { name: 'family', secret: seeded('family')(32) })
const SOON = STEP_UP_AFTER + 2 * RANK_SLOT
const MEET_AGAIN = 60_000
const HOUR = 3_600_000

const addressOf = (peerId: string): string => `/ip4/192.168.1.1/tcp/1/p2p/${peerId}`
const server = (peerId: string, service: Server['service']): Server => ({
  peerId,
  service,
  addresses: [addressOf(peerId)]
})

describe('node: serving others', () => {
  let time: VirtualTime
  let reachable: boolean
  let connected: Set<string>
  /** By name of the network. */
  let servers: Map<string, readonly Server[]>
  /** What was said and done, in order. */
  let done: string[]
  let met: string[]
  /** Peers that answer when they are dialled. */
  let answering: Set<string>
  let relay: (on: boolean) => Promise<void>
  let serving: Serving

  beforeEach(() => {
    time = new VirtualTime()
    reachable = true
    connected = new Set()
    servers = new Map()
    done = []
    met = []
    answering = new Set()
    relay = async on => {
      done.push(`relay ${on}`)
    }
  })
  afterEach(async () => {
    await serving.stop()
    assert.equal(time.timers, 0)
  })

  function start(wish: Wish = 'elect', networks = [PUBLIC]): void {
    let said = ''
    serving = new Serving({
      crypto,
      rng: seeded('serving'),
      clock: time.clock,
      setTimer: time.setTimer,
      logger: keptLog().logger,
      networks,
      wish,
      host: {
        peerId: 'self',
        reachable: () => reachable,
        relay: async on => await relay(on),
        connected: () => [...connected].map(peerId => ({ peerId, address: '', dialled: true, direct: true }))
      },
      presence: {
        isCrowd: () => false,
        servers: network => servers.get(network) ?? [],
        setService: (network, service) => {
          const word = networks.length === 1 ? service : `${network} ${service}`
          if (word !== said) done.push(word)
          said = word
        }
      },
      meet: async ([address = '']) => {
        const peerId = address.split('/p2p/')[1] ?? ''
        met.push(peerId)
        if (answering.has(peerId)) connected.add(peerId)
      },
      onServing: served => {
        done.push(`serving ${served.length === 0 ? 'none' : served.join(' and ')}`)
      }
    })
    serving.start()
  }

  /** Coordinators that we are connected to. */
  function serve(...peerIds: readonly string[]): void {
    servers.set(
      PUBLIC.name,
      peerIds.map(peerId => server(peerId, 'volunteer'))
    )
    for (const peerId of peerIds) connected.add(peerId)
  }

  it('begins when there are too few, and says so when it can keep it', async () => {
    serve('a', 'b')
    const relaying = Promise.withResolvers<void>()
    relay = async on => {
      done.push(`relay ${on}`)
      await relaying.promise
    }
    start()
    assert.deepEqual(done, ['able'])
    await time.advance(SOON)
    assert.deepEqual(done, ['able', 'relay true'])
    assert.ok(!serving.isOpen)
    relaying.resolve()
    await time.advance(0)
    assert.ok(serving.isOpen)
    assert.deepEqual(done, ['able', 'relay true', 'elected', 'serving public'])
  })

  it('ends when there are enough better ones: says so first', async () => {
    start()
    await time.advance(SOON)
    serve('a', 'b', 'c')
    done = []
    await time.advance(LEAST_SERVICE + STEP_DOWN_AFTER + STEP_DOWN_JITTER)
    assert.deepEqual(done, ['able', 'serving none', 'relay false'])
    assert.ok(!serving.isOpen)
  })

  it('does not count those that it is not connected to', async () => {
    serve('a', 'b', 'c')
    connected.delete('c')
    start()
    await time.advance(SOON)
    assert.ok(serving.isOpen)
  })

  it('stays out when there are enough, or its user wants it, or nobody can reach it', async () => {
    serve('a', 'b', 'c')
    start()
    await time.advance(10 * SOON)
    assert.deepEqual(done, ['able'])
    await serving.stop()
    connected.clear()
    done = []
    start('never')
    await time.advance(10 * SOON)
    assert.deepEqual(done, ['none'])
    await serving.stop()
    done = []
    reachable = false
    start('volunteer')
    await time.advance(10 * SOON)
    assert.deepEqual(done, ['none'])
    reachable = true
    await time.advance(5_000)
    assert.deepEqual(done, ['none', 'relay true', 'volunteer', 'serving public'])
    done = []
    reachable = false
    await time.advance(UNREACHABLE_FOR + 10_000)
    assert.deepEqual(done, ['none', 'serving none', 'relay false'])
  })

  it('serves in the networks that have too few, each with ranks of its own', async () => {
    serve('a', 'b', 'c')
    start('elect', [PUBLIC, FAMILY])
    await time.advance(SOON)
    assert.ok(serving.isOpen)
    const last = new Map(done.map(word => word.split(' ') as [string, string]))
    assert.deepEqual([last.get('public'), last.get('family')], ['able', 'elected'])
    servers.set(PUBLIC.name, [])
    await time.advance(SOON)
    const told = done.filter(word => word.startsWith('serving'))
    assert.deepEqual(told, ['serving family', 'serving public and family'])
  })

  it('is none where it cannot relay', async () => {
    relay = async () => {
      throw new UsageError('not here')
    }
    start()
    await time.advance(10 * SOON)
    assert.ok(!serving.isOpen)
    assert.deepEqual(done, ['able'])
  })

  it('tries to relay less and less often while it cannot, and serves when it can', async () => {
    const at: number[] = []
    relay = async () => {
      at.push(time.clock())
      throw new UsageError('not now')
    }
    start()
    await time.advance(HOUR)
    const pauses = at.slice(1).map((next, index) => next - (at[index] ?? 0))
    assert.deepEqual(
      pauses.slice(0, 7),
      [5, 10, 20, 40, 80, 160, 300].map(seconds => seconds * 1_000)
    )
    assert.deepEqual(new Set(pauses.slice(6)), new Set([300_000]))
    relay = async () => undefined
    await time.advance(300_000)
    assert.ok(serving.isOpen)
    assert.deepEqual(done, ['able', 'elected', 'serving public'])
  })

  it('meets those whose turn it is while there are too few, three at a time', async () => {
    const many = Array.from({ length: 8 }, (_, at) => server(`able ${at}`, 'able'))
    servers.set(PUBLIC.name, many)
    start('never')
    await time.advance(0)
    assert.equal(met.length, 3)
    const first = [...met]
    await time.advance(5_000)
    assert.equal(met.length, 6, 'who does not answer is left alone for a while')
    await time.advance(5_000)
    assert.deepEqual(new Set(met).size, 8)
    await time.advance(MEET_AGAIN - 10_000)
    assert.deepEqual(met.slice(8, 11), first)
    answering = new Set(many.map(({ peerId }) => peerId))
    await time.advance(MEET_AGAIN + 5_000)
    met = []
    await time.advance(5 * MEET_AGAIN)
    assert.deepEqual(met, [], 'they are connected')
  })

  it('meets coordinators that it hears of first, volunteers before others', async () => {
    serve('a', 'b', 'c')
    connected.clear()
    servers.set(PUBLIC.name, [
      server('able', 'able'),
      server('elected', 'elected'),
      ...(servers.get(PUBLIC.name) ?? [])
    ])
    start('never')
    assert.deepEqual(met.toSorted(), ['a', 'b', 'c'])
    for (const peerId of ['a', 'b', 'c']) connected.add(peerId)
    met = []
    await time.advance(MEET_AGAIN)
    assert.deepEqual(met, [])
  })
})
