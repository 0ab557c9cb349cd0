/** Noticing that the machine slept: its clock went on, and our timers did not. */
import type { Clock, EpochMs } from '../ports.ts'

/** How often the clock is looked at. */
const LOOK_EVERY = 5_000
/**
 * A timer that comes so much later than it should has slept. Less shows by itself, through pings;
 * browsers let the timers of a hidden page run once a minute.
 */
const ASLEEP: EpochMs = 75_000

/**
 * Tells of every sleep, at its end. A clock that is set forward looks the same.
 *
 * @returns how to stop it
 */
export function watchSleep(clock: Clock, onWake: () => void, lookEvery: number = LOOK_EVERY): () => void {
  let last = clock()
  const timer = setInterval(() => {
    const now = clock()
    const late = now - last - lookEvery
    last = now
    if (late >= ASLEEP) onWake()
  }, lookEvery)
  return () => clearInterval(timer)
}
