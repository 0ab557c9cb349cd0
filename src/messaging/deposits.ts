/**
 * Deposits: copies of the rows of an outbox at the mailboxes of their contacts, a bounded
 * number at a time. What a coordinator signed or refused is reported to the core.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { EpochMs } from '../ports.ts'
import type { MailboxAddress } from '../wire/index.ts'
import type { Committer } from './batch.ts'
import { MAX_DEPOSITS } from './constants.ts'
import type { OutboxRow } from './core/outbox.ts'
import { openDeposits } from './core/outbox.ts'
import type { Peer } from './core/peer.ts'
import { depositTarget, noteDeposit } from './core/progress.ts'
import { rowNow } from './core/seal.ts'

/** One copy for one mailbox. */
export interface DepositOrder {
  readonly mailbox: MailboxAddress
  /** The contact's deposit secret, or the secret of its invite. */
  readonly secret: Uint8Array
  readonly nonce: Uint8Array
  readonly envelope: Uint8Array
  readonly expires: EpochMs
  /** Our user is told how many hold it. */
  readonly isShown: boolean
}

/** What a coordinator made of a deposit. */
export type DepositOutcome =
  | { readonly kind: 'held'; readonly until: EpochMs }
  /** Not now: the owner's registration may lag behind. It is asked again, like one that does not answer. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'later' }

/** What deposits work with. */
export interface DepositsOptions {
  readonly committer: Committer
  readonly peers: ReadonlyMap<string, Peer>
  /** Never rejects: whatever fails for now is `later`. */
  deposit(order: DepositOrder, signal: AbortSignal): Promise<DepositOutcome>
  /** A coordinator signed for a copy of that row; nothing of ours knows yet. */
  handedOver(row: OutboxRow): void
}

/** Makes deposits for all contacts. */
export class Deposits {
  readonly #options: DepositsOptions
  #running = 0
  readonly #waiting: Array<() => void> = []

  constructor(options: DepositsOptions) {
    this.#options = options
  }

  /** Tries all copies of one row that are still open. */
  async make(userId: string, id: string, signal: AbortSignal): Promise<void> {
    const peer = this.#options.peers.get(userId)
    const row = peer?.outbox.get(id)
    if (peer === undefined || row === undefined) return
    if (rowNow(peer, row).sealed === undefined || row.sealed === undefined) return
    const target = depositTarget(peer, row)
    if (target === undefined) return
    const envelope = row.sealed
    const mailboxes = target.mailboxes.map(({ mailbox }) => mailbox)
    await Promise.all(
      openDeposits(row, mailboxes).map(async deposit => {
        const mailbox = target.mailboxes.find(known => equalBytes(known.mailbox, deposit.mailbox))
        if (mailbox === undefined) return
        const order = {
          mailbox,
          secret: target.secret,
          nonce: deposit.nonce,
          envelope,
          expires: row.expires,
          isShown: row.entry !== undefined
        }
        const outcome = await this.#bounded(async () => this.#options.deposit(order, signal))
        if (outcome.kind === 'later') return
        if (outcome.kind === 'held') this.#options.handedOver(row)
        await this.#options.committer.run(batch => {
          const current = batch.peer(userId)
          // Sealed again in the meantime, it is another deposit.
          const isSame = current?.outbox
            .get(id)
            ?.deposits.some(({ nonce }) => equalBytes(nonce, deposit.nonce))
          if (current !== undefined && isSame === true) {
            batch.apply(noteDeposit(current, id, deposit.mailbox, outcome))
          }
        })
      })
    )
  }

  async #bounded<T>(work: () => Promise<T>): Promise<T> {
    while (this.#running >= MAX_DEPOSITS) {
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }
}
