/**
 * Messages of proto/mailbox.proto: store and forward at a coordinator, and the frames of all of them.
 *
 * @packageDocumentation
 */
import {
  both,
  bytes,
  bytesOrNone,
  choice,
  flag,
  integer,
  list,
  message,
  oneOf,
  record,
  text,
  uint32
} from './codec.ts'
import {
  DEPOSIT_NONCE_LENGTH,
  HASH_LENGTH,
  INCARNATION_LENGTH,
  KEY_LENGTH,
  MAX_ACKNOWLEDGED_ITEMS_RECORD,
  MAX_DEPOSIT,
  MAX_ID_TEXT,
  MAX_ITEMS,
  MAX_RECEIPT,
  SEAL_OVERHEAD,
  TOKEN_LENGTH
} from './constants.ts'
import { signedRecord } from './identity.ts'
import { leasedMessage, leaseMessage, watchedMessage, watchMessage } from './mailbox-lease.ts'
import {
  bundleMessage,
  getBundleMessage,
  part,
  registeredMessage,
  registerMessage,
  stockedMessage,
  stockMessage
} from './mailbox-registration.ts'
import type { Decode, Encode, Message } from './codec.ts'
import type { Signed } from './identity.ts'
import type { Lease, Leased, Watch, Watched } from './mailbox-lease.ts'
import type { Bundle, GetBundle, Register, Registered, Stock, Stocked } from './mailbox-registration.ts'

/** A deposit. Repeating one with the same bytes is the same deposit. */
export interface StoreMessage {
  /** The mailbox name as a PeerId string, 1 to 128 bytes; never a user id. */
  readonly forUserId: string
  /** nonce24 ‖ ciphertext ‖ tag16. */
  readonly encryptedMessage: Uint8Array
  /** Epoch ms. */
  readonly expiresAt: number
  /** 16 bytes. */
  readonly token: Uint8Array
  /** 16 bytes, comes back in the receipt. */
  readonly nonce: Uint8Array
}

/** CustodyReceipt signed by the coordinator's host key, "earshot/custody-receipt/1". */
export type StoreReceipt = Signed

/** "I hold this until then." */
export interface CustodyReceipt {
  /** Ed25519, 32 bytes. */
  readonly coordinator: Uint8Array
  /** Ed25519, 32 bytes. */
  readonly mailbox: Uint8Array
  /** SHA-256 of the deposited bytes. */
  readonly item: Uint8Array
  /** Epoch ms. */
  readonly expiresAt: number
  /** 16 bytes, of the deposit. */
  readonly nonce: Uint8Array
}

/** Asks for the items after a position. */
export interface Fetch {
  /** 8 bytes, or empty to begin at the start. */
  readonly incarnation: Uint8Array
  /** A sequence; 0: from the start. */
  readonly after: number
}

/** Something deposited, as its owner gets it. */
export interface Item {
  readonly sequence: number
  /** 32 bytes, says which contact deposited. */
  readonly tokenHash: Uint8Array
  /** nonce24 ‖ ciphertext ‖ tag16. */
  readonly encryptedMessage: Uint8Array
}

/** Answer to Fetch. */
export interface Items {
  /** 8 bytes. */
  readonly incarnation: Uint8Array
  /** Ascending, at most 256 and as many as fit in a frame. */
  readonly items: readonly Item[]
  readonly more: boolean
}

/** What the owner has. Signed by the mailbox key, "earshot/mailbox-acknowledgement/1". */
export interface AcknowledgedItems {
  /** Ed25519, 32 bytes. */
  readonly coordinator: Uint8Array
  /** Ed25519, 32 bytes. */
  readonly mailbox: Uint8Array
  /** SHA-256 of the deposited bytes, at most 256. */
  readonly items: readonly Uint8Array[]
  /** Epoch ms. */
  readonly at: number
}

/** Answer to an acknowledgement. */
export type Acknowledged = Readonly<Record<never, never>>

/** Notice to the connected owner. */
export type NewMail = Readonly<Record<never, never>>

/** Why a coordinator does not do it. */
export interface Refusal {
  readonly reason: 'invalid' | 'refused' | 'full' | 'busy'
}

/** What is asked, by kind. */
export type MailboxRequestKind =
  | { readonly kind: 'store'; readonly store: StoreMessage }
  | { readonly kind: 'register'; readonly register: Register }
  | { readonly kind: 'fetch'; readonly fetch: Fetch }
  | { readonly kind: 'acknowledge'; readonly acknowledge: Signed }
  | { readonly kind: 'getBundle'; readonly getBundle: GetBundle }
  | { readonly kind: 'stock'; readonly stock: Stock }
  | { readonly kind: 'lease'; readonly lease: Lease }
  | { readonly kind: 'watch'; readonly watch: Watch }

/** `id`: from 1, unique on its stream. */
export type MailboxRequest = { readonly id: number } & MailboxRequestKind

/** What is answered, by kind. */
export type MailboxResponseKind =
  | { readonly kind: 'receipt'; readonly receipt: StoreReceipt }
  | { readonly kind: 'registered'; readonly registered: Registered }
  | { readonly kind: 'items'; readonly items: Items }
  | { readonly kind: 'acknowledged'; readonly acknowledged: Acknowledged }
  | { readonly kind: 'bundle'; readonly bundle: Bundle }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'newMail'; readonly newMail: NewMail }
  | { readonly kind: 'stocked'; readonly stocked: Stocked }
  | { readonly kind: 'leased'; readonly leased: Leased }
  | { readonly kind: 'watched'; readonly watched: Watched }

/** `id`: of the request; 0 for a notice that answers nothing. */
export type MailboxResponse = { readonly id: number } & MailboxResponseKind

const key = bytes(KEY_LENGTH)
const hash = bytes(HASH_LENGTH)
const nonce = bytes(DEPOSIT_NONCE_LENGTH)
const encryptedMessage = bytes(SEAL_OVERHEAD, MAX_DEPOSIT)

const storeMessage: Message<StoreMessage> = part(
  'StoreMessage',
  record({
    forUserId: text(1, MAX_ID_TEXT),
    encryptedMessage,
    expiresAt: integer(),
    token: bytes(TOKEN_LENGTH),
    nonce
  })
)

const storeReceipt: Message<StoreReceipt> = part('StoreReceipt', signedRecord(MAX_RECEIPT))

const custodyReceipt: Message<CustodyReceipt> = message(
  'CustodyReceipt',
  MAX_RECEIPT,
  record({ coordinator: key, mailbox: key, item: hash, expiresAt: integer(), nonce })
)

const fetch: Message<Fetch> = part(
  'Fetch',
  record({ incarnation: bytesOrNone(INCARNATION_LENGTH), after: integer() })
)

const item: Message<Item> = part('Item', record({ sequence: integer(), tokenHash: hash, encryptedMessage }))

const items: Message<Items> = part(
  'Items',
  record({ incarnation: bytes(INCARNATION_LENGTH), items: list(item.field, MAX_ITEMS), more: flag })
)

const acknowledgedItems: Message<AcknowledgedItems> = message(
  'AcknowledgedItems',
  MAX_ACKNOWLEDGED_ITEMS_RECORD,
  record({ coordinator: key, mailbox: key, items: list(hash, MAX_ITEMS), at: integer() })
)

const acknowledged: Message<Acknowledged> = part('Acknowledged', record({}))
const newMail: Message<NewMail> = part('NewMail', record({}))
const refusal: Message<Refusal> = part(
  'Refusal',
  record({ reason: choice('invalid', 'refused', 'full', 'busy') }) // the order of the enum
)

const mailboxRequest: Message<MailboxRequest> = part(
  'MailboxRequest',
  both(
    record<{ readonly id: number }>({ id: uint32(1) }),
    oneOf<MailboxRequestKind>({
      store: storeMessage.field,
      register: registerMessage.field,
      fetch: fetch.field,
      acknowledge: signedRecord(MAX_ACKNOWLEDGED_ITEMS_RECORD),
      getBundle: getBundleMessage.field,
      stock: stockMessage.field,
      lease: leaseMessage.field,
      watch: watchMessage.field
    })
  )
)

const mailboxResponse: Message<MailboxResponse> = part(
  'MailboxResponse',
  both(
    record<{ readonly id: number }>({ id: uint32() }),
    oneOf<MailboxResponseKind>({
      receipt: storeReceipt.field,
      registered: registeredMessage.field,
      items: items.field,
      acknowledged: acknowledged.field,
      bundle: bundleMessage.field,
      refusal: refusal.field,
      newMail: newMail.field,
      stocked: stockedMessage.field,
      leased: leasedMessage.field,
      watched: watchedMessage.field
    })
  )
)

export const encodeMailboxRequest: Encode<MailboxRequest> = mailboxRequest.encode
export const decodeMailboxRequest: Decode<MailboxRequest> = mailboxRequest.decode
export const encodeMailboxResponse: Encode<MailboxResponse> = mailboxResponse.encode
export const decodeMailboxResponse: Decode<MailboxResponse> = mailboxResponse.decode
export const encodeStoreMessage: Encode<StoreMessage> = storeMessage.encode
export const decodeStoreMessage: Decode<StoreMessage> = storeMessage.decode
export const encodeStoreReceipt: Encode<StoreReceipt> = storeReceipt.encode
export const decodeStoreReceipt: Decode<StoreReceipt> = storeReceipt.decode
export const encodeCustodyReceipt: Encode<CustodyReceipt> = custodyReceipt.encode
export const decodeCustodyReceipt: Decode<CustodyReceipt> = custodyReceipt.decode
export const encodeFetch: Encode<Fetch> = fetch.encode
export const decodeFetch: Decode<Fetch> = fetch.decode
export const encodeItems: Encode<Items> = items.encode
export const decodeItems: Decode<Items> = items.decode
export const encodeItem: Encode<Item> = item.encode
export const decodeItem: Decode<Item> = item.decode
export const encodeAcknowledgedItems: Encode<AcknowledgedItems> = acknowledgedItems.encode
export const decodeAcknowledgedItems: Decode<AcknowledgedItems> = acknowledgedItems.decode
export const encodeAcknowledged: Encode<Acknowledged> = acknowledged.encode
export const decodeAcknowledged: Decode<Acknowledged> = acknowledged.decode
export const encodeNewMail: Encode<NewMail> = newMail.encode
export const decodeNewMail: Decode<NewMail> = newMail.decode
export const encodeRefusal: Encode<Refusal> = refusal.encode
export const decodeRefusal: Decode<Refusal> = refusal.decode
