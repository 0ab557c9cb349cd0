/**
 * One of our own mailboxes: its record on the disk, the owner that keeps it at its
 * coordinator, and how much of what we want that coordinator to know it knows.
 */
import { peerIdOf } from '../identity/index.ts'
import type { EpochMs } from '../ports.ts'
import { createMailboxOwner, nextEpoch, unknownLife } from '../relay/index.ts'
import type { MailboxCursor, MailboxEvent, MailboxOwner, MailboxOwnerOptions } from '../relay/index.ts'
import { MAX_EPOCHS } from '../wire/vault.ts'
import type { MailboxRecord } from '../wire/vault.ts'
import type { PlacedMailbox } from './mailbox-plan.ts'

/** What a mailbox is made of and tells. */
export interface KeptMailboxOptions extends Pick<
  MailboxOwnerOptions,
  | 'createHost'
  | 'crypto'
  | 'rng'
  | 'clock'
  | 'schedule'
  | 'logger'
  | 'registration'
  | 'stock'
  | 'deliver'
  | 'leaseTags'
> {
  readonly record: MailboxRecord
  /** It is from an earlier life, in which its coordinator got to know it. */
  readonly placed: boolean
  /** Multiaddrs of its coordinator as known now. */
  addresses(mailbox: KeptMailbox): readonly string[]
  /** Writes its record; durable when it resolves. */
  keep(record: MailboxRecord): Promise<void>
  /** Under which name we write now. */
  writerId(): Uint8Array
  /** We wrote under that name in a life that this disk knows nothing of. */
  onOutdated(writerId: Uint8Array): Promise<void>
  /** Its record says how far it was read: to be written. */
  onFetched(mailbox: KeptMailbox): void
  /** From now on its coordinator knows it. */
  onPlaced(): void
  /** It is held, lost, or registered anew. */
  onChange(): void
}

/** Keeps one mailbox; begins when it is made. */
export class KeptMailbox implements PlacedMailbox {
  readonly mailbox: Uint8Array
  readonly coordinatorId: string
  record: MailboxRecord
  /** Since when it could not be reached; 0: it can. */
  lostSince: EpochMs
  /** It was held, or refused, since the start. */
  tried = false
  /** Its coordinator knows it, so that others may be sent there. */
  placed: boolean
  readonly #options: KeptMailboxOptions
  readonly #owner: MailboxOwner
  /** It has said whether our disk is an old one. */
  assured = false
  /** Counts what we want its coordinator to know: wanted, on its way, known. */
  #wanted = 1
  #sent = 0
  #known = 0

  constructor(options: KeptMailboxOptions) {
    const { record, crypto, clock, placed } = options
    this.#options = options
    this.record = record
    this.mailbox = crypto.ed25519PublicKey(record.seed)
    this.coordinatorId = peerIdOf(record.coordinator)
    this.lostSince = clock()
    this.placed = placed
    this.#owner = createMailboxOwner({
      ...options,
      seed: record.seed,
      addresses: () => options.addresses(this),
      registration: async mailbox => {
        this.#sent = this.#wanted
        return await options.registration(mailbox)
      },
      epochs: {
        next: async () => await this.#nextEpoch(),
        taken: async before => {
          await this.#epochTaken(before)
        }
      },
      cursor: cursorOf(record),
      acknowledged: ({ incarnation, sequence }) => {
        this.record = { ...this.record, incarnation, after: sequence }
        options.onFetched(this)
      },
      onEvent: event => {
        this.#happened(event)
        options.onChange()
      }
    })
    this.#owner.start()
  }

  /** Registered and connected. */
  get held(): boolean {
    return this.#owner.held
  }

  /** It is on its way to being held for the first time. */
  get pending(): boolean {
    return !this.held && !this.tried
  }

  /**
   * Grants or bundle changed: they are registered anew.
   *
   * @returns what to ask `knows` for
   */
  refresh(): number {
    this.#wanted += 1
    this.#owner.refresh()
    return this.#wanted
  }

  /** Other contacts may see that we are online. */
  leaseChanged(): void {
    this.#owner.leaseChanged()
  }

  /** Whether its coordinator knows what was wanted then. */
  knows(version: number): boolean {
    return this.#known >= version
  }

  /** Its coordinator may be there again. */
  look(): void {
    if (!this.held) this.#owner.look()
  }

  /** The device slept, or its network changed: it is asked whether it is there. */
  doubt(): void {
    this.#owner.doubt()
  }

  /** Leaves the coordinator; what lies there stays. Idempotent. */
  async stop(): Promise<void> {
    await this.#owner.stop()
  }

  /** What was sent may have been taken, whatever we heard: it is known before it leaves. */
  async #nextEpoch(): Promise<Uint8Array> {
    const { crypto, rng, writerId, keep } = this.#options
    const { epochs, seed } = this.record
    const last = epochs.at(-1)
    // Asked so often without an answer, it hears the same again.
    if (last !== undefined && epochs.length >= MAX_EPOCHS) return last
    const next = nextEpoch(crypto, rng, seed, epochs, writerId())
    this.record = { ...this.record, epochs: [...epochs, next] }
    await keep(this.record)
    return next
  }

  async #epochTaken(before: Uint8Array): Promise<void> {
    const { crypto, keep, onOutdated } = this.#options
    const { epochs, seed } = this.record
    const life = unknownLife(crypto, seed, epochs, before)
    if (life !== undefined) await onOutdated(life)
    this.record = { ...this.record, epochs: epochs.slice(-1) }
    await keep(this.record)
    this.assured = true
  }

  #happened({ kind }: MailboxEvent): void {
    switch (kind) {
      case 'held':
        this.tried = true
        this.lostSince = 0
        break
      case 'registered':
        this.#known = this.#sent
        if (!this.placed) {
          this.placed = true
          this.#options.onPlaced()
        }
        break
      case 'lost':
        this.tried = true
        this.lostSince ||= this.#options.clock()
        break
      default:
        kind satisfies never
    }
  }
}

function cursorOf({ incarnation, after }: MailboxRecord): MailboxCursor | undefined {
  return incarnation.length === 0 ? undefined : { incarnation, sequence: after }
}
