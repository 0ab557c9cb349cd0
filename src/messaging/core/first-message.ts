/**
 * First messages: a request is sealed to the bundle of its receiver and opens a session
 * (docs/PROTOCOL.md, "Opening a session").
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, TrustError } from '../../errors.ts'
import {
  compareDeviceLists,
  findDevice,
  holdsInvite,
  inviteProof,
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
import type { OneTimePrekeys, Prekeys, Session } from '../../ratchet/index.ts'
import { decodeContent, decodeInitialMessage, encodeContent, encodeInitialMessage } from '../../wire/index.ts'
import type { ContactRequest, InitialMessage, OneTimePrekey } from '../../wire/index.ts'
import type { EpochMs } from '../../ports.ts'
import { SEAL_AGAIN_AFTER } from '../constants.ts'
import { heldCopies, waitsForBundle } from './outbox.ts'
import type { OutboxRow } from './outbox.ts'
import type { OwnInvite, Peer, Step, StepContext } from './peer.ts'
import { ownReachability } from './reach.ts'
import { rowNow } from './seal.ts'
import { withRow } from './send.ts'

/** A request that was opened and proved to come with an invite of ours. */
export interface OpenedRequest {
  readonly account: Uint8Array
  readonly userId: string
  readonly initial: InitialMessage
  readonly request: ContactRequest
  readonly session: Session
  /** Names the first message, to know it again. Hex. */
  readonly baseKey: string
  /** Names the request in it, which its sender may seal a second time. Hex. */
  readonly requestKey: string
  /** When the prekeys were made that it is sealed to; of a one-time prekey, the generation beside it. */
  readonly generation: EpochMs
}

/** The keys that a first message may be sealed to. */
export interface OwnPrekeys {
  readonly generations: readonly Prekeys[]
  oneTime(id: number): OneTimePrekeys | undefined
}

/**
 * Seals a waiting request to the bundle of its receiver, and one that nobody answered once more, if
 * what it was sealed to may be why: a one-time prekey, or prekeys in whose place there are others. Both
 * sessions stay.
 *
 * @param oneTime - that came with the bundle, verified
 * @returns undefined if it would be sealed to the same prekeys again
 * @throws {SessionError | AuthenticationError} the bundle cannot be used
 * @throws {TrustError} it is that of a time before its account's list of now
 */
export function sealRequest(
  peer: Peer,
  invite: VerifiedInvite,
  bundle: VerifiedBundle,
  oneTime: OneTimePrekey | undefined,
  context: StepContext
): Step | undefined {
  const { crypto, self } = context
  const now = context.clock()
  const row = unansweredRequest(peer, now)
  if (peer.consent !== 'requested' || row === undefined) return { peer, effects: [] }
  const isAgain = peer.outbox.get(row.id)?.sealed !== undefined
  // Its session was lost or given up. If it was taken up, the next one may come too soon.
  const isLost = isAgain && row.sealed === undefined
  if (!isLost && isAgain && row.sealedTo === bundle.signedPrekeyId) return undefined
  const used = isAgain ? undefined : oneTime
  const held = peer.deviceList && verifyDeviceList(crypto, peer.deviceList)
  // Nobody has agreed to anything yet, so no other list is contested: the user asks the account of today.
  if (held !== undefined && compareDeviceLists(held, bundle.deviceList) === 'older') {
    throw new TrustError('The bundle is older than the device list that is known')
  }
  const request: ContactRequest = {
    inviteId: invite.id,
    proof: inviteProof(crypto, invite.secret, invite.account, self.account.publicKey),
    name: self.name,
    reach: ownReachability(peer, context)
  }
  const content = encodeContent({ id: hexToBytes(row.id), kind: 'request', request })
  const { session, sealed } = sealFirst(peer, { bundle, oneTime: used }, content, context)
  const { device } = bundle.device.certificate
  const isSame = peer.device !== undefined && equalBytes(peer.device, device)
  const next: Peer = {
    ...peer,
    deviceList: bundle.deviceList.signed,
    device,
    leastSuite: session.suite,
    toldRevision: context.describe().revision,
    sessions: isSame ? addSession(peer.sessions, { session }).set : [session]
  }
  const fresh: OutboxRow = {
    ...row,
    sealed,
    device,
    session: session.id,
    // other bytes are other copies
    ...(isAgain ? { deposits: [], attempts: 0 } : {}),
    sealAgainAt: now + SEAL_AGAIN_AFTER,
    sealedTo: used === undefined && !isLost ? bundle.signedPrekeyId : 0,
    handedOver: row.handedOver || heldCopies(row) > 0
  }
  return {
    peer: withRow(next, fresh),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/** Nothing else is handed out than what the request is sealed to: it is looked again the next day. */
export function keepRequest(peer: Peer, context: StepContext): Step {
  const now = context.clock()
  const row = unansweredRequest(peer, now)
  if (row?.sealed === undefined) return { peer, effects: [] }
  return { peer: withRow(peer, { ...row, sealAgainAt: now + SEAL_AGAIN_AFTER }), effects: [] }
}

function unansweredRequest(peer: Peer, now: EpochMs): OutboxRow | undefined {
  const rows = [...peer.outbox.values()].map(row => rowNow(peer, row))
  return rows.find(row => waitsForBundle(row, now))
}

/** What a first message is sealed to; both verified. */
interface Recipient {
  readonly bundle: VerifiedBundle
  readonly oneTime: OneTimePrekey | undefined
}

/** Opens a session with a content as its first, sealed to the bundle of the device that it is with. */
export function sealFirst(
  peer: Peer,
  { bundle, oneTime }: Recipient,
  plaintext: Uint8Array,
  context: StepContext
): { readonly session: Session; readonly sealed: Uint8Array } {
  const { crypto, rng, self } = context
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
      suites: bundle.suites,
      oneTime
    },
    leastSuite: peer.leastSuite,
    now: context.clock(),
    plaintext
  })
  const message = encodeInitialMessage({
    ...initial,
    deviceList: self.deviceList,
    device: self.device.publicKey
  })
  return { session, sealed: sealInitial(crypto, rng, bundle.requestKey, message) }
}

/**
 * Opens what lay in a request mailbox.
 *
 * @throws {EarshotError} it is not a request that one of our invites let in; says no more
 */
export function openRequest(
  sealed: Uint8Array,
  prekeys: OwnPrekeys,
  findInvite: (id: Uint8Array) => OwnInvite | undefined,
  context: StepContext
): OpenedRequest {
  const { crypto, self } = context
  const now = context.clock()
  const secrets = prekeys.generations.map(({ requestSecret }) => requestSecret)
  const initial = decodeInitialMessage(openInitial(crypto, secrets, sealed))
  const list = verifyDeviceList(crypto, initial.deviceList)
  const device = findDevice(list, initial.device, now)
  if (device === undefined) throw new TrustError('The request comes from a device that is not listed')
  if (equalBytes(list.account, self.account.publicKey)) throw new TrustError('The request is our own')
  const oneTime = prekeys.oneTime(initial.oneTimePrekeyId)
  const named = findPrekeys(crypto, prekeys.generations, initial, now, oneTime)
  const { ratchetKey: identityKey } = device.certificate
  const initiator = { account: list.account, device: initial.device, identityKey }
  const { session, plaintext } = respondAndWipe({
    crypto,
    self: selfParty(context),
    prekeys: named,
    initiator,
    initial,
    now
  })
  const content = decodeContent(plaintext)
  if (content.kind !== 'request') throw new TrustError('A first message has to be a request')
  const invite = findInvite(content.request.inviteId)
  if (invite === undefined) throw new TrustError('The request names no invite that is open')
  if (!holdsInvite(crypto, invite.secret, self.account.publicKey, list.account, content.request.proof)) {
    throw new AuthenticationError('The proof does not hold')
  }
  return {
    account: list.account,
    userId: userIdOf(list.account),
    initial,
    request: content.request,
    session,
    baseKey: bytesToHex(baseKeyId(crypto, initial)),
    requestKey: bytesToHex(crypto.sha256(list.account, content.id)),
    generation: generationOf(prekeys.generations, initial)
  }
}

/** When the prekeys were made that a first message names. */
export function generationOf(
  prekeys: readonly Prekeys[],
  { signedPrekeyId }: Pick<InitialMessage, 'signedPrekeyId'>
): EpochMs {
  return prekeys.find(generation => generation.signedPrekeyId === signedPrekeyId)?.created ?? 0
}

/** The KEM's secret key was made for this one message. */
function respondAndWipe(options: Parameters<typeof respond>[0]): ReturnType<typeof respond> {
  try {
    return respond(options)
  } finally {
    options.prekeys.kemSecret.fill(0)
  }
}

/** What PQXDH needs of us. */
export function selfParty({ self }: StepContext): Parameters<typeof initiate>[0]['self'] {
  return {
    account: self.account.publicKey,
    device: self.device.publicKey,
    identitySecret: self.device.ratchetSecret,
    identityKey: self.device.ratchetKey
  }
}
