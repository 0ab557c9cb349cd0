/**
 * The lock of a vault in a browser: a Web Lock with the name of its database. A tab that is
 * frozen keeps it, so it can be broken; what that tab still tries to write, the database
 * refuses (disk-database.browser.ts).
 *
 * @packageDocumentation
 */
import type { StorageError } from '../errors.ts'
import { RECORDS_FOLDER } from './constants.ts'
import { toStorageError } from './disk-error.browser.ts'
import { VaultLockedError } from './errors.ts'

/** The lock of a tab that was just closed or reloaded is free a moment later (ms). */
const PATIENCE = 1_000

/** A lock that is held. */
export interface VaultLock {
  release(): void
}

/**
 * Holds the lock of a vault until `release` is called.
 *
 * @param location - of its database
 * @param onStolen - another tab has broken it
 * @throws {VaultLockedError} another tab has it
 * @throws {StorageError} the browser refuses
 */
export async function acquireVaultLock(location: string, onStolen: () => void): Promise<VaultLock> {
  const acquired = Promise.withResolvers<VaultLock>()
  const held = Promise.withResolvers<void>()
  let isHeld = false
  async function hold(): Promise<void> {
    isHeld = true
    acquired.resolve({ release: () => held.resolve() })
    await held.promise
  }
  async function request(): Promise<void> {
    try {
      await navigator.locks.request(location, { signal: AbortSignal.timeout(PATIENCE) }, hold)
    } catch (error) {
      if (isHeld) onStolen()
      else acquired.reject(whyNot(error))
    }
  }
  void request()
  return await acquired.promise
}

function whyNot(error: unknown): StorageError {
  const isTaken = error instanceof DOMException && ['TimeoutError', 'AbortError'].includes(error.name)
  return isTaken ? new VaultLockedError('The vault is in use by another tab') : toStorageError(error)
}

/**
 * Takes the lock away from a tab that is frozen, so that this one can open the vault.
 *
 * @param folder - of the vault
 */
export async function breakVaultLock(folder: string): Promise<void> {
  await navigator.locks.request(`${folder}/${RECORDS_FOLDER}`, { steal: true }, async () => {})
}
