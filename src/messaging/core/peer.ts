/**
 * Everything a node knows of one other account: consent, how to reach it, the session,
 * the conversation and what still has to be delivered. Values are immutable: a step
 * returns a new peer and the changes to the disk, and if the batch fails the old value
 * is still there.
 */
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Account, Device } from '../../identity/index.ts'
import type { Clock, EpochMs, Rng, StoreOp } from '../../ports.ts'
import type { Session, SessionSet } from '../../ratchet/index.ts'
import type { MailboxAddress, Reachability, Signed, WriterMark } from '../../wire/index.ts'
import type { Conversation } from './conversation.ts'
import type { HistoryEntry } from './history.ts'
import type { OutboxRow } from './outbox.ts'

/** Who agreed to what: we asked, they asked, both agreed, we refused, we want nothing of them any more. */
export type Consent = 'requested' | 'asked' | 'accepted' | 'rejected' | 'blocked'

/** What a peer told us, inside the ratchet, about reaching it. */
export interface Reach {
  /** The signed descriptor as received. */
  readonly descriptor: Signed
  readonly descriptorKey: Uint8Array
  /** Opens the peer's mailboxes to us. */
  readonly depositSecret: Uint8Array
  readonly revision: number
  /** The device list inside the descriptor. */
  readonly deviceList: Signed
  /** Ed25519 key of the listed device that signed the descriptor. */
  readonly device: Uint8Array
  /** Multiaddrs of the peer's device, binary. */
  readonly addresses: readonly Uint8Array[]
  readonly mailboxes: readonly MailboxAddress[]
}

/**
 * A device list that the user has to accept, with what came with it: it contradicts the one that we
 * hold, or followed such a one, or names a new device of somebody whom the user has verified. Somebody
 * else may have the account key (docs/PROTOCOL.md, 3).
 */
export interface Contested {
  readonly reach: Reach
  /** Opened by the request that it came with; undefined: it came in a running session. */
  readonly session: Session | undefined
  readonly change: 'forked' | 'new-device'
}

/** One other account. */
export interface Peer {
  readonly userId: string
  readonly account: Uint8Array
  /** How we call it; unique among the contacts. */
  readonly name: string
  readonly consent: Consent
  readonly deviceList: Signed | undefined
  /** Ed25519 key of the device that the sessions are with; undefined once it is no longer listed. */
  readonly device: Uint8Array | undefined
  readonly reach: Reach | undefined
  /** Sending to it waits until the user has accepted this. */
  readonly contested: Contested | undefined
  /** The newest of what it told us with another device list, until it is that list's turn to be checked. */
  readonly unchecked: Reachability | undefined
  /** When a device list of it was checked last, since the start. */
  readonly listChecked: EpochMs
  /** What we gave it: its key to our mailboxes. */
  readonly depositSecret: Uint8Array
  /** The invite to answer, while we still have to ask. */
  readonly invite: Signed | undefined
  readonly since: EpochMs
  /** It came with an invite that had been used before. */
  readonly inviteUsed: boolean
  /** The lowest suite we accept from its device. */
  readonly leastSuite: number
  /** Revision of our descriptor that it was sent. */
  readonly toldRevision: number
  readonly conversation: Conversation
  readonly sessions: SessionSet
  /** By id, in the order of sending. */
  readonly outbox: ReadonlyMap<string, OutboxRow>
  /** Contents received since the last batch that have to be acknowledged in it. */
  readonly dueAcknowledgements: readonly DueAcknowledgement[]
  /** Writer of ours that the counter of the conversation belongs to, 8 bytes. */
  readonly writerId: Uint8Array
  /** When we last began a session in the place of others; 0: never. */
  readonly renewalBegun: EpochMs
  /** Until when the room for those that it begins is used up, see `takenUntil`; 0: it never began one. */
  readonly renewalTaken: EpochMs
  /** When its word last made us take our disk for an old one; 0: never. */
  readonly believed: EpochMs
  /** When the user compared safety numbers with it; 0: never. */
  readonly verified: EpochMs
  /** Writers that it takes for ours, and that we did not believe, or do not any more. */
  readonly disowned: readonly Uint8Array[]
  /**
   * Its request may have been accepted by a life of this device that is gone: then the other side has gone
   * on with a session that stands at its start here, and reads nothing that is sealed on it.
   */
  readonly doubted: boolean
}

/** A content that is to be acknowledged and the envelope that it came in. */
export interface DueAcknowledgement {
  readonly id: Uint8Array
  /** SHA-256. */
  readonly envelope: Uint8Array
}

/** What a step gets from outside. */
export interface StepContext {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly clock: Clock
  readonly self: Self
  /** Our descriptor as it stands. */
  describe(): OwnDescriptor
}

/** Where we are, signed. */
export interface OwnDescriptor {
  readonly descriptor: Signed
  /** Opens its inner layer. */
  readonly descriptorKey: Uint8Array
  readonly revision: number
}

/** Who we are. */
export interface Self {
  readonly account: Account
  readonly device: Device
  readonly name: string
  readonly deviceList: Signed
  /** 8 bytes, names this life of the device in its counters. */
  readonly writerId: Uint8Array
  /** Names that it had before a disk of its past came back; none by default. */
  readonly formerWriters?: readonly Uint8Array[]
}

/** An invite of ours, as far as requests need it. */
export interface OwnInvite {
  /** 16 bytes. */
  readonly secret: Uint8Array
  /** Requests that it let in. */
  readonly uses: number
}

/**
 * A list that contradicts ours; a device that was not listed before; the device that we write
 * to is not listed any more.
 */
export type KeyChange = 'forked' | 'new-device' | 'device-gone'

/** What faces hear about. */
export type MessagingEvent =
  | { readonly kind: 'message'; readonly peer: Peer; readonly entry: HistoryEntry }
  | { readonly kind: 'request'; readonly peer: Peer }
  | { readonly kind: 'receipt'; readonly peer: Peer; readonly entry: HistoryEntry }
  | { readonly kind: 'contact'; readonly peer: Peer }
  /** The device list of somebody whom we know is another one. */
  | { readonly kind: 'keys'; readonly peer: Peer; readonly change: KeyChange }
  /** A session in the place of others is on its way: begun by us, or taken up; `healed`: both sides have it. */
  | { readonly kind: 'renewal'; readonly peer: Peer; readonly stage: 'begun' | 'taken' | 'healed' }
  /** What became of our request or of our answer to one. */
  | { readonly kind: 'consent'; readonly peer: Peer; readonly outcome: 'handed-over' | 'refused' }

/** What the driver does once the batch is written. */
export type Effect =
  | { readonly kind: 'persist'; readonly op: StoreOp }
  /** Bytes for a live link, if there is one; lost otherwise. */
  | { readonly kind: 'send'; readonly userId: string; readonly envelope: Uint8Array }
  /** Something new to deliver to that user. */
  | { readonly kind: 'deliver'; readonly userId: string }
  | { readonly kind: 'emit'; readonly event: MessagingEvent }
  /** That user has seen messages of ours that we do not know: all of them that it says so of. */
  | { readonly kind: 'outdated'; readonly userId: string; readonly marks: readonly WriterMark[] }

/** The outcome of a step. */
export interface Step {
  readonly peer: Peer
  readonly effects: readonly Effect[]
}
