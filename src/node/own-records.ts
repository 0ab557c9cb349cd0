/**
 * Our own lookup records (docs/PROTOCOL.md, 16): signed for the days to come whenever we have
 * moved, and left with others, so that we are found while we are away. Whom we leave them with
 * sees a host that nobody knows, and is used once.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { leaveRecords } from '../discovery/index.ts'
import type { RecordKeeper } from '../discovery/index.ts'
import {
  LEAVE_AFTER,
  LEAVE_AGAIN,
  LEAVING_DEADLINE,
  RECORD_KEEPERS,
  REPUBLISH_EVERY
} from '../discovery/index.ts'
import { EarshotError } from '../errors.ts'
import { DAYS_AHEAD, dayOf, lookupDays, signLookupRecord } from '../identity/index.ts'
import type { Account } from '../identity/index.ts'
import type { OwnDescriptor } from '../messaging/index.ts'
import { pause } from '../schedule.ts'
import type { EpochMs } from '../ports.ts'
import { decodeLookupRecord } from '../wire/index.ts'
import type { Signed } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import type { PseudonymHost } from './host/index.ts'

/** What it needs. */
export interface OwnRecordsOptions extends NodeContext {
  readonly account: Account
  /** Our descriptor as it stands. */
  describe(): OwnDescriptor
  /** A host that nobody knows. */
  pseudonym(seed: Uint8Array): Promise<PseudonymHost>
  /** With whom records may be left now, best first. */
  keepers(): readonly RecordKeeper[]
}

/** Signs and leaves them. */
export class OwnRecords {
  readonly #options: OwnRecordsOptions
  readonly #stopping: AbortController = new AbortController()
  /** By lookup key in hex. */
  #records: ReadonlyMap<string, { readonly day: number; readonly signed: Signed }> = new Map()
  #signedAt: EpochMs = 0
  #revision = -1
  /** Revision that each keeper has of us, by PeerId. */
  readonly #left: Map<string, number> = new Map()
  #timer: ReturnType<typeof setTimeout> | undefined
  /** That timer ends in a moment. Changes without end do not put it off. */
  #isSoon = false
  #round: Promise<void> | undefined
  /** Something has changed while a round ran. */
  #again = false

  constructor(options: OwnRecordsOptions) {
    this.#options = options
  }

  /** Our record under a lookup key (32 bytes), if it is one of ours and may be of today. */
  get(key: Uint8Array): Signed | undefined {
    const { day, signed } = this.#records.get(bytesToHex(key)) ?? {}
    return day !== undefined && lookupDays(this.#options.clock()).includes(day) ? signed : undefined
  }

  /** We moved, or others are there to leave records with: in a moment that is done. */
  changed(): void {
    if (this.#round !== undefined) this.#again = true
    else if (!this.#isSoon) this.#after(LEAVE_AFTER)
  }

  /** Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#round
  }

  #after(wait: number): void {
    clearTimeout(this.#timer)
    if (this.#stopping.signal.aborted) return
    this.#isSoon = wait === LEAVE_AFTER
    this.#timer = setTimeout(() => {
      this.#isSoon = false
      this.#round = this.#run().finally(() => {
        this.#round = undefined
      })
    }, wait)
  }

  /** One round: signs what is not up to date, and leaves it wherever it is not yet. Never rejects. */
  async #run(): Promise<void> {
    this.#again = false
    let next: number = REPUBLISH_EVERY
    try {
      await this.#sign()
      if (!(await this.#leaveAll())) next = LEAVE_AGAIN
    } catch (error) {
      this.#options.logger.error('our lookup records were not left: %e', error)
      next = LEAVE_AGAIN
    }
    this.#after(this.#again ? LEAVE_AFTER : next)
  }

  /** Signing one takes 4 ms: others get their turn in between. */
  async #sign(): Promise<void> {
    const { crypto, rng, clock, account } = this.#options
    const { descriptor, revision } = this.#options.describe()
    const now = clock()
    const isNew = revision !== this.#revision || Math.abs(now - this.#signedAt) >= REPUBLISH_EVERY
    if (!isNew) return
    const records = new Map<string, { day: number; signed: Signed }>()
    // yesterday's as well: clocks may be wrong by a day
    for (let ahead = -1; ahead < DAYS_AHEAD; ahead += 1) {
      const day = dayOf(now) + ahead
      const signed = signLookupRecord(crypto, rng, account, { day, revision, descriptor })
      // reading the key costs nothing, and computing it as much as the signature
      const { key } = decodeLookupRecord(signed.payload)
      records.set(bytesToHex(key), { day, signed })
      await pause(0, this.#stopping.signal)
      if (this.#stopping.signal.aborted) return
    }
    if (dayOf(now) !== dayOf(this.#signedAt)) this.#left.clear()
    this.#records = records
    this.#signedAt = now
    this.#revision = revision
  }

  /** Whether there are as many keepers as there could be. */
  async #leaveAll(): Promise<boolean> {
    const keepers = this.#options.keepers()
    const holds = ({ peerId }: RecordKeeper): boolean => this.#left.get(peerId) === this.#revision
    let having = keepers.filter(holds).length
    for (const keeper of keepers) {
      if (having >= RECORD_KEEPERS || this.#stopping.signal.aborted) break
      if (!holds(keeper) && (await this.#leave(keeper))) having += 1
    }
    return having >= RECORD_KEEPERS
  }

  async #leave(keeper: RecordKeeper): Promise<boolean> {
    const { rng, logger } = this.#options
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(LEAVING_DEADLINE)])
    const revision = this.#revision
    const records = [...this.#records.values()].map(({ signed }) => signed)
    const host = await this.#options.pseudonym(rng(32))
    try {
      const kept = await leaveRecords(host, keeper, records, signal)
      if (kept === 0) return false
      this.#left.set(keeper.peerId, revision)
      return true
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      logger('lookup records were not left: %s', error.name)
      return false
    } finally {
      await host.stop()
    }
  }
}
