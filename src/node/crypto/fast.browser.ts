/**
 * The primitives of a node in a page: noble at once, everything by libsodium once it is there. Its
 * code is a part of its own, which the first screens do not wait for; it brings its WebAssembly
 * along in itself, so the page's policy needs no more than 'wasm-unsafe-eval'.
 */
import { loadSodiumBackend, nobleBackend } from '../../crypto/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'

/** The fastest primitives that are loaded. Ask it anew for each operation. */
export const fastBackend: CryptoBackend = { ...nobleBackend }

/**
 * Loads libsodium. Later calls change nothing.
 *
 * @throws if it cannot be fetched or compiled: {@link fastBackend} works on as it was
 */
export async function speedUp(): Promise<void> {
  Object.assign(fastBackend, await loadSodiumBackend())
}
