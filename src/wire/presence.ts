/**
 * Messages of proto/presence.proto: who is around.
 *
 * @packageDocumentation
 */
import { bytes, flag, integer, list, message, record, text } from './codec.ts'
import {
  MAX_ADDRESS_TEXT,
  MAX_CERTIFICATE,
  MAX_COORDINATORS,
  MAX_DEVICE_ADDRESSES,
  MAX_HEARTBEAT,
  MAX_ID_TEXT,
  MAX_MEMBERS,
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
}

const network = bytes(NETWORK_ID_LENGTH)

const presenceFrame: Message<PresenceFrame> = message(
  'PresenceFrame',
  MAX_PRESENCE_FRAME,
  record({ network, sealedState: bytes(SEAL_OVERHEAD, MAX_SEALED_STATE) })
)

const networkState: Message<NetworkState> = message(
  'NetworkState',
  MAX_STATE,
  record({
    onlineMembers: list(text(1, MAX_ID_TEXT), MAX_MEMBERS),
    coordinators: list(text(1, MAX_ADDRESS_TEXT), MAX_COORDINATORS),
    timestamp: integer(),
    heartbeats: list(signedRecord(MAX_HEARTBEAT), MAX_MEMBERS)
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
    leaving: flag
  })
)

export const encodePresenceFrame: Encode<PresenceFrame> = presenceFrame.encode
export const decodePresenceFrame: Decode<PresenceFrame> = presenceFrame.decode
export const encodeNetworkState: Encode<NetworkState> = networkState.encode
export const decodeNetworkState: Decode<NetworkState> = networkState.decode
export const encodeHeartbeat: Encode<Heartbeat> = heartbeat.encode
export const decodeHeartbeat: Decode<Heartbeat> = heartbeat.decode
