/**
 * Bounds and times of messaging. Each has a row in docs/LIMITS.md.
 *
 * @packageDocumentation
 */
import { PREKEY_SECRET_LIFETIME } from '../ratchet/index.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How long we try to deliver; the same deadline goes into every deposit. */
export const DELIVERY_DEADLINE: number = 14 * day

/** A message that no live link acknowledged by then is deposited as well. */
export const DEPOSIT_AFTER: number = 1 * second

/** First pause between two attempts; doubles each time up to the longest. */
export const RETRY_FIRST: number = 30 * second
export const RETRY_LONGEST: number = 1 * hour

/** No attempt is planned further ahead: one that is comes from a clock that ran ahead, and is due at once. */
export const FURTHEST_TURN: number = 2 * hour

/** Acknowledgements to somebody who is offline wait this long for company. */
export const ACKNOWLEDGE_AFTER: number = 30 * second

/**
 * What a link took counts as arrived when the link is still open after this: pings notice a
 * dead one within 20 s. An acknowledgement, which nobody acknowledges, is kept for so long.
 */
export const LINK_PROVEN: number = 30 * second

/** A copy of a processed envelope is acknowledged again at most this often. */
export const ACKNOWLEDGE_AGAIN: number = 1 * minute

/** Hashes of processed envelopes and their answers are kept longer than any mailbox keeps an envelope. */
export const SEEN_KEPT: number = 31 * day

/** A first message is known as long as the secrets that open it are there. */
export const FIRST_MESSAGE_KEPT: number = PREKEY_SECRET_LIFETIME

/**
 * A contact's device list is checked at most this often, with all its certificates (16 take
 * 150 ms); what it tells meanwhile waits, the newest alone.
 */
export const CHECK_AGAIN: number = 1 * minute

/** Below so many one-time prekeys a request mailbox gets a new batch of them. */
export const STOCK_WATERMARK = 10

/** A batch of one-time prekeys is given again for so long, then a new one: what a coordinator that always says "none" can make us do. */
export const STOCK_AGAIN: number = 1 * hour

/**
 * Secrets of one-time prekeys that are kept of one mailbox; the oldest go first. A mailbox that is
 * drained all the time takes 24 a day; a request that comes too late for its secret is sealed again.
 */
export const MAX_ONE_TIME_OF_MAILBOX = 400

/** The same of all mailboxes of these 62 days together. */
export const MAX_ONE_TIME_PREKEYS = 2_000

/**
 * So often a request that has no answer is sealed once more, to last-resort keys: if it was sealed to a one-time
 * prekey, which its receiver may have lost, or its coordinator given away twice, or if there are other prekeys.
 */
export const SEAL_AGAIN_AFTER: number = 24 * hour

/**
 * A session in the place of others is begun at most this often with a contact, and taken up as often in
 * the long run: whoever wants to wear out keys gets one an hour.
 */
export const RENEW_AGAIN: number = 1 * hour

/**
 * So many that a contact began are taken up one after the other: what was long on its way comes with, or
 * soon before, the next one, and the one that is dropped would be missed for a day.
 */
export const RENEWALS_AT_ONCE = 4

/** A first message in the place of a session that nobody has answered by then is made anew. */
export const RENEWAL_DEADLINE: number = 1 * day

/**
 * A contact who says that our disk is old is believed for all contacts once in this time: what it
 * says cannot be proved. Otherwise the session with it alone is made anew.
 */
export const BELIEVE_AGAIN: number = 30 * day

/** Envelopes of a contact that nothing opens are tried as first messages so many at once, and so many a second. */
export const FIRST_MESSAGE_TRIES = 8
export const FIRST_MESSAGE_TRY_RATE = 0.1

/** How often what was kept long enough is looked for, beside the start. */
export const PRUNE_EVERY: number = 12 * hour

/** Records that one input of the cleanup deletes: a small part of a batch. */
export const MAX_PRUNED = 256

/** A contact opens no second session within this time with an invite that was used before. */
export const REOPEN_AFTER: number = 1 * hour

/**
 * Undelivered texts and acknowledgements of one contact; above it sending is refused instead of
 * growing, and nothing is acknowledged by mail. Beside them there is room for one of each other kind.
 */
export const MAX_OUTBOX = 10_000

/**
 * Rows of an outbox that one input seals, tries, wakes or gives up; the others follow in the next
 * ones. Envelopes of the greatest length fill half of a batch.
 */
export const MAX_ROWS_AT_ONCE = 32

/**
 * How far the counter of a message may be ahead of what has come of its writer without a gap, and
 * its Lamport number of the highest one seen. Nobody writes so many messages that get lost.
 */
export const MAX_AHEAD = 1_000_000

/** Contacts, and those whom we asked: each is a grant at our mailboxes, and those have 1,024. */
export const MAX_CONTACTS = 1_000

/** Requests that wait for an answer; more are dropped, or strangers could fill the disk. */
export const MAX_REQUESTS = 200

/** Rejected accounts that are remembered; the oldest is forgotten, and may ask again. */
export const MAX_REJECTED = 1_000

/** Blocked accounts. None is forgotten: who is blocked stays so. */
export const MAX_BLOCKED = 1_000

/** Open invites. */
export const MAX_INVITES = 200

/** Inputs that share one batch and so one fsync. */
export const MAX_GROUP = 256

/**
 * Room that a batch keeps for each acknowledgement that it owes: what it answers, its bytes, the
 * session that seals it and its row. Several for one contact share all but the first.
 */
export const ACKNOWLEDGEMENT_CHANGES = 4
export const ACKNOWLEDGEMENT_BYTES: number = 4 * 1024

/** Inputs that wait for a batch; above it callers are refused. */
export const MAX_WAITING = 4_096

/** Envelopes in flight on one link without an acknowledgement. */
export const MAX_IN_FLIGHT = 256

/** Deposits at a time over all contacts. */
export const MAX_DEPOSITS = 32

/** Longest time one round of deposits may take. */
export const DEPOSIT_DEADLINE: number = 15 * second

/** A timer never sleeps longer, so that a clock that jumps is noticed. */
export const LONGEST_SLEEP: number = 1 * minute

/** Messages read beyond those of a history that was asked for, to sort those of one Lamport number. */
export const HISTORY_TIES = 32
