/**
 * The depositor's side of a mailbox (docs/PROTOCOL.md, 12.3 and 12.4). A contact holds a `depositSecret` of
 * the owner (32 random bytes; in an invite 16), and everything here follows from it: the
 * token that lets a deposit in, and the key under which the envelope is sealed once more,
 * both different at each mailbox so that coordinators cannot match what they hold.
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { UsageError, WireFormatError } from '../../errors.ts'
import { KEY_LENGTH, NONCE_LENGTH, SEAL_OVERHEAD, TOKEN_LENGTH } from '../../wire/index.ts'
import { DEPOSIT_LABEL, EXPIRY_STEP, TOKEN_DOMAIN } from '../constants.ts'
import { domainPrefix } from './domain.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'
import type { Grant } from '../../wire/index.ts'

const NO_DATA = new Uint8Array(0)

/** The 16-byte token with which the holder of a deposit secret deposits at one mailbox. */
export function tokenFor(crypto: CryptoBackend, depositSecret: Uint8Array, mailbox: Uint8Array): Uint8Array {
  return crypto.hmacSha256(depositSecret, domainPrefix(TOKEN_DOMAIN), mailbox).slice(0, TOKEN_LENGTH)
}

/** What the coordinator knows of a token: SHA-256, 32 bytes. */
export function tokenHash(crypto: CryptoBackend, token: Uint8Array): Uint8Array {
  return crypto.sha256(token)
}

/**
 * The grant that an owner registers for a deposit secret that it gave away.
 *
 * @param options.stranger - an invite's secret: strangers' lane. Default: a contact's
 * @param options.expires - default: never
 */
export function grantFor(
  crypto: CryptoBackend,
  depositSecret: Uint8Array,
  mailbox: Uint8Array,
  options: { readonly stranger?: boolean; readonly expires?: number } = {}
): Grant {
  return {
    tokenHash: tokenHash(crypto, tokenFor(crypto, depositSecret, mailbox)),
    stranger: options.stranger ?? false,
    expires: toldExpiry(options.expires ?? 0)
  }
}

/**
 * What coordinators are told of when something ends: the next full hour. To the millisecond it
 * would be the same rare number at all three, and so the name of a message or of an owner.
 */
export function toldExpiry(expires: EpochMs): EpochMs {
  return Math.ceil(expires / EXPIRY_STEP) * EXPIRY_STEP
}

/**
 * The bytes to deposit: `nonce24 ‖ XChaCha20-Poly1305(key of secret and mailbox, envelope)`.
 * The same nonce gives the same bytes, and so the same deposit when it is repeated; the
 * nonce must be a fresh one for every envelope and mailbox.
 *
 * @throws {UsageError} if the nonce has not 24 bytes
 */
export function sealDeposit(
  crypto: CryptoBackend,
  depositSecret: Uint8Array,
  mailbox: Uint8Array,
  nonce: Uint8Array,
  envelope: Uint8Array
): Uint8Array {
  if (nonce.length !== NONCE_LENGTH) throw new UsageError('The nonce of a deposit has 24 bytes')
  const key = depositKey(crypto, depositSecret, mailbox)
  return concatBytes(nonce, crypto.xchacha20Poly1305Seal(key, nonce, envelope, NO_DATA))
}

/**
 * The envelope in a deposit.
 *
 * @throws {WireFormatError} too short to be a deposit
 * @throws {AuthenticationError} sealed with another secret, for another mailbox, or altered
 */
export function openDeposit(
  crypto: CryptoBackend,
  depositSecret: Uint8Array,
  mailbox: Uint8Array,
  deposit: Uint8Array
): Uint8Array {
  if (deposit.length < SEAL_OVERHEAD) throw new WireFormatError('Too short to be a deposit')
  const key = depositKey(crypto, depositSecret, mailbox)
  const nonce = deposit.subarray(0, NONCE_LENGTH)
  return crypto.xchacha20Poly1305Open(key, nonce, deposit.subarray(NONCE_LENGTH), NO_DATA)
}

function depositKey(crypto: CryptoBackend, depositSecret: Uint8Array, mailbox: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(depositSecret, mailbox, utf8ToBytes(DEPOSIT_LABEL), KEY_LENGTH)
}
