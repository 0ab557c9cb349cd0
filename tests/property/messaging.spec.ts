/**
 * Two messengers under any schedule of writing, mail, links, time, failing disks and sudden
 * ends: nothing is lost, everything is shown once, in one order on both sides, and no state
 * is shown that was not true. `RUNS=10000` runs more, `SEED=…` repeats a run.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { runSeed } from '../support/seeded.ts'
import { COORDINATORS, World } from './messaging-world.ts'
import type { DiskFault, Side } from './messaging-world.ts'

const RUNS = Number(process.env['RUNS'] ?? 150)

type Command =
  | { readonly kind: 'submit'; readonly who: 0 | 1; readonly texts: number }
  | { readonly kind: 'flush' | 'returned'; readonly who: 0 | 1 }
  | {
      readonly kind: 'collect'
      readonly who: 0 | 1
      readonly coordinator: number
      readonly picks: readonly number[]
      readonly isTogether: boolean
    }
  | { readonly kind: 'link'; readonly isSlow: boolean }
  | { readonly kind: 'cut' }
  /** Text by text, each acknowledged over a link before the next; then perhaps a sudden end of the writer. */
  | { readonly kind: 'chat'; readonly who: 0 | 1; readonly texts: number; readonly isEnded: boolean }
  | { readonly kind: 'arrive'; readonly who: 0 | 1; readonly count: number }
  | {
      readonly kind: 'coordinator'
      readonly which: number
      readonly isUp: boolean
      readonly losesReceipts: boolean
    }
  | { readonly kind: 'disk'; readonly who: 0 | 1; readonly fault: DiskFault }
  | { readonly kind: 'restart'; readonly who: 0 | 1; readonly isGraceful: boolean }
  | { readonly kind: 'pass'; readonly seconds: number }

const who = fc.constantFrom<0 | 1>(0, 1)
const which = fc.nat(COORDINATORS - 1)
const kinds: ReadonlyArray<readonly [weight: number, arbitrary: fc.Arbitrary<Command>]> = [
  [8, fc.record({ kind: fc.constant('submit' as const), who, texts: fc.integer({ min: 1, max: 3 }) })],
  [6, fc.record({ kind: fc.constant('flush' as const), who })],
  [
    6,
    fc.record({
      kind: fc.constant('collect' as const),
      who,
      coordinator: which,
      picks: fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }),
      isTogether: fc.boolean()
    })
  ],
  [4, fc.record({ kind: fc.constant('link' as const), isSlow: fc.boolean() })],
  [2, fc.record({ kind: fc.constant('cut' as const) })],
  [8, fc.record({ kind: fc.constant('arrive' as const), who, count: fc.integer({ min: 1, max: 4 }) })],
  [1, fc.record({ kind: fc.constant('returned' as const), who })],
  [
    2,
    fc.record({
      kind: fc.constant('coordinator' as const),
      which,
      isUp: fc.boolean(),
      losesReceipts: fc.boolean()
    })
  ],
  [
    3,
    fc.record({
      kind: fc.constant('disk' as const),
      who,
      fault: fc.constantFrom<DiskFault>('refuses', 'dies before', 'dies after')
    })
  ],
  [2, fc.record({ kind: fc.constant('restart' as const), who, isGraceful: fc.boolean() })],
  [3, fc.record({ kind: fc.constant('pass' as const), seconds: fc.constantFrom(1, 2, 31, 65, 3_700) })]
]
const command = fc.oneof(...kinds.map(([weight, arbitrary]) => ({ weight, arbitrary })))
const schedule = fc.array(command, { minLength: 3, maxLength: 40, size: 'max' })
const chat = fc.record({
  kind: fc.constant('chat' as const),
  who,
  texts: fc.integer({ min: 1, max: 3 }),
  isEnded: fc.boolean()
})
const scheduleWithChats = fc.array(
  fc.oneof({ weight: 4, arbitrary: command }, { weight: 1, arbitrary: chat }),
  { minLength: 3, maxLength: 40, size: 'max' }
)

describe('messaging under any schedule', () => {
  for (const [isLive, how] of [
    [false, 'by mail alone, the two never being there together again'],
    [true, 'over a link']
  ] as const) {
    it(`loses, doubles and swaps nothing, and heals ${how}`, async function () {
      this.timeout(RUNS * 1_000)
      const property = fc.asyncProperty(schedule, fc.nat(), async (commands, seed) => {
        await play(commands, String(seed), isLive)
      })
      await fc.assert(property, { numRuns: RUNS, seed: runSeed() })
    })
  }

  it('loses, doubles and swaps nothing when the power is cut between texts and answers', async function () {
    this.timeout(RUNS * 1_000)
    let taken = 0
    const property = fc.asyncProperty(scheduleWithChats, fc.nat(), async (commands, seed) => {
      taken += await play(commands, String(seed), true)
    })
    await fc.assert(property, { numRuns: RUNS, seed: runSeed() })
    assert.ok(taken > RUNS / 10, `only ${taken} power cuts took anything back`)
  })

  it('sends on when more wait than may be in flight, without waiting for a timer', async function () {
    this.timeout(20_000)
    const world = await World.create('burst')
    try {
      await world.link()
      for (let text = 0; text < 600; text += 1) world.submit(0, `${text}`)
      await world.settle()
      for (let round = 0; round < 10; round += 1) {
        await world.arrive(1, Number.POSITIVE_INFINITY)
        await world.arrive(0, Number.POSITIVE_INFINITY)
      }
      assert.equal(world.sides[1].shown.length, 600)
      await agree(world)
    } finally {
      await world.end()
    }
  })
})

/** @returns how many power cuts took something back */
async function play(commands: readonly Command[], seed: string, isLive: boolean): Promise<number> {
  const world = await World.create(seed)
  try {
    let texts = 0
    for (const each of commands) {
      switch (each.kind) {
        case 'submit':
          // In one turn: they share a batch.
          for (let count = 0; count < each.texts; count += 1) world.submit(each.who, `${(texts += 1)}`)
          await world.settle()
          break
        case 'flush':
        case 'returned':
          await world[each.kind](each.who)
          break
        case 'collect':
          await world.collect(each.who, each.coordinator, each.picks, each.isTogether)
          break
        case 'link':
          await world.link(each.isSlow)
          await world.settle()
          break
        case 'cut':
          world.cut()
          await world.settle()
          break
        case 'arrive':
          await world.arrive(each.who, each.count)
          break
        case 'coordinator': {
          const { isUp, losesReceipts } = each
          world.coordinators[each.which] = { isUp, losesReceipts }
          break
        }
        case 'disk':
          world.sides[each.who].disk.fault = each.fault
          break
        case 'restart':
          await world.restart(each.who, each.isGraceful)
          break
        case 'chat':
          await world.link()
          for (let count = 0; count < each.texts; count += 1) {
            world.submit(each.who, `${(texts += 1)}`)
            await world.settle()
            await world.arrive(each.who === 0 ? 1 : 0, Number.POSITIVE_INFINITY)
            await world.arrive(each.who, Number.POSITIVE_INFINITY)
          }
          if (each.isEnded) await world.restart(each.who, false)
          break
        case 'pass':
          await world.pass(each.seconds * 1_000)
          break
        default:
          each satisfies never
      }
      assert.deepEqual(world.violations, [])
    }
    // One for what was never sent, one for what was only never acknowledged.
    for (let round = 0; round < 2; round += 1) await world.heal(isLive)
    // Mail that turns over a link have overtaken may be too old to be read, and need not be.
    await agree(world, { reads: !commands.some(({ kind }) => kind === 'chat') })
    return world.powerCuts
  } finally {
    await world.end()
  }
}

/** What has to be true when all is over. */
async function agree(world: World, { reads = true }: { readonly reads?: boolean } = {}): Promise<void> {
  assert.deepEqual(world.violations, [])
  const histories = await Promise.all(
    world.sides.map(async side => (await messenger(side)).history(world.other(side).userId, 10_000))
  )
  const [ofAlice = [], ofBob = []] = histories
  assert.deepEqual(
    ofBob.map(({ id, text }) => `${id} ${text}`),
    ofAlice.map(({ id, text }) => `${id} ${text}`),
    'the same messages in the same order on both sides'
  )
  assert.equal(new Set(ofAlice.map(({ id }) => id)).size, ofAlice.length, 'nothing twice')
  for (const [index, side] of world.sides.entries()) {
    const own = (histories[index] ?? []).filter(({ state }) => state !== 'received')
    for (const { text, state } of own) assert.equal(state, 'delivered', `${text} of ${side.identity.name}`)
    assert.deepEqual(
      own.map(({ counter }) => counter),
      own.map((_, at) => at + 1),
      'counted from 1, without a gap'
    )
    for (const { text, conflict } of histories[index] ?? []) assert.ok(!conflict, `${text} is in order`)
    const texts = own.map(({ text }) => text)
    assert.deepEqual(
      texts,
      texts.toSorted((a, b) => Number(a) - Number(b)),
      'in the order of writing'
    )
    for (const { id, text, after } of side.accepted) {
      const position = ofAlice.findIndex(entry => entry.id === id)
      assert.equal(ofAlice[position]?.text, text, `${text} was accepted`)
      const before = ofAlice.slice(0, position).filter(entry => after.has(entry.id))
      assert.equal(before.length, after.size, `${text} comes after what its writer had seen`)
    }
    const accepted = new Set(side.accepted.map(({ text }) => text))
    for (const text of texts) {
      assert.ok(accepted.has(text) || side.unanswered.has(text), `${text} was refused, or never written`)
    }
    const received = (histories[index] ?? []).filter(({ state }) => state === 'received')
    for (const { id, text } of received) {
      assert.ok(side.shown.includes(id) || side.disk.unseen.has(id), `${text} was shown`)
    }
    const open = await messenger(side)
    assert.equal(open.missing(world.other(side).userId), 0, 'no gap')
    if (reads) assert.equal(open.unreadable, 0, 'everything could be read')
  }
}

async function messenger(side: Side): Promise<NonNullable<Side['messenger']>> {
  assert.ok(side.messenger !== undefined)
  return side.messenger
}
