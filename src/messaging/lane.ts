/** The way to one contact: its live link, what is in flight on it, and the time of its next turn. */
import type { EpochMs } from '../ports.ts'
import { MAX_IN_FLIGHT } from './constants.ts'
import type { OutboxRow } from './core/outbox.ts'
import type { Peer, StepContext } from './core/peer.ts'
import { rowNow } from './core/seal.ts'
import { isPending } from './upkeep.ts'

/** An open link to a contact's device. */
export interface LivePath {
  /** Hands envelopes to the connection. Rejects, in bounded time, when the link is gone or stuck. */
  send(envelopes: readonly Uint8Array[], signal: AbortSignal): Promise<void>
}

/** What delivery keeps of one contact besides its rows. */
export interface Lane {
  link: LivePath | undefined
  /** Rows handed to the present link, and the bytes: sealed again it is to be handed over again. */
  readonly inFlight: Map<string, Uint8Array | undefined>
  sending: boolean
  /** The bundle that a request waits for is being fetched. */
  preparing: boolean
  /** Takes the timer of the next turn back. */
  cancelTimer: () => void
  /** Last time the link proved to be alive. */
  progress: EpochMs
}

/** Without a link. */
export function newLane(): Lane {
  return {
    link: undefined,
    inFlight: new Map(),
    sending: false,
    preparing: false,
    cancelTimer: () => {},
    progress: 0
  }
}

/** The rows that can go over the present link now. What is acknowledged no longer counts as in flight. */
export function takeUnsent(
  { inFlight }: Lane,
  peer: Peer | undefined,
  context: StepContext
): readonly OutboxRow[] {
  const rows: OutboxRow[] = []
  const outbox = peer?.outbox
  for (const [id, sealed] of inFlight) {
    if (outbox?.get(id)?.sealed !== sealed || sealed === undefined) inFlight.delete(id)
  }
  for (const row of outbox?.values() ?? []) {
    if (rows.length + inFlight.size >= MAX_IN_FLIGHT) break
    if (row.sealed === undefined || row.kind === 'request' || inFlight.has(row.id)) continue
    if (peer === undefined || isPending(row, peer, context)) continue
    if (rowNow(peer, row).sealed === undefined) continue
    rows.push(row)
  }
  for (const row of rows) inFlight.set(row.id, row.sealed)
  return rows
}

/** Acknowledgements that went over the present link long enough ago. */
export function provenOf({ inFlight }: Lane, { outbox }: Peer, now: EpochMs): readonly string[] {
  const taken = [...outbox.values()].filter(({ id, nextAttempt }) => inFlight.has(id) && nextAttempt <= now)
  return taken.filter(({ kind }) => kind === 'acknowledgement').map(({ id }) => id)
}

/** Whether something waits that a link would bring over. */
export function needsLink(peer: Peer): boolean {
  for (const row of peer.outbox.values()) {
    if (row.kind !== 'request' && (row.sealed !== undefined || row.kind === 'resumption')) return true
  }
  return false
}
