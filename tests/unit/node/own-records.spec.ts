import assert from 'node:assert/strict'
import { mock } from 'node:test'
import {
  LEAVE_AFTER,
  LEAVE_AGAIN,
  RECORD_KEEPERS,
  REPUBLISH_EVERY
} from '../../../src/discovery/constants.ts'
import { UnreachableError } from '../../../src/errors.ts'
import { DAYS_AHEAD, dayOf, lookupKey } from '../../../src/identity/index.ts'
import { OwnRecords } from '../../../src/node/own-records.ts'
import { decodeLookupRecord, decodeSigned, encodeLeaveAnswer } from '../../../src/wire/index.ts'
import { DAY, descriptorOf, NOW, person } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { quickBackend as crypto } from '../../support/quick-crypto.ts'
import type { RecordKeeper } from '../../../src/discovery/index.ts'
import type { FrameStream } from '../../../src/link.ts'
import type { PseudonymHost } from '../../../src/node/host/index.ts'
import { microtasks } from '../../support/microtasks.ts'

const alice = person('alice')

describe('node: our own lookup records', () => {
  let now: number
  let revision: number
  let keepers: RecordKeeper[]
  /** Who does not answer. */
  let away: Set<string>
  /** What was left with whom, by which host. */
  let left: Array<{ keeper: string; host: number; day: number; revision: number }>
  let hosts: number
  let open: number
  let records: OwnRecords

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] })
    now = NOW
    revision = NOW
    keepers = ['carol', 'dave', 'erin', 'frank'].map(peerId => ({ peerId, addresses: [] }))
    away = new Set()
    left = []
    hosts = 0
    open = 0
    records = new OwnRecords({
      store: createMemoryStore(),
      crypto,
      rng: alice.rng,
      clock: () => now,
      logger: keptLog().logger,
      account: alice.account,
      describe: () => ({
        descriptor: descriptorOf(alice, { revision }),
        descriptorKey: new Uint8Array(32),
        revision
      }),
      pseudonym: async () => pseudonym(),
      keepers: () => keepers
    })
  })
  afterEach(async () => {
    mock.timers.reset()
    await records.stop()
    assert.equal(open, 0, 'every host is closed')
  })

  function pseudonym(): PseudonymHost {
    const host = hosts++
    open += 1
    return {
      peerId: `nobody ${host}`,
      async open(keeper) {
        if (away.has(keeper)) throw new UnreachableError('nobody there')
        let answers = 0
        const stream: Partial<FrameStream> = {
          async send(frame) {
            const record = decodeLookupRecord(decodeSigned(frame).payload)
            left.push({ keeper, host, day: record.day, revision: record.revision })
            answers += 1
          },
          receive: async () => (answers-- > 0 ? encodeLeaveAnswer({ kept: true }) : undefined),
          close: async () => undefined
        }
        return stream as FrameStream
      },
      async stop() {
        open -= 1
      }
    }
  }

  /** Lets that much time pass in steps, and what begins in each go as far as it can. */
  async function pass(ms: number): Promise<void> {
    const steps = Math.max(60, Math.ceil(ms / LEAVE_AGAIN))
    for (let step = 0; step < steps; step += 1) {
      now += ms / steps
      mock.timers.tick(ms / steps)
      await microtasks()
    }
  }

  it('are signed for yesterday and the days to come, and left with three, each by a host of its own', async () => {
    records.changed()
    await pass(LEAVE_AFTER * 2)
    const by = Map.groupBy(left, ({ keeper }) => keeper)
    assert.deepEqual([...by.keys()], ['carol', 'dave', 'erin'])
    assert.equal(by.size, RECORD_KEEPERS)
    const today = dayOf(NOW)
    for (const each of by.values()) {
      assert.deepEqual(
        each.map(({ day }) => day),
        Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => today - 1 + ahead)
      )
      assert.equal(new Set(each.map(({ host }) => host)).size, 1)
    }
    assert.equal(new Set(left.map(({ host }) => host)).size, RECORD_KEEPERS)
    assert.ok(records.get(lookupKey(crypto, alice.account.publicKey, today)))
    assert.equal(records.get(new Uint8Array(32)), undefined)
  })

  it('are left again when we moved, and not before', async () => {
    records.changed()
    await pass(LEAVE_AFTER * 2)
    const before = left.length
    records.changed()
    await pass(LEAVE_AFTER * 2)
    assert.equal(left.length, before)
    revision += 1
    records.changed()
    records.changed()
    await pass(LEAVE_AFTER * 2)
    assert.equal(left.length, 2 * before, 'changes that come together once')
    assert.equal(left.at(-1)?.revision, revision)
  })

  it('go to the next when one does not answer, and to it when it is back', async () => {
    away = new Set(['carol', 'dave'])
    records.changed()
    await pass(LEAVE_AFTER * 2)
    assert.deepEqual([...new Set(left.map(({ keeper }) => keeper))], ['erin', 'frank'])
    away.clear()
    await pass(LEAVE_AGAIN)
    assert.deepEqual([...new Set(left.map(({ keeper }) => keeper))], ['erin', 'frank', 'carol'])
  })

  it('are signed and left for the day that has come', async () => {
    records.changed()
    await pass(LEAVE_AFTER * 2)
    left = []
    await pass(DAY + REPUBLISH_EVERY)
    assert.ok(left.some(({ day }) => day === dayOf(NOW) + DAYS_AHEAD))
  })

  it('are left though somebody comes and goes all the time', async () => {
    for (let moves = 0; moves < 8; moves += 1) {
      records.changed()
      await pass(LEAVE_AFTER / 2)
    }
    assert.equal(hosts, RECORD_KEEPERS)
  })

  it('wait for somebody to be there', async () => {
    const all = keepers
    keepers = []
    records.changed()
    await pass(LEAVE_AFTER * 2)
    assert.equal(hosts, 0)
    keepers = all
    records.changed()
    await pass(LEAVE_AFTER * 2)
    assert.equal(hosts, RECORD_KEEPERS)
  })
})
