import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { StorageError } from '../../../src/errors.ts'
import { DescriptorKeeper } from '../../../src/node/descriptor.ts'
import { MessengerNode } from '../../../src/node/messenger-node.ts'
import { loadProfile, newProfile, saveProfile } from '../../../src/node/profile.ts'
import { named, NOW, seeded } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import type { MessengerNodeOptions } from '../../../src/node/messenger-node.ts'

const NOWHERE = { addresses: [], mailboxes: [], requestMailboxes: [] }

describe('node: blocking a contact', () => {
  let descriptor: DescriptorKeeper
  let node: MessengerNode
  /** Keys of the descriptors that were told while the contact was one, and after. */
  let told: string[]
  let fails: boolean

  const context = { store: createMemoryStore(), crypto, rng: seeded('blocking'), clock: () => NOW }
  const keyNow = async (): Promise<string> => bytesToHex((await loadProfile(context)).descriptorKey)

  /** As the announcer does: it does not wait for anybody. */
  async function announce(): Promise<void> {
    await descriptor.update(NOWHERE)
    told.push(bytesToHex(descriptor.current.descriptorKey))
  }

  beforeEach(async () => {
    await saveProfile(context, newProfile(context, 'Alice'))
    const profile = await loadProfile(context)
    descriptor = new DescriptorKeeper({ ...context, logger: keptLog().logger }, profile)
    told = []
    fails = false
    const messenger = {
      events: new EventTarget(),
      peers: () => [{ userId: 'bob', name: 'Bob' }],
      block: async () => {
        if (fails) throw new StorageError('disk full')
        await announce()
      }
    }
    node = new MessengerNode({
      ...context,
      messenger,
      profile,
      vault: { protectedBy: 'key-file' },
      descriptor,
      runtime: { blocked: announce },
      networks: []
    } as unknown as MessengerNodeOptions)
  })

  it('leaves it no key of what comes, also when it was told one in the last moment', async () => {
    const before = await keyNow()
    await node.block('Bob')
    const [last, next] = told
    assert.equal(new Set([before, last, next]).size, 3)
    assert.equal(await keyNow(), next)
  })

  it('changes the key first: what follows may fail', async () => {
    const before = await keyNow()
    fails = true
    await assert.rejects(node.block('Bob'), named('StorageError'))
    assert.notEqual(await keyNow(), before)
  })
})
