/**
 * The vault: everything that Earshot keeps, in one folder, sealed, durable, in atomic batches.
 *
 * ```
 * vault.head   header: how to get to the root key (header.ts)
 * vault.key    only without a passphrase: the key itself, mode 0600
 * vault.seq    number of the last strict write (sequence-file.ts)
 * vault.wal    the last writes, until leveldb has them (logged-database.ts)
 * records/     leveldb: hashed keys (keys.ts), sealed values (sealing.ts), the ledger (ledger.ts)
 * ```
 *
 * A batch is one record of a log: after a crash it is there whole or not at all. If its promise
 * had resolved, it is there; of a relaxed one that holds after the end of the process, not after
 * a power cut (ADR 017). One process has a vault open at a time. What
 * was lost or altered on the disk is noticed when the vault is opened or the record is read;
 * ledger.ts says what is not.
 *
 * @example
 * ```ts
 * import { randomBytes } from 'node:crypto'
 * import { nobleBackend } from '../crypto/noble.ts'
 * import { openVault, vaultExists } from './index.ts'
 *
 * const vault = await openVault({
 *   folder: '/home/ann/.local/share/earshot/default',
 *   create: !(await vaultExists('/home/ann/.local/share/earshot/default')),
 *   unlock: { kind: 'passphrase', passphrase: new TextEncoder().encode('correct horse') },
 *   crypto: nobleBackend,
 *   rng: length => new Uint8Array(randomBytes(length))
 * })
 * await vault.batch([
 *   { kind: 'put', table: 'history', key: { scope: 'bob', order: 1, id: 'm1' }, value: Uint8Array.of(1) },
 *   { kind: 'delete', table: 'outbox', key: { id: 'm1' } }
 * ])
 * for await (const { order, value } of vault.walk('history', { scope: 'bob', reverse: true, limit: 20 })) {
 *   console.log(order, value)
 * }
 * await vault.close()
 * ```
 *
 * @packageDocumentation
 */
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rng, Store } from '../ports.ts'
import type { Protection } from './header.ts'

export { DiskError } from './errors.ts'
export { openVault, vaultExists, vaultProtection } from './open.ts'
export type { Protection } from './header.ts'

/** How a vault is unlocked. The passphrase is not kept; erasing it is the caller's. */
export type Unlock =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array }
  | { readonly kind: 'key-file' }

/** Which vault, and how. */
export interface OpenVaultOptions {
  /** The vault's folder. Made with mode 0700 if it is not there. */
  readonly folder: string
  readonly unlock: Unlock
  /** True: there must be none, and one is made. Default false: there must be one. */
  readonly create?: boolean
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly signal?: AbortSignal
}

/** An open vault. */
export interface Vault extends Store {
  /** With a key file, who reads the vault's folder reads everything: say so to the user. */
  readonly protectedBy: Protection
  /**
   * Finishes what was begun, erases the keys, lets the lock go. Calls that come later are
   * rejected with a StorageError; closing again waits for the same end.
   */
  close(): Promise<void>
}
