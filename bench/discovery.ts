/**
 * Finding people: how fast, in what crowd, at what cost to who helps, and against whom. Real nodes
 * on loopback, and again behind a wire with delay and loss where there can be one; what is simulated
 * for larger networks is in `npm run sim`.
 *
 * @packageDocumentation
 */
import { bootstrapCalls } from './discovery/bootstrap.ts'
import { crowd } from './discovery/crowd.ts'
import { find } from './discovery/find.ts'
import { onLoopback, overWire } from './discovery/stage.ts'
import { sybils } from './discovery/sybils.ts'
import { whyNoWire } from './wire/index.ts'
import type { Figure } from './figures.ts'
import type { Stage } from './discovery/stage.ts'

/** What the same is measured behind, from each kind of node to each other kind. */
const WIRE = { delay: 50, loss: 1 } as const

type Say = (line: string) => void

/** Measures everything, one after the other; only the minute of waiting overlaps with the crowd. */
export async function discovery(say: Say): Promise<readonly Figure[]> {
  say('a contact is looked for among 30 nodes')
  const found = await on(onLoopback(), find, say)
  say('100 whole nodes join; meanwhile a bootstrap node is gone for a minute')
  // the crowd has a process of its own, and the users who wait need next to nothing
  const [crowded, calls] = await Promise.all([crowd(say), bootstrapCalls(say)])
  say('20 sybils sit where a record should lie')
  const besieged = await on(onLoopback(), sybils, say)
  return [...found, ...crowded, ...calls, ...besieged, ...(await behindWire(say))]
}

/** The same again, as far as the network has a part in it. */
async function behindWire(say: Say): Promise<readonly Figure[]> {
  const reason = whyNoWire()
  if (reason !== undefined) {
    say(`nothing was measured under delay and loss: ${reason}`)
    return []
  }
  say(
    `now with ${WIRE.delay} ms one way and ${WIRE.loss} % loss: 30 nodes, and a bootstrap node that is gone`
  )
  const [found, calls] = await Promise.all([on(await overWire(WIRE), find, say), bootstrapCalls(say, WIRE)])
  say('the same wire, and the sybils')
  return [...found, ...calls, ...(await on(await overWire(WIRE), sybils, say))]
}

async function on(
  stage: Stage,
  measure: (stage: Stage, say: Say) => Promise<readonly Figure[]>,
  say: Say
): Promise<readonly Figure[]> {
  try {
    return await measure(stage, say)
  } finally {
    const carried = await stage.stop()
    if (carried !== '') say(`  ${carried}`)
  }
}
