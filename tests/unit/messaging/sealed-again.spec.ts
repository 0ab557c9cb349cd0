import assert from 'node:assert/strict'
import { DELIVERY_DEADLINE, REOPEN_AFTER, SEAL_AGAIN_AFTER } from '../../../src/messaging/constants.ts'
import { PREKEY_ROTATION } from '../../../src/ratchet/constants.ts'
import { decodeInviteRecord } from '../../../src/wire/vault.ts'
import { copyStore } from '../../support/memory-store.ts'
import { PostOffice } from '../../support/messaging.ts'
import type { VerifiedInvite } from '../../../src/identity/index.ts'
import type { OutboxRow } from '../../../src/messaging/core/outbox.ts'
import type { Peer } from '../../../src/messaging/core/peer.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'

const MINUTE = 60_000
const idOf = ({ self }: Person): string => self.account.userId

/** Bob asks Alice without a one-time prekey; then other prekeys take the place of those that he used. */
describe('messaging: a request that nobody answers', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let invite: VerifiedInvite
  /** Requests that were shown to Alice. */
  let shown: string[]

  beforeEach(async () => {
    office = new PostOffice('sealed again')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    shown = []
    listen()
    invite = await alice.messenger.invites.create(alice.requestMailboxes)
  })

  afterEach(async () => {
    await office.stop()
  })

  function listen(): void {
    alice.messenger.events.addEventListener('request', ({ detail }) => shown.push(detail.peer.userId))
  }

  async function flush(who: Person): Promise<void> {
    await who.messenger.flush(AbortSignal.timeout(10_000))
  }

  async function ask(): Promise<OutboxRow> {
    await bob.messenger.ask(invite)
    await flush(bob)
    return request()
  }

  async function nextDay(): Promise<OutboxRow> {
    office.now += SEAL_AGAIN_AFTER
    await flush(bob)
    return request()
  }

  function rowOf(): OutboxRow | undefined {
    return [...peerOf(bob).outbox.values()].find(({ kind }) => kind === 'request')
  }

  function request(): OutboxRow {
    const row = rowOf()
    assert.ok(row)
    return row
  }

  function peerOf(person: Person): Peer {
    const peer = person.messenger.peer(idOf(person === alice ? bob : alice))
    assert.ok(peer)
    return peer
  }

  async function reopen(change: () => Promise<void> | void): Promise<void> {
    await alice.messenger.stop()
    await change()
    await office.start(alice)
    listen()
  }

  /** A disk of Alice's past, which one of her mailboxes knows for what it is. */
  async function putBack(store: Store): Promise<void> {
    office.now += MINUTE
    const { writerId } = alice.messenger.writer
    await reopen(() => {
      alice.store = store
    })
    await alice.messenger.outdated(writerId)
  }

  async function agree(): Promise<void> {
    await alice.messenger.accept(idOf(bob))
    await flush(alice)
    await office.collect(bob)
    assert.equal(peerOf(bob).consent, 'accepted')
    await bob.messenger.submit(idOf(alice), 'hi')
    await flush(bob)
    await office.collect(alice)
    await alice.messenger.submit(idOf(bob), 'hello')
    await flush(alice)
    await office.collect(bob)
    await flush(bob)
    await office.collect(alice)
    for (const [who, of] of [
      [alice, bob],
      [bob, alice]
    ] as const) {
      const entries = await who.messenger.history(idOf(of), 10)
      assert.deepEqual(
        entries.map(({ text }) => text),
        ['hi', 'hello']
      )
    }
  }

  it('is read a day later when the disk that could read it is gone', async () => {
    let old: Store | undefined
    await reopen(() => {
      old = copyStore(alice.store)
    })
    office.now += PREKEY_ROTATION
    await alice.messenger.bundle()
    const first = await ask()
    assert.ok(old)
    await putBack(old)
    await office.collect(alice)
    assert.deepEqual(shown, [])
    office.now += SEAL_AGAIN_AFTER - 2 * MINUTE
    await flush(bob)
    assert.equal(request().sealed, first.sealed, 'not yet')
    office.now += MINUTE
    await flush(bob)
    const second = request()
    assert.notDeepEqual(second.sealed, first.sealed)
    assert.deepEqual([second.id, second.expires], [first.id, first.expires])
    assert.equal(second.deposits.filter(({ heldUntil }) => heldUntil > 0).length, 3)
    await office.collect(alice)
    assert.deepEqual(shown, [idOf(bob)])
    await agree()
  })

  it('is not sealed again to the same prekeys, and those are asked for once a day', async () => {
    const first = await ask()
    office.asked = 0
    for (let day = 1; day <= 6; day += 1) {
      assert.deepEqual((await nextDay()).sealed, first.sealed)
      assert.equal(office.asked, day)
      await flush(bob)
      assert.equal(office.asked, day, 'once')
      await bob.messenger.stop()
      await office.start(bob)
    }
    const second = await nextDay()
    assert.notDeepEqual(second.sealed, first.sealed, 'the prekeys of the second week')
    assert.equal((await nextDay()).sealed, second.sealed)
  })

  it('is sealed to what one of the coordinators has that is new', async () => {
    const first = await ask()
    office.oldBundles.push(await alice.messenger.bundle())
    assert.equal((await nextDay()).sealed, first.sealed)
    await putBack(alice.store)
    const second = await nextDay()
    assert.notDeepEqual(second.sealed, first.sealed)
    await alice.messenger.receiveRequest(second.sealed ?? new Uint8Array(0))
    assert.deepEqual(shown, [idOf(bob)])
  })

  it('is not sealed again while no coordinator holds it', async () => {
    office.forgetful.add(0).add(1).add(2)
    const first = await ask()
    await putBack(alice.store)
    assert.equal((await nextDay()).sealed, first.sealed)
    office.forgetful.clear()
    await flush(bob)
    await flush(bob)
    assert.notDeepEqual(request().sealed, first.sealed)
  })

  it('is sealed once a day at most, and to its deadline, by whoever makes new prekeys all the time', async () => {
    const { sealed, expires } = await ask()
    const forms = new Set([sealed])
    while (office.now + SEAL_AGAIN_AFTER < expires) {
      await putBack(alice.store)
      office.now -= MINUTE
      forms.add((await nextDay()).sealed)
      await flush(bob)
      forms.add(request().sealed)
    }
    assert.equal(forms.size, DELIVERY_DEADLINE / SEAL_AGAIN_AFTER)
    assert.equal(peerOf(bob).sessions.length, forms.size)
    office.now += SEAL_AGAIN_AFTER
    await flush(bob)
    assert.equal(rowOf(), undefined)
    // all of them at once: one is read, and the others come too soon after it
    await office.collect(alice)
    assert.deepEqual([shown, peerOf(alice).sessions.length], [[idOf(bob)], 1])
  })

  it('is shown once and counted once by who has read it and has not decided', async () => {
    await ask()
    await office.collect(alice)
    for (let week = 0; week < 2; week += 1) {
      await putBack(alice.store)
      await nextDay()
      await office.collect(alice)
    }
    assert.deepEqual(shown, [idOf(bob)])
    assert.deepEqual([peerOf(alice).sessions.length, peerOf(alice).inviteUsed], [3, false])
    assert.deepEqual(alice.messenger.invites.granted(), [])
    const uses: number[] = []
    for await (const { value } of alice.store.walk('invites')) uses.push(decodeInviteRecord(value).uses)
    assert.deepEqual(uses, [1])
    await agree()
  })

  it('lets the accept through when its session is lost where it is held', async () => {
    await ask()
    await office.collect(alice)
    const [lost] = peerOf(alice).sessions
    assert.ok(lost)
    await reopen(async () => {
      await alice.store.batch([{ kind: 'delete', table: 'sessions', key: { scope: idOf(bob), id: lost.id } }])
    })
    const granted = (): number => alice.messenger.invites.granted().length
    assert.equal(granted(), 1, 'Bob is let in once more, although the invite is used')
    await putBack(alice.store)
    office.now += SEAL_AGAIN_AFTER - REOPEN_AFTER / 2
    await alice.messenger.accept(idOf(bob))
    await flush(alice)
    await office.collect(bob)
    assert.equal(peerOf(bob).consent, 'requested', 'there is no session that Bob could read')
    assert.equal(granted(), 1)
    office.now += REOPEN_AFTER / 2
    await flush(bob)
    let withdrawn: number | undefined
    alice.messenger.events.addEventListener('grants', () => {
      withdrawn = granted()
    })
    await office.collect(alice)
    assert.equal(withdrawn, 0)
    await flush(alice)
    await office.collect(bob)
    assert.equal(peerOf(bob).consent, 'accepted')
    assert.deepEqual(shown, [idOf(bob)])
    await agree()
  })
})
