import { RECONNECT_FIRST, RECONNECT_LONGEST } from '../constants.ts'
import type { Rng } from '../../ports.ts'

/**
 * Milliseconds before the next attempt: 1 s, doubling to 5 min, less a random half, so
 * that a thousand owners do not come back to a restarted coordinator at once.
 *
 * @param failures - attempts in a row that came to nothing, from 1
 */
export function reconnectPause(failures: number, rng: Rng): number {
  const longest = Math.min(RECONNECT_FIRST * 2 ** Math.min(failures - 1, 20), RECONNECT_LONGEST)
  const jitter = (rng(1)[0] ?? 0) / 256
  return Math.round(longest * (1 - jitter / 2))
}
