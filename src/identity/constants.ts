import type { EpochMs } from '../ports.ts'

/** Milliseconds. */
const DAY: EpochMs = 24 * 60 * 60 * 1_000

/** What each signature and MAC is made for: nothing signed as one thing passes as another. */
export const DEVICE_CERTIFICATE_DOMAIN = 'earshot/device-certificate/1'
export const DEVICE_LIST_DOMAIN = 'earshot/device-list/1'
export const INVITE_DOMAIN = 'earshot/invite/1'
export const INVITE_PROOF_DOMAIN = 'earshot/invite-proof/1'
export const PREKEY_BUNDLE_DOMAIN = 'earshot/prekey-bundle/1'
export const ONE_TIME_PREKEY_DOMAIN = 'earshot/one-time-prekey/1'
export const DESCRIPTOR_DOMAIN = 'earshot/descriptor/1'
export const NETWORK_CHECKSUM_DOMAIN = 'earshot/network-checksum/1'
export const LOOKUP_KEY_DOMAIN = 'earshot/lookup-key/1'
export const LOOKUP_RECORD_DOMAIN = 'earshot/lookup-record/1'

/** HKDF labels. */
export const SEALED_BUNDLE_LABEL = 'earshot/bundle/1'
export const SEALED_ONE_TIME_LABEL = 'earshot/one-time-seal/1'
export const SEALED_LOOKUP_LABEL = 'earshot/lookup/1'
export const OPEN_NETWORK_LABEL = 'earshot/open-network/1'
export const PRIVATE_NETWORK_LABEL = 'earshot/private-network/1'

/**
 * Milliseconds that a device certificate lasts. With renewal at half of it a device may be
 * switched off for half a year and still open new sessions.
 */
export const CERTIFICATE_LIFETIME: EpochMs = 400 * DAY

/**
 * Default milliseconds that an invite lasts. A week reaches somebody who reads mail at
 * weekends only; a link is a bearer secret that lies in chat logs and mail archives, and
 * the strangers' lane of three mailboxes stays open for it, so it should not last longer.
 */
export const INVITE_LIFETIME: EpochMs = 7 * DAY

/** Greatest milliseconds that an invite lasts: an unfetched mailbox lapses after as long. */
export const MAX_INVITE_LIFETIME: EpochMs = 30 * DAY

/**
 * Characters of an invite link: what a QR code of version 25 with error correction L holds
 * in byte mode (ISO/IEC 18004, table 7). Denser codes do not scan well from a terminal.
 */
export const MAX_LINK_LENGTH = 1_273

/** Characters of the page address that an https link begins with. */
export const MAX_PAGE_LENGTH = 150

/**
 * Bytes of the encoded `Signed` invite, which become 1,120 characters of base64url: what
 * MAX_LINK_LENGTH leaves after the longest page and `#i=`. Three mailboxes with two IPv6
 * addresses each (TCP, and WebRTC-direct with its certificate hash) beside a name of 64
 * bytes are 813.
 */
export const MAX_INVITE_BYTES = 840

/** Characters of pasted text that are looked at at all when a link is read. */
export const MAX_PASTE_LENGTH = 4_096

/** Rounds of SHA-512 in a safety number (Signal's numeric format): slows a search for a twin. */
export const SAFETY_NUMBER_ITERATIONS = 5_200

/** Days for which an owner signs lookup records, today included: so long it is found while it is away. */
export const DAYS_AHEAD = 15

/** Text of the secret of a network: a name of 64 bytes, 58 digits in groups, and room for spaces. */
export const MAX_NETWORK_SECRET_TEXT = 256
