/**
 * Receiving: what an opened content does to a peer. The caller has looked up whether the
 * envelope (by hash) and the message (by id) are known; everything here, the session after
 * decryption and the acknowledgement included, becomes one batch, and only then is
 * anything sent.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError } from '../../errors.ts'
import { activeSession } from '../../ratchet/index.ts'
import type { Acknowledgement, Content, StoredMessage } from '../../wire/index.ts'
import { encodeContent, MAX_ACKNOWLEDGED_IDS } from '../../wire/index.ts'
import { ACKNOWLEDGE_AFTER, ACKNOWLEDGE_AGAIN } from '../constants.ts'
import { isTooFarAhead, marksOf, withReceived } from './conversation.ts'
import type { HistoryEntry } from './history.ts'
import { isOpening, newRow } from './outbox.ts'
import type { Effect, Peer, Step, StepContext } from './peer.ts'
import { acknowledgementOp, historyOp, seenOp, shownOp } from './records.ts'
import { acceptRead, isOutdated, takeResumption, withAcknowledged, withoutDoubt } from './renewal.ts'
import { isOpen, rowNow, sealContent } from './seal.ts'
import { isFull, withoutRow, withRow } from './send.ts'
import { takeWhereabouts } from './whereabouts.ts'

const NONE = new Uint8Array(0)

/** An opened envelope. */
export interface Opened {
  readonly content: Content
  /** SHA-256 of the content as it came. */
  readonly contentHash: Uint8Array
  /** SHA-256 of the envelope. */
  readonly envelope: Uint8Array
  /** Ed25519 key of the device that sealed it. */
  readonly device: Uint8Array
}

/**
 * Applies an opened content.
 *
 * @param shownBefore - what was shown of a message of that id
 * @returns undefined if this peer may not send such a content: nothing changes, nothing
 *   is acknowledged, and the session stays where it was.
 * @throws {LimitError} a message that claims to be further ahead than an honest one; the same
 */
export function receiveContent(
  peer: Peer,
  opened: Opened,
  shownBefore: HistoryEntry | undefined,
  context: StepContext
): Step | undefined {
  const { content } = opened
  if (peer.consent === 'rejected' || peer.consent === 'blocked') return undefined
  switch (content.kind) {
    case 'acknowledgement':
      // Who only asks has nothing of ours to acknowledge, and no reason to move a session.
      if (peer.consent === 'asked') return undefined
      return acknowledged(peer, content.acknowledgement, context)
    case 'message':
      if (peer.consent === 'asked') return undefined
      if (shownBefore !== undefined) return receiveAgain(peer, opened, shownBefore)
      return receiveMessage(peer, opened, content.id, content.message)
    case 'accept':
      if (peer.consent === 'asked') return undefined
      return takeWhereabouts(withDue(peer, opened), content.accept.reach, context)
    case 'descriptor':
      if (peer.consent !== 'accepted') return undefined
      return takeWhereabouts(withDue(peer, opened), content.descriptor.reach, context)
    case 'resumption':
      if (peer.consent !== 'accepted') return undefined
      return takeResumption(withDue(peer, opened), opened.device, content.resumption, context)
    case 'request':
      // Only the first message of a session may ask (see consent.ts).
      return undefined
    default:
      return content satisfies never
  }
}

/** An id is shown once. Who sends another content under it has the first one marked. */
function receiveAgain(peer: Peer, opened: Opened, shown: HistoryEntry): Step {
  const again = withDue(peer, opened)
  if (shown.conflict || equalBytes(shown.contentHash, opened.contentHash)) return { peer: again, effects: [] }
  const op = historyOp(peer.userId, { ...shown, conflict: true })
  return { peer: again, effects: [{ kind: 'persist', op }] }
}

function receiveMessage(peer: Peer, opened: Opened, id: Uint8Array, message: StoredMessage): Step {
  if (isTooFarAhead(peer.conversation, opened.device, message)) {
    throw new LimitError('The message is too far ahead of the conversation')
  }
  const { conversation, conflict } = withReceived(
    peer.conversation,
    opened.device,
    message,
    opened.contentHash
  )
  const entry: HistoryEntry = {
    id: bytesToHex(id),
    author: peer.account,
    device: opened.device,
    writerId: message.writerId,
    counter: message.counter,
    lamport: message.lamport,
    contentHash: opened.contentHash,
    created: message.created,
    text: message.body.text.text,
    state: 'received',
    reason: '',
    held: 0,
    wanted: 0,
    conflict
  }
  const received = withDue({ ...peer, conversation }, opened)
  return {
    peer: received,
    effects: [
      { kind: 'persist', op: historyOp(peer.userId, entry) },
      { kind: 'persist', op: shownOp(peer.userId, entry) },
      { kind: 'emit', event: { kind: 'message', peer: received, entry } }
    ]
  }
}

function acknowledged(peer: Peer, acknowledgement: Acknowledgement, { self }: StepContext): Step {
  const { seen } = acknowledgement
  const effects: Effect[] = []
  let current = seen === undefined ? peer : withAcknowledged(peer, seen, self)
  if (seen !== undefined && isOutdated(peer, seen, self)) {
    effects.push({ kind: 'outdated', userId: peer.userId, marks: [seen] })
  }
  for (const bytes of acknowledgement.ids) {
    const row = current.outbox.get(bytesToHex(bytes))
    if (row === undefined || row.kind === 'request' || row.kind === 'acknowledgement') continue
    // It may come before the answer.
    if (isOpening(row)) current = withoutDoubt(current)
    current = withoutRow(current, row.id)
    if (row.kind === 'accept') {
      current = acceptRead(current)
      const event = { kind: 'consent', peer: current, outcome: 'handed-over' } as const
      effects.push({ kind: 'emit', event })
    }
    if (row.entry === undefined) continue
    const entry: HistoryEntry = { ...row.entry, state: 'delivered', reason: '' }
    effects.push({ kind: 'persist', op: historyOp(peer.userId, entry) })
    effects.push({ kind: 'emit', event: { kind: 'receipt', peer: current, entry } })
  }
  // There is room on the link for what had to wait.
  if (current.outbox !== peer.outbox) effects.push({ kind: 'deliver', userId: peer.userId })
  return { peer: current, effects }
}

function withDue(peer: Peer, opened: Opened): Peer {
  const due = { id: opened.content.id, envelope: opened.envelope }
  return { ...peer, dueAcknowledgements: [...peer.dueAcknowledgements, due] }
}

/**
 * Ends a batch: seals one acknowledgement for all that came in, remembers which envelopes
 * it answers, and, if no link is open, queues it to wait for company.
 */
export function acknowledgeDue(peer: Peer, linked: boolean, context: StepContext): Step {
  const effects: Effect[] = []
  let current: Peer = { ...peer, dueAcknowledgements: [] }
  for (let from = 0; from < peer.dueAcknowledgements.length; from += MAX_ACKNOWLEDGED_IDS) {
    const due = peer.dueAcknowledgements.slice(from, from + MAX_ACKNOWLEDGED_IDS)
    if (!isOpen(peer.sessions)) {
      // Its device went with what it sent last, or no session can be sent on: then it will come again.
      for (const { envelope } of due) {
        effects.push({ kind: 'persist', op: seenOp(peer, envelope, NONE, context.clock()) })
      }
      continue
    }
    const sealed = sealAcknowledgement(
      current,
      due.map(({ id }) => id),
      context
    )
    effects.push({ kind: 'persist', op: acknowledgementOp(sealed, context.clock()) })
    current = sealed.peer
    // What goes over a link may be lost with it: a copy that then comes by mail says so, and
    // must not count as one that follows a mailed answer.
    const at = linked ? context.clock() - ACKNOWLEDGE_AGAIN : context.clock()
    for (const { envelope } of due) {
      effects.push({ kind: 'persist', op: seenOp(peer, envelope, sealed.id, at) })
    }
    if (linked) {
      effects.push({ kind: 'send', userId: peer.userId, envelope: sealed.envelope })
    } else if (!isFull(current)) {
      const ids = due.map(({ id }) => id)
      current = withAcknowledgementRow(current, sealed, ids, context)
      effects.push({ kind: 'deliver', userId: peer.userId })
    }
  }
  return { peer: current, effects }
}

/** Several acknowledgements that wait for the same peer become one. */
export function coalesceAcknowledgements(peer: Peer, context: StepContext): Step {
  if (!isOpen(peer.sessions)) return { peer, effects: [] }
  const waiting = [...peer.outbox.values()].filter(
    // One that is repeated does not know what it covers.
    row =>
      row.kind === 'acknowledgement' &&
      row.deposits.length === 0 &&
      row.acknowledges.length > 0 &&
      rowNow(peer, row).sealed !== undefined
  )
  const ids = waiting.flatMap(row => row.acknowledges).slice(0, MAX_ACKNOWLEDGED_IDS)
  const covered = waiting.filter(row => row.acknowledges.every(id => ids.includes(id)))
  if (covered.length < 2) return { peer, effects: [] }
  let current = peer
  for (const row of covered) current = withoutRow(current, row.id)
  const joined = covered.flatMap(row => row.acknowledges)
  const sealed = sealAcknowledgement(current, joined, context)
  return {
    peer: withAcknowledgementRow(sealed.peer, sealed, joined, context, context.clock()),
    effects: []
  }
}

/** An acknowledgement, its name and the session that it is of. */
interface Sealed {
  readonly peer: Peer
  readonly id: Uint8Array
  readonly envelope: Uint8Array
  readonly session: string
}

function sealAcknowledgement(peer: Peer, ids: readonly Uint8Array[], context: StepContext): Sealed {
  const content = encodeContent({
    id: new Uint8Array(0),
    kind: 'acknowledgement',
    acknowledgement: { ids, seen: peer.device && marksOf(peer.conversation, peer.device).at(-1) }
  })
  const sealed = sealContent(peer, content, context)
  const session = activeSession(sealed.peer.sessions)?.id ?? ''
  return { ...sealed, id: context.crypto.sha256(sealed.envelope), session }
}

function withAcknowledgementRow(
  peer: Peer,
  sealed: { readonly id: Uint8Array; readonly envelope: Uint8Array },
  acknowledges: readonly Uint8Array[],
  context: StepContext,
  nextAttempt: number = context.clock() + ACKNOWLEDGE_AFTER
): Peer {
  const row = newRow(
    {
      id: bytesToHex(sealed.id),
      kind: 'acknowledgement',
      content: undefined,
      sealed: sealed.envelope,
      device: peer.device,
      session: activeSession(peer.sessions)?.id,
      acknowledges,
      nextAttempt
    },
    context.clock()
  )
  return withRow(peer, row)
}
