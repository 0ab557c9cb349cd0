/**
 * What has to reach somebody, and how far it has come. A row is written in the same
 * batch as the session that sealed it, before its first byte leaves; what is sent again
 * are the identical bytes, on a link or in a mailbox.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { EpochMs, Rng } from '../../ports.ts'
import type { HistoryEntry } from './history.ts'
import { MAX_COPIES } from '../../wire/vault.ts'
import { DELIVERY_DEADLINE, MAX_ROWS_AT_ONCE, RETRY_FIRST, RETRY_LONGEST } from '../constants.ts'

/** What a row carries. All but acknowledgements wait for one. */
export type RowKind = 'request' | 'accept' | 'descriptor' | 'message' | 'acknowledgement' | 'resumption'

/** One copy at one mailbox. */
export interface Deposit {
  /** Ed25519 public key that names the mailbox. */
  readonly mailbox: Uint8Array
  /** 24 bytes: repeating a deposit with it repeats the same bytes. */
  readonly nonce: Uint8Array
  /** From the verified custody receipt; 0 before. */
  readonly heldUntil: EpochMs
  /** The coordinator did not take it when it was asked last; it is asked again like any other. */
  readonly refused: boolean
}

/** Something that has to reach one contact. */
export interface OutboxRow {
  /** Id of the content, hex. */
  readonly id: string
  readonly kind: RowKind
  /** The content in clear: it cannot be sealed yet, or may have to be sealed again on another session. */
  readonly content: Uint8Array | undefined
  /** Envelope, or sealed request. Undefined while `content` waits, and after expiry. */
  readonly sealed: Uint8Array | undefined
  /** Ed25519 key of the device that `sealed` is for. */
  readonly device: Uint8Array | undefined
  /** Id of the session that `sealed` belongs to, hex. */
  readonly session: string | undefined
  readonly created: EpochMs
  readonly expires: EpochMs
  /** Rounds of deposits made. */
  readonly attempts: number
  readonly nextAttempt: EpochMs
  readonly deposits: readonly Deposit[]
  /** Of a message: how it is shown. Lies in the history, not in the row's record. */
  readonly entry: HistoryEntry | undefined
  /** Of an acknowledgement: the ids that it covers. */
  readonly acknowledges: readonly Uint8Array[]
  /** Of a request: when it is looked whether it has to be sealed again; 0: it was not sealed yet. */
  readonly sealAgainAt: EpochMs
  /** Of a request that was sealed again: a coordinator held the first one. */
  readonly handedOver: boolean
  /** Of a request: the id of the signed prekey that it is sealed to; 0: it is sealed again in any case. */
  readonly sealedTo: number
}

/** A new row; deadline and first attempt counted from `now`. */
export function newRow(
  row: Pick<OutboxRow, 'id' | 'kind' | 'content' | 'sealed'> & Partial<OutboxRow>,
  now: EpochMs
): OutboxRow {
  return {
    device: undefined,
    session: undefined,
    created: now,
    expires: now + DELIVERY_DEADLINE,
    attempts: 0,
    nextAttempt: now,
    deposits: [],
    entry: undefined,
    acknowledges: [],
    sealAgainAt: 0,
    handedOver: false,
    sealedTo: 0,
    ...row
  }
}

/** Rows as many at a time as one input may change, in their order. */
export function* portions(rows: readonly OutboxRow[]): Generator<readonly string[]> {
  for (let from = 0; from < rows.length; from += MAX_ROWS_AT_ONCE) {
    yield rows.slice(from, from + MAX_ROWS_AT_ONCE).map(({ id }) => id)
  }
}

/** A content that has not been sealed yet. What opens a session is sealed to a bundle and not on one. */
export function waitsInClear({ kind, content, sealed }: OutboxRow): boolean {
  return kind !== 'request' && content !== undefined && sealed === undefined
}

/** The first message of a session in the place of others; its content is made when it is sealed. The answer has one. */
export function isOpening({ kind, content }: OutboxRow): boolean {
  return kind === 'resumption' && content === undefined
}

/** What opens a session, and is sealed to a bundle. */
export function opensSession(row: OutboxRow): boolean {
  return row.kind === 'request' || isOpening(row)
}

/**
 * What waits for its receiver's bundle, or is a request that nobody has answered, so that its
 * receiver may not have been able to read it.
 */
export function waitsForBundle(row: OutboxRow, now: EpochMs): boolean {
  if (!opensSession(row)) return false
  const { sealed, sealAgainAt } = row
  return sealed === undefined || (sealAgainAt > 0 && sealAgainAt <= now && heldCopies(row) > 0)
}

/** Custody receipts in hand. */
export function heldCopies(row: OutboxRow): number {
  return row.deposits.filter(deposit => deposit.heldUntil > 0).length
}

/**
 * Gives each mailbox that has none yet a deposit with a nonce of its own. Mailboxes that were
 * given up count no longer, but for their receipts, and of those the oldest go first.
 */
export function withMailboxes(row: OutboxRow, mailboxes: readonly Uint8Array[], rng: Rng): OutboxRow {
  const added = mailboxes.filter(
    mailbox => !row.deposits.some(deposit => equalBytes(deposit.mailbox, mailbox))
  )
  if (added.length === 0) return row
  const fresh = added.map(mailbox => ({ mailbox, nonce: rng(24), heldUntil: 0, refused: false }))
  const isCurrent = ({ mailbox }: Deposit): boolean => mailboxes.some(each => equalBytes(each, mailbox))
  const current = row.deposits.filter(isCurrent)
  const past = row.deposits.filter(deposit => deposit.heldUntil > 0 && !isCurrent(deposit))
  const room = Math.max(MAX_COPIES - current.length - fresh.length, 0)
  return { ...row, deposits: [...past.slice(Math.max(past.length - room, 0)), ...current, ...fresh] }
}

/** Notes what became of the copy at one mailbox. */
export function withDeposit(
  row: OutboxRow,
  mailbox: Uint8Array,
  result: Partial<Pick<Deposit, 'heldUntil' | 'refused'>>
): OutboxRow {
  return {
    ...row,
    deposits: row.deposits.map(deposit =>
      equalBytes(deposit.mailbox, mailbox) ? { ...deposit, ...result } : deposit
    )
  }
}

/** Copies that still have to be made, among the mailboxes that count now. */
export function openDeposits(row: OutboxRow, mailboxes: readonly Uint8Array[]): readonly Deposit[] {
  return row.deposits.filter(
    deposit => deposit.heldUntil === 0 && mailboxes.some(mailbox => equalBytes(mailbox, deposit.mailbox))
  )
}

/** Sets the next attempt: 30 s, doubling to 1 h, each shortened by up to a quarter. */
export function withAttempt(row: OutboxRow, now: EpochMs, rng: Rng): OutboxRow {
  const pause = Math.min(RETRY_FIRST * 2 ** Math.min(row.attempts, 10), RETRY_LONGEST)
  const jitter = ((rng(1)[0] ?? 0) / 256) * 0.25
  return {
    ...row,
    attempts: Math.min(row.attempts + 1, 0xffff),
    nextAttempt: now + Math.round(pause * (1 - jitter))
  }
}
