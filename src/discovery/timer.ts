/** Runs `run` once after `ms` milliseconds; the returned function cancels it. Virtual in tests. */
export type SetTimer = (run: () => void, ms: number) => () => void

/** Timers of the platform. */
export const platformTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** One timer that is set again and again. */
export interface Alarm {
  /** Replaces what was set before. */
  set(ms: number, run: () => void): void
  clear(): void
}

/** An alarm that is not set. */
export function createAlarm(setTimer: SetTimer): Alarm {
  let cancel: (() => void) | undefined
  const clear = (): void => {
    cancel?.()
    cancel = undefined
  }
  return {
    set(ms: number, run: () => void): void {
      clear()
      cancel = setTimer(run, Math.max(0, ms))
    },
    clear
  }
}
