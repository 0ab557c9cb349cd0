/**
 * Whether a deposit fits. What waits counts against the mailbox, the sender's token and
 * the strangers' lane. What was acknowledged counts against nobody, only against what the
 * mailbox and the coordinator keep in all, and gives way: first what came with the same
 * token, so that a flood pushes out itself, then the oldest.
 */
import {
  MAX_EVICTED,
  MAX_ITEMS_PER_STRANGER,
  MAX_STRANGER_BYTES,
  MAX_STRANGER_ITEMS,
  TOKEN_SHARE
} from '../constants.ts'
import type { MailboxLimits } from '../constants.ts'
import type { GrantTerms, ItemEntry, Mailbox, Totals } from './state.ts'

/**
 * Grants that a mailbox may have. The first half of the coordinator goes to whoever comes; what is
 * left then is shared with the mailboxes that may still come, so that it is never used up. Nobody
 * has to give any back.
 */
export function grantsAllowed(
  mailbox: Mailbox | undefined,
  totals: Totals,
  limits: Pick<MailboxLimits, 'mailboxes' | 'totalGrants'>
): number {
  const own = mailbox?.grants.size ?? 0
  const left = limits.totalGrants - totals.grants
  if (totals.grants < limits.totalGrants / 2) return own + left
  return Math.max(own, Math.floor(left / Math.max(limits.mailboxes - totals.mailboxes, 1)))
}

/** A deposit that asks to be let in. */
export interface Candidate {
  /** Hex. */
  readonly tokenHash: string
  readonly terms: GrantTerms
  /** Bytes. */
  readonly size: number
}

/** What has to go so that it fits (hashes of acknowledged items), or that it does not fit. */
export type Room = { readonly kind: 'fits'; readonly evict: readonly string[] } | { readonly kind: 'full' }

interface Usage {
  items: number
  bytes: number
}

/** Finds room for one more item. */
export function findRoom(
  mailbox: Mailbox,
  candidate: Candidate,
  totals: Totals,
  limits: MailboxLimits
): Room {
  if (!fitsWaiting(mailbox, candidate, limits)) return { kind: 'full' }
  const allowed = allowance(mailbox, totals, limits)
  const excess = {
    items: mailbox.items.size + 1 - allowed.items,
    bytes: mailbox.bytes + candidate.size - allowed.bytes
  }
  const evict: string[] = []
  if (excess.items <= 0 && excess.bytes <= 0) return { kind: 'fits', evict }
  for (const [hash, item] of evictable(mailbox, candidate.tokenHash)) {
    if (evict.length === MAX_EVICTED) break
    evict.push(hash)
    excess.items -= 1
    excess.bytes -= item.size
    if (excess.items <= 0 && excess.bytes <= 0) return { kind: 'fits', evict }
  }
  return { kind: 'full' }
}

function fitsWaiting(mailbox: Mailbox, candidate: Candidate, limits: MailboxLimits): boolean {
  const all: Usage = { items: 1, bytes: candidate.size }
  const token: Usage = { items: 1, bytes: candidate.size }
  const lane: Usage = { items: 1, bytes: candidate.size }
  for (const item of mailbox.items.values()) {
    if (item.acknowledgedAt !== 0) continue
    add(all, item)
    if (item.tokenHash === candidate.tokenHash) add(token, item)
    if (item.stranger) add(lane, item)
  }
  if (exceeds(all, limits.waitingItems, limits.waitingBytes)) return false
  if (exceeds(token, limits.waitingItems * TOKEN_SHARE, limits.waitingBytes * TOKEN_SHARE)) return false
  if (!candidate.terms.stranger) return true
  return token.items <= MAX_ITEMS_PER_STRANGER && !exceeds(lane, MAX_STRANGER_ITEMS, MAX_STRANGER_BYTES)
}

/**
 * What the mailbox may keep in all. The first half of the coordinator goes to whoever
 * comes; of the second half every mailbox has an equal part, so that a few that are
 * flooded leave room for the rest.
 */
function allowance(mailbox: Mailbox, totals: Totals, limits: MailboxLimits): Usage {
  const half = { items: limits.totalItems / 2, bytes: limits.totalBytes / 2 }
  const contended = totals.items >= half.items || totals.bytes >= half.bytes
  const share = Math.max(totals.mailboxes, 1)
  const fair = contended
    ? { items: Math.floor(half.items / share), bytes: Math.floor(half.bytes / share) }
    : { items: limits.keptItems, bytes: limits.keptBytes }
  return {
    items: Math.min(limits.keptItems, fair.items, limits.totalItems - totals.items + mailbox.items.size),
    bytes: Math.min(limits.keptBytes, fair.bytes, limits.totalBytes - totals.bytes + mailbox.bytes)
  }
}

/** Acknowledged items in the order in which they give way. */
function* evictable(mailbox: Mailbox, tokenHash: string): Iterable<readonly [string, ItemEntry]> {
  for (const own of [true, false]) {
    for (const entry of mailbox.items) {
      const item = entry[1]
      if (item.acknowledgedAt !== 0 && (item.tokenHash === tokenHash) === own) yield entry
    }
  }
}

function add(usage: Usage, item: ItemEntry): void {
  usage.items += 1
  usage.bytes += item.size
}

function exceeds(usage: Usage, items: number, bytes: number): boolean {
  return usage.items > items || usage.bytes > bytes
}
