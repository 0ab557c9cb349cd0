/** What a messenger writes relaxed, and what a power cut then does (ADR 017). */
import assert from 'node:assert/strict'
import { ACKNOWLEDGE_AFTER } from '../../../src/messaging/constants.ts'
import { createMemoryStore, losePower } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { Durability, Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: what may be forgotten with the power', () => {
  let office: PostOffice
  let disk: Store
  /** Of Alice's batches since it was emptied. */
  let written: Durability[]
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('durability')
    disk = createMemoryStore()
    written = []
    const store: Store = {
      get: async (table, key) => await disk.get(table, key),
      walk: (table, options) => disk.walk(table, options),
      async batch(ops, durability = 'strict') {
        await disk.batch(ops, durability)
        written.push(durability)
      }
    }
    alice = await office.join('Alice', store)
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
  })

  afterEach(async () => {
    await office.stop()
  })

  async function stateOf(id: string): Promise<string | undefined> {
    return (await alice.messenger.history(idOf(bob), 10)).find(entry => entry.id === id)?.state
  }

  it('is that an acknowledgement came over a link, and nothing else', async () => {
    assert.ok(!written.includes('relaxed'), 'nothing while they become contacts by mail')
    office.link(alice, bob)
    await office.idle()
    written.length = 0
    const id = await alice.messenger.submit(idOf(bob), 'Hello')
    await office.idle()
    assert.equal(await stateOf(id), 'delivered')
    assert.deepEqual(written, ['strict', 'relaxed'])
    await bob.messenger.submit(idOf(alice), 'Hello yourself')
    await office.idle()
    assert.deepEqual(written.slice(2), ['strict'])
  })

  it('is nothing that ends what is no message, be it along with messages', async () => {
    await alice.messenger.stop()
    alice.revision += 1
    await office.start(alice)
    await alice.messenger.describeAnew()
    const cutEarly = await office.meet(alice, bob)
    await office.idle()
    cutEarly()
    assert.equal(alice.messenger.peer(idOf(bob))?.outbox.size, 0)
    assert.ok(!written.includes('relaxed'), 'a descriptor alone')

    await alice.messenger.submit(idOf(bob), 'Hello')
    alice.revision += 1
    await alice.messenger.stop()
    await office.start(alice)
    await alice.messenger.describeAnew()
    assert.deepEqual(
      [...(alice.messenger.peer(idOf(bob))?.outbox.values() ?? [])].map(({ kind }) => kind).toSorted(),
      ['descriptor', 'message']
    )
    await office.meet(alice, bob)
    await office.idle()
    assert.equal(alice.messenger.peer(idOf(bob))?.outbox.size, 0)
    assert.ok(!written.includes('relaxed'), 'a descriptor and a message')
  })

  it('is nothing that came by mail, where it is deleted for it', async () => {
    const id = await alice.messenger.submit(idOf(bob), 'Hello')
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.equal(await stateOf(id), 'delivered')
    assert.ok(!written.includes('relaxed'))
  })

  it('is on the disk before a mailbox deletes a copy of it', async () => {
    const sent: Uint8Array[] = []
    const link = { send: async (envelopes: readonly Uint8Array[]) => void sent.push(...envelopes) }
    alice.messenger.linkOpened(idOf(bob), link)
    const id = await alice.messenger.submit(idOf(bob), 'Hello')
    await office.idle()
    alice.messenger.linkClosed(idOf(bob), link)
    const [envelope = new Uint8Array()] = sent
    await bob.messenger.receiveMail(idOf(alice), envelope)
    // Bob's answer lies in Alice's mailboxes, and comes over a link first
    office.now += ACKNOWLEDGE_AFTER
    await bob.messenger.flush(soon())
    const cut = await office.meet(alice, bob)
    await office.idle()
    cut()
    assert.equal(await stateOf(id), 'delivered')
    assert.equal(written.at(-1), 'relaxed')
    await office.collect(alice)
    assert.equal(written.at(-1), 'strict')
    await alice.messenger.stop()
    losePower(disk)
    await office.start(alice)
    assert.equal(await stateOf(id), 'delivered')
  })

  it('is learnt again, and nothing is shown twice', async () => {
    const shown: string[] = []
    bob.messenger.events.addEventListener('message', ({ detail }) => shown.push(detail.entry.id))
    const cut = office.link(alice, bob)
    const id = await alice.messenger.submit(idOf(bob), 'Hello')
    await office.idle()
    cut()
    await alice.messenger.stop()
    losePower(disk)
    await office.start(alice)
    assert.equal(await stateOf(id), 'queued')
    await office.meet(alice, bob)
    await office.idle()
    assert.equal(await stateOf(id), 'delivered')
    const next = await alice.messenger.submit(idOf(bob), 'Are you there?')
    await office.idle()
    assert.equal(await stateOf(next), 'delivered')
    assert.deepEqual(shown, [id, next])
  })
})
