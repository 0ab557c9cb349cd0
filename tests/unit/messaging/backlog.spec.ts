import assert from 'node:assert/strict'
import { DELIVERY_DEADLINE, MAX_ROWS_AT_ONCE } from '../../../src/messaging/constants.ts'
import { waitsInClear } from '../../../src/messaging/core/outbox.ts'
import { MAX_BATCH_BYTES } from '../../../src/store/constants.ts'
import { MAX_TEXT } from '../../../src/wire/index.ts'
import { MAX_OUTBOX_RECORD } from '../../../src/wire/vault-constants.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(20_000)

/** Changes that one step makes at most: a row and what goes with it, and the contact itself. */
const MAX_STEP_OPS = 3 * MAX_ROWS_AT_ONCE
/** More rows than any one step may change. */
const MANY = 2 * MAX_STEP_OPS
/** Bytes that one step writes at most. */
const MAX_STEP_BYTES = (MAX_ROWS_AT_ONCE + 1) * (MAX_OUTBOX_RECORD + 2 * MAX_TEXT)
/** More rows of the greatest length than one step changes. */
const LARGE = 5 * MAX_ROWS_AT_ONCE

describe('messaging: a backlog', function () {
  this.timeout(40_000)
  let office: PostOffice
  let alice: Person
  let bob: Person
  /** Changes in the largest batch that Bob wrote. */
  let largest = 0
  /** Bytes of the values in the longest one. */
  let longest = 0

  beforeEach(async () => {
    office = new PostOffice('backlog')
    alice = await office.join('Alice')
    largest = 0
    const store = createMemoryStore()
    const batch = store.batch.bind(store)
    store.batch = async ops => {
      largest = Math.max(largest, ops.length)
      const bytes = ops.reduce((sum, op) => sum + (op.kind === 'put' ? op.value.length : 0), 0)
      longest = Math.max(longest, bytes)
      await batch(ops)
    }
    bob = await office.join('Bob', store)
  })

  afterEach(async () => {
    await office.stop()
  })

  /** Many at a time, so that they share batches. */
  async function write(count: number, length: number): Promise<void> {
    const texts = Array.from({ length: count }, (_, at) => `${at}`.padStart(length, '0'))
    for (let at = 0; at < count; at += 100) {
      const some = texts.slice(at, at + 100)
      await Promise.all(some.map(async text => await bob.messenger.submit(idOf(alice), text)))
    }
  }

  /** How many of Bob's messages are in each state. */
  async function states(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const { state } of await bob.messenger.history(idOf(alice), 20_000)) {
      counts[state] = (counts[state] ?? 0) + 1
    }
    return counts
  }

  it('changes rows as many at a time as fit into a batch, however large they are', () => {
    assert.ok(MAX_STEP_BYTES <= MAX_BATCH_BYTES)
  })

  /** Bob asks Alice, writes so many texts, and gets her answer. */
  async function writeBeforeConsent(count: number, length: number): Promise<void> {
    await bob.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
    await bob.messenger.flush(soon())
    await office.collect(alice)
    await write(count, length)
    await alice.messenger.accept(idOf(bob))
    await alice.messenger.flush(soon())
    await office.collect(bob)
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
  }

  const clear = (): number =>
    [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])].filter(waitsInClear).length

  it(`of ${LARGE} texts of the greatest length leaves when the coordinators answer`, async () => {
    await befriend(office, alice, bob)
    office.open = false
    await write(LARGE, MAX_TEXT)
    longest = 0
    await bob.messenger.flush(soon())
    assert.deepEqual(await states(), { queued: LARGE })
    office.open = true
    await bob.messenger.flush(soon())
    assert.deepEqual(await states(), { stored: LARGE })
    assert.ok(longest <= MAX_STEP_BYTES, `${longest} bytes at once`)
  })

  it(`of ${MANY} texts is tried again when the contact is back, and fails in the end`, async () => {
    await befriend(office, alice, bob)
    office.open = false
    await write(MANY, 4)
    await bob.messenger.flush(soon())
    largest = 0
    office.now += 1
    await bob.messenger.returned(idOf(alice))
    const rows = [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
    const messages = rows.filter(({ kind }) => kind === 'message')
    assert.ok(messages.every(({ nextAttempt }) => nextAttempt === office.now))
    office.now += DELIVERY_DEADLINE
    await bob.messenger.flush(soon())
    assert.deepEqual(await states(), { failed: MANY })
    assert.ok(largest <= MAX_STEP_OPS, `${largest} changes at once`)
  })

  it('of texts that wait for consent is sealed bit by bit, in its order, over a restart too', async () => {
    await writeBeforeConsent(LARGE, MAX_TEXT)
    assert.ok(clear() > LARGE - 2 * MAX_ROWS_AT_ONCE)
    await bob.messenger.stop()
    await office.start(bob)
    await bob.messenger.submit(idOf(alice), 'the last')
    longest = 0
    const came: string[] = []
    alice.messenger.events.addEventListener('message', ({ detail }) => came.push(detail.entry.text))
    await bob.messenger.flush(soon())
    assert.deepEqual(await states(), { stored: LARGE + 1 })
    assert.ok(longest <= MAX_STEP_BYTES, `${longest} bytes at once`)
    await office.collect(alice, { together: true })
    assert.equal(came.pop(), 'the last')
    assert.equal(came.length, LARGE)
    assert.deepEqual(came, came.toSorted())
  })

  it(`of ${MANY} texts fails bit by bit when the device is gone that it was for`, async () => {
    await befriend(office, alice, bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    office.open = false
    await write(MANY, 4)
    office.open = true
    const revoked = [alice.self.device.publicKey]
    const list = { version: 2, revoked }
    const other = await office.join('Alice elsewhere', createMemoryStore(), alice.self.account, list)
    await other.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
    await other.messenger.flush(soon())
    await office.collect(bob)
    assert.deepEqual(bob.messenger.peer(idOf(alice))?.device, other.self.device.publicKey)
    largest = 0
    await bob.messenger.flush(soon())
    assert.deepEqual(await states(), { failed: MANY })
    assert.ok(largest <= MAX_STEP_OPS, `${largest} changes at once`)
  })

  it(`of ${MANY} texts, or of the longest, fails bit by bit when its contact is blocked`, async () => {
    await befriend(office, alice, bob)
    office.open = false
    await write(MANY, 4)
    await write(LARGE, MAX_TEXT)
    largest = longest = 0
    await bob.messenger.block(idOf(alice))
    assert.deepEqual(await states(), { failed: MANY + LARGE })
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'blocked')
    assert.ok(largest <= MAX_STEP_OPS, `${largest} changes at once`)
    assert.ok(longest <= MAX_STEP_BYTES, `${longest} bytes at once`)
  })
})
