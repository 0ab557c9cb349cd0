/**
 * Asking who is there (the identify protocol of libp2p). The library asks once at the
 * beginning of a connection; a peer that could not answer within 5 s, because one of the two
 * was busy, would have neither gossip nor the DHT with us until it connects anew.
 *
 * And it asks at once, in the way of what the connection was made for: a third of what a link
 * to a contact takes was spent on this and on what follows from it.
 *
 * @packageDocumentation
 */
import { pause, realSchedule } from '../../schedule.ts'
import { IDENTIFY_DELAY, IDENTIFY_TIMEOUT } from './constants.ts'
import { untilDone } from './retry.ts'
import type { Schedule } from '../../schedule.ts'
import type { Identify } from '@libp2p/identify'
import type { Libp2p } from '@libp2p/interface'

/** Asks on every connection, when that has had a moment for what it is for, until there is an answer, or the connection ends. */
export function identifyAll(
  libp2p: Pick<Libp2p, 'addEventListener'>,
  identify: Identify,
  schedule: Schedule = realSchedule
): void {
  libp2p.addEventListener('connection:open', ({ detail: connection }) => {
    const ended = new AbortController()
    if (connection.status !== 'open') return
    connection.addEventListener('close', () => ended.abort(), { once: true })
    void untilDone(async () => {
      await pause(IDENTIFY_DELAY, ended.signal, schedule)
      if (ended.signal.aborted) return
      const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(IDENTIFY_TIMEOUT)])
      await identify.identify(connection, { signal })
    }, ended.signal)
  })
}
