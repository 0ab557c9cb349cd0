/**
 * Messaging as people read it: tables, and a plot of cost against size.
 *
 * @packageDocumentation
 */
import { table } from '../../bench/figures.ts'
import { rows } from './page.ts'
import { plot } from './plot.ts'
import type { MailReport, MailRow } from './messaging.ts'
import type { Page } from './page.ts'

export function messagingPage(report: MailReport): Page {
  return { figures: report.figures, text: tables(report), plot: draw(report.rows) }
}

function tables({ rows: runs, figures, traceHash }: MailReport): string {
  const times = (values: readonly number[]): string =>
    values.length === 0 ? '–' : values.map(ms => (ms / 1_000).toFixed(1)).join(' / ')
  const cells = runs.map(row => [
    row.people.toLocaleString('en'),
    row.trouble,
    row.written.toLocaleString('en'),
    (100 * row.deliveredShare).toFixed(2),
    times(row.online),
    times(row.offline),
    row.bytes.toFixed(0),
    row.deposits.toFixed(1),
    row.retries.toFixed(2)
  ])
  const header = ['people', 'trouble', 'messages', 'delivered %', 'online, s, p50 / p95 / p99']
  const more = ['offline', 'B per message', 'deposits', 'of them again']
  return [rows([...header, ...more], cells), table(figures), `trace ${traceHash}`].join('\n\n')
}

function draw(runs: readonly MailRow[]): string {
  type Point = readonly [x: number, y: number]
  const points = (of: 'bytes' | 'coordinatorBytes'): readonly Point[] =>
    runs.filter(({ trouble }) => trouble === 'churn').map(row => [row.people, row[of]] as const)
  return plot(
    'What messaging costs, by size of the network (simulated, 5 % loss, people come and go)',
    { x: 'people of the network', y: 'bytes' },
    { x: [1, 3], y: [2, 5] },
    [
      { name: 'people, both ways, per message', colour: '#208040', points: points('bytes') },
      { name: 'a coordinator, both ways, per second', colour: '#3060b0', points: points('coordinatorBytes') }
    ]
  )
}
