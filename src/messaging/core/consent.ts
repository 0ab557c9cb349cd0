/**
 * Consent: invite → request → accept or reject (docs/PROTOCOL.md, "Invite and consent").
 * A request is the first message of a session; the answer is an ordinary envelope of it.
 * Nothing here needs the two to be online together.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { LimitError, TrustError, UsageError } from '../../errors.ts'
import { plainName, userIdOf } from '../../identity/index.ts'
import type { VerifiedInvite } from '../../identity/index.ts'
import { encodeContent } from '../../wire/index.ts'
import { REOPEN_AFTER } from '../constants.ts'
import { emptyConversation } from './conversation.ts'
import type { OpenedRequest } from './first-message.ts'
import { acceptKeys, learnReach } from './keys.ts'
import { isOpening, newRow } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'
import type { Effect, OwnInvite, Peer, Step, StepContext } from './peer.ts'
import { consentProgress, giveUp } from './progress.ts'
import { ownReachability } from './reach.ts'
import { beginRenewal } from './renewal.ts'
import { isOpen, rowNow } from './seal.ts'
import { enqueue, withoutKind, withRow } from './send.ts'
import { becomeContact } from './whereabouts.ts'

/**
 * Starts to ask the maker of an invite. The row waits for its bundle.
 *
 * @throws {UsageError} our own invite
 */
export function askContact(
  known: Peer | undefined,
  invite: VerifiedInvite,
  name: string,
  context: StepContext
): Step {
  if (equalBytes(invite.account, context.self.account.publicKey)) {
    throw new UsageError('This invite is your own: give it to somebody else')
  }
  if (known?.consent === 'asked') return acceptContact(known, context)
  // A contact whose device is gone has no session left: it is asked again.
  const isInOrder = known !== undefined && (known.device !== undefined || known.contested !== undefined)
  if (known?.consent === 'accepted' && isInOrder) return { peer: known, effects: [] }
  if (known !== undefined && isOnItsWay(known, invite)) return askAgain(known, context)
  const peer: Peer = {
    ...(known ?? newPeer(invite.account, name, context)),
    consent: 'requested',
    contested: undefined,
    unchecked: undefined,
    doubted: false,
    invite: invite.signed,
    since: context.clock()
  }
  // An earlier request may lie behind an invite that is dead by now: this one replaces it.
  const row = newRow(
    { id: bytesToHex(context.rng(16)), kind: 'request', content: undefined, sealed: undefined },
    context.clock()
  )
  return {
    peer: withRow({ ...withoutKind(peer, 'request'), sessions: [] }, row),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/** A second request with one invite would find it used. */
function isOnItsWay({ consent, invite, outbox }: Peer, { signed }: VerifiedInvite): boolean {
  if (consent !== 'requested' || invite === undefined) return false
  if (!equalBytes(invite.signature, signed.signature)) return false
  return [...outbox.values()].some(({ kind }) => kind === 'request')
}

/** Where nobody has taken the request, it is tried at once and not only when its pause is over. */
function askAgain(peer: Peer, context: StepContext): Step {
  if (consentProgress(peer) !== 'refused') return { peer, effects: [] }
  let asking = peer
  for (const row of peer.outbox.values()) {
    if (row.kind !== 'request') continue
    const deposits = row.deposits.map(deposit => ({ ...deposit, refused: false }))
    asking = withRow(asking, { ...row, deposits, nextAttempt: context.clock() })
  }
  return { peer: asking, effects: [{ kind: 'deliver', userId: peer.userId }] }
}

/**
 * Takes up an opened request. A request to somebody who asked us is an accept. One that its
 * sender has sealed a second time brings one more session, and is not shown again.
 *
 * @param options.isAgain - that very request was taken up before
 * @param options.isDoubted - a life of ours that is gone may have taken it up
 * @throws {TrustError} what it says of its sender is not the sender's word
 * @throws {LimitError} its sender has opened a session with a used invite not long ago
 */
export function receiveRequest(
  known: Peer | undefined,
  opened: OpenedRequest,
  invite: OwnInvite,
  name: string,
  context: StepContext,
  { isAgain = false, isDoubted = false }: { readonly isAgain?: boolean; readonly isDoubted?: boolean } = {}
): Step {
  if (known !== undefined && invite.uses > 0 && hasReopened(known, context)) {
    throw new LimitError('One more session so soon')
  }
  const met = known ?? newPeer(opened.account, name, context)
  const base = isDoubted ? { ...met, doubted: true } : met
  const first = { device: opened.initial.device, session: opened.session }
  const told = learnReach(base, opened.request.reach, context, first)
  if (told === undefined) throw new TrustError('The request does not say the truth about its sender')
  // Nobody is answered whose keys are in doubt.
  if (told.peer.contested !== undefined) return told
  if (known?.consent === 'requested' || known?.consent === 'accepted') {
    return after(told, agree(told.peer, context))
  }
  if (isAgain && known?.consent === 'asked') return told
  const asked: Peer = {
    ...told.peer,
    consent: 'asked',
    since: context.clock(),
    inviteUsed: invite.uses > 0
  }
  return after(told, { peer: asked, effects: [{ kind: 'emit', event: { kind: 'request', peer: asked } }] })
}

/** Each session costs an answer, and a used invite is never used up. Those that we began are not counted. */
function hasReopened({ consent, sessions }: Peer, { clock }: StepContext): boolean {
  if (consent !== 'accepted' && consent !== 'asked') return false
  return sessions.some(
    ({ created, chains }) => chains.length > 0 && Math.abs(clock() - created) < REOPEN_AFTER
  )
}

/**
 * Whether the session of a request is lost before the accept was sealed on it: who has only asked can read
 * nothing else, and only its request, sealed again, brings another one.
 */
export function isMissed(peer: Peer): boolean {
  const { consent, sessions, outbox } = peer
  if (consent === 'asked') return sessions.length === 0
  const isWaiting = (row: OutboxRow): boolean =>
    row.kind === 'accept' && rowNow(peer, row).sealed === undefined
  return !isOpen(sessions) && [...outbox.values()].some(isWaiting)
}

/**
 * Agrees to a request, or to keys that are contested.
 *
 * @throws {UsageError} there is nothing to agree to
 */
export function acceptContact(peer: Peer, context: StepContext): Step {
  if (peer.contested !== undefined) {
    const trusted = acceptKeys(peer, context)
    // What brought the keys agreed as well: it was a request, or the answer to ours.
    return after(trusted, agree(trusted.peer, context))
  }
  if (peer.consent === 'accepted') return { peer, effects: [] }
  if (peer.consent !== 'asked') throw new UsageError(`There is no request of ${peer.name} to accept`)
  return agree(peer, context)
}

/**
 * Refuses a request. The other side is not told.
 *
 * @throws {UsageError} there is none
 */
export function rejectContact(peer: Peer, context: StepContext): Step {
  if (peer.consent !== 'asked') throw new UsageError(`There is no request of ${peer.name} to reject`)
  return {
    peer: {
      ...peer,
      consent: 'rejected',
      since: context.clock(),
      reach: undefined,
      contested: undefined,
      unchecked: undefined,
      sessions: [],
      outbox: new Map()
    },
    effects: []
  }
}

/** One step towards `blockContact`: gives up some of what waits for the peer. */
export function giveUpBlocked(peer: Peer, ids: readonly string[]): Step {
  return giveUp(peer, ids, 'you have blocked this contact')
}

/**
 * Takes back all that a peer was given, and hears it no more. It is not told. What the two wrote stays; what
 * still waits for it is given up.
 */
export function blockContact(peer: Peer, context: StepContext): Step {
  const { peer: given, effects } = giveUpBlocked(peer, [...peer.outbox.keys()])
  return {
    effects,
    peer: {
      ...given,
      consent: 'blocked',
      since: context.clock(),
      // who becomes a contact again gets another key to our mailboxes
      depositSecret: context.rng(32),
      reach: undefined,
      contested: undefined,
      unchecked: undefined,
      invite: undefined,
      verified: 0,
      toldRevision: 0,
      dueAcknowledgements: [],
      sessions: []
    }
  }
}

/**
 * Both sides have agreed: the other one gets to know it, with where we are, when there is a session. One whom
 * a life that is gone may have told so already gets a session of ours beside it: of the two it can read one.
 */
function agree(peer: Peer, context: StepContext): Step {
  const agreed: Step = peer.consent === 'accepted' ? { peer, effects: [] } : becomeContact(peer, context)
  const told = after(agreed, sendAccept(agreed.peer, context))
  const isBegun = [...told.peer.outbox.values()].some(isOpening)
  return told.peer.doubted && !isBegun ? after(told, beginRenewal(told.peer, context)) : told
}

/** One step and the next one, which began with its peer. */
function after(first: Step, second: Step): Step {
  const effects: readonly Effect[] = [...first.effects, ...second.effects]
  return { peer: second.peer, effects }
}

function sendAccept(peer: Peer, context: StepContext): Step {
  const id = context.rng(16)
  const accept = { name: context.self.name, reach: ownReachability(peer, context) }
  const content = encodeContent({ id, kind: 'accept', accept })
  const told = { ...peer, toldRevision: context.describe().revision }
  return enqueue(told, { id: bytesToHex(id), kind: 'accept' }, content, context)
}

/** Somebody we have not met. */
function newPeer(account: Uint8Array, name: string, context: StepContext): Peer {
  return {
    userId: userIdOf(account),
    account,
    name: plainName(name),
    consent: 'requested',
    deviceList: undefined,
    device: undefined,
    reach: undefined,
    contested: undefined,
    unchecked: undefined,
    listChecked: 0,
    depositSecret: context.rng(32),
    invite: undefined,
    since: context.clock(),
    inviteUsed: false,
    leastSuite: 0,
    toldRevision: 0,
    conversation: emptyConversation(),
    sessions: [],
    outbox: new Map(),
    dueAcknowledgements: [],
    writerId: context.self.writerId,
    renewalBegun: 0,
    renewalTaken: 0,
    believed: 0,
    verified: 0,
    disowned: [],
    doubted: false
  }
}

/** A name that nobody else has here: the wished one, or with a number behind it. */
export function freeName(wished: string, userId: string, taken: (name: string) => boolean): string {
  const plain = plainName(wished)
  const base = plain === '' ? userId.slice(-8) : plain
  if (!taken(base)) return base
  for (let number = 2; number < 10_000; number += 1) {
    const name = `${base}-${number}`
    if (!taken(name)) return name
  }
  throw new LimitError('No name is left for this contact')
}
