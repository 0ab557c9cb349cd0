import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { tellDescriptor } from '../../../src/messaging/core/descriptor.ts'
import { acknowledgeDue } from '../../../src/messaging/core/receive.ts'
import { submitText } from '../../../src/messaging/core/send.ts'
import { DELIVERY_DEADLINE, MAX_INVITES, MAX_OUTBOX } from '../../../src/messaging/constants.ts'
import { MAX_TEXT } from '../../../src/wire/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { DepositOrder, OwnDescriptor } from '../../../src/messaging/index.ts'
import type { OutboxRow } from '../../../src/messaging/core/outbox.ts'
import type { StepContext } from '../../../src/messaging/core/peer.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: sending', () => {
  let office: PostOffice
  let store: Store
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('sending')
    store = createMemoryStore()
    alice = await office.join('Alice')
    bob = await office.join('Bob', store)
    await befriend(office, alice, bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
  })

  afterEach(async () => {
    await office.stop()
  })

  const rows = (kind: OutboxRow['kind']): OutboxRow[] =>
    [...(alice.messenger.peer(idOf(bob))?.outbox.values() ?? [])].filter(row => row.kind === kind)

  it('takes a text of one byte up to the greatest, and no other', async () => {
    for (const text of ['x', 'é'.repeat(MAX_TEXT / 2)]) await alice.messenger.submit(idOf(bob), text)
    await assert.rejects(alice.messenger.submit(idOf(bob), ''), { name: 'UsageError' })
    for (const text of ['x'.repeat(MAX_TEXT + 1), 'é'.repeat(MAX_TEXT / 2 + 1)]) {
      await assert.rejects(alice.messenger.submit(idOf(bob), text), { name: 'LimitError' })
    }
    assert.equal(rows('message').length, 2)
  })

  it('takes nothing for somebody unknown', async () => {
    await assert.rejects(alice.messenger.submit('nobody', 'hello'), { name: 'NotFoundError' })
  })

  it(`takes no more while ${MAX_OUTBOX} wait`, async () => {
    const peer = alice.messenger.peer(idOf(bob))
    await alice.messenger.submit(idOf(bob), 'hello')
    const [row] = rows('message')
    assert.ok(peer !== undefined && row !== undefined)
    const { self } = alice
    const context = { crypto, rng: seededRng('full'), clock: () => office.now, self } as StepContext
    const outbox = (count: number): Map<string, OutboxRow> =>
      new Map(Array.from({ length: count }, (_, at) => [`${at}`, row]))
    submitText({ ...peer, outbox: outbox(MAX_OUTBOX - 1) }, 'hello', context)
    assert.throws(() => submitText({ ...peer, outbox: outbox(MAX_OUTBOX) }, 'hello', context), {
      name: 'LimitError',
      message: /10000 messages to Bob/u
    })
  })

  it('answers nobody any more while so many wait, but says where we are and what we agreed to, once each', async () => {
    const peer = alice.messenger.peer(idOf(bob))
    await alice.messenger.submit(idOf(bob), 'hello')
    const [row] = rows('message')
    assert.ok(peer !== undefined && row !== undefined)
    const { self } = alice
    const describe = (): OwnDescriptor => ({ ...office.describe(alice), revision: office.now })
    const context: StepContext = { crypto, rng: seededRng('full'), clock: () => office.now, self, describe }
    const full = { ...peer, outbox: new Map(Array.from({ length: MAX_OUTBOX }, (_, at) => [`${at}`, row])) }
    const due = { id: new Uint8Array(16), envelope: new Uint8Array(32) }
    const answered = acknowledgeDue({ ...full, dueAcknowledgements: [due] }, false, context)
    assert.equal(answered.peer.outbox.size, MAX_OUTBOX)
    assert.ok(
      answered.effects.some(effect => effect.kind === 'persist' && effect.op.table === 'acknowledgements')
    )

    let told = answered.peer
    for (let moved = 0; moved < 3; moved += 1) {
      office.now += 1
      told = tellDescriptor(told, context).peer
    }
    assert.equal(told.outbox.size, MAX_OUTBOX + 1)
  })

  it('tells every coordinator the deadline of the message', async () => {
    const orders: DepositOrder[] = []
    office.onDeposit = order => {
      orders.push(order)
      return undefined
    }
    await alice.messenger.submit(idOf(bob), 'hello')
    const written = office.now
    office.now += 60_000
    await alice.messenger.flush(soon())
    assert.deepEqual(
      orders.map(({ expires }) => expires),
      [0, 1, 2].map(() => written + DELIVERY_DEADLINE)
    )
  })

  it('keeps no key of a message once it was read, however late it came', async () => {
    office.open = false
    const written: Uint8Array[] = []
    for (const text of ['one', 'two', 'three']) await alice.messenger.submit(idOf(bob), text)
    for (const { sealed } of rows('message')) if (sealed !== undefined) written.push(sealed)
    const kept = async (): Promise<number> => {
      let records = 0
      for await (const _ of store.walk('skipped')) records += 1
      return records
    }
    const [one, two, three] = written
    assert.ok(one !== undefined && two !== undefined && three !== undefined)
    await bob.messenger.receiveMail(idOf(alice), three)
    assert.equal(await kept(), 2)
    await bob.messenger.receiveMail(idOf(alice), one)
    assert.equal(await kept(), 1)
    await bob.messenger.receiveMail(idOf(alice), two)
    assert.equal(await kept(), 0)
    const shown = await bob.messenger.history(idOf(alice), 10)
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['one', 'two', 'three']
    )
  })

  it('tells each contact a new descriptor once, in place of an older one that still waits', async () => {
    office.open = false
    const move = async (): Promise<void> => {
      await alice.messenger.stop()
      alice.revision += 1
      await office.start(alice)
    }
    await move()
    await alice.messenger.describeAnew()
    const [first] = rows('descriptor')
    await alice.messenger.describeAnew()
    assert.deepEqual(
      rows('descriptor').map(({ id }) => id),
      [first?.id]
    )
    await move()
    await alice.messenger.describeAnew()
    const [second, ...others] = rows('descriptor')
    assert.deepEqual(others, [])
    assert.notEqual(second?.id, first?.id)
    office.open = true
    await alice.messenger.flush(soon())
    await office.collect(bob)
    assert.equal(bob.messenger.peer(idOf(alice))?.reach?.revision, alice.revision)
  })

  it(`has no more than ${MAX_INVITES} invites open`, async () => {
    const [, ...more] = Array.from({ length: MAX_INVITES })
    for (const _ of more) await bob.messenger.invites.create(bob.requestMailboxes)
    const last = await bob.messenger.invites.create(bob.requestMailboxes)
    await assert.rejects(bob.messenger.invites.create(bob.requestMailboxes), { name: 'LimitError' })
    await bob.messenger.invites.revoke(Buffer.from(last.id).toString('hex'))
    await bob.messenger.invites.create(bob.requestMailboxes)
  })
})
