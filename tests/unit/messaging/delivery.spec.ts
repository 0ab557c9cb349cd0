import assert from 'node:assert/strict'
import { StorageError } from '../../../src/errors.ts'
import {
  ACKNOWLEDGE_AFTER,
  DELIVERY_DEADLINE,
  DEPOSIT_AFTER,
  LINK_PROVEN,
  MAX_DEPOSITS,
  MAX_IN_FLIGHT,
  RETRY_FIRST,
  RETRY_LONGEST,
  SEEN_KEPT
} from '../../../src/messaging/constants.ts'
import { consentProgress } from '../../../src/messaging/index.ts'
import { ManualTime } from '../../support/manual-time.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { befriend, PostOffice } from '../../support/messaging.ts'
import type { DepositOrder } from '../../../src/messaging/index.ts'
import type { Store } from '../../../src/ports.ts'
import type { Person } from '../../support/messaging.ts'
import { microtasks } from '../../support/microtasks.ts'

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

/** Resolves when so many messages of that person were delivered. */
async function delivered(person: Person, count: number): Promise<void> {
  let seen = 0
  await new Promise<void>(resolve => {
    person.messenger.events.addEventListener('receipt', ({ detail }) => {
      if (detail.entry.state === 'delivered') seen += 1
      if (seen === count) resolve()
    })
  })
}

async function states(person: Person, other: Person): Promise<string[]> {
  return (await person.messenger.history(idOf(other), 2_000)).map(({ state, held }) => `${state} ${held}`)
}

/** A store whose disk can fill up; `refused` resolves when it had to say so. */
function brittleStore(): { readonly store: Store; readonly refused: Promise<void>; full: boolean } {
  const store = createMemoryStore()
  const batch = store.batch.bind(store)
  const { promise: refused, resolve } = Promise.withResolvers<void>()
  const brittle = { store, refused, full: false }
  store.batch = async ops => {
    if (!brittle.full) {
      await batch(ops)
      return
    }
    resolve()
    throw new StorageError('disk full')
  }
  return brittle
}

describe('messaging: delivery', () => {
  let office: PostOffice
  let alice: Person
  let bob: Person

  beforeEach(async () => {
    office = new PostOffice('delivery')
    alice = await office.join('Alice')
    bob = await office.join('Bob')
  })

  afterEach(async () => {
    await office.stop()
  })

  it(`sends more than ${MAX_IN_FLIGHT} messages over a link, each as soon as others are acknowledged`, async () => {
    await befriend(office, alice, bob)
    office.open = false
    const count = 2 * MAX_IN_FLIGHT + 50
    const written = Array.from({ length: count }, async (_, i) => alice.messenger.submit(idOf(bob), `${i}`))
    await Promise.all(written)
    const all = delivered(alice, count)
    // no timer helps: for them all of this is an hour away
    office.now -= 3_600_000
    office.link(alice, bob)
    await all
    assert.deepEqual(
      (await bob.messenger.history(idOf(alice), count)).map(({ text }) => text),
      Array.from({ length: count }, (_, i) => `${i}`)
    )
  })

  /** A link that takes everything and brings nothing; what it took so far. */
  function silentLink(from: Person): string[] {
    const taken: string[] = []
    from.messenger.linkOpened(idOf(bob), {
      send: async envelopes => {
        taken.push(...envelopes.map(String))
      }
    })
    return taken
  }

  it('waits by the schedule that it is given', async () => {
    const time = new ManualTime(0)
    const timed = new PostOffice('timed', { schedule: time.schedule })
    const [carol, dave] = [await timed.join('Carol'), await timed.join('Dave')]
    await befriend(timed, carol, dave)
    let deposits = 0
    timed.onDeposit = () => {
      deposits += 1
      return undefined
    }
    await carol.messenger.submit(idOf(dave), 'later')
    timed.now += DEPOSIT_AFTER
    await timed.idle()
    assert.equal(deposits, 0)
    time.advance(DEPOSIT_AFTER)
    await timed.idle()
    assert.equal(deposits, carol.mailboxes.length)
    await timed.stop()
    assert.equal(time.timers, 0)
  })

  it('makes no deposits while a link acknowledges', async () => {
    await befriend(office, alice, bob)
    office.link(alice, bob)
    const all = delivered(alice, 3)
    for (const text of ['one', 'two', 'three']) await alice.messenger.submit(idOf(bob), text)
    await all
    assert.deepEqual(await states(alice, bob), ['delivered 0', 'delivered 0', 'delivered 0'])
  })

  it('deposits a new message although an older one is still being deposited', async () => {
    await befriend(office, alice, bob)
    const begun = Promise.withResolvers<void>()
    const stuck = Promise.withResolvers<void>()
    office.onDeposit = () => {
      begun.resolve()
      return stuck.promise
    }
    await alice.messenger.submit(idOf(bob), 'one')
    const slow = alice.messenger.flush(soon())
    await begun.promise
    office.onDeposit = () => undefined
    await alice.messenger.submit(idOf(bob), 'two')
    await alice.messenger.flush(soon())
    assert.deepEqual(await states(alice, bob), ['stored 3', 'stored 3'])
    stuck.resolve()
    await slow
    assert.deepEqual(await states(alice, bob), ['stored 3', 'stored 3'])
  })

  it(`has no more than ${MAX_IN_FLIGHT} messages on a link that acknowledges none`, async () => {
    await befriend(office, alice, bob)
    office.open = false
    const count = MAX_IN_FLIGHT + 50
    await Promise.all(
      Array.from({ length: count }, async (_, i) => alice.messenger.submit(idOf(bob), `${i}`))
    )
    const taken = silentLink(alice)
    await microtasks()
    assert.equal(taken.length, MAX_IN_FLIGHT)
    // all that it swallowed is open again for a new one, which need not wait for the end of the old one
    const again = silentLink(alice)
    await microtasks()
    assert.equal(again.length, MAX_IN_FLIGHT)
    assert.deepEqual(again, taken)
  })

  it(`makes no more than ${MAX_DEPOSITS} deposits at a time`, async () => {
    await befriend(office, alice, bob)
    let open = 0
    let most = 0
    office.onDeposit = async () => {
      open += 1
      most = Math.max(most, open)
      await microtasks()
      open -= 1
    }
    await Promise.all(Array.from({ length: 40 }, async (_, i) => alice.messenger.submit(idOf(bob), `${i}`)))
    await alice.messenger.flush(soon())
    assert.equal(most, MAX_DEPOSITS)
    assert.deepEqual(new Set(await states(alice, bob)), new Set(['stored 3']))
  })

  it('repeats a deposit with the bytes that it had, which no two mailboxes share', async () => {
    await befriend(office, alice, bob)
    await alice.messenger.submit(idOf(bob), 'hello')
    office.open = false
    const rounds: DepositOrder[][] = []
    for (let round = 0; round < 2; round += 1) {
      const orders: DepositOrder[] = []
      office.onDeposit = order => {
        orders.push(order)
        return undefined
      }
      office.now += RETRY_LONGEST
      await alice.messenger.flush(soon())
      rounds.push(orders)
      await alice.messenger.stop()
      await office.start(alice)
    }
    const [first = [], second = []] = rounds
    assert.equal(first.length, 3)
    assert.deepEqual(first, second)
    assert.equal(new Set(first.map(({ nonce }) => nonce.toString())).size, 3)
  })

  it('answers several messages of somebody who is away with one deposit at each mailbox', async () => {
    await befriend(office, alice, bob)
    await bob.messenger.flush(soon())
    for (const text of ['one', 'two', 'three']) await alice.messenger.submit(idOf(bob), text)
    await alice.messenger.flush(soon())
    await office.collect(bob)
    const waiting = [...(bob.messenger.peer(idOf(alice))?.outbox.values() ?? [])]
    assert.deepEqual(
      waiting.map(({ kind, nextAttempt }) => `${kind} ${nextAttempt - office.now}`),
      [1, 2, 3].map(() => `acknowledgement ${ACKNOWLEDGE_AFTER}`)
    )
    let deposits = 0
    office.onDeposit = () => {
      deposits += 1
      return undefined
    }
    office.now += ACKNOWLEDGE_AFTER
    await bob.messenger.flush(soon())
    assert.equal(deposits, 3)
    await office.collect(alice)
    assert.deepEqual(new Set(await states(alice, bob)), new Set(['delivered 3']))
  })

  it('tries at once when the contact is back', async () => {
    await befriend(office, alice, bob)
    await alice.messenger.submit(idOf(bob), 'hello')
    office.open = false
    await alice.messenger.flush(soon())
    office.open = true
    const stored = Promise.withResolvers<void>()
    alice.messenger.events.addEventListener('receipt', ({ detail }) => {
      if (detail.entry.held === 3) stored.resolve()
    })
    await alice.messenger.returned(idOf(bob))
    await stored.promise
  })

  it('sends in the order of writing, after a restart as well', async () => {
    await befriend(office, alice, bob)
    office.open = false
    const written = Array.from({ length: 12 }, (_, at) => `${at}`)
    for (const text of written) await alice.messenger.submit(idOf(bob), text)
    await alice.messenger.stop()
    await office.start(alice)
    const came: string[] = []
    bob.messenger.events.addEventListener('message', ({ detail }) => came.push(detail.entry.text))
    const all = delivered(alice, written.length)
    office.link(alice, bob)
    await all
    assert.deepEqual(came, written)
  })

  it('still turns delivered when the acknowledgement comes after the deadline', async () => {
    await befriend(office, alice, bob)
    await alice.messenger.submit(idOf(bob), 'late')
    await alice.messenger.flush(soon())
    office.now += DELIVERY_DEADLINE
    await alice.messenger.flush(soon())
    assert.deepEqual(await states(alice, bob), ['failed 3'])
    office.now += SEEN_KEPT - 1
    await alice.messenger.flush(soon())
    await office.collect(bob)
    await bob.messenger.flush(soon())
    await office.collect(alice)
    assert.deepEqual(await states(alice, bob), ['delivered 3'])
  })

  it('waits no longer for that than an acknowledgement can be under way', async () => {
    await befriend(office, alice, bob)
    const id = await alice.messenger.submit(idOf(bob), 'late')
    office.now += DELIVERY_DEADLINE
    await alice.messenger.flush(soon())
    office.now += SEEN_KEPT
    assert.ok(alice.messenger.peer(idOf(bob))?.outbox.has(id))
    await alice.messenger.flush(soon())
    assert.ok(!alice.messenger.peer(idOf(bob))?.outbox.has(id))
    assert.deepEqual(await states(alice, bob), ['failed 0'])
  })

  describe('at a coordinator that refuses', () => {
    beforeEach(async () => {
      await befriend(office, alice, bob)
      office.forgetful.add(1)
    })

    /** The next round of deposits that the rows ask for themselves. */
    async function retry(person: Person = alice): Promise<void> {
      office.now += RETRY_LONGEST
      await person.messenger.flush(soon())
    }

    it('asks again: what the owner registered may arrive later than our deposit', async () => {
      await alice.messenger.submit(idOf(bob), 'hello')
      await alice.messenger.flush(soon())
      assert.deepEqual(await states(alice, bob), ['stored 2'])
      office.forgetful.clear()
      await retry()
      assert.deepEqual(await states(alice, bob), ['stored 3'])
    })

    it('asks with the pauses of any other, over a restart as well', async () => {
      await alice.messenger.submit(idOf(bob), 'hello')
      let tries = 0
      office.onDeposit = () => {
        tries += 1
        return undefined
      }
      await alice.messenger.flush(soon())
      assert.equal(tries, 3)
      const row = [...(alice.messenger.peer(idOf(bob))?.outbox.values() ?? [])].find(
        ({ kind }) => kind === 'message'
      )
      const pause = (row?.nextAttempt ?? 0) - office.now
      assert.ok(pause > RETRY_FIRST * 0.7 && pause <= RETRY_FIRST, `${pause} ms`)
      await alice.messenger.stop()
      await office.start(alice)
      await retry()
      assert.equal(tries, 4)
    })

    it('asks until the deadline, and fails only then', async () => {
      for (const coordinator of [0, 2]) office.forgetful.add(coordinator)
      await alice.messenger.submit(idOf(bob), 'hello')
      await alice.messenger.flush(soon())
      assert.deepEqual(await states(alice, bob), ['queued 0'])
      office.now += DELIVERY_DEADLINE - RETRY_LONGEST - 1
      await retry()
      assert.deepEqual(await states(alice, bob), ['queued 0'])
      await retry()
      assert.deepEqual(await states(alice, bob), ['failed 0'])
    })

    it('lets a request go through as soon as the invite is known there', async () => {
      for (const coordinator of [0, 2]) office.forgetful.add(coordinator)
      const carol = await office.join('Carol')
      const outcomes: string[] = []
      carol.messenger.events.addEventListener('consent', ({ detail }) => outcomes.push(detail.outcome))
      await carol.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
      await carol.messenger.flush(soon())
      assert.deepEqual(outcomes, ['refused'])
      office.forgetful.clear()
      await retry(carol)
      assert.equal(outcomes.at(-1), 'handed-over')
      await office.collect(alice)
      assert.equal(alice.messenger.peer(idOf(carol))?.consent, 'asked')
    })

    it('asks at once when the same invite is taken again', async () => {
      for (const coordinator of [0, 2]) office.forgetful.add(coordinator)
      const carol = await office.join('Carol')
      const invite = await alice.messenger.invites.create(alice.requestMailboxes)
      const outcomes: string[] = []
      const handedOver = Promise.withResolvers<void>()
      carol.messenger.events.addEventListener('consent', ({ detail: { outcome } }) => {
        outcomes.push(outcome)
        if (outcome === 'handed-over') handedOver.resolve()
      })
      await carol.messenger.ask(invite)
      await carol.messenger.flush(soon())
      const sealed = (): unknown =>
        [...(carol.messenger.peer(idOf(alice))?.outbox.values() ?? [])].map(row => row.sealed)
      const first = sealed()
      office.forgetful.clear()
      const asked = await carol.messenger.ask(invite)
      assert.equal(consentProgress(asked), 'waiting')
      await handedOver.promise
      assert.equal(outcomes[0], 'refused')
      assert.deepEqual(sealed(), first, 'the same request')
    })

    it('does not go on with an acknowledgement that somebody holds', async () => {
      await alice.messenger.submit(idOf(bob), 'hello')
      await alice.messenger.flush(soon())
      await office.collect(bob)
      await bob.messenger.flush(soon())
      assert.equal(bob.messenger.peer(idOf(alice))?.outbox.size, 0)
    })
  })

  it('shows expiry, and then waits for a late acknowledgement without any haste', async () => {
    await befriend(office, alice, bob)
    office.open = false
    const failed = new Promise<string>(resolve => {
      alice.messenger.events.addEventListener('receipt', ({ detail }) => {
        if (detail.entry.state === 'failed') resolve(detail.entry.reason)
      })
    })
    await alice.messenger.submit(idOf(bob), 'too late')
    office.now += 14 * 86_400_000
    await alice.messenger.flush(soon())
    assert.equal(await failed, 'expired')
  })

  describe('with a disk that fills up', () => {
    let disk: ReturnType<typeof brittleStore>

    beforeEach(async () => {
      disk = brittleStore()
      bob = await office.join('Bob on a full disk', disk.store)
      await befriend(office, alice, bob)
      await alice.messenger.submit(idOf(bob), 'hello')
      await alice.messenger.flush(soon())
      await office.collect(bob)
    })

    const waiting = (): number => bob.messenger.peer(idOf(alice))?.outbox.size ?? 0

    it('survives a link that opens meanwhile, and goes on with the next one', async () => {
      assert.ok(waiting() > 0, 'acknowledgements wait for company')
      const done = delivered(alice, 1)
      disk.full = true
      const cut = office.link(alice, bob)
      await Promise.all([done, disk.refused])
      await microtasks()
      assert.ok(waiting() > 0)
      cut()
      disk.full = false
      office.link(alice, bob)
      await microtasks()
      assert.ok(waiting() > 0, 'the link has to prove itself')
      office.now += LINK_PROVEN
      await bob.messenger.flush(soon())
      assert.equal(waiting(), 0)
    })

    it('says so to who wants to send, and keeps nothing of it', async () => {
      disk.full = true
      await assert.rejects(bob.messenger.submit(idOf(alice), 'lost'), { name: 'StorageError' })
      disk.full = false
      assert.deepEqual(await states(bob, alice), ['received 0'])
      await bob.messenger.submit(idOf(alice), 'kept')
      assert.deepEqual(await states(bob, alice), ['received 0', 'queued 0'])
    })
  })
})
