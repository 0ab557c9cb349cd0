/**
 * All codecs, for the folders above: the protocol's messages (`protocol.ts`, which is what the
 * package exports) and the vault's records (`vault.ts`).
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * import { decodeText, encodeText } from '../wire/index.ts'
 *
 * decodeText(encodeText({ text: 'hello' })).text // 'hello'
 * ```
 */
export * from './protocol.ts'
export * from './vault.ts'
