/**
 * The suites: which primitives a session is made of. A bundle offers some, the initiator
 * takes the highest that both know and never goes below what it has seen of a device.
 *
 * | id | key agreement | header | body |
 * |---|---|---|---|
 * | 1 | X25519 and ML-KEM-768, HKDF-SHA-256 | XChaCha20-Poly1305 | ChaCha20-Poly1305 |
 *
 * @packageDocumentation
 */
import { SessionError } from '../errors.ts'

/** X25519 and ML-KEM-768; HKDF and HMAC with SHA-256; XChaCha20-Poly1305 headers, ChaCha20-Poly1305 bodies. */
export const SUITE_1 = 1

/** What this version speaks, best first. */
export const SUPPORTED_SUITES: readonly number[] = [SUITE_1]

/**
 * The suite for a new session.
 *
 * @param offered by the peer's bundle
 * @param leastSuite the highest ever seen of that device, 0 for a new one: a bundle that
 *   offers less is an attack or a mistake, and either way not used
 * @throws {SessionError} if there is none
 */
export function chooseSuite(offered: readonly number[], leastSuite: number): number {
  const suite = SUPPORTED_SUITES.find(id => offered.includes(id))
  if (suite === undefined) throw new SessionError('The peer offers no suite that is known here')
  if (suite < leastSuite) throw new SessionError('The peer offers only weaker suites than before')
  return suite
}
