/**
 * A page that opens vaults for a test, which works with them from outside: browser-vault.ts.
 *
 * @packageDocumentation
 */
import { nobleBackend } from '../../../src/crypto/noble.ts'
import { randomBytes } from '../../../src/node/platform.browser.ts'
import type { RecordKey, StoreOp, StoredRecord, WalkOptions } from '../../../src/ports.ts'
import { openVault, vaultExists, vaultProtection } from '../../../src/store/index.ts'
import type { Unlock, Vault } from '../../../src/store/index.ts'
import { breakVaultLock } from '../../../src/store/web-lock.ts'

const vaults: Vault[] = []
const walks: Array<AsyncIterator<StoredRecord>> = []

const page = {
  async open(folder: string, unlock: Unlock, create: boolean): Promise<number> {
    return (
      vaults.push(await openVault({ folder, unlock, create, crypto: nobleBackend, rng: randomBytes })) - 1
    )
  },
  exists: async (folder: string): Promise<boolean> => await vaultExists(folder),
  protection: async (folder: string): Promise<string | undefined> => await vaultProtection(folder),
  get: async (vault: number, table: string, key: RecordKey): Promise<Uint8Array | undefined> =>
    await vaults[vault]?.get(table, key),
  async batch(vault: number, ops: readonly StoreOp[]): Promise<void> {
    await vaults[vault]?.batch(ops)
  },
  walk(vault: number, table: string, options: WalkOptions): number {
    const walk = vaults[vault]?.walk(table, options)[Symbol.asyncIterator]()
    if (walk === undefined) throw new TypeError('no such vault')
    return walks.push(walk) - 1
  },
  next: async (walk: number): Promise<IteratorResult<StoredRecord> | undefined> => await walks[walk]?.next(),
  async leave(walk: number): Promise<void> {
    await walks[walk]?.return?.()
  },
  async close(vault: number): Promise<void> {
    await vaults[vault]?.close()
  },
  /** As a tab does that finds its owner frozen. */
  breakLock: async (folder: string): Promise<void> => await breakVaultLock(folder)
}

/** What the test calls. */
export type VaultPage = typeof page

Object.assign(globalThis, { page })
