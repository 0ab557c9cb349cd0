/**
 * Rollback and healing (docs/PROTOCOL.md, 9.1): who sees that a disk is old, and how a session
 * takes the place of those that cannot be sent on any more. Evidence is only what the contact's
 * device says, in a session or over a link, and what we sealed for ourselves; an envelope that
 * cannot be read is none.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { activeSession, agrees, retireSessions, sessionMark } from '../../ratchet/index.ts'
import type { ContradictionError, Session } from '../../ratchet/index.ts'
import type { EpochMs } from '../../ports.ts'
import { encodeContent, MAX_HELLO_SESSIONS } from '../../wire/index.ts'
import type { Hello, Resumption, WriterMark } from '../../wire/index.ts'
import { MAX_AHEAD, RENEW_AGAIN, RENEWALS_AT_ONCE } from '../constants.ts'
import { contentMark, heldOf, marksOf, withAnnounced, withLamport } from './conversation.ts'
import { isOpening, newRow } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'
import type { Effect, Peer, Self, Step, StepContext } from './peer.ts'
import { isOpen, rowNow } from './seal.ts'
import { enqueue, withoutKind, withRow } from './send.ts'

const NONE = new Uint8Array(0)

type Us = Pick<Self, 'writerId' | 'formerWriters'>

/**
 * Whether the other side has seen messages of ours that we do not know: then our disk is an old one. It may
 * have numbered as many since as it had forgotten; what still waits to be acknowledged shows that. Who claims
 * more than anybody writes says nothing: the numbers above it would be of no use.
 */
export function isOutdated(peer: Peer, mark: WriterMark, self: Us): boolean {
  const { writerId, counter } = mark
  if (!equalBytes(writerId, self.writerId)) {
    const isGiven = (former: Uint8Array): boolean => equalBytes(former, writerId)
    return !(self.formerWriters ?? []).some(isGiven) && !peer.disowned.some(isGiven)
  }
  const ahead = counter - (equalBytes(peer.writerId, writerId) ? peer.conversation.counter : 0)
  return ahead > 0 ? ahead <= MAX_AHEAD : isOfAnother(peer, mark)
}

/** Whether a content that waits here bears the number of another one that came there. */
function isOfAnother({ outbox }: Peer, { writerId, counter, hash }: WriterMark): boolean {
  if (hash.length === 0) return false
  for (const { entry } of outbox.values()) {
    if (entry?.counter !== counter || !equalBytes(entry.writerId, writerId)) continue
    return !equalBytes(contentMark(entry.contentHash), hash)
  }
  return false
}

/** Notes how much of ours the other side says it has. */
export function withAcknowledged(peer: Peer, { writerId, counter }: WriterMark, self: Us): Peer {
  const { conversation } = peer
  if (!equalBytes(writerId, self.writerId) || counter <= conversation.acknowledged) return peer
  if (counter > conversation.counter) return peer
  return { ...peer, conversation: { ...conversation, acknowledged: counter } }
}

/** What we say when a link to that contact opens. */
export function helloTo(
  { conversation, device, sessions }: Peer,
  { crypto }: Pick<StepContext, 'crypto'>
): Hello {
  return {
    seen: device === undefined ? [] : marksOf(conversation, device),
    sessions: sessions.slice(0, MAX_HELLO_SESSIONS).map(session => sessionMark(crypto, session))
  }
}

/**
 * Judges what a contact says at the beginning of a link.
 *
 * @param isFresh - nothing of it was opened since the connection was begun over which it says this: the hello
 *   may have been on its way for longer than that
 */
export function takeHello(peer: Peer, hello: Hello, isFresh: boolean, context: StepContext): Step {
  const { self } = context
  const ahead = hello.seen.filter(mark => isOutdated(peer, mark, self))
  if (ahead.length > 0) return { peer, effects: [{ kind: 'outdated', userId: peer.userId, marks: ahead }] }
  if (!isFresh || !mayBegin(peer, context.clock())) return { peer, effects: [] }
  const mark = hello.seen.find(({ writerId }) => equalBytes(writerId, self.writerId))
  // It has said that it holds more than it holds now.
  const hasLost = (mark?.counter ?? 0) < peer.conversation.acknowledged
  const active = isOpen(peer.sessions) ? activeSession(peer.sessions) : undefined
  const isUnread = active !== undefined && !isReadBy(hello, active, context)
  if (!hasLost && !isUnread) return { peer, effects: [] }
  const counted = { ...peer, conversation: { ...peer.conversation, acknowledged: mark?.counter ?? 0 } }
  return beginRenewal(counted, context)
}

/** The session on which we send contradicts itself: the disk of one side is an old one. */
export function takeContradiction(peer: Peer, { session }: ContradictionError, context: StepContext): Step {
  const isActive = isOpen(peer.sessions) && activeSession(peer.sessions)?.id === session
  if (!isActive || !mayBegin(peer, context.clock())) return { peer, effects: [] }
  return beginRenewal(peer, context)
}

/** Whether the other side has a session, and has it as we do. */
function isReadBy({ sessions }: Hello, active: Session, { crypto }: Pick<StepContext, 'crypto'>): boolean {
  const { id } = sessionMark(crypto, active)
  const theirs = sessions.find(session => equalBytes(session.id, id))
  return theirs !== undefined && agrees(crypto, active, theirs)
}

/** Whether a session may be begun with that contact now, in the place of others. */
export function mayBegin({ renewalBegun }: Peer, now: EpochMs): boolean {
  return renewalBegun === 0 || Math.abs(now - renewalBegun) >= RENEW_AGAIN
}

/**
 * Until when the room for sessions that a contact begins is used up if one more is taken up: one an hour
 * fits, and some at once.
 *
 * @returns undefined: there is no room now
 */
export function takenUntil({ renewalTaken }: Pick<Peer, 'renewalTaken'>, now: EpochMs): EpochMs | undefined {
  const full = now + RENEWALS_AT_ONCE * RENEW_AGAIN
  // Above that it is of a clock that ran ahead.
  const until = (renewalTaken > full ? now : Math.max(renewalTaken, now)) + RENEW_AGAIN
  return until > full ? undefined : until
}

/** Whether nothing can be sealed for a contact, and nothing is on its way to change that. */
export function needsRenewal({ consent, contested, device, sessions, outbox }: Peer): boolean {
  if (consent !== 'accepted' || contested !== undefined || device === undefined) return false
  if (isOpen(sessions)) return false
  return ![...outbox.values()].some(isOpening)
}

/**
 * Begins a session in the place of those that there are: they are read, but not sent on any more. Its
 * first message waits for the bundle of the contact; what was sealed and not acknowledged waits for it. The
 * session of a doubted request stays: if nobody has accepted it before, it is the one that goes on.
 */
export function beginRenewal(peer: Peer, context: StepContext): Step {
  if (peer.consent !== 'accepted' || peer.device === undefined) return { peer, effects: [] }
  const now = context.clock()
  const nextAttempt = mayBegin(peer, now) ? now : peer.renewalBegun + RENEW_AGAIN
  // Ours that nobody has answered are as good as the next one.
  const sessions = peer.doubted
    ? peer.sessions
    : retireSessions(peer.sessions, ({ chains }) => chains.length > 0)
  const isBegun = [...peer.outbox.values()].some(row => isOpening(row) && row.sealed === undefined)
  if (isBegun) {
    return { peer: { ...peer, sessions }, effects: [{ kind: 'deliver', userId: peer.userId }] }
  }
  const id = bytesToHex(context.rng(16))
  const row = newRow({ id, kind: 'resumption', content: undefined, sealed: undefined, nextAttempt }, now)
  const begun = { ...withoutKind(peer, 'resumption'), sessions, renewalBegun: nextAttempt }
  const next = withRow(begun, row)
  return {
    peer: next,
    effects: [
      { kind: 'deliver', userId: peer.userId },
      { kind: 'emit', event: { kind: 'renewal', peer: next, stage: 'begun' } }
    ]
  }
}

/** What we know of a contact under the writer of now: sessions of an old disk are not sent on. */
export function underWriter(peer: Peer, context: StepContext): Step {
  const { writerId } = context.self
  if (equalBytes(peer.writerId, writerId)) return { peer, effects: [] }
  const conversation = { ...peer.conversation, counter: 0, acknowledged: 0 }
  const anew = { ...peer, writerId, conversation }
  // Who only asks gets its answer on the session of its request, which is all that there is.
  if (peer.consent === 'asked') return { peer: { ...anew, doubted: true }, effects: [] }
  return beginRenewal({ ...anew, doubted: false, sessions: retireSessions(peer.sessions) }, context)
}

/** The content with which a session goes on in the place of another one. */
export function resumptionOf({ conversation, device }: Peer, { self }: StepContext): Resumption {
  return {
    own:
      conversation.counter === 0
        ? undefined
        : { writerId: self.writerId, counter: conversation.counter, hash: NONE },
    held: device === undefined ? [] : heldOf(conversation, device),
    lamport: conversation.lamport
  }
}

/** Takes up what the other side says it holds and has written. */
export function takeResumption(
  peer: Peer,
  device: Uint8Array,
  { own, held, lamport }: Resumption,
  { self }: StepContext,
  stage: 'taken' | 'healed' = 'healed'
): Step {
  const effects: Effect[] = []
  // What we write from now on comes after all that was there.
  const later = withLamport(peer.conversation, lamport)
  const conversation = own === undefined ? later : withAnnounced(later, device, own)
  const marks = held.map(({ writerId, highest: counter, hash }) => ({ writerId, counter, hash }))
  const ahead = marks.filter(mark => isOutdated(peer, mark, self))
  if (ahead.length > 0) effects.push({ kind: 'outdated', userId: peer.userId, marks: ahead })
  const ours = held.find(({ writerId }) => equalBytes(writerId, self.writerId))
  const acknowledged = Math.min(ours?.highest ?? 0, conversation.counter)
  const told = withoutDoubt({ ...peer, conversation: { ...conversation, acknowledged } })
  // An answer on a session that was given up since is none to what took its place.
  const next = isOpen(peer.sessions) ? withoutOpening(told) : told
  effects.push({ kind: 'deliver', userId: peer.userId })
  effects.push({ kind: 'emit', event: { kind: 'renewal', peer: next, stage } })
  return { peer: next, effects }
}

/**
 * The answer to a session beside that of a doubted request: a life that is gone had accepted it. What was
 * sealed on it since is sealed again.
 */
export function withoutDoubt(peer: Peer): Peer {
  const active = isOpen(peer.sessions) ? activeSession(peer.sessions) : undefined
  const isOfOpening = ({ session }: OutboxRow): boolean => active !== undefined && session === active.id
  if (!peer.doubted || ![...peer.outbox.values()].some(row => isOpening(row) && isOfOpening(row))) return peer
  const isGivenUp = ({ id, chains }: Session): boolean => id !== active?.id && chains.length > 0
  return { ...peer, doubted: false, sessions: retireSessions(peer.sessions, isGivenUp) }
}

/** The accept was read: nobody had accepted before, and the session of the request goes on. */
export function acceptRead(peer: Peer): Peer {
  return peer.doubted ? withoutOpening({ ...peer, doubted: false }) : peer
}

/** The session is there: its first message has done its work. */
function withoutOpening(peer: Peer): Peer {
  const outbox = new Map([...peer.outbox].filter(([, row]) => !isOpening(row)))
  return outbox.size === peer.outbox.size ? peer : { ...peer, outbox }
}

/** Answers a session that took the place of others with what we hold ourselves. */
export function answerRenewal(peer: Peer, context: StepContext): Step {
  const id = context.rng(16)
  const content = encodeContent({ id, kind: 'resumption', resumption: resumptionOf(peer, context) })
  return enqueue(peer, { id: bytesToHex(id), kind: 'resumption' }, content, context)
}

/** The row of a first message that is still to be sealed to a bundle. */
export function openingOf(peer: Peer): OutboxRow | undefined {
  return [...peer.outbox.values()].find(row => isOpening(row) && rowNow(peer, row).sealed === undefined)
}
