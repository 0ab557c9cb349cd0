import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  DEPOSITOR_KEY_LIFETIME,
  LEASE_RENEWAL,
  LEASE_TIME,
  MAX_WATCHED_AT_ONCE,
  PUSH_GAP,
  RECONNECT_FIRST,
  WATCH_RENEWAL
} from '../../../src/relay/constants.ts'
import { createWatcher, presenceSecret, presenceTag } from '../../../src/relay/index.ts'
import { LeaseDesk } from '../../../src/relay/lease-desk.ts'
import type { WatcherStream } from '../../../src/relay/lease-desk.ts'
import { DAY, grant, mailboxNamed, secretOf } from '../../support/mailboxes.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import type { Lease } from '../../../src/wire/index.ts'
import type { Watcher } from '../../../src/relay/index.ts'
import type { TestCoordinator, TestOwner } from '../../support/relay-world.ts'
import { microtasks } from '../../support/microtasks.ts'

const alice = mailboxNamed('alice')

describe('relay: watching a lease', () => {
  const { lease, watch } = LeaseDesk.prototype
  let world: RelayWorld
  let coordinator: TestCoordinator
  let owner: TestOwner
  let watcher: Watcher
  let states: string[]
  /** Who may see that alice is online. */
  let contacts: string[]
  /** What the coordinator was asked: kind, and how many tags. */
  let asked: string[]
  let leases: Lease[]
  let isFull: boolean
  /** The coordinator says that it keeps no lease. */
  let isForgetful: boolean
  /** Streams that watch. */
  let streams: WatcherStream[]

  before(() => {
    LeaseDesk.prototype.lease = function (name, request) {
      asked.push(`lease ${request.change}`)
      leases.push(request)
      world.watch.changed()
      if (isForgetful && leases.length < 1_000) return { kind: 'leased', leased: { held: false } }
      return isFull ? { kind: 'refusal', refusal: { reason: 'full' } } : lease.call(this, name, request)
    }
    LeaseDesk.prototype.watch = function (stream, request) {
      asked.push(`watch ${request.tags.length}`)
      streams.push(stream)
      world.watch.changed()
      return isFull ? { kind: 'refusal', refusal: { reason: 'busy' } } : watch.call(this, stream, request)
    }
  })

  after(() => {
    Object.assign(LeaseDesk.prototype, { lease, watch })
  })

  beforeEach(async () => {
    states = []
    asked = []
    leases = []
    contacts = ['bob']
    isFull = false
    isForgetful = false
    streams = []
    world = new RelayWorld()
    coordinator = await world.coordinator('c')
    owner = world.owner(alice, coordinator, () => [grant(alice, 'bob')], {
      leaseTags: (key, day) =>
        contacts.map(contact => presenceTag(crypto, presenceSecret(crypto, secretOf(contact)), key, day))
    })
    watcher = createWatcher({
      createHost: world.createHost,
      crypto,
      rng: world.rng,
      clock: world.time.clock,
      schedule: world.time.schedule,
      logger: world.log.logger,
      depositSecret: secretOf('bob'),
      addresses: coordinator.addresses,
      onState: state => {
        states.push(state)
        world.watch.changed()
      }
    })
  })

  afterEach(async () => {
    isFull = false
    await Promise.all([watcher.stop(), owner.owner.stop()])
    await coordinator.stop()
    assert.equal(world.hosts.size, 0, 'hosts left open')
    assert.equal(world.time.timers, 0, 'timers left')
  })

  const said = async (count: number): Promise<void> => {
    await world.watch.until(() => states.length >= count)
  }
  const requests = async (count: number): Promise<void> => {
    await world.watch.until(() => asked.length >= count)
    await microtasks()
  }

  it('tells the state at once, and each change: from coming to goodbye', async () => {
    await said(1)
    assert.deepEqual(states, ['unknown'])
    owner.owner.start()
    await said(2)
    assert.equal(states.at(-1), 'online')
    await owner.owner.stop()
    assert.equal(leases.at(-1)?.change, 'leave')
    world.time.advance(1_000)
    await said(3)
    assert.equal(states.at(-1), 'offline')
  })

  it('asks again every 2 minutes, and an owner renews every 20 s', async () => {
    owner.owner.start()
    await requests(2)
    assert.deepEqual(asked.toSorted(), ['lease set', 'watch 3'])
    asked = []
    for (let passed = 0; passed < WATCH_RENEWAL; passed += LEASE_RENEWAL) {
      world.time.advance(LEASE_RENEWAL)
      await microtasks()
    }
    assert.deepEqual(asked.filter(name => name === 'lease renew').length, WATCH_RENEWAL / LEASE_RENEWAL)
    assert.deepEqual(
      asked.filter(name => name.startsWith('watch')),
      ['watch 0']
    )
    assert.equal(states.includes('offline'), false)
  })

  it('gets other tags when contacts change, and on another day', async () => {
    owner.owner.start()
    await requests(2)
    contacts = ['bob', 'carol']
    owner.owner.leaseChanged()
    await requests(3)
    assert.deepEqual([leases.at(-1)?.change, leases.at(-1)?.tags.length], ['set', 2])
    const today = leases.at(-1)?.tags.map(bytesToHex)
    world.time.now += DAY
    world.time.advance(LEASE_RENEWAL)
    await microtasks()
    assert.equal(leases.at(-1)?.change, 'set')
    assert.notDeepEqual(leases.at(-1)?.tags.map(bytesToHex), today)
  })

  it('comes from another key every hour, and after a doubt', async () => {
    await said(1)
    assert.equal(world.made.length, 1)
    world.time.advance(DEPOSITOR_KEY_LIFETIME)
    await world.watch.until(() => world.made.length === 2 && states.at(-1) === 'offline')
    assert.equal(states.at(-2), 'asking')
    watcher.doubt()
    await world.watch.until(() => world.made.length === 3 && states.at(-1) === 'offline')
    assert.equal(states.at(-2), 'asking')
    assert.equal(new Set(world.made).size, 3)
  })

  it('comes again after a pause when the coordinator is away', async () => {
    await said(1)
    await coordinator.stop()
    await world.watch.until(() => states.at(-1) === 'unreached')
    await coordinator.start()
    world.time.advance(RECONNECT_FIRST)
    await world.watch.until(() => states.at(-1) === 'unknown')
    assert.equal(states.at(-2), 'asking')
  })

  it('ends a pause when the coordinator may be there again, and no session', async () => {
    await said(1)
    await microtasks()
    const made = world.made.length
    watcher.look()
    await microtasks()
    assert.equal(world.made.length, made)
    await coordinator.stop()
    await world.watch.until(() => states.at(-1) === 'unreached')
    await coordinator.start()
    watcher.look()
    await world.watch.until(() => states.at(-1) === 'unknown')
    assert.ok(world.made.length > made)
  })

  it('is not held where it is refused, and tried again later', async () => {
    await said(1)
    isFull = true
    owner.owner.start()
    await owner.event('held')
    await requests(2)
    watcher.doubt()
    await world.watch.until(() => states.at(-1) === 'unreached')
    const before = asked.length
    await microtasks()
    assert.equal(asked.length, before, 'not in a loop')
    isFull = false
    world.time.advance(LEASE_TIME)
    await world.watch.until(() => states.at(-1) === 'online')
  })

  it('does not ask in a loop a coordinator that takes a lease and says that it has none', async () => {
    isForgetful = true
    owner.owner.start()
    await owner.event('held')
    await requests(2)
    await microtasks()
    assert.deepEqual(
      leases.map(({ change }) => change),
      ['set']
    )
    isForgetful = false
    world.time.advance(LEASE_TIME)
    await requests(3)
    world.time.advance(PUSH_GAP)
    await world.watch.until(() => states.at(-1) === 'online')
  })

  it('leaves a coordinator that floods it with changes, and comes again after a pause', async () => {
    await said(1)
    const [stream] = streams
    for (let n = 0; n < 2 * MAX_WATCHED_AT_ONCE; n++) stream?.push(n % 2 === 0 ? 'online' : 'offline')
    await world.watch.until(() => states.at(-1) === 'unreached')
    await microtasks()
    // the first answer, and the end
    assert.equal(states.length, 1 + MAX_WATCHED_AT_ONCE + 1)
    assert.equal(world.hosts.size, 0)
    world.time.advance(RECONNECT_FIRST)
    await world.watch.until(() => states.at(-1) === 'unknown')
  })

  it('hears every change of a coordinator that keeps the gap between them', async () => {
    await said(1)
    const [stream] = streams
    for (let n = 0; n < 3 * MAX_WATCHED_AT_ONCE; n++) {
      stream?.push(n % 2 === 0 ? 'online' : 'offline')
      await said(2 + n)
      world.time.advance(PUSH_GAP)
    }
    assert.equal(states.includes('unreached'), false)
  })
})
