/**
 * One simulated network whose people write to each other while it is disturbed, and what came of it.
 *
 * @packageDocumentation
 */
import { MailWorld } from './mail-world.ts'
import type { Audit } from './mail-ledger.ts'
import type { MailOptions } from './mail-world.ts'
import type { SimNode } from './network.ts'

const second = 1_000
const minute = 60 * second

/** Share of the coordinators that die, the first half of them for good. */
const KILLED = 0.2
/** The others come back with their disks after so long. */
const BACK_AFTER: number = 3 * minute
/** Share of all nodes that is cut off for a third of the time. */
const CUT_OFF = 0.3
/** What is not delivered by then will not be: the longest pause between two attempts, and more. */
const SETTLED: number = 90 * minute

/** nobody goes; people come and go; coordinators die and the network splits, too. */
export type Trouble = 'none' | 'churn' | 'faults'

/** What to simulate. */
export interface MailRunOptions extends MailOptions {
  /** Milliseconds in which people write. */
  readonly time: number
  readonly trouble: Trouble
}

/** What came of it. */
export interface MailRunResult extends Audit {
  readonly world: MailWorld
  /** Messages that were on the disk of their sender. */
  readonly written: number
  /** Milliseconds from writing to being shown, of those whose receivers were there. */
  readonly online: readonly number[]
  /** Milliseconds from coming back to being shown, of the others. */
  readonly offline: readonly number[]
  /** Bytes that people sent and received in the time, for each message; and coordinators, each second each. */
  readonly bytes: number
  readonly coordinatorBytes: number
  /** Milliseconds from the end of all trouble until the last was delivered. */
  readonly settledIn: number
  /** Milliseconds that the process worked. */
  readonly took: number
}

/** So long after the last was shown, whatever acknowledges it has come. */
const HEARD: number = 5 * minute

/** Simulates. */
export async function runMessaging(options: MailRunOptions): Promise<MailRunResult> {
  const begun = performance.now()
  const { time, trouble } = options
  const world = new MailWorld(options)
  const { engine, ledger } = world
  const start = await world.begin()
  await engine.runAsyncUntil(start)
  const before = [bytesOf(world.people), bytesOf(world.coordinators)] as const
  world.write()
  if (trouble !== 'none') world.churn()
  if (trouble === 'faults') disturb(world, time)
  await engine.runAsyncUntil(start + time)
  const used = bytesOf(world.people) - before[0]
  const served = bytesOf(world.coordinators) - before[1]
  world.heal()
  world.settle()
  const end = engine.time
  const isOver = (): boolean => {
    const { unseen, open } = ledger
    if (unseen > 0) return engine.time >= end + SETTLED
    return engine.time >= end + (open > 0 ? HEARD : minute)
  }
  while (!isOver()) {
    await engine.runAsyncUntil(engine.time + 5 * second)
  }
  const kept = ledger.letters.filter(({ isKept }) => isKept)
  const times = (of: boolean): readonly number[] =>
    kept.flatMap(({ wasReachable, shownAt, cameAt, writtenAt }) =>
      shownAt === undefined || wasReachable !== of
        ? []
        : [shownAt - (of ? writtenAt : Math.max(cameAt, writtenAt))]
    )
  return {
    world,
    ...(await ledger.audit()),
    written: kept.length,
    online: times(true),
    offline: times(false),
    bytes: used / kept.length,
    coordinatorBytes: (served * second) / (time * world.coordinators.length),
    settledIn: Math.max(0, ledger.lastDelivered - end),
    took: performance.now() - begun
  }
}

function bytesOf(all: ReadonlyArray<{ readonly node: SimNode }>): number {
  return all.reduce((sum, { node }) => sum + node.sent + node.received, 0)
}

/** Coordinators die after a sixth of the time; the second third of it is a partition. */
function disturb(world: MailWorld, time: number): void {
  const { engine, coordinators } = world
  const killed = coordinators.slice(-Math.round(KILLED * coordinators.length))
  engine.schedule(time / 6, () => {
    for (const coordinator of killed) coordinator.kill()
  })
  for (const coordinator of killed.slice(Math.ceil(killed.length / 2))) {
    engine.schedule(time / 6 + BACK_AFTER, () => void coordinator.start())
  }
  engine.schedule(time / 3, () => {
    world.split(CUT_OFF)
  })
  engine.schedule((2 * time) / 3, () => {
    world.heal()
  })
}
