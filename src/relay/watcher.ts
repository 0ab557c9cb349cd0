/**
 * Watches one contact at one of its coordinators (docs/PROTOCOL.md, 14.4): from a host with a throw-away key, as a
 * depositor, with another one every hour. A connection that breaks is made again, with growing
 * pauses.
 */
import { EarshotError, LimitError, WireFormatError } from '../errors.ts'
import { keyOfPeerId } from '../identity/index.ts'
import { takeFrom } from '../rates.ts'
import { MAX_MAILBOX_FRAME } from '../wire/index.ts'
import {
  DEPOSITOR_KEY_LIFETIME,
  MAILBOX_PROTOCOL,
  MAX_WATCHED_AT_ONCE,
  OPEN_DEADLINE,
  PUSH_GAP,
  SESSION_PROVEN,
  WATCH_RENEWAL
} from './constants.ts'
import { coordinatorOf } from './core/addresses.ts'
import { reconnectPause } from './core/backoff.ts'
import { presenceSecret, watchedTags } from './core/presence-tags.ts'
import { Standing } from './core/standing.ts'
import { keepStanding } from './keep-standing.ts'
import { MailboxClient } from './mailbox-client.ts'
import { pause, realSchedule, startDeadline } from '../schedule.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, Logger, Rng } from '../ports.ts'
import type { Bucket } from '../rates.ts'
import type { CreateHost, PseudonymousHost } from './depositor-pool.ts'
import type { Schedule } from '../schedule.ts'

/** What is known of the contact there. asking: a connection is made; unreached: there is none for now. */
export type WatcherState = 'online' | 'offline' | 'unknown' | 'asking' | 'unreached'

/** What a watcher works with. */
export interface WatcherOptions {
  readonly createHost: CreateHost
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly logger: Logger
  /** Default: real timers. */
  readonly schedule?: Schedule
  /** The deposit secret that the contact gave us, 32 bytes. */
  readonly depositSecret: Uint8Array
  /** Multiaddrs of the coordinator, all ending in the same `/p2p/<peerId>`. */
  readonly addresses: readonly string[]
  /** Must not throw. */
  onState(state: WatcherState): void
}

/** Watches until it is stopped. */
export interface Watcher {
  /** The coordinator may be there again: ends a pause, and nothing else. */
  look(): void
  /** The connection may be gone, or the coordinator be there again: connects anew, without any pause. */
  doubt(): void
  /** Leaves nothing open, and says nothing any more. Idempotent. */
  stop(): Promise<void>
}

const PUSHES = { burst: MAX_WATCHED_AT_ONCE, perSecond: 1_000 / PUSH_GAP }

/** Begins at once. */
export function createWatcher(options: WatcherOptions): Watcher {
  return new RunningWatcher(options)
}

class RunningWatcher implements Watcher {
  readonly #options: WatcherOptions
  readonly #schedule: Schedule
  readonly #secret: Uint8Array
  readonly #stopping: AbortController = new AbortController()
  /** Aborted and replaced by everything that ends a session or a pause. */
  #turning: AbortController = new AbortController()
  /** Ends a pause. */
  #looking: AbortController = new AbortController()
  readonly #running: Promise<void>

  constructor(options: WatcherOptions) {
    this.#options = options
    this.#schedule = options.schedule ?? realSchedule
    this.#secret = presenceSecret(options.crypto, options.depositSecret)
    this.#running = this.#run()
  }

  look(): void {
    this.#looking.abort()
  }

  doubt(): void {
    this.#turning.abort()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { clock, rng, logger } = this.#options
    let failures = 0
    for (;;) {
      const begun = clock()
      this.#turning = new AbortController()
      try {
        await this.#session()
        failures = 0
      } catch (error) {
        if (!(error instanceof EarshotError)) logger.error('watching failed: %s', (error as Error).name)
        failures = clock() - begun >= SESSION_PROVEN ? 1 : failures + 1
        this.#say('unreached')
      }
      if (this.#stopping.signal.aborted) return
      if (failures > 0) {
        this.#looking = new AbortController()
        const over = AbortSignal.any([this.#stopping.signal, this.#turning.signal, this.#looking.signal])
        await pause(reconnectPause(failures, rng), over, this.#schedule)
      }
      this.#say('asking')
    }
  }

  /** From connection to its end: by an error, or because it is time for another one. */
  async #session(): Promise<void> {
    const { createHost, rng } = this.#options
    const host = await createHost(rng(32))
    try {
      const client = await this.#connect(host)
      const lifetime = startDeadline(this.#schedule, DEPOSITOR_KEY_LIFETIME)
      try {
        await this.#watch(client, AbortSignal.any([lifetime.signal, this.#turning.signal]))
      } finally {
        lifetime.clear()
        await client.close()
      }
    } finally {
      await host.stop().catch(() => {})
    }
  }

  async #connect(host: PseudonymousHost): Promise<MailboxClient> {
    const { addresses, clock } = this.#options
    let pushes: Bucket | undefined
    const over = AbortSignal.any([this.#stopping.signal, this.#turning.signal])
    const deadline = startDeadline(this.#schedule, OPEN_DEADLINE, over)
    try {
      const stream = await host.open(coordinatorOf(addresses), addresses, MAILBOX_PROTOCOL, {
        maxFrame: MAX_MAILBOX_FRAME,
        signal: deadline.signal
      })
      return new MailboxClient(stream, {
        schedule: this.#schedule,
        onWatched: state => {
          const taken = takeFrom(pushes, PUSHES, clock())
          // each may be an event on a screen
          if (taken.wait > 0) throw new LimitError('The coordinator tells too many changes')
          pushes = taken.bucket
          this.#say(state)
        }
      })
    } finally {
      deadline.clear()
    }
  }

  async #watch(client: MailboxClient, turn: AbortSignal): Promise<void> {
    const { crypto, clock, addresses } = this.#options
    const coordinator = keyOfPeerId(coordinatorOf(addresses))
    const signal = AbortSignal.any([this.#stopping.signal, turn])
    try {
      await keepStanding({
        client,
        standing: new Standing(WATCH_RENEWAL),
        clock,
        schedule: this.#schedule,
        signal,
        changed: () => signal,
        request: (step, day) => ({
          kind: 'watch',
          watch: { tags: step === 'set' ? watchedTags(crypto, this.#secret, coordinator, day) : [] }
        }),
        answered: response => {
          if (response.kind !== 'watched') throw new WireFormatError('An answer to something else')
          this.#say(response.watched.state)
          return true
        }
      })
    } catch (error) {
      if (!signal.aborted) throw error
    }
    // the stream ended by itself
    if (!signal.aborted) throw client.closed.reason
  }

  #say(state: WatcherState): void {
    if (!this.#stopping.signal.aborted) this.#options.onState(state)
  }
}
