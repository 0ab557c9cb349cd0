import assert from 'node:assert/strict'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { Person } from '../../support/messaging.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

describe('messaging: blocking', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('blocking')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    await befriend(office, alice, bob)
  })
  afterEach(async () => {
    await office.stop()
  })

  const texts = async (person: Person, of: Person): Promise<readonly string[]> =>
    (await person.messenger.history(idOf(of), 10)).map(({ text, state }) => `${text} ${state}`)

  it('hears a contact no more, over links and mailboxes, and keeps what was written', async () => {
    await bob.messenger.submit(idOf(alice), 'before')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    await bob.messenger.submit(idOf(alice), 'on its way')
    await bob.messenger.flush(soon())
    await alice.messenger.block(idOf(bob))
    await office.collect(alice)
    await bob.messenger.submit(idOf(alice), 'after')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(await texts(alice, bob), ['before received'])
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'blocked')
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted', 'Bob is not told')
  })

  it('takes back the key to our mailboxes, and all that opens sessions', async () => {
    const before = alice.messenger.peer(idOf(bob))
    await alice.messenger.block(idOf(bob))
    const after = alice.messenger.peer(idOf(bob))
    assert.notDeepEqual(after?.depositSecret, before?.depositSecret)
    assert.deepEqual([after?.sessions, after?.reach], [[], undefined])
    await alice.messenger.stop()
    await office.start(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'blocked')
    assert.deepEqual(alice.messenger.peer(idOf(bob))?.sessions, [])
  })

  it('fails what waited for it, visibly, and refuses more with a sentence', async () => {
    office.open = false
    const failed: string[] = []
    alice.messenger.events.addEventListener('receipt', ({ detail }) => {
      failed.push(`${detail.entry.text} ${detail.entry.state} ${detail.entry.reason}`)
    })
    await alice.messenger.submit(idOf(bob), 'waits')
    await alice.messenger.block(idOf(bob))
    assert.deepEqual(await texts(alice, bob), ['waits failed'])
    assert.deepEqual(failed.at(-1), 'waits failed you have blocked this contact')
    await assert.rejects(alice.messenger.submit(idOf(bob), 'x'), /You have blocked Bob/u)
  })

  it('takes no request of a blocked account, until we ask ourselves', async () => {
    await alice.messenger.block(idOf(bob))
    const requests: string[] = []
    alice.messenger.events.addEventListener('request', ({ detail }) => requests.push(detail.peer.name))
    const stranger = await office.join('Carol')
    await befriend(office, alice, stranger)
    await bob.messenger.block(idOf(alice))
    await bob.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.ok(!requests.includes('Bob'))
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'blocked')

    await alice.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'accepted')
    await bob.messenger.submit(idOf(alice), 'again')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.ok((await texts(alice, bob)).includes('again received'))
  })
})
