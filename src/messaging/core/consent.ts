/**
 * Consent: invite → request → accept or reject (docs/PROTOCOL.md, "Invite and consent").
 * A request is the first message of a session; the answer is an ordinary envelope of it.
 * Nothing here needs the two to be online together.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, LimitError, TrustError, UsageError } from '../../errors.ts'
import {
  findDevice,
  holdsInvite,
  inviteProof,
  plainName,
  userIdOf,
  verifyDeviceList
} from '../../identity/index.ts'
import type { VerifiedBundle, VerifiedInvite } from '../../identity/index.ts'
import {
  addSession,
  baseKeyId,
  findPrekeys,
  initiate,
  openInitial,
  respond,
  sealInitial
} from '../../ratchet/index.ts'
import type { Prekeys, Session } from '../../ratchet/index.ts'
import { decodeContent, decodeInitialMessage, encodeContent, encodeInitialMessage } from '../../wire/index.ts'
import type { ContactRequest, InitialMessage } from '../../wire/index.ts'
import { emptyConversation } from './conversation.ts'
import { newRow } from './outbox.ts'
import type { OwnInvite, Peer, Step, StepContext } from './peer.ts'
import { learnReach, ownReachability } from './reach.ts'
import { becomeContact } from './receive.ts'
import { enqueue, withRow } from './send.ts'

/** A request that was opened and proved to come with an invite of ours. */
export interface OpenedRequest {
  readonly account: Uint8Array
  readonly userId: string
  readonly initial: InitialMessage
  readonly request: ContactRequest
  readonly session: Session
  /** Names the first message, to know it again. Hex. */
  readonly baseKey: string
}

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
    throw new UsageError('This invite is your own: give it to somebody else.')
  }
  if (known?.consent === 'asked') return acceptContact(known, context)
  if (known?.consent === 'accepted') return { peer: known, effects: [] }
  const peer: Peer = {
    ...(known ?? newPeer(invite.account, name, context)),
    consent: 'requested',
    invite: invite.signed,
    since: context.clock()
  }
  // An earlier request may lie behind an invite that is dead by now: this one replaces it.
  const outbox = new Map([...peer.outbox].filter(([, row]) => row.kind !== 'request'))
  const row = newRow(
    { id: bytesToHex(context.rng(16)), kind: 'request', content: undefined, sealed: undefined },
    context.clock()
  )
  return {
    peer: withRow({ ...peer, outbox, sessions: [] }, row),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/**
 * Seals a waiting request to the bundle of its receiver.
 *
 * @throws {SessionError | AuthenticationError} the bundle cannot be used
 */
export function sealRequest(
  peer: Peer,
  invite: VerifiedInvite,
  bundle: VerifiedBundle,
  context: StepContext
): Step {
  const { crypto, rng, self } = context
  const row = [...peer.outbox.values()].find(waiting => waiting.kind === 'request')
  if (peer.consent !== 'requested' || row === undefined || row.sealed !== undefined) {
    return { peer, effects: [] }
  }
  const request: ContactRequest = {
    inviteId: invite.id,
    proof: inviteProof(crypto, invite.secret, invite.account, self.account.publicKey),
    name: self.name,
    reach: ownReachability(peer, context)
  }
  const { session, initial } = initiate({
    crypto,
    rng,
    self: selfParty(context),
    peer: {
      account: bundle.account,
      device: bundle.device.certificate.device,
      identityKey: bundle.device.certificate.ratchetKey,
      signedPrekeyId: bundle.signedPrekeyId,
      signedPrekey: bundle.signedPrekey,
      kemPrekeyId: bundle.kemPrekeyId,
      kemPrekey: bundle.kemPrekey,
      suites: bundle.suites
    },
    leastSuite: peer.leastSuite,
    now: context.clock(),
    plaintext: encodeContent({ id: hexToBytes(row.id), kind: 'request', request })
  })
  const message = encodeInitialMessage({
    ...initial,
    deviceList: self.deviceList,
    device: self.device.publicKey
  })
  const sealed = sealInitial(crypto, rng, bundle.requestKey, message)
  const next: Peer = {
    ...peer,
    deviceList: bundle.deviceList.signed,
    device: bundle.device.certificate.device,
    leastSuite: session.suite,
    sessions: [session]
  }
  return {
    peer: withRow(next, { ...row, sealed }),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/**
 * Opens what lay in a request mailbox.
 *
 * @throws {EarshotError} it is not a request that one of our invites let in; says no more
 */
export function openRequest(
  sealed: Uint8Array,
  prekeys: readonly Prekeys[],
  findInvite: (id: Uint8Array) => OwnInvite | undefined,
  context: StepContext
): OpenedRequest {
  const { crypto, self } = context
  const now = context.clock()
  const secrets = prekeys.map(({ requestSecret }) => requestSecret)
  const initial = decodeInitialMessage(openInitial(crypto, secrets, sealed))
  const list = verifyDeviceList(crypto, initial.deviceList)
  const device = findDevice(list, initial.device, now)
  if (device === undefined) throw new TrustError('The request comes from a device that is not listed.')
  if (equalBytes(list.account, self.account.publicKey)) throw new TrustError('The request is our own.')
  const { session, plaintext } = respond({
    crypto,
    self: selfParty(context),
    prekeys: findPrekeys(crypto, prekeys, initial, now),
    initiator: { account: list.account, device: initial.device, identityKey: device.certificate.ratchetKey },
    initial,
    now
  })
  const content = decodeContent(plaintext)
  if (content.kind !== 'request') throw new TrustError('A first message has to be a request.')
  const invite = findInvite(content.request.inviteId)
  if (invite === undefined) throw new TrustError('The request names no invite that is open.')
  if (!holdsInvite(crypto, invite.secret, self.account.publicKey, list.account, content.request.proof)) {
    throw new AuthenticationError('The proof does not hold.')
  }
  return {
    account: list.account,
    userId: userIdOf(list.account),
    initial,
    request: content.request,
    session,
    baseKey: bytesToHex(baseKeyId(crypto, initial))
  }
}

/**
 * Takes up an opened request. A request to somebody who asked us is an accept.
 *
 * @throws {TrustError} what it says of its sender is not the sender's word
 */
export function receiveRequest(
  known: Peer | undefined,
  opened: OpenedRequest,
  invite: OwnInvite,
  name: string,
  context: StepContext
): Step {
  const base = known ?? newPeer(opened.account, name, context)
  const { initial, session } = opened
  const told = learnReach({ ...base, device: initial.device }, opened.request.reach, context)
  if (told === undefined) throw new TrustError('The request does not say the truth about its sender.')
  const met: Peer = {
    ...told,
    deviceList: told.deviceList ?? initial.deviceList,
    leastSuite: Math.max(told.leastSuite, session.suite),
    sessions: addSession(base.sessions, { session }).set
  }
  if (known?.consent === 'requested' || known?.consent === 'accepted') {
    const agreed = known.consent === 'requested' ? becomeContact(met, context) : { peer: met, effects: [] }
    const answered = sendAccept(agreed.peer, context)
    return { peer: answered.peer, effects: [...agreed.effects, ...answered.effects] }
  }
  const asked: Peer = { ...met, consent: 'asked', since: context.clock(), inviteUsed: invite.uses > 0 }
  return { peer: asked, effects: [{ kind: 'emit', event: { kind: 'request', peer: asked } }] }
}

/**
 * Agrees to a request.
 *
 * @throws {UsageError} there is none
 */
export function acceptContact(peer: Peer, context: StepContext): Step {
  if (peer.consent === 'accepted') return { peer, effects: [] }
  if (peer.consent !== 'asked') throw new UsageError(`There is no request of ${peer.name} to accept.`)
  const agreed = becomeContact(peer, context)
  const answered = sendAccept(agreed.peer, context)
  return { peer: answered.peer, effects: [...agreed.effects, ...answered.effects] }
}

/**
 * Refuses a request. The other side is not told.
 *
 * @throws {UsageError} there is none
 */
export function rejectContact(peer: Peer, context: StepContext): Step {
  if (peer.consent !== 'asked') throw new UsageError(`There is no request of ${peer.name} to reject.`)
  return {
    peer: {
      ...peer,
      consent: 'rejected',
      since: context.clock(),
      reach: undefined,
      sessions: [],
      outbox: new Map()
    },
    effects: []
  }
}

/** Tells a contact where we are now, in place of what still waits to tell it. */
export function tellDescriptor(peer: Peer, context: StepContext): Step {
  const { revision } = context.describe()
  if (peer.consent !== 'accepted' || peer.toldRevision >= revision) return { peer, effects: [] }
  const outbox = new Map([...peer.outbox].filter(([, row]) => row.kind !== 'descriptor'))
  const id = context.rng(16)
  const content = encodeContent({
    id,
    kind: 'descriptor',
    descriptor: { reach: ownReachability(peer, context) }
  })
  return enqueue(
    { ...peer, outbox, toldRevision: revision },
    { id: bytesToHex(id), kind: 'descriptor' },
    content,
    context
  )
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
    depositSecret: context.rng(32),
    invite: undefined,
    since: context.clock(),
    inviteUsed: false,
    leastSuite: 0,
    toldRevision: 0,
    conversation: emptyConversation(),
    sessions: [],
    outbox: new Map(),
    dueAcknowledgements: []
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
  throw new LimitError('No name is left for this contact.')
}

function selfParty({ self }: StepContext): Parameters<typeof initiate>[0]['self'] {
  return {
    account: self.account.publicKey,
    device: self.device.publicKey,
    identitySecret: self.device.ratchetSecret,
    identityKey: self.device.ratchetKey
  }
}
