import { equalBytes } from '@noble/ciphers/utils.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, TrustError } from '../errors.ts'
import {
  BUNDLE_LIFETIME,
  KEY_LENGTH,
  MAX_ONE_TIME_PREKEY,
  decodeOneTimePrekey,
  decodeSigned,
  encodeOneTimePrekey,
  encodeSigned
} from '../wire/index.ts'
import { ONE_TIME_PREKEY_DOMAIN, SEALED_ONE_TIME_LABEL } from './constants.ts'
import { open, seal } from './sealed.ts'
import { sign, verify } from './signed.ts'
import type { Device } from './device.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { OneTimePrekey, Signed } from '../wire/index.ts'

/** Signs a one-time prekey as the device that it is of. */
export function signOneTime(
  crypto: CryptoBackend,
  device: Pick<Device, 'seed' | 'publicKey'>,
  prekey: Omit<OneTimePrekey, 'device'>
): Signed {
  const payload = encodeOneTimePrekey({ ...prekey, device: device.publicKey })
  return sign(crypto, device.seed, ONE_TIME_PREKEY_DOMAIN, payload)
}

/**
 * Checks a one-time prekey that came with a verified bundle: that the device of the bundle
 * signed it, and its dates. Which of it failed is not said.
 *
 * @param expected.device - Ed25519 key of the bundle's device, 32 bytes
 * @throws {WireFormatError} the payload is no one-time prekey
 * @throws {AuthenticationError} the signature does not hold
 * @throws {TrustError} of another device, expired, or valid for too long
 */
export function verifyOneTime(
  crypto: CryptoBackend,
  signed: Signed,
  expected: { readonly device: Uint8Array; readonly now: EpochMs }
): OneTimePrekey {
  const prekey = decodeOneTimePrekey(signed.payload)
  verify(crypto, expected.device, ONE_TIME_PREKEY_DOMAIN, signed)
  const lifetime = prekey.expires - prekey.created
  const current = lifetime > 0 && lifetime <= BUNDLE_LIFETIME && expected.now < prekey.expires
  if (!current || !equalBytes(prekey.device, expected.device)) {
    throw new TrustError('A one-time prekey cannot be used')
  }
  return prekey
}

/**
 * Seals a signed one-time prekey for a mailbox, as `sealBundle` does: its coordinator counts
 * them and sees nothing else (docs/PROTOCOL.md, 6).
 *
 * @param account - 32-byte key of the owner
 * @param mailbox - 32-byte key of the mailbox
 */
export function sealOneTime(
  crypto: CryptoBackend,
  rng: Rng,
  account: Uint8Array,
  mailbox: Uint8Array,
  signed: Signed
): Uint8Array {
  return seal(crypto, rng, oneTimeKey(crypto, account, mailbox), encodeSigned(signed))
}

/**
 * Opens what a mailbox handed out. The result is still to be checked by `verifyOneTime`.
 *
 * @throws {LimitError} more than a coordinator takes
 * @throws {WireFormatError} not a sealed one-time prekey
 * @throws {AuthenticationError} of another account or mailbox, or altered
 */
export function openOneTime(
  crypto: CryptoBackend,
  account: Uint8Array,
  mailbox: Uint8Array,
  sealed: Uint8Array
): Signed {
  if (sealed.length > MAX_ONE_TIME_PREKEY) throw new LimitError('The one-time prekey is too large')
  return decodeSigned(open(crypto, oneTimeKey(crypto, account, mailbox), sealed))
}

function oneTimeKey(crypto: CryptoBackend, account: Uint8Array, mailbox: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(account, mailbox, utf8ToBytes(SEALED_ONE_TIME_LABEL), KEY_LENGTH)
}
