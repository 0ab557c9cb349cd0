/**
 * libsodium as WebAssembly, in Node and in browsers: C that is written to be constant in time,
 * and several times as fast as JavaScript. Its code is large (187 kB gzipped) and takes some 50 ms
 * to start, so it is loaded when somebody asks for it.
 *
 * Its wrappers copy every argument into the memory of the WebAssembly instance and do not clear
 * the copy: it lies there until it is written over.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { loadSodiumBackend } from './sodium.ts'
 *
 * const crypto = await loadSodiumBackend()
 * const publicKey = crypto.x25519PublicKey(secret)
 * ```
 */
import { concatBytes, equalBytes } from '@noble/ciphers/utils.js'
import type libsodium from 'libsodium-wrappers-sumo'
import { AuthenticationError } from '../errors.ts'
import type { CryptoBackend } from './backend.ts'
import { hkdfSha256 } from './hkdf.ts'
import { strict } from './strict.ts'

type Sodium = typeof libsodium

/** Where FIPS 203 §6.1 puts the public key and its hash in the secret key of ML-KEM-768. */
const KEM_PUBLIC_KEY = 1152
const KEM_HASH = KEM_PUBLIC_KEY + 1184
const KEM_REJECTION = KEM_HASH + 32

/**
 * {@link CryptoBackend} over libsodium-wrappers-sumo.
 *
 * @throws if the engine may not compile WebAssembly
 */
export async function loadSodiumBackend(): Promise<CryptoBackend> {
  const { default: sodium } = await import('libsodium-wrappers-sumo')
  await sodium.ready
  return strict(over(sodium))
}

function over(sodium: Sodium): CryptoBackend {
  const hmacSha256 = (key: Uint8Array, ...data: Uint8Array[]): Uint8Array => {
    // the one-shot function takes keys of 32 bytes only
    const state = sodium.crypto_auth_hmacsha256_init(key)
    for (const part of data) sodium.crypto_auth_hmacsha256_update(state, part)
    return sodium.crypto_auth_hmacsha256_final(state)
  }

  return {
    sha256: (...data) => sodium.crypto_hash_sha256(joined(data)),
    sha512: (...data) => sodium.crypto_hash_sha512(joined(data)),
    hmacSha256,
    hkdfSha256: (inputKey, salt, info, length) => hkdfSha256(hmacSha256, inputKey, salt, info, length),

    x25519PublicKey: secret => sodium.crypto_scalarmult_base(secret),

    x25519(secret, publicKey) {
      return authentic('Not an acceptable X25519 public key', () =>
        sodium.crypto_scalarmult(secret, publicKey)
      )
    },

    ed25519PublicKey(seed) {
      const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
      privateKey.fill(0)
      return publicKey
    },

    ed25519Sign(seed, message) {
      const { privateKey } = sodium.crypto_sign_seed_keypair(seed)
      const signature = sodium.crypto_sign_detached(message, privateKey)
      privateKey.fill(0)
      return signature
    },

    ed25519Verify: (publicKey, message, signature) =>
      sodium.crypto_sign_verify_detached(signature, message, publicKey),

    mlKem768KeyPair(seed) {
      const { publicKey, privateKey } = sodium.crypto_kem_mlkem768_seed_keypair(seed)
      return { publicKey, secretKey: privateKey }
    },

    mlKem768Encapsulate(publicKey, randomness) {
      return authentic('Not an acceptable ML-KEM-768 encapsulation key', () =>
        sodium.crypto_kem_mlkem768_enc_deterministic(publicKey, randomness)
      )
    },

    mlKem768Decapsulate(secretKey, ciphertext) {
      // libsodium leaves the check of §7.3 to its caller
      const hash = sodium.crypto_hash_sha3256(secretKey.subarray(KEM_PUBLIC_KEY, KEM_HASH))
      if (!equalBytes(hash, secretKey.subarray(KEM_HASH, KEM_REJECTION))) {
        throw new RangeError('Not an ML-KEM-768 decapsulation key')
      }
      return sodium.crypto_kem_mlkem768_dec(ciphertext, secretKey)
    },

    chacha20Poly1305Seal: (key, nonce, plaintext, associatedData) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, associatedData, null, nonce, key),

    chacha20Poly1305Open(key, nonce, sealed, associatedData) {
      return authentic('The sealed bytes do not open', () =>
        sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, associatedData, nonce, key)
      )
    },

    xchacha20Poly1305Seal: (key, nonce, plaintext, associatedData) =>
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associatedData, null, nonce, key),

    xchacha20Poly1305Open(key, nonce, sealed, associatedData) {
      return authentic('The sealed bytes do not open', () =>
        sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, associatedData, nonce, key)
      )
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  return first !== undefined && parts.length === 1 ? first : concatBytes(...parts)
}

/** What `operation` throws is libsodium's refusal of what a remote sent. */
function authentic<T>(refusal: string, operation: () => T): T {
  try {
    return operation()
  } catch {
    throw new AuthenticationError(refusal)
  }
}
