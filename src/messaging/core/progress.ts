/** How the rows of an outbox move on: attempts, custody receipts, deadlines. */
import { equalBytes } from '@noble/ciphers/utils.js'
import type { EpochMs } from '../../ports.ts'
import { decodeInvite } from '../../wire/index.ts'
import type { MailboxAddress } from '../../wire/index.ts'
import { LINK_PROVEN, SEEN_KEPT } from '../constants.ts'
import type { HistoryEntry } from './history.ts'
import { heldCopies, withAttempt, withDeposit, withMailboxes } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'
import type { Effect, Peer, Step, StepContext } from './peer.ts'
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

/** Starts a round: the rows get deposits for all mailboxes of now and their next attempt. */
export function beginAttempt(peer: Peer, ids: readonly string[], context: StepContext): Step {
  let current = peer
  for (const id of ids) {
    const row = current.outbox.get(id)
    if (row === undefined) continue
    const target = depositTarget(current, row)
    const mailboxes = target?.mailboxes.map(({ mailbox }) => mailbox) ?? []
    const opened = withMailboxes(row, mailboxes, context.rng)
    const attempted = withAttempt(opened, context.clock(), context.rng)
    const entry = attempted.entry && { ...attempted.entry, wanted: mailboxes.length }
    current = withRow(current, { ...attempted, entry })
  }
  return { peer: current, effects: [] }
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
  const kept = withRow(peer, noted)
  if (noted.kind === 'request' || noted.kind === 'accept') {
    const settled = consentOutcome(noted)
    if (settled === undefined) return { peer: kept, effects: [] }
    return {
      peer: kept,
      effects: [{ kind: 'emit', event: { kind: 'consent', peer: kept, outcome: settled } }]
    }
  }
  if (noted.entry === undefined || outcome.kind === 'refused') return { peer: kept, effects: [] }
  const entry: HistoryEntry = { ...noted.entry, state: 'stored', held: heldCopies(noted), reason: '' }
  const next = withRow(peer, { ...noted, entry })
  return { peer: next, effects: shown(next, entry) }
}

/**
 * What has become of our request to somebody, or of our answer to theirs. `waiting`: it is
 * only queued here.
 */
export function consentProgress({ outbox }: Peer): 'handed-over' | 'refused' | 'waiting' {
  for (const row of outbox.values()) {
    if (row.kind !== 'request' && row.kind !== 'accept') continue
    return row.deposits.length === 0 ? 'waiting' : (consentOutcome(row) ?? 'waiting')
  }
  return 'handed-over'
}

/** A consent message is handed over with its first receipt, and refused when nobody takes it. */
function consentOutcome(row: OutboxRow): 'handed-over' | 'refused' | undefined {
  if (heldCopies(row) > 0) return 'handed-over'
  return row.deposits.every(({ refused }) => refused) ? 'refused' : undefined
}

/** The contact is back: everything that waits is due now. */
export function wakeRows(peer: Peer, context: StepContext): Step {
  const now = context.clock()
  let current = peer
  for (const row of peer.outbox.values()) {
    const waits = row.attempts > 0 && row.nextAttempt > now && row.kind !== 'acknowledgement'
    if (waits && row.deposits.some(deposit => deposit.heldUntil === 0)) {
      current = withRow(current, { ...row, nextAttempt: now })
    }
  }
  return { peer: current, effects: [] }
}

/**
 * Gives up what is past its deadline, visibly. The row of a message stays without its
 * bytes as long as a late acknowledgement may still come.
 */
export function expireRows(peer: Peer, context: StepContext): Step {
  const now = context.clock()
  const effects: Effect[] = []
  let current = peer
  for (const row of peer.outbox.values()) {
    if (row.expires > now) continue
    if (row.entry === undefined || row.expires + SEEN_KEPT <= now) {
      current = withoutRow(current, row.id)
    } else if (row.entry.state !== 'failed') {
      const entry: HistoryEntry = { ...row.entry, state: 'failed', reason: 'expired' }
      current = withRow(current, { ...row, sealed: undefined, content: undefined, entry })
      effects.push(...shown(current, entry))
    }
  }
  return { peer: current, effects }
}

/** Acknowledgements that a live link took wait until it has proved to be alive. */
export function awaitProof(peer: Peer, ids: readonly string[], context: StepContext): Step {
  let current = peer
  for (const id of ids) {
    const row = current.outbox.get(id)
    if (row === undefined) continue
    current = withRow(current, { ...row, nextAttempt: context.clock() + LINK_PROVEN })
  }
  return { peer: current, effects: [] }
}

/** Acknowledgements that went over a live link need no deposit. */
export function finishAcknowledgements(peer: Peer, ids: readonly string[]): Step {
  let current = peer
  for (const id of ids) {
    if (current.outbox.get(id)?.kind === 'acknowledgement') current = withoutRow(current, id)
  }
  return { peer: current, effects: [] }
}

function shown(peer: Peer, entry: HistoryEntry): readonly Effect[] {
  return [
    { kind: 'persist', op: historyOp(peer.userId, entry) },
    { kind: 'emit', event: { kind: 'receipt', peer, entry } }
  ]
}
