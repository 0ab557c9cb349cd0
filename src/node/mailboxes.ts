/**
 * Our own mailboxes: at three coordinators one for contacts and one for strangers' requests
 * each, every one with a key of its own. Chooses where they lie, keeps them registered,
 * and hands what comes out of them to the messenger.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { addressBytes } from '../discovery/index.ts'
import type { CoordinatorCandidate } from '../discovery/index.ts'
import { EarshotError, StorageError } from '../errors.ts'
import { keyOfPeerId, peerIdOf, sealBundle } from '../identity/index.ts'
import type { Network } from '../identity/index.ts'
import type { Messenger } from '../messaging/index.ts'
import type { EpochMs, StoreOp } from '../ports.ts'
import {
  choosePlacement,
  createMailboxOwner,
  grantFor,
  openDeposit,
  tokenFor,
  tokenHash,
  WANTED_MAILBOXES
} from '../relay/index.ts'
import type { CollectedItem, CreateHost, MailboxCursor, MailboxOwner, Registration } from '../relay/index.ts'
import {
  decodeMailboxRecord,
  encodeMailboxRecord,
  MAX_COORDINATOR_ADDRESSES,
  MAX_GRANTS
} from '../wire/index.ts'
import type { Grant, MailboxAddress, MailboxRecord } from '../wire/index.ts'
import type { NodeContext } from './context.ts'

/** A coordinator that was away for so long is replaced, if another one is known. */
const REPLACED_AFTER: EpochMs = 10 * 60_000
/** A mailbox that was given up is still looked into while mail for it may be alive. */
const RETIRED_KEPT: EpochMs = 15 * 24 * 3_600_000
/** Mailboxes that were given up and are still looked into. */
const MAX_RETIRED = 16

const TABLE = 'mailboxes'

/** What the mailboxes need of the node around them. */
export interface MailboxesOptions extends NodeContext {
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
  /** How many contacts' mailboxes are held has changed. */
  onCount(held: number): void
  /** The set of mailboxes has changed: the descriptor must name it. */
  onMoved(): void
}

/** This node as the keeper of its own request mailbox. */
export interface Home {
  readonly peerId: string
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
  /** The coordinator has what `registration` said last. */
  registered: PromiseWithResolvers<void>
}

/** All mailboxes of this node. */
export class Mailboxes {
  readonly #options: MailboxesOptions
  readonly #kept: Map<string, Kept> = new Map()
  #waiting: Array<() => void> = []
  #held = -1
  #stopped = false

  constructor(options: MailboxesOptions) {
    this.#options = options
  }

  /** Reads what the vault knows and goes to the coordinators. */
  async start(): Promise<void> {
    for await (const { value } of this.#options.store.walk(TABLE)) this.#keep(decodeMailboxRecord(value))
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

  /** Coordinators have come or gone: places that are missing are filled. */
  async place(): Promise<void> {
    if (this.#stopped) return
    const { crypto, clock, placementSecret } = this.#options
    const now = clock()
    const candidates = this.#options
      .coordinators()
      .filter(({ reachableSince }) => reachableSince > 0)
      .map(({ peerId, addresses, reachableSince }) => ({
        peerId,
        addresses,
        reachableSince,
        isContact: false,
        isHolder: this.#active(false).some(({ coordinatorId }) => coordinatorId === peerId)
      }))
    const holders = this.#active(false)
    const lost = holders.filter(({ lostSince }) => lostSince > 0 && now - lostSince > REPLACED_AFTER)
    const stays = holders.filter(kept => !lost.includes(kept))
    const chosen = choosePlacement(crypto, candidates, {
      secret: placementSecret,
      now,
      wanted: WANTED_MAILBOXES
    })
    const added = chosen
      .filter(({ peerId }) => !holders.some(({ coordinatorId }) => coordinatorId === peerId))
      .slice(0, WANTED_MAILBOXES - stays.length)
    if (added.length === 0) return
    const missing = Math.max(0, stays.length + lost.length + added.length - WANTED_MAILBOXES)
    const replaced = lost.slice(0, missing)
    const ops: StoreOp[] = []
    for (const { coordinatorId } of replaced) ops.push(...this.#retire(coordinatorId, now))
    for (const { peerId, addresses } of added) {
      for (const requests of [false, true]) ops.push(this.#create(peerId, addresses, requests))
    }
    await this.#options.store.batch(ops)
    this.#count()
    this.#options.onMoved()
  }

  /**
   * An invite must not need a third party: while no coordinator holds a request mailbox,
   * this node does. Resolves when it is open, or at the signal.
   */
  async openHome(signal: AbortSignal): Promise<void> {
    const { home, store, crypto } = this.#options
    if (home === undefined || this.#active(true).length > 0) return
    const record = this.#newRecord(home.peerId, home.addresses(), true)
    await store.batch([this.#op({ mailbox: crypto.ed25519PublicKey(record.seed), record })])
    await Promise.race([this.#keep(record).registered.promise, aborted(signal)])
    this.#options.onMoved()
  }

  /** Grants or bundle changed; resolves when the coordinators that answer know it, or at the signal. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const reached = [...this.#kept.values()].filter(({ owner }) => owner.held)
    for (const kept of reached) {
      kept.registered = Promise.withResolvers()
      kept.owner.refresh()
    }
    if (signal === undefined) return
    const all = Promise.all(reached.map(async ({ registered }) => registered.promise))
    await Promise.race([all, aborted(signal)])
  }

  /** A coordinator is connected again: its mailboxes are asked at once. */
  wake(coordinatorId: string): void {
    for (const kept of this.#kept.values()) {
      if (kept.coordinatorId === coordinatorId && !kept.owner.held) kept.owner.wake()
    }
  }

  /** Resolves when all are held that the known coordinators can hold, or at the signal. */
  async whenHeld(signal: AbortSignal): Promise<void> {
    const wanted = (): number => Math.min(WANTED_MAILBOXES, this.#options.coordinators().length)
    while (this.held < wanted() && !signal.aborted) {
      const changed = Promise.withResolvers<void>()
      this.#waiting.push(changed.resolve)
      await Promise.race([changed.promise, aborted(signal)])
    }
  }

  /** Leaves the coordinators; what lies there stays. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all([...this.#kept.values()].map(async ({ owner }) => owner.stop()))
  }

  #isHome({ coordinatorId }: Pick<Kept, 'coordinatorId'>): boolean {
    return coordinatorId === this.#options.home?.peerId
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

  #create(coordinatorId: string, addresses: readonly string[], requests: boolean): StoreOp {
    return this.#op(this.#keep(this.#newRecord(coordinatorId, addresses, requests)))
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

  #retire(coordinatorId: string, now: EpochMs): readonly StoreOp[] {
    const ops: StoreOp[] = []
    for (const [name, kept] of this.#kept) {
      const over = kept.record.retired > 0 && now - kept.record.retired > RETIRED_KEPT
      if (over || this.#retiredCount() > MAX_RETIRED) {
        void kept.owner.stop()
        this.#kept.delete(name)
        ops.push({ kind: 'delete', table: TABLE, key: { id: name } })
      } else if (kept.coordinatorId === coordinatorId && kept.record.retired === 0) {
        kept.record = { ...kept.record, retired: now }
        ops.push(this.#op(kept))
      }
    }
    return ops
  }

  #retiredCount(): number {
    return [...this.#kept.values()].filter(({ record }) => record.retired > 0).length
  }

  #op({ mailbox, record }: Pick<Kept, 'mailbox' | 'record'>): StoreOp {
    return { kind: 'put', table: TABLE, key: { id: bytesToHex(mailbox) }, value: encodeMailboxRecord(record) }
  }

  #keep(record: MailboxRecord): Kept {
    const { createHost, crypto, rng, clock, logger } = this.#options
    const coordinatorId = peerIdOf(record.coordinator)
    const owner = createMailboxOwner({
      createHost,
      crypto,
      rng,
      clock,
      logger,
      seed: record.seed,
      addresses: () => this.#coordinatorAddresses(kept),
      registration: async () => await this.#registration(kept),
      cursor:
        record.incarnation.length === 0
          ? undefined
          : { incarnation: record.incarnation, sequence: record.after },
      deliver: async items => {
        await this.#deliver(kept, items)
      },
      acknowledged: cursor => {
        this.#moveCursor(kept, cursor)
      },
      onEvent: event => {
        if (event.kind === 'registered') kept.registered.resolve()
        if (event.kind === 'held') kept.lostSince = 0
        if (event.kind === 'lost') kept.lostSince = kept.lostSince || clock()
        this.#count()
      }
    })
    const kept: Kept = {
      record,
      mailbox: crypto.ed25519PublicKey(record.seed),
      coordinatorId,
      owner,
      lostSince: clock(),
      registered: Promise.withResolvers()
    }
    this.#kept.set(bytesToHex(kept.mailbox), kept)
    owner.start()
    return kept
  }

  /** Newer addresses of the coordinator, if it has moved. */
  #coordinatorAddresses({ coordinatorId, record }: Kept): readonly string[] {
    if (this.#isHome({ coordinatorId })) return this.#options.home?.addresses() ?? []
    const known = this.#options.coordinators().find(({ peerId }) => peerId === coordinatorId)
    return known === undefined || known.addresses.length === 0 ? record.addresses : known.addresses
  }

  async #registration({ mailbox, record, coordinatorId }: Kept): Promise<Registration> {
    const { crypto, rng, account, network } = this.#options
    const messenger = this.#options.messenger()
    const grants: Grant[] = []
    let bundle: Uint8Array = new Uint8Array(0)
    if (record.requests) {
      bundle = sealBundle(crypto, rng, account, mailbox, await messenger.bundle())
      for (const { secret, expires } of messenger.invites.granted()) {
        grants.push(grantFor(crypto, secret, mailbox, { stranger: true, expires }))
      }
    } else {
      for (const { consent, depositSecret } of messenger.peers()) {
        // Whom we asked answers into our mailbox; who asked us has to wait for our answer.
        if (consent === 'accepted' || consent === 'requested')
          grants.push(grantFor(crypto, depositSecret, mailbox))
      }
    }
    const { id, membershipKey } = (this.#isHome({ coordinatorId }) && this.#options.home?.network) || network
    return { grants: grants.slice(0, MAX_GRANTS), bundle, network: id, membershipKey }
  }

  async #deliver(kept: Kept, items: readonly CollectedItem[]): Promise<void> {
    await Promise.all(
      items.map(async item => {
        await this.#deliverItem(kept, item)
      })
    )
  }

  /** The token says which contact or invite it is; no other is tried. */
  async #deliverItem({ mailbox, record }: Kept, item: CollectedItem): Promise<void> {
    const { crypto, logger } = this.#options
    const messenger = this.#options.messenger()
    const wanted = bytesToHex(item.tokenHash)
    const fits = (secret: Uint8Array): boolean =>
      bytesToHex(tokenHash(crypto, tokenFor(crypto, secret, mailbox))) === wanted
    try {
      if (record.requests) {
        const secret = messenger.invites.secrets().find(fits)
        if (secret === undefined) return
        await messenger.receiveRequest(openDeposit(crypto, secret, mailbox, item.deposit))
      } else {
        for (const { userId, depositSecret } of messenger.peers()) {
          if (!fits(depositSecret)) continue
          await messenger.receiveMail(userId, openDeposit(crypto, depositSecret, mailbox, item.deposit))
          return
        }
      }
    } catch (error) {
      if (!(error instanceof EarshotError) || error instanceof StorageError) throw error
      logger('dropped an item of a mailbox: %s', error.name)
    }
  }

  #moveCursor(kept: Kept, { incarnation, sequence }: MailboxCursor): void {
    kept.record = { ...kept.record, incarnation, after: sequence }
    this.#options.store.batch([this.#op(kept)]).catch((error: unknown) => {
      // The page will be fetched again, and every envelope in it is known.
      this.#options.logger.error('the position in a mailbox was not kept: %e', error)
    })
  }

  #count(): void {
    for (const wake of this.#waiting.splice(0)) wake()
    const { held } = this
    if (held === this.#held) return
    this.#held = held
    this.#options.onCount(held)
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise(resolve => {
    signal.addEventListener('abort', resolve, { once: true })
  })
}
