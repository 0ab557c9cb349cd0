import assert from 'node:assert/strict'
import { sha256 } from '@noble/hashes/sha2.js'
import { LookupShelf } from '../../src/discovery/core/lookup-shelf.ts'
import { dayOf, lookupKey, signLookupRecord } from '../../src/identity/index.ts'
import type { Host, HostOptions, RecordShelf } from '../../src/node/host/index.ts'
import { decodeLookupRecord, decodeSigned, encodeSigned } from '../../src/wire/index.ts'
import type { Signed } from '../../src/wire/index.ts'
import { descriptorOf, person } from '../support/identity.ts'
import { quickBackend as crypto } from '../support/quick-crypto.ts'
import { createTestnet } from '../support/testnet.ts'
import type { Testnet } from '../support/testnet.ts'
import { runSeed } from '../support/seeded.ts'

const SEED = runSeed()
const NODES = 12

/** As a node has it, at a time that the test sets. */
function shelfOf(now: () => number): RecordShelf {
  const shelf = new LookupShelf({ crypto, place: new Uint8Array(32), revisions: [] })
  return {
    check: (key, record) => void shelf.check(key, decodeSigned(record), now()),
    take: (key, place, record) => shelf.take(key, place, decodeSigned(record), now())
  }
}

describe(`lookup records in a DHT of ${NODES} (SEED=${SEED})`, function () {
  this.timeout(60_000)
  const alice = person('alice')
  const { signal } = new AbortController()
  const now = Date.now()
  const day = dayOf(now)
  const key = lookupKey(crypto, alice.account.publicKey, day)
  const descriptor = descriptorOf(alice)
  let net: Testnet
  /** Index of a node that refuses everything. */
  const REFUSING = 5

  const signed = (revision: number): Signed =>
    signLookupRecord(crypto, alice.rng, alice.account, { day, revision, descriptor })

  before(async () => {
    const override = (index: number): Partial<HostOptions> => ({
      role: { relay: index === 0, dhtMode: 'server' },
      ...(index === REFUSING ? {} : { shelf: shelfOf(() => now) })
    })
    net = await createTestnet({ nodes: NODES, seed: SEED, override })
  })
  after(async () => await net.stop())

  const hostAt = (index: number): Host => {
    const host = net.hosts[index]
    assert.ok(host !== undefined)
    return host
  }

  async function revisions(from: Host): Promise<readonly number[]> {
    const found: number[] = []
    for await (const record of from.dht.collect(key, { signal })) {
      found.push(decodeLookupRecord(decodeSigned(record).payload).revision)
    }
    return found
  }

  it('are taken by nodes near the key, and found by another, though one node refuses', async () => {
    // the tables of a network that has just begun are still filling
    const soon = AbortSignal.timeout(20_000)
    let taken = 0
    while (taken < NODES / 2) {
      soon.throwIfAborted()
      taken = await hostAt(1).dht.publish(key, encodeSigned(signed(100)), { signal: soon })
    }
    const found = await revisions(hostAt(9))
    assert.ok(found.length > 0)
    assert.ok(found.every(revision => revision === 100))
  })

  it('are replaced by newer ones; an old one that somebody recorded comes too late', async () => {
    const old = signed(150)
    await hostAt(2).dht.publish(key, encodeSigned(signed(200)), { signal })
    assert.equal(await hostAt(3).dht.publish(key, encodeSigned(old), { signal }), 0)
    const found = await revisions(hostAt(8))
    assert.ok(found.length > 0)
    assert.ok(
      found.every(revision => revision === 200),
      found.join()
    )
  })

  it('of somebody else, for another day, or of no form are taken by nobody', async () => {
    const other = lookupKey(crypto, alice.account.publicKey, day + 3)
    const far = signLookupRecord(crypto, alice.rng, alice.account, { day: day + 3, revision: 1, descriptor })
    for (const [place, record] of [
      [sha256(key), encodeSigned(signed(300))],
      [other, encodeSigned(far)],
      [key, new Uint8Array(100)]
    ] as const) {
      assert.equal(await hostAt(4).dht.publish(place, record, { signal }), 0)
    }
    for await (const record of hostAt(7).dht.collect(sha256(key), { signal }))
      assert.fail(`${record.length} bytes`)
  })
})
