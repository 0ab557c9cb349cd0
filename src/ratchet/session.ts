/**
 * A session: the state of the Double Ratchet with one device, as immutable data. Nothing
 * may write into its arrays; each step returns a new value that shares what did not change.
 *
 * @packageDocumentation
 */
import type { EpochMs } from '../ports.ts'
import type { KemPart, KemState } from './kem.ts'

/** Names the key of one passed-over message. */
export interface SkippedKeyId {
  /** {@link Session.id}. */
  readonly session: string
  /** {@link ReceivingChain.number}. */
  readonly chain: number
  readonly messageNumber: number
}

/** MKSKIPPED of the specification: the key of a message that has not come yet. */
export interface SkippedKey extends SkippedKeyId {
  readonly messageKey: Uint8Array
  /** When it was passed over. */
  readonly created: EpochMs
}

/** CKs, HKs and Ns of the specification. */
export interface SendingChain {
  readonly chainKey: Uint8Array
  readonly headerKey: Uint8Array
  /** Number of the next message. */
  readonly messageNumber: number
  /** In each of its headers. */
  readonly kem: KemPart
}

/** CKr and Nr of the specification. The header key is that of the newest receiving chain. */
export interface Receiving {
  readonly chainKey: Uint8Array
  /** Number of the next message. */
  readonly messageNumber: number
}

/**
 * A chain of the peer. Its header key outlives it so that a repeated message is known as
 * one; that gives away positions of messages to who steals the state, never content.
 */
export interface ReceivingChain {
  /** Counts the peer's chains, from 0; names skipped keys on disk. */
  readonly number: number
  readonly headerKey: Uint8Array
  /** Ascending by message number. */
  readonly skipped: readonly SkippedKey[]
}

/** The state with header encryption, §4.2 of the specification, and what Earshot binds to it. */
export interface Session {
  /** Of the ratchet's rules, see {@link RATCHET_VERSION}. */
  readonly version: number
  readonly suite: number
  /** 16 bytes in hex from the handshake, the same on both sides. */
  readonly id: string
  readonly created: EpochMs
  /** Orders the sessions of one device; the highest is the active one. */
  readonly rank: number
  /** SHA-256 over everything the handshake agreed on, 32 bytes. */
  readonly associatedData: Uint8Array
  /** RK. */
  readonly rootKey: Uint8Array
  /** DHs, our X25519 ratchet key. */
  readonly ratchetSecret: Uint8Array
  readonly ratchetKey: Uint8Array
  /** DHr. Absent only before the responder has opened the first message. */
  readonly peerRatchetKey: Uint8Array | undefined
  /** Absent while a ratchet step is due, which the next message to be sent makes. */
  readonly sending: SendingChain | undefined
  /** NHKs. */
  readonly nextSendingHeaderKey: Uint8Array
  /** PN; while a step is due, what the next chain will say. */
  readonly previousChainLength: number
  /** Absent before the first message of the peer. */
  readonly receiving: Receiving | undefined
  /** NHKr. */
  readonly nextReceivingHeaderKey: Uint8Array
  /** Newest first; the first is the current one. */
  readonly chains: readonly ReceivingChain[]
  readonly kem: KemState
  /** Read, but not sent on any more: the other side may know a later state of it than we do, or none. */
  readonly retired: boolean
}
