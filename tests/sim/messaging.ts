/**
 * `npm run sim -- messaging`: what delivery costs, how soon it is, and what of it breaks while people come and go,
 * coordinators die or are wicked, and the network loses packets and splits.
 *
 * @packageDocumentation
 */
import { figure, percentile } from '../../bench/figures.ts'
import { runMessaging } from './messaging-run.ts'
import type { Figure } from '../../bench/figures.ts'
import type { Broken } from './mail-ledger.ts'
import type { MailRunOptions, MailRunResult, Trouble } from './messaging-run.ts'

const minute = 60_000
/** One retry period, within which all is delivered once all trouble is over. */
const RETRY_PERIOD: number = 60 * minute

/** Networks of which each runs once: how many people, what is done to them, for how long. */
const SIZES: ReadonlyArray<readonly [people: number, trouble: Trouble, minutes: number]> = [
  [100, 'none', 20],
  [10, 'churn', 20],
  [30, 'churn', 20],
  [100, 'churn', 20],
  [300, 'churn', 20],
  [100, 'faults', 20]
]
/** Networks to which everything is done, by seeds that follow each other. */
const FAULTY: Pick<MailRunOptions, 'people' | 'time' | 'trouble'> = {
  people: 30,
  time: 12 * minute,
  trouble: 'faults'
}
const FAULTY_SEEDS = 12

/** One row of the table. */
export interface MailRow {
  readonly people: number
  readonly trouble: Trouble
  readonly written: number
  readonly deliveredShare: number
  /** The 50th, 95th and 99th percentile, ms: from writing, or from coming back, to being shown. */
  readonly online: readonly number[]
  /** Empty: nobody was away. */
  readonly offline: readonly number[]
  readonly bytes: number
  readonly coordinatorBytes: number
  readonly deposits: number
  readonly retries: number
}

/** All that was found. */
export interface MailReport {
  readonly rows: readonly MailRow[]
  readonly figures: readonly Figure[]
  readonly traceHash: string
}

/** Runs everything. `say` tells people how far it is. */
export async function messaging(seed: number, say: (line: string) => void): Promise<MailReport> {
  const rows: MailRow[] = []
  const broken: Broken[] = []
  const problems: string[] = []
  let traceHash = ''
  const add = (result: MailRunResult): void => {
    broken.push(result.broken)
    problems.push(...result.world.problems)
  }
  for (const [people, trouble, minutes] of SIZES) {
    const result = await runMessaging({ seed, people, trouble, time: minutes * minute })
    add(result)
    rows.push(rowOf(people, trouble, result))
    traceHash = result.world.engine.traceHash
    say(`${people} people, ${trouble}: ${Math.round(result.took / 1_000)} s`)
  }
  const faulty: MailRunResult[] = []
  for (let at = 1; at <= FAULTY_SEEDS; at++) {
    const result = await runMessaging({ ...FAULTY, seed: seed + at })
    add(result)
    faulty.push(result)
  }
  say(`${FAULTY_SEEDS} networks of ${FAULTY.people}, faults`)
  return { rows, figures: [...figuresOf(rows), ...invariants(faulty, broken, problems)], traceHash }
}

function rowOf(people: number, trouble: Trouble, result: MailRunResult): MailRow {
  const { world, written, shown, bytes, coordinatorBytes } = result
  const ranks = (times: readonly number[]): readonly number[] =>
    times.length === 0 ? [] : [50, 95, 99].map(rank => percentile(times, rank))
  return {
    people,
    trouble,
    written,
    deliveredShare: shown / written,
    online: ranks(result.online),
    offline: ranks(result.offline),
    bytes,
    coordinatorBytes,
    deposits: world.deposits / written,
    retries: world.retries / written
  }
}

function figuresOf(rows: readonly MailRow[]): readonly Figure[] {
  return rows.flatMap(({ people, trouble, ...row }) => {
    const name = (what: string): string => `${what}-${people}-${trouble}`
    const times = (what: string, [p50 = 0, p95 = 0, p99 = 0]: readonly number[]): readonly Figure[] => [
      figure(name(`${what}-shown-p50`), p50),
      figure(name(`${what}-shown-p95`), p95),
      figure(name(`${what}-shown-p99`), p99)
    ]
    return [
      figure(name('delivered-percent'), 100 * row.deliveredShare, { unit: '%', least: 100 }),
      ...times('online', row.online),
      ...(row.offline.length > 0 ? times('offline', row.offline) : []),
      figure(name('bytes-per-message'), row.bytes, { unit: 'B' }),
      figure(name('coordinator-bytes-per-s'), row.coordinatorBytes, { unit: 'B/s' }),
      figure(name('deposits-per-message'), row.deposits, { unit: '×' }),
      figure(name('retries-per-message'), row.retries, { unit: '×' })
    ]
  })
}

/** Of all runs: what must never happen. */
function invariants(
  faulty: readonly MailRunResult[],
  broken: readonly Broken[],
  problems: readonly string[]
): readonly Figure[] {
  const sum = (of: keyof Broken): number => broken.reduce((total, each) => total + each[of], 0)
  const none = (name: string, count: number): Figure => figure(name, count, { unit: '×', bar: 0 })
  const written = faulty.reduce((total, each) => total + each.written, 0)
  const shown = faulty.reduce((total, each) => total + each.shown, 0)
  const unheard = faulty.reduce((total, each) => total + each.unheard, 0)
  return [
    figure('faults-messages', written, { unit: '×' }),
    figure('faults-delivered-percent', (100 * shown) / written, { unit: '%', least: 100 }),
    figure('faults-shown-not-acknowledged', unheard, { unit: '×' }),
    figure('faults-settled-p100', Math.max(...faulty.map(({ settledIn }) => settledIn)), {
      bar: RETRY_PERIOD
    }),
    none('lost-after-stored', sum('lost')),
    none('shown-twice', sum('doubled')),
    none('out-of-order', sum('disordered')),
    none('gap-not-flagged', sum('unflagged')),
    none('delivered-falsely', sum('falselyDelivered')),
    none('still-open', sum('open')),
    none('bugs-logged', problems.length)
  ]
}
