/**
 * The primitives of a node in a process: node:crypto at once, and what libsodium does faster by
 * libsodium, once it is there: curves as C, the rest as WebAssembly.
 *
 * Operations per second of CPU time, as multiples of noble's (`npm run bench -- crypto`, Node 24.21):
 *
 * |                                          | node:crypto      | WebAssembly     | C       |
 * |------------------------------------------|------------------|-----------------|---------|
 * | X25519: agree, public key                | 8.0 / 5.5        | 13 / 12         | 29 / 31 |
 * | Ed25519: sign, verify                    | 3.5 / 6.0        | 5.5 / 9.0       | 14 / 19 |
 * | ML-KEM-768: keys, decapsulate            | 2.7 / 2.5        | 7.3 / 7.0       |         |
 * | ML-KEM-768: encapsulate                  | noble's          | 8.5             |         |
 * | HMAC, HKDF                               | 1.0 / 0.7        | 3.1 / 1.1       |         |
 * | SHA-256 of 256 B, 4 KiB, 64 KiB          | 2.6 / 6.6 / 6.3  | 1.8 / 1.7 / 1.3 |         |
 * | ChaCha20-Poly1305: 256 B, 4 KiB, 64 KiB  | 1.5 / 3.1 / 6.0  | 6.1 / 2.5 / 2.0 |         |
 * | XChaCha20-Poly1305: 256 B, 4 KiB, 64 KiB | 0.8 / 3.1 / 7.5  | 4.8 / 3.2 / 2.5 |         |
 *
 * Backends agree byte for byte, so what runs while one replaces the other notices nothing.
 */
import { loadSodiumBackend, nobleBackend } from '../../crypto/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import { nativeBackend } from './native.ts'
import { loadNativeSodium } from './sodium-native.ts'

/** From that many bytes on OpenSSL's vector instructions outweigh what a call of it costs. */
const LARGE_MESSAGE = 4_096

/** The fastest primitives that are loaded. Ask it anew for each operation. */
export const fastBackend: CryptoBackend = {
  ...nativeBackend,
  hmacSha256: nobleBackend.hmacSha256,
  hkdfSha256: nobleBackend.hkdfSha256
}

/**
 * Loads libsodium, which takes 50 ms of CPU and is therefore not for commands that end at once.
 * Later calls change nothing.
 *
 * @throws if the engine may not compile WebAssembly: {@link fastBackend} works on, the curves as C
 */
export async function speedUp(): Promise<void> {
  const curves = await loadNativeSodium()
  Object.assign(fastBackend, curves)
  const sodium = await loadSodiumBackend()
  const { sha256, sha512 } = nativeBackend
  const bySize = (length: number): CryptoBackend => (length < LARGE_MESSAGE ? sodium : nativeBackend)
  Object.assign(fastBackend, {
    ...sodium,
    ...curves,
    sha256,
    sha512,
    chacha20Poly1305Seal: (key, nonce, plaintext, associatedData) =>
      bySize(plaintext.length).chacha20Poly1305Seal(key, nonce, plaintext, associatedData),
    chacha20Poly1305Open: (key, nonce, sealed, associatedData) =>
      bySize(sealed.length).chacha20Poly1305Open(key, nonce, sealed, associatedData),
    xchacha20Poly1305Seal: (key, nonce, plaintext, associatedData) =>
      bySize(plaintext.length).xchacha20Poly1305Seal(key, nonce, plaintext, associatedData),
    xchacha20Poly1305Open: (key, nonce, sealed, associatedData) =>
      bySize(sealed.length).xchacha20Poly1305Open(key, nonce, sealed, associatedData)
  } satisfies CryptoBackend)
}
