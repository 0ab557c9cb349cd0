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
 *
 * @param hurry - asked before each wait: what ends it early
 */
export async function untilDone(
  attempt: () => Promise<void>,
  signal: AbortSignal,
  hurry?: () => AbortSignal
): Promise<void> {
  let length = RETRY_FIRST
  while (!signal.aborted) {
    try {
      await attempt()
      return
    } catch {
      // the attempt logs what it wants to be known
    }
    await pause(length, hurry === undefined ? signal : AbortSignal.any([signal, hurry()]))
    length = Math.min(length * 2, RETRY_LAST)
  }
}
