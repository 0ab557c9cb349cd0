/** When the rows of an outbox want attention. */
import type { EpochMs } from '../../ports.ts'
import { DEPOSIT_AFTER, FURTHEST_TURN, RENEWAL_DEADLINE, SEEN_KEPT } from '../constants.ts'
import { isOpening, opensSession } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'

/** What the times of a contact's rows depend on besides the rows. */
export interface LaneState {
  /** A live link is open. */
  readonly linked: boolean
  /** Last time the link proved to be alive. */
  readonly progress: EpochMs
  /** The bundle that a request waits for is being fetched. */
  readonly preparing: boolean
  readonly now: EpochMs
}

/** Never. */
const NEVER = Number.POSITIVE_INFINITY

/**
 * When a row wants its next round of deposits: a live link that is making progress has
 * one second to bring the acknowledgement first.
 */
export function dueAt(row: OutboxRow, lane: LaneState): EpochMs {
  const planned = plannedAt(row, lane)
  return planned !== NEVER && planned > lane.now + FURTHEST_TURN ? lane.now : planned
}

function plannedAt(row: OutboxRow, { linked, progress, preparing }: LaneState): EpochMs {
  if (row.sealed === undefined) return opensSession(row) && !preparing ? row.nextAttempt : NEVER
  if (row.attempts > 0 || row.kind === 'acknowledgement' || row.kind === 'request') return row.nextAttempt
  const base = linked ? Math.max(row.created, progress) : row.created
  return Math.max(row.nextAttempt, base + DEPOSIT_AFTER)
}

/**
 * When the first of these rows is due or over; infinity if there is none.
 *
 * @param isPending - something is to be done with a row at once, whenever it is due
 */
export function nextTurn(
  rows: Iterable<OutboxRow>,
  lane: LaneState,
  isPending: (row: OutboxRow) => boolean
): EpochMs {
  let next = NEVER
  for (const row of rows) {
    if (isPending(row)) return row.created
    next = Math.min(next, dueAt(row, lane), overAt(row))
  }
  return next
}

/**
 * A row fails at its deadline; what is left of it waits for a late acknowledgement. What opens a
 * session in the place of another one is made anew when nobody has answered.
 */
export function overAt(row: OutboxRow): EpochMs {
  const { created, expires, entry } = row
  if (isOpening(row)) return Math.min(expires, created + RENEWAL_DEADLINE)
  return entry?.state === 'failed' ? expires + SEEN_KEPT : expires
}
