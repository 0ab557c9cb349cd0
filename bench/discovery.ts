/**
 * Finding people: how fast, in what crowd, at what cost to who helps, and against whom. Real nodes
 * on loopback; what is simulated for larger networks is in `npm run sim`.
 *
 * @packageDocumentation
 */
import { bootstrapCalls } from './discovery/bootstrap.ts'
import { crowd } from './discovery/crowd.ts'
import { find } from './discovery/find.ts'
import { sybils } from './discovery/sybils.ts'
import type { Figure } from './figures.ts'

/** Measures everything, one after the other; only the minute of waiting overlaps with the crowd. */
export async function discovery(say: (line: string) => void): Promise<readonly Figure[]> {
  say('a contact is looked for among 30 nodes')
  const found = await find(say)
  say('100 whole nodes join; meanwhile a bootstrap node is gone for a minute')
  // the crowd has a process of its own, and the users who wait need next to nothing
  const [crowded, calls] = await Promise.all([crowd(say), bootstrapCalls(say)])
  say('20 sybils sit where a record should lie')
  return [...found, ...crowded, ...calls, ...(await sybils(say))]
}
