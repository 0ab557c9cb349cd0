/**
 * Brings rows of the outbox to their contacts: at once over a live link, and from one
 * second after enqueue as deposits at the contact's mailboxes, until an acknowledgement
 * takes the row away or its deadline passes. Nothing here decides what a state is; it
 * reports what happened to the core and does what the rows ask for.
 */
import type { EpochMs, Logger } from '../ports.ts'
import { startDeadline } from '../schedule.ts'
import type { Schedule } from '../schedule.ts'
import type { Committer } from './batch.ts'
import { DEPOSIT_DEADLINE, LONGEST_SLEEP, RETRY_FIRST } from './constants.ts'
import { dueAt, nextTurn } from './core/due.ts'
import type { LaneState } from './core/due.ts'
import { portions, waitsForBundle } from './core/outbox.ts'
import type { OutboxRow } from './core/outbox.ts'
import type { Peer, StepContext } from './core/peer.ts'
import { awaitProof, beginAttempt, finishAcknowledgements } from './core/progress.ts'
import { coalesceAcknowledgements } from './core/receive.ts'
import { rowNow } from './core/seal.ts'
import { checkAt } from './core/whereabouts.ts'
import type { CrashPoint } from './crash-point.ts'
import { Deposits } from './deposits.ts'
import type { DepositOrder, DepositOutcome } from './deposits.ts'
import { needsLink, newLane, provenOf, takeUnsent } from './lane.ts'
import type { Lane, LivePath } from './lane.ts'
import { isPending, Upkeep } from './upkeep.ts'

/** How delivery reaches the world. */
export interface DeliveryPorts {
  /** Starts looking for a contact; a link shows up through `linkOpened`. Never rejects. */
  seek(userId: string): void
  /** Makes a deposit. Never rejects: whatever fails for now is `later`. */
  deposit(order: DepositOrder, signal: AbortSignal): Promise<DepositOutcome>
  /** Resolves when it is known whether our disk is an old one, as far as that can be had. Never rejects. */
  assured(): Promise<void>
  /** What opens a session needs its receiver's bundle before it can be sealed. Never rejects. */
  prepareRequest(userId: string, signal: AbortSignal): Promise<void>
}

/** What delivery works with. */
export interface DeliveryOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly peers: ReadonlyMap<string, Peer>
  readonly ports: DeliveryPorts
  readonly logger: Logger
  readonly schedule: Schedule
  crashPoint(name: CrashPoint): void
}

/** Drives the outboxes of all contacts. */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #lanes: Map<string, Lane> = new Map()
  readonly #stopping: AbortController = new AbortController()
  readonly #deposits: Deposits
  readonly #upkeep: Upkeep

  constructor(options: DeliveryOptions) {
    const { committer, context, peers, ports } = options
    this.#options = options
    this.#upkeep = new Upkeep({ committer, context, peers, signal: this.#stopping.signal })
    this.#deposits = new Deposits({
      committer,
      peers,
      deposit: async (order, signal) => await ports.deposit(order, signal),
      handedOver: row => {
        this.#handedOver([row])
      }
    })
  }

  /** Begins with what waits from an earlier life. */
  start(): void {
    for (const userId of this.#options.peers.keys()) this.wake(userId)
  }

  /** Whether a live link to that contact is open. */
  isLinked(userId: string): boolean {
    return this.#lanes.get(userId)?.link !== undefined
  }

  /** A link proved to be that contact's device. */
  linkOpened(userId: string, link: LivePath): void {
    const lane = this.#lane(userId)
    lane.link = link
    lane.inFlight.clear()
    lane.progress = this.#options.context.clock()
    this.wake(userId)
  }

  /** That link ended. Rows in flight on it are open again. */
  linkClosed(userId: string, link: LivePath): void {
    const lane = this.#lanes.get(userId)
    if (lane?.link !== link) return
    lane.link = undefined
    lane.inFlight.clear()
    // Not `wake`: whoever keeps the links decides when to look for the contact again.
    this.#schedule(userId, lane)
  }

  /** That contact's link brought something: it works. */
  alive(userId: string): void {
    const lane = this.#lanes.get(userId)
    if (lane?.link !== undefined) lane.progress = this.#options.context.clock()
  }

  /** Envelopes outside of the outbox (acknowledgements): over the link or not at all. */
  sendNow(userId: string, envelopes: readonly Uint8Array[]): void {
    const lane = this.#lanes.get(userId)
    if (lane?.link === undefined) return
    lane.progress = this.#options.context.clock()
    void this.#send(userId, lane, lane.link, envelopes).then(sent => {
      if (sent) this.#options.crashPoint('R4')
    })
  }

  /** Something changed for that contact: look at its rows now. */
  wake(userId: string): void {
    if (this.#stopping.signal.aborted) return
    const peer = this.#options.peers.get(userId)
    if (peer === undefined) return
    const lane = this.#lane(userId)
    if (lane.link !== undefined) this.#flush(userId, lane).catch(error => this.#failed(userId, lane, error))
    else if (needsLink(peer)) this.#options.ports.seek(userId)
    this.#schedule(userId, lane)
  }

  /** The contact came back (presence): waiting rows are due at once. */
  async returned(userId: string): Promise<void> {
    await this.#upkeep.wake(userId)
    this.wake(userId)
  }

  /** Deposits everything that waits, without regard to its time, until the signal. */
  async flush(signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#options.peers.values()].map(async peer => {
        await this.#round(peer.userId, this.#lane(peer.userId), Number.MAX_SAFE_INTEGER, signal)
      })
    )
  }

  /** Ends all timers. Idempotent. */
  stop(): void {
    this.#stopping.abort()
    for (const lane of this.#lanes.values()) lane.cancelTimer()
  }

  #lane(userId: string): Lane {
    const known = this.#lanes.get(userId)
    if (known !== undefined) return known
    const lane = newLane()
    this.#lanes.set(userId, lane)
    return lane
  }

  async #flush(userId: string, lane: Lane): Promise<void> {
    if (lane.sending) return
    lane.sending = true
    try {
      while (lane.link !== undefined && !this.#stopping.signal.aborted) {
        const link = lane.link
        const rows = takeUnsent(lane, this.#options.peers.get(userId), this.#options.context)
        if (rows.length === 0) return
        const envelopes = rows.flatMap(row => row.sealed ?? [])
        if (!(await this.#send(userId, lane, link, envelopes))) return
        this.#handedOver(rows)
        await this.#awaitProof(userId, rows)
      }
    } finally {
      lane.sending = false
    }
  }

  async #send(
    userId: string,
    lane: Lane,
    link: LivePath,
    envelopes: readonly Uint8Array[]
  ): Promise<boolean> {
    try {
      await link.send(envelopes, this.#stopping.signal)
      return true
    } catch (error) {
      this.#options.logger('link lost while sending: %s', (error as Error).name)
      if (lane.link === link) this.linkClosed(userId, link)
      return false
    }
  }

  /** Somebody else has them now, and nothing of ours knows yet. */
  #handedOver(rows: readonly OutboxRow[]): void {
    if (rows.some(({ kind }) => kind === 'message')) this.#options.crashPoint('S4')
    // a repeated one does not know what it covers
    if (rows.some(({ acknowledges }) => acknowledges.length > 0)) this.#options.crashPoint('R4')
  }

  async #awaitProof(userId: string, rows: readonly OutboxRow[]): Promise<void> {
    const sent = rows.filter(row => row.kind === 'acknowledgement').map(row => row.id)
    if (sent.length === 0) return
    await this.#options.committer.run(batch => {
      const peer = batch.peer(userId)
      if (peer !== undefined) batch.apply(awaitProof(peer, sent, batch.context))
    })
  }

  /** @param atLeast - milliseconds to wait in any case */
  #schedule(userId: string, lane: Lane, atLeast: number = 0): void {
    lane.cancelTimer()
    const peer = this.#options.peers.get(userId)
    if (peer === undefined || this.#stopping.signal.aborted) return
    const outbox = [...peer.outbox.values()].map(row => rowNow(peer, row))
    const rows = nextTurn(outbox, this.#stateOf(lane), row => isPending(row, peer, this.#options.context))
    const turn = Math.min(rows, checkAt(peer))
    if (turn === Number.POSITIVE_INFINITY && peer.outbox.size === 0) return
    const due = turn - this.#options.context.clock()
    const wait = Math.min(Math.max(due, atLeast), LONGEST_SLEEP)
    lane.cancelTimer = this.#options.schedule(wait, () => {
      this.#tick(userId, lane).catch(error => this.#failed(userId, lane, error))
    })
  }

  /** The disk, most likely: what could not be written is tried again, but not without pause. */
  #failed(userId: string, lane: Lane, error: unknown): void {
    this.#options.logger.error('delivery to a contact failed: %e', error)
    lane.inFlight.clear()
    this.#schedule(userId, lane, RETRY_FIRST)
  }

  async #tick(userId: string, lane: Lane): Promise<void> {
    await this.#round(userId, lane, this.#options.context.clock(), this.#stopping.signal)
    this.wake(userId)
  }

  /** One attempt for every row that is due by `now`, those first that have been due for longest. */
  async #round(userId: string, lane: Lane, now: EpochMs, signal: AbortSignal): Promise<void> {
    const { committer } = this.#options
    if (this.#options.peers.get(userId)?.outbox.size !== 0) await this.#options.ports.assured()
    await this.#upkeep.settle(userId)
    const prepared = await this.#withDeadline(signal, async deadline =>
      this.#prepare(userId, lane, now, deadline)
    )
    const isDue = (held: OutboxRow): boolean => {
      const peer = this.#options.peers.get(userId)
      const row = peer === undefined ? held : rowNow(peer, held)
      return dueAt(row, this.#stateOf(lane)) <= now && (row.sealed !== undefined || prepared)
    }
    const due = await committer.run(batch => {
      let current = batch.peer(userId)
      if (current === undefined) return []
      batch.apply(finishAcknowledgements(current, provenOf(lane, current, batch.context.clock())))
      current = batch.peer(userId) ?? current
      if ([...current.outbox.values()].some(row => row.kind === 'acknowledgement' && isDue(row))) {
        batch.apply(coalesceAcknowledgements(current, batch.context))
        current = batch.peer(userId) ?? current
      }
      const rows = [...current.outbox.values()].filter(isDue)
      return rows.toSorted((a, b) => a.nextAttempt - b.nextAttempt)
    })
    for (const portion of portions(due)) {
      if (signal.aborted || this.#stopping.signal.aborted) return
      const begun = await committer.run(batch => {
        const peer = batch.peer(userId)
        if (peer === undefined) return []
        const ids = portion.filter(id => {
          const row = peer.outbox.get(id)
          return row !== undefined && isDue(row)
        })
        batch.apply(beginAttempt(peer, ids, batch.context))
        return ids
      })
      await this.#withDeadline(signal, async deadline => {
        await Promise.all(begun.map(async id => this.#deposits.make(userId, id, deadline)))
      })
    }
  }

  #stateOf({ link, progress, preparing }: Lane): LaneState {
    return { linked: link !== undefined, progress, preparing, now: this.#options.context.clock() }
  }

  /** Gets what a request that is due waits for. @returns whether that was tried */
  async #prepare(userId: string, lane: Lane, now: EpochMs, signal: AbortSignal): Promise<boolean> {
    const peer = this.#options.peers.get(userId)
    if (peer === undefined || lane.preparing) return false
    const clock = this.#options.context.clock()
    const rows = [...peer.outbox.values()].map(row => rowNow(peer, row))
    if (!rows.some(row => waitsForBundle(row, clock) && dueAt(row, this.#stateOf(lane)) <= now)) return false
    lane.preparing = true
    try {
      await this.#options.ports.prepareRequest(userId, signal)
      return true
    } finally {
      lane.preparing = false
    }
  }

  async #withDeadline<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deadline = startDeadline(this.#options.schedule, DEPOSIT_DEADLINE, signal)
    try {
      return await work(deadline.signal)
    } finally {
      deadline.clear()
    }
  }
}
