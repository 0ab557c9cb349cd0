/** Finding somebody by the id of the day: real nodes and coordinators, which keep what they see. */
import assert from 'node:assert/strict'
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { LOOKUP_PROTOCOL, QUERY_PROTOCOL } from '../../src/discovery/constants.ts'
import { LEFT_RECORDS_TABLE } from '../../src/discovery/core/left-records.ts'
import { LOOKUP_REVISIONS_TABLE } from '../../src/discovery/core/lookup-shelf.ts'
import {
  DAYS_AHEAD,
  dayOf,
  keyOfPeerId,
  lookupKey,
  openLookupRecord,
  verifyDescriptor
} from '../../src/identity/index.ts'
import {
  decodeLookupRecord,
  decodePeerQuery,
  decodeQueryAnswer,
  decodeSigned,
  encodePeerQuery,
  MAX_QUERY_FRAME
} from '../../src/wire/index.ts'
import { createHost } from '../../src/node/host/index.ts'
import { createNodeTestnet } from '../support/node-testnet.ts'
import { quickBackend as crypto } from '../support/quick-crypto.ts'
import { createRecordingCoordinator, nextFrame } from '../support/recording-coordinator.ts'
import { runSeed } from '../support/seeded.ts'
import { seedBytes } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { NodeTestnet, TestPerson } from '../support/node-testnet.ts'
import type { Recording } from '../support/recording-coordinator.ts'
import type { QueryAnswer } from '../../src/wire/index.ts'

const SEED = runSeed()
const PATIENCE = 30_000

/** Whether one is part of the other. */
function contains(bytes: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from(part))
}

describe(`finding somebody by the id of the day (SEED=${SEED})`, function () {
  this.timeout(60_000)
  const recordings: Recording[] = []
  let net: NodeTestnet
  let asker: Host

  before(async () => {
    net = await createNodeTestnet({
      nodes: 2,
      coordinators: 3,
      seed: SEED,
      startCoordinator: async (platform, options) =>
        await createRecordingCoordinator(platform, options, recordings)
    })
    asker = await createHost({ seed: seedBytes(SEED, 'asker', 0), listen: [], dev: true })
  })
  after(async () => {
    await asker.stop()
    await net.stop()
  })

  const personAt = (index: number): TestPerson => {
    const person = net.people[index]
    assert.ok(person !== undefined)
    return person
  }
  const keyOf = (userId: string): Uint8Array => lookupKey(crypto, keyOfPeerId(userId), dayOf(Date.now()))

  /** What the coordinator of that index answers a stranger. */
  async function ask(index: number, key: Uint8Array, requestId: string): Promise<QueryAnswer> {
    const coordinator = net.coordinators[index]
    assert.ok(coordinator !== undefined)
    const signal = AbortSignal.timeout(PATIENCE)
    const stream = await asker.open(coordinator.peerId, coordinator.addresses(), QUERY_PROTOCOL, {
      maxFrame: MAX_QUERY_FRAME,
      signal
    })
    await stream.send(encodePeerQuery({ lookingForUserId: bytesToHex(key), requestId, ttl: 0 }), { signal })
    const frame = await stream.receive({ signal })
    await stream.close()
    assert.ok(frame !== undefined)
    return decodeQueryAnswer(frame)
  }

  /** Resolves when that user has left its record of today with the coordinator of that index. */
  async function left(index: number, userId: string): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE)
    const recording = recordings.find(({ peerId }) => peerId === net.coordinators[index]?.peerId)
    assert.ok(recording !== undefined)
    const key = keyOf(userId)
    const isThere = (): boolean =>
      recording.stored.some(
        ({ table, value }) =>
          table === LEFT_RECORDS_TABLE && equalBytes(decodeLookupRecord(decodeSigned(value).payload).key, key)
      )
    while (!isThere()) await nextFrame(recording, LOOKUP_PROTOCOL, signal)
  }

  it('works at all its coordinators, also when its owner has gone, and they have started again', async () => {
    const alice = personAt(0)
    const { userId } = alice.node
    const account = keyOfPeerId(userId)
    for (const index of [0, 1, 2]) {
      await left(index, userId)
      const { found } = await ask(index, keyOf(userId), `at ${index}`)
      const record = decodeLookupRecord(found[0]!.record.payload)
      const descriptor = verifyDescriptor(crypto, openLookupRecord(crypto, account, record), { account })
      assert.equal(descriptor.device.peerId, alice.node.peerId)
    }
    // what they hear in their next life is recorded elsewhere
    for (const index of [0, 1, 2]) await left(index, personAt(1).node.userId)
    await alice.stop()
    assert.equal((await ask(0, keyOf(userId), 'gone')).found.length, 1)
    const resume = await net.pause()
    await resume()
    assert.equal((await ask(1, keyOf(userId), 'restarted')).found.length, 1)
    const ahead = lookupKey(crypto, account, dayOf(Date.now()) + 2)
    assert.deepEqual((await ask(0, ahead, 'ahead')).found, [], 'the days to come are not told before')
  })

  it('tells nobody who is sought, or whose record that is, who does not know them', async () => {
    const [alice, bob] = [personAt(0), personAt(1)]
    const { userId, peerId } = bob.node
    await left(0, userId)
    assert.equal((await ask(0, keyOf(userId), 'once more')).found.length, 1)
    const devices = [peerId, alice.name]
    const secrets = [
      keyOfPeerId(userId),
      keyOfPeerId(peerId),
      utf8ToBytes(userId),
      utf8ToBytes(peerId),
      utf8ToBytes(bob.name)
    ]
    let count = 0
    for (const { discovery, stored } of recordings) {
      for (const { protocol, remote, direction, bytes } of discovery) {
        if (protocol !== LOOKUP_PROTOCOL && protocol !== QUERY_PROTOCOL) continue
        for (const secret of secrets) assert.ok(!contains(bytes, secret), `${protocol} ${direction}`)
        if (protocol !== LOOKUP_PROTOCOL || direction === 'out') continue
        assert.ok(!devices.includes(remote), 'who leaves a record is nobody')
        decodeSigned(bytes)
        count += 1
      }
      for (const { table, value } of stored) {
        if (table !== LEFT_RECORDS_TABLE && table !== LOOKUP_REVISIONS_TABLE) continue
        for (const secret of secrets) assert.ok(!contains(value, secret), table)
      }
    }
    assert.ok(count > DAYS_AHEAD)
  })

  it('is not asked for by plain user ids', () => {
    let asked = 0
    for (const { discovery } of recordings) {
      for (const { protocol, direction, bytes } of discovery) {
        if (protocol !== QUERY_PROTOCOL || direction === 'out') continue
        assert.match(decodePeerQuery(bytes).lookingForUserId, /^[0-9a-f]{64}$/u)
        asked += 1
      }
    }
    assert.ok(asked > 0)
  })
})
