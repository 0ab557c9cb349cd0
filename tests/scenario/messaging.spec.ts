import assert from 'node:assert/strict'
import { befriend, PostOffice } from '../support/messaging.ts'
import type { Person } from '../support/messaging.ts'

const soon = (): AbortSignal => AbortSignal.timeout(5_000)
const idOf = (person: Person): string => person.self.account.userId

async function texts(person: Person, other: Person): Promise<string[]> {
  return (await person.messenger.history(idOf(other), 100)).map(({ text }) => text)
}

async function states(person: Person, other: Person): Promise<string[]> {
  return (await person.messenger.history(idOf(other), 100)).map(({ state, held }) => `${state} ${held}`)
}

describe('messaging between people who never meet', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('messaging')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
  })

  afterEach(async () => {
    await office.stop()
  })

  it('agrees by mail alone', async () => {
    await befriend(office, alice, bob)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'accepted')
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
    assert.equal(alice.messenger.peer(idOf(bob))?.name, 'Bob')
  })

  it('stores at three mailboxes, shows once, and turns delivered', async () => {
    await befriend(office, alice, bob)
    await alice.messenger.submit(idOf(bob), 'hello')
    assert.deepEqual(await states(alice, bob), ['queued 0'])
    await alice.messenger.flush(soon())
    assert.deepEqual(await states(alice, bob), ['stored 3'])
    await office.collect(bob)
    await office.collect(bob)
    assert.deepEqual(await texts(bob, alice), ['hello'])
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(await states(alice, bob), ['delivered 3'])
  })

  it('keeps what is written before the other side accepts', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    await bob.messenger.ask(invite)
    await bob.messenger.submit(idOf(alice), 'are you there?')
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(await texts(alice, bob), [])
    assert.deepEqual(
      (await bob.messenger.history(idOf(alice), 10)).map(({ reason }) => reason),
      ['not accepted yet']
    )
    await alice.messenger.accept(idOf(bob))
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(await texts(alice, bob), ['are you there?'])
  })

  it('delivers over a link and acknowledges at once', async () => {
    await befriend(office, alice, bob)
    office.link(alice, bob)
    const delivered = new Promise(resolve => {
      alice.messenger.events.addEventListener('receipt', event => {
        if (event.detail.entry.state === 'delivered') resolve(undefined)
      })
    })
    await alice.messenger.submit(idOf(bob), 'live')
    await delivered
    assert.deepEqual(await texts(bob, alice), ['live'])
  })

  it('goes on after a restart with what the disk holds', async () => {
    await befriend(office, alice, bob)
    office.open = false
    for (const text of ['one', 'two', 'three']) await alice.messenger.submit(idOf(bob), text)
    await alice.messenger.stop()
    await office.start(alice)
    await alice.messenger.submit(idOf(bob), 'four')
    office.open = true
    await alice.messenger.flush(soon())
    await office.collect(bob)
    assert.deepEqual(await texts(bob, alice), ['one', 'two', 'three', 'four'])
    assert.equal(bob.messenger.missing(idOf(alice)), 0)
  })

  it('agrees on secrets of ML-KEM on its way, by mail alone and over restarts', async () => {
    await befriend(office, alice, bob)
    /** When each of the two last mixed one in. */
    const latest = (): Array<number | undefined> =>
      [alice, bob].map(person => {
        const other = person === alice ? bob : alice
        return person.messenger.peer(idOf(other))?.sessions[0]?.kem.since
      })
    const times = [latest()]
    for (let day = 1; day <= 6; day += 1) {
      office.now += 86_400_000
      const [from, to] = day % 2 === 0 ? [alice, bob] : [bob, alice]
      await from.messenger.submit(idOf(to), `day ${day}`)
      await from.messenger.flush(soon())
      // in the middle of an exchange, as often as not
      await from.messenger.stop()
      await office.start(from)
      await office.collect(to)
      await to.messenger.flush(soon())
      await office.collect(from)
      assert.deepEqual((await states(from, to)).at(-1), 'delivered 3')
      times.push(latest())
    }
    assert.deepEqual(await texts(bob, alice), ['day 1', 'day 2', 'day 3', 'day 4', 'day 5', 'day 6'])
    // who is written to answers in a new chain, in which it then writes itself: a chain a day
    for (const who of [0, 1]) assert.equal(new Set(times.map(both => both[who])).size, 1 + 3)
    assert.equal(alice.messenger.unreadable + bob.messenger.unreadable, 0)
  })

  it('rejects in silence', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    await bob.messenger.ask(invite)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    await alice.messenger.reject(idOf(bob))
    await alice.messenger.flush(soon())
    assert.equal(await office.collect(bob), 0)
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'requested')
  })

  it('takes a request to somebody who asked as an accept', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    await bob.messenger.ask(invite)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    await alice.messenger.ask(await bob.messenger.invites.create(bob.requestMailboxes))
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'accepted')
  })

  it('agrees when both ask at once, and then writes both ways', async () => {
    const fromAlice = await alice.messenger.invites.create(alice.requestMailboxes)
    const fromBob = await bob.messenger.invites.create(bob.requestMailboxes)
    await Promise.all([alice.messenger.ask(fromBob), bob.messenger.ask(fromAlice)])
    await Promise.all([alice.messenger.flush(soon()), bob.messenger.flush(soon())])
    await Promise.all([office.collect(alice), office.collect(bob)])
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'accepted')
    assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
    await alice.messenger.submit(idOf(bob), 'from alice')
    await bob.messenger.submit(idOf(alice), 'from bob')
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([alice.messenger.flush(soon()), bob.messenger.flush(soon())])
      await Promise.all([office.collect(alice), office.collect(bob)])
    }
    assert.deepEqual((await texts(bob, alice)).toSorted(), ['from alice', 'from bob'])
    assert.deepEqual(await texts(alice, bob), await texts(bob, alice))
  })

  it('counts the uses of an invite here', async () => {
    const carol = await office.join('Carol')
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    for (const guest of [bob, carol]) {
      await guest.messenger.ask(invite)
      await guest.messenger.flush(soon())
    }
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.inviteUsed, false)
    assert.equal(alice.messenger.peer(idOf(carol))?.inviteUsed, true)
    assert.equal(alice.messenger.invites.list()[0]?.state, 'used')
    assert.deepEqual(alice.messenger.invites.granted(), [])
  })
})
