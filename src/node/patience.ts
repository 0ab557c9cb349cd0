/** Waiting no longer than a caller wants to. */
import { DeadlineError } from '../errors.ts'

/** The longest time a timer takes (ms). */
const LONGEST_TIMER = 2 ** 31 - 1

/**
 * The caller's signal, with a deadline.
 *
 * @param deadline - milliseconds; what is longer than a timer takes is as long as it takes
 * @throws {RangeError} a deadline that is no number
 */
export function within(signal: AbortSignal | undefined, deadline: number): AbortSignal {
  const timeout = AbortSignal.timeout(Math.min(Math.max(Math.ceil(deadline), 0), LONGEST_TIMER))
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}

/**
 * What the promise gives, or nothing more when the signal aborts: it goes on by itself.
 *
 * @throws {DeadlineError} the signal aborted first
 */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>()
  const leave = (): void => {
    left.reject(new DeadlineError('It took too long'))
  }
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([promise, left.promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
