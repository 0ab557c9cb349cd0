/**
 * Drives the mailboxes of a coordinator: requests that arrive together are applied one
 * after the other to a draft, written in ONE durable batch, and only then answered. If the
 * batch fails the draft is dropped and everybody is told to come later: the index in memory
 * never runs ahead of the disk, and nothing is signed for that is not on it.
 */
import { LimitError, StorageError } from '../errors.ts'
import { Rates } from '../rates.ts'
import {
  CLAIM_BURST,
  CLAIM_PERIOD,
  DEFAULT_LIMITS,
  MAX_GROUP_BYTES,
  MAX_GROUP_CHANGES,
  MAX_GROUP_REQUESTS,
  MAX_ORIGINS,
  MAX_WAITING_REQUESTS,
  ORIGIN_GRANTS,
  ORIGIN_PERIOD
} from './constants.ts'
import { Draft } from './core/draft.ts'
import { itemOf } from './core/fetch.ts'
import { handleRequest, mailboxOf } from './core/mailbox.ts'
import {
  BUNDLES_TABLE,
  ITEMS_TABLE,
  PREKEYS_TABLE,
  bundleKey,
  itemKey,
  nameOf,
  prekeyKey
} from './core/records.ts'
import { isRegistered } from './core/state.ts'
import { isSweepDue, sweepMailbox } from './core/sweep.ts'
import { loadMailboxes } from './load.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rate } from '../rates.ts'
import type { Clock, Logger, RecordKey, Rng, Store } from '../ports.ts'
import type { Items, MailboxResponseKind } from '../wire/index.ts'
import type { MailboxLimits } from './constants.ts'
import type { Mailboxes } from './core/draft.ts'
import type { CustodyRequest, Effect, PagePlan, Step, Totals } from './core/state.ts'

/**
 * The places at which a coordinator may be killed
 * (docs/ARCHITECTURE.md, "Where faults are injected"):
 *
 * - `C1` deposits have come in, their batch is not written
 * - `C2` it is written, nobody was answered
 * - `C3` a receipt was sent
 * - `C4` items were read for their owner, nothing was sent
 * - `C5` items were sent
 * - `C6` an acknowledgement is written, nobody was answered; the items still lie there
 */
export type CrashPoint = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6'

/** What a custodian works with. */
export interface CustodianOptions {
  readonly store: Store
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly logger: Logger
  /** Seed of the coordinator's host key, 32 bytes. */
  readonly seed: Uint8Array
  /** The membership key of a network (16-byte id), if this coordinator serves it. */
  membershipKeyOf(network: Uint8Array): Uint8Array | undefined
  /**
   * Whether members of that network get mailboxes that they have not had here; those that they have are
   * served in any case. Default: always.
   */
  takesNew?(network: Uint8Array): boolean
  /** Default: `DEFAULT_LIMITS`. */
  readonly limits?: Partial<MailboxLimits> | undefined
  /** A mailbox (key in hex) has new mail on the disk. Must not throw. */
  onMail?(name: string): void
  /** Lets tests end the process here. What it throws rejects the request. */
  crashPoint?(name: CrashPoint): void
}

/** Keeps mailboxes. */
export interface Custodian {
  /**
   * Answers a request. Resolves when everything that the answer promises is on the disk;
   * a disk that fails is `busy`.
   *
   * @param from - 32-byte key that the caller came with
   * @param origin - of the caller, see `FrameStream`; undefined: it is not counted
   */
  submit(from: Uint8Array, request: CustodyRequest, origin?: string): Promise<MailboxResponseKind>
  /** Whether a mailbox of that name (key in hex) is registered. */
  isRegistered(name: string): boolean
  /** Removes what is over. */
  sweep(): Promise<void>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
  readonly totals: Totals
}

type LateEffect = Exclude<Effect, { kind: 'persist' }>

interface Waiting {
  /** Bytes that it writes, about. */
  readonly weight: number
  readonly kind: CustodyRequest['kind'] | 'sweep'
  apply(draft: Draft): readonly LateEffect[] | Promise<readonly LateEffect[]>
  done(effects: readonly LateEffect[]): void
  failed(error: unknown): void
}

/** Reads the index from the store and keeps the mailboxes from then on. @throws {StorageError} */
export async function openCustodian(options: CustodianOptions): Promise<Custodian> {
  return new StoreCustodian(options, await loadMailboxes(options.store, options.logger))
}

const NONE = new Uint8Array(0)
const CLAIM: Rate = { burst: CLAIM_BURST, perSecond: 1_000 / CLAIM_PERIOD }
const ORIGIN: Rate = { burst: ORIGIN_GRANTS, perSecond: (ORIGIN_GRANTS * 1_000) / ORIGIN_PERIOD }

class StoreCustodian implements Custodian {
  readonly #options: CustodianOptions
  readonly #limits: MailboxLimits
  readonly #coordinator: Uint8Array
  readonly #mailboxes: Mailboxes
  readonly #origins: Rates = new Rates(ORIGIN, MAX_ORIGINS)
  /** By name of the mailbox. */
  readonly #claims: Rates
  readonly #waiting: Waiting[] = []
  #working: Promise<void> | undefined

  constructor(options: CustodianOptions, mailboxes: Mailboxes) {
    this.#options = options
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#coordinator = options.crypto.ed25519PublicKey(options.seed)
    this.#mailboxes = mailboxes
    this.#claims = new Rates(CLAIM, this.#limits.mailboxes)
  }

  get totals(): Totals {
    return this.#mailboxes.totals
  }

  async submit(from: Uint8Array, request: CustodyRequest, origin?: string): Promise<MailboxResponseKind> {
    const mailbox = mailboxOf(from, request)
    if (mailbox === undefined) return refused('invalid')
    if (this.#waiting.length >= MAX_WAITING_REQUESTS) return refused('busy')
    const name = nameOf(mailbox)
    let oneTime: Uint8Array = NONE
    const effects = await this.#enqueue(weightOf(request), request.kind, async draft => {
      const before = draft.mailbox(name)
      const step = handleRequest(before, from, request, this.#context(draft, name, origin))
      // before the batch that takes it off the disk
      oneTime = await this.#readClaimed(mailbox, step, draft)
      return draft.apply(name, step)
    })
    let response: MailboxResponseKind = refused('busy')
    for (const effect of effects) {
      switch (effect.kind) {
        case 'respond':
          response = effect.response
          break
        case 'page': {
          const items = await this.#readPage(mailbox, effect.page)
          const last = effect.page.items.at(-1)
          if (items.items.length === 0 && items.more && last !== undefined) {
            // nothing of the page can be read any more: it must not hide what follows
            const fetch = { incarnation: items.incarnation, after: last.sequence }
            return await this.submit(from, { kind: 'fetch', fetch })
          }
          response = { kind: 'items', items }
          break
        }
        case 'bundle':
          response = { kind: 'bundle', bundle: { sealed: await this.#readBundle(mailbox), oneTime } }
          break
        case 'notify':
          this.#options.onMail?.(name)
          break
      }
    }
    return response
  }

  isRegistered(name: string): boolean {
    return isRegistered(this.#mailboxes.byName.get(name), this.#options.clock())
  }

  async sweep(): Promise<void> {
    const { clock } = this.#options
    for (const [name, mailbox] of this.#mailboxes.byName) {
      if (!isSweepDue(mailbox, clock())) continue
      for (let again = true; again;) {
        // again is false after a failed batch: the next sweep tries once more
        again = false
        await this.#enqueue(0, 'sweep', draft => {
          const current = draft.mailbox(name)
          if (current === undefined || !isSweepDue(current, clock())) return []
          again = true
          return draft.apply(name, sweepMailbox(current, clock()))
        }).catch((error: unknown) => {
          if (!isDisk(error)) throw error
          again = false
        })
      }
    }
  }

  async idle(): Promise<void> {
    await this.#working
  }

  #context(draft: Draft, name: string, origin: string | undefined): Parameters<typeof handleRequest>[3] {
    const { crypto, rng, clock, seed } = this.#options
    return {
      crypto,
      rng,
      seed,
      now: clock(),
      limits: this.#limits,
      totals: draft.totals,
      coordinator: this.#coordinator,
      mayAdd: grants => origin === undefined || this.#origins.take(origin, clock(), grants) === 0,
      mayClaim: () => this.#claims.take(name, clock()) === 0,
      membershipKeyOf: network => this.#options.membershipKeyOf(network),
      takesNew: network => this.#options.takesNew?.(network) ?? true
    }
  }

  async #enqueue(
    weight: number,
    kind: Waiting['kind'],
    apply: Waiting['apply']
  ): Promise<readonly LateEffect[]> {
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ weight, kind, apply, done: resolve, failed: reject })
      this.#working ??= this.#work()
    })
  }

  async #work(): Promise<void> {
    // Requests of the same turn share the first batch.
    await Promise.resolve()
    while (this.#waiting.length > 0) await this.#commit()
    this.#working = undefined
  }

  async #commit(): Promise<void> {
    const draft = new Draft(this.#mailboxes)
    const applied: Array<readonly [Waiting, readonly LateEffect[]]> = []
    let weight = 0
    while (
      applied.length < MAX_GROUP_REQUESTS &&
      weight < MAX_GROUP_BYTES &&
      draft.changes < MAX_GROUP_CHANGES
    ) {
      const next = this.#waiting.shift()
      if (next === undefined) break
      try {
        applied.push([next, await next.apply(draft)])
        weight += next.weight
      } catch (error) {
        next.failed(error)
      }
    }
    const holds = (kind: Waiting['kind']): boolean => applied.some(([waiting]) => waiting.kind === kind)
    try {
      if (draft.changes > 0) {
        if (holds('store')) this.#options.crashPoint?.('C1')
        await this.#options.store.batch(draft.ops)
      }
      draft.adopt()
      if (holds('store')) this.#options.crashPoint?.('C2')
      if (holds('acknowledge')) this.#options.crashPoint?.('C6')
    } catch (error) {
      this.#fail(applied, error)
      return
    }
    for (const [waiting, effects] of applied) waiting.done(effects)
  }

  #fail(applied: ReadonlyArray<readonly [Waiting, readonly LateEffect[]]>, error: unknown): void {
    if (!isDisk(error)) {
      for (const [waiting] of applied) waiting.failed(error)
      return
    }
    this.#options.logger.error(
      'mailboxes: a batch of %d requests was not written: %s',
      applied.length,
      error.name
    )
    // no effects: the request is answered with `busy`
    for (const [waiting] of applied) {
      if (waiting.kind === 'sweep') waiting.failed(error)
      else waiting.done([])
    }
  }

  async #readPage(mailbox: Uint8Array, page: PagePlan): Promise<Items> {
    const read = await Promise.all(
      page.items.map(async planned => {
        const bytes = await this.#read(ITEMS_TABLE, itemKey(mailbox, planned.sequence))
        return bytes === undefined ? [] : [itemOf(planned, bytes)]
      })
    )
    if (read.some(items => items.length > 0)) this.#options.crashPoint?.('C4')
    return { incarnation: page.incarnation, items: read.flat(), more: page.more }
  }

  async #readBundle(mailbox: Uint8Array): Promise<Uint8Array> {
    return (await this.#read(BUNDLES_TABLE, bundleKey(mailbox))) ?? new Uint8Array(0)
  }

  /** The one-time prekey that a step hands out; one that cannot be read is gone without use. */
  async #readClaimed(mailbox: Uint8Array, { effects }: Step, draft: Draft): Promise<Uint8Array> {
    for (const effect of effects) {
      if (effect.kind !== 'bundle' || effect.prekey === undefined) continue
      const key = prekeyKey(mailbox, effect.prekey)
      return draft.written(PREKEYS_TABLE, key) ?? (await this.#read(PREKEYS_TABLE, key)) ?? NONE
    }
    return NONE
  }

  /** An altered record must not keep the owner from the rest: it is left out, and said. */
  async #read(table: string, key: RecordKey): Promise<Uint8Array | undefined> {
    try {
      return await this.#options.store.get(table, key)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      this.#options.logger.error('mailboxes: a record of %s cannot be read: %s', table, error.name)
      return undefined
    }
  }
}

function weightOf(request: CustodyRequest): number {
  if (request.kind === 'store') return request.store.encryptedMessage.length
  if (request.kind === 'stock') return request.stock.prekeys.reduce((sum, { length }) => sum + length, 0)
  return 0
}

function refused(reason: 'invalid' | 'busy'): MailboxResponseKind {
  return { kind: 'refusal', refusal: { reason } }
}

/** The disk is full, broken, or too slow for what waits. */
function isDisk(error: unknown): error is StorageError | LimitError {
  return error instanceof StorageError || error instanceof LimitError
}
