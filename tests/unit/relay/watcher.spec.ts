import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import {
  DEPOSITOR_KEY_LIFETIME,
  LEASE_RENEWAL,
  LEASE_TIME,
  RECONNECT_FIRST,
  WATCH_RENEWAL
} from '../../../src/relay/constants.ts'
import { createWatcher, presenceSecret, presenceTag } from '../../../src/relay/index.ts'
import { LeaseDesk } from '../../../src/relay/lease-desk.ts'
import { DAY, grant, mailboxNamed, secretOf } from '../../support/mailboxes.ts'
import { RelayWorld } from '../../support/relay-world.ts'
import type { Lease } from '../../../src/wire/index.ts'
import type { Watcher } from '../../../src/relay/index.ts'
import type { TestCoordinator, TestOwner } from '../../support/relay-world.ts'

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

  before(() => {
    LeaseDesk.prototype.lease = function (name, request) {
      asked.push(`lease ${request.change}`)
      leases.push(request)
      world.watch.changed()
      return isFull ? { kind: 'refusal', refusal: { reason: 'full' } } : lease.call(this, name, request)
    }
    LeaseDesk.prototype.watch = function (stream, request) {
      asked.push(`watch ${request.tags.length}`)
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
    await settle()
  }
  /** What was begun in this turn gets its answers. */
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns++) await new Promise(resolve => setImmediate(resolve))
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
      await settle()
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
    await settle()
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

  it('is not held where it is refused, and tried again later', async () => {
    await said(1)
    isFull = true
    owner.owner.start()
    await owner.event('held')
    await requests(2)
    watcher.doubt()
    await world.watch.until(() => states.at(-1) === 'unreached')
    const before = asked.length
    await settle()
    assert.equal(asked.length, before, 'not in a loop')
    isFull = false
    world.time.advance(LEASE_TIME)
    await world.watch.until(() => states.at(-1) === 'online')
  })
})
