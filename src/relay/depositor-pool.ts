import { bytesToHex } from '@noble/hashes/utils.js'
import { DeadlineError, UnreachableError } from '../errors.ts'
import { MAX_MAILBOX_FRAME } from '../wire/index.ts'
import {
  DEPOSITOR_IDLE,
  DEPOSITOR_KEY_LIFETIME,
  MAILBOX_PROTOCOL,
  MAX_DEPOSITOR_HOSTS,
  OPEN_DEADLINE
} from './constants.ts'
import { coordinatorOf } from './core/addresses.ts'
import { Gate } from './gate.ts'
import { MailboxClient } from './mailbox-client.ts'
import { startDeadline } from '../schedule.ts'
import type { Opener } from '../link.ts'
import type { Clock, EpochMs, Rng } from '../ports.ts'
import type { MailboxPlace } from './core/addresses.ts'
import type { Schedule } from '../schedule.ts'

/** A host that listens nowhere and says nothing about itself. */
export type PseudonymousHost = Opener & { stop(): Promise<void> }

/** Makes a pseudonymous host of a 32-byte Ed25519 seed. */
export type CreateHost = (seed: Uint8Array) => Promise<PseudonymousHost>

/** What the pool works with. */
export interface DepositorPoolOptions {
  readonly createHost: CreateHost
  readonly rng: Rng
  readonly clock: Clock
  readonly schedule: Schedule
}

interface Pooled {
  readonly name: string
  readonly host: PseudonymousHost
  readonly client: MailboxClient
  readonly made: EpochMs
  users: number
  /** Takes the idle timer back. */
  cancelIdle: () => void
  closing: Promise<void> | undefined
}

/** Where the next user of a mailbox goes. */
interface Slot {
  readonly opening: Promise<Pooled>
  /** Once it is open. */
  entry: Pooled | undefined
}

/**
 * Open depositor hosts by mailbox. A host never serves two mailboxes and never longer than
 * an hour; there are at most 32, and one that is not used is closed.
 */
export class DepositorPool {
  readonly #options: DepositorPoolOptions
  /** By mailbox. */
  readonly #slots: Map<string, Slot> = new Map()
  /** Everything that is open. */
  readonly #open: Set<Pooled> = new Set()
  readonly #hosts: Gate = new Gate(MAX_DEPOSITOR_HOSTS)
  readonly #stopping: AbortController = new AbortController()

  constructor(options: DepositorPoolOptions) {
    this.#options = options
  }

  /**
   * Does something over a stream to the mailbox's coordinator. A stream that was open
   * before may have died unnoticed: then it is done once more over a new one.
   *
   * @throws what `work` throws, and {UnreachableError | DeadlineError} without a stream
   */
  async use<T>(
    place: MailboxPlace,
    signal: AbortSignal,
    work: (client: MailboxClient) => Promise<T>
  ): Promise<T> {
    const { entry, reused } = await this.#take(place, signal)
    try {
      return await work(entry.client)
    } catch (error) {
      if (!reused || !entry.client.closed.aborted || signal.aborted) throw error
    } finally {
      this.#giveBack(entry)
    }
    const again = await this.#take(place, signal)
    try {
      return await work(again.entry.client)
    } finally {
      this.#giveBack(again.entry)
    }
  }

  /** Closes all hosts. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.allSettled([...this.#slots.values()].map(async slot => slot.opening))
    await Promise.all([...this.#open].map(async entry => this.#close(entry)))
  }

  async #take(
    place: MailboxPlace,
    signal: AbortSignal
  ): Promise<{ readonly entry: Pooled; readonly reused: boolean }> {
    const name = bytesToHex(place.mailbox)
    for (;;) {
      if (this.#stopping.signal.aborted) throw new UnreachableError('Deposits have ended')
      const known = this.#slots.get(name)
      const { opening } = known ?? this.#begin(name, place)
      const entry = await orAborted(opening, signal)
      if (this.#isGood(entry)) {
        entry.cancelIdle()
        entry.users += 1
        return { entry, reused: known !== undefined }
      }
      this.#retire(entry)
    }
  }

  #begin(name: string, place: MailboxPlace): Slot {
    const slot: Slot = { opening: this.#openEntry(name, place), entry: undefined }
    this.#slots.set(name, slot)
    slot.opening.then(
      entry => {
        slot.entry = entry
      },
      () => {
        this.#slots.delete(name)
      }
    )
    return slot
  }

  async #openEntry(name: string, place: MailboxPlace): Promise<Pooled> {
    const { createHost, rng, clock, schedule } = this.#options
    const entering = this.#hosts.enter(1, this.#stopping.signal)
    this.#makeRoom()
    await entering
    const deadline = startDeadline(schedule, OPEN_DEADLINE, this.#stopping.signal)
    let host: PseudonymousHost | undefined
    try {
      host = await createHost(rng(32))
      const stream = await host.open(coordinatorOf(place.addresses), place.addresses, MAILBOX_PROTOCOL, {
        maxFrame: MAX_MAILBOX_FRAME,
        signal: deadline.signal
      })
      const client = new MailboxClient(stream, { schedule })
      const entry: Pooled = {
        name,
        host,
        client,
        made: clock(),
        users: 0,
        cancelIdle: () => {},
        closing: undefined
      }
      this.#open.add(entry)
      this.#closeWhenUnused(entry)
      client.closed.addEventListener('abort', () => {
        this.#retire(entry)
      })
      return entry
    } catch (error) {
      await host?.stop().catch(() => {})
      this.#hosts.leave(1)
      throw error
    } finally {
      deadline.clear()
    }
  }

  #isGood(entry: Pooled): boolean {
    const age = this.#options.clock() - entry.made
    // a clock that went backwards must not make a key immortal
    return (
      !entry.client.closed.aborted && entry.closing === undefined && age >= 0 && age < DEPOSITOR_KEY_LIFETIME
    )
  }

  #giveBack(entry: Pooled): void {
    entry.users -= 1
    if (entry.users > 0) return
    if (!this.#isGood(entry)) this.#retire(entry)
    else if (this.#hosts.waiting > 0) void this.#close(entry)
    else this.#closeWhenUnused(entry)
  }

  #closeWhenUnused(entry: Pooled): void {
    // the longest unused stands first
    this.#open.delete(entry)
    this.#open.add(entry)
    entry.cancelIdle = this.#options.schedule(DEPOSITOR_IDLE, () => {
      if (entry.users === 0) void this.#close(entry)
    })
  }

  /** Somebody waits for a host: one that nobody uses goes. */
  #makeRoom(): void {
    if (this.#hosts.waiting === 0) return
    for (const entry of this.#open) {
      if (entry.users > 0 || entry.closing !== undefined) continue
      void this.#close(entry)
      return
    }
  }

  /** Nobody new gets it; it is closed when its last user has left. */
  #retire(entry: Pooled): void {
    if (this.#slots.get(entry.name)?.entry === entry) this.#slots.delete(entry.name)
    if (entry.users === 0) void this.#close(entry)
  }

  async #close(entry: Pooled): Promise<void> {
    // not at once: closing the stream comes back here
    entry.closing ??= Promise.resolve().then(async () => this.#closeNow(entry))
    await entry.closing
  }

  async #closeNow(entry: Pooled): Promise<void> {
    entry.cancelIdle()
    if (this.#slots.get(entry.name)?.entry === entry) this.#slots.delete(entry.name)
    await entry.client.close()
    await entry.host.stop().catch(() => {})
    this.#open.delete(entry)
    this.#hosts.leave(1)
  }
}

/** The other users of the promise go on waiting. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => {
      reject(new DeadlineError('It took too long'))
    }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort)
    })
  })
}
