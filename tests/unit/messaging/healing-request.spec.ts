import assert from 'node:assert/strict'
import { bytesToHex } from '@noble/hashes/utils.js'
import { SEAL_AGAIN_AFTER } from '../../../src/messaging/constants.ts'
import { copyStore } from '../../support/memory-store.ts'
import { PostOffice } from '../../support/messaging.ts'
import { watchedSeals } from '../../support/watched-seals.ts'
import type { OutboxRow } from '../../../src/messaging/core/outbox.ts'
import type { Peer } from '../../../src/messaging/core/peer.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'

const MINUTE = 60_000
const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

/** Alice is asked by Bob; then a disk of hers comes back that does not know what she answered. */
describe('messaging: a request that a life that is gone may have accepted', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let repeated: readonly string[]
  let renewals: string[]

  beforeEach(async () => {
    const watched = watchedSeals()
    repeated = watched.repeated
    office = new PostOffice('healing-request', { crypto: watched.crypto })
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    renewals = []
    listen(bob)
  })

  afterEach(async () => {
    await office.stop()
    assert.deepEqual(repeated, [], 'a key and nonce for two plaintexts')
  })

  function listen(person: Person): void {
    person.messenger.events.addEventListener('renewal', ({ detail }) => {
      renewals.push(`${person.name} ${detail.stage}`)
    })
  }

  /** What one writes goes to the mailboxes, and the other one fetches it. */
  async function post(from: Person, to: Person): Promise<void> {
    await from.messenger.flush(soon())
    await office.collect(to)
  }

  async function roundTrips(count: number): Promise<void> {
    for (let trip = 0; trip < count; trip += 1) {
      await post(alice, bob)
      await post(bob, alice)
    }
  }

  async function backup(): Promise<Store> {
    await alice.messenger.stop()
    const copy = copyStore(alice.store)
    await office.start(alice)
    listen(alice)
    return copy
  }

  async function putBack(store: Store): Promise<void> {
    office.now += MINUTE
    const { writerId } = alice.messenger.writer
    await alice.messenger.stop()
    alice.store = store
    await office.start(alice)
    listen(alice)
    await alice.messenger.outdated(writerId)
  }

  function peerOf(person: Person): Peer {
    const peer = person.messenger.peer(idOf(person === alice ? bob : alice))
    assert.ok(peer)
    return peer
  }

  /** Bob asks, Alice accepts, both write; the copy is from before the request came, or before the accept. */
  async function acceptOnce(copied: 'before the request' | 'before the accept'): Promise<Store> {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    let old = await backup()
    await bob.messenger.ask(invite)
    await post(bob, alice)
    if (copied === 'before the accept') old = await backup()
    await alice.messenger.accept(idOf(bob))
    return old
  }

  async function acceptAgain(): Promise<void> {
    await office.collect(alice)
    assert.equal(peerOf(alice).consent, 'asked')
    await alice.messenger.accept(idOf(bob))
    await alice.messenger.submit(idOf(bob), 'zwei')
  }

  async function texts(person: Person): Promise<string[]> {
    const history = await person.messenger.history(idOf(person === alice ? bob : alice), 20)
    return history.map(({ text, state }) => `${text} ${state}`).sort()
  }

  for (const copied of ['before the request', 'before the accept'] as const) {
    for (const isStocked of [false, true]) {
      it(`is accepted again by a disk of ${copied}${isStocked ? ', with a one-time prekey' : ''}`, async () => {
        if (isStocked) await office.stock(alice)
        const old = await acceptOnce(copied)
        await roundTrips(1)
        await bob.messenger.submit(idOf(alice), 'one')
        await alice.messenger.submit(idOf(bob), 'eins')
        await roundTrips(2)
        await putBack(old)
        await acceptAgain()
        await bob.messenger.submit(idOf(alice), 'two')
        await roundTrips(2)
        assert.deepEqual(await texts(alice), ['two received', 'zwei delivered'])
        assert.deepEqual(await texts(bob), [
          'eins received',
          'one delivered',
          'two delivered',
          'zwei received'
        ])
        assert.equal(peerOf(alice).sessions[0]?.id, peerOf(bob).sessions[0]?.id)
        assert.deepEqual(
          [...peerOf(alice).outbox.values()],
          [],
          'nothing waits on the session of the request'
        )
        assert.equal(peerOf(alice).doubted, false)
      })
    }
  }

  it('takes the accept where nobody had answered before, and no session is begun once more', async () => {
    const old = await acceptOnce('before the accept')
    await putBack(old)
    await acceptAgain()
    assert.equal(peerOf(alice).doubted, true)
    // what Alice began comes before her accept, and says nothing to somebody who has only asked
    await alice.messenger.flush(soon())
    const sealed = (kind: string): Uint8Array | undefined =>
      [...peerOf(alice).outbox.values()].find(row => row.kind === kind && row.deposits.length > 0)?.sealed
    const [opening, accept] = [sealed('resumption'), sealed('accept')]
    assert.ok(opening && accept)
    await bob.messenger.receiveMail(idOf(alice), opening)
    assert.equal(peerOf(bob).consent, 'requested')
    await bob.messenger.receiveMail(idOf(alice), accept)
    assert.equal(peerOf(bob).consent, 'accepted')
    await post(bob, alice)
    assert.equal(peerOf(alice).doubted, false)
    assert.ok(![...peerOf(alice).outbox.values()].some(({ kind }) => kind === 'resumption'))
    await roundTrips(1)
    await bob.messenger.submit(idOf(alice), 'two')
    await roundTrips(2)
    assert.deepEqual(await texts(alice), ['two received', 'zwei delivered'])
    assert.deepEqual(await texts(bob), ['two delivered', 'zwei received'])
    assert.deepEqual([...peerOf(alice).outbox.values()], [])
    assert.ok(renewals.filter(line => line === 'Alice begun').length === 1, renewals.join(', '))
  })

  it('is accepted twice, and both answers come together', async () => {
    const old = await acceptOnce('before the request')
    await alice.messenger.submit(idOf(bob), 'eins')
    await alice.messenger.flush(soon())
    await putBack(old)
    await acceptAgain()
    await roundTrips(2)
    await bob.messenger.submit(idOf(alice), 'two')
    await roundTrips(2)
    assert.deepEqual(await texts(alice), ['two received', 'zwei delivered'])
    assert.deepEqual(await texts(bob), ['eins received', 'two delivered', 'zwei received'])
  })

  it('is remembered over a restart', async () => {
    const old = await acceptOnce('before the request')
    await roundTrips(1)
    await bob.messenger.submit(idOf(alice), 'one')
    await alice.messenger.submit(idOf(bob), 'eins')
    await roundTrips(2)
    await putBack(old)
    await office.collect(alice)
    await alice.messenger.stop()
    await office.start(alice)
    await acceptAgain()
    await roundTrips(2)
    assert.deepEqual(await texts(alice), ['zwei delivered'])
  })

  it('is over when the first message is acknowledged, also before it is answered', async () => {
    const old = await acceptOnce('before the request')
    await roundTrips(1)
    await bob.messenger.submit(idOf(alice), 'one')
    await alice.messenger.submit(idOf(bob), 'eins')
    await roundTrips(2)
    await putBack(old)
    await acceptAgain()
    const ofRequest = peerOf(alice).sessions[0]?.id
    await post(alice, bob)
    const active = peerOf(bob).sessions[0]?.id
    const rows = [...peerOf(bob).outbox.values()].filter(({ session }) => session === active)
    const answer = rows.find(({ kind }) => kind === 'acknowledgement')?.sealed
    assert.ok(answer)
    await alice.messenger.receiveMail(idOf(bob), answer)
    assert.equal(peerOf(alice).doubted, false)
    assert.equal(peerOf(alice).sessions.find(({ id }) => id === ofRequest)?.retired, true)
    await roundTrips(2)
    assert.deepEqual(await texts(alice), ['zwei delivered'])
    assert.deepEqual([...peerOf(alice).outbox.values()], [])
  })

  async function loseSessions(person: Person): Promise<void> {
    const scope = idOf(person === alice ? bob : alice)
    await person.messenger.stop()
    for (const { id } of peerOf(person).sessions) {
      await person.store.batch([{ kind: 'delete', table: 'sessions', key: { scope, id } }])
    }
    await office.start(person)
  }

  it('is sealed again by who has lost its session, and once more a day later', async () => {
    await bob.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
    await post(bob, alice)
    await loseSessions(bob)
    await alice.messenger.accept(idOf(bob))
    const requestOf = (): OutboxRow | undefined =>
      [...peerOf(bob).outbox.values()].find(({ kind }) => kind === 'request')
    const first = requestOf()?.sealed
    const requests: Uint8Array[] = []
    office.onDeposit = ({ envelope }) => {
      requests.push(envelope)
      return undefined
    }
    // so soon after the first one it is not taken up, and its mailbox gives it once
    await bob.messenger.flush(soon())
    const again = requestOf()?.sealed
    assert.ok(first && again && bytesToHex(first) !== bytesToHex(again))
    office.now += SEAL_AGAIN_AFTER
    await bob.messenger.flush(soon())
    const last = requestOf()?.sealed
    assert.ok(last && bytesToHex(last) !== bytesToHex(again))
    await alice.messenger.receiveRequest(last)
    await alice.messenger.submit(idOf(bob), 'zwei')
    await post(alice, bob)
    await post(bob, alice)
    assert.equal(peerOf(bob).consent, 'accepted')
    assert.deepEqual(await texts(alice), ['zwei delivered'])
  })

  it('opens no second session when the request was sealed to prekeys of after', async () => {
    const invite = await alice.messenger.invites.create(alice.requestMailboxes)
    await putBack(await backup())
    office.now += MINUTE
    await bob.messenger.ask(invite)
    await post(bob, alice)
    await acceptAgain()
    await roundTrips(2)
    assert.deepEqual(renewals, [])
    assert.deepEqual(await texts(alice), ['zwei delivered'])
  })
})
