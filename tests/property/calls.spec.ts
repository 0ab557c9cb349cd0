/**
 * The budget of calls under whatever happens in whatever order: who was turned away is told when it may
 * call, who is told together may call together, and nothing of an old silence is left when a peer stays.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DeadlineError, LimitError, UnreachableError } from '../../src/errors.ts'
import { Calls } from '../../src/node/host/calls.ts'
import {
  CALL_ALONE_FIRST,
  CALL_GRACE,
  CALL_WITNESSED_FIRST,
  CALL_WITNESSED_LAST,
  CONNECTION_PROVEN
} from '../../src/node/host/constants.ts'
import { ManualTime } from '../support/manual-time.ts'
import { runSeed } from '../support/seeded.ts'
import type { Answer } from '../../src/node/host/calls.ts'

const seed = runSeed()
const RUNS = 5_000

/** Of all pauses, with its jitter and the moment in which others are let in. */
const LONGEST = CALL_WITNESSED_LAST * 1.25 + CALL_ALONE_FIRST

type Action =
  | { readonly kind: 'advance'; readonly ms: number }
  /** Somebody calls x; how it ends is said later. */
  | { readonly kind: 'call'; readonly byLibrary: boolean }
  /** A connection with x is there, which the calls under way led to. */
  | { readonly kind: 'open' }
  | { readonly kind: 'settle'; readonly how: 'fine' | 'nobody' | 'late' | 'full' }
  | { readonly kind: 'end'; readonly byThem: boolean; readonly isLast: boolean }
  | { readonly kind: 'witness'; readonly does: 'come' | 'leave' | 'go' }
  | { readonly kind: 'mentioned' | 'moved' | 'forget' | 'forgetAll' }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      ms: fc.oneof(
        fc.integer({ min: 1, max: 1_500 }),
        fc.constantFrom(CALL_GRACE, CONNECTION_PROVEN, CALL_WITNESSED_FIRST),
        fc.integer({ min: 1, max: 100_000 })
      )
    })
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('call' as const), byLibrary: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      how: fc.constantFrom('fine' as const, 'nobody' as const, 'late' as const, 'full' as const)
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('end' as const), byThem: fc.boolean(), isLast: fc.boolean() })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('witness' as const),
      does: fc.constantFrom('come' as const, 'leave' as const, 'go' as const)
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('mentioned' as const, 'moved' as const, 'forget' as const, 'forgetAll' as const)
    })
  }
)

/** x, our hosts, and those who want something of x. */
class World {
  readonly time: ManualTime = new ManualTime(0)
  readonly calls: Calls
  /** Somebody was turned away since all were told. */
  isWaiting = false
  readonly #open: Answer[] = []
  readonly #calling: Array<PromiseWithResolvers<void>> = []

  constructor(random: number) {
    this.calls = new Calls({
      rng: length => new Uint8Array(length).fill(random),
      time: this.time.clock,
      schedule: this.time.schedule
    })
    this.calls.watch(peerId => {
      if (peerId === 'x') this.isWaiting = false
    })
  }

  get isConnected(): boolean {
    return this.#open.length > 0
  }

  async act(each: Action): Promise<void> {
    const { calls } = this
    switch (each.kind) {
      case 'advance':
        this.time.advance(each.ms)
        break
      case 'call':
        this.call(each.byLibrary)
        break
      case 'open':
        this.open()
        break
      case 'settle':
        await this.settle(each.how)
        break
      case 'end':
        this.end(each.byThem, each.isLast)
        break
      case 'witness':
        if (each.does === 'come') calls.present('y')
        else if (each.does === 'leave') calls.absent('y')
        else calls.lost('y')
        break
      case 'mentioned':
        calls.mentioned('x')
        break
      case 'moved':
        calls.moved('x')
        break
      case 'forget':
        calls.forget('x')
        break
      case 'forgetAll':
        calls.forgetAll()
        // who hurries then asks by itself
        this.isWaiting = false
        break
    }
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    assert.ok(this.time.timers <= 2, 'one timer for each peer')
  }

  /** @returns whether it was let through */
  call(byLibrary: boolean = false): boolean {
    if (!this.calls.mayCall('x')) {
      this.isWaiting = true
      return false
    }
    const dial = Promise.withResolvers<void>()
    this.#calling.push(dial)
    this.calls.call('x', async () => dial.promise, byLibrary).catch(() => undefined)
    return true
  }

  open(): void {
    this.#open.push(this.calls.opened('x'))
  }

  async settle(how: 'fine' | 'nobody' | 'late' | 'full'): Promise<void> {
    const dial = this.#calling.shift()
    if (how === 'fine') dial?.resolve()
    else if (how === 'nobody') dial?.reject(new UnreachableError('nobody'))
    else if (how === 'late') dial?.reject(new DeadlineError('late'))
    else dial?.reject(new LimitError('too much of our own'))
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }

  /** The directory learns of it when it was its own. */
  end(byThem: boolean, isLast: boolean): void {
    const answer = isLast ? this.#open.pop() : this.#open.shift()
    answer?.ended(byThem)
    if (answer !== undefined && this.#open.length === 0) this.calls.lost('x')
  }

  async settleAll(): Promise<void> {
    while (this.#calling.length > 0) await this.settle('late')
  }

  endAll(): void {
    while (this.#open.length > 0) this.end(true, false)
  }
}

describe('property: the budget of calls', () => {
  const property = (check: (world: World, random: number) => Promise<void>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 40, size: 'max' }),
        fc.nat(255),
        async (actions, random) => {
          const world = new World(random)
          for (const each of actions) await world.act(each)
          await world.settleAll()
          await check(world, random)
          world.calls.stop()
          assert.equal(world.time.timers, 0, 'timers left')
        }
      ),
      { seed, numRuns: RUNS }
    )

  it(`tells everybody who was turned away (seed ${seed})`, async () => {
    await property(async world => {
      if (!world.calls.mayCall('x')) world.isWaiting = true
      world.time.advance(LONGEST)
      assert.ok(!world.isWaiting, 'nobody was told')
      assert.ok(world.calls.mayCall('x'))
    })
  })

  it(`lets everybody call at once who was told of a peer that answers and stays (seed ${seed})`, async () => {
    await property(async world => {
      world.time.advance(LONGEST)
      assert.ok(world.call())
      world.open()
      world.time.advance(CALL_GRACE)
      const together = [1, 2, 3].map(() => world.call())
      assert.deepEqual(together, [true, true, true])
      await world.settleAll()
    })
  })

  it(`leaves a peer alone that is lost, longer only when it did not stay before (seed ${seed})`, async () => {
    await property(async (world, random) => {
      const stay = random * 100
      world.time.advance(LONGEST)
      world.calls.present('y')
      if (!world.isConnected) world.open()
      world.time.advance(stay)
      world.endAll()
      world.isWaiting = true
      for (const from = world.time.now; world.time.now < from + CALL_WITNESSED_FIRST;) {
        assert.equal(world.calls.mayCall('x'), false, `after ${world.time.now - from} ms`)
        world.time.advance(1_000)
      }
      world.time.advance(CALL_WITNESSED_FIRST / 4 + CALL_ALONE_FIRST)
      if (stay >= CONNECTION_PROVEN) assert.ok(!world.isWaiting, 'not as soon as the first time')
    })
  })

  it(`does not put off who is told because others come and go (seed ${seed})`, async () => {
    await property(async world => {
      world.calls.absent('y')
      world.isWaiting ||= !world.calls.mayCall('x')
      for (let passed = 0; passed < LONGEST && world.isWaiting; passed += 400) {
        world.calls.present('y')
        world.calls.absent('y')
        world.time.advance(400)
      }
      assert.ok(!world.isWaiting)
    })
  })
})
