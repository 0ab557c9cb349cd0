import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { LimitError, UnreachableError } from '../../../src/errors.ts'
import { peerIdOf } from '../../../src/identity/index.ts'
import { Directory } from '../../../src/node/directory.ts'
import { Calls } from '../../../src/node/host/calls.ts'
import { CALL_ALONE_FIRST, CALL_WITNESSED_FIRST } from '../../../src/node/host/constants.ts'
import { MAX_COORDINATORS } from '../../../src/wire/index.ts'
import { NOW, seeded } from '../../support/identity.ts'
import { bytesOf, keptLog } from '../../support/mailboxes.ts'
import { ManualTime } from '../../support/manual-time.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { Watch } from '../../support/relay-world.ts'
import type { ConnectedPeer } from '../../../src/link.ts'
import type { Answer } from '../../../src/node/host/calls.ts'
import type { Host } from '../../../src/node/host/index.ts'
import type { Store } from '../../../src/ports.ts'

const SELF = peerIdOf(bytesOf('self'))

const idOf = (name: string): string => peerIdOf(bytesOf(`coordinator ${name}`))
const addressOf = (name: string): string => `/ip4/127.0.0.1/tcp/4001/p2p/${idOf(name)}`
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `c${i}`)

/** The part of a host that a directory sees, with peers that come and go as the test says. */
class FakeHost {
  readonly peerId = SELF
  /** Every dial, in order. */
  readonly dialled: string[] = []
  /** We dial too many already. */
  isFull = false
  /** Dials that were neither answered nor given up. */
  readonly pending: Map<string, PromiseWithResolvers<void>> = new Map()
  readonly reserved: string[] = []
  readonly preferred: Map<string, number> = new Map()
  readonly held: Set<string> = new Set()
  readonly time: ManualTime = new ManualTime(0)
  readonly calls: Calls = new Calls({
    rng: seeded('calls'),
    time: this.time.clock,
    schedule: this.time.schedule
  })
  readonly #changed: () => void
  readonly #answers: Map<string, Answer> = new Map()
  readonly #connections: Map<string, ConnectedPeer> = new Map()
  readonly #watchers: Set<(peerId: string, event: 'connected' | 'disconnected') => void> = new Set()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** All that a directory uses. */
  get host(): Host {
    return this as unknown as Host
  }

  get watchers(): number {
    return this.#watchers.size
  }

  connected(): ConnectedPeer[] {
    return [...this.#connections.values()]
  }

  connection(peerId: string): ConnectedPeer | undefined {
    return this.#connections.get(peerId)
  }

  watch(listener: (peerId: string, event: 'connected' | 'disconnected') => void): () => void {
    this.#watchers.add(listener)
    return () => {
      this.#watchers.delete(listener)
    }
  }

  async connect(
    peerId: string,
    addresses: readonly string[],
    { signal }: { signal: AbortSignal }
  ): Promise<void> {
    assert.ok(addresses.length > 0)
    this.dialled.push(peerId)
    if (this.isFull && this.dialled.length < 100) throw new LimitError('Too many dials at a time')
    const dial = Promise.withResolvers<void>()
    this.pending.set(peerId, dial)
    signal.addEventListener('abort', () => dial.reject(new UnreachableError('out of time')))
    this.#changed()
    try {
      await dial.promise
    } finally {
      this.pending.delete(peerId)
    }
  }

  async prefer(peerId: string, weight: number): Promise<void> {
    this.preferred.set(peerId, weight)
  }

  networkChanged(): void {
    this.calls.forgetAll()
  }

  relays(): string[] {
    return [...this.held]
  }

  async reserve(address: string): Promise<void> {
    this.reserved.push(address)
    const peerId = address.split('/p2p/')[1] ?? ''
    this.held.add(peerId)
    this.#changed()
  }

  /** A connection is there, dialled or not. */
  up(peerId: string, changes: Partial<ConnectedPeer> = {}): void {
    this.#connections.set(peerId, {
      peerId,
      address: '/ip4/127.0.0.1/tcp/4001',
      dialled: true,
      direct: true,
      ...changes
    })
    this.#answers.set(peerId, this.calls.opened(peerId))
    for (const watcher of this.#watchers) watcher(peerId, 'connected')
    this.pending.get(peerId)?.resolve()
    this.#changed()
  }

  down(peerId: string, byThem: boolean = false): void {
    this.#connections.delete(peerId)
    this.#answers.get(peerId)?.ended(byThem)
    for (const watcher of this.#watchers) watcher(peerId, 'disconnected')
    this.#changed()
  }

  /** Nobody answers that dial. */
  refuse(peerId: string): void {
    this.pending.get(peerId)?.reject(new UnreachableError('nobody there'))
  }
}

describe('node: the directory', () => {
  let now: number
  let watch: Watch
  let store: Store
  let host: FakeHost
  let directory: Directory
  let changes: string[]
  /** What coordinators say of themselves, by PeerId. */
  let words: Map<string, boolean>

  beforeEach(() => {
    now = NOW
    watch = new Watch()
    store = createMemoryStore()
    directory = restart()
  })

  afterEach(() => {
    directory.stop()
    host.calls.stop()
    assert.equal(host.time.timers, 0, 'timers left')
    assert.equal(host.watchers, 0, 'still watches the host')
  })

  /** A directory over the same store and a new host. */
  function restart(relayed: boolean = true, alone: boolean = false): Directory {
    host = new FakeHost(() => {
      watch.changed()
    })
    changes = []
    words = new Map()
    return new Directory({
      store,
      crypto,
      rng: seeded('directory'),
      clock: () => now,
      logger: keptLog().logger,
      host: host.host,
      relayed,
      alone,
      serves: peerId => words.get(peerId),
      onChange: peerId => {
        changes.push(peerId)
        watch.changed()
      }
    })
  }

  const known = (): string[] => directory.coordinators().map(({ peerId }) => peerId)
  /** What a test asked for is on its way through promises only. */
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }

  describe('dials', () => {
    it('the bootstrap addresses at the start, four at a time', async () => {
      await directory.start(names(6).map(addressOf))
      assert.equal(host.pending.size, 4)
      const [first = ''] = host.pending.keys()
      host.up(first)
      await watch.until(() => host.dialled.length === 5)
      assert.equal(host.pending.size, 4)
    })

    it('until five are connected', async () => {
      await directory.start(names(8).map(addressOf))
      for (let count = 0; count < 5; count += 1) {
        const [next = ''] = host.pending.keys()
        host.up(next)
        await settled()
      }
      assert.equal(directory.connectedCoordinators().length, 5)
      assert.equal(host.pending.size, 0)
      assert.equal(host.dialled.length, 5)
    })

    it('not on and on when we dial too many already', async () => {
      host.isFull = true
      await directory.start(names(8).map(addressOf))
      for (let turns = 0; turns < 3; turns += 1) await new Promise(resolve => setImmediate(resolve))
      assert.ok(host.dialled.length < 50, `${host.dialled.length} dials`)
      assert.ok(!directory.dialling)
    })

    it('another one when one of the five goes', async () => {
      await directory.start(names(8).map(addressOf))
      for (let count = 0; count < 5; count += 1) {
        const [next = ''] = host.pending.keys()
        host.up(next)
        await settled()
      }
      const [gone = ''] = host.dialled
      host.down(gone)
      assert.equal(host.dialled.length, 6)
      assert.ok(changes.includes(gone))
    })

    it('the next one at once when one does not answer, and nobody twice', async () => {
      await directory.start(names(6).map(addressOf))
      const [first = '', second = ''] = host.pending.keys()
      host.refuse(first)
      host.refuse(second)
      await watch.until(() => host.dialled.length === 6)
      assert.equal(new Set(host.dialled).size, 6)
      for (const peerId of host.pending.keys()) host.refuse(peerId)
      await settled()
      directory.dial()
      assert.equal(host.dialled.length, 6, 'who did not answer is left alone for a while')
    })

    it('again whoever did not answer, after pauses that double while nobody else is there', async () => {
      await directory.start([addressOf('a')])
      for (let pause = CALL_ALONE_FIRST, calls = 1; calls <= 5; calls += 1, pause *= 2) {
        host.refuse(idOf('a'))
        await settled()
        host.time.advance(pause / 2 - 1)
        assert.equal(host.dialled.length, calls)
        host.time.advance(pause / 2 + 1)
        assert.equal(host.dialled.length, calls + 1)
      }
    })

    it('nobody who is lost for a minute, while another one is there who would tell us', async () => {
      await directory.start([addressOf('a'), addressOf('b')])
      host.up(idOf('a'))
      host.up(idOf('b'))
      await settled()
      words.set(idOf('b'), true)
      directory.heard(idOf('b'), [addressOf('b')], true)
      host.down(idOf('a'))
      host.time.advance(CALL_WITNESSED_FIRST - 1)
      directory.dial()
      assert.equal(host.dialled.length, 2)
      assert.equal(directory.coordinators().find(({ peerId }) => peerId === idOf('a'))?.reachableSince, 0)
      host.time.advance(CALL_WITNESSED_FIRST / 4 + 1)
      assert.deepEqual(host.dialled.slice(2), [idOf('a')])
    })

    it('who is lost at once, while there is only one that has said nothing', async () => {
      await directory.start([addressOf('a'), addressOf('mute')])
      host.up(idOf('a'))
      host.up(idOf('mute'))
      await settled()
      host.down(idOf('a'))
      assert.deepEqual(host.dialled.slice(2), [idOf('a')])
    })

    it('who is lost soon when somebody says that it is there again', async () => {
      await directory.start([addressOf('a'), addressOf('b')])
      words.set(idOf('b'), true)
      host.up(idOf('a'))
      host.up(idOf('b'))
      await settled()
      host.down(idOf('a'))
      host.time.advance(6_000)
      directory.heard(idOf('a'), [addressOf('a')], false)
      host.time.advance(2_000)
      assert.deepEqual(host.dialled.slice(2), [idOf('a')])
    })

    it('who is lost at once when there is nobody else, or it has moved, or we have', async () => {
      await directory.start([addressOf('a'), addressOf('b')])
      host.up(idOf('a'))
      host.up(idOf('b'))
      await settled()
      host.down(idOf('a'))
      directory.heard(idOf('a'), [addressOf('a').replace('4001', '4002')], true)
      assert.deepEqual(host.dialled.slice(2), [idOf('a')])
      host.refuse(idOf('a'))
      await settled()
      directory.redial()
      assert.deepEqual(host.dialled.slice(3), [idOf('a')])
      host.refuse(idOf('a'))
      await settled()
      host.down(idOf('b'))
      assert.deepEqual(host.dialled.slice(4), [idOf('b')])
    })

    it('less and less often who names another address each time, and ends each connection', async () => {
      await directory.start([addressOf('a')])
      for (let port = 5_000, passed = 0; passed < 3_600_000; port += 1, passed += 500) {
        if (host.pending.has(idOf('a'))) {
          host.up(idOf('a'))
          host.down(idOf('a'), true)
          await settled()
        }
        directory.heard(idOf('a'), [addressOf('a').replace('4001', String(port))], true)
        host.time.advance(500)
      }
      // alone it is called 19 times, and for its words another ten
      assert.ok(host.dialled.length >= 15 && host.dialled.length <= 32, `${host.dialled.length} calls`)
    })

    it('who is lost at once, when others learn from it who is back: a coordinator', async () => {
      directory = restart(false, true)
      await directory.start([addressOf('a'), addressOf('b')])
      host.up(idOf('a'))
      host.up(idOf('b'))
      await settled()
      host.down(idOf('a'))
      assert.deepEqual(host.dialled.slice(2), [idOf('a')])
    })

    it('nobody who is connected, being dialled, or ourselves', async () => {
      host.up(idOf('b'))
      await directory.start([addressOf('a'), addressOf('b'), `/ip4/127.0.0.1/tcp/1/p2p/${SELF}`])
      directory.heard(idOf('a'), [addressOf('a')], false)
      directory.dial()
      assert.deepEqual(host.dialled, [idOf('a')])
      assert.ok(!known().includes(SELF))
    })

    it('whom somebody names later', async () => {
      await directory.start([])
      assert.deepEqual(host.dialled, [])
      directory.heard(idOf('late'), [addressOf('late')], false)
      assert.deepEqual(host.dialled, [idOf('late')])
    })

    it('not who says that it is no coordinator any more, as long as there is anybody else', async () => {
      directory = restart()
      await directory.start([addressOf('a'), addressOf('b')])
      host.up(idOf('a'))
      host.up(idOf('b'))
      await settled()
      words.set(idOf('b'), false)
      assert.deepEqual(known(), [idOf('a')])
      assert.ok(!directory.isCoordinator(idOf('b')))
      assert.deepEqual(
        directory.connectedCoordinators().map(({ peerId }) => peerId),
        [idOf('a')]
      )
      host.down(idOf('b'))
      assert.deepEqual(host.dialled, [idOf('a'), idOf('b')])
      host.down(idOf('a'))
      assert.deepEqual(host.dialled.toSorted(), [idOf('a'), idOf('a'), idOf('b'), idOf('b')].toSorted())
      words.set(idOf('b'), true)
      assert.ok(directory.isCoordinator(idOf('b')))
    })

    it('nobody after the end, and gives up what it began', async () => {
      await directory.start([addressOf('a')])
      directory.stop()
      await settled()
      assert.equal(host.pending.size, 0)
      directory.heard(idOf('b'), [addressOf('b')], true)
      directory.dial()
      assert.deepEqual(host.dialled, [idOf('a')])
      directory.stop()
    })
  })

  describe('says who is there', () => {
    it('when one is connected, and when it is lost', async () => {
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      assert.deepEqual(changes, [idOf('a')])
      assert.equal(host.preferred.get(idOf('a')), 50)
      assert.deepEqual(
        directory.connectedCoordinators().map(({ peerId }) => peerId),
        [idOf('a')]
      )
      host.down(idOf('a'))
      assert.deepEqual(changes, [idOf('a'), idOf('a')])
      assert.deepEqual(directory.connectedCoordinators(), [])
      assert.deepEqual(known(), [idOf('a')])
    })

    it('once, however often the same is heard again', async () => {
      await directory.start([])
      directory.heard(idOf('a'), [addressOf('a')], false)
      host.up(idOf('a'))
      const told = changes.length
      host.preferred.clear()
      for (let again = 0; again < 5; again += 1) directory.heard(idOf('a'), [addressOf('a')], false)
      assert.equal(changes.length, told)
      assert.equal(host.preferred.size, 0)
      directory.heard(idOf('a'), [addressOf('a')], true)
      assert.equal(changes.length, told + 1, 'from itself it is news')
    })

    it('for those who were connected before it began', async () => {
      host.up(idOf('a'))
      await directory.start([addressOf('a')])
      assert.ok(changes.includes(idOf('a')))
      assert.ok((directory.coordinators()[0]?.reachableSince ?? 0) > 0)
    })

    it('not for peers that are no coordinators', async () => {
      await directory.start([])
      host.up(idOf('somebody'))
      assert.deepEqual(changes, [])
      assert.equal(directory.isCoordinator(idOf('somebody')), false)
    })

    it('and no longer counts on one that a dial did not reach', async () => {
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      await settled()
      host.down(idOf('a'))
      host.refuse(idOf('a'))
      await settled()
      assert.equal(directory.coordinators()[0]?.reachableSince, 0)
    })
  })

  describe('reserves', () => {
    it('relays at two coordinators, no more', async () => {
      await directory.start(names(4).map(addressOf))
      for (const name of names(4)) host.up(idOf(name))
      await settled()
      assert.equal(host.reserved.length, 2)
    })

    it('at another one when a relay is gone', async () => {
      await directory.start(names(3).map(addressOf))
      for (const name of names(2)) host.up(idOf(name))
      await settled()
      host.held.delete(idOf('c0'))
      host.down(idOf('c0'))
      host.up(idOf('c2'))
      await settled()
      assert.deepEqual([...host.held].toSorted(), [idOf('c1'), idOf('c2')].toSorted())
    })

    it('nothing for a coordinator, which needs no relay', async () => {
      directory = restart(false)
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      await settled()
      assert.deepEqual(host.reserved, [])
    })
  })

  describe('over a restart', () => {
    it('still knows the coordinators, without any bootstrap address', async () => {
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      directory.heard(idOf('b'), [addressOf('b')], true)
      await settled()
      directory.stop()

      directory = restart()
      await directory.start([])
      assert.deepEqual(known().toSorted(), [idOf('a'), idOf('b')].toSorted())
      assert.equal(known()[0], idOf('a'), 'who was reached before comes first')
      assert.deepEqual(host.dialled.toSorted(), [idOf('a'), idOf('b')].toSorted())
    })

    it('still counts on a coordinator that it was dialling when it ended', async () => {
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      await settled()
      host.down(idOf('a'))
      assert.equal(host.pending.size, 1)
      directory.stop()
      await settled()

      directory = restart()
      await directory.start([])
      assert.ok((directory.coordinators()[0]?.reachableSince ?? 0) > 0)
    })

    it('still knows the routes, the one that worked first', async () => {
      const user = peerIdOf(bytesOf('user'))
      const [good, bad] = [idOf('good'), idOf('bad')]
      await directory.start([])
      directory.seen(user, bad, [`/ip4/127.0.0.1/tcp/1/p2p/${bad}`])
      host.up(good, { address: '/ip4/127.0.0.1/tcp/77' })
      directory.reached(user, good)
      directory.missed(user, bad)
      await settled()
      directory.stop()

      directory = restart()
      await directory.start([])
      const routes = directory.routesTo(user)
      assert.deepEqual(
        routes.map(({ peerId }) => peerId),
        [good, bad]
      )
      assert.deepEqual(routes[0]?.addresses, [`/ip4/127.0.0.1/tcp/77/p2p/${good}`])
      assert.equal(directory.allRoutes().length, 2)
      assert.ok(directory.hasHeard(user), 'its heartbeat')
      assert.ok(!directory.hasHeard(peerIdOf(bytesOf('another'))))
    })

    it('keeps no address of somebody who dialled us, nor of a relay as its own', async () => {
      const user = peerIdOf(bytesOf('user'))
      await directory.start([])
      host.up(idOf('caller'), { dialled: false })
      directory.reached(user, idOf('caller'))
      assert.ok(!directory.hasHeard(user), 'a link is no heartbeat')
      host.up(idOf('behind'), { direct: false, relay: idOf('relay') })
      directory.reached(user, idOf('behind'))
      for (const { addresses } of directory.routesTo(user)) assert.deepEqual(addresses, [])
      assert.equal(
        directory.routesTo(user).find(({ peerId }) => peerId === idOf('behind'))?.path,
        idOf('relay')
      )
    })

    it('is not hindered by a disk that fails', async () => {
      store.batch = async () => {
        throw new Error('disk full')
      }
      await directory.start([addressOf('a')])
      host.up(idOf('a'))
      await settled()
      assert.deepEqual(known(), [idOf('a')])
    })
  })

  it(`knows at most ${MAX_COORDINATORS} coordinators, and drops those that were only named`, async () => {
    await directory.start([addressOf('first')])
    host.up(idOf('first'))
    for (const name of names(MAX_COORDINATORS + 10)) {
      directory.heard(idOf(name), [addressOf(name)], false)
      now += 1
    }
    assert.equal(known().length, MAX_COORDINATORS)
    assert.ok(known().includes(idOf('first')))
    await settled()
    let onDisk = 0
    for await (const record of store.walk('coordinators')) onDisk += record.value.length > 0 ? 1 : 0
    assert.equal(onDisk, MAX_COORDINATORS)
    assert.ok(host.pending.size <= 4, 'a flood of names is not a flood of dials')
  })
})
