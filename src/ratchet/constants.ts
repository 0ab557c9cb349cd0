/**
 * The numbers of the ratchet. Those that bound something have a row in docs/LIMITS.md.
 *
 * @packageDocumentation
 */

const day = 24 * 60 * 60 * 1_000

/**
 * Version of the ratchet's rules: stands in every KDF info, in the associated data and
 * in every header, so that sessions of two versions share no key.
 */
export const RATCHET_VERSION = 2

/** How many messages of one chain may be passed over at once. libsignal 25,000, vodozemac 2,000. */
export const MAX_FORWARD_JUMP = 2_000

/** How many message keys of passed-over messages a session keeps; the oldest go first. */
export const MAX_SKIPPED_KEYS = 2_000

/** Milliseconds after which the key of a message that never came is given up. */
export const SKIPPED_KEY_AGE: number = 30 * day

/** How many sessions with one device are kept beside the active one. As in libsignal. */
export const MAX_ARCHIVED_SESSIONS = 40

/** The last number that a message of one chain can have: it is a u32 in the header. */
export const MAX_MESSAGE_NUMBER = 0xffff_ffff

/**
 * Lengths in bytes that an envelope or a sealed request can have, so that its length
 * says little about its content. Whole envelopes, not their bodies.
 */
export const PADDING_LADDER: readonly number[] = [256, 512, 1_024, 2_048, 4_096, 16_384, 65_536, 262_144]

/**
 * Bytes of a header in front of its part of the post-quantum ratchet:
 * version u8 ‖ ratchet key 32 ‖ previous chain u32 ‖ number u32.
 */
export const HEADER_LENGTH = 41

/** Messages, sent and received, after which the next chain offers a key of ML-KEM. */
export const KEM_MESSAGES = 50

/** Milliseconds after which it does, however few they were. */
export const KEM_PERIOD: number = 60 * 60 * 1_000

/** Bytes of the random value in front of an envelope: nonce of the header, salt of the body's key. */
export const ENVELOPE_NONCE_LENGTH = 24

/** Bytes of a Poly1305 tag. */
export const TAG_LENGTH = 16

/** Milliseconds after which a device publishes new prekeys. */
export const PREKEY_ROTATION: number = 7 * day

/**
 * Milliseconds for which the secrets of a bundle are kept: it may be used on its last day
 * (BUNDLE_LIFETIME of src/wire), and the first message may then lie in a mailbox for 30 days; 2 days for clocks that differ.
 */
export const PREKEY_SECRET_LIFETIME: number = 62 * day
