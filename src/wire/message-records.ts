/**
 * What a node keeps in its vault of messages and their envelopes (proto/records.proto).
 *
 * @packageDocumentation
 */
import type { Message } from './codec.ts'
import { bytes, bytesOrNone, choice, flag, integer, list, message, record, text, uint32 } from './codec.ts'
import {
  CONTENT_ID_LENGTH,
  HASH_LENGTH,
  KEY_LENGTH,
  MAX_ACKNOWLEDGED_IDS,
  MAX_ENVELOPE,
  MAX_TEXT,
  NONCE_LENGTH,
  WRITER_ID_LENGTH
} from './constants.ts'
import {
  MAX_COPIES,
  MAX_OUTBOX_RECORD,
  MAX_REASON,
  MAX_RECORD,
  SESSION_ID_LENGTH
} from './vault-constants.ts'

const key = bytes(KEY_LENGTH)
const contentId = bytes(CONTENT_ID_LENGTH)

/** One message of a conversation. */
export interface HistoryRecord {
  readonly id: Uint8Array
  readonly author: Uint8Array
  readonly device: Uint8Array
  readonly writerId: Uint8Array
  readonly counter: number
  readonly lamport: number
  readonly contentHash: Uint8Array
  readonly created: number
  readonly text: string
  readonly state: 'queued' | 'stored' | 'delivered' | 'failed' | 'received'
  readonly reason: string
  readonly held: number
  readonly wanted: number
  readonly conflict: boolean
}

const history: Message<HistoryRecord> = message(
  'HistoryRecord',
  MAX_RECORD,
  record<HistoryRecord>({
    id: contentId,
    author: key,
    device: key,
    writerId: bytes(WRITER_ID_LENGTH),
    counter: integer(1),
    lamport: integer(1),
    contentHash: bytes(HASH_LENGTH),
    created: integer(),
    text: text(1, MAX_TEXT),
    state: choice('queued', 'stored', 'delivered', 'failed', 'received'),
    reason: text(0, MAX_REASON),
    held: uint32(),
    wanted: uint32(),
    conflict: flag
  })
)
export const encodeHistoryRecord: (value: HistoryRecord) => Uint8Array = history.encode
export const decodeHistoryRecord: (bytes: Uint8Array) => HistoryRecord = history.decode

/** A message id that its sender has used. */
export interface ShownRecord {
  /** Where its history record lies. */
  readonly lamport: number
}

const shown: Message<ShownRecord> = message(
  'ShownRecord',
  MAX_RECORD,
  record<ShownRecord>({ lamport: integer(1) })
)
export const encodeShownRecord: (value: ShownRecord) => Uint8Array = shown.encode
export const decodeShownRecord: (bytes: Uint8Array) => ShownRecord = shown.decode

/** One copy at one mailbox. */
export interface DepositRecord {
  readonly mailbox: Uint8Array
  readonly nonce: Uint8Array
  readonly heldUntil: number
  readonly refused: boolean
}

/** Something that has to reach somebody. */
export interface OutboxRecord {
  /** Content id, or SHA-256 of the envelope of an acknowledgement. */
  readonly id: Uint8Array
  readonly account: Uint8Array
  readonly kind: 'request' | 'accept' | 'descriptor' | 'message' | 'acknowledgement' | 'resumption'
  readonly content: Uint8Array
  readonly sealed: Uint8Array
  readonly created: number
  readonly expires: number
  readonly attempts: number
  readonly nextAttempt: number
  readonly deposits: readonly DepositRecord[]
  readonly lamport: number
  readonly acknowledges: readonly Uint8Array[]
  /** Ed25519 key of the device that `sealed` is for; empty before. */
  readonly device: Uint8Array
  /** Id of the session that `sealed` belongs to; empty: none. */
  readonly session: Uint8Array
  /** Of a request: when to look whether it has to be sealed again; 0: it was not sealed yet. */
  readonly sealAgainAt: number
  /** Of a request that was sealed again: somebody held the first one. */
  readonly handedOver: boolean
  /** Of a request: the id of the signed prekey; 0: it is sealed again in any case. */
  readonly sealedTo: number
}

const outbox: Message<OutboxRecord> = message(
  'OutboxRecord',
  MAX_OUTBOX_RECORD,
  record<OutboxRecord>({
    id: bytes(CONTENT_ID_LENGTH, HASH_LENGTH),
    account: key,
    kind: choice('request', 'accept', 'descriptor', 'message', 'acknowledgement', 'resumption'),
    content: bytes(0, MAX_ENVELOPE),
    sealed: bytes(0, MAX_ENVELOPE),
    created: integer(),
    expires: integer(),
    attempts: uint32(),
    nextAttempt: integer(),
    deposits: list(
      record<DepositRecord>({
        mailbox: key,
        nonce: bytes(NONCE_LENGTH),
        heldUntil: integer(),
        refused: flag
      }),
      MAX_COPIES
    ),
    lamport: integer(),
    acknowledges: list(contentId, MAX_ACKNOWLEDGED_IDS),
    device: bytesOrNone(KEY_LENGTH),
    session: bytesOrNone(SESSION_ID_LENGTH),
    sealAgainAt: integer(),
    handedOver: flag,
    sealedTo: uint32()
  })
)
export const encodeOutboxRecord: (value: OutboxRecord) => Uint8Array = outbox.encode
export const decodeOutboxRecord: (bytes: Uint8Array) => OutboxRecord = outbox.decode

/** An envelope or a first message that was processed, and the envelope that acknowledged it. */
export interface SeenRecord {
  readonly envelope: Uint8Array
  readonly at: number
  readonly account: Uint8Array
  /** SHA-256 of the acknowledging envelope; empty: none is due. */
  readonly acknowledgement: Uint8Array
}

const seen: Message<SeenRecord> = message(
  'SeenRecord',
  MAX_RECORD,
  record<SeenRecord>({
    envelope: bytes(HASH_LENGTH),
    at: integer(),
    account: key,
    acknowledgement: bytesOrNone(HASH_LENGTH)
  })
)
export const encodeSeenRecord: (value: SeenRecord) => Uint8Array = seen.encode
export const decodeSeenRecord: (bytes: Uint8Array) => SeenRecord = seen.decode

/** An acknowledgement as it was sent, to be sent again to who asks again. */
export interface AcknowledgementRecord {
  readonly envelope: Uint8Array
  readonly at: number
  /** Id of the session that sealed it. */
  readonly session: Uint8Array
}

const acknowledgement: Message<AcknowledgementRecord> = message(
  'AcknowledgementRecord',
  MAX_OUTBOX_RECORD,
  record<AcknowledgementRecord>({
    envelope: bytes(1, MAX_ENVELOPE),
    at: integer(),
    session: bytes(SESSION_ID_LENGTH)
  })
)
export const encodeAcknowledgementRecord: (value: AcknowledgementRecord) => Uint8Array =
  acknowledgement.encode
export const decodeAcknowledgementRecord: (bytes: Uint8Array) => AcknowledgementRecord =
  acknowledgement.decode
