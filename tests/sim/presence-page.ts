/**
 * Presence as people read it: tables, and a plot of cost against size.
 *
 * @packageDocumentation
 */
import { table } from '../../bench/figures.ts'
import { rows } from './page.ts'
import { plot } from './plot.ts'
import type { Page } from './page.ts'
import type { PresenceReport } from './presence.ts'

export function presencePage(report: PresenceReport): Page {
  return { figures: report.figures, text: tables(report), plot: draw(report) }
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
