import { concatBytes } from '@noble/hashes/utils.js'
import { base58btc } from 'multiformats/bases/base58'
import { UsageError, WireFormatError } from '../errors.ts'
import { KEY_LENGTH } from '../wire/index.ts'

/**
 * What stands before an Ed25519 key in a PeerId: identity multihash (0x00) of 36 bytes, and
 * in it the libp2p PublicKey protobuf: type = 1 (0x08 0x01), data of 32 bytes (0x12 0x20).
 */
const PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20)

/** Every such PeerId has 52 characters; more are not worth decoding (base58 is quadratic). */
const MAX_LENGTH = 52

/**
 * The PeerId string of an Ed25519 key: base58btc, `12D3Koo…` (libp2p specs, peer-ids).
 *
 * @param key - 32 bytes
 * @throws {UsageError} on another length
 */
export function peerIdOf(key: Uint8Array): string {
  if (key.length !== KEY_LENGTH) throw new UsageError('An Ed25519 key has 32 bytes')
  return base58btc.baseEncode(concatBytes(PREFIX, key))
}

/** The userId of an account: the PeerId string of its key. Never dialled. */
export function userIdOf(account: Uint8Array): string {
  return peerIdOf(account)
}

/**
 * The 32-byte Ed25519 key in a PeerId string.
 *
 * @throws {WireFormatError} on anything that is not the PeerId of an Ed25519 key, in the
 *   one form that `peerIdOf` writes
 */
export function keyOfPeerId(id: string): Uint8Array {
  const bytes = id.length > MAX_LENGTH ? undefined : decode(id)
  if (bytes?.length !== PREFIX.length + KEY_LENGTH || PREFIX.some((byte, i) => bytes[i] !== byte)) {
    throw new WireFormatError('Not the PeerId of an Ed25519 key')
  }
  const key = bytes.slice(PREFIX.length)
  if (peerIdOf(key) !== id) throw new WireFormatError('Not the PeerId of an Ed25519 key')
  return key
}

function decode(id: string): Uint8Array | undefined {
  try {
    return base58btc.baseDecode(id)
  } catch {
    return undefined
  }
}
