/**
 * libsodium as C: the curves, which bound the ratchet and a coordinator, 2 to 2.7 times as fast as
 * in WebAssembly. It has no ML-KEM, and what is small costs less in WebAssembly, so the rest is
 * left to others (ADR 011).
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { loadNativeSodium } from './sodium-native.ts'
 *
 * const curves = (await loadNativeSodium()) ?? nobleBackend
 * const publicKey = curves.x25519PublicKey(secret)
 * ```
 */
import type sodiumNative from 'sodium-native'
import { nodeLogger } from '../platform.ts'
import { AuthenticationError } from '../../errors.ts'
import { nobleBackend } from '../../crypto/index.ts'
import { strict } from '../../crypto/strict.ts'
import type { CryptoBackend } from '../../crypto/index.ts'

type Sodium = typeof sodiumNative

const log = nodeLogger('earshot:crypto')

/** X25519 and Ed25519. */
export type Curves = Pick<
  CryptoBackend,
  'x25519PublicKey' | 'x25519' | 'ed25519PublicKey' | 'ed25519Sign' | 'ed25519Verify'
>

/** @returns undefined on a machine that there is no build of it for: others do the same, slower */
export async function loadNativeSodium(): Promise<Curves | undefined> {
  let sodium: Sodium
  try {
    sodium = (await import('sodium-native')).default
  } catch (error) {
    log('libsodium as C does not load: %e', error)
    return undefined
  }
  const { x25519PublicKey, x25519, ed25519PublicKey, ed25519Sign, ed25519Verify } = strict({
    ...nobleBackend,
    ...over(sodium)
  })
  return { x25519PublicKey, x25519, ed25519PublicKey, ed25519Sign, ed25519Verify }
}

function over(sodium: Sodium): Curves {
  /** The caller clears the secret key. */
  const keyPair = (seed: Uint8Array): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } => {
    const [publicKey, secretKey] = [new Uint8Array(32), new Uint8Array(64)]
    sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed)
    return { publicKey, secretKey }
  }

  return {
    x25519PublicKey(secret) {
      const publicKey = new Uint8Array(32)
      sodium.crypto_scalarmult_base(publicKey, secret)
      return publicKey
    },

    x25519(secret, publicKey) {
      const shared = new Uint8Array(32)
      try {
        sodium.crypto_scalarmult(shared, secret, publicKey)
      } catch {
        throw new AuthenticationError('Not an acceptable X25519 public key')
      }
      return shared
    },

    ed25519PublicKey(seed) {
      const { publicKey, secretKey } = keyPair(seed)
      secretKey.fill(0)
      return publicKey
    },

    ed25519Sign(seed, message) {
      assertReadable(message)
      const { secretKey } = keyPair(seed)
      const signature = new Uint8Array(64)
      sodium.crypto_sign_detached(signature, message, secretKey)
      secretKey.fill(0)
      return signature
    },

    ed25519Verify(publicKey, message, signature) {
      for (const bytes of [publicKey, message, signature]) assertReadable(bytes)
      return sodium.crypto_sign_verify_detached(signature, message, publicKey)
    }
  }
}

/** The binding reads elsewhere for a view that is not of bytes, and counts offsets and lengths modulo 4 GiB. */
function assertReadable(bytes: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = bytes
  const isBytes = bytes instanceof Uint8Array && buffer instanceof ArrayBuffer
  if (!isBytes || byteOffset + byteLength >= 2 ** 32) throw new TypeError('Not bytes that libsodium reads')
}
