/**
 * Keeps a lease or a watch over one stream: sends what `Standing` says is due, until the stream ends.
 */
import { dayOf } from './core/presence-tags.ts'
import { RefusedError } from './owner-answers.ts'
import { pause } from '../schedule.ts'
import type { Clock } from '../ports.ts'
import type { MailboxRequestKind, MailboxResponseKind } from '../wire/index.ts'
import type { Standing, StandingStep } from './core/standing.ts'
import type { MailboxClient } from './mailbox-client.ts'
import type { Schedule } from '../schedule.ts'

/** What is kept, and how. */
export interface KeptStanding {
  readonly client: MailboxClient
  readonly standing: Standing
  readonly clock: Clock
  readonly schedule: Schedule
  /** Ends it; the request under way is given up. */
  readonly signal: AbortSignal
  /** Aborts when what is asked for has changed; asked before each wait. */
  changed(): AbortSignal
  request(step: StandingStep, day: number): MailboxRequestKind
  /** @returns whether it stands @throws {WireFormatError} an answer to something else */
  answered(response: MailboxResponseKind): boolean
}

/**
 * Resolves when the stream or the signal has ended it.
 *
 * @throws {RefusedError} the coordinator does not want it now
 * @throws what the stream ends with
 */
export async function keepStanding(kept: KeptStanding): Promise<void> {
  const { client, standing, clock, schedule, signal } = kept
  const over = AbortSignal.any([signal, client.closed])
  standing.connected()
  try {
    while (!over.aborted) {
      const now = clock()
      const day = dayOf(now)
      const step = standing.due(now, day)
      if (step === undefined) {
        const wake = AbortSignal.any([over, kept.changed()])
        await pause(Math.max(0, standing.next - now), wake, schedule)
        continue
      }
      const response = await client.request(kept.request(step, day), over)
      if (response.kind === 'refusal') throw new RefusedError('The coordinator refused')
      const stands = kept.answered(response)
      // what was just made and does not stand would be made over and over again
      if (!stands && step === 'set') throw new RefusedError('The coordinator does not keep it')
      standing.answered(stands)
    }
  } finally {
    standing.disconnected()
  }
}
