/**
 * First messages between contacts: they open a session that takes the place of others
 * (docs/PROTOCOL.md, 9.1). What leads to them is in `renewal.ts`.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { TrustError } from '../../errors.ts'
import { compareDeviceLists, findDevice, isSameSigned, verifyDeviceList } from '../../identity/index.ts'
import type { VerifiedBundle } from '../../identity/index.ts'
import {
  addSession,
  baseKeyId,
  findPrekeys,
  openInitial,
  respond,
  retireSessions
} from '../../ratchet/index.ts'
import type { Prekeys, Session } from '../../ratchet/index.ts'
import { decodeContent, decodeInitialMessage, encodeContent } from '../../wire/index.ts'
import type { Resumption } from '../../wire/index.ts'
import { generationOf, sealFirst, selfParty } from './first-message.ts'
import type { EpochMs } from '../../ports.ts'
import type { Peer, Step, StepContext } from './peer.ts'
import { verifiedList } from './reach.ts'
import {
  answerRenewal,
  beginRenewal,
  openingOf,
  resumptionOf,
  takenUntil,
  takeResumption
} from './renewal.ts'
import { withRow } from './send.ts'

/**
 * Seals the first message of a session that takes the place of others, see `beginRenewal`.
 *
 * @throws {SessionError | AuthenticationError} the bundle cannot be used
 * @throws {TrustError} it is not of the device that we write to, or of a time before its list of now
 */
export function sealRenewal(peer: Peer, bundle: VerifiedBundle, context: StepContext): Step {
  const row = openingOf(peer)
  if (peer.consent !== 'accepted' || peer.contested !== undefined || row === undefined) {
    return { peer, effects: [] }
  }
  const { device } = bundle.device.certificate
  if (peer.device === undefined || !equalBytes(device, peer.device)) {
    throw new TrustError('The bundle is of another device')
  }
  const held = peer.deviceList && verifiedList(context.crypto, peer.deviceList)
  const order = held === undefined ? 'newer' : compareDeviceLists(held, bundle.deviceList)
  if (order === 'older' || order === 'fork') {
    throw new TrustError('The bundle contradicts the device list that is known')
  }
  const resumption = resumptionOf(peer, context)
  const content = encodeContent({ id: hexToBytes(row.id), kind: 'resumption', resumption })
  const { session, sealed } = sealFirst(peer, { bundle, oneTime: undefined }, content, context)
  const next = { ...peer, sessions: addSession(peer.sessions, { session }).set }
  const opening = {
    ...row,
    sealed,
    content: undefined,
    device,
    session: session.id,
    deposits: [],
    attempts: 0
  }
  return {
    peer: withRow(next, opening),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/** A first message of a contact's device, in the place of the sessions with it. */
export interface OpenedRenewal {
  readonly device: Uint8Array
  readonly session: Session
  readonly resumption: Resumption
  /** Of the content. */
  readonly id: Uint8Array
  /** Names the first message, to know it again. Hex. */
  readonly baseKey: string
  /** When the prekeys were made that it is sealed to. */
  readonly generation: EpochMs
}

/**
 * Opens what may be the first message of a session in the place of those with that contact.
 *
 * @throws {EarshotError} it is none, or not of the device that we write to; says no more
 */
export function openRenewal(
  peer: Peer,
  sealed: Uint8Array,
  prekeys: readonly Prekeys[],
  context: StepContext
): OpenedRenewal {
  const { crypto } = context
  const now = context.clock()
  const secrets = prekeys.map(({ requestSecret }) => requestSecret)
  const initial = decodeInitialMessage(openInitial(crypto, secrets, sealed))
  const { device, deviceList } = peer
  if (device === undefined || deviceList === undefined || !equalBytes(device, initial.device)) {
    throw new TrustError('The first message is not of the device of that contact')
  }
  const held = verifiedList(crypto, deviceList)
  const told = isSameSigned(deviceList, initial.deviceList)
    ? held
    : verifyDeviceList(crypto, initial.deviceList, { account: peer.account })
  const order = compareDeviceLists(held, told)
  if (order === 'fork') throw new TrustError('Two device lists contradict each other')
  const listed = findDevice(order === 'newer' ? told : held, device, now)
  const known = findDevice(held, device)?.certificate.ratchetKey
  if (listed === undefined || known === undefined || !equalBytes(known, listed.certificate.ratchetKey)) {
    throw new TrustError('The first message comes from a device that is not listed')
  }
  const { session, plaintext } = respond({
    crypto,
    self: selfParty(context),
    prekeys: findPrekeys(crypto, prekeys, initial, now),
    initiator: { account: peer.account, device, identityKey: known },
    initial,
    now
  })
  const content = decodeContent(plaintext)
  if (content.kind !== 'resumption') throw new TrustError('The first message of a contact has to go on')
  const { id, resumption } = content
  const generation = generationOf(prekeys, initial)
  const baseKey = bytesToHex(baseKeyId(crypto, initial))
  return { device, session, resumption, id, baseKey, generation }
}

/**
 * Takes one up that was sealed to prekeys of a disk that is gone: that disk may have taken it up too, and
 * then the other side has gone on with a session that we would begin at its start. So one of ours follows.
 */
export function doubtRenewal(peer: Peer, context: StepContext): Step {
  const renewalTaken = takenUntil(peer, context.clock()) ?? peer.renewalTaken
  return beginRenewal({ ...peer, renewalTaken }, context)
}

/** Takes it up: what is there is read, but not sent on any more, and all that waits goes the new way. */
export function takeRenewal(
  peer: Peer,
  opened: OpenedRenewal,
  envelope: Uint8Array,
  context: StepContext
): Step {
  const { session, device, resumption, id } = opened
  // One of ours that is on its way may be answered first.
  const others = retireSessions(peer.sessions, ({ chains }) => chains.length > 0)
  const adopted: Peer = {
    ...peer,
    sessions: addSession(others, { session }).set,
    leastSuite: Math.max(peer.leastSuite, session.suite),
    doubted: false,
    renewalTaken: takenUntil(peer, context.clock()) ?? peer.renewalTaken,
    dueAcknowledgements: [...peer.dueAcknowledgements, { id, envelope }]
  }
  const taken = takeResumption(adopted, device, resumption, context, 'taken')
  const answered = answerRenewal(taken.peer, context)
  return { peer: answered.peer, effects: [...taken.effects, ...answered.effects] }
}
