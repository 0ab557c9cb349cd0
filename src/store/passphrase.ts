/**
 * From a passphrase to a key: Argon2id (RFC 9106).
 *
 * @packageDocumentation
 */
import { UsageError } from '../errors.ts'
import {
  KDF_ITERATIONS,
  KDF_MAX_ITERATIONS,
  KDF_MAX_MEMORY_KIB,
  KDF_MEMORY_KIB,
  KDF_MIN_ITERATIONS,
  KDF_MIN_MEMORY_KIB,
  KDF_MIN_MS,
  KDF_PARALLELISM,
  MAX_PASSPHRASE_BYTES
} from './constants.ts'
import { VaultCorruptError } from './errors.ts'

const KEY_BYTES = 32

/** What Argon2id shall cost. */
export interface KdfCost {
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}

/** @throws {VaultCorruptError} if a guess would be too cheap, or opening too dear */
export function checkCost(cost: KdfCost): void {
  const { memoryKib, iterations, parallelism } = cost
  if (memoryKib < KDF_MIN_MEMORY_KIB || iterations < KDF_MIN_ITERATIONS || parallelism !== KDF_PARALLELISM) {
    throw new VaultCorruptError(
      "The vault's header was altered: it asks for a weaker passphrase check than we use"
    )
  }
  if (memoryKib > KDF_MAX_MEMORY_KIB || iterations > KDF_MAX_ITERATIONS) {
    throw new VaultCorruptError("The vault's header was altered: its passphrase check would take too long")
  }
}

/** @throws {UsageError} if the passphrase is empty or too long */
export function checkPassphrase(passphrase: Uint8Array): void {
  if (passphrase.length === 0 || passphrase.length > MAX_PASSPHRASE_BYTES) {
    throw new UsageError(`A passphrase has 1 to ${MAX_PASSPHRASE_BYTES} bytes`)
  }
}

/**
 * @param passphrase - 1 to 4,096 bytes; not kept
 * @param salt - 16 bytes
 * @returns 32 bytes, the caller's to erase
 */
export async function deriveKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: KdfCost
): Promise<Uint8Array> {
  // loaded only where there is a passphrase: its WebAssembly takes 14 ms
  const { argon2id } = await import('hash-wasm')
  return await argon2id({
    password: passphrase,
    salt,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    memorySize: cost.memoryKib,
    hashLength: KEY_BYTES,
    outputType: 'binary'
  })
}

/**
 * Derives the key of a new vault, at a cost that makes a guess take 250 ms on this machine.
 *
 * @param now - ms, of a clock that does not jump
 */
export async function deriveNewKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  now: () => number
): Promise<{ readonly key: Uint8Array; readonly cost: KdfCost }> {
  let cost: KdfCost = {
    memoryKib: KDF_MEMORY_KIB,
    iterations: KDF_ITERATIONS,
    parallelism: KDF_PARALLELISM
  }
  for (;;) {
    const start = now()
    const key = await deriveKey(passphrase, salt, cost)
    const took = Math.max(1, now() - start)
    if (took >= KDF_MIN_MS || cost.iterations >= KDF_MAX_ITERATIONS) return { key, cost }
    key.fill(0)
    // one more than the rule of three says, so that the next try is the last
    const iterations = Math.ceil((cost.iterations * KDF_MIN_MS) / took) + 1
    cost = { ...cost, iterations: Math.min(KDF_MAX_ITERATIONS, iterations) }
  }
}
