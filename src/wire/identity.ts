/**
 * Messages of proto/identity.proto: who somebody is and where they can be reached.
 *
 * @packageDocumentation
 */
import { bytes, integer, list, message, record, text, uint32 } from './codec.ts'
import {
  INVITE_ID_LENGTH,
  INVITE_SECRET_LENGTH,
  KEM_KEY_LENGTH,
  KEY_LENGTH,
  MAX_ADDRESS,
  MAX_BUNDLE,
  MAX_CERTIFICATE,
  MAX_CONTROL_FRAME,
  MAX_COORDINATOR_ADDRESSES,
  MAX_DESCRIPTOR,
  MAX_DESCRIPTOR_INNER,
  MAX_DEVICE_ADDRESSES,
  MAX_DEVICE_LIST,
  MAX_DEVICES,
  MAX_INVITE,
  MAX_INVITE_MAILBOXES,
  MAX_LOOKUP_RECORD,
  MAX_LOOKUP_SEALED,
  MAX_MAILBOXES,
  MAX_ONE_TIME_PREKEY,
  MAX_NAME,
  MAX_REVOKED,
  MAX_SUITES,
  SEAL_OVERHEAD,
  SIGNATURE_LENGTH
} from './constants.ts'
import type { Decode, Encode, Field, Message } from './codec.ts'

/** A signed record: verify these very bytes, then decode `payload`. */
export interface Signed {
  /** At least 1 byte. */
  readonly payload: Uint8Array
  /** 64 bytes. */
  readonly signature: Uint8Array
}

/** Binds a device to an account. Signed by the account, "earshot/device-certificate/1". */
export interface DeviceCertificate {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  /** Ed25519, 32 bytes: the host key of the device. */
  readonly device: Uint8Array
  /** X25519, 32 bytes. */
  readonly ratchetKey: Uint8Array
  /** Epoch ms. */
  readonly created: number
  /** Epoch ms. Ends new sessions, not running ones. */
  readonly expires: number
}

/** All devices of an account. Signed by the account, "earshot/device-list/1". */
export interface DeviceList {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  /** From 1, only rises. */
  readonly version: number
  /** Of DeviceCertificate, at most 16. */
  readonly certificates: readonly Signed[]
  /** Device keys of 32 bytes, at most 64. */
  readonly revoked: readonly Uint8Array[]
}

/** A mailbox and how to reach the coordinator that keeps it. */
export interface MailboxAddress {
  /** Ed25519, 32 bytes. */
  readonly mailbox: Uint8Array
  /** Binary multiaddrs of 1 to 256 bytes, at most 4. Their syntax is not checked here. */
  readonly addresses: readonly Uint8Array[]
}

/** What an invite link carries. Signed by the account, "earshot/invite/1". */
export interface Invite {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  /** At most 64 bytes of UTF-8. */
  readonly name: string
  /** At most 3 request mailboxes. */
  readonly mailboxes: readonly MailboxAddress[]
  /** 8 bytes. */
  readonly id: Uint8Array
  /** 16 bytes. */
  readonly secret: Uint8Array
  /** Epoch ms. */
  readonly expires: number
}

/** What a stranger needs for a first message. Signed by the device, "earshot/prekey-bundle/1". */
export interface PrekeyBundle {
  /** Of DeviceList. */
  readonly deviceList: Signed
  /** Ed25519, 32 bytes: the signer. */
  readonly device: Uint8Array
  readonly signedPrekeyId: number
  /** X25519, 32 bytes. */
  readonly signedPrekey: Uint8Array
  readonly kemPrekeyId: number
  /** ML-KEM-768 encapsulation key, 1184 bytes. */
  readonly kemPrekey: Uint8Array
  /** X25519, 32 bytes. */
  readonly requestKey: Uint8Array
  /** At most 8. */
  readonly suites: readonly number[]
  /** Epoch ms. */
  readonly created: number
  /** Epoch ms. */
  readonly expires: number
}

/** Keys for one first message. Signed by the device, "earshot/one-time-prekey/1". */
export interface OneTimePrekey {
  /** Ed25519, 32 bytes: the signer. */
  readonly device: Uint8Array
  /** From 1. */
  readonly id: number
  /** X25519, 32 bytes. */
  readonly curveKey: Uint8Array
  /** ML-KEM-768 encapsulation key, 1184 bytes. */
  readonly kemKey: Uint8Array
  /** Epoch ms. */
  readonly created: number
  /** Epoch ms. */
  readonly expires: number
}

/** Where a user is. Signed by the device, "earshot/descriptor/1". */
export interface Descriptor {
  /** Ed25519, 32 bytes: the signer. */
  readonly device: Uint8Array
  readonly revision: number
  /** Epoch ms. */
  readonly expires: number
  /** Of DeviceList. */
  readonly deviceList: Signed
  /** At most 8. */
  readonly suites: readonly number[]
  /** At most 5. */
  readonly requestMailboxes: readonly MailboxAddress[]
  /** Sealed DescriptorInner: nonce24 ‖ ciphertext ‖ tag16. */
  readonly inner: Uint8Array
}

/** The part of a descriptor that only contacts read. */
export interface DescriptorInner {
  /** Binary multiaddrs of 1 to 256 bytes, at most 16. */
  readonly addresses: readonly Uint8Array[]
  /** At most 5. */
  readonly mailboxes: readonly MailboxAddress[]
}

/** Where a user is, for one day. Signed by the account's blinded key, "earshot/lookup-record/1". */
export interface LookupRecord {
  /** Ed25519, 32 bytes: the signer, made for that day. */
  readonly key: Uint8Array
  /** Days since 1970-01-01 UTC. */
  readonly day: number
  readonly revision: number
  /** Sealed Signed of Descriptor: nonce24 ‖ ciphertext ‖ tag16. */
  readonly sealed: Uint8Array
}

/** A Signed inside another message, whose payload has at most `max` bytes. */
export function signedRecord(max: number): Field<Signed> {
  return record<Signed>({ payload: bytes(1, max), signature: bytes(SIGNATURE_LENGTH) })
}

/** A list of binary multiaddrs. */
export function addressList(max: number): Field<readonly Uint8Array[]> {
  return list(bytes(1, MAX_ADDRESS), max)
}

const key = bytes(KEY_LENGTH)
const suites = list(uint32(), MAX_SUITES)

/** For fields of other messages. */
export const signedMessage: Message<Signed> = message(
  'Signed',
  MAX_CONTROL_FRAME,
  signedRecord(MAX_CONTROL_FRAME)
)

const deviceCertificate: Message<DeviceCertificate> = message(
  'DeviceCertificate',
  MAX_CERTIFICATE,
  record({ account: key, device: key, ratchetKey: key, created: integer(), expires: integer() })
)

const deviceList: Message<DeviceList> = message(
  'DeviceList',
  MAX_DEVICE_LIST,
  record({
    account: key,
    version: integer(1),
    certificates: list(signedRecord(MAX_CERTIFICATE), MAX_DEVICES),
    revoked: list(key, MAX_REVOKED)
  })
)

const mailboxAddress: Message<MailboxAddress> = message(
  'MailboxAddress',
  MAX_CONTROL_FRAME,
  record({ mailbox: key, addresses: addressList(MAX_COORDINATOR_ADDRESSES) })
)

const invite: Message<Invite> = message(
  'Invite',
  MAX_INVITE,
  record({
    account: key,
    name: text(0, MAX_NAME),
    mailboxes: list(mailboxAddress.field, MAX_INVITE_MAILBOXES),
    id: bytes(INVITE_ID_LENGTH),
    secret: bytes(INVITE_SECRET_LENGTH),
    expires: integer()
  })
)

const prekeyBundle: Message<PrekeyBundle> = message(
  'PrekeyBundle',
  MAX_BUNDLE,
  record({
    deviceList: signedRecord(MAX_DEVICE_LIST),
    device: key,
    signedPrekeyId: uint32(),
    signedPrekey: key,
    kemPrekeyId: uint32(),
    kemPrekey: bytes(KEM_KEY_LENGTH),
    requestKey: key,
    suites,
    created: integer(),
    expires: integer()
  })
)

const oneTimePrekey: Message<OneTimePrekey> = message(
  'OneTimePrekey',
  MAX_ONE_TIME_PREKEY,
  record({
    device: key,
    id: uint32(1),
    curveKey: key,
    kemKey: bytes(KEM_KEY_LENGTH),
    created: integer(),
    expires: integer()
  })
)

const descriptor: Message<Descriptor> = message(
  'Descriptor',
  MAX_DESCRIPTOR,
  record({
    device: key,
    revision: integer(),
    expires: integer(),
    deviceList: signedRecord(MAX_DEVICE_LIST),
    suites,
    requestMailboxes: list(mailboxAddress.field, MAX_MAILBOXES),
    inner: bytes(SEAL_OVERHEAD, MAX_DESCRIPTOR_INNER + SEAL_OVERHEAD)
  })
)

const descriptorInner: Message<DescriptorInner> = message(
  'DescriptorInner',
  MAX_DESCRIPTOR_INNER,
  record({
    addresses: addressList(MAX_DEVICE_ADDRESSES),
    mailboxes: list(mailboxAddress.field, MAX_MAILBOXES)
  })
)

const lookupRecord: Message<LookupRecord> = message(
  'LookupRecord',
  MAX_LOOKUP_RECORD,
  record({ key, day: integer(), revision: integer(), sealed: bytes(SEAL_OVERHEAD, MAX_LOOKUP_SEALED) })
)

export const encodeSigned: Encode<Signed> = signedMessage.encode
export const decodeSigned: Decode<Signed> = signedMessage.decode
export const encodeDeviceCertificate: Encode<DeviceCertificate> = deviceCertificate.encode
export const decodeDeviceCertificate: Decode<DeviceCertificate> = deviceCertificate.decode
export const encodeDeviceList: Encode<DeviceList> = deviceList.encode
export const decodeDeviceList: Decode<DeviceList> = deviceList.decode
export const encodeMailboxAddress: Encode<MailboxAddress> = mailboxAddress.encode
export const decodeMailboxAddress: Decode<MailboxAddress> = mailboxAddress.decode
export const encodeInvite: Encode<Invite> = invite.encode
export const decodeInvite: Decode<Invite> = invite.decode
export const encodePrekeyBundle: Encode<PrekeyBundle> = prekeyBundle.encode
export const decodePrekeyBundle: Decode<PrekeyBundle> = prekeyBundle.decode
export const encodeOneTimePrekey: Encode<OneTimePrekey> = oneTimePrekey.encode
export const decodeOneTimePrekey: Decode<OneTimePrekey> = oneTimePrekey.decode
export const encodeDescriptor: Encode<Descriptor> = descriptor.encode
export const decodeDescriptor: Decode<Descriptor> = descriptor.decode
export const encodeDescriptorInner: Encode<DescriptorInner> = descriptorInner.encode
export const decodeDescriptorInner: Decode<DescriptorInner> = descriptorInner.decode
export const encodeLookupRecord: Encode<LookupRecord> = lookupRecord.encode
export const decodeLookupRecord: Decode<LookupRecord> = lookupRecord.decode
