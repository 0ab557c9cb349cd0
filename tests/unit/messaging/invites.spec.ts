import assert from 'node:assert/strict'
import { LimitError } from '../../../src/errors.ts'
import { MAX_INVITES } from '../../../src/messaging/constants.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { PostOffice } from '../../support/messaging.ts'
import type { Person } from '../../support/messaging.ts'
import type { Store } from '../../../src/ports.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: invites', () => {
  let office: PostOffice
  let store: Store
  let alice: Person

  beforeEach(async () => {
    office = new PostOffice('invites')
    store = createMemoryStore()
    alice = await office.join('Alice', store)
  })

  afterEach(async () => {
    await office.stop()
  })

  it('count requests that come out of a mailbox together', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    const guests = await Promise.all(['Bob', 'Carol', 'Dave'].map(async name => office.join(name)))
    for (const guest of guests) {
      await guest.messenger.ask(invite)
      await guest.messenger.flush(soon())
    }
    await office.collect(alice, { together: true })
    const used = guests.map(guest => alice.messenger.peer(idOf(guest))?.inviteUsed)
    assert.equal(used.filter(Boolean).length, 2)
    assert.equal(used.length, 3)

    await alice.messenger.stop()
    await office.start(alice)
    assert.equal(alice.messenger.invites.open(invite.id)?.uses, 3)
    assert.equal(alice.messenger.invites.list()[0]?.state, 'used')
  })

  it('count copies of one request once, also when they come together', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    const bob = await office.join('Bob')
    await bob.messenger.ask(invite)
    await bob.messenger.flush(soon())
    assert.equal(await office.collect(alice, { together: true }), 3)
    assert.equal(alice.messenger.invites.open(invite.id)?.uses, 1)
    assert.equal(alice.messenger.peer(idOf(bob))?.inviteUsed, false)
  })

  it('are granted again when they are used and somebody has to come once more, after those that are not', async () => {
    const { invites } = alice.messenger
    const used = await invites.create(alice.requestMailboxes)
    const bob = await office.join('Bob')
    await bob.messenger.ask(used)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(invites.granted(), [])
    let isMissed = true
    invites.whileMissed(() => isMissed)
    const isGranted = (): boolean => invites.granted().some(({ secret }) => secret === used.secret)
    assert.ok(isGranted())
    for (let count = 0; count < MAX_INVITES; count += 1) {
      assert.ok(isGranted())
      await invites.create(alice.requestMailboxes)
    }
    assert.deepEqual([isGranted(), invites.granted().length], [false, MAX_INVITES])
    await assert.rejects(invites.create(alice.requestMailboxes), LimitError)
    isMissed = false
    assert.equal(invites.granted().length, MAX_INVITES)
    const [unused] = invites.list().filter(({ state }) => state === 'open')
    await invites.revoke(unused?.id ?? '')
    assert.ok(!isGranted())
    isMissed = true
    assert.ok(isGranted())
    office.now = used.expires
    assert.ok(!isGranted())
  })

  it('let nobody in once they are revoked, also after a restart', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    const bob = await office.join('Bob')
    await bob.messenger.ask(invite)
    await bob.messenger.flush(soon())
    const [line] = alice.messenger.invites.list()
    await alice.messenger.invites.revoke(line?.id ?? '')
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob)), undefined)
    await alice.messenger.stop()
    await office.start(alice)
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob)), undefined)
    assert.equal(alice.messenger.invites.list()[0]?.state, 'revoked')
  })
})
