/**
 * Ten minutes with three tabs that talk: how much more memory each holds at the end than
 * after its first minute, garbage collected. It takes those eleven minutes.
 *
 * @packageDocumentation
 */
import { setTimeout as pause } from 'node:timers/promises'
import { PageNetwork } from '../tests/support/web/page-network.ts'
import type { PageUser } from '../tests/support/web/page-user.ts'
import { figure } from './figures.ts'
import type { Figure } from './figures.ts'

const MINUTE = 60_000
/** After the first minute everything is loaded, and every cache begun. */
const MINUTES = 10
/** Between two messages (ms). */
const MESSAGE_EVERY = 2_000

/** Two people, one of them with a second tab that shows the node of the first. */
export async function webMemory(say: (line: string) => void): Promise<readonly Figure[]> {
  const net = await PageNetwork.start()
  try {
    const [{ context, user: ann }, { user: ben }] = await Promise.all([net.join('Ann'), net.join('Ben')])
    await net.befriend(ann, ben)
    const mirror = await net.open(context)
    await mirror.talkTo('Ben')
    const tabs = { ann, mirror, ben }
    await talk(tabs, MINUTE)
    const before = await heaps(tabs)
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      await talk(tabs, MINUTE)
      say(`  after ${minute} min: ${JSON.stringify(await heaps(tabs))} bytes`)
    }
    const after = await heaps(tabs)
    return Object.keys(tabs).map(name =>
      figure(`web-growth-${name}-mb`, ((after[name] ?? 0) - (before[name] ?? 0)) / 1_000_000, {
        unit: 'MB',
        bar: 20
      })
    )
  } finally {
    await net.stop()
  }
}

/** Everybody writes in turn. */
async function talk(tabs: Readonly<Record<string, PageUser>>, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    for (const [name, user] of Object.entries(tabs))
      await user.say(`${name} at ${Math.round(performance.now())}`)
    await pause(MESSAGE_EVERY)
  }
}

/** Bytes of live objects, by tab. */
async function heaps(tabs: Readonly<Record<string, PageUser>>): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {}
  for (const [name, { tab }] of Object.entries(tabs)) {
    const devTools = await tab.context().newCDPSession(tab)
    await devTools.send('HeapProfiler.collectGarbage')
    sizes[name] = (await devTools.send('Runtime.getHeapUsage')).usedSize
    await devTools.detach()
  }
  return sizes
}
