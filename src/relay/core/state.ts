/**
 * What a coordinator knows of its mailboxes, as values that are never changed in place: a
 * step returns the new value, and if its batch cannot be written the old one still stands.
 * Only this index is in memory; deposits and bundles lie on the disk.
 */
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs, Rng, StoreOp } from '../../ports.ts'
import type { MailboxRequestKind, MailboxResponseKind } from '../../wire/index.ts'
import type { MailboxLimits } from '../constants.ts'

/** What is asked of mailboxes. Leases and watches lie on no disk: `leases.ts`. */
export type CustodyRequest = Exclude<MailboxRequestKind, { readonly kind: 'lease' | 'watch' }>

/** What the holder of a token may do. */
export interface GrantTerms {
  /** An invite's token: strangers' lane. */
  readonly stranger: boolean
  /** 0: does not expire. */
  readonly expires: EpochMs
}

/** One deposit. */
export interface ItemEntry {
  /** Position, from 1; rises with every deposit, also across restarts. */
  readonly sequence: number
  /** SHA-256 of the token that let it in, hex. */
  readonly tokenHash: string
  readonly stranger: boolean
  /** Bytes. */
  readonly size: number
  /** What the receipt said. */
  readonly expires: EpochMs
  /** When the owner acknowledged it; 0: it waits. */
  readonly acknowledgedAt: EpochMs
}

/** One mailbox. */
export interface Mailbox {
  /** Ed25519 key that names it. */
  readonly key: Uint8Array
  /** 8 random bytes, of this life of the mailbox. */
  readonly incarnation: Uint8Array
  /** When the registration ends. Items that are held outlive it. */
  readonly lapses: EpochMs
  readonly nextSequence: number
  /** By SHA-256 of the token, hex. */
  readonly grants: ReadonlyMap<string, GrantTerms>
  /** SHA-256 of the bundle on the disk, or empty: tells an unchanged one without reading. */
  readonly bundleHash: Uint8Array
  /** The one-time prekeys on the disk: from the first of these positions up to before the next. */
  readonly firstPrekey: number
  readonly nextPrekey: number
  /** What the owner gave us to keep for it, 56 bytes, or empty. */
  readonly epoch: Uint8Array
  /** By SHA-256 of the deposited bytes, hex; ascending sequences. */
  readonly items: ReadonlyMap<string, ItemEntry>
  /** Bytes of all items, acknowledged ones included. */
  readonly bytes: number
}

/** Sums over all mailboxes of a coordinator. */
export interface Totals {
  readonly mailboxes: number
  readonly grants: number
  readonly items: number
  readonly bytes: number
}

export const NO_TOTALS: Totals = { mailboxes: 0, grants: 0, items: 0, bytes: 0 }

/** The totals after one mailbox was replaced. */
export function totalsAfter(totals: Totals, before: Mailbox | undefined, after: Mailbox | undefined): Totals {
  return {
    mailboxes: totals.mailboxes + count(after) - count(before),
    grants: totals.grants + (after?.grants.size ?? 0) - (before?.grants.size ?? 0),
    items: totals.items + (after?.items.size ?? 0) - (before?.items.size ?? 0),
    bytes: totals.bytes + (after?.bytes ?? 0) - (before?.bytes ?? 0)
  }
}

function count(mailbox: Mailbox | undefined): number {
  return mailbox === undefined ? 0 : 1
}

/** What a step may use besides the mailbox. */
export interface StepContext {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly now: EpochMs
  readonly limits: MailboxLimits
  /** As they are before the step. */
  readonly totals: Totals
  /** Seed of the coordinator's host key, 32 bytes: signs receipts. */
  readonly seed: Uint8Array
  /** The coordinator's key, 32 bytes. */
  readonly coordinator: Uint8Array
  /** Whether the origin of the request may add so many grants now. Counts them. */
  mayAdd(grants: number): boolean
  /** Whether the mailbox may hand out a one-time prekey now. Counts it. */
  mayClaim(): boolean
  /** The key that proves membership of a network (16-byte id), if this coordinator serves it. */
  membershipKeyOf(network: Uint8Array): Uint8Array | undefined
  /** Whether members of that network get mailboxes that they have not had here. */
  takesNew(network: Uint8Array): boolean
}

/** A page of items whose bytes are still on the disk. */
export interface PagePlan {
  readonly incarnation: Uint8Array
  readonly items: ReadonlyArray<{ readonly sequence: number; readonly tokenHash: string }>
  readonly more: boolean
}

/** What a step asks for. Everything else waits until what is to be persisted is on the disk. */
export type Effect =
  | { readonly kind: 'persist'; readonly op: StoreOp }
  | { readonly kind: 'respond'; readonly response: MailboxResponseKind }
  /** Respond with these items, read from the disk. */
  | { readonly kind: 'page'; readonly page: PagePlan }
  /** Respond with the bundle that lies on the disk, and with the one-time prekey that lay there. */
  | { readonly kind: 'bundle'; readonly prekey: number | undefined }
  /** Tell the connected owner of new mail. */
  | { readonly kind: 'notify' }

/** What became of a mailbox; undefined: there is none. */
export interface Step {
  readonly mailbox: Mailbox | undefined
  readonly effects: readonly Effect[]
}

/** The answer when nothing changes. Which check failed is never said. */
export function refusal(mailbox: Mailbox | undefined, reason: 'invalid' | 'refused' | 'full' | 'busy'): Step {
  return {
    mailbox,
    effects: [{ kind: 'respond', response: { kind: 'refusal', refusal: { reason } } }]
  }
}

/** Whether deposits and fetches are served: a lapsed mailbox only waits for its last items to expire. */
export function isRegistered(mailbox: Mailbox | undefined, now: EpochMs): mailbox is Mailbox {
  return mailbox !== undefined && now < mailbox.lapses
}
