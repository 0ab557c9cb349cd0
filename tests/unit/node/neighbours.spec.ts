import assert from 'node:assert/strict'
import { UnreachableError } from '../../../src/errors.ts'
import { Calls } from '../../../src/node/host/calls.ts'
import { CALL_WITNESSED_FIRST } from '../../../src/node/host/constants.ts'
import { Neighbours } from '../../../src/node/neighbours.ts'
import { fastCrypto, member, MemoryNet, PUBLIC, silent } from '../../support/discovery.ts'
import { NOW, seeded } from '../../support/identity.ts'
import { ManualTime } from '../../support/manual-time.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { HeardDevice } from '../../../src/discovery/core/roster.ts'
import type { Directory } from '../../../src/node/directory.ts'
import type { Host } from '../../../src/node/host/index.ts'

const [self, bob, relay] = [member('self'), member('bob'), member('relay')]

describe('node: neighbours', () => {
  let time: ManualTime
  let calls: Calls
  let neighbours: Neighbours
  /** Everybody who was dialled, in order. */
  let dialled: string[]
  let preferred: Array<readonly [string, number]>
  let coordinators: Set<string>

  beforeEach(() => {
    time = new ManualTime(0)
    calls = new Calls({ rng: seeded('calls'), time: time.clock, schedule: time.schedule })
    dialled = []
    preferred = []
    coordinators = new Set()
    const net = new MemoryNet()
    const host: Partial<Host> = {
      ...net.transport(self.peerId),
      calls,
      connected: () => [],
      connect: async peerId => {
        dialled.push(peerId)
        throw new UnreachableError('nobody')
      },
      prefer: async (peerId, weight) => {
        preferred.push([peerId, weight])
      }
    }
    const directory: Partial<Directory> = { isCoordinator: peerId => coordinators.has(peerId) }
    neighbours = new Neighbours({
      crypto: fastCrypto,
      rng: seeded('neighbours'),
      clock: () => NOW,
      logger: silent,
      store: createMemoryStore(),
      host: host as Host,
      networks: [PUBLIC],
      directory: directory as Directory,
      self: undefined,
      account: undefined,
      ownRecord: () => undefined,
      coordinator: false,
      contactOf: () => undefined,
      onPresence: () => undefined,
      onAddresses: () => undefined
    })
  })
  afterEach(() => {
    calls.stop()
    assert.equal(time.timers, 0, 'timers left')
  })

  const meet = async (isWish: boolean): Promise<void> =>
    await neighbours.meet([relay.address], new AbortController().signal, isWish)

  it('leave alone who does not answer, unless the user wants it', async () => {
    calls.present(bob.peerId)
    calls.lost(relay.peerId)
    await meet(false)
    assert.deepEqual(dialled, [], 'nobody calls it before it is due')
    await meet(true)
    assert.deepEqual(dialled, [relay.peerId])
    calls.lost(relay.peerId)
    time.advance(2 * CALL_WITNESSED_FIRST)
    await meet(false)
    assert.deepEqual(dialled, [relay.peerId, relay.peerId])
    await meet(false)
    assert.equal(dialled.length, 2, 'that counted as a call')
  })

  describe('whose link was parked', () => {
    let down: string[]

    beforeEach(() => {
      down = []
      neighbours.presence.linkDown = peerId => {
        down.push(peerId)
      }
    })

    const heard = (state: HeardDevice['state']): void => {
      neighbours.presence.devices = () => [{ state } as HeardDevice]
    }

    it('are not needed any more, and there if they are heard besides', () => {
      heard('offline')
      neighbours.parked(bob.userId, bob.peerId)
      assert.deepEqual([preferred, down], [[[bob.peerId, 0]], []])
      heard('online')
      neighbours.parked(bob.userId, bob.peerId)
      assert.deepEqual(down, [bob.peerId])
    })

    it('are nobody to show when they are no contacts any more', () => {
      heard('offline')
      neighbours.parted(bob.peerId)
      assert.deepEqual([preferred, down], [[[bob.peerId, 0]], [bob.peerId]])
    })

    it('stay what they are as coordinators', () => {
      coordinators.add(bob.peerId)
      heard('online')
      neighbours.parked(bob.userId, bob.peerId)
      assert.deepEqual([preferred, down], [[], []])
    })
  })
})
