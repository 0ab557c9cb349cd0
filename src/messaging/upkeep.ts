/**
 * What has to be done with an outbox before its rows go out: it may be larger than a batch, so
 * each step takes as many rows at a time as fit into one.
 */
import type { Committer } from './batch.ts'
import { overAt } from './core/due.ts'
import { isForGoneDevice } from './core/keys.ts'
import { portions, waitsInClear } from './core/outbox.ts'
import type { OutboxRow } from './core/outbox.ts'
import type { Peer, Step, StepContext } from './core/peer.ts'
import { expireRows, failRows, isAsleep, wakeRows } from './core/progress.ts'
import { beginRenewal, needsRenewal } from './core/renewal.ts'
import { rowNow } from './core/seal.ts'
import { canSeal, sealWaiting } from './core/send.ts'
import { checkAt, checkWaiting } from './core/whereabouts.ts'

/** What upkeep works with. */
export interface UpkeepOptions {
  readonly committer: Committer
  readonly context: StepContext
  readonly peers: ReadonlyMap<string, Peer>
  /** Ends it between two batches. */
  readonly signal: AbortSignal
}

/** Whether a row is to be sealed, or given up because nobody can read it any more. */
export function isPending(row: OutboxRow, peer: Peer, context: StepContext): boolean {
  return isForGoneDevice(peer, row, context) || waitsForSeal(row, peer)
}

/** Whether a row is to be sealed, or was on a session that was given up. */
function waitsForSeal(row: OutboxRow, peer: Peer): boolean {
  if (!canSeal(peer)) return false
  const now = rowNow(peer, row)
  return waitsInClear(now) || (now.kind === 'acknowledgement' && now.sealed === undefined)
}

/** Looks after the outboxes of all contacts. */
export class Upkeep {
  readonly #options: UpkeepOptions

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  /** What is over is given up, what can be sealed is sealed, and to the device that is there now. */
  async settle(userId: string): Promise<void> {
    const { context } = this.#options
    await this.#check(userId)
    await this.#inPortions(userId, row => overAt(row) <= context.clock(), expireRows)
    await this.#inPortions(userId, (row, peer) => isForGoneDevice(peer, row, context), failRows)
    await this.#renew(userId)
    await this.#inPortions(userId, waitsForSeal, sealWaiting)
  }

  /** Nothing can be sealed for that contact any more, or nobody has answered to what should change that. */
  async #renew(userId: string): Promise<void> {
    const { committer, peers } = this.#options
    const isMeant = (peer: Peer | undefined): peer is Peer => peer !== undefined && needsRenewal(peer)
    if (!isMeant(peers.get(userId))) return
    await committer.run(batch => {
      const peer = batch.peer(userId)
      if (isMeant(peer)) batch.apply(beginRenewal(peer, batch.context))
    })
  }

  /** What waits for its next attempt is due at once. */
  async wake(userId: string): Promise<void> {
    const now = this.#options.context.clock()
    await this.#inPortions(userId, row => isAsleep(row, now), wakeRows)
  }

  /** Where a contact is decides where its rows go. */
  async #check(userId: string): Promise<void> {
    const { committer, context, peers } = this.#options
    const isDue = (peer: Peer | undefined): peer is Peer =>
      peer !== undefined && checkAt(peer) <= context.clock()
    if (!isDue(peers.get(userId))) return
    await committer.run(batch => {
      const peer = batch.peer(userId)
      if (isDue(peer)) batch.apply(checkWaiting(peer, batch.context))
    })
  }

  async #inPortions(
    userId: string,
    isMeant: (row: OutboxRow, peer: Peer) => boolean,
    step: (peer: Peer, ids: readonly string[], context: StepContext) => Step
  ): Promise<void> {
    const { committer, peers, signal } = this.#options
    const peer = peers.get(userId)
    if (peer === undefined) return
    const rows = [...peer.outbox.values()].filter(row => isMeant(row, peer))
    for (const ids of portions(rows)) {
      if (signal.aborted) return
      await committer.run(batch => {
        const current = batch.peer(userId)
        if (current !== undefined) batch.apply(step(current, ids, batch.context))
      })
    }
  }
}
