/**
 * Presence by leases over real TCP: three coordinators, somebody with a mailbox at each, and a contact who
 * watches.
 */
import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { addressBytes } from '../../src/discovery/index.ts'
import { createHost } from '../../src/node/host/index.ts'
import { createPseudonymHost } from '../../src/node/host/pseudonym-host.ts'
import { createDialScope } from '../../src/node/host/scope.ts'
import { Watching } from '../../src/node/watching.ts'
import {
  createMailboxOwner,
  createMailboxService,
  presenceSecret,
  presenceTag
} from '../../src/relay/index.ts'
import { LeaseDesk } from '../../src/relay/lease-desk.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { Watch } from '../support/relay-world.ts'
import { seeded } from '../support/identity.ts'
import {
  MEMBERSHIP_KEY,
  NETWORK,
  grant,
  keptLog,
  mailboxNamed,
  membershipKeyOf,
  secretOf
} from '../support/mailboxes.ts'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { runSeed } from '../support/seeded.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { Peer } from '../../src/messaging/index.ts'
import type { CreateHost, MailboxOwner, MailboxService } from '../../src/relay/index.ts'
import type { NodeTestnet } from '../support/node-testnet.ts'
import type { MailboxAddress } from '../../src/wire/index.ts'
import { microtasks } from '../support/microtasks.ts'

const NAMES = ['one', 'two', 'three']
const ALICE = 'alice'

describe('leases over TCP', function () {
  this.timeout(30_000)

  const { logger } = keptLog()
  const clock = (): number => Date.now()
  const rng = seeded('lease integration')
  const scope = createDialScope({ loopback: true })
  const createHostOf: CreateHost = async seed => await createPseudonymHost({ seed, scope })
  const hosts: Host[] = []
  const services: MailboxService[] = []
  const owners: MailboxOwner[] = []
  const mailboxes: MailboxAddress[] = []
  /** Who may see that alice is online. */
  let contacts = ['bob', 'carol']
  /** What bob is shown. */
  const shown: string[] = []
  const news = new Watch()
  let isSeen = false
  let watching: Watching

  async function startPlace(name: string, at: number): Promise<void> {
    const seed = seedBytes(12, name, at)
    const host = await createHost({
      seed,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      dev: true,
      role: { dhtMode: 'server' }
    })
    const options = { crypto, rng, clock, logger }
    const store = createMemoryStore()
    const service = createMailboxService({ ...options, transport: host, store, seed, membershipKeyOf })
    await service.start()
    hosts.push(host)
    services.push(service)
    const addresses = host.addresses()
    const mailbox = mailboxNamed(`alice at ${name}`)
    mailboxes.push({
      mailbox: mailbox.key,
      addresses: addresses.flatMap(address => addressBytes(address) ?? [])
    })
    owners.push(
      createMailboxOwner({
        ...options,
        createHost: createHostOf,
        seed: mailbox.seed,
        addresses: () => addresses,
        registration: async () => ({
          grants: [grant(mailbox, 'bob')],
          bundle: new Uint8Array(0),
          network: NETWORK,
          membershipKey: MEMBERSHIP_KEY
        }),
        cursor: undefined,
        deliver: async () => 0,
        leaseTags: (coordinator, day) =>
          contacts.map(contact =>
            presenceTag(crypto, presenceSecret(crypto, secretOf(contact)), coordinator, day)
          )
      })
    )
  }

  before(async () => {
    for (const [at, name] of NAMES.entries()) await startPlace(name, at)
    // what watching reads of a contact
    const alice = {
      userId: ALICE,
      consent: 'accepted',
      reach: { depositSecret: secretOf('bob'), mailboxes }
    } as unknown as Peer
    watching = new Watching({
      crypto,
      rng,
      clock,
      logger,
      createHost: createHostOf,
      contacts: () => [alice],
      isSeen: () => isSeen,
      onPresence: ({ userId, status }) => {
        assert.equal(userId, ALICE)
        shown.push(status)
        news.changed()
      }
    })
  })

  after(async () => {
    await watching.stop()
    await Promise.all(owners.map(async owner => owner.stop()))
    await Promise.all(services.map(async service => service.stop()))
    await Promise.all(hosts.map(async host => host.stop()))
  })

  it('show a contact that comes, while coordinators have only just started', async () => {
    watching.update()
    for (const owner of owners) owner.start()
    await news.until(() => shown.length === 1)
    assert.deepEqual(shown, ['reachable'])
    assert.ok(watching.isOnline(ALICE))
  })

  it('hide from whom a tag is taken away, and show again', async () => {
    contacts = ['carol']
    for (const owner of owners) owner.refresh()
    await news.until(() => shown.length === 2)
    contacts = ['bob', 'carol']
    for (const owner of owners) owner.refresh()
    await news.until(() => shown.length === 3)
    assert.deepEqual(shown, ['reachable', 'offline', 'reachable'])
  })

  it('outlive one of three coordinators', async () => {
    await services[0]?.stop()
    await hosts[0]?.stop()
    watching.doubt()
    watching.update()
    await microtasks()
    assert.ok(watching.isOnline(ALICE))
  })

  it('end with a goodbye', async () => {
    await Promise.all(owners.map(async owner => owner.stop()))
    await news.until(() => shown.length === 4)
    assert.equal(shown.at(-1), 'offline')
  })

  it('are not watched any more when something else shows the contact', async () => {
    isSeen = true
    watching.update()
    assert.equal(watching.isOnline(ALICE), false)
    await watching.stop()
    assert.equal(shown.length, 4)
  })
})

describe('leases of whole nodes', function () {
  this.timeout(60_000)
  const { lease, watch } = LeaseDesk.prototype
  /** Mailboxes that have a lease with a tag, by name. */
  const leased = new Map<string, string>()
  const watched = new Set<string>()
  const news = new Watch()
  let net: NodeTestnet

  before(async () => {
    LeaseDesk.prototype.lease = function (owner, request) {
      const response = lease.call(this, owner, request)
      const [tag] = request.tags
      if (tag !== undefined) leased.set(owner, bytesToHex(tag))
      if (request.change === 'leave') leased.delete(owner)
      news.changed()
      return response
    }
    LeaseDesk.prototype.watch = function (watcher, request) {
      for (const tag of request.tags) watched.add(bytesToHex(tag))
      news.changed()
      return watch.call(this, watcher, request)
    }
    net = await createNodeTestnet({ nodes: 1, coordinators: 3, seed: runSeed() })
    // in a network of his own, so that no heartbeat shows him
    const bob = net.person('Bob')
    await bob.start({
      networks: ['elsewhere'],
      bootstrap: net.coordinators.flatMap(each => each.addresses())
    })
    await bob.event('mailboxes', ({ held }) => held === 3)
  })

  after(async () => {
    Object.assign(LeaseDesk.prototype, { lease, watch })
    await net.stop()
  })

  it('are held for each other, end with a node, and are watched while it is away', async () => {
    const [alice, bob] = net.people
    assert.ok(alice !== undefined && bob !== undefined)
    await net.befriend(alice, bob)
    await news.until(() => leased.size === 6)
    const before = new Map(leased)
    const offline = alice.next('presence', ({ status }) => status === 'offline')
    await bob.stop()
    await offline
    await news.until(() => leased.size === 3)
    const bobs = [...before].filter(([owner]) => !leased.has(owner)).map(([, tag]) => tag)
    await news.until(() => bobs.every(tag => watched.has(tag)))
    const back = alice.next('presence', ({ status }) => status !== 'offline')
    await bob.start({ networks: ['elsewhere'] })
    assert.equal((await back).userId, bob.node.userId)
    await news.until(() => leased.size === 6)
    assert.deepEqual([...leased.keys()].sort(), [...before.keys()].sort())
  })
})
