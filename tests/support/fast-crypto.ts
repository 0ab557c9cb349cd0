/**
 * The primitives of a node as they are when libsodium is there: property tests run more schedules
 * with them, and many nodes in one process get through their handshakes in time.
 *
 * @packageDocumentation
 */
import { fastBackend, speedUp } from '../../src/node/crypto/fast.ts'

await speedUp()

export { fastBackend }
