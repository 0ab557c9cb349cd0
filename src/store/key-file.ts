/**
 * The key of a vault without a passphrase: 32 random bytes in `vault.key`, readable by
 * the owner alone. Who can read the file can read the vault.
 *
 * @packageDocumentation
 */
import { KEY_FILE } from './constants.ts'
import { VaultCorruptError } from './errors.ts'
import { readSmallFile, writeWholeFile } from './files.ts'

const KEY_BYTES = 32

/** @throws {StorageError} if it cannot be written */
export async function writeKeyFile(folder: string, key: Uint8Array): Promise<void> {
  await writeWholeFile(`${folder}/${KEY_FILE}`, key)
}

/**
 * @returns 32 bytes, the caller's to erase
 * @throws {VaultCorruptError} if it is missing, of another size, or open to others
 */
export async function readKeyFile(folder: string): Promise<Uint8Array> {
  const found = await readSmallFile(`${folder}/${KEY_FILE}`, KEY_BYTES)
  if (found === undefined)
    throw new VaultCorruptError('The file vault.key is missing: the vault cannot be opened')
  try {
    if (found.bytes.length !== KEY_BYTES) throw new VaultCorruptError('The file vault.key is altered')
    if (found.shared) {
      throw new VaultCorruptError(
        'The file vault.key is open to others: check who read it, then "chmod 600" it'
      )
    }
    return found.bytes.slice()
  } finally {
    found.bytes.fill(0)
  }
}
