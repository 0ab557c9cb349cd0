/**
 * Messages of proto/presence.proto: who is around.
 *
 * @packageDocumentation
 */
import { bytes, bytesOrNone, choice, flag, integer, list, message, optional, record, text } from './codec.ts'
import {
  MAX_ADDRESS_TEXT,
  MAX_CERTIFICATE,
  HASH_LENGTH,
  KEY_LENGTH,
  MAX_COORDINATORS,
  MAX_CROWD,
  MAX_DELTA_CHANGES,
  MAX_DEVICE_ADDRESSES,
  MAX_HEARTBEAT,
  MAX_ID_TEXT,
  MAX_MEMBER_DELTA,
  MAX_MEMBERS,
  MAX_PAGE_MEMBERS,
  MAX_PRESENCE_FRAME,
  MAX_SEALED_STATE,
  MAX_STATE,
  NETWORK_ID_LENGTH,
  SEAL_OVERHEAD
} from './constants.ts'
import { addressList, signedRecord } from './identity.ts'
import type { Decode, Encode, Message } from './codec.ts'
import type { Signed } from './identity.ts'

/** One step of an exchange. */
export interface PresenceFrame {
  /** 16 bytes. */
  readonly network: Uint8Array
  /** Sealed NetworkState: nonce24 ‖ ciphertext ‖ tag16. */
  readonly sealedState: Uint8Array
}

/** Who is online in a network. Without a heartbeat a member is a hint. */
export interface NetworkState {
  /** User ids, at most 200. */
  readonly onlineMembers: readonly string[]
  /** Multiaddrs as text, 1 to 512 bytes each, at most 64. */
  readonly coordinators: readonly string[]
  /** Epoch ms. */
  readonly timestamp: number
  /** Of Heartbeat, at most 200. */
  readonly heartbeats: readonly Signed[]
  /** Of MemberDelta: the network is too large for names and heartbeats. */
  readonly delta?: Signed | undefined
  /** Asks for members in an exchange. */
  readonly pageRequest?: PageRequest | undefined
  /** The answer to that. */
  readonly page?: MemberPage | undefined
}

/** What changed among the members of one coordinator. Signed by its host key, "earshot/member-delta/1". */
export interface MemberDelta {
  /** Ed25519, 32 bytes. */
  readonly coordinator: Uint8Array
  /** 16 bytes. */
  readonly network: Uint8Array
  /** Rises by one from delta to delta. */
  readonly sequence: number
  /** Epoch ms. */
  readonly at: number
  /** How many they are after the change, at most 1,000. */
  readonly members: number
  /** Of all of them after the change, 32 bytes. */
  readonly digest: Uint8Array
  /** Account keys, 32 bytes each, at most 64. */
  readonly joined: readonly Uint8Array[]
  /** The same of those that left. */
  readonly left: readonly Uint8Array[]
}

/** Asks for members after one. */
export interface PageRequest {
  /** Account key of 32 bytes; empty: from the start. */
  readonly after: Uint8Array
}

/** Members of the coordinator that answers. */
export interface MemberPage {
  /** Of the delta after which it is so. */
  readonly sequence: number
  /** Account keys, 32 bytes each, ascending, at most 200. */
  readonly members: readonly Uint8Array[]
  readonly more: boolean
}

/** "I am here." Signed by the device, "earshot/heartbeat/1". */
export interface Heartbeat {
  /** Of DeviceCertificate. */
  readonly certificate: Signed
  /** 16 bytes. */
  readonly network: Uint8Array
  /** Rises per device. */
  readonly sequence: number
  /** Epoch ms. */
  readonly at: number
  /** Binary multiaddrs of 1 to 256 bytes, at most 16. */
  readonly addresses: readonly Uint8Array[]
  readonly leaving: boolean
  readonly service: Service
}

/**
 * What a device does for others. able: they can reach it, and it serves when it is its turn; elected: it
 * is a coordinator, because there are too few; volunteer: it is one, because its user wants it.
 */
export type Service = 'none' | 'able' | 'elected' | 'volunteer'

const network = bytes(NETWORK_ID_LENGTH)

const presenceFrame: Message<PresenceFrame> = message(
  'PresenceFrame',
  MAX_PRESENCE_FRAME,
  record({ network, sealedState: bytes(SEAL_OVERHEAD, MAX_SEALED_STATE) })
)

const key = bytes(KEY_LENGTH)

const memberDelta: Message<MemberDelta> = message(
  'MemberDelta',
  MAX_MEMBER_DELTA,
  record({
    coordinator: key,
    network,
    sequence: integer(),
    at: integer(),
    members: integer(0, MAX_CROWD),
    digest: bytes(HASH_LENGTH),
    joined: list(key, MAX_DELTA_CHANGES),
    left: list(key, MAX_DELTA_CHANGES)
  })
)

const pageRequest: Message<PageRequest> = message(
  'PageRequest',
  MAX_STATE,
  record({ after: bytesOrNone(KEY_LENGTH) })
)

const memberPage: Message<MemberPage> = message(
  'MemberPage',
  MAX_STATE,
  record({ sequence: integer(), members: list(key, MAX_PAGE_MEMBERS), more: flag })
)

const networkState: Message<NetworkState> = message(
  'NetworkState',
  MAX_STATE,
  record<NetworkState>({
    onlineMembers: list(text(1, MAX_ID_TEXT), MAX_MEMBERS),
    coordinators: list(text(1, MAX_ADDRESS_TEXT), MAX_COORDINATORS),
    timestamp: integer(),
    heartbeats: list(signedRecord(MAX_HEARTBEAT), MAX_MEMBERS),
    delta: optional(signedRecord(MAX_MEMBER_DELTA)),
    pageRequest: optional(pageRequest.field),
    page: optional(memberPage.field)
  })
)

const heartbeat: Message<Heartbeat> = message(
  'Heartbeat',
  MAX_HEARTBEAT,
  record({
    certificate: signedRecord(MAX_CERTIFICATE),
    network,
    sequence: integer(),
    at: integer(),
    addresses: addressList(MAX_DEVICE_ADDRESSES),
    leaving: flag,
    service: choice<Service>('none', 'able', 'elected', 'volunteer')
  })
)

export const encodePresenceFrame: Encode<PresenceFrame> = presenceFrame.encode
export const decodePresenceFrame: Decode<PresenceFrame> = presenceFrame.decode
export const encodeNetworkState: Encode<NetworkState> = networkState.encode
export const decodeNetworkState: Decode<NetworkState> = networkState.decode
export const encodeHeartbeat: Encode<Heartbeat> = heartbeat.encode
export const decodeHeartbeat: Decode<Heartbeat> = heartbeat.decode
export const encodeMemberDelta: Encode<MemberDelta> = memberDelta.encode
export const decodeMemberDelta: Decode<MemberDelta> = memberDelta.decode
export const encodePageRequest: Encode<PageRequest> = pageRequest.encode
export const decodePageRequest: Decode<PageRequest> = pageRequest.decode
export const encodeMemberPage: Encode<MemberPage> = memberPage.encode
export const decodeMemberPage: Decode<MemberPage> = memberPage.decode
