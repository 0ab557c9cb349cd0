/**
 * Messages of proto/mailbox.proto with which an owner says that it is online, and its contacts watch that.
 *
 * @packageDocumentation
 */
import { bytes, choice, flag, list, record } from './codec.ts'
import { MAX_LEASE_TAGS, MAX_WATCH_TAGS, PRESENCE_TAG_LENGTH } from './constants.ts'
import { part } from './mailbox-registration.ts'
import type { Decode, Encode, Message } from './codec.ts'

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

const tag = bytes(PRESENCE_TAG_LENGTH)

/** For a field of a frame. */
export const leaseMessage: Message<Lease> = part(
  'Lease',
  record({ change: choice('renew', 'set', 'leave'), tags: list(tag, MAX_LEASE_TAGS) })
)
/** For a field of a frame. */
export const leasedMessage: Message<Leased> = part('Leased', record({ held: flag }))
/** For a field of a frame. */
export const watchMessage: Message<Watch> = part('Watch', record({ tags: list(tag, MAX_WATCH_TAGS) }))
/** For a field of a frame. */
export const watchedMessage: Message<Watched> = part(
  'Watched',
  record({ state: choice('unknown', 'offline', 'online') })
)

export const encodeLease: Encode<Lease> = leaseMessage.encode
export const decodeLease: Decode<Lease> = leaseMessage.decode
export const encodeLeased: Encode<Leased> = leasedMessage.encode
export const decodeLeased: Decode<Leased> = leasedMessage.decode
export const encodeWatch: Encode<Watch> = watchMessage.encode
export const decodeWatch: Decode<Watch> = watchMessage.decode
export const encodeWatched: Encode<Watched> = watchedMessage.encode
export const decodeWatched: Decode<Watched> = watchedMessage.decode
