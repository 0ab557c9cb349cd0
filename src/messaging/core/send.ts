/** Sending: numbers a message, seals it if it can be sealed, and puts it into the outbox. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, UsageError } from '../../errors.ts'
import { activeSession } from '../../ratchet/index.ts'
import { encodeContent, MAX_TEXT } from '../../wire/index.ts'
import type { StoredMessage } from '../../wire/index.ts'
import { DELIVERY_DEADLINE, MAX_OUTBOX } from '../constants.ts'
import { nextNumbers, withOwn } from './conversation.ts'
import type { HistoryEntry } from './history.ts'
import { newRow, waitsInClear } from './outbox.ts'
import type { OutboxRow, RowKind } from './outbox.ts'
import type { Effect, Peer, Step, StepContext } from './peer.ts'
import { historyOp } from './records.ts'
import { isOpen, rowNow, sealContent } from './seal.ts'
import { assertTrusted } from './trusted.ts'

/** Shown while the other side has not agreed. */
export const NOT_ACCEPTED = 'not accepted yet'

/**
 * Takes a text for a contact.
 *
 * @throws {UsageError} empty text, or nobody whom one can write to
 * @throws {TrustError} its keys have changed, or its device is gone
 * @throws {LimitError} the text or the outbox is too big
 */
export function submitText(peer: Peer, text: string, context: StepContext): Step & { readonly id: string } {
  if (text.length === 0) throw new UsageError('There is nothing to send: the text is empty')
  if (utf8ToBytes(text).length > MAX_TEXT) {
    throw new LimitError(`The text is longer than ${MAX_TEXT / 1024} KiB`)
  }
  if (peer.consent === 'asked') {
    throw new UsageError(`${peer.name} is not a contact: accept the request first`)
  }
  if (peer.consent === 'rejected') {
    throw new UsageError(`You have rejected ${peer.name}: add an invite of theirs first`)
  }
  if (peer.consent === 'blocked') {
    throw new UsageError(`You have blocked ${peer.name}: add an invite of theirs first`)
  }
  assertTrusted(peer)
  if (isFull(peer)) throw new LimitError(`${MAX_OUTBOX} messages to ${peer.name} are waiting already`)
  const { crypto, rng, self } = context
  const now = context.clock()
  const message: StoredMessage = {
    writerId: self.writerId,
    ...nextNumbers(peer.conversation),
    created: now,
    expires: now + DELIVERY_DEADLINE,
    body: { kind: 'text', text: { text } }
  }
  const id = rng(16)
  const content = encodeContent({ id, kind: 'message', message })
  const contentHash = crypto.sha256(content)
  const conversation = withOwn(peer.conversation, message, contentHash)
  const entry: HistoryEntry = {
    id: bytesToHex(id),
    author: self.account.publicKey,
    device: self.device.publicKey,
    writerId: message.writerId,
    counter: message.counter,
    lamport: message.lamport,
    contentHash,
    created: now,
    text,
    state: 'queued',
    reason: peer.consent === 'accepted' ? '' : NOT_ACCEPTED,
    held: 0,
    wanted: peer.reach?.mailboxes.length ?? 0,
    conflict: false
  }
  const queued = enqueue(
    { ...peer, conversation },
    { id: entry.id, kind: 'message', entry },
    content,
    context
  )
  return {
    id: entry.id,
    peer: queued.peer,
    effects: [{ kind: 'persist', op: historyOp(peer.userId, entry) }, ...queued.effects]
  }
}

/** Whether no text and no acknowledgement fits into the outbox any more. */
export function isFull({ outbox }: Peer): boolean {
  return outbox.size >= MAX_OUTBOX
}

/** Whether consent, keys and session let contents be sealed. */
export function canSeal({ consent, contested, sessions }: Peer): boolean {
  return consent === 'accepted' && contested === undefined && isOpen(sessions)
}

/**
 * Puts a content into the outbox, sealed if consent and session allow it, else in clear
 * (the vault seals it at rest) until they do. A message does not overtake those that wait; of
 * every other kind the newest one takes the place of those that wait.
 */
export function enqueue(
  to: Peer,
  row: Pick<OutboxRow, 'id' | 'kind'> & Partial<OutboxRow>,
  content: Uint8Array,
  context: StepContext
): Step {
  const { kind } = row
  const peer = kind === 'message' ? to : withoutKind(to, kind)
  const inClear = newRow({ ...row, content, sealed: undefined }, context.clock())
  const effects: readonly Effect[] = [{ kind: 'deliver', userId: peer.userId }]
  if (!canSeal(peer)) return { peer: withRow(peer, inClear), effects: [] }
  if (kind === 'message' && [...peer.outbox.values()].some(waiting => waitsInClear(rowNow(peer, waiting)))) {
    return { peer: withRow(peer, inClear), effects }
  }
  const { peer: next, envelope } = sealContent(peer, content, context)
  return { peer: withRow(next, sealedRow(next, inClear, envelope)), effects }
}

/**
 * Seals rows that waited for the other side's consent or for a session, or that were sealed on one that
 * was given up, in the order of sending. The id stays, the bytes and their deposits do not.
 */
export function sealWaiting(peer: Peer, ids: readonly string[], context: StepContext): Step {
  if (!canSeal(peer)) return { peer, effects: [] }
  const outbox = new Map(peer.outbox)
  let current = peer
  for (const id of ids) {
    const held = outbox.get(id)
    const row = held && rowNow(peer, held)
    // An acknowledgement that nobody reads any more: what it answers comes again.
    if (held?.kind === 'acknowledgement' && row?.sealed === undefined) outbox.delete(id)
    if (row?.content === undefined || !waitsInClear(row)) continue
    const sealed = sealContent(current, row.content, context)
    current = sealed.peer
    const entry = row.entry && { ...row.entry, reason: '' }
    outbox.set(id, sealedRow(current, { ...row, nextAttempt: context.clock(), entry }, sealed.envelope))
  }
  return { peer: { ...current, outbox }, effects: [] }
}

function sealedRow({ device, sessions }: Peer, row: OutboxRow, envelope: Uint8Array): OutboxRow {
  return { ...row, sealed: envelope, device, session: activeSession(sessions)?.id }
}

/** Adds a row or replaces the one of the same id. */
export function withRow(peer: Peer, row: OutboxRow): Peer {
  return { ...peer, outbox: new Map(peer.outbox).set(row.id, row) }
}

/** Takes all rows of a kind out. */
export function withoutKind(peer: Peer, kind: RowKind): Peer {
  return { ...peer, outbox: new Map([...peer.outbox].filter(([, row]) => row.kind !== kind)) }
}

/** Takes a row out. */
export function withoutRow(peer: Peer, id: string): Peer {
  const outbox = new Map(peer.outbox)
  outbox.delete(id)
  return { ...peer, outbox }
}
