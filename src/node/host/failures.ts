/**
 * The library's rejections, some of which carry no Error at all, as errors of ours.
 *
 * @packageDocumentation
 */
import { DeadlineError, EarshotError, LimitError, UnreachableError, UsageError } from '../../errors.ts'

/** Names of the library's errors that mean "you asked for nonsense". */
const USAGE = new Set([
  'InvalidParametersError',
  'InvalidMultiaddrError',
  'InvalidPeerIdError',
  'NotStartedError'
])
/** Names of the library's errors that mean "a bound of yours". */
const LIMIT = new Set(['TooManyOutboundProtocolStreamsError', 'StreamBufferError'])

function nameOf(err: unknown): string {
  return err instanceof Error ? err.name : 'unknown'
}

/**
 * What to throw instead of `err`. Only the name of a foreign error is passed on: its
 * message may hold addresses.
 *
 * @param what the thing that failed, as in "the stream"
 * @param signal the caller's; if it aborted, that is the cause
 */
export function failure(err: unknown, what: string, signal?: AbortSignal): EarshotError {
  if (err instanceof EarshotError) return err
  if (signal?.aborted === true) return new DeadlineError(`${what}: out of time`)
  const name = nameOf(err)
  if (USAGE.has(name)) return new UsageError(`${what}: ${name}`)
  if (LIMIT.has(name)) return new LimitError(`${what}: ${name}`)
  return new UnreachableError(`${what}: ${name}`)
}

/**
 * Waits for `promise`, but no longer than the signal.
 *
 * @throws {DeadlineError} the signal aborted first; the promise goes on by itself
 */
export async function withSignal<T>(promise: Promise<T>, what: string, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return promise
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(new DeadlineError(`${what}: out of time`))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** Like `withSignal` with a time; resolves false if it ran out, and never rejects. */
export async function settles(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), ms)
  try {
    return await Promise.race([
      promise.then(
        () => true,
        () => true
      ),
      late
    ])
  } finally {
    clearTimeout(timer)
  }
}
