import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { verifyBundle } from '../../../src/identity/index.ts'
import { PrekeyRing } from '../../../src/messaging/prekey-ring.ts'
import { StorageError } from '../../../src/errors.ts'
import { DAY, named, NOW, person, seeded } from '../../support/identity.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { Store } from '../../../src/ports.ts'

const alice = person('prekey ring')

describe('messaging: our prekeys', () => {
  let now: number
  let store: Store
  let full: boolean

  beforeEach(() => {
    now = NOW
    full = false
    store = createMemoryStore()
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      if (full) throw new StorageError('disk full')
      await batch(ops)
    }
  })

  async function load(): Promise<PrekeyRing> {
    const { account, device, list } = alice
    const self = { account, device, name: 'Alice', deviceList: list, writerId: new Uint8Array(8) }
    return await PrekeyRing.load({ store, crypto, rng: seeded(`ring ${now}`), clock: () => now, self })
  }

  const idOf = (signed: Parameters<typeof verifyBundle>[1]): number =>
    verifyBundle(crypto, signed, { account: alice.account.publicKey, now }).kemPrekeyId

  it('are the same for a week, over a restart too', async () => {
    const ring = await load()
    const bundle = await ring.bundle()
    now += 7 * DAY - 1
    assert.equal(await ring.bundle(), bundle)
    assert.equal(idOf(await (await load()).bundle()), idOf(bundle))
  })

  it('are new after a week, and the old ones still open first messages', async () => {
    const ring = await load()
    const old = idOf(await ring.bundle())
    now += 7 * DAY
    const young = idOf(await ring.bundle())
    assert.notEqual(young, old)
    const kept = ring.generations().map(({ kemPrekeyId }) => kemPrekeyId)
    assert.deepEqual(kept, [young, old])
    assert.deepEqual((await load()).generations().length, 2)
  })

  it('are one new generation, however many mailboxes ask at once', async () => {
    const ring = await load()
    now += 7 * DAY
    const bundles = await Promise.all([ring.bundle(), ring.bundle(), ring.bundle()])
    assert.equal(new Set(bundles.map(idOf)).size, 1)
    const known = new Set(ring.generations().map(({ kemPrekeyId }) => kemPrekeyId))
    for (const bundle of bundles) assert.ok(known.has(idOf(bundle)), 'a first message to it opens')
    assert.equal((await load()).generations().length, 2)
  })

  it('are not given out before they are on the disk, and made anew later', async () => {
    const ring = await load()
    now += 7 * DAY
    full = true
    await assert.rejects(ring.bundle(), named('StorageError'))
    assert.equal(ring.generations().length, 1)
    full = false
    assert.ok(idOf(await ring.bundle()))
  })

  it('are erased after 62 days', async () => {
    await load()
    now += 70 * DAY
    const ring = await load()
    assert.equal(ring.generations().length, 1)
    let onDisk = 0
    for await (const _ of store.walk('prekeys')) onDisk += 1
    assert.equal(onDisk, 1)
  })
})
