/** Waiting until something holds that depends on what happens elsewhere. */

/** Tells those who wait that it is time to look again. */
export class Changes {
  readonly #waiting: Set<() => void> = new Set()
  #ended = false

  /** Something may hold now that did not before. */
  happened(): void {
    for (const look of this.#waiting) look()
  }

  /** Nobody waits any longer, now or later. Idempotent. */
  end(): void {
    this.#ended = true
    this.happened()
  }

  /** Resolves when it holds, at the signal, or at the end, whichever comes first. */
  async until(holds: () => boolean, signal: AbortSignal): Promise<void> {
    while (!this.#ended && !signal.aborted && !holds()) {
      await new Promise<void>(resolve => {
        const look = (): void => {
          this.#waiting.delete(look)
          signal.removeEventListener('abort', look)
          resolve()
        }
        this.#waiting.add(look)
        signal.addEventListener('abort', look)
      })
    }
  }
}
