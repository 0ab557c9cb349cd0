/**
 * Trying again until it works or nobody wants it any more.
 *
 * @packageDocumentation
 */
import { setTimeout as wait } from 'node:timers/promises'
import { RETRY_FIRST, RETRY_LAST } from './constants.ts'

/**
 * Runs `attempt` until it succeeds, with waits that double. Never rejects; resolves also
 * when the signal aborts, which every attempt must heed.
 */
export async function untilDone(attempt: () => Promise<void>, signal: AbortSignal): Promise<void> {
  let pause = RETRY_FIRST
  while (!signal.aborted) {
    try {
      await attempt()
      return
    } catch {
      // the attempt logs what it wants to be known
    }
    try {
      await wait(pause, undefined, { signal })
    } catch {
      return
    }
    pause = Math.min(pause * 2, RETRY_LAST)
  }
}
