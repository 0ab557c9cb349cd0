/** How the rows of an outbox move on: attempts, custody receipts, deadlines. */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { EpochMs } from '../../ports.ts'
import { decodeInvite } from '../../wire/index.ts'
import type { MailboxAddress } from '../../wire/index.ts'
import { LINK_PROVEN, SEEN_KEPT } from '../constants.ts'
import { overAt } from './due.ts'
import type { HistoryEntry } from './history.ts'
import { heldCopies, withAttempt, withDeposit, withMailboxes } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'
import type { Effect, Peer, Step, StepContext } from './peer.ts'
import { isForGoneDevice } from './keys.ts'
import { historyOp } from './records.ts'
import { withoutRow, withRow } from './send.ts'

/** Where the copies of a row go and the secret that opens those mailboxes to us. */
export interface DepositTarget {
  readonly mailboxes: readonly MailboxAddress[]
  readonly secret: Uint8Array
}

/** A request goes to the mailboxes of its invite, everything else to those of the contact. */
export function depositTarget(peer: Peer, row: OutboxRow): DepositTarget | undefined {
  if (row.kind === 'request') {
    if (peer.invite === undefined) return undefined
    const { mailboxes, secret } = decodeInvite(peer.invite.payload)
    return { mailboxes, secret }
  }
  if (peer.reach === undefined) return undefined
  return { mailboxes: peer.reach.mailboxes, secret: peer.reach.depositSecret }
}

/** The mailboxes of a contact whose coordinators have signed for what has that id. */
export function heldAt({ outbox, reach }: Peer, id: string): readonly MailboxAddress[] {
  const held = outbox.get(id)?.deposits.filter(({ heldUntil }) => heldUntil > 0) ?? []
  return (reach?.mailboxes ?? []).filter(({ mailbox }) =>
    held.some(deposit => equalBytes(deposit.mailbox, mailbox))
  )
}

/** Starts a round: the rows get deposits for all mailboxes of now and their next attempt. */
export function beginAttempt(peer: Peer, ids: readonly string[], context: StepContext): Step {
  return withRows(peer, ids, row => {
    const target = depositTarget(peer, row)
    const mailboxes = target?.mailboxes.map(({ mailbox }) => mailbox) ?? []
    const opened = withMailboxes(row, mailboxes, context.rng)
    const attempted = withAttempt(opened, context.clock(), context.rng)
    return { ...attempted, entry: attempted.entry && { ...attempted.entry, wanted: mailboxes.length } }
  })
}

/** Takes up what a coordinator said about one copy. */
export function noteDeposit(
  peer: Peer,
  id: string,
  mailbox: Uint8Array,
  outcome: { readonly kind: 'held'; readonly until: EpochMs } | { readonly kind: 'refused' }
): Step {
  const row = peer.outbox.get(id)
  const deposit = row?.deposits.find(each => equalBytes(each.mailbox, mailbox))
  const isKnown = outcome.kind === 'refused' && deposit?.refused === true
  if (row === undefined || isKnown) return { peer, effects: [] }
  const result = outcome.kind === 'held' ? { heldUntil: outcome.until, refused: false } : { refused: true }
  const noted = withDeposit(row, mailbox, result)
  // An acknowledgement is done when one coordinator has it and all the others have answered.
  if (noted.kind === 'acknowledgement' && heldCopies(noted) > 0) {
    const isOpen = noted.deposits.some(({ heldUntil, refused }) => heldUntil === 0 && !refused)
    if (!isOpen) return { peer: withoutRow(peer, id), effects: [] }
  }
  if (noted.entry !== undefined && outcome.kind === 'held') {
    const entry: HistoryEntry = {
      ...noted.entry,
      state: 'stored',
      held: Math.max(noted.entry.held, heldCopies(noted)),
      reason: ''
    }
    const next = withRow(peer, { ...noted, entry })
    return { peer: next, effects: shown(next, entry) }
  }
  const kept = withRow(peer, noted)
  const settled = noted.kind === 'request' || noted.kind === 'accept' ? consentOutcome(noted) : undefined
  if (settled === undefined) return { peer: kept, effects: [] }
  return { peer: kept, effects: [{ kind: 'emit', event: { kind: 'consent', peer: kept, outcome: settled } }] }
}

/**
 * What has become of our request to somebody, or of our answer to theirs. `waiting`: it is
 * only queued here.
 */
export function consentProgress({ outbox }: Peer): 'handed-over' | 'refused' | 'waiting' {
  for (const row of outbox.values()) {
    if (row.kind !== 'request' && row.kind !== 'accept') continue
    const isTried = row.deposits.length > 0 || row.handedOver
    return isTried ? (consentOutcome(row) ?? 'waiting') : 'waiting'
  }
  return 'handed-over'
}

/** A consent message is handed over with its first receipt, and refused when nobody takes it. */
function consentOutcome(row: OutboxRow): 'handed-over' | 'refused' | undefined {
  if (row.handedOver || heldCopies(row) > 0) return 'handed-over'
  return row.deposits.every(({ refused }) => refused) ? 'refused' : undefined
}

/** Whether a row waits for its next attempt, so that it matters when the contact is back. */
export function isAsleep({ kind, attempts, nextAttempt, deposits }: OutboxRow, now: EpochMs): boolean {
  const waits = attempts > 0 && nextAttempt > now && kind !== 'acknowledgement'
  return waits && deposits.some(({ heldUntil }) => heldUntil === 0)
}

/** The contact is back: what waits is due now. */
export function wakeRows(peer: Peer, ids: readonly string[], context: StepContext): Step {
  const now = context.clock()
  return withRows(peer, ids, row => (isAsleep(row, now) ? { ...row, nextAttempt: now } : row))
}

/**
 * Gives up what is past its deadline, visibly. The row of a message stays without its
 * bytes as long as a late acknowledgement may still come.
 */
export function expireRows(peer: Peer, ids: readonly string[], context: StepContext): Step {
  const now = context.clock()
  const outbox = new Map(peer.outbox)
  const failed: HistoryEntry[] = []
  for (const id of ids) {
    const row = outbox.get(id)
    if (row === undefined || overAt(row) > now) continue
    if (row.entry === undefined || row.expires + SEEN_KEPT <= now) {
      outbox.delete(id)
      continue
    }
    const entry: HistoryEntry = { ...row.entry, state: 'failed', reason: 'expired' }
    outbox.set(id, { ...row, sealed: undefined, content: undefined, entry })
    failed.push(entry)
  }
  const next = { ...peer, outbox }
  return { peer: next, effects: failed.flatMap(entry => shown(next, entry)) }
}

/** Gives up what nobody can read any more, visibly. */
export function failRows(peer: Peer, ids: readonly string[], context: StepContext): Step {
  const isGone = (id: string): boolean => {
    const row = peer.outbox.get(id)
    return row !== undefined && isForGoneDevice(peer, row, context)
  }
  return giveUp(peer, ids.filter(isGone), 'the device is gone')
}

/** Gives rows up, visibly. */
export function giveUp(peer: Peer, ids: readonly string[], reason: string): Step {
  const outbox = new Map(peer.outbox)
  const failed: HistoryEntry[] = []
  for (const id of ids) {
    const entry = outbox.get(id)?.entry
    outbox.delete(id)
    if (entry !== undefined && entry.state !== 'failed') failed.push({ ...entry, state: 'failed', reason })
  }
  const next = { ...peer, outbox }
  return { peer: next, effects: failed.flatMap(entry => shown(next, entry)) }
}

/** Acknowledgements that a live link took wait until it has proved to be alive. */
export function awaitProof(peer: Peer, ids: readonly string[], context: StepContext): Step {
  return withRows(peer, ids, row => ({ ...row, nextAttempt: context.clock() + LINK_PROVEN }))
}

/** Acknowledgements that went over a live link need no deposit. */
export function finishAcknowledgements(peer: Peer, ids: readonly string[]): Step {
  return withRows(peer, ids, row => (row.kind === 'acknowledgement' ? undefined : row))
}

/** Changes rows that are still there; undefined takes one out. */
function withRows(
  peer: Peer,
  ids: readonly string[],
  change: (row: OutboxRow) => OutboxRow | undefined
): Step {
  if (ids.length === 0) return { peer, effects: [] }
  const outbox = new Map(peer.outbox)
  for (const id of ids) {
    const row = outbox.get(id)
    const next = row && change(row)
    if (next !== undefined) outbox.set(id, next)
    else outbox.delete(id)
  }
  return { peer: { ...peer, outbox }, effects: [] }
}
function shown(peer: Peer, entry: HistoryEntry): readonly Effect[] {
  return [
    { kind: 'persist', op: historyOp(peer.userId, entry) },
    { kind: 'emit', event: { kind: 'receipt', peer, entry } }
  ]
}
