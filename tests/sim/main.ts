/**
 * `npm run sim -- TOPIC [--json] [--seed N]`: simulates, and prints tables, or with `--json` one line of JSON
 * as the last line of stdout. Draws a plot beside the results of the benchmarks.
 *
 * @packageDocumentation
 */
import { writeFileSync } from 'node:fs'
import { exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { json, table } from '../../bench/figures.ts'
import { plot } from './plot.ts'
import { presence } from './presence.ts'
import type { PresenceReport } from './presence.ts'

const PLOT: string = fileURLToPath(new URL('../../bench/results/presence.svg', import.meta.url))
/** Repeats what was published. */
const SEED = 1

function usage(problem: string): never {
  stderr.write(`${problem}\nUsage: npm run sim -- TOPIC [--json] [--seed N]\nTopics: presence\n`)
  exit(2)
}

function options(): { readonly asJson: boolean; readonly seed: number } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false }, seed: { type: 'string', default: `${SEED}` } },
      allowPositionals: true
    })
    const [topic, ...more] = positionals
    if (topic === undefined || more.length > 0) return usage('Give one topic.')
    if (topic !== 'presence') return usage(`There is no topic ${topic}.`)
    const seed = Number(values.seed)
    if (!Number.isSafeInteger(seed) || seed < 1) return usage('A seed is a whole number from 1.')
    return { asJson: values.json, seed }
  } catch (error) {
    return usage((error as Error).message)
  }
}

function rows(header: readonly string[], cells: ReadonlyArray<readonly string[]>): string {
  const widths = header.map((title, at) => Math.max(title.length, ...cells.map(row => row[at]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map(width => '─'.repeat(width))), ...cells.map(line)].join('\n')
}

function tables({ sizes, faults, figures, traceHash }: PresenceReport): string {
  const costs = sizes.map(({ users, method, clientBytes, coordinatorBytes, busiestBytes }) => [
    users.toLocaleString('en'),
    method,
    clientBytes.toFixed(1),
    coordinatorBytes.toFixed(0),
    busiestBytes.toFixed(0)
  ])
  const done = faults.map(([what, falseOffline, unseen]) => [
    what,
    falseOffline.toFixed(3),
    (100 * unseen).toFixed(4)
  ])
  return [
    rows(['users', 'method', 'client receives B/s', 'coordinator, both ways B/s', 'busiest'], costs),
    rows(['what is done', 'false offline %/h', 'of the time not shown %'], done),
    table(figures),
    `trace ${traceHash}`
  ].join('\n\n')
}

function draw({ sizes }: PresenceReport): string {
  type Point = readonly [x: number, y: number]
  const points = (of: 'clientBytes' | 'coordinatorBytes', isExact = false): readonly Point[] =>
    sizes
      .filter(({ users, method }) => (isExact ? method === 'exact' : method === 'shard' || users === 1_000))
      .map(row => [row.users, row[of]] as const)
  const bar = (bytes: number): readonly Point[] => [
    [1_000, bytes],
    [1_000_000, bytes]
  ]
  return plot(
    'What presence costs, by size of the network (simulated, 5 % loss)',
    { x: 'users of the network', y: 'bytes per second' },
    { x: [1, 6], y: [1, 6] },
    [
      { name: 'a member, received, exact lists', colour: '#b03030', points: points('clientBytes', true) },
      { name: 'a coordinator, both ways, leases', colour: '#3060b0', points: points('coordinatorBytes') },
      { name: 'a client, received, leases', colour: '#208040', points: points('clientBytes') },
      { name: '', colour: '#3060b0', points: bar(10_000), isDashed: true },
      { name: '', colour: '#208040', points: bar(100), isDashed: true }
    ]
  )
}

const { asJson, seed } = options()
const report = presence(seed, line => stderr.write(`${line}\n`))
writeFileSync(PLOT, draw(report))
stdout.write(`${asJson ? json('presence', report.figures) : tables(report)}\n`)
