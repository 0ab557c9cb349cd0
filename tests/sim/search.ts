/**
 * `npm run sim -- search`: whether people find those whom they look for, how soon, by which rung of the ladder, and
 * what it costs; while people move, packets are lost, coordinators are dead and others lie.
 *
 * @packageDocumentation
 */
import { figure, percentile, table } from '../../bench/figures.ts'
import { rows } from './page.ts'
import { runSearch } from './search-run.ts'
import type { Figure } from '../../bench/figures.ts'
import type { Page } from './page.ts'
import type { SearchResult, SearchTrouble } from './search-run.ts'

/** How many people, and how many of them search. */
const SIZES: ReadonlyArray<readonly [people: number, searches: number]> = [
  [100, 50],
  [1_000, 200],
  [10_000, 200]
]
const TROUBLES: readonly SearchTrouble[] = ['none', 'churn', 'faults']
const RUNGS = ['open-link', 'peers', 'cached-route', 'coordinators', 'dht'] as const
/** Dials that one answer may cost. */
const DIALS_PER_ANSWER = 3

/** Runs everything. `say` tells people how far it is. */
export async function search(seed: number, say: (line: string) => void): Promise<Page> {
  const figures: Figure[] = []
  const cells: string[][] = []
  const all: SearchResult[] = []
  for (const [people, searches] of SIZES) {
    for (const trouble of TROUBLES) {
      const begun = performance.now()
      const result = await runSearch({ seed, people, trouble, searches })
      all.push(result)
      const found = figuresOf(`${people}-${trouble}`, result)
      figures.push(...found)
      cells.push([
        people.toLocaleString('en'),
        trouble,
        ...found.map(({ value }) => value.toLocaleString('en', { maximumFractionDigits: 1 }))
      ])
      say(`${people} people, ${trouble}: ${Math.round((performance.now() - begun) / 1_000)} s`)
    }
  }
  const never = invariants(all)
  const header = [
    'people',
    'trouble',
    'found %',
    'or later %',
    'p50 ms',
    'p95 ms',
    ...RUNGS.map(name => `${name} %`)
  ]
  const more = ['dials wasted', 'of them circuits', 'by one answer', 'queries', 'B']
  const hash = all.at(-1)?.world.engine.traceHash ?? ''
  const text = [rows([...header, ...more], cells), table(never), `trace ${hash}`].join('\n\n')
  return { figures: [...figures, ...never], text }
}

function figuresOf(of: string, { searches, queries, bytes, foundLater }: SearchResult): readonly Figure[] {
  const there = searches.filter(({ isThere }) => isThere)
  const linked = there.filter(({ link }) => link !== undefined)
  const share = (count: number): number => (100 * count) / there.length
  const times = linked.map(({ took }) => took)
  const mean = (of: 'wasted' | 'guessed'): number =>
    there.reduce((sum, each) => sum + each[of], 0) / there.length
  const byOne = Math.max(...searches.map(({ wastedByOne }) => wastedByOne))
  return [
    figure(`found-percent-${of}`, share(linked.length), { unit: '%' }),
    figure(`found-later-percent-${of}`, share(linked.length + foundLater), { unit: '%' }),
    figure(`linked-p50-${of}`, percentile(times, 50)),
    figure(`linked-p95-${of}`, percentile(times, 95)),
    ...RUNGS.map(name =>
      figure(`by-${name}-${of}`, share(linked.filter(({ rung }) => rung === name).length), { unit: '%' })
    ),
    figure(`wasted-dials-${of}`, mean('wasted'), { unit: '×' }),
    figure(`wasted-circuits-${of}`, mean('guessed'), { unit: '×' }),
    figure(`wasted-dials-by-one-answer-${of}`, byOne, { unit: '×', bar: DIALS_PER_ANSWER }),
    figure(`queries-${of}`, queries, { unit: '×' }),
    figure(`bytes-${of}`, bytes, { unit: 'B' })
  ]
}

/** Of all runs: what must never happen. */
function invariants(all: readonly SearchResult[]): readonly Figure[] {
  const none = (name: string, count: number): Figure => figure(name, count, { unit: '×', bar: 0 })
  const searches = all.flatMap(result => result.searches)
  return [
    none('false-finds', searches.filter(({ isFalse }) => isFalse).length),
    none('wrong-states', searches.filter(({ hasWrongState }) => hasWrongState).length),
    none(
      'not-remembered',
      all.reduce((sum, { again }) => sum + again, 0)
    ),
    none(
      'bugs-logged',
      all.reduce((sum, { world }) => sum + world.problems.length, 0)
    )
  ]
}
