/**
 * A hundred whole nodes in one process: when who joins knows all members, and what each of them
 * costs in memory, beside bare libp2p hosts.
 *
 * @packageDocumentation
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { figure, percentile } from '../figures.ts'
import type { Figure } from '../figures.ts'

/** What such a process measured. */
export interface Crowd {
  /** Bytes that the process holds more for each. */
  readonly perNode: number
  /** Of these on the heap, with its buffers. */
  readonly heapPerNode: number
  /** From the start of a node until it lists all others (ms). */
  readonly joins: readonly number[]
  /** From the start of the last one until each of all lists all others (ms). */
  readonly known: number
}

/**
 * Two cores cannot start a hundred at once in a time that says anything: eighty come in batches,
 * and the joins of the last twenty, one after the other, are what is measured.
 */
export async function crowd(say: (line: string) => void): Promise<readonly Figure[]> {
  const bare = await measured('bare')
  const nodes = await measured('nodes')
  const [p50, p95] = [50, 95].map(rank => percentile(nodes.joins, rank))
  say(`  joins: p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms`)
  return [
    figure('members-100-p95-ms', p95 ?? 0, { bar: 5_000 }),
    figure('members-100-everybody-ms', nodes.known, { bar: 5_000 }),
    figure('memory-per-node-mb', mega(nodes.perNode), { unit: 'MB', bar: 8 }),
    figure('heap-per-node-mb', mega(nodes.heapPerNode), {
      unit: 'MB',
      against: ['libp2p-bare', mega(bare.heapPerNode)]
    })
  ]
}

function mega(bytes: number): number {
  return Number((bytes / 1_000_000).toPrecision(3))
}

async function measured(what: 'nodes' | 'bare'): Promise<Crowd> {
  const path = fileURLToPath(new URL('crowd-child.ts', import.meta.url))
  const child = spawn(process.execPath, [path, what], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close').then(() => {
    throw new Error(`the process of ${what} has ended without a word`)
  })
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), closed])) as [
    string
  ]
  closed.catch(() => undefined)
  return JSON.parse(line) as Crowd
}
