/** What every part of a node works with. */
import type { CryptoBackend } from '../crypto/index.ts'
import type { Clock, Logger, Rng, Store } from '../ports.ts'
import type { Schedule } from '../schedule.ts'

/** Store, primitives, time, randomness and a log. */
export interface NodeContext {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly logger: Logger
  /** Timers of the mailboxes, of mail and of looking somebody up. Default: real ones. */
  readonly schedule?: Schedule
}
