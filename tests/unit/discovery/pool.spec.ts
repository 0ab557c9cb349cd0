import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ACTIVE_LINKS, PARK_AFTER, STANDBY_LINKS } from '../../../src/discovery/constants.ts'
import { planPool } from '../../../src/discovery/core/pool.ts'
import { runSeed } from '../../support/seeded.ts'
import type { PooledLink } from '../../../src/discovery/core/pool.ts'

const SEED = runSeed()
const NOW = 1_800_000_000_000
const OPEN = ACTIVE_LINKS + STANDBY_LINKS

/** So many links that messages went over, the first one last, long enough ago. */
function idle(count: number): PooledLink[] {
  return Array.from({ length: count }, (_, at) => ({
    userId: `user ${at}`,
    opened: NOW - 3_600_000,
    used: NOW - PARK_AFTER - at * 1_000,
    isPending: false
  }))
}

const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `user ${from + at}`)

describe(`discovery: the pool of links (SEED=${SEED})`, () => {
  it('is 5 active and 10 on standby', () => {
    assert.deepEqual([ACTIVE_LINKS, STANDBY_LINKS], [5, 10])
    const { active, standby, parked } = planPool(idle(OPEN).toReversed(), NOW)
    assert.deepEqual(active, names(0, ACTIVE_LINKS))
    assert.deepEqual(standby, names(ACTIVE_LINKS, OPEN))
    assert.deepEqual(parked, [])
  })

  it('parks what was used longest ago', () => {
    const { standby, parked } = planPool(idle(OPEN + 3), NOW)
    assert.equal(standby.length, STANDBY_LINKS)
    assert.deepEqual(parked, names(OPEN, OPEN + 3))
  })

  it('parks nothing that was opened or used a moment ago: whoever wanted it has its say first', () => {
    const links = idle(OPEN + 2)
    const young = { ...links[OPEN]!, used: 0, opened: NOW - PARK_AFTER + 1 }
    const plan = planPool([...links.slice(0, OPEN), young, links[OPEN + 1]!], NOW)
    assert.deepEqual(plan.parked, [`user ${OPEN + 1}`])
    assert.ok(plan.standby.includes(young.userId))
    assert.deepEqual(planPool([...links.slice(0, OPEN), young], NOW + 1).parked, [young.userId])
  })

  it('parks also when the clock went back', () => {
    assert.equal(planPool(idle(OPEN + 1), NOW - 86_400_000).parked.length, 1)
  })

  it('never parks what somebody waits for, however many there are', () => {
    const links = fc.array(
      fc.record({
        opened: fc.integer({ min: 0, max: 100 }),
        used: fc.integer({ min: 0, max: 100 }),
        isPending: fc.boolean()
      }),
      { maxLength: 60, size: 'max' }
    )
    fc.assert(
      fc.property(links, fc.integer({ min: 0, max: 200 }), (made, minutes) => {
        const pool = made.map(({ opened, used, isPending }, at) => ({
          userId: `user ${at}`,
          opened: opened * 1_000,
          used: used * 1_000,
          isPending
        }))
        const { active, standby, parked } = planPool(pool, minutes * 1_000)
        assert.deepEqual(
          [...active, ...standby, ...parked].toSorted(),
          pool.map(({ userId }) => userId).toSorted()
        )
        assert.ok(active.length <= ACTIVE_LINKS)
        assert.ok(parked.length === 0 || active.length + standby.length >= OPEN)
        const pending = new Set(pool.filter(({ isPending }) => isPending).map(({ userId }) => userId))
        assert.ok(parked.every(userId => !pending.has(userId)))
      }),
      { seed: SEED, numRuns: 300 }
    )
  })
})
