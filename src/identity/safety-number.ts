import { concatBytes } from '@noble/hashes/utils.js'
import { SAFETY_NUMBER_ITERATIONS } from './constants.ts'
import type { CryptoBackend } from '../crypto/index.ts'

/** `u16be 0`: the version that libsignal hashes into every numeric fingerprint. */
const VERSION = Uint8Array.of(0, 0)

/** Stands before a key in Signal's serialisation (DJB curve); ours are Ed25519, same length. */
const KEY_TYPE = 0x05

/** One side of a comparison: a serialised identity key and what names its owner for good. */
export interface FingerprintSide {
  /** 33 bytes: 0x05 ‖ key. */
  readonly identityKey: Uint8Array
  readonly stableIdentifier: Uint8Array
}

/**
 * The number that two people compare: 60 digits, the same on both sides. Signal's numeric
 * fingerprint (5200 rounds) with the account key as both identity key and identifier.
 *
 * Takes about 10,400 SHA-512 of 97 bytes: tens of milliseconds.
 *
 * @param a - 32-byte account key; the order of the two does not matter
 */
export function safetyNumber(crypto: CryptoBackend, a: Uint8Array, b: Uint8Array): string {
  return numericFingerprint(crypto, sideOf(a), sideOf(b))
}

/** A safety number as it is shown: 12 groups of 5 digits. */
export function safetyNumberGroups(digits: string): string[] {
  return digits.match(/\d{5}/g) ?? []
}

/**
 * Signal's displayable fingerprint (libsignal, `fingerprint.rs`): 30 digits a side, the
 * smaller first.
 */
export function numericFingerprint(crypto: CryptoBackend, a: FingerprintSide, b: FingerprintSide): string {
  return [digitsOf(crypto, a), digitsOf(crypto, b)].sort().join('')
}

function sideOf(account: Uint8Array): FingerprintSide {
  return { identityKey: concatBytes(Uint8Array.of(KEY_TYPE), account), stableIdentifier: account }
}

/** 30 digits: six times 5 bytes, big-endian, modulo 100,000. */
function digitsOf(crypto: CryptoBackend, side: FingerprintSide): string {
  const { identityKey, stableIdentifier } = side
  let hash = crypto.sha512(VERSION, identityKey, stableIdentifier, identityKey)
  for (let i = 1; i < SAFETY_NUMBER_ITERATIONS; i++) hash = crypto.sha512(hash, identityKey)
  let digits = ''
  for (let at = 0; at < 30; at += 5) {
    // 40 bits stay exact in a double
    const chunk = hash.subarray(at, at + 5).reduce((value, byte) => value * 256 + byte, 0)
    digits += String(chunk % 100_000).padStart(5, '0')
  }
  return digits
}
