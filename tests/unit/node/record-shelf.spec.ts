import assert from 'node:assert/strict'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { LOOKUP_REVISIONS_TABLE } from '../../../src/discovery/core/lookup-shelf.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../../src/identity/index.ts'
import { openRecordShelf } from '../../../src/node/record-shelf.ts'
import { MAX_BATCH_OPS } from '../../../src/store/constants.ts'
import { encodeSigned } from '../../../src/wire/index.ts'
import { encodeLookupRevisionRecord } from '../../../src/wire/vault.ts'
import { descriptorOf, NOW, person } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import { microtasks } from '../../support/microtasks.ts'

const alice = person('alice')
const today = dayOf(NOW)

describe('node: records of the DHT that are kept for others', () => {
  it('are forgotten on the disk when their day is over, however many there were', async () => {
    const store = createMemoryStore()
    for (let number = 0; number <= MAX_BATCH_OPS; number += 1) {
      const key = new Uint8Array(32)
      new DataView(key.buffer).setUint32(0, number)
      const value = encodeLookupRevisionRecord({ key, day: today - 2, revision: 1 })
      const id = bytesToHex(key)
      await store.batch([{ kind: 'put', table: LOOKUP_REVISIONS_TABLE, key: { id }, value }])
    }
    const { logger } = keptLog()
    const context = { store, crypto, rng: alice.rng, clock: () => NOW, logger }
    const shelf = await openRecordShelf(context, alice.device.seed)
    const key = lookupKey(crypto, alice.account.publicKey, today)
    const content = { day: today, revision: NOW, descriptor: descriptorOf(alice) }
    const record = encodeSigned(signLookupRecord(crypto, alice.rng, alice.account, content))
    assert.ok(shelf.take(key, sha256(key), record).kept)
    await microtasks()
    let left = 0
    for await (const { value } of store.walk(LOOKUP_REVISIONS_TABLE)) left += Math.sign(value.length)
    assert.equal(left, 1)
  })
})
