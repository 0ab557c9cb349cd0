import assert from 'node:assert/strict'
import { mock } from 'node:test'
import { FIRST_MESSAGE_KEPT, MAX_PRUNED, PRUNE_EVERY, SEEN_KEPT } from '../../../src/messaging/constants.ts'
import { decodeSeenRecord, encodeSeenRecord } from '../../../src/wire/vault.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'
import { microtasks } from '../../support/microtasks.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

/** Under which id a record of the table lies. */
function idOfSeen(value: Uint8Array | undefined): string {
  return value === undefined ? '' : Buffer.from(decodeSeenRecord(value).envelope).toString('hex')
}

async function size(store: Store, table: string): Promise<number> {
  let records = 0
  for await (const _ of store.walk(table)) records += 1
  return records
}

describe('messaging: what is known for a time', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('pruner')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    for (const text of ['one', 'two']) await alice.messenger.submit(idOf(bob), text)
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
  })

  afterEach(async () => {
    await office.stop()
  })

  const restart = async (): Promise<void> => {
    await bob.messenger.stop()
    await office.start(bob)
    await microtasks()
  }

  const texts = async (): Promise<string[]> =>
    (await bob.messenger.history(idOf(alice), 100)).map(({ text }) => text)

  it('is kept a little short of 31 days', async () => {
    const [seen, sent] = [await size(bob.store, 'seen'), await size(bob.store, 'acknowledgements')]
    assert.ok(seen > 0 && sent > 0)
    office.now += SEEN_KEPT - 1
    await restart()
    assert.equal(await size(bob.store, 'seen'), seen)
    assert.equal(await size(bob.store, 'acknowledgements'), sent)
  })

  it('is forgotten at the next start, hashes and answers', async () => {
    office.now += SEEN_KEPT
    await restart()
    assert.equal(await size(bob.store, 'seen'), 0)
    assert.equal(await size(bob.store, 'acknowledgements'), 0)
    assert.equal(await size(bob.store, 'history'), 2)
  })

  it('is forgotten while a node runs for weeks, too', async () => {
    // its timers are real ones, which pretended time cannot clear
    await bob.messenger.stop()
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      await office.start(bob)
      await microtasks()
      assert.ok((await size(bob.store, 'seen')) > 0)
      office.now += SEEN_KEPT
      mock.timers.tick(PRUNE_EVERY - 1)
      await microtasks()
      assert.ok((await size(bob.store, 'seen')) > 0)
      mock.timers.tick(1)
      await microtasks()
      assert.equal(await size(bob.store, 'seen'), 0)
      await bob.messenger.stop()
    } finally {
      mock.timers.reset()
    }
  })

  it('and then a copy that comes again is shown no second time, and harms nothing', async () => {
    office.now += SEEN_KEPT
    await restart()
    const before = bob.messenger.unreadable
    // the mailboxes still hand out everything that they ever had
    await office.collect(bob)
    assert.ok(bob.messenger.unreadable > before, 'no key is left that opens it')
    assert.deepEqual(await texts(), ['one', 'two'])
    await alice.messenger.submit(idOf(bob), 'three')
    await alice.messenger.flush(soon())
    await office.collect(bob)
    assert.deepEqual(await texts(), ['one', 'two', 'three'])
    await bob.messenger.submit(idOf(alice), 'four')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    const last = (await alice.messenger.history(idOf(bob), 100)).map(({ text }) => text)
    assert.deepEqual(last, ['one', 'two', 'three', 'four'])
  })

  it('knows a first message as long as the secrets that open it', async () => {
    office.now += FIRST_MESSAGE_KEPT - 1
    await alice.messenger.stop()
    await office.start(alice)
    await microtasks()
    assert.equal(await size(alice.store, 'first-messages'), 2, 'its base key, and the request in it')
    assert.equal(await size(alice.store, 'seen'), 0)
    office.now += 1
    await alice.messenger.stop()
    await office.start(alice)
    await microtasks()
    assert.equal(await size(alice.store, 'first-messages'), 0)
  })

  it('is kept when it was needed again while the cleanup looked through the rest', async () => {
    const stale: Uint8Array[] = []
    for await (const { value } of bob.store.walk('seen')) stale.push(value)
    office.now += SEEN_KEPT - 1
    await restart()
    // a copy by mail: its acknowledgement goes out again, and the hash is renewed
    await office.collect(bob)
    office.now += 1
    const walk = bob.store.walk.bind(bob.store)
    bob.store.walk = (table, options) =>
      table === 'seen'
        ? (async function* () {
            for (const value of stale) yield { order: 0, value }
          })()
        : walk(table, options)
    const before = await bob.store.get('seen', { id: idOfSeen(stale[0]) })
    await restart()
    bob.store.walk = walk
    assert.ok(before !== undefined && (await size(bob.store, 'seen')) > 0)
  })

  it(`goes in batches of ${MAX_PRUNED}, all of them in one pass`, async () => {
    const store = createMemoryStore()
    const carol = await office.join('Carol', store)
    await carol.messenger.stop()
    const count = 2 * MAX_PRUNED + 10
    for (let i = 0; i < count; i += 1) {
      const envelope = new Uint8Array(32)
      new DataView(envelope.buffer).setUint32(0, i)
      const value = encodeSeenRecord({
        envelope,
        at: office.now - SEEN_KEPT,
        account: bob.self.account.publicKey,
        acknowledgement: new Uint8Array(0)
      })
      const id = Buffer.from(envelope).toString('hex')
      await store.batch([{ kind: 'put', table: 'seen', key: { id }, value }])
    }
    const sizes: number[] = []
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      sizes.push(ops.filter(op => op.kind === 'delete' && op.table === 'seen').length)
      await batch(ops)
    }
    await office.start(carol)
    while ((await size(store, 'seen')) > 0) await microtasks()
    assert.deepEqual(
      sizes.filter(deleted => deleted > 0),
      [MAX_PRUNED, MAX_PRUNED, 10]
    )
  })
})
