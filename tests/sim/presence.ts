/**
 * `npm run sim -- presence`: what presence costs and how true it is, for networks of 1,000 to 1,000,000.
 *
 * @packageDocumentation
 */
import { figure, percentile } from '../../bench/figures.ts'
import { runExact } from './exact.ts'
import { corruptSome, killSome, partition, restartSome, stallAll } from './presence-faults.ts'
import { run } from './presence-run.ts'
import type { Figure } from '../../bench/figures.ts'
import type { ExactResult } from './exact.ts'
import type { RunOptions, RunResult } from './presence-run.ts'

const minute = 60_000
/** Of packets: on every run. */
const LOSS = 0.05
/** Users of the networks to which something is done. */
const FAULTY = 2_000
/** Share of coordinators, or nodes, to which it is done. */
const MANY = 0.3
const FEW = 0.1

/** One row of the table of sizes. */
export interface SizeRow {
  readonly users: number
  /** exact: lists of everybody, as up to 200 members have them, and no leases. */
  readonly method: 'exact' | 'full' | 'shard'
  readonly clientBytes: number
  readonly coordinatorBytes: number
  readonly busiestBytes: number
}

/** All that was found. */
export interface PresenceReport {
  readonly sizes: readonly SizeRow[]
  readonly faults: ReadonlyArray<readonly [what: string, falseOffline: number, unseen: number]>
  readonly figures: readonly Figure[]
  readonly traceHash: string
}

/** Members of networks with exact lists. */
const EXACT: readonly number[] = [10, 30, 100]

const SIZES: ReadonlyArray<readonly [users: number, isShard: boolean, minutes: number]> = [
  [1_000, false, 20],
  [10_000, false, 10],
  [10_000, true, 10],
  [100_000, true, 10],
  [1_000_000, true, 10]
]

/** Runs everything. `say` tells people how far it is. */
export function presence(seed: number, say: (line: string) => void): PresenceReport {
  const sizes: SizeRow[] = []
  const exact: ExactResult[] = []
  for (const users of EXACT) {
    const result = runExact(seed, users, LOSS, minute / 2)
    const { clientBytes, coordinatorBytes } = result
    sizes.push({ users, method: 'exact', clientBytes, coordinatorBytes, busiestBytes: coordinatorBytes })
    exact.push(result)
    say(`${users} users by exact lists`)
  }
  const quiet: RunResult[] = []
  for (const [users, isShard, minutes] of SIZES) {
    const result = run({ seed, users, isShard, loss: LOSS, time: minutes * minute })
    const { clientBytes, coordinatorBytes, busiestBytes, took } = result
    sizes.push({ users, method: isShard ? 'shard' : 'full', clientBytes, coordinatorBytes, busiestBytes })
    quiet.push(result)
    say(`${users} users, ${isShard ? 'a shard' : 'all of them'}: ${Math.round(took / 1_000)} s`)
  }
  const steady = run({ seed: seed + 1, users: FAULTY, isShard: false, loss: LOSS, time: 60 * minute })
  say(`${FAULTY} users for an hour: ${Math.round(steady.took / 1_000)} s`)
  const faulty = faults(seed, say)
  return {
    sizes,
    faults: faulty.rows,
    figures: [
      ...figuresOf(sizes, [...quiet, steady]),
      ...faulty.figures,
      figure(
        'exact-lists-unseen',
        exact.reduce((sum, { unseen }) => sum + unseen, 0),
        { unit: '×', bar: 0 }
      )
    ],
    traceHash: steady.world.engine.traceHash
  }
}

function figuresOf(sizes: readonly SizeRow[], runs: readonly RunResult[]): readonly Figure[] {
  const row = (users: number, method: SizeRow['method']): SizeRow => {
    const found = sizes.find(size => size.users === users && size.method === method)
    if (found === undefined) throw new RangeError('that size was not simulated')
    return found
  }
  const small = row(1_000, 'full')
  const middle = row(10_000, 'full')
  const large = row(1_000_000, 'shard')
  const stats = runs.map(({ world }) => world.stats)
  const together = stats.reduce((sum, { together: time }) => sum + time, 0)
  const falseOffline = stats.reduce((sum, { falseOffline: count }) => sum + count, 0)
  const apart = Math.abs(row(10_000, 'shard').clientBytes / middle.clientBytes - 1)
  return [
    figure('client-bytes-per-s-1k', small.clientBytes, { unit: 'B/s' }),
    figure('client-bytes-per-s-10k', middle.clientBytes, { unit: 'B/s' }),
    figure('client-bytes-per-s-100k', row(100_000, 'shard').clientBytes, { unit: 'B/s' }),
    figure('client-bytes-per-s-1M', large.clientBytes, { unit: 'B/s', bar: 100 }),
    figure('client-growth-10k-over-1k', middle.clientBytes / small.clientBytes, { unit: '×', bar: 1.2 }),
    figure('shard-differs-from-full-percent', 100 * apart, { unit: '%', bar: 10 }),
    figure('coordinator-bytes-per-s-1M', large.coordinatorBytes, { unit: 'B/s', bar: 10_000 }),
    figure('busiest-coordinator-bytes-per-s-1M', large.busiestBytes, { unit: 'B/s', bar: 10_000 }),
    figure(
      'online-seen-p95',
      percentile(
        stats.flatMap(({ onlineSeen }) => onlineSeen),
        95
      ),
      { bar: 5_000 }
    ),
    figure(
      'offline-seen-p99',
      percentile(
        stats.flatMap(({ crashSeen }) => crashSeen),
        99
      ),
      { bar: 90_000 }
    ),
    figure(
      'goodbye-seen-p99',
      percentile(
        stats.flatMap(({ leaveSeen }) => leaveSeen),
        99
      ),
      { bar: 90_000 }
    ),
    figure('false-offline-percent-per-h', (100 * falseOffline * 60 * minute) / together, {
      unit: '%',
      bar: 0.1
    }),
    figure('watched-hours', together / (60 * minute), { unit: '×' })
  ]
}

/** A network of 2,000, and what is done to it. */
function faults(
  seed: number,
  say: (line: string) => void
): Pick<PresenceReport, 'figures'> & { readonly rows: PresenceReport['faults'] } {
  const options: RunOptions = { seed, users: FAULTY, isShard: false, loss: LOSS, time: 10 * minute }
  let restored: readonly number[] = []
  const rows: Array<readonly [string, number, number]> = []
  const tryIt = (what: string, more: Partial<RunOptions>): RunResult => {
    const result = run({ ...options, ...more })
    const { falseOfflinePerHour, unseenShare } = result.world.stats
    rows.push([what, falseOfflinePerHour, unseenShare])
    say(`${what}: ${Math.round(result.took / 1_000)} s`)
    return result
  }
  const killed = tryIt('30 % of coordinators killed', {
    disturb: world => {
      restored = killSome(world, MANY)
    }
  })
  const lost = killed.world.online.filter(({ leases }) => leases < 2).length
  tryIt('30 % of coordinators restarted', { disturb: world => restartSome(world, MANY) })
  const stalled = tryIt('every coordinator stalls 5 s a minute', { disturb: stallAll })
  tryIt('10 % of coordinators lie, 10 % tell nothing', { disturb: world => corruptSome(world, FEW) })
  tryIt('30 % cut off for 10 min, 6 min later', {
    time: 20 * minute,
    disturb: world => {
      partition(world, MANY, 10 * minute)
      world.engine.schedule(16 * minute, () => {
        world.stats.forget()
      })
    }
  })
  return {
    rows,
    figures: [
      figure('leases-restored-p100', percentile(restored, 100), { bar: 90_000 }),
      figure('leases-not-restored', lost, { unit: '×', bar: 0 }),
      figure('false-offline-percent-per-h-stalled', stalled.world.stats.falseOfflinePerHour, {
        unit: '%',
        bar: 0.1
      })
    ]
  }
}
