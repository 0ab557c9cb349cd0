/**
 * The key derivations of the Double Ratchet (revision 4, §3.1, §4.1 and §8.2 of the
 * specification), each with the ratchet's version in its info.
 *
 * @packageDocumentation
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import type { KemSecret } from './kem.ts'

const MESSAGE_KEY_STEP = Uint8Array.of(0x01)
const CHAIN_KEY_STEP = Uint8Array.of(0x02)

/** What a step of the DH ratchet gives, 32 bytes each. */
export interface RootStep {
  readonly rootKey: Uint8Array
  readonly chainKey: Uint8Array
  readonly nextHeaderKey: Uint8Array
}

/** What a step of a chain gives, 32 bytes each. */
export interface ChainStep {
  readonly chainKey: Uint8Array
  readonly messageKey: Uint8Array
}

/** What seals the body of one envelope. */
export interface BodySecrets {
  readonly key: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
}

/** The info of a derivation; sessions of another version derive other keys. */
export function kdfInfo(what: string, version: number): Uint8Array {
  return utf8ToBytes(`earshot/${what}/${version}`)
}

/**
 * KDF_RK_HE: a ratchet step with our secret and the peer's key. A secret of ML-KEM goes into
 * the same derivation, with what it was agreed with, and is wiped.
 *
 * @throws {AuthenticationError} if the peer's key is of low order
 */
export function rootStep(
  crypto: CryptoBackend,
  version: number,
  rootKey: Uint8Array,
  ratchetSecret: Uint8Array,
  peerRatchetKey: Uint8Array,
  kem: KemSecret | undefined
): RootStep {
  const dh = crypto.x25519(ratchetSecret, peerRatchetKey)
  const input = kem === undefined ? dh : concatBytes(dh, kem.secret)
  const info =
    kem === undefined
      ? kdfInfo('ratchet-root', version)
      : concatBytes(
          kdfInfo('ratchet-kem-root', version),
          crypto.sha256(kem.key),
          crypto.sha256(kem.ciphertext)
        )
  const keys = crypto.hkdfSha256(input, rootKey, info, 96)
  const step = {
    rootKey: keys.slice(0, 32),
    chainKey: keys.slice(32, 64),
    nextHeaderKey: keys.slice(64)
  }
  for (const bytes of [dh, input, keys]) bytes.fill(0)
  kem?.secret.fill(0)
  return step
}

/** KDF_CK. */
export function chainStep(crypto: CryptoBackend, chainKey: Uint8Array): ChainStep {
  return {
    messageKey: crypto.hmacSha256(chainKey, MESSAGE_KEY_STEP),
    chainKey: crypto.hmacSha256(chainKey, CHAIN_KEY_STEP)
  }
}

/**
 * The key and nonce of an envelope's body. The envelope's own random bytes are the salt,
 * so a chain position repeated by a restored disk repeats neither.
 */
export function bodySecrets(
  crypto: CryptoBackend,
  version: number,
  messageKey: Uint8Array,
  envelopeNonce: Uint8Array
): BodySecrets {
  const keys = crypto.hkdfSha256(messageKey, envelopeNonce, kdfInfo('ratchet-message', version), 44)
  const secrets = { key: keys.slice(0, 32), nonce: keys.slice(32) }
  keys.fill(0)
  return secrets
}
