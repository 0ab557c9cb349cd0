/**
 * What a node keeps in its vault besides sessions and routes (proto/records.proto).
 *
 * @packageDocumentation
 */
import type { Message } from './codec.ts'
import {
  bytes,
  bytesOrNone,
  choice,
  flag,
  integer,
  list,
  message,
  optional,
  record,
  text,
  uint32
} from './codec.ts'
import {
  CONTENT_ID_LENGTH,
  CONTENT_MARK_LENGTH,
  HASH_LENGTH,
  INCARNATION_LENGTH,
  MAILBOX_EPOCH_LENGTH,
  KEY_LENGTH,
  MAX_ACKNOWLEDGED_IDS,
  MAX_ADDRESS_TEXT,
  MAX_ENVELOPE,
  MAX_HEADS,
  MAX_NAME,
  MAX_TEXT,
  NONCE_LENGTH,
  WRITER_ID_LENGTH
} from './constants.ts'
import { signedMessage } from './identity.ts'
import type { Signed } from './identity.ts'
import { reachabilityMessage } from './message.ts'
import type { Reachability } from './message.ts'
import { sessionMessage } from './session.ts'
import type { SessionRecord } from './session.ts'
import {
  MAX_BEYOND,
  MAX_COPIES,
  MAX_EPOCHS,
  MAX_FORMER_WRITERS,
  MAX_MAILBOX_ADDRESSES,
  MAX_OUTBOX_RECORD,
  MAX_PEM,
  MAX_REASON,
  MAX_RECORD,
  MAX_WRITERS,
  SESSION_ID_LENGTH
} from './vault-constants.ts'

const secret = bytes(32)
const key = bytes(KEY_LENGTH)
const contentId = bytes(CONTENT_ID_LENGTH)
const name = text(0, MAX_NAME)

/** Who this node is. */
export interface IdentityRecord {
  readonly name: string
  readonly accountSeed: Uint8Array
  readonly deviceSeed: Uint8Array
  readonly ratchetSecret: Uint8Array
  readonly deviceList: Signed
  readonly placementSecret: Uint8Array
  readonly descriptorKey: Uint8Array
  readonly descriptorRevision: number
  readonly writerId: Uint8Array
}

const identity: Message<IdentityRecord> = message(
  'IdentityRecord',
  MAX_RECORD,
  record<IdentityRecord>({
    name,
    accountSeed: secret,
    deviceSeed: secret,
    ratchetSecret: secret,
    deviceList: signedMessage.field,
    placementSecret: secret,
    descriptorKey: secret,
    descriptorRevision: integer(),
    writerId: bytes(WRITER_ID_LENGTH)
  })
)
export const encodeIdentityRecord: (value: IdentityRecord) => Uint8Array = identity.encode
export const decodeIdentityRecord: (bytes: Uint8Array) => IdentityRecord = identity.decode

/** What is held of one writer of the other side. */
export interface WriterRecord {
  readonly device: Uint8Array
  readonly writerId: Uint8Array
  readonly contiguous: number
  readonly beyond: readonly number[]
  readonly announced: number
  readonly hash: Uint8Array
}

/** Where a conversation stands. */
export interface ConversationRecord {
  readonly counter: number
  readonly lamport: number
  readonly heads: readonly Uint8Array[]
  readonly writers: readonly WriterRecord[]
  readonly acknowledged: number
}

const conversation = record<ConversationRecord>({
  counter: integer(),
  lamport: integer(),
  heads: list(bytes(HASH_LENGTH), MAX_HEADS),
  writers: list(
    record<WriterRecord>({
      device: key,
      writerId: bytes(WRITER_ID_LENGTH),
      contiguous: integer(),
      beyond: list(integer(1), MAX_BEYOND),
      announced: integer(),
      hash: bytesOrNone(CONTENT_MARK_LENGTH)
    }),
    MAX_WRITERS
  ),
  acknowledged: integer()
})

/** A device list that contradicts the one that is held, and what came with it. */
export interface ContestedRecord {
  readonly reach: Reachability
  /** Of the request that it came with. */
  readonly session: SessionRecord | undefined
  readonly change: 'forked' | 'new-device'
}

const contested = record<ContestedRecord>({
  reach: reachabilityMessage.field,
  session: optional(sessionMessage.field),
  change: choice('forked', 'new-device')
})

/** Somebody we know, asked or were asked by. */
export interface ContactRecord {
  readonly account: Uint8Array
  readonly name: string
  readonly consent: 'requested' | 'asked' | 'accepted' | 'rejected'
  readonly deviceList: Signed | undefined
  readonly device: Uint8Array
  readonly reach: Reachability | undefined
  readonly depositSecret: Uint8Array
  readonly invite: Signed | undefined
  readonly since: number
  readonly inviteUsed: boolean
  readonly leastSuite: number
  readonly toldRevision: number
  readonly conversation: ConversationRecord
  readonly contested: ContestedRecord | undefined
  /** The newest of what they told us that is still to be checked. */
  readonly unchecked: Reachability | undefined
  /** Of ours, that `conversation.counter` counts. */
  readonly writerId: Uint8Array
  readonly renewalBegun: number
  readonly renewalTaken: number
  readonly believed: number
  /** When the user compared safety numbers; 0: never. */
  readonly verified: number
  /** Writers that they take for ours and that are not. */
  readonly disowned: readonly Uint8Array[]
  readonly doubted: boolean
}

const contact: Message<ContactRecord> = message(
  'ContactRecord',
  MAX_RECORD,
  record<ContactRecord>({
    account: key,
    name,
    consent: choice('requested', 'asked', 'accepted', 'rejected'),
    deviceList: optional(signedMessage.field),
    device: bytesOrNone(KEY_LENGTH),
    reach: optional(reachabilityMessage.field),
    depositSecret: secret,
    invite: optional(signedMessage.field),
    since: integer(),
    inviteUsed: flag,
    leastSuite: uint32(),
    toldRevision: integer(),
    conversation,
    contested: optional(contested),
    unchecked: optional(reachabilityMessage.field),
    writerId: bytes(WRITER_ID_LENGTH),
    renewalBegun: integer(),
    renewalTaken: integer(),
    believed: integer(),
    verified: integer(),
    disowned: list(bytes(WRITER_ID_LENGTH), MAX_WRITERS),
    doubted: flag
  })
)
export const encodeContactRecord: (value: ContactRecord) => Uint8Array = contact.encode
export const decodeContactRecord: (bytes: Uint8Array) => ContactRecord = contact.decode

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
  /** Of a request sealed to a one-time prekey; 0: not. */
  readonly sealAgainAt: number
  /** Of a request that was sealed again: somebody held the first one. */
  readonly handedOver: boolean
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
    handedOver: flag
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
}

const acknowledgement: Message<AcknowledgementRecord> = message(
  'AcknowledgementRecord',
  MAX_OUTBOX_RECORD,
  record<AcknowledgementRecord>({ envelope: bytes(1, MAX_ENVELOPE), at: integer() })
)
export const encodeAcknowledgementRecord: (value: AcknowledgementRecord) => Uint8Array =
  acknowledgement.encode
export const decodeAcknowledgementRecord: (bytes: Uint8Array) => AcknowledgementRecord =
  acknowledgement.decode

/** An invite of ours. */
export interface InviteRecord {
  readonly invite: Signed
  readonly uses: number
  readonly revoked: boolean
}

const invite: Message<InviteRecord> = message(
  'InviteRecord',
  MAX_RECORD,
  record<InviteRecord>({ invite: signedMessage.field, uses: uint32(), revoked: flag })
)
export const encodeInviteRecord: (value: InviteRecord) => Uint8Array = invite.encode
export const decodeInviteRecord: (bytes: Uint8Array) => InviteRecord = invite.decode

/** A mailbox of ours. */
export interface MailboxRecord {
  readonly seed: Uint8Array
  readonly coordinator: Uint8Array
  readonly addresses: readonly string[]
  /** For strangers; else for contacts. */
  readonly requests: boolean
  readonly incarnation: Uint8Array
  readonly after: number
  /** When it was given up for another one; 0: in use. */
  readonly retired: number
  /** That the coordinator may hold, oldest first. */
  readonly epochs: readonly Uint8Array[]
}

const mailbox: Message<MailboxRecord> = message(
  'MailboxRecord',
  MAX_RECORD,
  record<MailboxRecord>({
    seed: secret,
    coordinator: key,
    addresses: list(text(1, MAX_ADDRESS_TEXT), MAX_MAILBOX_ADDRESSES),
    requests: flag,
    incarnation: bytesOrNone(INCARNATION_LENGTH),
    after: integer(),
    retired: integer(),
    epochs: list(bytes(MAILBOX_EPOCH_LENGTH), MAX_EPOCHS)
  })
)
export const encodeMailboxRecord: (value: MailboxRecord) => Uint8Array = mailbox.encode
export const decodeMailboxRecord: (bytes: Uint8Array) => MailboxRecord = mailbox.decode

/** Under which name this device numbers its messages. */
export interface OwnWriterRecord {
  readonly writerId: Uint8Array
  /** Given up, oldest first. */
  readonly former: readonly Uint8Array[]
  readonly since: number
}

const ownWriter: Message<OwnWriterRecord> = message(
  'OwnWriterRecord',
  MAX_RECORD,
  record<OwnWriterRecord>({
    writerId: bytes(WRITER_ID_LENGTH),
    former: list(bytes(WRITER_ID_LENGTH), MAX_FORMER_WRITERS),
    since: integer()
  })
)
export const encodeOwnWriterRecord: (value: OwnWriterRecord) => Uint8Array = ownWriter.encode
export const decodeOwnWriterRecord: (bytes: Uint8Array) => OwnWriterRecord = ownWriter.decode

/** Keys of a host that outlive a restart. */
export interface HostRecord {
  readonly seed: Uint8Array
  readonly certificate: Uint8Array
}

const host: Message<HostRecord> = message(
  'HostRecord',
  MAX_RECORD,
  record<HostRecord>({ seed: secret, certificate: bytes(0, MAX_PEM) })
)
export const encodeHostRecord: (value: HostRecord) => Uint8Array = host.encode
export const decodeHostRecord: (bytes: Uint8Array) => HostRecord = host.decode
