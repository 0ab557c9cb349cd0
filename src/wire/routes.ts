/**
 * Messages of proto/routes.proto: how others are found again after a restart. They never
 * travel; they lie in the vault.
 *
 * @packageDocumentation
 */
import { bytes, flag, integer, list, message, record, text } from './codec.ts'
import { KEY_LENGTH, MAX_ADDRESS_TEXT, MAX_DEVICE_ADDRESSES, MAX_ID_TEXT } from './constants.ts'
import { MAX_KEPT_COORDINATOR_ADDRESSES, MAX_KEY_RECORD, MAX_ROUTE_RECORD } from './vault-constants.ts'
import type { Decode, Encode, Message } from './codec.ts'

/** A way to one device of a contact. */
export interface RouteRecord {
  /** 1 to 128 bytes. */
  readonly userId: string
  /** 1 to 128 bytes. */
  readonly peerId: string
  /** Multiaddrs as text, 1 to 512 bytes each, at most 16. */
  readonly addresses: readonly string[]
  /** Epoch ms. */
  readonly lastSeen: number
  /** Of recent dials, exponentially weighted, 0 to 1000. */
  readonly successPermille: number
  /** How it was last reached: PeerId of the relay; empty: direct. */
  readonly path: string
  /** Its heartbeat was heard in a network of ours. */
  readonly heard: boolean
}

/** A node that offers relaying and mailboxes. */
export interface CoordinatorRecord {
  /** 1 to 128 bytes. */
  readonly peerId: string
  /** Multiaddrs as text, 1 to 512 bytes each, at most 8. */
  readonly addresses: readonly string[]
  /** Epoch ms. */
  readonly lastHeard: number
  /** Epoch ms; 0: not reachable when last tried, or never tried. */
  readonly reachableSince: number
  /** Epoch ms; 0: never. */
  readonly lastConnected: number
  /** It named these addresses itself. */
  readonly confirmed: boolean
}

/** The newest revision that was seen under a lookup key. */
export interface LookupRevisionRecord {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Days since 1970-01-01 UTC. */
  readonly day: number
  readonly revision: number
}

const id = text(1, MAX_ID_TEXT)
const address = text(1, MAX_ADDRESS_TEXT)

const routeRecord: Message<RouteRecord> = message(
  'RouteRecord',
  MAX_ROUTE_RECORD,
  record({
    userId: id,
    peerId: id,
    addresses: list(address, MAX_DEVICE_ADDRESSES),
    lastSeen: integer(),
    successPermille: integer(0, 1_000),
    path: text(0, MAX_ID_TEXT),
    heard: flag
  })
)

const coordinatorRecord: Message<CoordinatorRecord> = message(
  'CoordinatorRecord',
  MAX_ROUTE_RECORD,
  record({
    peerId: id,
    addresses: list(address, MAX_KEPT_COORDINATOR_ADDRESSES),
    lastHeard: integer(),
    reachableSince: integer(),
    lastConnected: integer(),
    confirmed: flag
  })
)

const lookupRevisionRecord: Message<LookupRevisionRecord> = message(
  'LookupRevisionRecord',
  MAX_KEY_RECORD,
  record({ key: bytes(KEY_LENGTH), day: integer(), revision: integer() })
)

export const encodeRouteRecord: Encode<RouteRecord> = routeRecord.encode
export const decodeRouteRecord: Decode<RouteRecord> = routeRecord.decode
export const encodeCoordinatorRecord: Encode<CoordinatorRecord> = coordinatorRecord.encode
export const decodeCoordinatorRecord: Decode<CoordinatorRecord> = coordinatorRecord.decode
export const encodeLookupRevisionRecord: Encode<LookupRevisionRecord> = lookupRevisionRecord.encode
export const decodeLookupRevisionRecord: Decode<LookupRevisionRecord> = lookupRevisionRecord.decode
