/**
 * What a node keeps in its vault of somebody else (proto/records.proto).
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
  CONTENT_MARK_LENGTH,
  HASH_LENGTH,
  KEY_LENGTH,
  MAX_HEADS,
  MAX_NAME,
  WRITER_ID_LENGTH
} from './constants.ts'
import { signedMessage } from './identity.ts'
import type { Signed } from './identity.ts'
import { reachabilityMessage } from './message.ts'
import type { Reachability } from './message.ts'
import { sessionMessage } from './session.ts'
import type { SessionRecord } from './session.ts'
import { MAX_BEYOND, MAX_RECORD, MAX_WRITERS } from './vault-constants.ts'

const secret = bytes(32)
const key = bytes(KEY_LENGTH)
const name = text(0, MAX_NAME)

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
  readonly consent: 'requested' | 'asked' | 'accepted' | 'rejected' | 'blocked'
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
    consent: choice('requested', 'asked', 'accepted', 'rejected', 'blocked'),
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
