/**
 * The secret of a private network as people hand it on: `family:abcd-efgh-…`, its name and in base32
 * (RFC 4648, small letters) 32 random bytes and 4 bytes of a checksum over both, so that a slip of the pen
 * leads to an error and not into a network in which nobody else is.
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base32 } from 'multiformats/bases/base32'
import { UsageError } from '../errors.ts'
import { KEY_LENGTH } from '../wire/index.ts'
import { MAX_NETWORK_SECRET_TEXT, NETWORK_CHECKSUM_DOMAIN } from './constants.ts'
import { networkOf } from './network.ts'
import { separated } from './signed.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { PrivateNetwork } from './network.ts'

const CHECKSUM_LENGTH = 4
const GROUP_LENGTH = 4

/** What is handed on to who shall be a member. @throws {UsageError} a name or secret that is none */
export function networkSecretText(crypto: CryptoBackend, network: PrivateNetwork): string {
  networkOf(crypto, network)
  const { name, secret } = network
  // the first character only names the base
  const digits = base32.encode(concatBytes(secret, checksum(crypto, network))).slice(1)
  const groups = digits.match(new RegExp(`.{1,${GROUP_LENGTH}}`, 'gu')) ?? []
  return `${name}:${groups.join('-')}`
}

/**
 * Reads it back; spaces, line ends, dashes and capitals do not count. In the name capitals do: where it fits
 * the checksum only in small letters, it was written in those.
 *
 * @throws {UsageError} it is none, or was mistyped
 */
export function parseNetworkSecret(crypto: CryptoBackend, text: string): PrivateNetwork {
  const given = text.trim()
  const colon = given.lastIndexOf(':')
  const name = given.slice(0, Math.max(colon, 0)).trim()
  const digits = given
    .slice(colon + 1)
    .replace(/[\s-]/gu, '')
    .toLowerCase()
  const bytes = given.length > MAX_NETWORK_SECRET_TEXT ? undefined : decoded(digits)
  if (name === '' || bytes?.length !== KEY_LENGTH + CHECKSUM_LENGTH) {
    throw new UsageError(
      'That is no secret of a network: it looks like family:abcd-efgh-… with 58 letters and digits'
    )
  }
  const secret = bytes.slice(0, KEY_LENGTH)
  const network = [name, name.toLowerCase()]
    .map(spelt => ({ name: spelt, secret }))
    .find(each => equalBytes(bytes.slice(KEY_LENGTH), checksum(crypto, each)))
  if (network === undefined) {
    throw new UsageError('The secret of the network was mistyped: its name and its checksum do not fit')
  }
  networkOf(crypto, network)
  return network
}

function decoded(digits: string): Uint8Array | undefined {
  try {
    return base32.decode(`${base32.prefix}${digits}`)
  } catch {
    return undefined
  }
}

function checksum(crypto: CryptoBackend, { name, secret }: PrivateNetwork): Uint8Array {
  return crypto
    .sha256(separated(NETWORK_CHECKSUM_DOMAIN, utf8ToBytes(name), Uint8Array.of(0), secret))
    .slice(0, CHECKSUM_LENGTH)
}
