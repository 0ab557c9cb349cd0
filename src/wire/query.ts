/**
 * Messages of proto/query.proto and proto/lookup.proto: "who has heard of X?"
 *
 * @packageDocumentation
 */
import { flag, integer, list, message, record, text } from './codec.ts'
import {
  LOOKUP_ID_LENGTH,
  MAX_CONTROL_FRAME,
  MAX_FOUND,
  MAX_LOOKUP_RECORD,
  MAX_QUERY_FRAME,
  MAX_REQUEST_ID,
  MAX_TTL
} from './constants.ts'
import { signedRecord } from './identity.ts'
import type { Decode, Encode, Message } from './codec.ts'
import type { Signed } from './identity.ts'

/** A question. */
export interface PeerQuery {
  /** Lookup id: a lookup key in hex. */
  readonly lookingForUserId: string
  /** 1 to 32 bytes. */
  readonly requestId: string
  /** Further hops allowed, at most 2. */
  readonly ttl: number
}

/** A record of that user, whom only the asker knows. */
export interface PeerFound {
  /** The lookup id that was asked for. */
  readonly userId: string
  /** Of LookupRecord, at most 8 KiB. */
  readonly record: Signed
}

/** All answers to a question. */
export interface QueryAnswer {
  /** 1 to 32 bytes. */
  readonly requestId: string
  /** At most 3. */
  readonly found: readonly PeerFound[]
}

/** What came of leaving a lookup record with somebody. */
export interface LeaveAnswer {
  /** Until its day is over everywhere. */
  readonly kept: boolean
}

const lookupId = text(LOOKUP_ID_LENGTH, LOOKUP_ID_LENGTH)
const requestId = text(1, MAX_REQUEST_ID)

const peerQuery: Message<PeerQuery> = message(
  'PeerQuery',
  MAX_QUERY_FRAME,
  record({ lookingForUserId: lookupId, requestId, ttl: integer(0, MAX_TTL) })
)

const peerFound: Message<PeerFound> = message(
  'PeerFound',
  MAX_QUERY_FRAME,
  record({ userId: lookupId, record: signedRecord(MAX_LOOKUP_RECORD) })
)

const queryAnswer: Message<QueryAnswer> = message(
  'QueryAnswer',
  MAX_QUERY_FRAME,
  record({ requestId, found: list(peerFound.field, MAX_FOUND) })
)

const leaveAnswer: Message<LeaveAnswer> = message('LeaveAnswer', MAX_CONTROL_FRAME, record({ kept: flag }))

export const encodePeerQuery: Encode<PeerQuery> = peerQuery.encode
export const decodePeerQuery: Decode<PeerQuery> = peerQuery.decode
export const encodePeerFound: Encode<PeerFound> = peerFound.encode
export const decodePeerFound: Decode<PeerFound> = peerFound.decode
export const encodeQueryAnswer: Encode<QueryAnswer> = queryAnswer.encode
export const decodeQueryAnswer: Decode<QueryAnswer> = queryAnswer.decode
export const encodeLeaveAnswer: Encode<LeaveAnswer> = leaveAnswer.encode
export const decodeLeaveAnswer: Decode<LeaveAnswer> = leaveAnswer.decode
