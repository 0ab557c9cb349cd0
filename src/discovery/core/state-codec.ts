/**
 * NetworkState sealed for the members of one network: nonce24 ‖ XChaCha20-Poly1305, with
 * the network's presence key (docs/PROTOCOL.md, 14.1).
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, WireFormatError } from '../../errors.ts'
import {
  decodeNetworkState,
  encodeNetworkState,
  MAX_SEALED_STATE,
  MAX_STATE,
  SEAL_OVERHEAD
} from '../../wire/index.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { Network } from '../../identity/index.ts'
import type { Rng } from '../../ports.ts'
import type { NetworkState, Signed } from '../../wire/index.ts'

const NONCE_LENGTH = 24

/** Keeps sealed states apart from whatever else the key may ever seal. */
const ASSOCIATED_DATA = utf8ToBytes('earshot/network-state/1')

/** Bytes of a state that are neither heartbeats nor names: timestamp and slack. */
const FIXED_SIZE = 64

/** Tag and length of one value in protobuf, at most. */
const VALUE_OVERHEAD = 4

/**
 * Seals a state. Takes 24 random bytes.
 *
 * @throws {LimitError} if it does not fit; see `fitHeartbeats`
 */
export function sealState(
  crypto: CryptoBackend,
  rng: Rng,
  network: Network,
  state: NetworkState
): Uint8Array {
  const nonce = rng(NONCE_LENGTH)
  const encoded = encodeNetworkState(state)
  return concatBytes(
    nonce,
    crypto.xchacha20Poly1305Seal(network.presenceKey, nonce, encoded, ASSOCIATED_DATA)
  )
}

/**
 * @throws {LimitError} too large
 * @throws {AuthenticationError} not sealed by a member of this network
 * @throws {WireFormatError} sealed by a member, but malformed
 */
export function openState(crypto: CryptoBackend, network: Network, sealed: Uint8Array): NetworkState {
  if (sealed.length > MAX_SEALED_STATE) throw new LimitError('A sealed state that is too large')
  if (sealed.length < SEAL_OVERHEAD) throw new WireFormatError('A sealed state that is too short')
  const nonce = sealed.subarray(0, NONCE_LENGTH)
  const box = sealed.subarray(NONCE_LENGTH)
  return decodeNetworkState(crypto.xchacha20Poly1305Open(network.presenceKey, nonce, box, ASSOCIATED_DATA))
}

/**
 * As many heartbeats, first ones first, as fit into a state beside the names in it. The
 * rest travels by name only, as hints.
 */
export function fitHeartbeats(
  names: readonly string[],
  coordinators: readonly string[],
  heartbeats: readonly Signed[]
): readonly Signed[] {
  let room = MAX_STATE - FIXED_SIZE
  for (const text of [...names, ...coordinators]) room -= utf8ToBytes(text).length + VALUE_OVERHEAD
  let fitting = 0
  for (const { payload, signature } of heartbeats) {
    room -= payload.length + signature.length + 3 * VALUE_OVERHEAD
    if (room < 0) break
    fitting += 1
  }
  return heartbeats.slice(0, fitting)
}
