/**
 * The coordinator's mailboxes on the network: serves `/earshot/mailbox/1.0.0`, keeps
 * everything in the store, tells connected owners of new mail, and cleans up every minute. Beside
 * them, in memory, the leases of owners who are online, and who watches them.
 * Its log never has an id of anybody in it.
 *
 * @example
 * ```ts
 * const service = createMailboxService({ transport, store, crypto, rng, clock, logger, seed, membershipKeyOf })
 * await service.start()
 * …
 * await service.stop()
 * ```
 */
import { peerIdOf } from '../identity/index.ts'
import { UsageError } from '../errors.ts'
import { MAX_MAILBOX_FRAME } from '../wire/index.ts'
import {
  CONNECTION_BURST,
  CONNECTION_RATE,
  MAILBOX_PROTOCOL,
  MAX_PENDING_BYTES,
  MAX_RATED_CONNECTIONS,
  MAX_RATED_TOKENS,
  MAX_STREAMS,
  MAX_STREAMS_PER_CONNECTION,
  STREAM_IDLE,
  SWEEP_INTERVAL,
  TOKEN_BURST,
  TOKEN_RATE
} from './constants.ts'
import { NO_TOTALS } from './core/state.ts'
import { openCustodian } from './custodian.ts'
import { Gate } from './gate.ts'
import { LeaseDesk } from './lease-desk.ts'
import { Owners } from './owners.ts'
import { Rates } from '../rates.ts'
import { realSchedule } from '../schedule.ts'
import { ServedStream } from './served-stream.ts'
import type { Transport } from '../link.ts'
import type { Totals } from './core/state.ts'
import type { Custodian, CustodianOptions } from './custodian.ts'
import type { Schedule } from '../schedule.ts'

/** What the service works with. */
export interface MailboxServiceOptions extends Omit<CustodianOptions, 'onMail'> {
  /** The coordinator's host. Its key is that of `seed`. */
  readonly transport: Pick<Transport, 'peerId' | 'handle' | 'unhandle'>
  /** That caller registered, fetched or deposited, so that its connection is worth keeping. Must not throw. */
  onUse?(peerId: string): void
  /** Default: real timers. */
  readonly schedule?: Schedule
}

/** The running service. */
export interface MailboxService {
  /** Reads the index and begins to serve. @throws {StorageError} */
  start(): Promise<void>
  /** Ends all streams and waits for what is being written. Idempotent. */
  stop(): Promise<void>
  /** Cleans up now; otherwise once a minute. */
  sweep(): Promise<void>
  /** How much is kept. */
  readonly totals: Totals
}

/** @throws {UsageError} `seed` is not that of the transport's key */
export function createMailboxService(options: MailboxServiceOptions): MailboxService {
  if (peerIdOf(options.crypto.ed25519PublicKey(options.seed)) !== options.transport.peerId) {
    throw new UsageError('Receipts are signed with the key of the host')
  }
  return new Service(options)
}

const CONNECTION = { burst: CONNECTION_BURST, perSecond: CONNECTION_RATE }
const TOKEN = { burst: TOKEN_BURST, perSecond: TOKEN_RATE }

class Service implements MailboxService {
  readonly #options: MailboxServiceOptions
  readonly #schedule: Schedule
  readonly #owners: Owners = new Owners()
  readonly #leases: LeaseDesk
  readonly #pending: Gate = new Gate(MAX_PENDING_BYTES)
  #custodian: Custodian | undefined
  #cancelSweep: (() => void) | undefined
  #stopped = false

  constructor(options: MailboxServiceOptions) {
    this.#options = options
    this.#schedule = options.schedule ?? realSchedule
    this.#leases = new LeaseDesk(options.clock, this.#schedule)
  }

  get totals(): Totals {
    return this.#custodian?.totals ?? NO_TOTALS
  }

  async start(): Promise<void> {
    if (this.#custodian !== undefined || this.#stopped)
      throw new UsageError('The mailboxes were started before')
    const { transport, logger, clock, crashPoint, onUse } = this.#options
    const custodian = await openCustodian({
      ...this.#options,
      onMail: name => {
        this.#owners.notify(name)
      }
    })
    this.#custodian = custodian
    const shared = {
      custodian,
      owners: this.#owners,
      leases: this.#leases,
      connectionRates: new Rates(CONNECTION, MAX_RATED_CONNECTIONS),
      tokenRates: new Rates(TOKEN, MAX_RATED_TOKENS),
      pending: this.#pending,
      clock,
      schedule: this.#schedule,
      ...(onUse === undefined ? {} : { onUse }),
      ...(crashPoint === undefined ? {} : { crashPoint })
    }
    const bounds = {
      maxFrame: MAX_MAILBOX_FRAME,
      maxPerConnection: MAX_STREAMS_PER_CONNECTION,
      maxStreams: MAX_STREAMS,
      idle: STREAM_IDLE
    }
    await transport.handle(MAILBOX_PROTOCOL, bounds, async (stream, signal) => {
      await new ServedStream(stream, shared).run(signal)
    })
    const { mailboxes, items } = custodian.totals
    logger('mailboxes: serving %d with %d items', mailboxes, items)
    this.#sweepLater()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelSweep?.()
    this.#leases.stop()
    if (this.#custodian === undefined) return
    await this.#options.transport.unhandle(MAILBOX_PROTOCOL)
    await this.#custodian.idle()
  }

  async sweep(): Promise<void> {
    await this.#custodian?.sweep()
  }

  #sweepLater(): void {
    if (this.#stopped) return
    this.#cancelSweep = this.#schedule(SWEEP_INTERVAL, () => {
      this.sweep()
        .catch((error: unknown) => {
          this.#options.logger.error('mailboxes: cleanup failed: %s', (error as Error).name)
        })
        .finally(() => {
          this.#sweepLater()
        })
    })
  }
}
