/**
 * Trying again until it works or nobody wants it any more.
 *
 * @packageDocumentation
 */
import { UnreachableError } from '../../errors.ts'
import { pause } from '../../schedule.ts'
import { RETRY_FIRST, RETRY_LAST } from './constants.ts'
import type { Connection } from '@libp2p/interface'

/**
 * Runs `attempt` until it succeeds, with waits that double. Never rejects; resolves also
 * when the signal aborts, which every attempt must heed.
 *
 * @param hurry - asked before each wait: what ends it early
 */
export async function untilDone(
  attempt: () => Promise<void>,
  signal: AbortSignal,
  hurry?: () => AbortSignal
): Promise<void> {
  let length = RETRY_FIRST
  while (!signal.aborted) {
    try {
      await attempt()
      return
    } catch {
      // the attempt logs what it wants to be known
    }
    await pause(length, hurry === undefined ? signal : AbortSignal.any([signal, hurry()]))
    length = Math.min(length * 2, RETRY_LAST)
  }
}

/**
 * Resolves when the connection has lasted so many milliseconds, or the signal aborts.
 *
 * @throws {UnreachableError} it ended before
 */
export async function lasts(
  connection: Pick<Connection, 'status' | 'addEventListener' | 'removeEventListener'>,
  length: number,
  signal: AbortSignal
): Promise<void> {
  const ended = new AbortController()
  const end = (): void => ended.abort()
  connection.addEventListener('close', end)
  if (connection.status !== 'open') end()
  await pause(length, AbortSignal.any([signal, ended.signal]))
  connection.removeEventListener('close', end)
  if (ended.signal.aborted) throw new UnreachableError('The connection was ended at once')
}
