/**
 * The first message: opens a session with a device that may be offline, and carries the
 * session's first envelope.
 *
 * It is sent once. What the initiator sends before any answer are ordinary envelopes that
 * do not repeat the handshake: the receiver can read them only after the first message,
 * which the delivery layer stores and retries like any other until it is acknowledged.
 *
 * @packageDocumentation
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../errors.ts'
import { HPKE_OVERHEAD, hpkeOpen, hpkeSeal } from '../crypto/hpke.ts'
import { decrypt } from './decrypt.ts'
import { encrypt } from './encrypt.ts'
import { checkRung, pad, rungFor, unpad } from './padding.ts'
import { newKemState } from './kem.ts'
import { initiateHandshake, respondHandshake } from './pqxdh.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { InitialMessage } from '../wire/index.ts'
import type { Decrypted } from './decrypt.ts'
import type { Party, PeerBundle, ResponderPrekeys, SelfParty, SharedSecrets } from './pqxdh.ts'
import type { Session } from './session.ts'

const REQUEST_INFO = utf8ToBytes('earshot/request/1')
const NO_ASSOCIATED_DATA = new Uint8Array(0)

/** What the ratchet contributes to an InitialMessage; the caller adds who it is. */
export type InitialFields = Omit<InitialMessage, 'deviceList' | 'device'>

/** What {@link initiate} needs. */
export interface InitiateOptions {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly self: SelfParty
  /** From a bundle whose signature, certificate and dates the caller has verified. */
  readonly peer: PeerBundle
  /** The highest suite ever seen of that device, 0 for a new one. */
  readonly leastSuite: number
  readonly now: EpochMs
  readonly plaintext: Uint8Array
}

/** A session that was opened here, to be stored before the first message leaves. */
export interface InitiatedSession {
  readonly session: Session
  readonly initial: InitialFields
}

/** What {@link respond} needs. */
export interface RespondOptions {
  readonly crypto: CryptoBackend
  readonly self: SelfParty
  /** Those that `initial` names, see `findPrekeys`. */
  readonly prekeys: ResponderPrekeys
  /** From the device list in the message, verified by the caller. */
  readonly initiator: Party
  readonly initial: InitialFields
  readonly now: EpochMs
}

type NewSession = Pick<
  Session,
  | 'version'
  | 'suite'
  | 'id'
  | 'created'
  | 'rank'
  | 'associatedData'
  | 'receiving'
  | 'chains'
  | 'kem'
  | 'retired'
>

/** What a new session has on both sides. */
function newSession({ version, suite, id, associatedData }: SharedSecrets, now: EpochMs): NewSession {
  return {
    version,
    suite,
    id,
    associatedData,
    created: now,
    rank: 0,
    receiving: undefined,
    chains: [],
    kem: newKemState(now),
    retired: false
  }
}

/**
 * RatchetInitAliceHE, and the first message.
 *
 * @throws {SessionError} if no suite fits
 * @throws {AuthenticationError} if a key of the bundle is not acceptable
 * @throws {LimitError} if the plaintext is too long
 */
export function initiate(options: InitiateOptions): InitiatedSession {
  const { crypto, rng, self, peer, leastSuite, now, plaintext } = options
  const { secrets, fields } = initiateHandshake(crypto, rng, self, peer, leastSuite)
  // the first message makes the first ratchet step, as every first message of a chain
  const start: Session = {
    ...newSession(secrets, now),
    rootKey: secrets.rootKey,
    ratchetSecret: new Uint8Array(32),
    ratchetKey: new Uint8Array(32),
    peerRatchetKey: peer.signedPrekey,
    sending: undefined,
    nextSendingHeaderKey: secrets.initiatorHeaderKey,
    previousChainLength: 0,
    nextReceivingHeaderKey: secrets.responderHeaderKey
  }
  const { session, envelope } = encrypt({ crypto, rng, session: start, plaintext, now })
  secrets.rootKey.fill(0)
  return { session, initial: { ...fields, envelope } }
}

/**
 * RatchetInitBobHE, and the first message opened. Whether it was seen before is for the
 * caller to know, by {@link baseKeyId}.
 *
 * @throws {SessionError} if the suite is not known
 * @throws {AuthenticationError} if the two sides do not agree on everything the handshake binds
 * @throws {WireFormatError} if the envelope is malformed
 */
export function respond(options: RespondOptions): Decrypted {
  const { crypto, self, prekeys, initiator, initial, now } = options
  const secrets = respondHandshake(crypto, self, prekeys, initiator, initial)
  const start: Session = {
    ...newSession(secrets, now),
    rootKey: secrets.rootKey,
    // a copy: the prekey may be wiped while the session still waits for its first step
    ratchetSecret: prekeys.signedPrekeySecret.slice(),
    ratchetKey: prekeys.signedPrekey,
    peerRatchetKey: undefined,
    sending: undefined,
    nextSendingHeaderKey: secrets.responderHeaderKey,
    previousChainLength: 0,
    nextReceivingHeaderKey: secrets.initiatorHeaderKey
  }
  try {
    return decrypt({ crypto, session: start, envelope: initial.envelope, now })
  } finally {
    secrets.rootKey.fill(0)
  }
}

/**
 * Names a first message: two with one name are the same one sent again. Kept by the
 * receiver, in the batch that stores the session, for as long as the prekey's secret is.
 *
 * @returns SHA-256(u32 kem prekey id ‖ u32 one-time prekey id ‖ ephemeral), 32 bytes
 */
export function baseKeyId(
  crypto: CryptoBackend,
  {
    kemPrekeyId,
    oneTimePrekeyId,
    ephemeral
  }: Pick<InitialMessage, 'kemPrekeyId' | 'oneTimePrekeyId' | 'ephemeral'>
): Uint8Array {
  const ids = new Uint8Array(8)
  const view = new DataView(ids.buffer)
  view.setUint32(0, kemPrekeyId)
  view.setUint32(4, oneTimePrekeyId)
  return crypto.sha256(ids, ephemeral)
}

/**
 * Seals an encoded InitialMessage to the request key of a bundle: HPKE over the padded
 * bytes, so that the whole has a length of the ladder and shows neither sender nor size.
 *
 * @throws {LimitError} if the message is too long
 * @throws {AuthenticationError} if the key is of low order
 */
export function sealInitial(
  crypto: CryptoBackend,
  rng: Rng,
  requestKey: Uint8Array,
  message: Uint8Array
): Uint8Array {
  const padded = pad(message, rungFor(message.length, HPKE_OVERHEAD) - HPKE_OVERHEAD)
  const sealed = hpkeSeal(crypto, rng, requestKey, REQUEST_INFO, NO_ASSOCIATED_DATA, padded)
  padded.fill(0)
  return sealed
}

/**
 * Opens what {@link sealInitial} made.
 *
 * @param requestSecrets of all generations that are kept, newest first: nothing in a
 *   request says to which it was sealed
 * @returns the encoded InitialMessage, from a stranger
 * @throws {WireFormatError} if it is not a sealed request
 * @throws {AuthenticationError} if none of the secrets opens it
 */
export function openInitial(
  crypto: CryptoBackend,
  requestSecrets: readonly Uint8Array[],
  sealed: Uint8Array
): Uint8Array {
  checkRung(sealed.length)
  for (const secret of requestSecrets) {
    let padded: Uint8Array
    try {
      padded = hpkeOpen(crypto, secret, REQUEST_INFO, NO_ASSOCIATED_DATA, sealed)
    } catch (error) {
      if (error instanceof AuthenticationError) continue
      throw error
    }
    const message = unpad(padded)
    padded.fill(0)
    return message
  }
  throw new AuthenticationError('The request is not sealed to a key that is kept here')
}
