/**
 * Messages of proto/query.proto: "who has heard of X?"
 *
 * @packageDocumentation
 */
import { flag, integer, list, message, record, text } from './codec.ts'
import {
  MAX_ADDRESS_TEXT,
  MAX_FOUND,
  MAX_ID_TEXT,
  MAX_QUERY_FRAME,
  MAX_REQUEST_ID,
  MAX_TTL
} from './constants.ts'
import type { Decode, Encode, Message } from './codec.ts'

/** A question. */
export interface PeerQuery {
  /** 1 to 128 bytes. */
  readonly lookingForUserId: string
  /** 1 to 32 bytes. */
  readonly requestId: string
  /** Further hops allowed, at most 2. */
  readonly ttl: number
}

/** One place where the user was heard. A hint: nothing of it is proved. */
export interface PeerFound {
  /** 1 to 128 bytes. */
  readonly userId: string
  /** Multiaddr as text, 1 to 512 bytes. Its syntax is not checked here. */
  readonly signalAddress: string
  /** Epoch ms. */
  readonly lastSeen: number
  readonly canRelay: boolean
}

/** All answers to a question. */
export interface QueryAnswer {
  /** 1 to 32 bytes. */
  readonly requestId: string
  /** Best first, at most 3. */
  readonly found: readonly PeerFound[]
}

const id = text(1, MAX_ID_TEXT)
const requestId = text(1, MAX_REQUEST_ID)

const peerQuery: Message<PeerQuery> = message(
  'PeerQuery',
  MAX_QUERY_FRAME,
  record({ lookingForUserId: id, requestId, ttl: integer(0, MAX_TTL) })
)

const peerFound: Message<PeerFound> = message(
  'PeerFound',
  MAX_QUERY_FRAME,
  record({ userId: id, signalAddress: text(1, MAX_ADDRESS_TEXT), lastSeen: integer(), canRelay: flag })
)

const queryAnswer: Message<QueryAnswer> = message(
  'QueryAnswer',
  MAX_QUERY_FRAME,
  record({ requestId, found: list(peerFound.field, MAX_FOUND) })
)

export const encodePeerQuery: Encode<PeerQuery> = peerQuery.encode
export const decodePeerQuery: Decode<PeerQuery> = peerQuery.decode
export const encodePeerFound: Encode<PeerFound> = peerFound.encode
export const decodePeerFound: Decode<PeerFound> = peerFound.decode
export const encodeQueryAnswer: Encode<QueryAnswer> = queryAnswer.encode
export const decodeQueryAnswer: Decode<QueryAnswer> = queryAnswer.decode
