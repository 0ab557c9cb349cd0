/**
 * Bounds and times of discovery. Each has a row in docs/LIMITS.md.
 *
 * What the wire itself bounds (members, coordinators, answers of a query) is in
 * `src/wire/constants.ts`.
 *
 * @packageDocumentation
 */
import { MAX_KEPT_COORDINATOR_ADDRESSES } from '../wire/vault.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

// Presence (docs/PROTOCOL.md, 14)

/** Exchange of what two nodes know, when they connect. */
export const PRESENCE_PROTOCOL = '/earshot/presence/1.0.0'

/** A member says "here" at least this often. */
export const HEARTBEAT_INTERVAL: number = 30 * second

/**
 * Heartbeats come up to this share early: members that started together drift apart, and
 * the third one after two losses still comes before `OFFLINE_AFTER`.
 */
export const HEARTBEAT_JITTER = 0.1

/** Without a heartbeat for so long a member is offline: two in a row may be lost. */
export const OFFLINE_AFTER: number = 90 * second

/**
 * The look before the last: nobody is declared offline in the first moment after a stall,
 * while their heartbeats still wait in the socket.
 */
export const SUSPECT_BEFORE: number = 1 * second

/** Longest pause between two looks at the clock. */
export const TICK: number = 10 * second

/** A longer pause than this means that this process stood still (suspended, stopped). */
export const STALL: number = 15 * second

/** Time for others to be heard again after a stall: one heartbeat and a bit. */
export const STALL_GRACE: number = 35 * second

/**
 * How old a first heartbeat may count, however old it says it is: enough remains to hear
 * the next one although the clocks differ.
 */
export const MAX_FIRST_AGE: number = 60 * second

/** Heartbeats and lists older or newer than this are ignored. Also the clock skew that we bear. */
export const MAX_AGE: number = 5 * minute

/** Gossip and cached routes are stale after this long: coordinators, ranking of routes. */
export const STALE_AFTER: number = 5 * minute

/** A coordinator heard by gossip is named to a connecting node for two list intervals. */
export const SECOND_HAND_FOR: number = 60 * second

/** What others say of a coordinator is news once in so long, if it is the same again. */
export const REPEATED_AFTER: number = 10 * second

/** A coordinator publishes all that it hears this often. */
export const LIST_INTERVAL: number = 30 * second

/** Changes within this time share one list. */
export const LIST_DEBOUNCE: number = 250

/** At most two lists of changes a second. */
export const LIST_GAP: number = 500

/** Own heartbeats are at least this far apart, others' are taken at most this often. */
export const HEARTBEAT_GAP: number = 1 * second

/** After the first link opened, gossip needs a moment to know who listens. */
export const FIRST_LINK_DELAY: number = 1 * second

/** How often what is no longer needed is thrown away. */
export const SWEEP_INTERVAL: number = 60 * second

/** Members known by name only, without a signed heartbeat: half the list stays for the others. */
export const MAX_HINTED = 100

/** Devices of one account that are told apart: there is one today. */
export const MAX_DEVICES_PER_MEMBER = 4

/** Sequences kept of devices that are no longer members, against replays. */
export const MAX_SEQUENCES = 1_024

/** Links told to presence; above the connection limit of the host. */
export const MAX_LINKS = 1_024

/** Addresses of one coordinator that are remembered: as many as its record holds. */
export const ADDRESSES_OF_COORDINATOR: number = MAX_KEPT_COORDINATOR_ADDRESSES

/**
 * Heartbeats verified on behalf of one peer, and of all: a list of 200, then one of each
 * member every 30 s with room for coordinators' lists. A verification takes about 1 ms, so
 * an attacker gets a tenth of a core.
 */
export const VERIFY_BURST = 600
export const VERIFY_RATE: number = 30 / second
export const VERIFY_BURST_ALL = 1_200
export const VERIFY_RATE_ALL: number = 100 / second

/** Heartbeats verified in one go, about 30 ms of work, before others get their turn. */
export const VERIFY_BATCH = 16

/** States that a peer may pass on: bursts of 400, 20 a second (200 members, a few lists). */
export const STATE_BURST = 400
export const STATE_RATE: number = 20 / second

/** Exchanges that a peer may start: two connects with 8 networks each, one more every 5 s. */
export const EXCHANGE_BURST = 16
export const EXCHANGE_RATE: number = 1 / (5 * second)

/** One exchange, from opening to answer. */
export const EXCHANGE_DEADLINE: number = 5 * second

/** Exchanges at a time, own and others' apart. */
export const MAX_EXCHANGES = 32

/** Networks of one node. */
export const MAX_NETWORKS = 8

/** States seen lately, by hash, so that a replay is not passed on. */
export const MAX_SEEN_STATES = 4_096

/** How long saying goodbye may hold up a stop. */
export const LEAVE_DEADLINE: number = 1 * second

/** Peers whose use of a limit is remembered; the longest silent is forgotten first. */
export const MAX_LIMITED_PEERS = 1_024

// Watching contacts' leases (docs/PROTOCOL.md, 14.5)

/** Contacts that are watched at their coordinators: with 3 connections each. Those with a link need none. */
export const MAX_WATCHED_CONTACTS = 32
/** Coordinators at which a contact is watched: as many as a user has mailboxes at most. */
export const MAX_WATCHED_PLACES = 5
/**
 * When no coordinator of a contact can be reached, what they said last holds for so long: a user whose
 * coordinators all died has leases elsewhere by then.
 */
export const UNREACHED_GRACE: number = 90 * second
/** Longest pause between two looks at the watched contacts. A longer one was a stall, and counts as one. */
export const WATCH_STEP: number = 5 * second

// More members than exact lists hold (docs/PROTOCOL.md, 14.6)

/** Below so many members lists are exact again: between this and `MAX_MEMBERS` nothing changes. */
export const CROWD_UNTIL = 160
/** A member that is connected says again that it is here, so that its last heartbeat is never stale. */
export const REPORT_INTERVAL: number = 4 * minute
/** A coordinator signs what it said of a crowd again after so long: what is older than `MAX_AGE` nobody believes. */
export const DELTA_REPEAT: number = 2 * minute
/** Without a heartbeat for so long a member of a crowd is gone: one may be lost. */
export const REPORT_STALE: number = 9 * minute
/** A client asks for the pages of one coordinator at most this often. */
export const PAGES_GAP: number = 30 * second

/** Coordinators that a member reports to, and that an answer in a crowd names. */
export const REPORTED_TO = 3
export const NAMED_IN_CROWD = 8
/** Coordinators of which a member remembers whether they have a crowd: those that it is linked to, and some. */
export const MAX_CROWDS = 16
/** Exchanges of one look at the member list: five pages hold the largest crowd of a coordinator. */
export const QUESTIONS_PER_LOOK = 6
/** Who asked for the member list looks at it for so long. */
export const LOOKED_AT_FOR: number = 1 * minute

// Who serves as a coordinator (docs/PROTOCOL.md, 14.7)

/** Coordinators that a network wants: as many as a user has places for mailboxes. */
export const WANTED_COORDINATORS = 3
/** Too few must be heard for so long before somebody steps up: a start, or a restart, takes less. */
export const STEP_UP_AFTER: number = 10 * second
/** So much longer waits who is second, twice that the fourth, and so on; and up to so much by chance. */
export const RANK_SLOT: number = 5 * second
/** Who stepped up serves at least so long: mailboxes that move cost mail. */
export const LEAST_SERVICE: number = 30 * minute
/** Three better ones must be heard for so long before somebody steps down, and up to as long again by chance. */
export const STEP_DOWN_AFTER: number = 5 * minute
export const STEP_DOWN_JITTER: number = 5 * minute
/** Who serves and cannot be reached any more goes on for so long: addresses change. */
export const UNREACHABLE_FOR: number = 1 * minute
/** How often each node looks whether it is its turn. */
export const ELECTION_TICK: number = 5 * second
/** Ranks move this often: nobody is first for longer. */
export const RANK_DAY: number = 24 * hour
/** Ranks that are remembered, of one day. */
export const MAX_RANKS = 1_024

// PeerQuery

/** "Who has heard of X?" */
export const QUERY_PROTOCOL = '/earshot/query/1.0.0'

/** Peers that a query is handed to at each hop. */
export const QUERY_FAN_OUT = 3

/** Addresses dialled because of one answer. */
export const DIALS_PER_ANSWER = 3

/** Queries from and to one peer in `QUERY_WINDOW`. */
export const QUERIES_PER_WINDOW = 20
export const QUERY_WINDOW: number = 1 * minute

/** Request ids remembered, and how long: a query is over after seconds. */
export const MAX_REQUESTS = 1_024
export const REQUEST_KEPT: number = 60 * second

/** How long an answer is waited for: at the asker, one hop on, at the last. */
export const QUERY_DEADLINES: readonly number[] = [600, 1_200, 2_000]

/** Foreign queries served at a time. */
export const MAX_SERVED_QUERIES = 64

// The ladder (docs/PROTOCOL.md, 15.2)

/**
 * Head start of each rung over the one before. A rung that ends early gives the rest of
 * its time away. The cached route costs nothing to read, so it hardly waits; coordinators
 * wait for peers to answer (50-200 ms), the DHT for coordinators (100-500 ms).
 */
export const HEAD_STARTS: Readonly<
  Record<'open-link' | 'peers' | 'cached-route' | 'coordinators' | 'dht', number>
> = {
  'open-link': 0,
  peers: 0,
  'cached-route': 1,
  coordinators: 150,
  dht: 350
}

/**
 * A query waits so long behind a cached route that led to a link half the time, in proportion to how
 * often it did lately: three peers, and those whom they ask, are spared what a dial finds out.
 */
export const QUERY_PATIENCE = 40

/** Each search, and each dial, of the ladder. */
export const SEARCH_DEADLINE: number = 3 * second
export const DIAL_DEADLINE: number = 5 * second

/** The whole climb. */
export const LADDER_DEADLINE: number = 10 * second

/** Dials of one rung: three answers of three addresses. */
export const MAX_DIALS_PER_RUNG = 9

/** Dials of one rung at a time. */
export const DIALS_AT_ONCE = 3

/** Attempts recorded of one climb: all dials of all rungs, and one line for each rung. */
export const MAX_ATTEMPTS = 64

/** Users searched for at a time. */
export const MAX_CLIMBS = 64

/** Users whose last trace is kept. */
export const MAX_TRACES = 256

/** "Not found" is believed this long, or until presence changes; if not all have answered, only so long. */
export const NOT_FOUND_FOR: number = 30 * second
export const NO_ANSWER_FOR: number = 5 * second
export const MAX_NOT_FOUND = 1_024

// Pool of links

/** Links to contacts that are kept as good as can be: those used last. */
export const ACTIVE_LINKS = 5
/** More of them that stay open. */
export const STANDBY_LINKS = 10
/** One that nothing went over for so long may be parked: whoever opened it has had its say. */
export const PARK_AFTER: number = 30 * second

// Routes

/** Cached routes, one per device. */
export const MAX_ROUTES = 50

/** Weight of the newest dial in a success rate: the last three or four decide. */
export const SUCCESS_WEIGHT = 0.3

/** What a route counts before its first dial. */
export const FIRST_SUCCESS_RATE = 0.5

/** "Last seen" and "last heard" on disk may lag by this much, or each heartbeat would be an fsync. */
export const PERSIST_GRAIN: number = 10 * minute

/** The same when a link ends, which a peer can make happen ten times a second. */
export const PARTED_GRAIN: number = minute

// Lookup

/** Lookup records kept for others: 80 MiB at their largest, 20 MiB as they are. */
export const MAX_LOOKUP_RECORDS = 10_000

/** Keys whose newest revision is remembered, also of records that had to give way. */
export const MAX_LOOKUP_REVISIONS = 20_000

/** Leaving lookup records with somebody for the days to come. */
export const LOOKUP_PROTOCOL = '/earshot/lookup/1.0.0'

/** Records left here by their owners: those of 2,000 owners, 256 MB at their largest. */
export const MAX_LEFT_RECORDS = 32_000

/** Records that one stream may leave: the days that an owner signs, and two more for clocks. */
export const MAX_LEFT_AT_ONCE = 17

/** Records that may be left from one place (IP address, relay), and in all: each costs a signature. */
export const LEAVE_BURST = 340
export const LEAVE_RATE = 1
export const LEAVE_BURST_ALL = 1_000
export const LEAVE_RATE_ALL = 50

/** Places whose use of that is remembered. */
export const MAX_LEAVING_PLACES = 4_096

/** Streams of it at a time, and how long one may take. */
export const MAX_LEAVING_STREAMS = 64
export const LEAVING_DEADLINE: number = 10 * second

/** What was left is handed to the DHT again so often: its nodes keep it for a day, and come and go. */
export const REPUBLISH_EVERY: number = 6 * hour

/** What nobody in the DHT took, and what is over, is looked for so often. */
export const PUBLISH_TICK: number = 1 * minute

/** Records that are looked at of what the DHT hands out of somebody, in one search. */
export const MAX_COLLECTED = 60

/** Records left at a node that is no coordinator: those of 100 owners, 13 MB at their largest. */
export const MAX_LEFT_RECORDS_OF_NODES = 1_600

/** Those with whom an owner leaves its records. */
export const RECORD_KEEPERS = 3

/** Changes of where an owner is that come together are signed once: it takes 60 ms. */
export const LEAVE_AFTER: number = 1 * second

/** A keeper that could not be reached is replaced, or tried again, after this pause. */
export const LEAVE_AGAIN: number = 30 * second

/** Records of days that are over everywhere are looked for so often. */
export const SWEEP_EVERY: number = 60 * minute
