import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { UsageError } from '../errors.ts'
import { KEY_LENGTH, NETWORK_ID_LENGTH } from '../wire/index.ts'
import { OPEN_NETWORK_LABEL, PRIVATE_NETWORK_LABEL } from './constants.ts'
import { plainName } from './plain-name.ts'
import type { CryptoBackend } from '../crypto/index.ts'

/** What members of a network share. */
export interface Network {
  /** How its members call it. */
  readonly name: string
  /** 16 bytes, public: names the network to others without saying which it is. */
  readonly id: Uint8Array
  /** The gossip topic, `/earshot/<hex id>/state/1`. */
  readonly topic: string
  /** 32 bytes: seals presence. */
  readonly presenceKey: Uint8Array
  /** 32 bytes: proves membership to a coordinator. */
  readonly membershipKey: Uint8Array
}

/** A network that is entered with a secret of 32 random bytes; its name is only for people. */
export interface PrivateNetwork {
  readonly name: string
  readonly secret: Uint8Array
}

/**
 * Derives a network from its name (open: whoever knows the name is a member) or from its
 * secret (private). HKDF gives 80 bytes: id ‖ presence key ‖ membership key.
 *
 * @throws {UsageError} on an empty or unplain name (see `plainName`), or a secret of another
 *   length than 32 bytes
 */
export function networkOf(crypto: CryptoBackend, network: string | PrivateNetwork): Network {
  const name = typeof network === 'string' ? network : network.name
  if (name === '' || plainName(name) !== name) {
    throw new UsageError('A network name is one line of 1 to 64 bytes of visible characters')
  }
  if (typeof network === 'string') return derive(crypto, name, utf8ToBytes(name), OPEN_NETWORK_LABEL)
  if (network.secret.length !== KEY_LENGTH) throw new UsageError('A network secret has 32 bytes')
  return derive(crypto, name, network.secret, PRIVATE_NETWORK_LABEL)
}

function derive(crypto: CryptoBackend, name: string, inputKey: Uint8Array, label: string): Network {
  const length = NETWORK_ID_LENGTH + 2 * KEY_LENGTH
  const material = crypto.hkdfSha256(inputKey, new Uint8Array(0), utf8ToBytes(label), length)
  const id = material.slice(0, NETWORK_ID_LENGTH)
  return {
    name,
    id,
    topic: `/earshot/${bytesToHex(id)}/state/1`,
    presenceKey: material.slice(NETWORK_ID_LENGTH, NETWORK_ID_LENGTH + KEY_LENGTH),
    membershipKey: material.slice(NETWORK_ID_LENGTH + KEY_LENGTH)
  }
}
