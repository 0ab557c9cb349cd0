/** The lock of a vault in a browser. */
import { RECORDS_FOLDER } from './constants.ts'

/** Name of the Web Lock that a tab holds while it has the vault of that folder open. */
export function vaultLockName(folder: string): string {
  return `${folder}/${RECORDS_FOLDER}`
}
