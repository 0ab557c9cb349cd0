/** Waiting for the nodes of a process. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

/** What has not come by then will not (ms): fifty nodes in one process make each other wait. */
export const DEADLINE = 60_000
/** Between two looks (ms). */
export const WINDOW = 250
/** Part of a window in which the process works; below it nothing goes on but heartbeats. */
const BUSY = 0.35

/** Waits until the nodes of this process have come to rest, or for so many ms. */
export async function calm(longest: number): Promise<void> {
  const end = performance.now() + longest
  while (performance.now() < end) {
    const before = performance.eventLoopUtilization()
    await pause(WINDOW)
    if (performance.eventLoopUtilization(before).utilization < BUSY) return
  }
}

/** So many of them, which start together. */
export async function many<R>(count: number, start: (index: number) => Promise<R>): Promise<readonly R[]> {
  const starting = Array.from({ length: count }, async (_, index) => await start(index))
  // all have come to an end when one has failed, so that they can be stopped
  await Promise.allSettled(starting)
  return await Promise.all(starting)
}
