/**
 * Every operation of a backend, each with fixed inputs.
 *
 * @packageDocumentation
 */
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../../src/crypto/index.ts'

/** What each of them gives, in hex. */
export function everyOperation(crypto: CryptoBackend): Readonly<Record<keyof CryptoBackend, string>> {
  const [key, nonce, message] = [32, 24, 5_000].map(length =>
    Uint8Array.from({ length }, (_, at) => at * 7)
  ) as [Uint8Array, Uint8Array, Uint8Array]
  const pair = crypto.mlKem768KeyPair(message.subarray(0, 64))
  const { ciphertext, sharedSecret } = crypto.mlKem768Encapsulate(pair.publicKey, key)
  const signature = crypto.ed25519Sign(key, message)
  const sealed = crypto.chacha20Poly1305Seal(key, nonce.subarray(12), message, nonce)
  const sealedMore = crypto.xchacha20Poly1305Seal(key, nonce, message, nonce)
  const results: Record<keyof CryptoBackend, Uint8Array> = {
    sha256: crypto.sha256(key, message),
    sha512: crypto.sha512(key, message),
    hmacSha256: crypto.hmacSha256(key, message),
    hkdfSha256: crypto.hkdfSha256(key, nonce, message, 100),
    x25519PublicKey: crypto.x25519PublicKey(key),
    x25519: crypto.x25519(key, crypto.x25519PublicKey(message.subarray(1, 33))),
    ed25519PublicKey: crypto.ed25519PublicKey(key),
    ed25519Sign: signature,
    ed25519Verify: Uint8Array.of(
      Number(crypto.ed25519Verify(crypto.ed25519PublicKey(key), message, signature))
    ),
    mlKem768KeyPair: concatBytes(pair.publicKey, pair.secretKey),
    mlKem768Encapsulate: concatBytes(ciphertext, sharedSecret),
    mlKem768Decapsulate: crypto.mlKem768Decapsulate(pair.secretKey, ciphertext),
    chacha20Poly1305Seal: sealed,
    chacha20Poly1305Open: crypto.chacha20Poly1305Open(key, nonce.subarray(12), sealed, nonce),
    xchacha20Poly1305Seal: sealedMore,
    xchacha20Poly1305Open: crypto.xchacha20Poly1305Open(key, nonce, sealedMore, nonce)
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, bytes]) => [name, bytesToHex(bytes)])
  ) as Record<keyof CryptoBackend, string>
}
