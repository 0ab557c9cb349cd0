/**
 * Our own mailboxes: at three coordinators one for contacts and one for strangers' requests
 * each, every one with a key of its own. Chooses where they lie, keeps them registered,
 * and hands what comes out of them to the messenger.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { addressBytes } from '../discovery/index.ts'
import type { CoordinatorCandidate } from '../discovery/index.ts'
import { keyOfPeerId, peerIdOf } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import type { Messenger } from '../messaging/index.ts'
import type { EpochMs, StoreOp } from '../ports.ts'
import { createMailboxOwner, WANTED_MAILBOXES } from '../relay/index.ts'
import type { CreateHost, MailboxCursor, MailboxEvent, MailboxOwner, Registration } from '../relay/index.ts'
import { decodeMailboxRecord, encodeMailboxRecord, MAX_COORDINATOR_ADDRESSES } from '../wire/index.ts'
import type { MailboxAddress, MailboxRecord } from '../wire/index.ts'
import type { NodeContext } from './context.ts'
import { MailboxContent } from './mailbox-content.ts'
import { planMailboxes } from './mailbox-plan.ts'

const TABLE = 'mailboxes'

/** What the mailboxes need of the node around them. */
export interface MailboxesOptions extends NodeContext {
  /** Own PeerId. */
  readonly self: string
  readonly placementSecret: Uint8Array
  /** Account key: who knows it can read our bundle. */
  readonly account: Uint8Array
  readonly network: Network
  readonly createHost: CreateHost
  messenger(): Messenger
  /** Where strangers find us while no coordinator is known; undefined: nowhere. */
  readonly home: Home | undefined
  /** Coordinators that can be reached now, and those that are only known. */
  coordinators(): readonly CoordinatorCandidate[]
  /** Coordinators are being dialled: more may be reachable in a moment. */
  dialling(): boolean
  /** How many contacts' mailboxes are held has changed. */
  onCount(held: number): void
  /** The set of mailboxes has changed: the descriptor must name it. */
  onMoved(): void
}

/** This node as the keeper of its own request mailbox. */
export interface Home {
  addresses(): readonly string[]
  /** A network of one: nobody else can register here. */
  readonly network: Pick<Network, 'id' | 'membershipKey'>
}

interface Kept {
  record: MailboxRecord
  readonly mailbox: Uint8Array
  readonly coordinatorId: string
  readonly owner: MailboxOwner
  /** Since when it could not be reached; 0: it can. */
  lostSince: EpochMs
  /** It was held, or refused, since the start. */
  tried: boolean
  /** Counts what we want its coordinator to know: wanted, on its way, known. */
  wanted: number
  sent: number
  known: number
}

/** All mailboxes of this node. */
export class Mailboxes {
  readonly #options: MailboxesOptions
  readonly #kept: Map<string, Kept> = new Map()
  readonly #waiting: Set<() => void> = new Set()
  /** The last round of placing; never rejects. */
  #placing: Promise<void> = Promise.resolve()
  /** A round that has not begun. */
  #nextPlacing: Promise<void> | undefined
  #isPlacing = false
  #openingHome: Promise<void> | undefined
  #held = -1
  #stopped = false

  constructor(options: MailboxesOptions) {
    this.#options = options
  }

  /** Reads what the vault knows and goes to the coordinators. */
  async start(): Promise<void> {
    const { store, home, self } = this.#options
    for await (const { value } of store.walk(TABLE)) {
      const record = decodeMailboxRecord(value)
      // Who listens nowhere cannot keep its own mailbox.
      if (home !== undefined || peerIdOf(record.coordinator) !== self) this.#keep(record)
    }
    this.#count()
  }

  /** Where contacts deposit. */
  forContacts(): readonly MailboxAddress[] {
    return this.#active(false).map(kept => this.#address(kept))
  }

  /** Where strangers with an invite deposit: at coordinators, or at home while there are none. */
  forRequests(): readonly MailboxAddress[] {
    const all = this.#active(true)
    const away = all.filter(kept => !this.#isHome(kept))
    return (away.length > 0 ? away : all).map(kept => this.#address(kept))
  }

  /** Contacts' mailboxes that are registered and connected. */
  get held(): number {
    return this.#active(false).filter(({ owner }) => owner.held).length
  }

  /**
   * Coordinators have come or gone: places that are missing are filled. One round at a time,
   * because each builds on what the one before chose.
   *
   * @throws {StorageError} nothing was placed
   */
  async place(): Promise<void> {
    this.#nextPlacing ??= this.#placing.then(async () => {
      this.#nextPlacing = undefined
      this.#isPlacing = true
      try {
        await this.#placeNow()
      } finally {
        this.#isPlacing = false
        this.#wake()
      }
    })
    const round = this.#nextPlacing
    this.#placing = round.catch(() => undefined)
    await round
  }

  /**
   * An invite must not need a third party: while no coordinator holds a request mailbox,
   * this node does. Resolves when it is open, or at the signal.
   */
  async openHome(signal: AbortSignal): Promise<void> {
    const { home } = this.#options
    if (home === undefined || this.#stopped) return
    this.#openingHome ??= this.#createHome(home).finally(() => {
      this.#openingHome = undefined
    })
    await this.#openingHome
    await this.#until(() => this.#active(true).some(kept => !this.#isHome(kept) || kept.known > 0), signal)
  }

  /** Grants or bundle changed; resolves when the coordinators that answer know it, or at the signal. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const reached = [...this.#kept.values()].filter(({ owner, tried }) => owner.held || !tried)
    for (const kept of reached) {
      kept.wanted += 1
      kept.owner.refresh()
    }
    if (signal === undefined) return
    const wanted = reached.map(kept => ({ kept, version: kept.wanted }))
    await this.#until(
      () => wanted.every(({ kept, version }) => kept.known >= version || (kept.tried && !kept.owner.held)),
      signal
    )
  }

  /** A coordinator is connected again: its mailboxes are asked at once. */
  wake(coordinatorId: string): void {
    for (const kept of this.#kept.values()) {
      if (kept.coordinatorId === coordinatorId && !kept.owner.held) kept.owner.wake()
    }
  }

  /** Resolves when all are held that can be held now, or at the signal. */
  async whenHeld(signal: AbortSignal): Promise<void> {
    await this.#until(() => this.held >= WANTED_MAILBOXES || !this.#moreMayCome(), signal)
  }

  /** Something that `whenHeld` depends on has changed outside. */
  changed(): void {
    this.#wake()
  }

  /** Leaves the coordinators; what lies there stays. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    await Promise.all([...this.#kept.values()].map(async ({ owner }) => owner.stop()))
  }

  #moreMayCome(): boolean {
    const open = this.#active(false).some(({ owner, tried }) => !owner.held && !tried)
    return open || this.#isPlacing || this.#nextPlacing !== undefined || this.#options.dialling()
  }

  async #placeNow(): Promise<void> {
    if (this.#stopped) return
    const { crypto, clock, store, placementSecret: secret } = this.#options
    const now = clock()
    const known = this.#options.coordinators()
    const { added, retired, forgotten } = planMailboxes(crypto, [...this.#kept.values()], known, {
      secret,
      now
    })
    const records = added.flatMap(({ peerId, addresses }) =>
      [false, true].map(requests => this.#newRecord(peerId, addresses, requests))
    )
    const ops: StoreOp[] = [
      ...forgotten.map(({ mailbox }) => ({ kind: 'delete', table: TABLE, key: keyOf(mailbox) }) as const),
      ...retired.map(({ record }) => this.#op({ ...record, retired: now })),
      ...records.map(record => this.#op(record))
    ]
    if (ops.length === 0) return
    await store.batch(ops)
    for (const kept of retired) kept.record = { ...kept.record, retired: now }
    for (const { mailbox, owner } of forgotten) {
      this.#kept.delete(bytesToHex(mailbox))
      void owner.stop()
    }
    if (this.#stopped) return
    for (const record of records) this.#keep(record)
    this.#count()
    if (retired.length > 0 || records.length > 0) this.#options.onMoved()
  }

  async #createHome(home: Home): Promise<void> {
    if (this.#active(true).length > 0) return
    const record = this.#newRecord(this.#options.self, home.addresses(), true)
    await this.#options.store.batch([this.#op(record)])
    if (this.#stopped) return
    this.#keep(record)
    this.#options.onMoved()
  }

  #isHome({ coordinatorId }: Pick<Kept, 'coordinatorId'>): boolean {
    return coordinatorId === this.#options.self
  }

  #active(requests: boolean): readonly Kept[] {
    return [...this.#kept.values()].filter(
      ({ record }) => record.requests === requests && record.retired === 0
    )
  }

  #address(kept: Kept): MailboxAddress {
    const { mailbox } = kept
    const addresses = this.#coordinatorAddresses(kept).flatMap(text => addressBytes(text) ?? [])
    return { mailbox, addresses: addresses.slice(0, MAX_COORDINATOR_ADDRESSES) }
  }

  #newRecord(coordinatorId: string, addresses: readonly string[], requests: boolean): MailboxRecord {
    return {
      seed: this.#options.rng(32),
      coordinator: keyOfPeerId(coordinatorId),
      addresses: addresses.slice(0, MAX_COORDINATOR_ADDRESSES),
      requests,
      incarnation: new Uint8Array(0),
      after: 0,
      retired: 0
    }
  }

  #op(record: MailboxRecord): StoreOp {
    const key = keyOf(this.#options.crypto.ed25519PublicKey(record.seed))
    return { kind: 'put', table: TABLE, key, value: encodeMailboxRecord(record) }
  }

  /** Runs a mailbox whose record is on the disk. */
  #keep(record: MailboxRecord): void {
    const { createHost, crypto, rng, clock, logger } = this.#options
    const mailbox = crypto.ed25519PublicKey(record.seed)
    const content = new MailboxContent(this.#options, mailbox, record.requests)
    const owner = createMailboxOwner({
      createHost,
      crypto,
      rng,
      clock,
      logger,
      seed: record.seed,
      addresses: () => this.#coordinatorAddresses(kept),
      registration: async () => await this.#registration(kept, content),
      cursor:
        record.incarnation.length === 0
          ? undefined
          : { incarnation: record.incarnation, sequence: record.after },
      deliver: async items => {
        await content.deliver(items)
      },
      acknowledged: cursor => {
        this.#moveCursor(kept, cursor)
      },
      onEvent: event => {
        this.#happened(kept, event)
      }
    })
    const kept: Kept = {
      record,
      mailbox,
      coordinatorId: peerIdOf(record.coordinator),
      owner,
      lostSince: clock(),
      tried: false,
      wanted: 1,
      sent: 0,
      known: 0
    }
    this.#kept.set(bytesToHex(mailbox), kept)
    owner.start()
  }

  #happened(kept: Kept, { kind }: MailboxEvent): void {
    switch (kind) {
      case 'held':
        kept.tried = true
        kept.lostSince = 0
        break
      case 'registered':
        kept.known = kept.sent
        break
      case 'lost':
        kept.tried = true
        kept.lostSince ||= this.#options.clock()
        break
      default:
        kind satisfies never
    }
    this.#count()
  }

  /** Newer addresses of the coordinator, if it has moved. */
  #coordinatorAddresses({ coordinatorId, record }: Kept): readonly string[] {
    if (this.#isHome({ coordinatorId })) return this.#options.home?.addresses() ?? []
    const known = this.#options.coordinators().find(({ peerId }) => peerId === coordinatorId)
    return known === undefined || known.addresses.length === 0 ? record.addresses : known.addresses
  }

  async #registration(kept: Kept, content: MailboxContent): Promise<Registration> {
    kept.sent = kept.wanted
    const { grants, bundle } = await content.registration()
    const { home, network } = this.#options
    const { id, membershipKey } = (this.#isHome(kept) && home?.network) || network
    return { grants, bundle, network: id, membershipKey }
  }

  #moveCursor(kept: Kept, { incarnation, sequence }: MailboxCursor): void {
    kept.record = { ...kept.record, incarnation, after: sequence }
    this.#options.store.batch([this.#op(kept.record)]).catch((error: unknown) => {
      // The page will be fetched again, and every envelope in it is known.
      this.#options.logger.error('the position in a mailbox was not kept: %e', error)
    })
  }

  #count(): void {
    this.#wake()
    const { held } = this
    if (held === this.#held) return
    this.#held = held
    this.#options.onCount(held)
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }

  /** Until it holds, the signal aborts, or we stop. */
  async #until(holds: () => boolean, signal: AbortSignal): Promise<void> {
    while (!this.#stopped && !signal.aborted && !holds()) {
      await new Promise<void>(resolve => {
        const done = (): void => {
          this.#waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        this.#waiting.add(done)
        signal.addEventListener('abort', done)
      })
    }
  }
}

function keyOf(mailbox: Uint8Array): { readonly id: string } {
  return { id: bytesToHex(mailbox) }
}
