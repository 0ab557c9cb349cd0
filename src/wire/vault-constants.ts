/**
 * The bounds of the vault's records. Sizes are bytes. Part of our disk's format, not of the
 * protocol; each has a row in docs/LIMITS.md.
 *
 * @packageDocumentation
 */
import { MAX_ENVELOPE } from './constants.ts'

const KIB = 1024

/** Largest record that holds no envelope: a contact with two full descriptors and its writers. */
export const MAX_RECORD: number = 256 * KIB
/** An outbox row: an envelope, the content in it (descriptors are the longest, 64 KiB), and the fields around. */
export const MAX_OUTBOX_RECORD: number = MAX_ENVELOPE + 96 * KIB
/** A route or a coordinator: with all its addresses it takes 9 KiB. */
export const MAX_ROUTE_RECORD: number = 16 * KIB
/** A session record: 600 bytes, 1,900 while it offers or answers a key of ML-KEM; room for suites to come. */
export const MAX_SESSION_RECORD: number = 16 * KIB
/** A skipped key or a generation of prekeys or a one-time one: below 200 bytes today. */
export const MAX_KEY_RECORD: number = KIB

/** Positions kept beyond the first gap of one writer. */
export const MAX_BEYOND = 2_000
/** Writers of one contact that are told apart; with all their positions they take half of its record. */
export const MAX_WRITERS = 8
/**
 * Writer ids that this device gave up; the oldest are forgotten. Contacts that lie make it give up its own and
 * up to eight that it never had, each of them once in 30 days: more than 200 would have to do so at once.
 */
export const MAX_FORMER_WRITERS = 2_048
/** Epochs that a coordinator of ours may hold: one that it answered to, and four that it did not. */
export const MAX_EPOCHS = 5
/** Copies of one outbox row: at the mailboxes of now and, with receipts, at those of earlier descriptors. */
export const MAX_COPIES = 64
/** Why a message failed or waits, in UTF-8. */
export const MAX_REASON = 256
/** Addresses of the coordinator of a mailbox of ours. */
export const MAX_MAILBOX_ADDRESSES = 16
/** Addresses of a coordinator that is remembered: four transports on IPv4 and IPv6. */
export const MAX_KEPT_COORDINATOR_ADDRESSES = 8
/** Places to listen of which the port is remembered: each transport on IPv4 and IPv6. */
export const MAX_KEPT_PORTS = 8
/** PEM of a P-256 certificate and its key. */
export const MAX_PEM: number = 8 * KIB

/** How many receiving chains a session remembers, the current one included. As in libsignal. */
export const MAX_RECEIVING_CHAINS = 5
/** Id of a session. */
export const SESSION_ID_LENGTH = 16
/** What an ML-KEM key pair is made from. */
export const KEM_SEED_LENGTH = 64
