/**
 * The primitives of a node in a process: node:crypto at once, and what libsodium does faster by
 * libsodium, once it is there.
 *
 * Operations per second of CPU time, as multiples of noble's (`npm run bench -- crypto`, Node 24.21):
 *
 * |                                          | node:crypto     | libsodium       |
 * |------------------------------------------|-----------------|-----------------|
 * | X25519: agree, public key                | 13 / 5.1        | 22 / 11         |
 * | Ed25519: sign, verify                    | 5.6 / 12        | 9.7 / 16        |
 * | ML-KEM-768: keys, decapsulate            | 3.9 / 2.7       | 9.8 / 7.6       |
 * | ML-KEM-768: encapsulate                  | noble's         | 5.7             |
 * | HMAC, HKDF                               | 0.9 / 0.6       | 2.1 / 1.2       |
 * | SHA-256 of 256 B, 4 KiB, 64 KiB          | 1.7 / 7.4 / 12  | 1.5 / 1.4 / 1.5 |
 * | ChaCha20-Poly1305: 256 B, 4 KiB, 64 KiB  | 1.3 / 2.5 / 11  | 4.0 / 2.6 / 2.6 |
 * | XChaCha20-Poly1305: 256 B, 4 KiB, 64 KiB | 1.1 / 2.5 / 9.5 | 4.4 / 2.6 / 2.7 |
 *
 * Backends agree byte for byte, so what runs while one replaces the other notices nothing.
 */
import { loadSodiumBackend, nobleBackend } from '../../crypto/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import { nativeBackend } from './native.ts'

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
 * @throws if the engine may not compile WebAssembly: {@link fastBackend} works on as it was
 */
export async function speedUp(): Promise<void> {
  const sodium = await loadSodiumBackend()
  const { sha256, sha512 } = nativeBackend
  const bySize = (length: number): CryptoBackend => (length < LARGE_MESSAGE ? sodium : nativeBackend)
  Object.assign(fastBackend, {
    ...sodium,
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
