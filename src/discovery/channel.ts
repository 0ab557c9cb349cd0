import { LimitError } from '../errors.ts'

/** Values on their way from several producers to one consumer. */
export interface Channel<T> extends AsyncIterable<T> {
  /** @throws {LimitError} if more than the bound wait */
  push(value: T): void
  /** Nothing follows. What waits is still delivered. */
  end(): void
}

/** A channel in which at most `max` values wait. */
export function createChannel<T>(max: number): Channel<T> {
  const waiting: T[] = []
  let ended = false
  let wake: (() => void) | undefined
  return {
    push(value: T): void {
      if (ended) return
      if (waiting.length >= max) throw new LimitError('Too many values wait for a reader')
      waiting.push(value)
      wake?.()
    },
    end(): void {
      ended = true
      wake?.()
    },
    async *[Symbol.asyncIterator](): AsyncGenerator<T> {
      for (;;) {
        const value = waiting.shift()
        if (value !== undefined) {
          yield value
        } else if (ended) {
          return
        } else {
          const { promise, resolve } = Promise.withResolvers<void>()
          wake = resolve
          await promise
          wake = undefined
        }
      }
    }
  }
}
