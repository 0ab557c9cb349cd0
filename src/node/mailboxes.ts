/**
 * Our own mailboxes: at three coordinators one for contacts and one for strangers' requests
 * each, every one with a key of its own. Chooses where they lie, keeps them registered,
 * and hands what comes out of them to the messenger.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { addressBytes } from '../discovery/index.ts'
import type { CoordinatorCandidate } from '../discovery/index.ts'
import { peerIdOf } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import type { Messenger } from '../messaging/index.ts'
import type { StoreOp } from '../ports.ts'
import { WANTED_MAILBOXES } from '../relay/index.ts'
import type { CreateHost, Registration } from '../relay/index.ts'
import { MAX_COORDINATOR_ADDRESSES } from '../wire/index.ts'
import type { MailboxAddress } from '../wire/index.ts'
import type { MailboxRecord } from '../wire/vault.ts'
import { Changes } from './changes.ts'
import type { NodeContext } from './context.ts'
import { KeptMailbox } from './kept-mailbox.ts'
import { MailboxContent } from './mailbox-content.ts'
import { planMailboxes } from './mailbox-plan.ts'
import { forgetMailbox, loadMailboxes, newMailbox, putMailbox } from './mailbox-records.ts'
import { whoseDevice } from './whose-device.ts'

/** How long an invite waits for coordinators before this node holds requests itself. */
const AWAY_DEADLINE = 5_000

/** What the mailboxes need of the node around them. */
export interface MailboxesOptions extends NodeContext {
  /** Own PeerId. */
  readonly self: string
  readonly placementSecret: Uint8Array
  /** Account key: who knows it can read our bundle. */
  readonly account: Uint8Array
  /** The one to register under: its coordinators keep mailboxes for whoever proves to know it. */
  readonly network: Network
  readonly createHost: CreateHost
  messenger(): Messenger
  /** Whether contacts may see that we are online. */
  readonly says: boolean
  /** Where strangers find us while no coordinator is known; undefined: nowhere. */
  readonly home: Home | undefined
  /** Coordinators that can be reached now, and those that are only known. */
  coordinators(): readonly CoordinatorCandidate[]
  /** Whether it says that it is a coordinator; undefined: it has said nothing. */
  serves(peerId: string): boolean | undefined
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

/** All mailboxes of this node. */
export class Mailboxes {
  readonly #options: MailboxesOptions
  readonly #kept: Map<string, KeptMailbox> = new Map()
  /** What is stopping because its mailbox was forgotten. */
  readonly #leaving: Set<Promise<void>> = new Set()
  readonly #changes: Changes = new Changes()
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
    for await (const record of loadMailboxes(store)) {
      // Who listens nowhere cannot keep its own mailbox.
      if (home !== undefined || peerIdOf(record.coordinator) !== self) this.#keep(record, true)
    }
    this.#count()
  }

  /** Where contacts deposit: wherever a coordinator knows the mailbox. */
  forContacts(): readonly MailboxAddress[] {
    return this.#named(this.#active(false))
  }

  /** Where strangers with an invite deposit: at coordinators, or at home while there are none. */
  forRequests(): readonly MailboxAddress[] {
    const all = this.#active(true)
    const away = this.#named(all.filter(kept => !this.#isHome(kept)))
    return away.length > 0 ? away : this.#named(all)
  }

  /** Contacts' mailboxes that are registered and connected. */
  get held(): number {
    return this.#heldOf(false).length
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
        this.#changes.happened()
      }
    })
    const round = this.#nextPlacing
    this.#placing = round.catch(() => undefined)
    await round
  }

  /**
   * Where strangers can deposit now: at the coordinators that hold a request mailbox, and
   * answer. An invite must not need a third party: while there is none, this node does, and
   * names also those that will hold theirs when they are back.
   *
   * @returns empty: nobody can hold requests, or not by the signal
   */
  async openForRequests(signal: AbortSignal): Promise<readonly MailboxAddress[]> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(AWAY_DEADLINE)])
    await this.#changes.until(() => this.#isSettled(true), patience)
    const answering = await this.#refreshed(this.#active(true), patience)
    const away = answering.filter(kept => !this.#isHome(kept))
    if (away.length > 0) return this.#named(away)
    const home = await this.#openHome(signal)
    if (home === undefined) return []
    const others = this.#active(true).filter(kept => kept !== home)
    return this.#named([home, ...others]).slice(0, WANTED_MAILBOXES)
  }

  /** Grants or bundle changed: coordinators that can be reached are told. */
  refresh(): void {
    for (const kept of this.#kept.values()) if (kept.held || kept.pending) kept.refresh()
  }

  /**
   * The same, and resolves when those that answer know it, or at the signal.
   *
   * @param places - of these mailboxes only; default: of all
   * @returns names of the mailboxes whose coordinators know it
   */
  async refreshed(signal: AbortSignal, places?: readonly MailboxAddress[]): Promise<readonly Uint8Array[]> {
    const all = [...this.#kept.values()]
    const wanted =
      places === undefined
        ? all
        : all.filter(kept => places.some(({ mailbox }) => equalBytes(mailbox, kept.mailbox)))
    return (await this.#refreshed(wanted, signal)).map(({ mailbox }) => mailbox)
  }

  /** A coordinator is connected again: its mailboxes are asked at once. */
  look(coordinatorId: string): void {
    for (const kept of this.#kept.values()) if (kept.coordinatorId === coordinatorId) kept.look()
  }

  /** The device slept, or its network changed: all are asked whether they are there. */
  doubt(): void {
    for (const kept of this.#kept.values()) kept.doubt()
  }

  /** Resolves when all contacts' mailboxes are held that can be held now, or at the signal. */
  async whenHeld(signal: AbortSignal): Promise<void> {
    await this.#changes.until(() => this.#isSettled(false), signal)
  }

  /**
   * Resolves when one of our mailboxes has said whether this disk is an old one, when none of those that
   * could say it can be reached, or at the signal.
   */
  async assured(signal: AbortSignal): Promise<void> {
    await this.#changes.until(() => {
      const all = [...this.#kept.values()]
      return all.some(({ assured }) => assured) || !all.some(({ placed, pending }) => placed && pending)
    }, signal)
  }

  /** Other contacts may see that we are online. */
  leaseChanged(): void {
    for (const kept of this.#kept.values()) kept.leaseChanged()
  }

  /** Something that `whenHeld` depends on has changed outside. */
  changed(): void {
    this.#changes.happened()
  }

  /** Leaves the coordinators; what lies there stays. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#changes.end()
    await Promise.all([...this.#leaving, ...[...this.#kept.values()].map(async kept => kept.stop())])
  }

  /** All are held that are wanted, or no more may come. */
  #isSettled(requests: boolean): boolean {
    const mayCome =
      this.#active(requests).some(({ pending }) => pending) ||
      this.#isPlacing ||
      this.#nextPlacing !== undefined ||
      this.#options.dialling()
    return this.#heldOf(requests).length >= WANTED_MAILBOXES || !mayCome
  }

  async #refreshed(mailboxes: readonly KeptMailbox[], signal: AbortSignal): Promise<readonly KeptMailbox[]> {
    const wanted = mailboxes
      .filter(({ held, pending }) => held || pending)
      .map(kept => ({ kept, version: kept.refresh() }))
    await this.#changes.until(
      () => wanted.every(({ kept, version }) => kept.knows(version) || !(kept.held || kept.pending)),
      signal
    )
    return wanted.filter(({ kept, version }) => kept.knows(version)).map(({ kept }) => kept)
  }

  async #placeNow(): Promise<void> {
    if (this.#stopped) return
    const { crypto, rng, clock, store, placementSecret: secret } = this.#options
    const now = clock()
    const known = this.#options.coordinators()
    const contacts = [...this.#options.messenger().peers()].filter(({ consent }) => consent === 'accepted')
    const { added, revived, retired, forgotten } = planMailboxes(crypto, [...this.#kept.values()], known, {
      secret,
      now,
      isContact: peerId => whoseDevice(contacts, peerId) !== undefined,
      serves: peerId => this.#options.serves(peerId)
    })
    const records = added.flatMap(({ peerId, addresses }) =>
      [false, true]
        .filter(
          requests =>
            !revived.some(kept => kept.coordinatorId === peerId && kept.record.requests === requests)
        )
        .map(requests => newMailbox(rng, peerId, addresses, requests))
    )
    const ops: StoreOp[] = [
      ...forgotten.map(({ mailbox }) => forgetMailbox(mailbox)),
      ...retired.map(({ record }) => putMailbox(crypto, { ...record, retired: now })),
      ...revived.map(({ record }) => putMailbox(crypto, { ...record, retired: 0 })),
      ...records.map(record => putMailbox(crypto, record))
    ]
    if (ops.length === 0) return
    await store.batch(ops)
    for (const kept of retired) kept.record = { ...kept.record, retired: now }
    for (const kept of revived) kept.record = { ...kept.record, retired: 0 }
    for (const kept of forgotten) {
      this.#kept.delete(bytesToHex(kept.mailbox))
      const leaving: Promise<void> = kept.stop().finally(() => this.#leaving.delete(leaving))
      this.#leaving.add(leaving)
    }
    // by new owners: one that was given up in an earlier life holds no lease
    await Promise.all(revived.map(async kept => kept.stop()))
    if (this.#stopped) return
    for (const { record, placed } of revived) this.#keep(record, placed)
    for (const record of records) this.#keep(record, false)
    this.#count()
    if (retired.length + revived.length > 0) this.#options.onMoved()
  }

  /** This node's own request mailbox, held; undefined: it has none, or not by the signal. */
  async #openHome(signal: AbortSignal): Promise<KeptMailbox | undefined> {
    const { home } = this.#options
    if (home === undefined || this.#stopped) return undefined
    const find = (): KeptMailbox | undefined => this.#active(true).find(kept => this.#isHome(kept))
    if (find() === undefined) {
      this.#openingHome ??= this.#createHome(home).finally(() => {
        this.#openingHome = undefined
      })
      await this.#openingHome
    }
    await this.#changes.until(() => find()?.held === true, signal)
    const kept = find()
    return kept?.held === true ? kept : undefined
  }

  async #createHome(home: Home): Promise<void> {
    const { crypto, rng, store, self } = this.#options
    const record = newMailbox(rng, self, home.addresses(), true)
    await store.batch([putMailbox(crypto, record)])
    if (!this.#stopped) this.#keep(record, false)
  }

  #isHome({ coordinatorId }: KeptMailbox): boolean {
    return coordinatorId === this.#options.self
  }

  #active(requests: boolean): readonly KeptMailbox[] {
    return [...this.#kept.values()].filter(
      ({ record }) => record.requests === requests && record.retired === 0
    )
  }

  #heldOf(requests: boolean): readonly KeptMailbox[] {
    return this.#active(requests).filter(({ held }) => held)
  }

  /** As others name them. A mailbox that its coordinator has not heard of would refuse their mail. */
  #named(mailboxes: readonly KeptMailbox[]): readonly MailboxAddress[] {
    return mailboxes
      .filter(({ placed }) => placed)
      .map(kept => {
        const addresses = this.#coordinatorAddresses(kept).flatMap(text => addressBytes(text) ?? [])
        return { mailbox: kept.mailbox, addresses: addresses.slice(0, MAX_COORDINATOR_ADDRESSES) }
      })
  }

  /** Runs a mailbox whose record is on the disk. */
  #keep(record: MailboxRecord, placed: boolean): void {
    const mailbox = this.#options.crypto.ed25519PublicKey(record.seed)
    const content = new MailboxContent(this.#options, mailbox, record.requests)
    const kept: KeptMailbox = new KeptMailbox({
      ...this.#options,
      record,
      placed,
      addresses: each => this.#coordinatorAddresses(each),
      registration: async () => await this.#registration(record, content),
      stock: async (_mailbox, left) => await content.stock(left),
      deliver: async items => await content.deliver(items),
      ...(this.#options.says && !record.requests && record.retired === 0
        ? { leaseTags: (coordinator, day) => content.leaseTags(coordinator, day) }
        : {}),
      keep: async each => {
        await this.#options.store.batch([putMailbox(this.#options.crypto, each)])
      },
      writerId: () => this.#options.messenger().writer.writerId,
      onOutdated: async writerId => {
        await this.#options.messenger().outdated(writerId)
      },
      onFetched: ({ record: moved }) => {
        this.#write(moved)
      },
      onPlaced: () => {
        this.#options.onMoved()
      },
      onChange: () => {
        this.#count()
      }
    })
    this.#kept.set(bytesToHex(mailbox), kept)
  }

  /** Newer addresses of the coordinator, if it has moved. */
  #coordinatorAddresses(kept: KeptMailbox): readonly string[] {
    if (this.#isHome(kept)) return this.#options.home?.addresses() ?? []
    const { coordinatorId, record } = kept
    const known = this.#options.coordinators().find(({ peerId }) => peerId === coordinatorId)
    return known === undefined || known.addresses.length === 0 ? record.addresses : known.addresses
  }

  async #registration({ coordinator }: MailboxRecord, content: MailboxContent): Promise<Registration> {
    const { home, self } = this.#options
    const network = peerIdOf(coordinator) === self ? home?.network : undefined
    const { id, membershipKey } = network ?? this.#options.network
    return { ...(await content.registration()), network: id, membershipKey }
  }

  #write(record: MailboxRecord): void {
    const { crypto, store, logger } = this.#options
    store.batch([putMailbox(crypto, record)]).catch((error: unknown) => {
      // The page will be fetched again, and every envelope in it is known.
      logger.error('the position in a mailbox was not kept: %e', error)
    })
  }

  #count(): void {
    this.#changes.happened()
    const { held } = this
    if (held === this.#held) return
    this.#held = held
    this.#options.onCount(held)
  }
}
