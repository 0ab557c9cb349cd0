import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { createDevice, verifyOneTime } from '../../../src/identity/index.ts'
import { OneTimePrekeys } from '../../../src/messaging/one-time-prekeys.ts'
import {
  MAX_ONE_TIME_OF_MAILBOX,
  MAX_ONE_TIME_PREKEYS,
  STOCK_AGAIN,
  STOCK_WATERMARK
} from '../../../src/messaging/constants.ts'
import { MAX_STOCK, decodeOneTimePrekey } from '../../../src/wire/index.ts'
import { decodeOneTimePrekeyRecord } from '../../../src/wire/vault.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { quickBackend } from '../../support/quick-crypto.ts'
import { START, seededRng } from '../../support/ratchet.ts'
import type { Signed } from '../../../src/wire/index.ts'
import type { Store } from '../../../src/ports.ts'

const day = 86_400_000
const rng = seededRng('one-time prekeys')
const device = createDevice(crypto, rng)
const [home, away] = [rng(32), rng(32)]

describe('messaging: one-time prekeys', () => {
  let store: Store
  let now: number
  let ring: OneTimePrekeys
  /** When the generation of the bundle was made. */
  let generation: number

  beforeEach(async () => {
    store = createMemoryStore()
    now = START
    generation = START
    ring = await open()
  })

  async function open(): Promise<OneTimePrekeys> {
    const self = { device } as Parameters<typeof OneTimePrekeys.load>[0]['self']
    return await OneTimePrekeys.load({ store, crypto: quickBackend, rng, clock: () => now, self })
  }

  async function stock(mailbox: Uint8Array, left: number): Promise<number[]> {
    return ids(await ring.stock(mailbox, left, generation))
  }

  function ids(batch: readonly Signed[]): number[] {
    return batch.map(({ payload }) => decodeOneTimePrekey(payload).id)
  }

  async function onDisk(): Promise<number[]> {
    const found: number[] = []
    for await (const { value } of store.walk('one-time-prekeys'))
      found.push(decodeOneTimePrekeyRecord(value).id)
    return found
  }

  it('come signed, as many as a mailbox takes, and their secrets are on the disk before', async () => {
    const batch = await ring.stock(home, 0, generation)
    assert.equal(batch.length, MAX_STOCK)
    for (const signed of batch) {
      const { id, curveKey } = verifyOneTime(crypto, signed, { device: device.publicKey, now })
      const held = ring.find(id)
      assert.ok(held)
      assert.deepEqual(crypto.x25519PublicKey(held.curveSecret), curveKey)
    }
    assert.deepEqual(new Set(await onDisk()), new Set(ids(batch)))
    const [first] = ids(batch)
    ring = await open()
    assert.deepEqual(ring.find(first as number)?.mailbox, home, 'after a restart too')
  })

  it('are other ones at each mailbox', async () => {
    const both = [...(await stock(home, 0)), ...(await stock(away, 0))]
    assert.equal(new Set(both).size, 2 * MAX_STOCK)
  })

  it(`come anew below ${STOCK_WATERMARK}, and not before`, async () => {
    const first = await stock(home, 0)
    now += STOCK_AGAIN
    assert.deepEqual(await stock(home, STOCK_WATERMARK), [])
    const second = await stock(home, STOCK_WATERMARK - 1)
    assert.equal(second.length, MAX_STOCK)
    assert.ok(second.every(id => !first.includes(id)))
    assert.ok(
      first.every(id => ring.find(id)),
      'who has one of the earlier ones may still come'
    )
  })

  it('within the hour are the same ones: the batch was lost, or its coordinator lies', async () => {
    const first = await stock(home, 0)
    ring.used(first[0] as number)
    now += STOCK_AGAIN - 1
    assert.deepEqual(await stock(home, 0), first.slice(1))
    assert.equal((await onDisk()).length, MAX_STOCK)
    now += 1
    const second = await stock(home, 0)
    assert.notDeepEqual(second, first.slice(1))
    ring = await open()
    assert.deepEqual(new Set(await stock(home, 0)), new Set(second), 'after a restart too')
  })

  it('come anew with each generation, which they outlive, and after a week', async () => {
    const first = await stock(home, 0)
    now += day
    generation = now
    const second = await stock(home, MAX_STOCK)
    assert.ok(second.length === MAX_STOCK && second[0] !== first[0])
    now += STOCK_AGAIN / 2
    generation = now
    const third = await stock(home, 0)
    assert.ok(third.length === MAX_STOCK && !second.includes(third[0] ?? 0), 'also soon after the last batch')
    now += 7 * day - 1
    assert.deepEqual(await stock(home, MAX_STOCK), [])
    now += 1
    assert.equal((await stock(home, MAX_STOCK)).length, MAX_STOCK)
    // a generation of a clock that ran ahead does not make all of them old
    generation = now + 365 * day
    assert.deepEqual(await stock(home, MAX_STOCK), [])
  })

  it('are wiped when they are used', async () => {
    const [id] = await stock(home, 0)
    assert.ok(id !== undefined && (await ring.isHeldIn(store, id)))
    const held = ring.find(id)
    assert.ok(held)
    await store.batch([ring.usedOp(id)])
    ring.used(id)
    assert.equal(ring.find(id), undefined)
    assert.ok(!(await ring.isHeldIn(store, id)))
    assert.ok([...held.curveSecret, ...held.kemSeed].every(byte => byte === 0))
    assert.equal((await onDisk()).length, MAX_STOCK - 1)
  })

  it('go from the disk 62 days after they were made', async () => {
    const first = await stock(home, 0)
    now += 62 * day - 1
    await stock(home, 0)
    assert.ok(first.every(id => ring.find(id)))
    now += STOCK_AGAIN
    await stock(home, 0)
    assert.ok(first.every(id => ring.find(id) === undefined))
    assert.equal((await onDisk()).length, 2 * MAX_STOCK)
  })

  it(`are at most ${MAX_ONE_TIME_OF_MAILBOX} of a mailbox and ${MAX_ONE_TIME_PREKEYS} in all: the oldest go`, async function () {
    this.timeout(120_000)
    const others = await stock(away, 0)
    let first: number[] = []
    for (let batches = 0; batches <= MAX_ONE_TIME_OF_MAILBOX / MAX_STOCK; batches++) {
      const batch = await stock(home, 0)
      if (batches === 0) first = batch
      now += STOCK_AGAIN
    }
    assert.equal((await onDisk()).length, MAX_ONE_TIME_OF_MAILBOX + MAX_STOCK)
    assert.ok(first.every(id => ring.find(id) === undefined))
    assert.ok(
      others.every(id => ring.find(id)),
      'a mailbox that is drained costs no other one'
    )
    for (let mailboxes = 0; mailboxes < MAX_ONE_TIME_PREKEYS / MAX_STOCK; mailboxes++) await stock(rng(32), 0)
    assert.equal((await onDisk()).length, MAX_ONE_TIME_PREKEYS)
    assert.ok(others.every(id => ring.find(id) === undefined))
  })

  it('are not given away when the disk does not take their secrets', async () => {
    const batch = store.batch.bind(store)
    store.batch = async () => {
      throw new StorageError('disk full')
    }
    await assert.rejects(stock(home, 0), StorageError)
    store.batch = batch
    assert.equal((await onDisk()).length, 0)
    assert.equal((await stock(home, 0)).length, MAX_STOCK)
  })
})
