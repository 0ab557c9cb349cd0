/**
 * The wire format: for every message of proto/ a domain type, an encoder and a decoder.
 * Decoders check the size before they read anything, then every length, range and
 * count, and return copies. What they accept can be trusted in form, never in content:
 * signatures are verified over the bytes as received, in `../identity`.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { decodeMailboxRequest, encodeMailboxResponse } from 'earshot/wire'
 *
 * const request = decodeMailboxRequest(frame) // throws LimitError or WireFormatError
 * switch (request.kind) {
 *   case 'store':
 *     return deposit(request.id, request.store.token, request.store.encryptedMessage)
 *   default:
 *     return encodeMailboxResponse({ id: request.id, kind: 'refusal', refusal: { reason: 'refused' } })
 * }
 * ```
 */
export * from './constants.ts'
export type { Decode, Encode } from './codec.ts'
export {
  encodeSigned,
  decodeSigned,
  encodeDeviceCertificate,
  decodeDeviceCertificate,
  encodeDeviceList,
  decodeDeviceList,
  encodeMailboxAddress,
  decodeMailboxAddress,
  encodeInvite,
  decodeInvite,
  encodePrekeyBundle,
  decodePrekeyBundle,
  encodeOneTimePrekey,
  decodeOneTimePrekey,
  encodeDescriptor,
  decodeDescriptor,
  encodeDescriptorInner,
  decodeDescriptorInner,
  encodeLookupRecord,
  decodeLookupRecord
} from './identity.ts'
export type {
  Signed,
  DeviceCertificate,
  DeviceList,
  MailboxAddress,
  Invite,
  PrekeyBundle,
  OneTimePrekey,
  Descriptor,
  DescriptorInner,
  LookupRecord
} from './identity.ts'
export {
  encodeMessageFrame,
  decodeMessageFrame,
  encodeInitialMessage,
  decodeInitialMessage,
  encodeContent,
  decodeContent,
  encodeContactRequest,
  decodeContactRequest,
  encodeContactAccept,
  decodeContactAccept,
  encodeDescriptorUpdate,
  decodeDescriptorUpdate,
  encodeReachability,
  decodeReachability,
  encodeAcknowledgement,
  decodeAcknowledgement,
  encodeStoredMessage,
  decodeStoredMessage,
  encodeText,
  decodeText
} from './message.ts'
export type {
  MessageFrame,
  InitialMessage,
  Reachability,
  ContactRequest,
  ContactAccept,
  DescriptorUpdate,
  Acknowledgement,
  Text,
  StoredBody,
  StoredMessage,
  ContentKind,
  Content
} from './message.ts'
export {
  encodeSessionMark,
  decodeSessionMark,
  encodeHello,
  decodeHello,
  encodeWriterMark,
  decodeWriterMark,
  encodeGap,
  decodeGap,
  encodeHeldWriter,
  decodeHeldWriter,
  encodeResumption,
  decodeResumption
} from './resumption.ts'
export type { Hello, SessionMark, WriterMark, Gap, HeldWriter, Resumption } from './resumption.ts'
export {
  encodeRegister,
  decodeRegister,
  encodeGrant,
  decodeGrant,
  encodeRegistered,
  decodeRegistered,
  encodeGetBundle,
  decodeGetBundle,
  encodeStock,
  decodeStock,
  encodeStocked,
  decodeStocked,
  encodeBundle,
  decodeBundle
} from './mailbox-registration.ts'
export type {
  Grant,
  Register,
  Registered,
  GetBundle,
  Stock,
  Stocked,
  Bundle
} from './mailbox-registration.ts'
export {
  encodeMailboxRequest,
  decodeMailboxRequest,
  encodeMailboxResponse,
  decodeMailboxResponse,
  encodeStoreMessage,
  decodeStoreMessage,
  encodeStoreReceipt,
  decodeStoreReceipt,
  encodeCustodyReceipt,
  decodeCustodyReceipt,
  encodeFetch,
  decodeFetch,
  encodeItems,
  decodeItems,
  encodeItem,
  decodeItem,
  encodeAcknowledgedItems,
  decodeAcknowledgedItems,
  encodeAcknowledged,
  decodeAcknowledged,
  encodeNewMail,
  decodeNewMail,
  encodeRefusal,
  decodeRefusal
} from './mailbox.ts'
export {
  encodeLease,
  decodeLease,
  encodeLeased,
  decodeLeased,
  encodeWatch,
  decodeWatch,
  encodeWatched,
  decodeWatched
} from './mailbox-lease.ts'
export type { Lease, Leased, Watch, Watched } from './mailbox-lease.ts'
export type {
  StoreMessage,
  StoreReceipt,
  CustodyReceipt,
  Fetch,
  Item,
  Items,
  AcknowledgedItems,
  Acknowledged,
  NewMail,
  Refusal,
  MailboxRequestKind,
  MailboxRequest,
  MailboxResponseKind,
  MailboxResponse
} from './mailbox.ts'
export {
  encodePeerQuery,
  decodePeerQuery,
  encodePeerFound,
  decodePeerFound,
  encodeQueryAnswer,
  decodeQueryAnswer,
  encodeLeaveAnswer,
  decodeLeaveAnswer
} from './query.ts'
export type { LeaveAnswer, PeerQuery, PeerFound, QueryAnswer } from './query.ts'
export {
  encodePresenceFrame,
  decodePresenceFrame,
  encodeNetworkState,
  decodeNetworkState,
  encodeHeartbeat,
  decodeHeartbeat,
  encodeMemberDelta,
  decodeMemberDelta,
  encodePageRequest,
  decodePageRequest,
  encodeMemberPage,
  decodeMemberPage
} from './presence.ts'
export type {
  PresenceFrame,
  NetworkState,
  Heartbeat,
  MemberDelta,
  PageRequest,
  MemberPage,
  Service
} from './presence.ts'
