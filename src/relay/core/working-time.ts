import type { EpochMs } from '../../ports.ts'

/**
 * Time that passes only while this process works. A gap longer than `step` means that it stood
 * still (a busy loop, a suspended machine) and counts as one step; a clock that goes backwards
 * counts as nothing. So nothing expires because we did not look.
 */
export class WorkingTime {
  readonly #step: number
  #last: EpochMs
  #passed = 0

  /** @param step - milliseconds: whoever uses it promises to look at least this often */
  constructor(step: number, now: EpochMs) {
    this.#step = step
    this.#last = now
  }

  /** Milliseconds of work since the start. */
  at(now: EpochMs): number {
    this.#passed += Math.min(Math.max(now - this.#last, 0), this.#step)
    this.#last = now
    return this.#passed
  }
}
