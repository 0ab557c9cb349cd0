/** Which mailboxes to make, to give up and to forget. Pure. */
import type { CryptoBackend } from '../crypto/index.ts'
import type { CoordinatorCandidate } from '../discovery/index.ts'
import type { EpochMs } from '../ports.ts'
import { choosePlacement, WANTED_MAILBOXES } from '../relay/index.ts'
import type { MailboxRecord } from '../wire/vault.ts'

/** A coordinator that was away for so long is replaced, if another one is known. */
const REPLACED_AFTER: EpochMs = 10 * 60_000
/**
 * The same while half of those that hold ours, or more, cannot be reached: one more, and nobody can leave us
 * mail, or see that we are online. With the 35 s until a dead one is noticed, leases are enough again within 90 s.
 */
const MANY_REPLACED_AFTER: EpochMs = 40_000
/** A mailbox that was given up is still looked into while mail for it may be alive. */
const RETIRED_KEPT: EpochMs = 15 * 24 * 3_600_000
/** Mailboxes that were given up and are still looked into. */
const MAX_RETIRED = 16

/** A mailbox as far as the plan depends on it. */
export interface PlacedMailbox {
  readonly coordinatorId: string
  readonly record: Pick<MailboxRecord, 'requests' | 'retired'>
  /** Since when it could not be reached; 0: it can. */
  readonly lostSince: EpochMs
}

/** What to do. */
export interface MailboxPlan<T> {
  /** Coordinators that get mailboxes: new ones, as far as none of ours there is revived. */
  readonly added: readonly CoordinatorCandidate[]
  /** Mailboxes at these that were given up and are in use again: who comes and goes must not make us leave others. */
  readonly revived: readonly T[]
  /** Mailboxes that are given up from now on. */
  readonly retired: readonly T[]
  /** Mailboxes that were given up, and are not looked into any more. */
  readonly forgotten: readonly T[]
}

/**
 * Fills what is missing of three places. A holder keeps its place while it is there, and
 * until another one is known; moving costs mail.
 *
 * @param mailboxes - all that are kept
 * @param coordinators - all that are known
 * @param options.secret - 32 bytes of our own that rank coordinators
 * @param options.isContact - whether that peer is a contact's device: no coordinator, unless it says so itself
 * @param options.serves - whether it says that it is a coordinator; undefined: it has said nothing
 */
export function planMailboxes<T extends PlacedMailbox>(
  crypto: CryptoBackend,
  mailboxes: readonly T[],
  coordinators: readonly CoordinatorCandidate[],
  options: {
    readonly secret: Uint8Array
    readonly now: EpochMs
    readonly isContact: (peerId: string) => boolean
    readonly serves: (peerId: string) => boolean | undefined
  }
): MailboxPlan<T> {
  const { secret, now, isContact, serves } = options
  const holders = mailboxes.filter(({ record }) => !record.requests && record.retired === 0)
  const reached = holders.filter(({ lostSince }) => lostSince === 0)
  const patience = reached.length > holders.length / 2 ? REPLACED_AFTER : MANY_REPLACED_AFTER
  const lost = holders.filter(
    // who says that it is none any more does not come back as one
    ({ coordinatorId, lostSince }) =>
      serves(coordinatorId) === false || (lostSince > 0 && now - lostSince > patience)
  )
  const stays = holders.filter(holder => !lost.includes(holder))
  const candidates = coordinators
    .filter(({ peerId, reachableSince }) => reachableSince > 0 && !isOf(peerId, lost))
    .filter(({ peerId }) => serves(peerId) ?? !isContact(peerId))
    .map(candidate => ({ ...candidate, isHolder: isOf(candidate.peerId, stays) }))
  const added = choosePlacement(crypto, candidates, { secret, now })
    .filter(({ peerId }) => !isOf(peerId, holders))
    .slice(0, WANTED_MAILBOXES - stays.length)
  const replaced = lost.slice(0, Math.max(0, holders.length + added.length - WANTED_MAILBOXES))
  const retired = mailboxes.filter(
    ({ record, coordinatorId }) => record.retired === 0 && isOf(coordinatorId, replaced)
  )
  const revived = [false, true].flatMap(requests =>
    added.flatMap(({ peerId }) => lastRetired(mailboxes, peerId, requests) ?? [])
  )
  const others = mailboxes.filter(mailbox => !revived.includes(mailbox))
  return { added, revived, retired, forgotten: forgotten(others, retired.length, now) }
}

/** The mailbox of that kind at that coordinator that was given up last. */
function lastRetired<T extends PlacedMailbox>(
  mailboxes: readonly T[],
  peerId: string,
  requests: boolean
): T | undefined {
  return mailboxes
    .filter(({ coordinatorId, record }) => coordinatorId === peerId && record.requests === requests)
    .filter(({ record }) => record.retired > 0)
    .sort((a, b) => b.record.retired - a.record.retired)[0]
}

/**
 * No mail for them can be alive, or there are too many, and then the longest retired go.
 *
 * @param more - how many are about to be retired
 */
function forgotten<T extends PlacedMailbox>(
  mailboxes: readonly T[],
  more: number,
  now: EpochMs
): readonly T[] {
  return mailboxes
    .filter(({ record }) => record.retired > 0)
    .sort((a, b) => b.record.retired - a.record.retired)
    .filter(({ record }, at) => now - record.retired > RETIRED_KEPT || at + more >= MAX_RETIRED)
}

function isOf(peerId: string, mailboxes: readonly PlacedMailbox[]): boolean {
  return mailboxes.some(({ coordinatorId }) => coordinatorId === peerId)
}
