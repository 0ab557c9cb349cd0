/**
 * Messages of proto/mailbox.proto: store and forward at a coordinator.
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
  MAILBOX_EPOCH_LENGTH,
  KEY_LENGTH,
  MAX_ACKNOWLEDGED_ITEMS_RECORD,
  MAX_BUNDLE,
  MAX_DEPOSIT,
  MAX_GRANTS,
  MAX_ID_TEXT,
  MAX_ITEMS,
  MAX_LEASE_TAGS,
  MAX_MAILBOX_FRAME,
  MAX_ONE_TIME_PREKEY,
  MAX_RECEIPT,
  MAX_STOCK,
  MAX_WATCH_TAGS,
  NETWORK_ID_LENGTH,
  PRESENCE_TAG_LENGTH,
  SEAL_OVERHEAD,
  TOKEN_LENGTH
} from './constants.ts'
import { signedRecord } from './identity.ts'
import type { Decode, Encode, Field, Message } from './codec.ts'
import type { Signed } from './identity.ts'

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

/** Lets the holder of a token deposit. */
export interface Grant {
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  /** An invite's token. */
  readonly stranger: boolean
  /** Epoch ms; 0: does not expire. */
  readonly expires: number
}

/** Makes or renews the mailbox. */
export interface Register {
  /** At most 1024; what is left out is revoked. */
  readonly grants: readonly Grant[]
  /** Sealed prekey bundle, at most 8 KiB; empty: none. */
  readonly bundle: Uint8Array
  /** 16 bytes. */
  readonly network: Uint8Array
  /** HMAC-SHA-256, 32 bytes. */
  readonly membership: Uint8Array
  /** 56 bytes, taken in exchange for the one that is held; empty: that one stays. */
  readonly epoch: Uint8Array
}

/** Answer to Register. */
export interface Registered {
  /** 8 bytes. */
  readonly incarnation: Uint8Array
  /** Epoch ms. */
  readonly lapses: number
  /** 56 bytes, that was held before; empty: none. */
  readonly epoch: Uint8Array
  /** One-time prekeys that were not handed out. */
  readonly prekeysLeft: number
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

/** Asks for the owner's sealed prekey bundle. */
export interface GetBundle {
  /** Ed25519, 32 bytes. */
  readonly mailbox: Uint8Array
  /** Without a one-time prekey. */
  readonly lastResort: boolean
}

/** One-time prekeys to hand out with the bundle, each once. They replace those that are left. */
export interface Stock {
  /** Each nonce24 ‖ ciphertext ‖ tag16, at most 2 KiB; at most 20. */
  readonly prekeys: readonly Uint8Array[]
}

/** Answer to Stock. */
export type Stocked = Readonly<Record<never, never>>

/** Answer to GetBundle. */
export interface Bundle {
  /** nonce24 ‖ ciphertext ‖ tag16, at most 8 KiB; empty: none. */
  readonly sealed: Uint8Array
  /** A sealed one-time prekey that nobody else gets; empty: none. */
  readonly oneTime: Uint8Array
}

/** The owner is online. */
export interface Lease {
  /** renew: with the tags that it has; set: with these; leave: offline from now on. */
  readonly change: 'renew' | 'set' | 'leave'
  /** With `set`, 16 bytes each, at most 1024: one for each contact that may see it. */
  readonly tags: readonly Uint8Array[]
}

/** Answer to Lease. */
export interface Leased {
  /** False: there was nothing to renew. */
  readonly held: boolean
}

/** Whether a contact is online, now and from now on. */
export interface Watch {
  /** 16 bytes each, at most 3, all of one contact; none: the same as before. */
  readonly tags: readonly Uint8Array[]
}

/** Answer to Watch, and notice of a change. */
export interface Watched {
  /** unknown: the coordinator has not been up for as long as a lease lasts. */
  readonly state: 'unknown' | 'offline' | 'online'
}

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
const epoch = bytesOrNone(MAILBOX_EPOCH_LENGTH)
const sealedBundle = bytesOrNone(SEAL_OVERHEAD, MAX_BUNDLE)
const sealedPrekey = bytes(SEAL_OVERHEAD, MAX_ONE_TIME_PREKEY)

/** Every part of a frame by itself has the limit of the frame. */
function part<T>(name: Parameters<typeof message>[0], field: Field<T>): Message<T> {
  return message(name, MAX_MAILBOX_FRAME, field)
}

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

const grant: Message<Grant> = part('Grant', record({ tokenHash: hash, stranger: flag, expires: integer() }))

const register: Message<Register> = part(
  'Register',
  record({
    grants: list(grant.field, MAX_GRANTS),
    bundle: sealedBundle,
    network: bytes(NETWORK_ID_LENGTH),
    membership: hash,
    epoch
  })
)

const registered: Message<Registered> = part(
  'Registered',
  record({ incarnation: bytes(INCARNATION_LENGTH), lapses: integer(), epoch, prekeysLeft: uint32() })
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
const getBundle: Message<GetBundle> = part('GetBundle', record({ mailbox: key, lastResort: flag }))
const stock: Message<Stock> = part('Stock', record({ prekeys: list(sealedPrekey, MAX_STOCK) }))
const stocked: Message<Stocked> = part('Stocked', record({}))
const presenceTag = bytes(PRESENCE_TAG_LENGTH)
const lease: Message<Lease> = part(
  'Lease',
  record({ change: choice('renew', 'set', 'leave'), tags: list(presenceTag, MAX_LEASE_TAGS) })
)
const leased: Message<Leased> = part('Leased', record({ held: flag }))
const watch: Message<Watch> = part('Watch', record({ tags: list(presenceTag, MAX_WATCH_TAGS) }))
const watched: Message<Watched> = part('Watched', record({ state: choice('unknown', 'offline', 'online') }))
const bundle: Message<Bundle> = part(
  'Bundle',
  record({ sealed: sealedBundle, oneTime: bytesOrNone(SEAL_OVERHEAD, MAX_ONE_TIME_PREKEY) })
)

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
      register: register.field,
      fetch: fetch.field,
      acknowledge: signedRecord(MAX_ACKNOWLEDGED_ITEMS_RECORD),
      getBundle: getBundle.field,
      stock: stock.field,
      lease: lease.field,
      watch: watch.field
    })
  )
)

const mailboxResponse: Message<MailboxResponse> = part(
  'MailboxResponse',
  both(
    record<{ readonly id: number }>({ id: uint32() }),
    oneOf<MailboxResponseKind>({
      receipt: storeReceipt.field,
      registered: registered.field,
      items: items.field,
      acknowledged: acknowledged.field,
      bundle: bundle.field,
      refusal: refusal.field,
      newMail: newMail.field,
      stocked: stocked.field,
      leased: leased.field,
      watched: watched.field
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
export const encodeRegister: Encode<Register> = register.encode
export const decodeRegister: Decode<Register> = register.decode
export const encodeGrant: Encode<Grant> = grant.encode
export const decodeGrant: Decode<Grant> = grant.decode
export const encodeRegistered: Encode<Registered> = registered.encode
export const decodeRegistered: Decode<Registered> = registered.decode
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
export const encodeGetBundle: Encode<GetBundle> = getBundle.encode
export const decodeGetBundle: Decode<GetBundle> = getBundle.decode
export const encodeStock: Encode<Stock> = stock.encode
export const decodeStock: Decode<Stock> = stock.decode
export const encodeStocked: Encode<Stocked> = stocked.encode
export const decodeStocked: Decode<Stocked> = stocked.decode
export const encodeLease: Encode<Lease> = lease.encode
export const decodeLease: Decode<Lease> = lease.decode
export const encodeLeased: Encode<Leased> = leased.encode
export const decodeLeased: Decode<Leased> = leased.decode
export const encodeWatch: Encode<Watch> = watch.encode
export const decodeWatch: Decode<Watch> = watch.decode
export const encodeWatched: Encode<Watched> = watched.encode
export const decodeWatched: Decode<Watched> = watched.decode
export const encodeBundle: Encode<Bundle> = bundle.encode
export const decodeBundle: Decode<Bundle> = bundle.decode
export const encodeRefusal: Encode<Refusal> = refusal.encode
export const decodeRefusal: Decode<Refusal> = refusal.decode
