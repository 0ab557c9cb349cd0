import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { multiaddr } from '@multiformats/multiaddr'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { MAX_COLLECTED, QUERY_PATIENCE } from '../../../src/discovery/constants.ts'
import { UnreachableError } from '../../../src/errors.ts'
import { Reach } from '../../../src/node/reach.ts'
import { dayOf, lookupKey, sealInner, signLookupRecord } from '../../../src/identity/index.ts'
import { decodeDescriptor, decodeLookupRecord, encodeSigned } from '../../../src/wire/index.ts'
import { descriptorOf, mailboxAt, NOW, person, seeded } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { Directory } from '../../../src/node/directory.ts'
import type { Host } from '../../../src/node/host/index.ts'
import type { Link, Links } from '../../../src/node/links.ts'
import type { PresenceService, QueryService } from '../../../src/discovery/index.ts'
import type { Peer } from '../../../src/messaging/index.ts'
import type { MailboxAddress, Signed } from '../../../src/wire/index.ts'
import { microtasks } from '../../support/microtasks.ts'

const bob = person('reach bob')
const { userId } = bob.account
const { peerId } = bob.device
const rng = seeded('reach')
const SELF = person('reach self').device.peerId
const descriptorKey = rng(32)
const minute = 60_000

async function aborted(signal: AbortSignal): Promise<void> {
  await new Promise<void>(resolve => {
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
}

describe('node: reaching contacts', () => {
  let now: number
  let present: Link | undefined
  /** Whose last link ended. */
  let parted: string[]
  let mailboxes: MailboxAddress[]
  let dials: Array<{ addresses: readonly string[]; direct: boolean }>
  let states: string[]
  let users: Map<string, string>
  /** While set, no dial ends before it. */
  let ended: Promise<void> | undefined
  /** What a dial leads to. */
  let answer: () => Promise<Link>
  /** Lookup ids that peers were asked for. */
  let asked: string[]
  /** Records that peers answer with, and that lie in the DHT. */
  let answers: Signed[]
  let inDht: Signed[]
  /** The key under which the DHT never answers. */
  let silentDay: Uint8Array | undefined
  /** Revisions of descriptors that were handed on to be kept. */
  let found: number[]
  let consent: Peer['consent']
  /** How often the cached route worked; undefined: there is none. */
  let cachedRate: number | undefined
  let pool: { room: boolean; active: boolean; waits: boolean }
  let reach: Reach

  beforeEach(() => {
    parted = []
    mock.timers.enable({ apis: ['setTimeout'] })
    now = NOW
    present = undefined
    mailboxes = []
    dials = []
    states = []
    users = new Map()
    ended = undefined
    answer = async () => {
      throw new UnreachableError('nobody there')
    }
    asked = []
    answers = []
    inDht = []
    silentDay = undefined
    found = []
    consent = 'accepted'
    cachedRate = undefined
    pool = { room: true, active: true, waits: false }
    reach = new Reach({
      store: createMemoryStore(),
      crypto,
      rng,
      clock: () => now,
      logger: keptLog().logger,
      links: {
        get: () => present,
        open: async (_user: string, _peer: string, addresses: readonly string[], o: { direct?: boolean }) => {
          dials.push({ addresses, direct: o.direct ?? false })
          await ended
          return await answer()
        }
      } as unknown as Links,
      host: {
        peerId: SELF,
        addresses: () => ['/ip4/127.0.0.1/tcp/1'],
        connected: () => [],
        connection: () => undefined,
        dht: {
          async *collect(key: Uint8Array, { signal }: { signal: AbortSignal }) {
            if (silentDay !== undefined && equalBytes(silentDay, key)) await aborted(signal)
            for (const record of inDht)
              if (equalBytes(decodeLookupRecord(record.payload).key, key)) yield encodeSigned(record)
          }
        }
      } as unknown as Host,
      directory: {
        reached: () => undefined,
        parted: (userId: string) => parted.push(userId),
        missed: () => undefined,
        connectedCoordinators: () => [],
        routesTo: () => [
          { peerId, addresses: [`/ip4/127.0.0.1/tcp/7/p2p/${peerId}`], successRate: cachedRate }
        ]
      } as unknown as Directory,
      presence: {
        devices: () => [],
        userOf: (peer: string) => users.get(peer)
      } as unknown as PresenceService,
      queries: {
        async *find(key: Uint8Array) {
          asked.push(bytesToHex(key))
          for (const signed of answers)
            yield { record: decodeLookupRecord(signed.payload), signed, via: 'carol' }
        }
      } as unknown as QueryService,
      pool: {
        hasRoom: () => pool.room,
        isActive: () => pool.active,
        waitsFor: () => pool.waits
      },
      peer: wanted =>
        wanted === userId
          ? ({
              userId,
              consent,
              account: bob.account.publicKey,
              device: bob.device.publicKey,
              reach: { mailboxes, addresses: [], descriptorKey, revision: NOW }
            } as unknown as Peer)
          : undefined,
      onFound: async (_userId, { payload }) => {
        found.push(decodeDescriptor(payload).revision)
      },
      onState: (_userId, { name }) => states.push(name)
    })
  })

  afterEach(() => {
    reach.stop()
    mock.timers.reset()
  })

  function link(relayed: boolean = false): Link {
    return { userId, peerId, relayed, relay: relayed ? 'relay' : undefined, opened: now } as Link
  }

  /** As `Links` reports it: who takes over comes before who goes. */
  function change(to: Link | undefined): void {
    const before = present
    present = to
    if (to !== undefined) reach.linkOpened(to)
    if (before !== undefined) reach.linkClosed(before)
  }

  /** Lets that much time pass, and what begins in it go as far as it can. */
  async function pass(ms: number): Promise<void> {
    now += ms
    mock.timers.tick(ms)
    await microtasks()
  }

  describe('says how we stand', () => {
    it('without a break when a direct link takes the place of a relayed one', () => {
      change(link(true))
      change(link())
      change(undefined)
      assert.deepEqual(states, ['RELAY_MODE', 'CONNECTED', 'STORE_FORWARD'])
    })

    it('nothing when one direct link takes the place of another', () => {
      change(link())
      change(link())
      assert.deepEqual(states, ['CONNECTED'])
      assert.deepEqual(parted, [])
    })

    it('that a relay is left when the direct link goes', () => {
      change(link())
      change(link(true))
      assert.deepEqual(states, ['CONNECTED', 'RELAY_MODE'])
    })
  })

  describe('dials again when a link has ended', () => {
    const lose = (): void => {
      change(link())
      change(undefined)
    }

    it('after a second', async () => {
      lose()
      assert.equal(parted.length, 1, 'seen until now')
      await pass(999)
      assert.equal(dials.length, 0)
      await pass(1)
      assert.ok(dials.length > 0)
    })

    it('not when another one is there by then', async () => {
      lose()
      present = link()
      await pass(minute)
      assert.equal(dials.length, 0)
    })

    it('less and less often when no link lasts, up to every five minutes', async () => {
      const pauses: number[] = []
      for (let count = 0; count < 12; count += 1) {
        lose()
        const before = dials.length
        let waited = 0
        while (dials.length === before) {
          await pass(500)
          waited += 500
        }
        pauses.push(waited)
      }
      assert.deepEqual(pauses.slice(0, 5), [1_000, 2_000, 4_000, 8_000, 16_000])
      assert.deepEqual(pauses.slice(-2), [5 * minute, 5 * minute])
    })

    it('after a second again once a link has lasted', async () => {
      lose()
      await pass(minute)
      lose()
      await pass(minute)
      change(link())
      now += minute
      change(undefined)
      dials = []
      await pass(1_000)
      assert.ok(dials.length > 0)
    })

    it('not to who was blocked, though there is news of it and something waits', async () => {
      change(link())
      consent = 'blocked'
      change(undefined)
      reach.seek(userId)
      reach.news(userId)
      await pass(10 * minute)
      assert.deepEqual([dials, asked], [[], []])
    })

    it('not after the end', async () => {
      lose()
      reach.stop()
      await pass(10 * minute)
      assert.equal(dials.length, 0)
    })
  })

  describe('is not kept dialling by a contact that hangs up', () => {
    const minutes = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count * 120; turn += 1) await pass(500)
    }
    const roundTrip = async (): Promise<void> => {
      await new Promise<void>(resolve => setTimeout(resolve, 50))
    }
    /** As presence has it while the contact is heard: each connection is news, and so is its end. */
    const isHeard = (link: Link | undefined): void => {
      if (link !== undefined) change(link)
      reach.news(userId)
      queueMicrotask(() => {
        if (link !== undefined) change(undefined)
        reach.news(userId)
      })
    }

    it('once it is linked', async () => {
      answer = async () => {
        await roundTrip()
        const opened = link()
        isHeard(opened)
        return opened
      }
      reach.news(userId)
      await minutes(0.5)
      assert.equal(dials.length, 10)
      await minutes(60)
      assert.ok(dials.length <= 71, `${dials.length} dials in an hour`)
    })

    it('before it is', async () => {
      answer = async () => {
        await roundTrip()
        isHeard(undefined)
        throw new UnreachableError('hung up')
      }
      reach.news(userId)
      await minutes(0.5)
      assert.equal(dials.length, 10)
      await minutes(60)
      assert.ok(dials.length <= 71, `${dials.length} dials in an hour`)
    })

    it('but by what is heard last of it: it waits for a minute', async () => {
      for (let count = 0; count < 10; count += 1) {
        reach.news(userId)
        for (let turn = 0; turn < 3; turn += 1) await pass(500)
      }
      assert.equal(dials.length, 10)
      assert.equal(reach.news(userId), false)
      dials = []
      await pass(minute - 1)
      assert.equal(dials.length, 0)
      await pass(1)
      assert.equal(dials.length, 1)
    })

    for (const how of ['ends', 'parks']) {
      it(`by mail of ours that waits again after each link that it ${how}`, async () => {
        const hangUp = (opened: Link): void => {
          present = undefined
          reach.linkClosed({ ...opened, isParked: how === 'parks' })
          reach.seek(userId)
        }
        answer = async () => {
          await roundTrip()
          const opened = link()
          change(opened)
          setTimeout(() => hangUp(opened), 50)
          return opened
        }
        reach.seek(userId)
        await minutes(0.5)
        assert.ok(dials.length >= 10 && dials.length <= 14, `${dials.length} dials at once`)
        await minutes(60)
        // for the mail, and when its turn comes
        assert.ok(dials.length <= 14 + 2 * 60, `${dials.length} dials in an hour`)
      })
    }

    it('and looks for it at once when something is to be sent, though its links did not last', async () => {
      for (let count = 0; count < 12; count += 1) {
        change(link())
        change(undefined)
      }
      reach.seek(userId)
      await pass(1)
      assert.equal(dials.length, 1)
    })

    it('by many links that it opens itself: it has one turn', async () => {
      for (let count = 0; count < 100; count += 1) {
        change(link())
        change(undefined)
        await pass(1_000)
      }
      assert.ok(dials.length < 10)
      dials = []
      await minutes(8)
      assert.equal(dials.length, 1)
    })

    it('and looks for it at once when the news is of ourselves', async () => {
      for (let count = 0; count < 11; count += 1) {
        reach.news(userId)
        for (let turn = 0; turn < 3; turn += 1) await pass(500)
      }
      dials = []
      reach.look(userId)
      await pass(1)
      assert.equal(dials.length, 1)
    })

    it('nor trying to make its relayed link direct', async () => {
      change(link(true))
      for (let count = 0; count < 100; count += 1) {
        await pass(0)
        reach.news(userId)
      }
      await pass(0)
      assert.ok(dials.length <= 11)
    })
  })

  describe('leaves alone whose link was parked', () => {
    const park = (): void => {
      const before = { ...link(), isParked: true }
      change(link())
      present = undefined
      reach.linkClosed(before)
    }

    it('though there is news of it, and says that nobody looks for it', async () => {
      park()
      assert.equal(states.at(-1), 'DISCONNECTED')
      reach.news(userId)
      for (let turn = 0; turn < 20; turn += 1) await pass(100)
      assert.equal(dials.length, 0)
    })

    it('until something is to be sent', async () => {
      park()
      reach.seek(userId)
      await pass(100)
      assert.ok(dials.length > 0)
    })

    it('until it was away', async () => {
      park()
      reach.left(userId)
      reach.news(userId)
      await pass(100)
      assert.ok(dials.length > 0)
    })

    it('but not while something waits for it, with growing pauses: it may do so again and again', async () => {
      pool.waits = true
      const pauses: number[] = []
      for (let count = 0; count < 4; count += 1) {
        park()
        const before = dials.length
        let waited = 0
        while (dials.length === before) {
          await pass(500)
          waited += 500
        }
        pauses.push(waited)
      }
      assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000])
    })

    it('and any that nobody asked for while the pool is full', async () => {
      pool.room = false
      reach.news(userId)
      for (let turn = 0; turn < 20; turn += 1) await pass(100)
      assert.equal(dials.length, 0)
      reach.seek(userId)
      await pass(100)
      assert.ok(dials.length > 0)
    })
  })

  describe('tries to make a relayed link direct', () => {
    const direct = (): number => dials.filter(dial => dial.direct).length

    it('at once, and then less and less often, up to every five minutes', async () => {
      change(link(true))
      await pass(0)
      const counts = [direct()]
      for (const ms of [499, 1, 1_000, 2_000, 4_000]) {
        await pass(ms)
        counts.push(direct())
      }
      assert.deepEqual(counts, [1, 1, 2, 3, 4, 5])
      for (let count = 0; count < 12; count += 1) await pass(5 * minute)
      const before = direct()
      await pass(5 * minute)
      assert.equal(direct(), before + 1)
    })

    it('in one line, however often the relayed link breaks and comes back', async () => {
      for (let count = 0; count < 10; count += 1) change(link(true))
      await pass(0)
      assert.equal(direct(), 1)
      for (let count = 0; count < 10; count += 1) change(link(true))
      await pass(0)
      assert.equal(direct(), 1)
      await pass(500)
      assert.equal(direct(), 2)
    })

    it('at once when there is news of the contact, and then from the beginning', async () => {
      change(link(true))
      await pass(0)
      for (const ms of [500, 1_000]) await pass(ms)
      assert.equal(direct(), 3)
      reach.news(userId)
      reach.news(userId)
      await pass(0)
      assert.equal(direct(), 4)
      await pass(500)
      assert.equal(direct(), 5)
    })

    it('not while it is only on standby', async () => {
      pool.active = false
      change(link(true))
      await pass(10 * minute)
      assert.equal(direct(), 0)
      pool.active = true
      await pass(5 * minute)
      assert.ok(direct() > 0)
    })

    it('and says in the trace that it was in vain', async () => {
      reach.seek(userId)
      await pass(0)
      change(link(true))
      await pass(0)
      const why = async (): Promise<string | null | undefined> =>
        (await reach.trace(userId, new AbortController().signal))?.whyNotDirect
      assert.match((await why()) ?? '', /tried once since then, in vain/u)
      await pass(500)
      assert.match((await why()) ?? '', /tried 2 times since then, in vain/u)
      change(link())
      await pass(minute)
      assert.doesNotMatch((await why()) ?? '', /in vain/u)
    })

    it('no longer when it is direct', async () => {
      change(link(true))
      await pass(0)
      change(link())
      dials = []
      await pass(10 * minute)
      assert.equal(direct(), 0)
    })

    it('no longer after the end', async () => {
      change(link(true))
      await pass(0)
      reach.stop()
      dials = []
      await pass(10 * minute)
      assert.equal(direct(), 0)
    })
  })

  describe('that has news of a contact', () => {
    it('looks for it, though nobody was found a moment ago', async () => {
      const search = async (): Promise<number> => {
        dials = []
        for (let turn = 0; turn < 10; turn += 1) await pass(500)
        return dials.length
      }
      reach.seek(userId)
      assert.ok((await search()) > 0)
      assert.equal(states.at(-1), 'STORE_FORWARD')
      reach.seek(userId)
      assert.equal(await search(), 0, 'that is remembered')
      reach.news(userId)
      assert.ok((await search()) > 0)
    })

    it('looks again when it came too late for the search that runs', async () => {
      const over = Promise.withResolvers<void>()
      ended = over.promise
      reach.seek(userId)
      await pass(100)
      const first = dials.length
      assert.ok(first > 0)
      reach.news(userId)
      await pass(100)
      assert.equal(dials.length, first, 'not beside it')
      ended = undefined
      over.resolve()
      await pass(1_000)
      assert.ok(dials.length > first)
    })

    it('leaves a direct link alone', async () => {
      change(link())
      reach.news(userId)
      await pass(minute)
      assert.equal(dials.length, 0)
    })
  })

  describe('asks for a contact by the id of the day', () => {
    /** A record of bob for today, which says that he listens there. */
    const recordAt = (address: string, revision: number, day: number = dayOf(NOW)): Signed => {
      const inner = { addresses: [multiaddr(address).bytes], mailboxes: [] }
      const descriptor = descriptorOf(bob, { revision, inner: sealInner(crypto, rng, descriptorKey, inner) })
      return signLookupRecord(crypto, rng, bob.account, { day, revision, descriptor })
    }
    const dialled = (address: string): boolean =>
      dials.some(({ addresses }) => addresses.includes(`${address}/p2p/${peerId}`))
    const at = '/ip4/203.0.113.9/tcp/7'

    it('and dials where the newest record says; a newer descriptor is kept', async () => {
      answers = [recordAt(at, NOW + 1), recordAt('/ip4/203.0.113.8/tcp/7', NOW - 1)]
      reach.seek(userId)
      await pass(0)
      assert.deepEqual(asked, [bytesToHex(lookupKey(crypto, bob.account.publicKey, dayOf(NOW)))])
      assert.ok(dialled(at))
      assert.ok(!dialled('/ip4/203.0.113.8/tcp/7'), 'an older one says nothing')
      assert.deepEqual(found, [NOW + 1])
    })

    it('not before a cached route had its moment, a longer one the better it is', async () => {
      const over = Promise.withResolvers<void>()
      ended = over.promise
      for (const rate of [0.25, 0.5, 1]) {
        cachedRate = rate
        asked = []
        dials = []
        reach.news(userId)
        await pass(0)
        const patience = 2 * rate * QUERY_PATIENCE
        for (let waited = 0; waited < patience; waited += 1) {
          await pass(1)
          assert.equal(asked.length, waited + 1 < patience ? 0 : 1, `${waited + 1} ms at ${rate}`)
        }
        assert.equal(dials.length, 1)
        for (let turn = 0; turn < 25; turn += 1) await pass(500)
      }
      over.resolve()
    })

    it('not at all when the cached route led there', async () => {
      cachedRate = 0.5
      reach.seek(userId)
      await pass(1)
      reach.stop()
      await pass(minute)
      assert.deepEqual(asked, [])
    })

    it('in the DHT as well, under the names of the days that it may be', async () => {
      inDht = [recordAt(at, NOW, dayOf(NOW) + 1)]
      reach.seek(userId)
      for (let turn = 0; turn < 10; turn += 1) await pass(100)
      assert.ok(dialled(at))
      assert.deepEqual(found, [], 'that descriptor is known')
    })

    it('in the DHT for all these days at the same time, though one of them has no answer', async () => {
      silentDay = lookupKey(crypto, bob.account.publicKey, dayOf(NOW))
      inDht = [recordAt(at, NOW + 1, dayOf(NOW) + 1)]
      reach.seek(userId)
      for (let turn = 0; turn < 10; turn += 1) await pass(100)
      assert.ok(dialled(at))
    })

    it('and looks at a bounded number of records of the DHT', async () => {
      const counting = mock.method(crypto, 'ed25519Verify')
      inDht = Array<Signed>(10 * MAX_COLLECTED).fill(recordAt('/ip4/203.0.113.8/tcp/7', NOW - 1))
      counting.mock.resetCalls()
      reach.seek(userId)
      for (let turn = 0; turn < 40; turn += 1) await pass(100)
      // a record's own signature, and three in what it holds
      assert.ok(counting.mock.callCount() <= 4 * MAX_COLLECTED)
      counting.mock.restore()
    })

    it('and dials nobody because of a record of somebody else', async () => {
      const carol = person('reach carol')
      const day = dayOf(NOW)
      const descriptor = descriptorOf(carol, { revision: NOW + 5 })
      answers = [signLookupRecord(crypto, rng, carol.account, { day, revision: NOW + 5, descriptor })]
      reach.seek(userId)
      await pass(0)
      assert.deepEqual(
        [found, dials.filter(({ addresses }) => addresses.some(text => text.includes('203.0')))],
        [[], []]
      )
    })
  })

  describe('names the way', () => {
    it('over the coordinators of the mailboxes while there is no link', () => {
      assert.equal(reach.route(userId), 'none')
      mailboxes = [mailboxAt('203.0.113.1', rng), mailboxAt('203.0.113.2', rng)]
      assert.match(reach.route(userId), /^stored at 12D3Koo\w+,12D3Koo\w+$/u)
    })

    it('not over a mailbox that is at this very node', async () => {
      const at = multiaddr(`/ip4/203.0.113.1/tcp/1/p2p/${SELF}`).bytes
      mailboxes = [{ mailbox: rng(32), addresses: [at] }, mailboxAt('203.0.113.2', rng)]
      assert.match(reach.route(userId), /^stored at 12D3Koo\w+$/u)
      assert.ok(!reach.route(userId).includes(SELF))
      reach.seek(userId)
      for (let turn = 0; turn < 10; turn += 1) await pass(500)
      const dialled = dials.flatMap(({ addresses }) => addresses)
      assert.ok(dialled.some(address => address.includes('p2p-circuit')))
      assert.ok(!dialled.some(address => address.includes(SELF)))
    })

    it('over the relay of the link, by its user if that is known', () => {
      present = link(true)
      assert.equal(reach.route(userId), 'relayed via relay')
      users.set('relay', 'carol')
      assert.equal(reach.route(userId), 'relayed via carol')
      present = link()
      assert.equal(reach.route(userId), 'direct')
    })

    it('and is not stopped by a contact that names nonsense', () => {
      const nonsense = [multiaddr('/ip4/203.0.113.1/tcp/1').bytes]
      mailboxes = [{ mailbox: rng(32), addresses: nonsense }]
      assert.equal(reach.route(userId), 'none')
      change(link())
      change(undefined)
      assert.deepEqual(states, ['CONNECTED', 'STORE_FORWARD'])
    })
  })
})
