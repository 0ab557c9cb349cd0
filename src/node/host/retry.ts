/**
 * Trying again until it works or nobody wants it any more.
 *
 * @packageDocumentation
 */
import { pause } from '../../pause.ts'
import { RETRY_FIRST, RETRY_LAST } from './constants.ts'

/**
 * Runs `attempt` until it succeeds, with waits that double. Never rejects; resolves also
 * when the signal aborts, which every attempt must heed.
 */
export async function untilDone(attempt: () => Promise<void>, signal: AbortSignal): Promise<void> {
  let length = RETRY_FIRST
  while (!signal.aborted) {
    try {
      await attempt()
      return
    } catch {
      // the attempt logs what it wants to be known
    }
    await pause(length, signal)
    length = Math.min(length * 2, RETRY_LAST)
  }
}
