/**
 * Whoever carries envelopes damages them as it likes, and a contact says what it likes: nothing that cannot be
 * read changes anything, and what a contact claims harms nobody else. `RUNS=1000` runs more, `SEED=…` repeats.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { BELIEVE_AGAIN, MAX_AHEAD } from '../../src/messaging/constants.ts'
import { encryptWith } from '../../src/ratchet/index.ts'
import { encodeContent, MAX_GAPS, MAX_HELD_WRITERS } from '../../src/wire/index.ts'
import { befriend, PostOffice } from '../support/messaging.ts'
import { quickBackend } from '../support/quick-crypto.ts'
import { seededRng, START } from '../support/ratchet.ts'
import { runSeed } from '../support/seeded.ts'
import type { Content, Hello, WriterMark } from '../../src/wire/index.ts'
import type { Person } from '../support/messaging.ts'

const RUNS = Number(process.env['RUNS'] ?? 10)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const idOf = (person: Person): string => person.self.account.userId
const soon = (): AbortSignal => AbortSignal.timeout(10_000)

type Way = 'live' | 'mail' | 'request'
type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'cut' | 'grow'; readonly by: number }
  | { readonly kind: 'splice'; readonly at: number; readonly other: number }
  | { readonly kind: 'swap'; readonly from: number; readonly to: number }

const place = fc.nat({ max: 1 << 20 })
const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  { arbitrary: fc.record({ kind: fc.constantFrom('cut' as const, 'grow' as const), by: place }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('splice' as const), at: place, other: place }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('swap' as const), from: place, to: place }), weight: 1 }
)
const blow = fc.record({
  which: place,
  way: fc.constantFrom<Way>('live', 'mail', 'request'),
  damages: fc.array(damage, { minLength: 1, maxLength: 3 })
})

/** Lengths stay within what a frame may hold; everything else is free. */
function damaged(bytes: Uint8Array, each: Damage, all: readonly Uint8Array[]): Uint8Array {
  const next = bytes.slice()
  switch (each.kind) {
    case 'flip':
      next[each.at % next.length] = (next[each.at % next.length] ?? 0) ^ (1 << each.bit)
      return next
    case 'cut':
      return next.slice(0, Math.max(next.length - 1 - (each.by % next.length), 1))
    case 'grow':
      return Uint8Array.from([...next, ...next.slice(0, 1 + (each.by % next.length))])
    case 'splice': {
      const other = all[each.other % all.length] ?? next
      const at = each.at % next.length
      return Uint8Array.from([...next.slice(0, at), ...other.slice(at)])
    }
    case 'swap': {
      const [from, to] = [each.from % next.length, each.to % next.length]
      next[from] = bytes[to] ?? 0
      next[to] = bytes[from] ?? 0
      return next
    }
    default:
      each satisfies never
      return next
  }
}

/** Counts what Alice writes to her disk. */
function countBatches(person: Person): () => number {
  const batch = person.store.batch.bind(person.store)
  let count = 0
  person.store.batch = async ops => {
    count += 1
    await batch(ops)
  }
  return () => count
}

describe('messaging under hostile bytes', () => {
  it('changes nothing by what was damaged, and takes the rest', async function () {
    this.timeout(RUNS * 2_000)
    const property = fc.asyncProperty(fc.array(blow, { maxLength: 60, size: 'max' }), fc.nat(), attack)
    await fc.assert(property, { numRuns: RUNS, seed: runSeed() })
  })

  async function attack(
    blows: ReadonlyArray<{ readonly which: number; readonly way: Way; readonly damages: readonly Damage[] }>,
    seed: number
  ): Promise<void> {
    const office = new PostOffice(`bytes ${seed}`)
    try {
      const [alice, bob, carol] = [
        await office.join('Alice'),
        await office.join('Bob'),
        await office.join('Carol')
      ]
      await befriend(office, alice, bob)
      await office.collect(alice)
      const genuine: Uint8Array[] = []
      office.onDeposit = ({ envelope }) => {
        if (!genuine.some(known => Buffer.compare(known, envelope) === 0)) genuine.push(envelope)
        return undefined
      }
      // ordinary ones, an acknowledgement, a request, and the first message in the place of a session
      await alice.messenger.submit(idOf(bob), 'eins')
      await alice.messenger.flush(soon())
      await office.collect(bob)
      genuine.length = 0
      await bob.messenger.submit(idOf(alice), 'one')
      await bob.messenger.submit(idOf(alice), 'two')
      await carol.messenger.ask(await alice.messenger.invites.create(alice.requestMailboxes))
      await Promise.all([bob.messenger.flush(soon()), carol.messenger.flush(soon())])
      await bob.messenger.outdated(bob.messenger.writer.writerId)
      await bob.messenger.flush(soon())
      assert.ok(genuine.length >= 5)

      const written = countBatches(alice)
      const before = [...alice.messenger.peers()]
      for (const { which, way, damages } of blows) {
        const original = genuine[which % genuine.length] ?? new Uint8Array(1)
        const bytes = damages.reduce((next, each) => damaged(next, each, genuine), original)
        if (genuine.some(known => Buffer.compare(known, bytes) === 0)) continue
        if (way === 'live') await alice.messenger.receiveLive(idOf(bob), bytes)
        else if (way === 'mail') await alice.messenger.receiveMail(idOf(bob), bytes)
        else await alice.messenger.receiveRequest(bytes)
      }
      const after = [...alice.messenger.peers()]
      assert.ok(after.length === before.length && after.every((peer, at) => peer === before[at]))
      assert.equal(written(), 0)

      office.now += 10 * MINUTE
      await office.collect(alice)
      assert.equal(alice.messenger.peer(idOf(carol))?.consent, 'asked')
      for (let round = 0; round < 3; round += 1) {
        for (const person of [alice, bob]) {
          await person.messenger.flush(soon())
          await office.collect(person === alice ? bob : alice)
        }
      }
      const told = (await alice.messenger.history(idOf(bob), 10)).map(({ text, state }) => `${text} ${state}`)
      assert.deepEqual(told.sort(), ['eins delivered', 'one received', 'two received'])
    } finally {
      await office.stop()
    }
  }
})

/** Whose writer a claim names: Alice's of now, one that she gave up, or anybody's. */
type Claim = { readonly writer: 'now' | 'former' | number; readonly counter: number; readonly hash: number }
type Lie =
  | { readonly kind: 'hello'; readonly claims: readonly Claim[]; readonly isKnown: boolean }
  | { readonly kind: 'acknowledgement'; readonly claim: Claim }
  | {
      readonly kind: 'resumption'
      readonly own: Claim | undefined
      readonly held: readonly Claim[]
      readonly lamport: number
    }
  | { readonly kind: 'pass'; readonly minutes: number }

const number = fc.oneof(
  fc.nat(8),
  fc.constantFrom(MAX_AHEAD, MAX_AHEAD + 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
  fc.maxSafeNat()
)
const claim: fc.Arbitrary<Claim> = fc.record({
  writer: fc.oneof(fc.constantFrom('now' as const, 'former' as const), fc.nat(255)),
  counter: number.map(counter => Math.max(counter, 1)),
  hash: fc.nat(255)
})
const claims = fc.array(claim, { maxLength: MAX_HELD_WRITERS, size: 'max' })
const lie: fc.Arbitrary<Lie> = fc.oneof(
  fc.record({ kind: fc.constant('hello' as const), claims, isKnown: fc.boolean() }),
  fc.record({ kind: fc.constant('acknowledgement' as const), claim }),
  fc.record({
    kind: fc.constant('resumption' as const),
    own: fc.option(claim, { nil: undefined }),
    held: claims,
    lamport: number
  }),
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(1, 61, 1_441, 31 * 1_440) })
)

describe('messaging with a contact that claims what it likes', () => {
  it('writes on to it and to others, and gives its sessions up at most once in 30 days', async function () {
    this.timeout(RUNS * 2_000)
    const property = fc.asyncProperty(fc.array(lie, { maxLength: 30, size: 'max' }), fc.nat(), listenTo)
    await fc.assert(property, { numRuns: RUNS, seed: runSeed() })
  })

  async function listenTo(lies: readonly Lie[], seed: number): Promise<void> {
    const office = new PostOffice(`lies ${seed}`)
    const rng = seededRng(`lies ${seed}`)
    try {
      const [alice, bob, mallory] = [
        await office.join('Alice'),
        await office.join('Bob'),
        await office.join('Mallory')
      ]
      for (const contact of [bob, mallory]) await befriend(office, alice, contact)
      await office.collect(alice)
      let rollbacks = 0
      let renewed = 0
      alice.messenger.events.addEventListener('rollback', () => (rollbacks += 1))
      alice.messenger.events.addEventListener('renewal', ({ detail: { peer, stage } }) => {
        if (stage === 'begun' && peer.userId === idOf(bob)) renewed += 1
      })
      const markOf = ({ writer, counter, hash }: Claim): WriterMark => {
        const { writerId, formerWriters = [] } = alice.messenger.writer
        const named = writer === 'former' ? (formerWriters[0] ?? writerId) : writerId
        const other = new Uint8Array(8).fill(typeof writer === 'number' ? writer : 0)
        return {
          writerId: typeof writer === 'number' ? other : named,
          counter,
          hash: new Uint8Array(8).fill(hash)
        }
      }
      const say = async (content: Content): Promise<void> => {
        const set = mallory.messenger.peer(idOf(alice))?.sessions ?? []
        if (set[0] === undefined || set[0].retired || set[0].chains.length === 0) return
        const plaintext = encodeContent(content)
        const { envelope } = encryptWith({ crypto: quickBackend, rng, set, plaintext, now: START })
        await alice.messenger.receiveLive(idOf(mallory), envelope)
        // what she really writes goes on from there
        await mallory.messenger.submit(idOf(alice), 'and so on')
      }
      for (const each of lies) {
        await alice.messenger.submit(idOf(mallory), 'to who lies')
        switch (each.kind) {
          case 'hello': {
            const sessions = each.isKnown ? mallory.messenger.hello(idOf(alice)).sessions : []
            const hello: Hello = { seen: each.claims.map(markOf), sessions }
            await alice.messenger.greeted(idOf(mallory), hello, Number.MAX_SAFE_INTEGER)
            break
          }
          case 'acknowledgement': {
            const acknowledgement = { ids: [rng(16)], seen: markOf(each.claim) }
            await say({ id: new Uint8Array(0), kind: 'acknowledgement', acknowledgement })
            break
          }
          case 'resumption': {
            const held = each.held.map(said => {
              const { writerId, counter: highest, hash } = markOf(said)
              const contiguous = Math.max(highest - 2, 0)
              const gaps = highest > 2 ? [{ first: highest - 1, last: highest - 1 }].slice(0, MAX_GAPS) : []
              return { writerId, contiguous, highest, gaps, hash }
            })
            const { own, lamport } = each
            const resumption = { own: own && markOf(own), held, lamport }
            await say({ id: rng(16), kind: 'resumption', resumption })
            break
          }
          case 'pass':
            office.now += each.minutes * MINUTE
            break
          default:
            each satisfies never
        }
        await office.idle()
      }
      const days = Math.ceil((office.now - START) / DAY)
      assert.ok(rollbacks <= 1 + (days * DAY) / BELIEVE_AGAIN, `${rollbacks} rollbacks in ${days} days`)
      assert.ok(renewed <= rollbacks, 'the session with somebody else is made anew')
      assert.ok(alice.messenger.missing(idOf(mallory)) <= MAX_HELD_WRITERS * (MAX_AHEAD + 2))
      // she starts again with what she has on her disk, and the two who are honest go on
      await alice.messenger.stop()
      await office.start(alice)
      office.now += 2 * 60 * MINUTE
      await alice.messenger.submit(idOf(mallory), 'to who lies')
      await alice.messenger.submit(idOf(bob), 'ja')
      await bob.messenger.submit(idOf(alice), 'yes')
      for (let round = 0; round < 3; round += 1) {
        for (const person of [alice, bob]) {
          await person.messenger.flush(soon())
          await office.collect(person === alice ? bob : alice)
          await office.idle()
        }
      }
      const told = (await alice.messenger.history(idOf(bob), 10)).map(({ text, state }) => `${text} ${state}`)
      assert.deepEqual(told.sort(), ['ja delivered', 'yes received'])
    } finally {
      await office.stop()
    }
  }
})
