/** What a person's node does for others at most, when it is a coordinator: its disk and its line are not made for it. */
import type { MailboxLimits } from '../relay/index.ts'

const SERVED_MAILBOXES = 500
const SERVED_GRANTS = 20_000
const SERVED_ITEMS = 25_000
const SERVED_BYTES = 256 * 1_024 ** 2

/** Relay reservations at a time. */
export const SERVED_RESERVATIONS = 64

/** Mailboxes and what lies in them, our own among them. */
export const SERVED_LIMITS: Pick<MailboxLimits, 'mailboxes' | 'totalGrants' | 'totalItems' | 'totalBytes'> = {
  mailboxes: SERVED_MAILBOXES,
  totalGrants: SERVED_GRANTS,
  totalItems: SERVED_ITEMS,
  totalBytes: SERVED_BYTES
}
