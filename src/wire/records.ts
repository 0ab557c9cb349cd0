/**
 * What a node keeps in its vault of itself: who it is, its invites, mailboxes and hosts (proto/records.proto).
 *
 * @packageDocumentation
 */
import type { Message } from './codec.ts'
import { bytes, bytesOrNone, flag, integer, list, message, record, text, uint32 } from './codec.ts'
import {
  INCARNATION_LENGTH,
  MAILBOX_EPOCH_LENGTH,
  KEY_LENGTH,
  MAX_ADDRESS_TEXT,
  MAX_NAME,
  WRITER_ID_LENGTH
} from './constants.ts'
import { signedMessage } from './identity.ts'
import type { Signed } from './identity.ts'
import {
  MAX_EPOCHS,
  MAX_FORMER_WRITERS,
  MAX_KEPT_PORTS,
  MAX_KEY_RECORD,
  MAX_MAILBOX_ADDRESSES,
  MAX_PEM,
  MAX_RECORD
} from './vault-constants.ts'

const secret = bytes(32)
const key = bytes(KEY_LENGTH)
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

/** A port that was free once. */
export interface PortRecord {
  /** Multiaddr with port 0. */
  readonly listen: string
  readonly port: number
}

/** The ports that a node took last where it was told of none. */
export interface PortsRecord {
  readonly ports: readonly PortRecord[]
}

const port = record<PortRecord>({ listen: text(1, MAX_ADDRESS_TEXT), port: integer(1, 65_535) })
const ports: Message<PortsRecord> = message(
  'PortsRecord',
  MAX_RECORD,
  record<PortsRecord>({ ports: list(port, MAX_KEPT_PORTS) })
)
export const encodePortsRecord: (value: PortsRecord) => Uint8Array = ports.encode
export const decodePortsRecord: (bytes: Uint8Array) => PortsRecord = ports.decode

/** A network that this node has joined. */
export interface NetworkRecord {
  readonly name: string
  /** Empty: it is open. */
  readonly secret: Uint8Array
}

const network: Message<NetworkRecord> = message(
  'NetworkRecord',
  MAX_KEY_RECORD,
  record<NetworkRecord>({ name: text(1, MAX_NAME), secret: bytesOrNone(KEY_LENGTH) })
)
export const encodeNetworkRecord: (value: NetworkRecord) => Uint8Array = network.encode
export const decodeNetworkRecord: (bytes: Uint8Array) => NetworkRecord = network.decode
