import { equalBytes } from '@noble/ciphers/utils.js'
import { TrustError, UsageError } from '../errors.ts'
import { KEY_LENGTH, decodeDeviceCertificate, encodeDeviceCertificate } from '../wire/index.ts'
import { CERTIFICATE_LIFETIME, DEVICE_CERTIFICATE_DOMAIN } from './constants.ts'
import { peerIdOf } from './peer-id.ts'
import { sign, verify } from './signed.ts'
import type { Account } from './account.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { DeviceCertificate, Signed } from '../wire/index.ts'

/** What the account certifies of a device. */
export interface DeviceKeys {
  /** Ed25519, 32 bytes: the libp2p host key. */
  readonly publicKey: Uint8Array
  /** X25519, 32 bytes: the identity key of PQXDH. */
  readonly ratchetKey: Uint8Array
}

/** A device with its secrets. */
export interface Device extends DeviceKeys {
  /** Ed25519 seed, 32 bytes. Secret. */
  readonly seed: Uint8Array
  /** The public key as a PeerId string. */
  readonly peerId: string
  /** X25519, 32 bytes. Secret. */
  readonly ratchetSecret: Uint8Array
}

/** What to hold a certificate against. */
export interface VerifyCertificateOptions {
  /** Refuse a certificate that has expired by then. Leave out for a running session. */
  readonly now?: EpochMs | undefined
  /** The account that must have signed. Default: the one that the certificate names. */
  readonly account?: Uint8Array | undefined
}

/** A new device. Takes 2 × 32 random bytes. */
export function createDevice(crypto: CryptoBackend, rng: Rng): Device {
  const seed = rng(KEY_LENGTH)
  return deviceFromSecrets(crypto, seed, rng(KEY_LENGTH))
}

/**
 * The device of its two secrets, as kept in the vault.
 *
 * @throws {UsageError} if one of them has not 32 bytes
 */
export function deviceFromSecrets(
  crypto: CryptoBackend,
  seed: Uint8Array,
  ratchetSecret: Uint8Array
): Device {
  if (seed.length !== KEY_LENGTH || ratchetSecret.length !== KEY_LENGTH) {
    throw new UsageError('The secrets of a device have 32 bytes each')
  }
  const publicKey = crypto.ed25519PublicKey(seed)
  return {
    seed: seed.slice(),
    publicKey,
    peerId: peerIdOf(publicKey),
    ratchetSecret: ratchetSecret.slice(),
    ratchetKey: crypto.x25519PublicKey(ratchetSecret)
  }
}

/**
 * Certifies a device for CERTIFICATE_LIFETIME from now (docs/PROTOCOL.md, 3).
 *
 * @throws {UsageError} if the host key is the account's own: that one never hosts
 */
export function certify(crypto: CryptoBackend, account: Account, device: DeviceKeys, now: EpochMs): Signed {
  if (equalBytes(device.publicKey, account.publicKey)) {
    throw new UsageError('The account key cannot be the key of a device')
  }
  const certificate: DeviceCertificate = {
    account: account.publicKey,
    device: device.publicKey,
    ratchetKey: device.ratchetKey,
    created: now,
    expires: now + CERTIFICATE_LIFETIME
  }
  return sign(crypto, account.seed, DEVICE_CERTIFICATE_DOMAIN, encodeDeviceCertificate(certificate))
}

/**
 * Checks a certificate. `created` is not held against the clock: the account vouches for
 * it, and clocks are off by a day.
 *
 * @throws {WireFormatError} the payload is no certificate
 * @throws {AuthenticationError} the account that it names did not sign it
 * @throws {TrustError} of another account, expired, or not what an account should sign
 */
export function verifyCertificate(
  crypto: CryptoBackend,
  signed: Signed,
  options: VerifyCertificateOptions = {}
): DeviceCertificate {
  const certificate = decodeDeviceCertificate(signed.payload)
  verify(crypto, certificate.account, DEVICE_CERTIFICATE_DOMAIN, signed)
  const { account, device, created, expires } = certificate
  if (
    (options.account !== undefined && !equalBytes(account, options.account)) ||
    equalBytes(account, device) ||
    expires <= created ||
    expires - created > CERTIFICATE_LIFETIME ||
    (options.now !== undefined && options.now >= expires)
  ) {
    throw new TrustError('A device certificate cannot be trusted')
  }
  return certificate
}

/** Whether half of a certificate's life is over, so that its owner should sign a new one. */
export function renewalDue(certificate: DeviceCertificate, now: EpochMs): boolean {
  return now >= certificate.created + (certificate.expires - certificate.created) / 2
}
