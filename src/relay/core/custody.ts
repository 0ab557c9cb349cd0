/**
 * Taking deposits and giving them up: an item is held until its deadline and a day, or
 * for 48 hours after its owner acknowledged it.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { AuthenticationError, WireFormatError } from '../../errors.ts'
import { EXPIRY_GRACE, MAX_CUSTODY } from '../constants.ts'
import { findRoom } from './quota.ts'
import { verifyAcknowledgement, signReceipt } from './receipts.ts'
import { ITEMS_TABLE, deleteItem, itemKey, putHead, putIndex } from './records.ts'
import { isRegistered, refusal } from './state.ts'
import type { StoreOp } from '../../ports.ts'
import type { AcknowledgedItems, Signed, StoreMessage } from '../../wire/index.ts'
import type { Effect, GrantTerms, ItemEntry, Mailbox, Step, StepContext } from './state.ts'

/**
 * Takes a deposit and signs for it. The same bytes are the same deposit: a repeated one
 * gets a receipt with its new nonce and the deadline of the first.
 *
 * A deadline that is over by less than the grace is taken (the clocks may differ), one
 * that is over by more is `invalid`, one beyond 30 days is shortened to 30 days; the
 * receipt says what holds.
 */
export function storeItem(mailbox: Mailbox | undefined, store: StoreMessage, context: StepContext): Step {
  const { crypto, now } = context
  if (store.expiresAt + EXPIRY_GRACE <= now) return refusal(mailbox, 'invalid')
  if (!isRegistered(mailbox, now)) return refusal(mailbox, 'refused')
  const tokenHash = bytesToHex(crypto.sha256(store.token))
  const terms = mailbox.grants.get(tokenHash)
  if (terms === undefined || isOver(terms, now)) return refusal(mailbox, 'refused')

  const digest = crypto.sha256(store.encryptedMessage)
  const hash = bytesToHex(digest)
  const receipt = (expiresAt: number): Effect => ({
    kind: 'respond',
    response: {
      kind: 'receipt',
      receipt: signReceipt(crypto, context.seed, {
        coordinator: context.coordinator,
        mailbox: mailbox.key,
        item: digest,
        expiresAt,
        nonce: store.nonce
      })
    }
  })
  const held = mailbox.items.get(hash)
  if (held !== undefined) {
    // nobody else can know the bytes: who has them with another token is up to something
    if (held.tokenHash !== tokenHash) return refusal(mailbox, 'refused')
    return { mailbox, effects: [receipt(held.expires)] }
  }

  const size = store.encryptedMessage.length
  const room = findRoom(mailbox, { tokenHash, terms, size }, context.totals, context.limits)
  if (room.kind === 'full') return refusal(mailbox, 'full')
  const item: ItemEntry = {
    sequence: mailbox.nextSequence,
    tokenHash,
    stranger: terms.stranger,
    size,
    expires: Math.min(store.expiresAt, now + MAX_CUSTODY),
    acknowledgedAt: 0
  }
  const added: Mailbox = {
    ...mailbox,
    nextSequence: item.sequence + 1,
    items: new Map(mailbox.items).set(hash, item),
    bytes: mailbox.bytes + size
  }
  const removed = removeItems(added, room.evict)
  const key = itemKey(mailbox.key, item.sequence)
  const ops: readonly StoreOp[] = [
    putIndex(mailbox.key, hash, item),
    { kind: 'put', table: ITEMS_TABLE, key, value: store.encryptedMessage },
    ...removed.ops
  ]
  return {
    mailbox: removed.mailbox,
    effects: [...ops.map(op => ({ kind: 'persist', op }) as const), receipt(item.expires), { kind: 'notify' }]
  }
}

/**
 * Marks items as acknowledged. Hashes that are not held are passed over, so repeating it
 * is harmless.
 *
 * @param from - 32-byte key that the caller came with
 */
export function acknowledgeItems(
  mailbox: Mailbox | undefined,
  from: Uint8Array,
  signed: Signed,
  context: StepContext
): Step {
  if (mailbox === undefined) return refusal(mailbox, 'refused')
  const acknowledged = verifiedOrNot(from, signed, context)
  if (acknowledged === undefined) return refusal(mailbox, 'refused')
  const effects: Effect[] = []
  const items = new Map(mailbox.items)
  for (const digest of acknowledged.items) {
    const hash = bytesToHex(digest)
    const item = items.get(hash)
    if (item === undefined || item.acknowledgedAt !== 0) continue
    const marked = { ...item, acknowledgedAt: context.now }
    items.set(hash, marked)
    effects.push({ kind: 'persist', op: putIndex(mailbox.key, hash, marked) })
  }
  effects.push({ kind: 'respond', response: { kind: 'acknowledged', acknowledged: {} } })
  return { mailbox: { ...mailbox, items }, effects }
}

/** The mailbox without these items. The head goes with them, because it remembers the position. */
export function removeItems(
  mailbox: Mailbox,
  hashes: readonly string[]
): { readonly mailbox: Mailbox; readonly ops: readonly StoreOp[] } {
  if (hashes.length === 0) return { mailbox, ops: [] }
  const items = new Map(mailbox.items)
  const ops: StoreOp[] = []
  let bytes = mailbox.bytes
  for (const hash of hashes) {
    const item = items.get(hash)
    if (item === undefined) continue
    items.delete(hash)
    bytes -= item.size
    ops.push(...deleteItem(mailbox.key, item))
  }
  const after = { ...mailbox, items, bytes }
  return { mailbox: after, ops: [...ops, putHead(after)] }
}

function isOver(terms: GrantTerms, now: number): boolean {
  return terms.expires !== 0 && terms.expires <= now
}

function verifiedOrNot(
  from: Uint8Array,
  signed: Signed,
  context: StepContext
): AcknowledgedItems | undefined {
  try {
    return verifyAcknowledgement(context.crypto, signed, { coordinator: context.coordinator, mailbox: from })
  } catch (err) {
    if (err instanceof AuthenticationError || err instanceof WireFormatError) return undefined
    throw err
  }
}
