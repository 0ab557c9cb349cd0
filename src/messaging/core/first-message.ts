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
import { baseKeyId, findPrekeys, initiate, openInitial, respond, sealInitial } from '../../ratchet/index.ts'
import type { Prekeys, Session } from '../../ratchet/index.ts'
import { decodeContent, decodeInitialMessage, encodeContent, encodeInitialMessage } from '../../wire/index.ts'
import type { ContactRequest, InitialMessage } from '../../wire/index.ts'
import type { OwnInvite, Peer, Step, StepContext } from './peer.ts'
import { ownReachability } from './reach.ts'
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
}

/**
 * Seals a waiting request to the bundle of its receiver.
 *
 * @throws {SessionError | AuthenticationError} the bundle cannot be used
 * @throws {TrustError} it is that of a time before its account's list of now
 */
export function sealRequest(
  peer: Peer,
  invite: VerifiedInvite,
  bundle: VerifiedBundle,
  context: StepContext
): Step {
  const { crypto, self } = context
  const row = [...peer.outbox.values()].find(waiting => waiting.kind === 'request')
  if (peer.consent !== 'requested' || row === undefined || row.sealed !== undefined) {
    return { peer, effects: [] }
  }
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
  const { session, sealed } = sealFirst(peer, bundle, content, context)
  const next: Peer = {
    ...peer,
    deviceList: bundle.deviceList.signed,
    device: bundle.device.certificate.device,
    leastSuite: session.suite,
    toldRevision: context.describe().revision,
    sessions: [session]
  }
  return {
    peer: withRow(next, { ...row, sealed, device: next.device, session: session.id }),
    effects: [{ kind: 'deliver', userId: peer.userId }]
  }
}

/** Opens a session with a content as its first, sealed to the bundle of the device that it is with. */
export function sealFirst(
  peer: Peer,
  bundle: VerifiedBundle,
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
      suites: bundle.suites
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
  if (device === undefined) throw new TrustError('The request comes from a device that is not listed')
  if (equalBytes(list.account, self.account.publicKey)) throw new TrustError('The request is our own')
  const { session, plaintext } = respond({
    crypto,
    self: selfParty(context),
    prekeys: findPrekeys(crypto, prekeys, initial, now),
    initiator: { account: list.account, device: initial.device, identityKey: device.certificate.ratchetKey },
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
    baseKey: bytesToHex(baseKeyId(crypto, initial))
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
