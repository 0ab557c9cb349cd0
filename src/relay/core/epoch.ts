/**
 * The epoch of a mailbox: what its owner leaves at the coordinator at every connection, and gets back
 * at the next one. Sealed by the owner for itself, so a coordinator can keep it back or hand out an
 * older one, but not make up one that the owner never made: what comes back and is not known here
 * was left by a later state of this very disk (docs/PROTOCOL.md, 9.1).
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { EarshotError } from '../../errors.ts'
import { NONCE_LENGTH, WRITER_ID_LENGTH } from '../../wire/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Rng } from '../../ports.ts'

const LABEL = utf8ToBytes('earshot/mailbox-epoch/1')
const NONE = new Uint8Array(0)
const NUMBER_LENGTH = 8

interface Epoch {
  /** Counts the connections. */
  readonly number: number
  readonly writerId: Uint8Array
}

/**
 * The epoch that follows those.
 *
 * @param seed - of the mailbox key, 32 bytes
 * @param held - that the coordinator may hold, oldest first
 * @param writerId - under which the owner writes now, 8 bytes
 */
export function nextEpoch(
  crypto: CryptoBackend,
  rng: Rng,
  seed: Uint8Array,
  held: readonly Uint8Array[],
  writerId: Uint8Array
): Uint8Array {
  const last = held.at(-1)
  const number = (last === undefined ? 0 : (read(crypto, seed, last)?.number ?? 0)) + 1
  const plain = new Uint8Array(NUMBER_LENGTH + WRITER_ID_LENGTH)
  new DataView(plain.buffer).setBigUint64(0, BigInt(number))
  plain.set(writerId, NUMBER_LENGTH)
  const nonce = rng(NONCE_LENGTH)
  return concatBytes(nonce, crypto.xchacha20Poly1305Seal(keyOf(crypto, seed), nonce, plain, NONE))
}

/**
 * What an epoch says that came back.
 *
 * @param held - that the coordinator may hold, oldest first
 * @returns under which name this device wrote in a life that this disk knows nothing of; undefined:
 *   there was none, as far as this coordinator tells
 */
export function unknownLife(
  crypto: CryptoBackend,
  seed: Uint8Array,
  held: readonly Uint8Array[],
  returned: Uint8Array
): Uint8Array | undefined {
  if (returned.length === 0 || held.some(epoch => equalBytes(epoch, returned))) return undefined
  const epoch = read(crypto, seed, returned)
  if (epoch === undefined) return undefined
  const [oldest] = held
  const known = oldest === undefined ? undefined : read(crypto, seed, oldest)
  // Older than what it answered to last: it has lost something, or plays old things again.
  return known !== undefined && epoch.number < known.number ? undefined : epoch.writerId
}

function read(crypto: CryptoBackend, seed: Uint8Array, sealed: Uint8Array): Epoch | undefined {
  try {
    const [nonce, box] = [sealed.subarray(0, NONCE_LENGTH), sealed.subarray(NONCE_LENGTH)]
    const plain = crypto.xchacha20Poly1305Open(keyOf(crypto, seed), nonce, box, NONE)
    const number = Number(new DataView(plain.buffer, plain.byteOffset).getBigUint64(0))
    return { number, writerId: plain.slice(NUMBER_LENGTH) }
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

function keyOf(crypto: CryptoBackend, seed: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(seed, NONE, LABEL, 32)
}
