/**
 * The primitives under the ratchet, the identities and the vault: one synchronous
 * interface, so that a session is a pure function, and implementations that must
 * agree byte for byte.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { nobleBackend } from 'earshot/crypto'
 * import { safetyNumber } from 'earshot/identity'
 *
 * safetyNumber(nobleBackend, ourAccountKey, theirAccountKey) // 60 digits
 * ```
 */
export { nobleBackend } from './noble.ts'
export { loadSodiumBackend } from './sodium.ts'
export type { CryptoBackend, KemKeyPair } from './backend.ts'
