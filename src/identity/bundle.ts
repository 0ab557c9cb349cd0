import { utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, TrustError } from '../errors.ts'
import {
  BUNDLE_LIFETIME,
  KEY_LENGTH,
  MAX_BUNDLE,
  decodePrekeyBundle,
  decodeSigned,
  encodePrekeyBundle,
  encodeSigned
} from '../wire/index.ts'
import { PREKEY_BUNDLE_DOMAIN, SEALED_BUNDLE_LABEL } from './constants.ts'
import { findDevice, verifyDeviceList } from './device-list.ts'
import { open, seal } from './sealed.ts'
import { sign, verify } from './signed.ts'
import type { Device } from './device.ts'
import type { VerifiedDevice, VerifiedDeviceList } from './device-list.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { PrekeyBundle, Signed } from '../wire/index.ts'

/** A prekey bundle with which a session may be opened. */
export interface VerifiedBundle extends Omit<PrekeyBundle, 'deviceList' | 'device'> {
  /** Ed25519, 32 bytes. */
  readonly account: Uint8Array
  readonly deviceList: VerifiedDeviceList
  /** The device that the session is with: signer of the bundle, owner of the ratchet key. */
  readonly device: VerifiedDevice
}

/** What to hold a bundle against. */
export interface VerifyBundleOptions {
  readonly now: EpochMs
  /** Whose bundle it must be. Default: of the account that its device list names. */
  readonly account?: Uint8Array | undefined
  /** The suites that we speak; one of them must be offered. Default: any will do. */
  readonly suites?: readonly number[] | undefined
}

/** Signs a complete bundle as the device that it is of. */
export function signBundle(
  crypto: CryptoBackend,
  device: Pick<Device, 'seed' | 'publicKey'>,
  bundle: Omit<PrekeyBundle, 'device'>
): Signed {
  const payload = encodePrekeyBundle({ ...bundle, device: device.publicKey })
  return sign(crypto, device.seed, PREKEY_BUNDLE_DOMAIN, payload)
}

/**
 * Checks everything that a new session relies on: the bundle's signature, the device list
 * and its certificates, that the signer is listed and neither certificate nor bundle have
 * expired. Which of it failed is not said.
 *
 * @throws {WireFormatError} the payload is no bundle
 * @throws {AuthenticationError} a signature does not hold
 * @throws {TrustError} expired, of another account, of a device that is not listed (any
 *   more), or without a suite that we speak
 */
export function verifyBundle(
  crypto: CryptoBackend,
  signed: Signed,
  options: VerifyBundleOptions
): VerifiedBundle {
  const { now, account, suites } = options
  const { deviceList, device, ...rest } = decodePrekeyBundle(signed.payload)
  verify(crypto, device, PREKEY_BUNDLE_DOMAIN, signed)
  const list = verifyDeviceList(crypto, deviceList, { account })
  const listed = findDevice(list, device, now)
  const lifetime = rest.expires - rest.created
  const current = lifetime > 0 && lifetime <= BUNDLE_LIFETIME && now < rest.expires
  const spoken = suites === undefined || rest.suites.some(suite => suites.includes(suite))
  if (listed === undefined || !current || !spoken) throw new TrustError('A prekey bundle cannot be used')
  return { ...rest, account: list.account, deviceList: list, device: listed }
}

/**
 * Seals a signed bundle for a mailbox: readable by who knows the account, and different
 * bytes at each coordinator, so that they cannot match mailboxes (docs/PROTOCOL.md, 6).
 *
 * @param account - 32-byte key of the owner
 * @param mailbox - 32-byte key of the mailbox
 * @throws {LimitError} more than a coordinator takes
 */
export function sealBundle(
  crypto: CryptoBackend,
  rng: Rng,
  account: Uint8Array,
  mailbox: Uint8Array,
  signed: Signed
): Uint8Array {
  const sealed = seal(crypto, rng, bundleKey(crypto, account, mailbox), encodeSigned(signed))
  if (sealed.length > MAX_BUNDLE) throw new LimitError('The prekey bundle is too large')
  return sealed
}

/**
 * Opens what a mailbox handed out. The result is still to be checked by `verifyBundle`,
 * with the same account.
 *
 * @throws {LimitError} more than a coordinator takes
 * @throws {WireFormatError} not a sealed bundle
 * @throws {AuthenticationError} of another account or mailbox, or altered
 */
export function openBundle(
  crypto: CryptoBackend,
  account: Uint8Array,
  mailbox: Uint8Array,
  sealed: Uint8Array
): Signed {
  if (sealed.length > MAX_BUNDLE) throw new LimitError('The prekey bundle is too large')
  return decodeSigned(open(crypto, bundleKey(crypto, account, mailbox), sealed))
}

function bundleKey(crypto: CryptoBackend, account: Uint8Array, mailbox: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(account, mailbox, utf8ToBytes(SEALED_BUNDLE_LABEL), KEY_LENGTH)
}
