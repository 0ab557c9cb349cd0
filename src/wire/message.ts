/**
 * Messages of proto/message.proto: what travels between two users.
 *
 * @packageDocumentation
 */
import {
  both,
  bytes,
  bytesOrNone,
  flag,
  integer,
  list,
  message,
  oneOf,
  optional,
  record,
  text,
  uint32,
  under,
  where
} from './codec.ts'
import {
  CONTENT_ID_LENGTH,
  HASH_LENGTH,
  INVITE_ID_LENGTH,
  KEM_CIPHERTEXT_LENGTH,
  KEY_LENGTH,
  MAX_ACKNOWLEDGED_IDS,
  MAX_BUNDLE,
  MAX_CONTROL_FRAME,
  MAX_DESCRIPTOR,
  MAX_DEVICE_LIST,
  MAX_ENVELOPE,
  MAX_ENVELOPES,
  MAX_HEADS,
  MAX_MESSAGE_FRAME,
  MAX_NAME,
  MAX_TEXT,
  WRITER_ID_LENGTH
} from './constants.ts'
import { signedRecord } from './identity.ts'
import { helloMessage, resumptionMessage, writerMarkMessage } from './resumption.ts'
import type { Decode, Encode, Message } from './codec.ts'
import type { Signed } from './identity.ts'
import type { Hello, Resumption, WriterMark } from './resumption.ts'

/** One frame of the live path. */
export interface MessageFrame {
  /** Opaque, 1 byte to 256 KiB each, at most 64. */
  readonly envelopes: readonly Uint8Array[]
  /** In the first frame of each side. */
  readonly hello: Hello | undefined
  /** Asks for the bundle of the other side. */
  readonly wantBundle: boolean
  /** Of PrekeyBundle. */
  readonly bundle: Signed | undefined
  /** The last frame: the link is not needed for now. */
  readonly parked: boolean
}

/** Opens a session with somebody who may be offline (PQXDH). */
export interface InitialMessage {
  /** Of DeviceList, of the initiator. */
  readonly deviceList: Signed
  /** Ed25519, 32 bytes. */
  readonly device: Uint8Array
  readonly suite: number
  readonly signedPrekeyId: number
  /** 0 with a one-time prekey. */
  readonly kemPrekeyId: number
  /** 0: none was used. */
  readonly oneTimePrekeyId: number
  /** X25519, 32 bytes. */
  readonly ephemeral: Uint8Array
  /** ML-KEM-768, 1088 bytes. */
  readonly kemCiphertext: Uint8Array
  /** The first envelope of the session. */
  readonly envelope: Uint8Array
}

/** What a contact must know to reach and to deposit with the sender. */
export interface Reachability {
  /** Of Descriptor. */
  readonly descriptor: Signed
  /** 32 bytes, opens the inner layer. */
  readonly descriptorKey: Uint8Array
  /** 32 bytes, this contact's key to the sender's mailboxes. */
  readonly depositSecret: Uint8Array
}

/** "May I write to you?" */
export interface ContactRequest {
  /** 8 bytes. */
  readonly inviteId: Uint8Array
  /** HMAC-SHA-256, 32 bytes. */
  readonly proof: Uint8Array
  /** At most 64 bytes of UTF-8. */
  readonly name: string
  readonly reach: Reachability
}

/** "Yes." */
export interface ContactAccept {
  /** At most 64 bytes of UTF-8. */
  readonly name: string
  readonly reach: Reachability
}

/** The sender moved. */
export interface DescriptorUpdate {
  readonly reach: Reachability
}

/** "Durably received." */
export interface Acknowledgement {
  /** Content ids of 16 bytes, at most 256. */
  readonly ids: readonly Uint8Array[]
  /** Of the writer that was heard last; undefined: none yet. */
  readonly seen: WriterMark | undefined
}

/** What people write. */
export interface Text {
  /** 1 byte to 16 KiB of UTF-8. From somebody else: clean it before it meets a screen. */
  readonly text: string
}

/** What a stored message says. */
export type StoredBody = { readonly kind: 'text'; readonly text: Text }

/** A message that is kept, numbered and ordered. */
export interface StoredMessage {
  /** 8 bytes. */
  readonly writerId: Uint8Array
  /** From 1. */
  readonly counter: number
  /** From 1. */
  readonly lamport: number
  /** SHA-256, 32 bytes each, at most 8. */
  readonly heads: readonly Uint8Array[]
  /** Epoch ms. */
  readonly created: number
  /** Epoch ms, deadline of delivery. */
  readonly expires: number
  readonly body: StoredBody
}

/** What a content is, by kind. */
export type ContentKind =
  | { readonly kind: 'request'; readonly request: ContactRequest }
  | { readonly kind: 'accept'; readonly accept: ContactAccept }
  | { readonly kind: 'descriptor'; readonly descriptor: DescriptorUpdate }
  | { readonly kind: 'acknowledgement'; readonly acknowledgement: Acknowledgement }
  | { readonly kind: 'message'; readonly message: StoredMessage }
  | { readonly kind: 'resumption'; readonly resumption: Resumption }

/** The plaintext of an envelope. `id`: 16 bytes, none exactly for an acknowledgement. */
export type Content = { readonly id: Uint8Array } & ContentKind

const key = bytes(KEY_LENGTH)
const hash = bytes(HASH_LENGTH)
const envelope = bytes(1, MAX_ENVELOPE)
const name = text(0, MAX_NAME)

const messageFrame: Message<MessageFrame> = message(
  'MessageFrame',
  MAX_MESSAGE_FRAME,
  record<MessageFrame>({
    envelopes: list(envelope, MAX_ENVELOPES),
    hello: optional(helloMessage.field),
    wantBundle: flag,
    bundle: optional(signedRecord(MAX_BUNDLE)),
    parked: flag
  })
)

const initialMessage: Message<InitialMessage> = message(
  'InitialMessage',
  MAX_ENVELOPE,
  record({
    deviceList: signedRecord(MAX_DEVICE_LIST),
    device: key,
    suite: uint32(),
    signedPrekeyId: uint32(),
    kemPrekeyId: uint32(),
    oneTimePrekeyId: uint32(),
    ephemeral: key,
    kemCiphertext: bytes(KEM_CIPHERTEXT_LENGTH),
    envelope
  })
)

/** For fields of other messages. */
export const reachabilityMessage: Message<Reachability> = message(
  'Reachability',
  MAX_CONTROL_FRAME,
  record({ descriptor: signedRecord(MAX_DESCRIPTOR), descriptorKey: key, depositSecret: key })
)

const contactRequest: Message<ContactRequest> = message(
  'ContactRequest',
  MAX_CONTROL_FRAME,
  record({ inviteId: bytes(INVITE_ID_LENGTH), proof: hash, name, reach: reachabilityMessage.field })
)

const contactAccept: Message<ContactAccept> = message(
  'ContactAccept',
  MAX_CONTROL_FRAME,
  record({ name, reach: reachabilityMessage.field })
)

const descriptorUpdate: Message<DescriptorUpdate> = message(
  'DescriptorUpdate',
  MAX_CONTROL_FRAME,
  record({ reach: reachabilityMessage.field })
)

const acknowledgement: Message<Acknowledgement> = message(
  'Acknowledgement',
  MAX_CONTROL_FRAME,
  record<Acknowledgement>({
    ids: list(bytes(CONTENT_ID_LENGTH), MAX_ACKNOWLEDGED_IDS),
    seen: optional(writerMarkMessage.field)
  })
)

const textMessage: Message<Text> = message('Text', MAX_CONTROL_FRAME, record({ text: text(1, MAX_TEXT) }))

const storedMessage: Message<StoredMessage> = message(
  'StoredMessage',
  MAX_ENVELOPE,
  both(
    record<Omit<StoredMessage, 'body'>>({
      writerId: bytes(WRITER_ID_LENGTH),
      counter: integer(1),
      lamport: integer(1),
      heads: list(hash, MAX_HEADS),
      created: integer(),
      expires: integer()
    }),
    under('body', oneOf<StoredBody>({ text: textMessage.field }))
  )
)

const content: Message<Content> = message(
  'Content',
  MAX_ENVELOPE,
  where(
    both(
      record<{ readonly id: Uint8Array }>({ id: bytesOrNone(CONTENT_ID_LENGTH) }),
      oneOf<ContentKind>({
        request: contactRequest.field,
        accept: contactAccept.field,
        descriptor: descriptorUpdate.field,
        acknowledgement: acknowledgement.field,
        message: storedMessage.field,
        resumption: resumptionMessage.field
      })
    ),
    ({ id, kind }) => (id.length === 0) === (kind === 'acknowledgement'),
    'an id, and none for an acknowledgement'
  )
)

export const encodeMessageFrame: Encode<MessageFrame> = messageFrame.encode
export const decodeMessageFrame: Decode<MessageFrame> = messageFrame.decode
export const encodeInitialMessage: Encode<InitialMessage> = initialMessage.encode
export const decodeInitialMessage: Decode<InitialMessage> = initialMessage.decode
export const encodeContent: Encode<Content> = content.encode
export const decodeContent: Decode<Content> = content.decode
export const encodeContactRequest: Encode<ContactRequest> = contactRequest.encode
export const decodeContactRequest: Decode<ContactRequest> = contactRequest.decode
export const encodeContactAccept: Encode<ContactAccept> = contactAccept.encode
export const decodeContactAccept: Decode<ContactAccept> = contactAccept.decode
export const encodeDescriptorUpdate: Encode<DescriptorUpdate> = descriptorUpdate.encode
export const decodeDescriptorUpdate: Decode<DescriptorUpdate> = descriptorUpdate.decode
export const encodeReachability: Encode<Reachability> = reachabilityMessage.encode
export const decodeReachability: Decode<Reachability> = reachabilityMessage.decode
export const encodeAcknowledgement: Encode<Acknowledgement> = acknowledgement.encode
export const decodeAcknowledgement: Decode<Acknowledgement> = acknowledgement.decode
export const encodeStoredMessage: Encode<StoredMessage> = storedMessage.encode
export const decodeStoredMessage: Decode<StoredMessage> = storedMessage.decode
export const encodeText: Encode<Text> = textMessage.encode
export const decodeText: Decode<Text> = textMessage.decode
