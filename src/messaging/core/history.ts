/** One message of a conversation as it is shown and kept. */
import type { EpochMs } from '../../ports.ts'

/** How far a message of ours has come, by evidence (docs/PROTOCOL.md, 9); `received` for what came in. */
export type MessageState = 'queued' | 'stored' | 'delivered' | 'failed' | 'received'

/** A message of a conversation. */
export interface HistoryEntry {
  /** Id of the content, hex. */
  readonly id: string
  /** Account key of who wrote it. */
  readonly author: Uint8Array
  readonly device: Uint8Array
  readonly writerId: Uint8Array
  readonly counter: number
  readonly lamport: number
  /** SHA-256 of the content as sent. */
  readonly contentHash: Uint8Array
  readonly created: EpochMs
  readonly text: string
  readonly state: MessageState
  /** Why it is queued or failed, for people; empty otherwise. */
  readonly reason: string
  /** Custody receipts in hand. */
  readonly held: number
  /** Mailboxes that should hold it. */
  readonly wanted: number
  /** Another content came at the same position: one of the two is not what it claims. */
  readonly conflict: boolean
}
