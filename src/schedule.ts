/**
 * Timers as a parameter, so that tests and the simulator can have their own time.
 */
import { DeadlineError } from './errors.ts'

/** Runs something once after `delay` milliseconds. What it returns takes it back. */
export type Schedule = (delay: number, run: () => void) => () => void

/** The real one. */
export const realSchedule: Schedule = (delay, run) => {
  const timer = setTimeout(run, delay)
  return () => {
    clearTimeout(timer)
  }
}

/** A signal that aborts after a time or with another signal. `clear` gives the timer back. */
export interface Deadline {
  readonly signal: AbortSignal
  clear(): void
}

/** Starts a deadline. Must be cleared. */
export function startDeadline(schedule: Schedule, delay: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController()
  const abort = (): void => {
    controller.abort(new DeadlineError('It took too long'))
  }
  const cancel = schedule(delay, abort)
  parent?.addEventListener('abort', abort, { once: true })
  if (parent?.aborted === true) abort()
  return {
    signal: controller.signal,
    clear(): void {
      cancel()
      parent?.removeEventListener('abort', abort)
    }
  }
}

/** Resolves after `delay` milliseconds, or at once when the signal aborts. Never rejects. */
export async function pause(
  delay: number,
  signal: AbortSignal,
  schedule: Schedule = realSchedule
): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>(resolve => {
    const end = (): void => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = schedule(delay, end)
    signal.addEventListener('abort', end, { once: true })
  })
}
