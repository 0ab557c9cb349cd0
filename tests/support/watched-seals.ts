/** A crypto backend that notes each pair of key and nonce, and what it sealed (docs/PROTOCOL.md, I6). */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import { quickBackend } from './quick-crypto.ts'

type Seal = CryptoBackend['chacha20Poly1305Seal']

/** One pair must not seal two plaintexts: those that do are in `repeated`. */
export function watchedSeals(): { readonly crypto: CryptoBackend; readonly repeated: readonly string[] } {
  const seen = new Map<string, string>()
  const repeated: string[] = []
  const watch =
    (what: string, seal: Seal): Seal =>
    (key, nonce, plaintext, associated) => {
      const pair = `${what} ${bytesToHex(key)} ${bytesToHex(nonce)}`
      const text = bytesToHex(quickBackend.sha256(plaintext, associated))
      if ((seen.get(pair) ?? text) !== text) repeated.push(pair)
      seen.set(pair, text)
      return seal(key, nonce, plaintext, associated)
    }
  const crypto = {
    ...quickBackend,
    chacha20Poly1305Seal: watch('chacha', quickBackend.chacha20Poly1305Seal),
    xchacha20Poly1305Seal: watch('xchacha', quickBackend.xchacha20Poly1305Seal)
  }
  return { crypto, repeated }
}
