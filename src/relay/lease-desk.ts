/**
 * Drives the leases of a coordinator: looks at the time while there is something to look at, and tells watchers.
 */
import { Leases } from './core/leases.ts'
import type { Clock } from '../ports.ts'
import type { Lease, MailboxResponseKind, Watch, Watched } from '../wire/index.ts'
import type { LeaseStep, Push } from './core/leases.ts'
import type { Schedule } from '../schedule.ts'

/** A stream over which somebody is told of changes. */
export interface WatcherStream {
  /** Never throws, never waits. */
  push(state: Watched['state']): void
}

/** Leases, watches and their timer. */
export class LeaseDesk {
  readonly #clock: Clock
  readonly #schedule: Schedule
  readonly #leases: Leases<WatcherStream>
  #cancel: (() => void) | undefined
  /** When the timer runs out; Infinity: there is none. */
  #at = Infinity
  #stopped = false

  constructor(clock: Clock, schedule: Schedule) {
    this.#clock = clock
    this.#schedule = schedule
    this.#leases = new Leases(clock())
  }

  /** @param owner - name of a mailbox that is registered here */
  lease(owner: string, request: Lease): MailboxResponseKind {
    return this.#done(this.#leases.lease(owner, request, this.#clock()))
  }

  watch(watcher: WatcherStream, request: Watch): MailboxResponseKind {
    return this.#done(this.#leases.watch(watcher, request, this.#clock()))
  }

  /** That stream has ended. */
  forget(watcher: WatcherStream): void {
    this.#leases.forget(watcher)
  }

  /** Idempotent. */
  stop(): void {
    this.#stopped = true
    this.#cancel?.()
  }

  #done({ response, pushes }: LeaseStep<WatcherStream>): MailboxResponseKind {
    this.#push(pushes)
    this.#arm()
    return response
  }

  #push(pushes: ReadonlyArray<Push<WatcherStream>>): void {
    for (const { watcher, state } of pushes) watcher.push(state)
  }

  #arm(): void {
    const { next } = this.#leases
    if (this.#stopped || next >= this.#at) return
    this.#cancel?.()
    this.#at = next
    this.#cancel = this.#schedule(Math.max(0, next - this.#clock()), () => {
      this.#at = Infinity
      this.#push(this.#leases.tick(this.#clock()))
      this.#arm()
    })
  }
}
