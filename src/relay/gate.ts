import { DeadlineError } from '../errors.ts'

interface Waiter {
  readonly weight: number
  enter(): void
}

/**
 * Lets in what fits, the rest waits in line. For bytes in work and for requests at a time.
 */
export class Gate {
  readonly #capacity: number
  readonly #line: Waiter[] = []
  #used = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** How many wait. */
  get waiting(): number {
    return this.#line.length
  }

  /**
   * Resolves when there is room for `weight` (something heavier than the gate goes alone).
   * Must be followed by `leave` with the same weight.
   *
   * @throws {DeadlineError} the signal aborted first
   */
  async enter(weight: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) throw new DeadlineError('It took too long')
    if (this.#line.length === 0 && this.#fits(weight)) {
      this.#used += weight
      return
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        weight,
        enter: () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        }
      }
      const abort = (): void => {
        const index = this.#line.indexOf(waiter)
        if (index < 0) return
        this.#line.splice(index, 1)
        reject(new DeadlineError('It took too long'))
        this.#admit()
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#line.push(waiter)
    })
  }

  leave(weight: number): void {
    this.#used -= weight
    this.#admit()
  }

  #fits(weight: number): boolean {
    return this.#used === 0 || this.#used + weight <= this.#capacity
  }

  #admit(): void {
    for (;;) {
      const next = this.#line[0]
      if (next === undefined || !this.#fits(next.weight)) return
      this.#line.shift()
      this.#used += next.weight
      next.enter()
    }
  }
}
