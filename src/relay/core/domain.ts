import { utf8ToBytes } from '@noble/hashes/utils.js'
import { UsageError } from '../../errors.ts'

/**
 * What stands before everything that is put under a MAC: `u8 length of domain ‖ domain`
 * (docs/PROTOCOL.md, domain separation).
 *
 * @throws {UsageError} on a domain that has not 1 to 255 bytes
 */
export function domainPrefix(domain: string): Uint8Array {
  const name = utf8ToBytes(domain)
  if (name.length === 0 || name.length > 255) throw new UsageError('A domain has 1 to 255 bytes')
  return Uint8Array.of(name.length, ...name)
}
