/**
 * Reads something again whenever it may have changed: one read at a time, and one more if it
 * was asked for meanwhile. A burst of events costs two reads, and the last word is never stale.
 */

/** A read that can be asked for as often as one likes. */
export interface Refresh {
  /** Resolves when a read that began after this call has ended. Never rejects. */
  run(): Promise<void>
  readonly isRunning: boolean
}

/** @param onError - told of a failed read; what was read before stays */
export function createRefresh(read: () => Promise<void>, onError: (error: unknown) => void): Refresh {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function once(): Promise<void> {
    try {
      await read()
    } catch (error) {
      onError(error)
    }
  }

  function start(): Promise<void> {
    const run = once().finally(() => {
      if (running === run) running = undefined
    })
    running = run
    return run
  }

  return {
    get isRunning() {
      return running !== undefined
    },
    run() {
      if (running === undefined) return start()
      next ??= running.then(() => {
        next = undefined
        return start()
      })
      return next
    }
  }
}
