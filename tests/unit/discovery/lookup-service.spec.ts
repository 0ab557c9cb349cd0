import assert from 'node:assert/strict'
import {
  LEAVE_BURST,
  LEAVE_BURST_ALL,
  LOOKUP_PROTOCOL,
  MAX_LEFT_AT_ONCE,
  MAX_LEFT_RECORDS_OF_NODES,
  PUBLISH_TICK,
  REPUBLISH_EVERY
} from '../../../src/discovery/constants.ts'
import { decodeLeftRecord, LEFT_RECORDS_TABLE } from '../../../src/discovery/core/left-records.ts'
import { StorageError } from '../../../src/errors.ts'
import { leaveRecords } from '../../../src/discovery/lookup-client.ts'
import { lookupService } from '../../../src/discovery/lookup-service.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { MAX_BATCH_OPS } from '../../../src/store/constants.ts'
import {
  decodeLookupRecord,
  decodeSigned,
  encodeLookupRecord,
  encodeSigned,
  MAX_LOOKUP_FRAME
} from '../../../src/wire/index.ts'
import { member, MemoryNet, silent, VirtualTime } from '../../support/discovery.ts'
import { DAY, descriptorOf, NOW } from '../../support/identity.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { LookupComponents, LookupService } from '../../../src/discovery/lookup-service.ts'
import type { Opener } from '../../../src/link.ts'
import type { Store } from '../../../src/ports.ts'
import type { Signed } from '../../../src/wire/index.ts'

const [alice, keeper, stranger] = [member('alice'), member('keeper'), member('stranger')]
const today = dayOf(NOW)
const descriptor = descriptorOf(alice)
const keyOf = (day: number): Uint8Array => lookupKey(crypto, alice.account.publicKey, day)

function signed(day: number, revision: number = NOW): Signed {
  return signLookupRecord(crypto, alice.rng, alice.account, { day, revision, descriptor })
}

describe('discovery: keeping records for others', () => {
  let time: VirtualTime
  let net: MemoryNet
  let store: Store
  let service: LookupService
  let opener: Opener
  /** Records handed to the DHT, and how many of its nodes take one. */
  let published: Uint8Array[]
  let takers: number
  /** While set, no record is taken before it. */
  let publishing: Promise<void> | undefined
  /** What lies here as a node of the DHT. */
  let kept: Uint8Array | undefined

  beforeEach(async () => {
    time = new VirtualTime()
    net = new MemoryNet()
    net.link(keeper.peerId, stranger.peerId)
    store = createMemoryStore()
    opener = net.transport(stranger.peerId)
    published = []
    takers = 1
    publishing = undefined
    kept = undefined
    service = create()
    await service.start()
  })
  afterEach(async () => await service.stop())

  function create(changes: Partial<LookupComponents> = {}): LookupService {
    return lookupService({
      ...changes,
      crypto,
      clock: time.clock,
      setTimer: time.setTimer,
      log: silent,
      store,
      transport: net.transport(keeper.peerId),
      dht: {
        kept: async () => kept,
        publish: async (_key, record) => {
          published.push(record)
          await publishing
          return takers
        }
      }
    })
  }

  async function leave(...records: readonly Signed[]): Promise<number> {
    const signal = AbortSignal.timeout(5_000)
    return await leaveRecords(opener, { peerId: keeper.peerId, addresses: [] }, records, signal)
  }

  it('takes what an owner leaves, and has it after a restart', async () => {
    const first = signed(today)
    assert.equal(await leave(first, signed(today + 1), signed(today + 9)), 3)
    assert.deepEqual(await service.held(keyOf(today)), first)
    await service.stop()
    service = create()
    await service.start()
    assert.deepEqual(await service.held(keyOf(today)), first)
    assert.equal(await service.held(keyOf(today + 9)), undefined, 'its day has not come')
    time.now += 8 * DAY
    assert.ok(await service.held(keyOf(today + 9)))
  })

  it('deletes what is over, however many there are', async () => {
    await service.stop()
    const over = Array.from({ length: MAX_BATCH_OPS + 1 }, (_, number) => {
      const key = new Uint8Array(32)
      new DataView(key.buffer).setUint32(0, number)
      const record = { key, day: today - 2, revision: 1, sealed: new Uint8Array(40) }
      return encodeSigned({ payload: encodeLookupRecord(record), signature: new Uint8Array(64) })
    })
    for (const value of over) {
      const key = { id: decodeLeftRecord(value).name }
      await store.batch([{ kind: 'put', table: LEFT_RECORDS_TABLE, key, value }])
    }
    service = create()
    await service.start()
    await time.settle()
    let left = 0
    for await (const record of store.walk(LEFT_RECORDS_TABLE)) left += record.value.length
    assert.equal(left, 0)
  })

  it('keeps as many as it is told to', async () => {
    await service.stop()
    service = create({ maxRecords: 2 })
    await service.start()
    assert.equal(await leave(signed(today), signed(today + 1), signed(today + 2)), 2)
    assert.ok(MAX_LEFT_RECORDS_OF_NODES === 1_600)
  })

  it('does not say that it keeps what is not on its disk, also when it is left once more', async () => {
    const batch = store.batch.bind(store)
    store.batch = async () => {
      throw new StorageError('disk full')
    }
    assert.equal(await leave(signed(today)), 0)
    assert.equal(await leave(signed(today)), 0)
    store.batch = batch
    assert.equal(await leave(signed(today)), 1)
  })

  it('says so when it does not keep one, and goes on', async () => {
    const forged = { ...signed(today + 1), signature: new Uint8Array(64) }
    assert.equal(await leave(signed(today, NOW + 1), signed(today), forged, signed(today + 2)), 2)
  })

  it('hands out the newer one of what was left and what lies here for the DHT', async () => {
    const left = signed(today, NOW + 1)
    await leave(left)
    const newer = signed(today, NOW + 2)
    kept = encodeSigned(signed(today, NOW))
    assert.deepEqual(await service.held(keyOf(today)), left)
    kept = encodeSigned(newer)
    assert.deepEqual(await service.held(keyOf(today)), newer)
  })

  it('hands to the DHT what may be of today: at once, every 6 hours, and when its day comes', async () => {
    await leave(signed(today), signed(today + 3))
    await time.settle()
    assert.equal(published.length, 1)
    await time.advance(REPUBLISH_EVERY - PUBLISH_TICK)
    assert.equal(published.length, 1)
    await time.advance(PUBLISH_TICK)
    assert.equal(published.length, 2)
    published = []
    await time.advance(2 * DAY)
    const third = encodeSigned((await service.held(keyOf(today + 3)))!)
    assert.ok(published.some(record => Buffer.from(record).equals(third)))
  })

  it('hands on what comes meanwhile in its turn, each revision once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    publishing = promise
    await leave(signed(today), signed(today + 1))
    await leave(signed(today, NOW + 1), signed(today - 1), signed(today + 2))
    await time.advance(PUBLISH_TICK)
    assert.equal(published.length, 1)
    resolve()
    await time.settle()
    const said = published.map(record => decodeLookupRecord(decodeSigned(record).payload))
    assert.deepEqual(
      said.map(({ day, revision }) => [day - today, revision - NOW]),
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [-1, 0]
      ]
    )
  })

  it('tries again in a minute what nobody in the DHT took', async () => {
    takers = 0
    await leave(signed(today))
    await time.settle()
    assert.equal(published.length, 1)
    await time.advance(PUBLISH_TICK)
    assert.equal(published.length, 2)
    takers = 1
    await time.advance(PUBLISH_TICK)
    await time.advance(PUBLISH_TICK)
    assert.equal(published.length, 3)
  })

  it('ends the stream of who leaves too many, malformed or oversized ones', async () => {
    const records = Array.from({ length: MAX_LEFT_AT_ONCE + 1 }, () => signed(today))
    await assert.rejects(leave(...records), { name: 'UnreachableError' })
    const signal = AbortSignal.timeout(5_000)
    for (const frame of [Uint8Array.of(255), new Uint8Array(MAX_LOOKUP_FRAME + 1)]) {
      const options = { maxFrame: 2 * MAX_LOOKUP_FRAME, signal }
      const stream = await opener.open(keeper.peerId, [], LOOKUP_PROTOCOL, options)
      await stream.send(frame)
      await assert.rejects(stream.receive({ signal }), { name: 'UnreachableError' })
    }
  })

  it('takes no more than its rate from one place, and gets over it', async () => {
    assert.ok(LEAVE_BURST < LEAVE_BURST_ALL)
    const record = signed(today)
    let left = 0
    while (left < LEAVE_BURST) left += await leave(record)
    await assert.rejects(leave(record), { name: 'UnreachableError' })
    time.now += 2_000
    assert.equal(await leave(record), 1)
  })

  it('has room for other places, however many one of them would leave', async () => {
    net.origins.set(stranger.peerId, '198.51.100.1')
    const record = signed(today)
    for (let at = 0; at < LEAVE_BURST_ALL + 1; at += 1) {
      if (at < LEAVE_BURST) await leave(record)
      else await assert.rejects(leave(record), { name: 'UnreachableError' })
    }
    net.origins.set(stranger.peerId, '198.51.100.2')
    assert.equal(await leave(record), 1)
  })
})
