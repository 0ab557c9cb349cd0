/**
 * The owner's side of a mailbox: what a page of items means for the position up to which
 * mail was collected. A coordinator that answers out of order, repeats itself or never
 * comes to an end is caught here.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { WireFormatError } from '../../errors.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Items } from '../../wire/index.ts'

/**
 * A position in a mailbox: everything up to `sequence` is durable here and acknowledged
 * there. An empty incarnation stands before everything.
 */
export interface MailboxCursor {
  /** 8 bytes, or none. */
  readonly incarnation: Uint8Array
  readonly sequence: number
}

export const START: MailboxCursor = { incarnation: new Uint8Array(0), sequence: 0 }

/** One item as it came. */
export interface CollectedItem {
  readonly sequence: number
  /** SHA-256 of the token, 32 bytes: tells which contact deposited. */
  readonly tokenHash: Uint8Array
  /** The deposited bytes; see `openDeposit`. */
  readonly deposit: Uint8Array
  /** SHA-256 of the deposited bytes, 32 bytes. */
  readonly hash: Uint8Array
}

/** The items of a page, once each, and the position after them. */
export interface Collected {
  readonly items: readonly CollectedItem[]
  readonly cursor: MailboxCursor
}

/**
 * Checks a page against the position that was asked for.
 *
 * @throws {WireFormatError} sequences that do not rise from there, or "more" with nothing
 */
export function collect(crypto: CryptoBackend, cursor: MailboxCursor, page: Items): Collected {
  let last = equalBytes(cursor.incarnation, page.incarnation) ? cursor.sequence : 0
  const items: CollectedItem[] = []
  const seen = new Set<string>()
  for (const { sequence, tokenHash, encryptedMessage } of page.items) {
    if (sequence <= last) throw new WireFormatError('Items of a mailbox are out of order')
    last = sequence
    const hash = crypto.sha256(encryptedMessage)
    const name = bytesToHex(hash)
    if (seen.has(name)) continue
    seen.add(name)
    items.push({ sequence, tokenHash, deposit: encryptedMessage, hash })
  }
  if (page.more && items.length === 0) throw new WireFormatError('More of nothing')
  return { items, cursor: { incarnation: page.incarnation, sequence: last } }
}
