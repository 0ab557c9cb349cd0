/**
 * PQXDH, revision 3, with X25519 and ML-KEM-768: two devices agree on a secret though one
 * of them is offline. With a one-time prekey there is a DH4, and the KEM's key is that of the
 * one-time prekey; without one, DH1 to DH3 and the last-resort key of the KEM.
 *
 * The agreement authenticates by X25519 only; ML-KEM keeps what is recorded today from a
 * quantum computer of tomorrow. Who owns the identity keys is for the caller to verify.
 *
 * @packageDocumentation
 */
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { equalBytes } from '@noble/ciphers/utils.js'
import { SessionError } from '../errors.ts'
import { RATCHET_VERSION } from './constants.ts'
import { kdfInfo } from './kdf.ts'
import { SUPPORTED_SUITES, chooseSuite } from './suites.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rng } from '../ports.ts'

/** One of the two devices, as the other sees it. All keys are 32 bytes. */
export interface Party {
  /** Ed25519 public key of the account. */
  readonly account: Uint8Array
  /** Ed25519 public key of the device. */
  readonly device: Uint8Array
  /** X25519 key of the device, from its certificate. */
  readonly identityKey: Uint8Array
}

/** Our own device. */
export interface SelfParty extends Party {
  readonly identitySecret: Uint8Array
}

/** The device to be written to, from its verified bundle. */
export interface PeerBundle extends Party {
  readonly signedPrekeyId: number
  /** X25519, 32 bytes. */
  readonly signedPrekey: Uint8Array
  readonly kemPrekeyId: number
  /** ML-KEM-768 encapsulation key, 1184 bytes. */
  readonly kemPrekey: Uint8Array
  readonly suites: readonly number[]
  /** If one was handed out; its signature and dates verified. */
  readonly oneTime?: OneTimeKeys | undefined
}

/** The public keys of a one-time prekey. */
export interface OneTimeKeys {
  /** Not 0. */
  readonly id: number
  /** X25519, 32 bytes. */
  readonly curveKey: Uint8Array
  /** ML-KEM-768 encapsulation key, 1184 bytes. */
  readonly kemKey: Uint8Array
}

/** What the initiator sends so that the responder can agree. */
export interface HandshakeFields {
  readonly suite: number
  readonly signedPrekeyId: number
  /** Of the last-resort key; 0 with a one-time prekey. */
  readonly kemPrekeyId: number
  /** 0: none. */
  readonly oneTimePrekeyId: number
  /** X25519, 32 bytes. */
  readonly ephemeral: Uint8Array
  /** 1088 bytes. */
  readonly kemCiphertext: Uint8Array
}

/** The prekeys that an initial message names, found by the responder. */
export interface ResponderPrekeys {
  readonly signedPrekeySecret: Uint8Array
  readonly signedPrekey: Uint8Array
  /** 2400 bytes. */
  readonly kemSecret: Uint8Array
  /** That of the one-time prekey, if there is one. */
  readonly kemPrekey: Uint8Array
  readonly oneTimeSecret: Uint8Array | undefined
  readonly oneTimePrekey: Uint8Array | undefined
}

/** What both sides hold after the handshake. */
export interface SharedSecrets {
  readonly version: number
  readonly suite: number
  /** 16 bytes in hex. */
  readonly id: string
  /** AD of the specification, hashed: 32 bytes. */
  readonly associatedData: Uint8Array
  /** SK. */
  readonly rootKey: Uint8Array
  /** shared_hka: seals the headers of the initiator's first chain. */
  readonly initiatorHeaderKey: Uint8Array
  /** shared_nhkb: seals the headers of the responder's first chain. */
  readonly responderHeaderKey: Uint8Array
}

/** F of the specification: keeps the input apart from any encoding of a curve point. */
const CURVE_PREFIX = new Uint8Array(32).fill(0xff)
const ZERO_SALT = new Uint8Array(32)
const NONE = new Uint8Array(0)

interface Agreement {
  readonly initiator: Party
  readonly responder: Party
  readonly signedPrekey: Uint8Array
  /** The key that was encapsulated to. */
  readonly kemPrekey: Uint8Array
  readonly oneTimePrekey: Uint8Array | undefined
  readonly fields: HandshakeFields
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/**
 * Everything that the two must agree on. The specification's AD has the identity keys;
 * here the KEM key and ciphertext are bound too (against re-encapsulation), the ids, and the
 * elliptic-curve prekeys and ephemeral as sent, because X25519 takes several encodings of a key.
 * The one-time prekey stands last, behind its id, which is 0 exactly when there is none.
 */
function transcript(crypto: CryptoBackend, { initiator, responder, ...agreed }: Agreement): Uint8Array {
  const { fields } = agreed
  return crypto.sha256(
    kdfInfo('pqxdh-transcript', RATCHET_VERSION),
    Uint8Array.of(RATCHET_VERSION),
    u32(fields.suite),
    initiator.account,
    responder.account,
    initiator.device,
    responder.device,
    initiator.identityKey,
    responder.identityKey,
    agreed.signedPrekey,
    fields.ephemeral,
    crypto.sha256(agreed.kemPrekey),
    crypto.sha256(fields.kemCiphertext),
    u32(fields.signedPrekeyId),
    u32(fields.kemPrekeyId),
    u32(fields.oneTimePrekeyId),
    agreed.oneTimePrekey ?? NONE
  )
}

/** KDF of the specification. Wipes the agreed values. */
function derive(crypto: CryptoBackend, agreement: Agreement, agreed: readonly Uint8Array[]): SharedSecrets {
  const associatedData = transcript(crypto, agreement)
  const input = concatBytes(CURVE_PREFIX, ...agreed)
  const info = concatBytes(kdfInfo('pqxdh', RATCHET_VERSION), associatedData)
  const keys = crypto.hkdfSha256(input, ZERO_SALT, info, 112)
  const secrets = {
    version: RATCHET_VERSION,
    suite: agreement.fields.suite,
    id: bytesToHex(keys.subarray(96)),
    associatedData,
    rootKey: keys.slice(0, 32),
    initiatorHeaderKey: keys.slice(32, 64),
    responderHeaderKey: keys.slice(64, 96)
  }
  for (const bytes of [input, keys, ...agreed]) bytes.fill(0)
  return secrets
}

function checkParties(self: Party, other: Party): void {
  if (equalBytes(self.device, other.device)) throw new SessionError('A device holds no session with itself')
}

/** The initiator's half: §3.3 of the specification. */
export interface Initiated {
  readonly secrets: SharedSecrets
  readonly fields: HandshakeFields
}

/**
 * @param leastSuite the highest suite ever seen of that device, 0 for a new one
 * @throws {SessionError} if no suite fits
 * @throws {AuthenticationError} if a key of the bundle is not acceptable
 */
export function initiateHandshake(
  crypto: CryptoBackend,
  rng: Rng,
  self: SelfParty,
  peer: PeerBundle,
  leastSuite: number
): Initiated {
  checkParties(self, peer)
  const suite = chooseSuite(peer.suites, leastSuite)
  const ephemeralSecret = rng(32)
  const randomness = rng(32)
  const ephemeral = crypto.x25519PublicKey(ephemeralSecret)
  const { oneTime, signedPrekey } = peer
  if (oneTime?.id === 0) throw new SessionError('A one-time prekey has an id')
  const kemPrekey = oneTime?.kemKey ?? peer.kemPrekey
  const kem = crypto.mlKem768Encapsulate(kemPrekey, randomness)
  const fields = {
    suite,
    signedPrekeyId: peer.signedPrekeyId,
    kemPrekeyId: oneTime === undefined ? peer.kemPrekeyId : 0,
    oneTimePrekeyId: oneTime?.id ?? 0,
    ephemeral,
    kemCiphertext: kem.ciphertext
  }
  const agreed = [
    crypto.x25519(self.identitySecret, peer.signedPrekey),
    crypto.x25519(ephemeralSecret, peer.identityKey),
    crypto.x25519(ephemeralSecret, peer.signedPrekey),
    ...(oneTime === undefined ? [] : [crypto.x25519(ephemeralSecret, oneTime.curveKey)]),
    kem.sharedSecret
  ]
  ephemeralSecret.fill(0)
  randomness.fill(0)
  const oneTimePrekey = oneTime?.curveKey
  const agreement = { initiator: self, responder: peer, signedPrekey, kemPrekey, oneTimePrekey, fields }
  return { secrets: derive(crypto, agreement, agreed), fields }
}

/**
 * The responder's half: §3.4 of the specification. A wrong KEM ciphertext is not noticed
 * here (FIPS 203 rejects implicitly) but by the first envelope, which then does not open.
 *
 * @throws {SessionError} if the suite is not known
 * @throws {AuthenticationError} if a key of the initiator is not acceptable
 */
export function respondHandshake(
  crypto: CryptoBackend,
  self: SelfParty,
  prekeys: ResponderPrekeys,
  initiator: Party,
  fields: HandshakeFields
): SharedSecrets {
  checkParties(self, initiator)
  if (!SUPPORTED_SUITES.includes(fields.suite)) throw new SessionError('The suite is not known here')
  const { signedPrekey, kemPrekey, oneTimePrekey, oneTimeSecret } = prekeys
  const agreed = [
    crypto.x25519(prekeys.signedPrekeySecret, initiator.identityKey),
    crypto.x25519(self.identitySecret, fields.ephemeral),
    crypto.x25519(prekeys.signedPrekeySecret, fields.ephemeral),
    ...(oneTimeSecret === undefined ? [] : [crypto.x25519(oneTimeSecret, fields.ephemeral)]),
    crypto.mlKem768Decapsulate(prekeys.kemSecret, fields.kemCiphertext)
  ]
  const agreement = { initiator, responder: self, signedPrekey, kemPrekey, oneTimePrekey, fields }
  return derive(crypto, agreement, agreed)
}
