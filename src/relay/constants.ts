/**
 * Bounds and times of mailboxes. Each has a row in docs/LIMITS.md. What the wire itself
 * bounds (frames, grants, items of a page) is in `src/wire/constants.ts`.
 *
 * @packageDocumentation
 */
const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Store and forward at a coordinator. */
export const MAILBOX_PROTOCOL = '/earshot/mailbox/1.0.0'

/** What signatures, MACs and keys of this folder are made for. */
export const RECEIPT_DOMAIN = 'earshot/custody-receipt/1'
export const ACKNOWLEDGEMENT_DOMAIN = 'earshot/mailbox-acknowledgement/1'
export const MEMBERSHIP_DOMAIN = 'earshot/mailbox-membership/1'
export const TOKEN_DOMAIN = 'earshot/deposit-token/1'
export const DEPOSIT_LABEL = 'earshot/deposit/1'
export const PLACEMENT_DOMAIN = 'earshot/placement/1'
export const PRESENCE_SECRET_LABEL = 'earshot/presence-secret/1'
export const PRESENCE_TAG_DOMAIN = 'earshot/presence-tag/1'

/** Milliseconds to a full number of which a coordinator is told when deposits and grants end. */
export const EXPIRY_STEP: number = hour

// What a coordinator keeps

/** Messages that wait in one mailbox. Session keeps 14 days, SimpleX 128 messages. */
export const MAX_WAITING_ITEMS = 1_000
/** Bytes that wait in one mailbox. */
export const MAX_WAITING_BYTES: number = 16 * MIB
/** Share of count and bytes that one token may use: one contact cannot silence the rest. */
export const TOKEN_SHARE = 0.25
/** Strangers' lane: items of all invite tokens together. */
export const MAX_STRANGER_ITEMS = 50
/** Strangers' lane: bytes of all invite tokens together. */
export const MAX_STRANGER_BYTES: number = MIB
/** Items that wait under one invite token: retries and a few uses. */
export const MAX_ITEMS_PER_STRANGER = 8
/** Waiting and acknowledged items of one mailbox: as much again as may wait. Above it the oldest acknowledged ones go early. */
export const MAX_KEPT_ITEMS: number = 2 * MAX_WAITING_ITEMS
/** The same in bytes. */
export const MAX_KEPT_BYTES: number = 2 * MAX_WAITING_BYTES
/** Acknowledged items that one deposit may push out; a deposit that needs more is refused, so a batch stays small. */
export const MAX_EVICTED = 64

/** Mailboxes of one coordinator. A user has two at each of r = 3: 830 users for every coordinator of a network. The index of an empty one has about 1 KiB in memory. */
export const MAX_MAILBOXES = 5_000
/** Grants of one coordinator, at about 200 bytes in memory: 40 contacts for each mailbox. */
export const MAX_TOTAL_GRANTS = 200_000
/** Grants that the callers of one origin may add at once, and in `ORIGIN_PERIOD`: 64 people with 64 contacts each. */
export const ORIGIN_GRANTS = 8_192
export const ORIGIN_PERIOD: number = day
/** What a new mailbox counts among them, so that an origin makes 128 in a period. */
export const MAILBOX_WEIGHT = 64
/** Origins that are remembered; one that is forgotten begins anew. */
export const MAX_ORIGINS = 4_096
/** Items of one coordinator, at about 300 bytes in memory: 75 MB when full. */
export const MAX_TOTAL_ITEMS = 250_000
/** Bytes of all items on the disk of one coordinator. */
export const MAX_TOTAL_BYTES: number = 4 * GIB

/** An item is held at most this long; later deadlines are clamped to it. */
export const MAX_CUSTODY: number = 30 * day
/** Items outlive their deadline by this: clocks may be a day apart. */
export const EXPIRY_GRACE: number = day
/** Acknowledged items stay fetchable: a browser may lose its last writes in a power cut. */
export const KEPT_AFTER_ACKNOWLEDGEMENT: number = 48 * hour
/** Without a fetch the registration ends. */
export const REGISTRATION_LIFETIME: number = 30 * day
/** A fetch renews the registration on the disk only if it gains this much: not one fsync per fetch. */
export const RENEWAL_STEP: number = hour

/** Cleanup at a coordinator. */
export const SWEEP_INTERVAL: number = minute
/** Items that one step of the cleanup removes: two changes each, a quarter of a batch. */
export const MAX_SWEPT = 500

/** One-time prekeys that a mailbox hands out at once, then one in `CLAIM_PERIOD`: what the uses of an invite need. Beyond it the bundle goes alone. */
export const CLAIM_BURST = 8
export const CLAIM_PERIOD: number = hour

// Leases and watches (docs/PROTOCOL.md, 14.4)

/** Without a renewal for so long an owner is offline. */
export const LEASE_TIME: number = minute
/** An owner renews this often: two renewals in a row may be lost. */
export const LEASE_RENEWAL: number = 20 * second
/** How long saying that a lease ends may hold up a stop. */
export const LEAVE_DEADLINE: number = second
/** Longest pause between two looks of a coordinator at its leases. A longer one was a stall, and counts as one. */
export const LEASE_TICK: number = 5 * second
/** A watcher asks again this often, in time before its stream is idle: finds a dead connection, and what was not heard. */
export const WATCH_RENEWAL: number = 2 * minute
/** Changes that a watcher is told are at least so far apart: an owner that flaps does not flood its contacts. */
export const PUSH_GAP: number = second
/** Changes that may have been held up on the way and come together; a watcher leaves a coordinator that says more. */
export const MAX_WATCHED_AT_ONCE = 16
/** Tags are made anew so often: nobody is followed for longer by one. */
export const TAG_PERIOD: number = day
/** Leases of one coordinator: half of its mailboxes, those for contacts, and as many more. */
export const MAX_LEASES: number = MAX_MAILBOXES
/** Tags of all leases: as many as there are grants, at about 150 bytes in memory. */
export const MAX_TOTAL_TAGS: number = MAX_TOTAL_GRANTS
/** Watches of one coordinator, at about 600 bytes in memory. Each has a stream. */
export const MAX_WATCHES = 4_096

/** Bounds of leases. Tests give smaller ones. */
export interface LeaseLimits {
  readonly leases: number
  readonly tags: number
  readonly watches: number
}

export const DEFAULT_LEASE_LIMITS: LeaseLimits = {
  leases: MAX_LEASES,
  tags: MAX_TOTAL_TAGS,
  watches: MAX_WATCHES
}

// How a coordinator serves

/** Requests of one group commit. */
export const MAX_GROUP_REQUESTS = 256
/** Deposited bytes of one group commit; a group goes above it by at most one deposit. */
export const MAX_GROUP_BYTES: number = 4 * MIB
/** Changes of one group commit; a group goes above it by at most one step. The store takes 5,120. */
export const MAX_GROUP_CHANGES = 2_048
/** Requests that wait for a group commit; more are told to come later. */
export const MAX_WAITING_REQUESTS = 4_096

/** Requests at a time on one stream, on both sides. */
export const MAX_PIPELINED = 64
/** Bytes of requests in work over all streams, at a coordinator. A stream whose next request has no room is not read. */
export const MAX_PENDING_BYTES: number = 32 * MIB
/** Streams of one connection: one in use, one that replaces it. */
export const MAX_STREAMS_PER_CONNECTION = 2
/** Streams in all, at a coordinator. */
export const MAX_STREAMS = 1_024
/** Streams of one mailbox that are told of new mail: a half-open one may linger beside its successor. */
export const MAX_OWNER_STREAMS = 4
/** Without a frame for so long a stream is reset: three keep-alives of the owner. */
export const STREAM_IDLE: number = 3 * minute
/** A peer that does not read its answers loses its stream. */
export const SEND_DEADLINE: number = 10 * second

/** Requests that one connection may make at once (an outbox after a day offline), then per second. Beyond it reading pauses. */
export const CONNECTION_BURST = 600
export const CONNECTION_RATE = 100
/** Deposits that one token may make at once (its share and some repeats), then per second. Beyond it: busy. */
export const TOKEN_BURST = 300
export const TOKEN_RATE = 20
/** Tokens whose rate is remembered. */
export const MAX_RATED_TOKENS = 10_000
/** Callers whose rate is remembered: four times the streams, so that one in use is never forgotten. */
export const MAX_RATED_CONNECTIONS = 4_096

/** What an item takes in a frame beside its bytes: token hash (34), sequence (9), tags and lengths (10), rounded up. */
export const ITEM_OVERHEAD = 64
/** What a page takes in a frame beside its items: id, incarnation, `more`, tags and lengths, rounded up. */
export const PAGE_OVERHEAD = 64

// How owners and depositors come

/** Connection, negotiation and stream together. */
export const OPEN_DEADLINE: number = 10 * second
/** An answer from a coordinator. */
export const ANSWER_DEADLINE: number = 15 * second
/** An answer, when the connection may be gone without a word: after sleep, or on another network. */
export const DOUBT_DEADLINE: number = 3 * second
/** An owner without news asks this often: finds a dead connection, keeps the NAT's mapping, renews the registration. */
export const KEEP_ALIVE: number = minute
/** Notices without any mail that an owner follows; a notice and a fetch may cross, so some are honest. */
export const MAX_IDLE_NOTICES = 16
/** Worthless items that an owner takes at once (a mailbox full of what revoked contacts left), then per second: what three of its contacts may deposit at an honest coordinator. Beyond it the owner leaves. */
export const MAX_WORTHLESS_ITEMS: number = MAX_KEPT_ITEMS
export const WORTHLESS_RATE: number = 3 * TOKEN_RATE
/** First pause before an owner comes again; doubles up to the longest, less a random half. */
export const RECONNECT_FIRST: number = second
export const RECONNECT_LONGEST: number = 5 * minute
/** A session that lasted this long makes the next pause a first one again. */
export const SESSION_PROVEN: number = 30 * second

/** Open depositor hosts: r = 3 mailboxes of ten contacts. */
export const MAX_DEPOSITOR_HOSTS = 32
/** An unused depositor host is closed. */
export const DEPOSITOR_IDLE: number = 30 * second
/** A depositor key serves this long, then a fresh one. */
export const DEPOSITOR_KEY_LIFETIME: number = hour
/** Deposits that wait for a host or a slot; more are `busy`. */
export const MAX_WAITING_DEPOSITS = 4_096

// Placement

/** Mailboxes wanted per recipient. Delta Chat moved from 3 to 5 relays; SimpleX has 1. */
export const WANTED_MAILBOXES = 3
/** A coordinator that was reachable for so long goes before one that was not. */
export const PROVEN_AFTER: number = 24 * hour
/** Candidates that are looked at; a network names at most 64 in one state. */
export const MAX_CANDIDATES = 512

/** All quotas of a coordinator. Tests give smaller ones; there is no option for operators yet. */
export interface MailboxLimits {
  readonly waitingItems: number
  readonly waitingBytes: number
  readonly keptItems: number
  readonly keptBytes: number
  readonly mailboxes: number
  readonly totalGrants: number
  readonly totalItems: number
  readonly totalBytes: number
}

export const DEFAULT_LIMITS: MailboxLimits = {
  waitingItems: MAX_WAITING_ITEMS,
  waitingBytes: MAX_WAITING_BYTES,
  keptItems: MAX_KEPT_ITEMS,
  keptBytes: MAX_KEPT_BYTES,
  mailboxes: MAX_MAILBOXES,
  totalGrants: MAX_TOTAL_GRANTS,
  totalItems: MAX_TOTAL_ITEMS,
  totalBytes: MAX_TOTAL_BYTES
}
