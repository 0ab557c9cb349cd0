/**
 * The primitives of a node as they are when libsodium is there, for tests: property tests run more
 * schedules with them, and many nodes in one process get through their handshakes in time.
 *
 * @packageDocumentation
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { fastBackend, speedUp } from '../../src/node/crypto/fast.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'

await speedUp()

/** Seeded tests use the same keys again. */
const MAX_REMEMBERED = 10_000

/** The same function, which computes each result once. */
function remembering(compute: (...keys: Uint8Array[]) => Uint8Array): (...keys: Uint8Array[]) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return (...keys) => {
    const name = keys.map(bytesToHex).join()
    let value = known.get(name)
    if (value === undefined) {
      value = compute(...keys)
      if (known.size >= MAX_REMEMBERED) known.clear()
      known.set(name, value)
    }
    // its owner may erase it
    return value.slice()
  }
}

export const quickBackend: CryptoBackend = {
  ...fastBackend,
  x25519PublicKey: remembering(fastBackend.x25519PublicKey),
  x25519: remembering(fastBackend.x25519)
}
