/**
 * HPKE (RFC 9180), base mode, single shot: seals bytes to a public key so that nobody
 * else reads them and nobody learns who sealed them.
 *
 * One suite: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, ChaCha20-Poly1305
 * 0x0003. Checked against RFC 9180 A.2.1 and, in the tests, another implementation.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * const sealed = hpkeSeal(crypto, rng, requestKey, utf8ToBytes('earshot/request/1'), empty, bytes)
 * const opened = hpkeOpen(crypto, requestSecret, utf8ToBytes('earshot/request/1'), empty, sealed)
 * ```
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../errors.ts'
import type { Rng } from '../ports.ts'
import type { CryptoBackend } from './backend.ts'

/** Bytes of the encapsulated key in front of the ciphertext. */
const ENC_LENGTH = 32
/** Bytes of the Poly1305 tag behind it. */
const TAG_LENGTH = 16
const HASH_LENGTH = 32
const KEY_LENGTH = 32
const NONCE_LENGTH = 12

/** By how many bytes {@link hpkeSeal} makes a plaintext longer. */
export const HPKE_OVERHEAD: number = ENC_LENGTH + TAG_LENGTH

const VERSION = utf8ToBytes('HPKE-v1')
const EMPTY = new Uint8Array(0)
/** suite_id of RFC 9180 §4.1 for the KEM: "KEM" ‖ I2OSP(kem_id, 2). */
const KEM_SUITE = concatBytes(utf8ToBytes('KEM'), Uint8Array.of(0x00, 0x20))
/** suite_id of RFC 9180 §5.1: "HPKE" ‖ kem_id ‖ kdf_id ‖ aead_id. */
const HPKE_SUITE = concatBytes(utf8ToBytes('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x03))
const MODE_BASE = Uint8Array.of(0x00)

/** LabeledExtract, RFC 9180 §4. An empty salt equals one of zeros, as HMAC pads keys. */
function labeledExtract(
  crypto: CryptoBackend,
  suite: Uint8Array,
  salt: Uint8Array,
  label: string,
  inputKey: Uint8Array
): Uint8Array {
  return crypto.hmacSha256(salt, VERSION, suite, utf8ToBytes(label), inputKey)
}

/** LabeledExpand, RFC 9180 §4, with one block: no length here exceeds the hash's. */
function labeledExpand(
  crypto: CryptoBackend,
  suite: Uint8Array,
  key: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number
): Uint8Array {
  const prefix = Uint8Array.of(length >>> 8, length & 0xff)
  const block = crypto.hmacSha256(key, prefix, VERSION, suite, utf8ToBytes(label), info, Uint8Array.of(1))
  const output = block.slice(0, length)
  block.fill(0)
  return output
}

/** ExtractAndExpand of DHKEM, RFC 9180 §4.1. */
function kemSharedSecret(crypto: CryptoBackend, dh: Uint8Array, kemContext: Uint8Array): Uint8Array {
  const eaePrk = labeledExtract(crypto, KEM_SUITE, EMPTY, 'eae_prk', dh)
  const sharedSecret = labeledExpand(crypto, KEM_SUITE, eaePrk, 'shared_secret', kemContext, HASH_LENGTH)
  eaePrk.fill(0)
  return sharedSecret
}

/** KeySchedule of RFC 9180 §5.1 in base mode. The nonce of the only message is base_nonce. */
function keySchedule(
  crypto: CryptoBackend,
  sharedSecret: Uint8Array,
  info: Uint8Array
): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const context = concatBytes(
    MODE_BASE,
    labeledExtract(crypto, HPKE_SUITE, EMPTY, 'psk_id_hash', EMPTY),
    labeledExtract(crypto, HPKE_SUITE, EMPTY, 'info_hash', info)
  )
  const secret = labeledExtract(crypto, HPKE_SUITE, sharedSecret, 'secret', EMPTY)
  const key = labeledExpand(crypto, HPKE_SUITE, secret, 'key', context, KEY_LENGTH)
  const nonce = labeledExpand(crypto, HPKE_SUITE, secret, 'base_nonce', context, NONCE_LENGTH)
  secret.fill(0)
  return { key, nonce }
}

/**
 * SealBase of RFC 9180 §6.1.
 *
 * @param recipientPublicKey X25519, 32 bytes
 * @returns enc (32 bytes) ‖ ciphertext ‖ tag (16 bytes)
 * @throws {AuthenticationError} if the public key is of low order
 */
export function hpkeSeal(
  crypto: CryptoBackend,
  rng: Rng,
  recipientPublicKey: Uint8Array,
  info: Uint8Array,
  associatedData: Uint8Array,
  plaintext: Uint8Array
): Uint8Array {
  const ephemeral = rng(32)
  const enc = crypto.x25519PublicKey(ephemeral)
  const dh = crypto.x25519(ephemeral, recipientPublicKey)
  const sharedSecret = kemSharedSecret(crypto, dh, concatBytes(enc, recipientPublicKey))
  const { key, nonce } = keySchedule(crypto, sharedSecret, info)
  const sealed = concatBytes(enc, crypto.chacha20Poly1305Seal(key, nonce, plaintext, associatedData))
  for (const secret of [ephemeral, dh, sharedSecret, key, nonce]) secret.fill(0)
  return sealed
}

/**
 * OpenBase of RFC 9180 §6.1.
 *
 * @param recipientSecret X25519, 32 bytes
 * @param sealed what {@link hpkeSeal} returned
 * @throws {AuthenticationError} if it was not sealed to this key with this info and associated data
 */
export function hpkeOpen(
  crypto: CryptoBackend,
  recipientSecret: Uint8Array,
  info: Uint8Array,
  associatedData: Uint8Array,
  sealed: Uint8Array
): Uint8Array {
  if (sealed.length < HPKE_OVERHEAD) throw new AuthenticationError('The sealed bytes do not open')
  const enc = sealed.subarray(0, ENC_LENGTH)
  const dh = crypto.x25519(recipientSecret, enc)
  const sharedSecret = kemSharedSecret(crypto, dh, concatBytes(enc, crypto.x25519PublicKey(recipientSecret)))
  const { key, nonce } = keySchedule(crypto, sharedSecret, info)
  try {
    return crypto.chacha20Poly1305Open(key, nonce, sealed.subarray(ENC_LENGTH), associatedData)
  } finally {
    for (const secret of [dh, sharedSecret, key, nonce]) secret.fill(0)
  }
}
