import { UsageError } from '../errors.ts'
import { KEY_LENGTH } from '../wire/index.ts'
import { userIdOf } from './peer-id.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rng } from '../ports.ts'

/** An account with its secret. The key signs, and does nothing else. */
export interface Account {
  /** Ed25519 seed, 32 bytes. Secret. */
  readonly seed: Uint8Array
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
  /** The public key as a PeerId string. */
  readonly userId: string
}

/** A new account. Takes 32 random bytes. */
export function createAccount(crypto: CryptoBackend, rng: Rng): Account {
  return accountFromSeed(crypto, rng(KEY_LENGTH))
}

/**
 * The account of a seed, as kept in the vault or in a backup.
 *
 * @throws {UsageError} if the seed has not 32 bytes
 */
export function accountFromSeed(crypto: CryptoBackend, seed: Uint8Array): Account {
  if (seed.length !== KEY_LENGTH) throw new UsageError('The seed of an account has 32 bytes')
  const publicKey = crypto.ed25519PublicKey(seed)
  return { seed: seed.slice(), publicKey, userId: userIdOf(publicKey) }
}
