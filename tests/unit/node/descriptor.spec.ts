import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { openInner, verifyDescriptor } from '../../../src/identity/index.ts'
import { DescriptorKeeper } from '../../../src/node/descriptor.ts'
import { loadProfile, newProfile, saveProfile } from '../../../src/node/profile.ts'
import type { Profile, ProfileContext } from '../../../src/node/profile.ts'
import { DAY, mailboxAt, named, NOW, seeded } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Whereabouts } from '../../../src/node/descriptor.ts'

const rng = seeded('descriptor')
const HERE: Whereabouts = {
  addresses: [multiaddr('/ip4/203.0.113.9/tcp/4001').bytes],
  mailboxes: [mailboxAt('203.0.113.1', rng)],
  requestMailboxes: [mailboxAt('203.0.113.2', rng)]
}

/** Makes one, and keeps it. */
async function createProfile(context: ProfileContext, name: string): Promise<Profile> {
  const profile = newProfile(context, name)
  await saveProfile(context, profile)
  return profile
}

describe('node: the descriptor', () => {
  let now: number
  let broken: boolean
  let context: NodeContext

  beforeEach(async () => {
    now = NOW
    broken = false
    const store = createMemoryStore()
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      if (broken) throw new StorageError('disk full')
      await batch(ops)
    }
    context = { store, crypto, rng, clock: () => now, logger: keptLog().logger }
    await createProfile(context, 'Alice')
  })

  const start = async (): Promise<DescriptorKeeper> =>
    new DescriptorKeeper(context, await loadProfile(context))

  it('takes another key for what only contacts read, also after a restart', async () => {
    const keeper = await start()
    await keeper.update(HERE)
    const { descriptorKey } = keeper.current
    await keeper.rotate()
    assert.deepEqual(keeper.current.descriptorKey, descriptorKey, 'until it is signed')
    await keeper.update(HERE)
    const { account } = await loadProfile(context)
    const verified = verifyDescriptor(crypto, keeper.current.descriptor, { account: account.publicKey, now })
    assert.throws(() => openInner(crypto, descriptorKey, verified), named('AuthenticationError'))
    assert.deepEqual(openInner(crypto, keeper.current.descriptorKey, verified).addresses, HERE.addresses)
    assert.deepEqual((await loadProfile(context)).descriptorKey, keeper.current.descriptorKey)
  })

  it('says where we are, to contacts more than to others', async () => {
    const keeper = await start()
    await keeper.update(HERE)
    const { descriptor, descriptorKey, revision } = keeper.current
    const { account } = await loadProfile(context)
    const verified = verifyDescriptor(crypto, descriptor, { account: account.publicKey, now })
    assert.equal(verified.revision, revision)
    assert.equal(verified.expires, now + 30 * DAY)
    assert.deepEqual(verified.requestMailboxes, HERE.requestMailboxes)
    const { addresses, mailboxes } = openInner(crypto, descriptorKey, verified)
    assert.deepEqual({ addresses, mailboxes }, { addresses: HERE.addresses, mailboxes: HERE.mailboxes })
  })

  it('carries the time as its revision and rises with every change', async () => {
    const keeper = await start()
    await keeper.update(HERE)
    assert.equal(keeper.current.revision, NOW)
    await keeper.update(HERE)
    assert.equal(keeper.current.revision, NOW + 1)
    now += DAY
    await keeper.update(HERE)
    assert.equal(keeper.current.revision, NOW + DAY)
  })

  it('rises after a restart, also when the clock went back', async () => {
    const before = await start()
    await before.update(HERE)
    now -= 3 * DAY
    const after = await start()
    await after.update(HERE)
    assert.equal(after.current.revision, NOW + 1)
    const again = await start()
    await again.update(HERE)
    assert.equal(again.current.revision, NOW + 2)
  })

  it('says nothing before it is durable, and no revision twice after a failed write', async () => {
    const keeper = await start()
    await keeper.update(HERE)
    const held = keeper.current
    broken = true
    await assert.rejects(keeper.update({ ...HERE, addresses: [] }), named('StorageError'))
    assert.equal(keeper.current, held)
    broken = false
    await keeper.update(HERE)
    assert.ok(keeper.current.revision > held.revision)
  })

  it('gives each of two changes at once a revision of its own, the later one wins', async () => {
    const keeper = await start()
    await Promise.all([keeper.update({ ...HERE, addresses: [] }), keeper.update(HERE)])
    assert.equal(keeper.current.revision, NOW + 1)
    const verified = verifyDescriptor(crypto, keeper.current.descriptor)
    assert.deepEqual(openInner(crypto, keeper.current.descriptorKey, verified).addresses, HERE.addresses)
    assert.equal((await loadProfile(context)).descriptorRevision, NOW + 1)
  })
})
