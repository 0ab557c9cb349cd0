/**
 * What every backend refuses before its own code runs, in one place so that none differs: lengths,
 * and encodings that OpenSSL, libsodium and noble treat differently.
 */
import { AuthenticationError } from '../errors.ts'
import type { CryptoBackend } from './backend.ts'
import { isStrictEncoding } from './ed25519-encoding.ts'

const KEY_LENGTH = 32
const SIGNATURE_LENGTH = 64
const TAG_LENGTH = 16
const CHACHA_NONCE_LENGTH = 12
const XCHACHA_NONCE_LENGTH = 24
const KEM_SEED_LENGTH = 64
const KEM_PUBLIC_KEY_LENGTH = 1184
const KEM_SECRET_KEY_LENGTH = 2400
const KEM_CIPHERTEXT_LENGTH = 1088
/** 255 blocks of SHA-256, RFC 5869 §2.3. */
const HKDF_LENGTH = 255 * 32

/** Checks what is ours. The message never says what it was. */
function own(value: Uint8Array, length: number, what: string): void {
  if (value.length !== length) throw new RangeError(`${what} is ${length} bytes long, not ${value.length}`)
}

/** Checks what a remote sent. */
function theirs(value: Uint8Array, length: number, what: string): void {
  if (value.length !== length) throw new AuthenticationError(`Not an acceptable ${what}`)
}

function openable(key: Uint8Array, nonce: Uint8Array, nonceLength: number, sealed: Uint8Array): void {
  own(key, KEY_LENGTH, 'A key')
  // Before the ciphertext stands its nonce: what is cut short may lack a part of both.
  if (nonce.length !== nonceLength || sealed.length < TAG_LENGTH) {
    throw new AuthenticationError('The sealed bytes do not open')
  }
}

/** The same primitives, which never see what no backend may accept. */
export function strict(primitives: CryptoBackend): CryptoBackend {
  return {
    ...primitives,

    hkdfSha256(inputKey, salt, info, length) {
      if (!Number.isInteger(length) || length < 0 || length > HKDF_LENGTH) {
        throw new RangeError(`HKDF gives 0 to ${HKDF_LENGTH} bytes, not ${length}`)
      }
      return primitives.hkdfSha256(inputKey, salt, info, length)
    },

    x25519PublicKey(secret) {
      own(secret, KEY_LENGTH, 'An X25519 secret')
      return primitives.x25519PublicKey(secret)
    },

    x25519(secret, publicKey) {
      own(secret, KEY_LENGTH, 'An X25519 secret')
      theirs(publicKey, KEY_LENGTH, 'X25519 public key')
      return primitives.x25519(secret, publicKey)
    },

    ed25519PublicKey(seed) {
      own(seed, KEY_LENGTH, 'An Ed25519 seed')
      return primitives.ed25519PublicKey(seed)
    },

    ed25519Sign(seed, message) {
      own(seed, KEY_LENGTH, 'An Ed25519 seed')
      return primitives.ed25519Sign(seed, message)
    },

    ed25519Verify(publicKey, message, signature) {
      if (publicKey.length !== KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false
      if (!isStrictEncoding(publicKey) || !isStrictEncoding(signature.subarray(0, KEY_LENGTH))) return false
      return primitives.ed25519Verify(publicKey, message, signature)
    },

    mlKem768KeyPair(seed) {
      own(seed, KEM_SEED_LENGTH, 'An ML-KEM seed')
      return primitives.mlKem768KeyPair(seed)
    },

    mlKem768Encapsulate(publicKey, randomness) {
      own(randomness, KEY_LENGTH, 'The randomness of an encapsulation')
      theirs(publicKey, KEM_PUBLIC_KEY_LENGTH, 'ML-KEM-768 encapsulation key')
      return primitives.mlKem768Encapsulate(publicKey, randomness)
    },

    mlKem768Decapsulate(secretKey, ciphertext) {
      own(secretKey, KEM_SECRET_KEY_LENGTH, 'An ML-KEM-768 decapsulation key')
      theirs(ciphertext, KEM_CIPHERTEXT_LENGTH, 'ML-KEM-768 ciphertext')
      return primitives.mlKem768Decapsulate(secretKey, ciphertext)
    },

    chacha20Poly1305Seal(key, nonce, plaintext, associatedData) {
      own(key, KEY_LENGTH, 'A key')
      own(nonce, CHACHA_NONCE_LENGTH, 'A nonce')
      return primitives.chacha20Poly1305Seal(key, nonce, plaintext, associatedData)
    },

    chacha20Poly1305Open(key, nonce, sealed, associatedData) {
      openable(key, nonce, CHACHA_NONCE_LENGTH, sealed)
      return primitives.chacha20Poly1305Open(key, nonce, sealed, associatedData)
    },

    xchacha20Poly1305Seal(key, nonce, plaintext, associatedData) {
      own(key, KEY_LENGTH, 'A key')
      own(nonce, XCHACHA_NONCE_LENGTH, 'A nonce')
      return primitives.xchacha20Poly1305Seal(key, nonce, plaintext, associatedData)
    },

    xchacha20Poly1305Open(key, nonce, sealed, associatedData) {
      openable(key, nonce, XCHACHA_NONCE_LENGTH, sealed)
      return primitives.xchacha20Poly1305Open(key, nonce, sealed, associatedData)
    }
  }
}
