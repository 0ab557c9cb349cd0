/**
 * Looking somebody up who may be away, as in Tor's onion services: each UTC day an account has
 * another name, made from its key, and a record under that name, which only who knows the account
 * can find and read. Who keeps it can check that its owner made it, and learns no more.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { blindPublicKey, blindSecretKey, signBlinded } from '../crypto/blinded-ed25519.ts'
import { TrustError } from '../errors.ts'
import {
  decodeLookupRecord,
  decodeSigned,
  encodeLookupRecord,
  encodeSigned,
  KEY_LENGTH
} from '../wire/index.ts'
import { DAYS_AHEAD, LOOKUP_KEY_DOMAIN, LOOKUP_RECORD_DOMAIN, SEALED_LOOKUP_LABEL } from './constants.ts'
import { open, seal } from './sealed.ts'
import { separated, verify } from './signed.ts'
import type { Account } from './account.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { LookupRecord, Signed } from '../wire/index.ts'

/** Milliseconds. */
const DAY: EpochMs = 24 * 60 * 60 * 1_000

/** Days since 1970-01-01 UTC. */
export function dayOf(now: EpochMs): number {
  return Math.floor(now / DAY)
}

/** Days under which somebody may be found now: clocks may be wrong by 24 hours. The likeliest first. */
export function lookupDays(now: EpochMs): readonly number[] {
  const today = dayOf(now)
  return [today, today - 1, today + 1]
}

/** Days of records that may be left with somebody now: those of today and all that were signed ahead. */
export function leavableDays(now: EpochMs): readonly number[] {
  const first = dayOf(now) - 1
  // one more at each end: clocks may be wrong by 24 hours
  return Array.from({ length: DAYS_AHEAD + 2 }, (_, ahead) => first + ahead)
}

/**
 * A', the name of an account on that day.
 *
 * @param account - Ed25519, 32 bytes
 * @returns Ed25519, 32 bytes
 * @throws {AuthenticationError} it is not a key that an account may have
 */
export function lookupKey(crypto: CryptoBackend, account: Uint8Array, day: number): Uint8Array {
  return blindPublicKey(account, parameterOf(crypto, account, day))
}

/** What others find on that day, and how new it is. */
export interface LookupContent {
  readonly day: number
  /** Rises: see `nextRevision`. */
  readonly revision: number
  /** Of Descriptor. */
  readonly descriptor: Signed
}

/**
 * Seals and signs the record of one day, which may lie ahead.
 *
 * @throws {WireFormatError} the descriptor is too large for it
 */
export function signLookupRecord(
  crypto: CryptoBackend,
  rng: Rng,
  account: Pick<Account, 'seed' | 'publicKey'>,
  { day, revision, descriptor }: LookupContent
): Signed {
  const secret = blindSecretKey(account.seed, parameterOf(crypto, account.publicKey, day))
  const { publicKey: key } = secret
  const sealed = seal(crypto, rng, sealingKey(crypto, account.publicKey, key), encodeSigned(descriptor))
  const payload = encodeLookupRecord({ key, day, revision, sealed })
  const signature = signBlinded(secret, separated(LOOKUP_RECORD_DOMAIN, payload))
  secret.scalar.fill(0)
  secret.prefix.fill(0)
  return { payload, signature }
}

/** Where and when a record is to count. */
export interface LookupPlace {
  /** The name under which it was found or is to be kept; undefined: whichever it says. */
  readonly key?: Uint8Array | undefined
  /** See `lookupDays` and `leavableDays`. */
  readonly days: readonly number[]
}

/**
 * Checks a record as far as who keeps it can: it is of the key that it lies under, signed with
 * it, and of one of those days.
 *
 * @throws {WireFormatError} it is no record
 * @throws {AuthenticationError} a signature does not hold
 * @throws {TrustError} of another key, or of another day
 */
export function verifyLookupRecord(
  crypto: CryptoBackend,
  signed: Signed,
  { key, days }: LookupPlace
): LookupRecord {
  const record = decodeLookupRecord(signed.payload)
  if ((key !== undefined && !equalBytes(record.key, key)) || !days.includes(record.day)) {
    throw new TrustError('A lookup record is not for this place and time')
  }
  verify(crypto, record.key, LOOKUP_RECORD_DOMAIN, signed)
  return record
}

/**
 * Opens a verified record. What it gives is still to be checked by `verifyDescriptor`, with the
 * same account.
 *
 * @param account - Ed25519, 32 bytes
 * @throws {TrustError} it lies under another day's name
 * @throws {WireFormatError | AuthenticationError} the owner sealed something else
 */
export function openLookupRecord(crypto: CryptoBackend, account: Uint8Array, record: LookupRecord): Signed {
  if (!equalBytes(record.key, lookupKey(crypto, account, record.day))) {
    throw new TrustError('A lookup record is of another account')
  }
  return decodeSigned(open(crypto, sealingKey(crypto, account, record.key), record.sealed))
}

function parameterOf(crypto: CryptoBackend, account: Uint8Array, day: number): Uint8Array {
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(day))
  return crypto.sha256(separated(LOOKUP_KEY_DOMAIN, account, number))
}

function sealingKey(crypto: CryptoBackend, account: Uint8Array, key: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(account, key, utf8ToBytes(SEALED_LOOKUP_LABEL), KEY_LENGTH)
}
