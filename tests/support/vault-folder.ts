/**
 * Folders for vaults in tests, and vaults in them.
 *
 * @packageDocumentation
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nobleBackend } from '../../src/crypto/noble.ts'
import type { Rng } from '../../src/ports.ts'
import type { Unlock, Vault } from '../../src/store/index.ts'
import { openVault } from '../../src/store/index.ts'

/** Real randomness. */
export const systemRng: Rng = length => new Uint8Array(randomBytes(length))

/** A folder of its own, and what removes it. */
export async function temporaryFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-vault-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Opens or creates a vault; with its key file unless told otherwise. */
export async function testVault(
  folder: string,
  { create = false, unlock = { kind: 'key-file' } }: { create?: boolean; unlock?: Unlock } = {}
): Promise<Vault> {
  return await openVault({ folder, create, unlock, crypto: nobleBackend, rng: systemRng })
}
