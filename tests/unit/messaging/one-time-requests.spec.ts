import assert from 'node:assert/strict'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { SessionError, StorageError } from '../../../src/errors.ts'
import { consentProgress } from '../../../src/messaging/index.ts'
import { SEAL_AGAIN_AFTER, STOCK_AGAIN } from '../../../src/messaging/constants.ts'
import { openRequest } from '../../../src/messaging/core/first-message.ts'
import { MAX_STOCK } from '../../../src/wire/index.ts'
import { decodeInviteRecord, decodeOneTimePrekeyRecord, decodePrekeyRecord } from '../../../src/wire/vault.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { PostOffice } from '../../support/messaging.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { VerifiedInvite } from '../../../src/identity/index.ts'
import type { HistoryEntry } from '../../../src/messaging/index.ts'
import type { OwnPrekeys } from '../../../src/messaging/core/first-message.ts'
import type { OutboxRow } from '../../../src/messaging/core/outbox.ts'
import type { OneTimePrekeys, Prekeys } from '../../../src/ratchet/index.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'
import type { Signed } from '../../../src/wire/index.ts'

const idOf = ({ self }: Person): string => self.account.userId

describe('requests under one-time prekeys', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person
  let invite: VerifiedInvite
  /** Requests that were shown to Alice. */
  let shown: string[]

  beforeEach(async () => {
    office = new PostOffice('one-time requests')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
    shown = []
    listen()
    await office.stock(alice)
    invite = await alice.messenger.invites.create(alice.requestMailboxes)
  })

  afterEach(async () => {
    await office.stop()
  })

  function listen(): void {
    alice.messenger.events.addEventListener('request', ({ detail }) => shown.push(detail.peer.userId))
  }

  async function ask(who: Person = bob): Promise<void> {
    await who.messenger.ask(invite)
    await flush(who)
  }

  async function flush(who: Person): Promise<void> {
    await who.messenger.flush(AbortSignal.timeout(5_000))
  }

  function request(who: Person = bob): OutboxRow | undefined {
    const rows = [...(who.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
    return rows.find(({ kind }) => kind === 'request')
  }

  async function secretsOf({ store }: Person): Promise<number> {
    let count = 0
    for await (const record of store.walk('one-time-prekeys')) if (record.value.length > 0) count += 1
    return count
  }

  /** What a thief of the disk finds. */
  async function keysOf({ store }: Person): Promise<OwnPrekeys> {
    const generations: Prekeys[] = []
    for await (const { value } of store.walk('prekeys')) generations.push(decodePrekeyRecord(value))
    const once = new Map<number, OneTimePrekeys>()
    for await (const { value } of store.walk('one-time-prekeys')) {
      const prekey = decodeOneTimePrekeyRecord(value)
      once.set(prekey.id, prekey)
    }
    return { generations, oneTime: id => once.get(id) }
  }

  async function texts(who: Person, of: Person): Promise<string[]> {
    const entries: readonly HistoryEntry[] = await who.messenger.history(idOf(of), 10)
    return entries.map(({ text }) => text)
  }

  async function talk(): Promise<void> {
    await bob.messenger.submit(idOf(alice), 'hi')
    await flush(bob)
    await office.collect(alice)
    await alice.messenger.submit(idOf(bob), 'hello')
    await flush(alice)
    await office.collect(bob)
    assert.deepEqual(await texts(alice, bob), ['hi', 'hello'])
    assert.deepEqual(await texts(bob, alice), ['hi', 'hello'])
  }

  it('are read, and the prekey goes with the batch that stores the session', async () => {
    const before = await secretsOf(alice)
    await ask()
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
    assert.equal(await secretsOf(alice), before - 1)
    assert.deepEqual(shown, [idOf(bob)])
    await alice.messenger.accept(idOf(bob))
    await flush(alice)
    await office.collect(bob)
    await talk()
  })

  it('open for nobody afterwards: not a second time, and not for who takes the disk later', async () => {
    await ask()
    const sealed = request()?.sealed
    assert.ok(sealed)
    const before = await keysOf(alice)
    await office.collect(alice)
    const { unreadable } = alice.messenger
    await alice.messenger.receiveRequest(sealed)
    assert.equal(alice.messenger.unreadable, unreadable + 1)
    const open = (keys: OwnPrekeys): unknown =>
      openRequest(sealed, keys, id => alice.messenger.invites.open(id), {
        crypto,
        rng: seededRng('thief'),
        clock: () => office.now,
        self: alice.self,
        describe: () => office.describe(alice)
      })
    assert.ok(open(before), 'a day earlier it would have been another story')
    const after = await keysOf(alice)
    assert.deepEqual(after.generations, before.generations)
    assert.throws(() => open(after), SessionError)
  })

  it('are read without one as well, when none was left, and with one when the owner has been there', async () => {
    const before = await secretsOf(alice)
    const all: Signed[] = []
    office.handOut = prekeys => {
      all.push(...prekeys.splice(0))
      return undefined
    }
    await ask()
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(bob))?.consent, 'asked')
    assert.deepEqual([all.length, await secretsOf(alice)], [before, before])
    office.now += STOCK_AGAIN
    await office.stock(alice)
    office.handOut = prekeys => prekeys.shift()
    const carol = await office.join('Carol')
    await ask(carol)
    await office.collect(alice)
    assert.equal(alice.messenger.peer(idOf(carol))?.consent, 'asked')
    assert.equal(await secretsOf(alice), 2 * before - 1)
  })

  it('come again after a disk that failed, for the prekey is still there', async () => {
    const store: Store = createMemoryStore()
    const carol = await office.join('Carol', store)
    await office.stock(carol)
    invite = await carol.messenger.invites.create(carol.requestMailboxes)
    await bob.messenger.ask(invite)
    await flush(bob)
    const before = await secretsOf(carol)
    const batch = store.batch.bind(store)
    store.batch = async () => {
      throw new StorageError('disk full')
    }
    await assert.rejects(office.collect(carol), StorageError)
    assert.equal(carol.messenger.peer(idOf(bob)), undefined)
    store.batch = batch
    assert.equal(await secretsOf(carol), before)
    await office.collect(carol)
    assert.equal(carol.messenger.peer(idOf(bob))?.consent, 'asked')
    assert.equal(await secretsOf(carol), before - 1)
  })

  it('are stocked anew once the disk proves to be an old one: it lacks the secrets of the later ones', async () => {
    const [mailbox] = alice.requestMailboxes
    assert.ok(mailbox !== undefined)
    const stocked = async (): Promise<number> =>
      (await alice.messenger.oneTimePrekeys(mailbox.mailbox, MAX_STOCK)).length
    assert.equal(await stocked(), 0)
    office.now += 1
    await alice.messenger.outdated(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
    assert.equal(await stocked(), MAX_STOCK)
    assert.equal(await stocked(), 0)
  })

  describe('when a coordinator hands one out twice', () => {
    let carol: Person

    beforeEach(async () => {
      carol = await office.join('Carol')
      office.handOut = ([first]) => first
      await ask()
      await ask(carol)
    })

    it('the first one wins, also when both come at once', async () => {
      await office.collect(alice, { together: true })
      assert.equal([...alice.messenger.peers()].length, 1)
      assert.equal(shown.length, 1)
    })

    it('the other one is sealed again after a day, to the last resort, and is read', async () => {
      await office.collect(alice)
      assert.equal(alice.messenger.peer(idOf(carol)), undefined)
      const first = request(carol)
      office.now += SEAL_AGAIN_AFTER - 1
      await flush(carol)
      assert.equal(request(carol)?.sealed, first?.sealed, 'not yet')
      office.now += 1
      await flush(carol)
      const second = request(carol)
      assert.notEqual(second?.sealed, first?.sealed)
      assert.equal(second?.id, first?.id)
      assert.equal(second?.expires, first?.expires)
      assert.equal(second?.deposits.filter(({ heldUntil }) => heldUntil > 0).length, 3)
      await office.collect(alice)
      assert.equal(alice.messenger.peer(idOf(carol))?.consent, 'asked')
      assert.deepEqual(shown, [idOf(bob), idOf(carol)])
      office.now += 2 * SEAL_AGAIN_AFTER
      await flush(carol)
      assert.equal(request(carol)?.sealed, second?.sealed, 'once, and not once more')
      await alice.messenger.accept(idOf(carol))
      await flush(alice)
      await office.collect(carol)
      assert.equal(carol.messenger.peer(idOf(alice))?.consent, 'accepted')
    })
  })

  describe('that were read and wait for an answer for more than a day', () => {
    /** The two sealed forms of Bob's request. */
    let sealed: Uint8Array[]

    beforeEach(async () => {
      await ask()
      sealed = [request()?.sealed ?? new Uint8Array(0)]
    })

    async function sealAgain(): Promise<void> {
      office.now += SEAL_AGAIN_AFTER
      await flush(bob)
      sealed.push(request()?.sealed ?? new Uint8Array(0))
    }

    async function agree(): Promise<void> {
      await alice.messenger.accept(idOf(bob))
      await flush(alice)
      await office.collect(bob)
      assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
      await talk()
    }

    it('are shown once and counted once, and both sessions stay', async () => {
      await office.collect(alice)
      await sealAgain()
      await office.collect(alice)
      assert.notDeepEqual(sealed[0], sealed[1])
      assert.deepEqual(shown, [idOf(bob)])
      const peer = alice.messenger.peer(idOf(bob))
      assert.deepEqual([peer?.sessions.length, peer?.inviteUsed], [2, false])
      assert.equal(bob.messenger.peer(idOf(alice))?.sessions.length, 2)
      const uses: number[] = []
      for await (const { value } of alice.store.walk('invites')) uses.push(decodeInviteRecord(value).uses)
      assert.deepEqual(uses, [1])
      await agree()
    })

    it('agree, whichever of the two forms is read, alone or first, and after restarts', async () => {
      await bob.messenger.stop()
      await office.start(bob)
      await sealAgain()
      const [first, second] = sealed as [Uint8Array, Uint8Array]
      await bob.messenger.stop()
      await office.start(bob)
      assert.equal(bob.messenger.peer(idOf(alice))?.sessions.length, 2)
      await alice.messenger.receiveRequest(second)
      await alice.messenger.receiveRequest(first)
      assert.deepEqual(shown, [idOf(bob)])
      await alice.messenger.stop()
      await office.start(alice)
      await agree()
    })

    it('agree with the first one alone, when the token of the invite is gone by then', async () => {
      await office.collect(alice)
      for (const number of [0, 1, 2]) office.forgetful.add(number)
      await sealAgain()
      const peer = bob.messenger.peer(idOf(alice))
      assert.ok(peer)
      assert.ok(request()?.deposits.every(({ refused }) => refused))
      assert.equal(consentProgress(peer), 'handed-over', 'somebody held the first one')
      office.forgetful.clear()
      await agree()
    })

    it('are not taken as held because of the first one, whose last copy was still on its way', async () => {
      const carol = await office.join('Carol')
      const last = alice.requestMailboxes[2]?.mailbox
      const copy = Promise.withResolvers<void>()
      const handed = Promise.withResolvers<void>()
      let count = 0
      carol.messenger.events.addEventListener('consent', () => {
        if ((count += 1) === 2) handed.resolve()
      })
      office.onDeposit = ({ mailbox }) =>
        mailbox.mailbox.toString() === last?.toString() ? copy.promise : undefined
      await carol.messenger.ask(invite)
      const first = flush(carol)
      await handed.promise
      const tried = Promise.withResolvers<void>()
      const copies = Promise.withResolvers<void>()
      let tries = 0
      office.onDeposit = async () => {
        if ((tries += 1) === 3) tried.resolve()
        await copies.promise
      }
      office.now += SEAL_AGAIN_AFTER
      const second = flush(carol)
      await tried.promise
      copy.resolve()
      await first
      const held = (): number | undefined =>
        request(carol)?.deposits.filter(({ heldUntil }) => heldUntil > 0).length
      assert.equal(held(), 0)
      copies.resolve()
      await second
      assert.equal(held(), 3)
    })

    it('agree when the answer comes before the second form', async () => {
      await office.collect(alice)
      await alice.messenger.accept(idOf(bob))
      await flush(alice)
      await sealAgain()
      await office.collect(bob)
      assert.equal(bob.messenger.peer(idOf(alice))?.consent, 'accepted')
      await office.collect(alice)
      assert.deepEqual(shown, [idOf(bob)])
      await talk()
    })
  })

  it('are not sealed again when nobody holds them, nor those to the last resort', async () => {
    const open = office.open
    office.onDeposit = () => {
      office.open = false
      return undefined
    }
    await ask()
    office.onDeposit = () => undefined
    office.open = open
    const first = request()
    assert.ok(first?.sealed !== undefined && first.deposits.every(({ heldUntil }) => heldUntil === 0))
    office.now += SEAL_AGAIN_AFTER
    await flush(bob)
    assert.equal(request()?.sealed, first.sealed)

    const carol = await office.join('Carol')
    office.handOut = () => undefined
    await ask(carol)
    const plain = request(carol)?.sealed
    office.now += 5 * SEAL_AGAIN_AFTER
    await flush(carol)
    assert.equal(request(carol)?.sealed, plain)
  })

  const bad: ReadonlyArray<readonly [string, (prekey: Signed) => Signed]> = [
    ['altered', ({ payload, signature }) => ({ payload: payload.with(50, payload[50]! ^ 1), signature })],
    ['unsigned', ({ payload }) => ({ payload, signature: new Uint8Array(64) })],
    ['no prekey at all', ({ signature }) => ({ payload: Uint8Array.of(1), signature })]
  ]
  for (const [what, change] of bad) {
    it(`a bundle whose one-time part is ${what} is refused, and another one taken`, async () => {
      office.handOut = ([first]) => first && change(first)
      await ask()
      assert.equal(request()?.sealed, undefined)
      assert.equal(bob.messenger.unreadable, 1)
      office.handOut = prekeys => prekeys.shift()
      await flush(bob)
      assert.ok(request()?.sealed)
    })
  }

  it('an expired one-time part is refused as well', async () => {
    office.now += 31 * 86_400_000
    await ask()
    assert.equal(request()?.sealed, undefined)
    assert.equal(bob.messenger.unreadable, 1)
    await office.stock(alice)
    await flush(bob)
    assert.ok(request()?.sealed, 'the owner has brought others')
  })
})
