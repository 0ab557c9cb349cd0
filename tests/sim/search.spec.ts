import assert from 'node:assert/strict'
import { env } from 'node:process'
import { runSearch } from './search-run.ts'
import type { SearchOptions, SearchResult } from './search-run.ts'

/** SEED tries another one. */
const seed = Number(env['SEED'] ?? 1)
const small: SearchOptions = { seed, people: 40, trouble: 'none', searches: 20 }

function assertTrue({ searches, world, again }: SearchResult): void {
  assert.deepEqual(
    searches.filter(({ isFalse, hasWrongState }) => isFalse || hasWrongState),
    [],
    `nobody false is linked, and each state tells how it stands; seed ${seed}`
  )
  assert.equal(again, 0, 'who was not found a moment ago is not looked for')
  assert.deepEqual(world.problems, [])
}

describe('simulator: search', function () {
  this.timeout(60_000)

  it('leaves the same trace for the same seed, and another one for another', async () => {
    const traceOf = async (of: number): Promise<string> =>
      (await runSearch({ ...small, seed: of, people: 20, searches: 6, trouble: 'faults' })).world.engine
        .traceHash
    const first = await traceOf(seed)
    assert.equal(await traceOf(seed), first)
    assert.notEqual(await traceOf(seed + 1), first)
  })

  for (const trouble of ['none', 'churn'] as const) {
    it(`finds everybody who can be reached: ${trouble}`, async () => {
      const result = await runSearch({ ...small, trouble })
      assertTrue(result)
      const there = result.searches.filter(({ isThere }) => isThere)
      assert.ok(there.length > 0 && there.length < result.searches.length, 'some are there, some are not')
      assert.deepEqual(
        there.filter(({ link }) => link === undefined),
        [],
        `seed ${seed}`
      )
    })
  }

  it('finds in the DHT what nobody else keeps', async () => {
    const result = await runSearch({ ...small, left: 0 })
    assertTrue(result)
    assert.ok(
      result.searches.some(({ rung }) => rung === 'dht'),
      `seed ${seed}`
    )
  })

  it('links nobody false among liars', async () => {
    const result = await runSearch({ ...small, trouble: 'faults', lies: 0.5 })
    assertTrue(result)
    assert.ok(result.searches.some(({ link }) => link !== undefined))
  })

  it('wastes three dials at most for one answer, however many old records are in it', async () => {
    const result = await runSearch({ ...small, trouble: 'faults', lies: 0.5, lie: 'stale' })
    const most = Math.max(...result.searches.map(({ wastedByOne }) => wastedByOne))
    assert.equal(most, 3, `seed ${seed}`)
  })
})
