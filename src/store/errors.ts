/**
 * What can go wrong with a vault, each a {@link StorageError} with a name of its own, so that
 * a face can choose its sentence and its exit code.
 *
 * @packageDocumentation
 */
import { StorageError } from '../errors.ts'

/** Another process (or another part of this one) has the vault open. */
export class VaultLockedError extends StorageError {
  override name = 'VaultLockedError'
}

/** No vault in this folder. */
export class VaultMissingError extends StorageError {
  override name = 'VaultMissingError'
}

/** A vault is there already, and will not be overwritten. */
export class VaultExistsError extends StorageError {
  override name = 'VaultExistsError'
}

/** The passphrase, or the way of unlocking, is not this vault's. Nothing was written. */
export class WrongPassphraseError extends StorageError {
  override name = 'WrongPassphraseError'
}

/** Files or records of the vault are lost, stale or altered. */
export class VaultCorruptError extends StorageError {
  override name = 'VaultCorruptError'
}

/** Why the disk refused: no space, no permission, or a failure of its own. */
export type DiskReason = 'full' | 'denied' | 'failed'

/** The disk refused. Nothing of the change was kept; the vault works again as soon as the disk does. */
export class DiskError extends StorageError {
  override name = 'DiskError'
  readonly reason: DiskReason

  constructor(message: string, reason: DiskReason, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
