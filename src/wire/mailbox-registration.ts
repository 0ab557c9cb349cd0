/**
 * Messages of proto/mailbox.proto with which an owner makes a mailbox, and leaves there what strangers need.
 *
 * @packageDocumentation
 */
import { bytes, bytesOrNone, flag, integer, list, message, record, uint32 } from './codec.ts'
import {
  HASH_LENGTH,
  INCARNATION_LENGTH,
  MAILBOX_EPOCH_LENGTH,
  KEY_LENGTH,
  MAX_BUNDLE,
  MAX_GRANTS,
  MAX_MAILBOX_FRAME,
  MAX_ONE_TIME_PREKEY,
  MAX_STOCK,
  NETWORK_ID_LENGTH,
  SEAL_OVERHEAD
} from './constants.ts'
import type { Decode, Encode, Field, Message } from './codec.ts'

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

const hash = bytes(HASH_LENGTH)
const epoch = bytesOrNone(MAILBOX_EPOCH_LENGTH)
const sealedBundle = bytesOrNone(SEAL_OVERHEAD, MAX_BUNDLE)
const sealedPrekey = bytes(SEAL_OVERHEAD, MAX_ONE_TIME_PREKEY)

/** Every part of a frame by itself has the limit of the frame. */
export function part<T>(name: Parameters<typeof message>[0], field: Field<T>): Message<T> {
  return message(name, MAX_MAILBOX_FRAME, field)
}

const grant: Message<Grant> = part('Grant', record({ tokenHash: hash, stranger: flag, expires: integer() }))

/** For a field of a frame. */
export const registerMessage: Message<Register> = part(
  'Register',
  record({
    grants: list(grant.field, MAX_GRANTS),
    bundle: sealedBundle,
    network: bytes(NETWORK_ID_LENGTH),
    membership: hash,
    epoch
  })
)

/** For a field of a frame. */
export const registeredMessage: Message<Registered> = part(
  'Registered',
  record({ incarnation: bytes(INCARNATION_LENGTH), lapses: integer(), epoch, prekeysLeft: uint32() })
)

/** For a field of a frame. */
export const getBundleMessage: Message<GetBundle> = part(
  'GetBundle',
  record({ mailbox: bytes(KEY_LENGTH), lastResort: flag })
)
/** For a field of a frame. */
export const stockMessage: Message<Stock> = part('Stock', record({ prekeys: list(sealedPrekey, MAX_STOCK) }))
/** For a field of a frame. */
export const stockedMessage: Message<Stocked> = part('Stocked', record({}))
/** For a field of a frame. */
export const bundleMessage: Message<Bundle> = part(
  'Bundle',
  record({ sealed: sealedBundle, oneTime: bytesOrNone(SEAL_OVERHEAD, MAX_ONE_TIME_PREKEY) })
)

export const encodeRegister: Encode<Register> = registerMessage.encode
export const decodeRegister: Decode<Register> = registerMessage.decode
export const encodeGrant: Encode<Grant> = grant.encode
export const decodeGrant: Decode<Grant> = grant.decode
export const encodeRegistered: Encode<Registered> = registeredMessage.encode
export const decodeRegistered: Decode<Registered> = registeredMessage.decode
export const encodeGetBundle: Encode<GetBundle> = getBundleMessage.encode
export const decodeGetBundle: Decode<GetBundle> = getBundleMessage.decode
export const encodeStock: Encode<Stock> = stockMessage.encode
export const decodeStock: Decode<Stock> = stockMessage.decode
export const encodeStocked: Encode<Stocked> = stockedMessage.encode
export const decodeStocked: Decode<Stocked> = stockedMessage.decode
export const encodeBundle: Encode<Bundle> = bundleMessage.encode
export const decodeBundle: Decode<Bundle> = bundleMessage.decode
