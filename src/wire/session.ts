/**
 * The records of `session.proto`: what the ratchet keeps on disk.
 *
 * @packageDocumentation
 */
import { bytes, bytesOrNone, flag, integer, list, message, optional, record, uint32, where } from './codec.ts'
import { KEM_KEY_LENGTH, KEY_LENGTH } from './constants.ts'
import {
  KEM_SEED_LENGTH,
  MAX_KEY_RECORD,
  MAX_RECEIVING_CHAINS,
  MAX_SESSION_RECORD,
  SESSION_ID_LENGTH
} from './vault-constants.ts'
import type { Decode, Encode, Message } from './codec.ts'

/** The layout of the records in this file. */
export const SESSION_RECORD_FORMAT = 2

/** See `SendingChainRecord` in session.proto. */
export interface SendingChainRecord {
  readonly chainKey: Uint8Array
  readonly headerKey: Uint8Array
  readonly messageNumber: number
  /** As in a header: u8 kind ‖ key or ciphertext. */
  readonly kem: Uint8Array
}

/** See `KemRecord` in session.proto. */
export interface KemRecord {
  readonly messages: number
  readonly since: number
  /** Empty: no offer of ours. */
  readonly seed: Uint8Array
  /** Empty: no offer of the peer's. */
  readonly offered: Uint8Array
}

/** See `ReceivingChainRecord` in session.proto. */
export interface ReceivingChainRecord {
  readonly number: number
  readonly headerKey: Uint8Array
}

/** See `SessionRecord` in session.proto. */
export interface SessionRecord {
  readonly format: number
  readonly version: number
  readonly suite: number
  readonly id: Uint8Array
  readonly created: number
  readonly rank: number
  readonly associatedData: Uint8Array
  readonly rootKey: Uint8Array
  readonly ratchetSecret: Uint8Array
  readonly ratchetKey: Uint8Array
  readonly peerRatchetKey: Uint8Array
  readonly sending: SendingChainRecord | undefined
  readonly nextSendingHeaderKey: Uint8Array
  readonly previousChainLength: number
  readonly nextReceivingHeaderKey: Uint8Array
  /** Empty before the peer's first message. */
  readonly receivingChainKey: Uint8Array
  readonly receivingMessageNumber: number
  /** Newest first. */
  readonly chains: readonly ReceivingChainRecord[]
  readonly kem: KemRecord
  /** Read, but not sent on any more. */
  readonly retired: boolean
}

/** See `SkippedKeyRecord` in session.proto. */
export interface SkippedKeyRecord {
  readonly format: number
  readonly session: Uint8Array
  readonly chain: number
  readonly messageNumber: number
  readonly messageKey: Uint8Array
  readonly created: number
}

/** See `PrekeyRecord` in session.proto. */
export interface PrekeyRecord {
  readonly format: number
  readonly signedPrekeyId: number
  readonly signedPrekeySecret: Uint8Array
  readonly kemPrekeyId: number
  readonly kemPrekeySeed: Uint8Array
  readonly requestSecret: Uint8Array
  readonly created: number
}

/** See `OneTimePrekeyRecord` in session.proto. */
export interface OneTimePrekeyRecord {
  readonly format: number
  readonly id: number
  readonly curveSecret: Uint8Array
  readonly kemSeed: Uint8Array
  readonly created: number
  readonly mailbox: Uint8Array
}

const key = bytes(KEY_LENGTH)
const format = integer(SESSION_RECORD_FORMAT, SESSION_RECORD_FORMAT)

/**
 * The peer's first message brings its chain key and its chain together, and until it comes
 * only who opened the session is there, sending; numbers descend.
 */
function chainsAgree(session: SessionRecord): boolean {
  const { receivingChainKey, receivingMessageNumber, chains, sending } = session
  if (receivingChainKey.length === 0) {
    return chains.length === 0 && receivingMessageNumber === 0 && sending !== undefined
  }
  return (
    chains.length > 0 &&
    chains.every(({ number }, at) => {
      const older = chains[at + 1]
      return older === undefined || older.number < number
    })
  )
}

/** Also a part of the contact's record. */
export const sessionMessage: Message<SessionRecord> = message(
  'SessionRecord',
  MAX_SESSION_RECORD,
  where(
    record<SessionRecord>({
      format,
      version: uint32(1),
      suite: uint32(1),
      id: bytes(SESSION_ID_LENGTH),
      created: integer(),
      rank: integer(),
      associatedData: key,
      rootKey: key,
      ratchetSecret: key,
      ratchetKey: key,
      peerRatchetKey: key,
      sending: optional(
        record<SendingChainRecord>({
          chainKey: key,
          headerKey: key,
          messageNumber: uint32(),
          kem: bytes(1, 1 + KEM_KEY_LENGTH)
        })
      ),
      nextSendingHeaderKey: key,
      previousChainLength: uint32(),
      nextReceivingHeaderKey: key,
      receivingChainKey: bytesOrNone(KEY_LENGTH),
      receivingMessageNumber: uint32(),
      chains: list(record<ReceivingChainRecord>({ number: uint32(), headerKey: key }), MAX_RECEIVING_CHAINS),
      kem: record<KemRecord>({
        messages: uint32(),
        since: integer(),
        seed: bytesOrNone(KEM_SEED_LENGTH),
        offered: bytesOrNone(KEM_KEY_LENGTH)
      }),
      retired: flag
    }),
    chainsAgree,
    'receiving chains that agree'
  )
)

const skippedKey: Message<SkippedKeyRecord> = message(
  'SkippedKeyRecord',
  MAX_KEY_RECORD,
  record<SkippedKeyRecord>({
    format,
    session: bytes(SESSION_ID_LENGTH),
    chain: uint32(),
    messageNumber: uint32(),
    messageKey: key,
    created: integer()
  })
)

const prekey: Message<PrekeyRecord> = message(
  'PrekeyRecord',
  MAX_KEY_RECORD,
  record<PrekeyRecord>({
    format,
    signedPrekeyId: uint32(1),
    signedPrekeySecret: key,
    kemPrekeyId: uint32(1),
    kemPrekeySeed: bytes(KEM_SEED_LENGTH),
    requestSecret: key,
    created: integer()
  })
)

const oneTimePrekey: Message<OneTimePrekeyRecord> = message(
  'OneTimePrekeyRecord',
  MAX_KEY_RECORD,
  record<OneTimePrekeyRecord>({
    format,
    id: uint32(1),
    curveSecret: key,
    kemSeed: bytes(KEM_SEED_LENGTH),
    created: integer(),
    mailbox: key
  })
)

export const encodeSessionRecord: Encode<SessionRecord> = sessionMessage.encode
export const decodeSessionRecord: Decode<SessionRecord> = sessionMessage.decode
export const encodeSkippedKeyRecord: Encode<SkippedKeyRecord> = skippedKey.encode
export const decodeSkippedKeyRecord: Decode<SkippedKeyRecord> = skippedKey.decode
export const encodePrekeyRecord: Encode<PrekeyRecord> = prekey.encode
export const decodePrekeyRecord: Decode<PrekeyRecord> = prekey.decode
export const encodeOneTimePrekeyRecord: Encode<OneTimePrekeyRecord> = oneTimePrekey.encode
export const decodeOneTimePrekeyRecord: Decode<OneTimePrekeyRecord> = oneTimePrekey.decode
