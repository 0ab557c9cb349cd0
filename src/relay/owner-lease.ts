/**
 * The lease of an owner, beside its mail on the same stream (docs/PROTOCOL.md, 14.4).
 */
import { LEASE_RENEWAL, LEASE_TIME, LEAVE_DEADLINE } from './constants.ts'
import { Standing } from './core/standing.ts'
import { keepStanding } from './keep-standing.ts'
import { unexpected } from './owner-answers.ts'
import { pause, startDeadline } from '../schedule.ts'
import type { Clock, Logger } from '../ports.ts'
import type { KeptStanding } from './keep-standing.ts'
import type { MailboxClient } from './mailbox-client.ts'
import type { Schedule } from '../schedule.ts'

/** What a lease is made of. */
export interface LeaseOptions {
  readonly clock: Clock
  readonly logger: Logger
  /**
   * Tags of the lease that says that we are online, at most 1,024; asked at every connection, change and new
   * day. Default: no lease.
   */
  leaseTags?(coordinator: Uint8Array, day: number): readonly Uint8Array[]
}

/** Keeps a lease over one stream after the other. */
export class OwnerLease {
  readonly #options: LeaseOptions
  readonly #schedule: Schedule
  /** Aborts when the owner stops. */
  readonly #stopping: AbortSignal
  readonly #standing: Standing = new Standing(LEASE_RENEWAL)
  /** Aborted and replaced when other tags are due. */
  #waking: AbortController = new AbortController()

  constructor(options: LeaseOptions, schedule: Schedule, stopping: AbortSignal) {
    this.#options = options
    this.#schedule = schedule
    this.#stopping = stopping
  }

  /** It gets other tags. */
  changed(): void {
    this.#standing.changed()
    this.#waking.abort()
  }

  /**
   * Keeps it until the stream ends. Without a lease the mailbox serves as well: never rejects.
   *
   * @param coordinator - 32-byte key
   */
  async keep(client: MailboxClient, coordinator: Uint8Array): Promise<void> {
    const { clock, leaseTags, logger } = this.#options
    if (leaseTags === undefined) return
    const kept: KeptStanding = {
      client,
      standing: this.#standing,
      clock,
      schedule: this.#schedule,
      signal: this.#stopping,
      changed: () => {
        if (this.#waking.signal.aborted) this.#waking = new AbortController()
        return this.#waking.signal
      },
      request: (step, day) => ({
        kind: 'lease',
        lease: { change: step, tags: step === 'set' ? leaseTags(coordinator, day) : [] }
      }),
      answered: response => {
        if (response.kind !== 'leased') throw unexpected(response)
        return response.leased.held
      }
    }
    const over = AbortSignal.any([client.closed, this.#stopping])
    while (!over.aborted) {
      try {
        await keepStanding(kept)
      } catch (error) {
        if (over.aborted) return
        logger('a lease is not held: %s', (error as Error).name)
        // it may be full there: later, and not in a loop
        await pause(LEASE_TIME, over, this.#schedule)
      }
    }
  }

  /** When the owner stops, contacts are to see it at once. Never rejects. */
  async leave(client: MailboxClient): Promise<void> {
    if (!this.#stopping.aborted || client.closed.aborted || this.#options.leaseTags === undefined) return
    const deadline = startDeadline(this.#schedule, LEAVE_DEADLINE)
    await client
      .request({ kind: 'lease', lease: { change: 'leave', tags: [] } }, deadline.signal)
      .catch(() => undefined)
    deadline.clear()
  }
}
