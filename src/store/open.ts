/**
 * Opening and creating a vault: the folder, the header, the keys, in the order that
 * leaves nothing written when it is refused and nothing half made when it is killed.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { HEADER_FILE, RECORDS_FOLDER, SEQUENCE_FILE } from './constants.ts'
import type { Database } from './database.ts'
import { StorageError } from '../errors.ts'
import { VaultCorruptError, VaultExistsError, VaultMissingError, WrongPassphraseError } from './errors.ts'
import { exists, makeFolder, probeRoom, readSmallFile, removeFile, writeWholeFile } from './files.ts'
import type { Header, Protection } from './header.ts'
import { HEADER_BYTES, SALT_BYTES, openHeader, readHeader, sealHeader } from './header.ts'
import type { OpenVaultOptions, Unlock, Vault } from './index.ts'
import { readKeyFile, writeKeyFile } from './key-file.ts'
import type { LevelKeys } from './keys.ts'
import { createLevelKeys } from './keys.ts'
import type { Ledger } from './ledger.ts'
import { EMPTY_LEDGER, EVERYTHING, LEDGER_KEY, readLedger, sealLedger, survey } from './ledger.ts'
import { openDiskDatabase } from './disk-database.ts'
import { checkTables } from './leveldb-check.ts'
import { checkPassphrase, deriveKey, deriveNewKey } from './passphrase.ts'
import type { Sealer } from './sealing.ts'
import { NONCE_BYTES, createSealer } from './sealing.ts'
import type { SequenceFile } from './sequence-file.ts'
import { createSequenceFile, openSequenceFile } from './sequence-file.ts'
import { createVault } from './vault.ts'
import { createWriter } from './writer.ts'

const KEY_BYTES = 32
const TAKEN = 'There is a vault in this folder already'
const NO_SALT = new Uint8Array(0)
const RECORD_KEY_INFO = utf8ToBytes('earshot/vault/records/1')
const INDEX_KEY_INFO = utf8ToBytes('earshot/vault/index/1')

/** One key per purpose. Erases the root key, which nothing needs any more. */
function deriveKeys(
  { crypto, rng }: OpenVaultOptions,
  rootKey: Uint8Array
): { sealer: Sealer; keys: LevelKeys } {
  const recordKey = crypto.hkdfSha256(rootKey, NO_SALT, RECORD_KEY_INFO, KEY_BYTES)
  const indexKey = crypto.hkdfSha256(rootKey, NO_SALT, INDEX_KEY_INFO, KEY_BYTES)
  rootKey.fill(0)
  return { sealer: createSealer(crypto, rng, recordKey), keys: createLevelKeys(crypto, indexKey) }
}

function openDatabase(folder: string, create: boolean): Promise<Database> {
  const records = `${folder}/${RECORDS_FOLDER}`
  return openDiskDatabase(records, create, () => probeRoom(folder, records))
}

async function unlock(options: OpenVaultOptions, header: Header): Promise<Uint8Array> {
  const { crypto, folder } = options
  if (options.unlock.kind !== header.protectedBy) {
    throw new WrongPassphraseError(
      header.protectedBy === 'passphrase'
        ? 'The vault opens with its passphrase only'
        : 'The vault has no passphrase: it opens with its key file only'
    )
  }
  const key =
    options.unlock.kind === 'passphrase'
      ? await deriveKey(options.unlock.passphrase, header.salt, header.cost)
      : await readKeyFile(folder)
  try {
    return openHeader(crypto, key, header)
  } finally {
    key.fill(0)
  }
}

/** Checks what is there and puts the vault together. What it was given is the caller's to close if it throws. */
async function assemble(
  { folder, signal }: OpenVaultOptions,
  protectedBy: Protection,
  database: Database,
  { sealer, keys }: { sealer: Sealer; keys: LevelKeys }
): Promise<Vault> {
  let file: SequenceFile | undefined
  try {
    file = await openSequenceFile(`${folder}/${SEQUENCE_FILE}`)
    const guard = file
    let lowest = guard.sequence
    const inspect = async (asked?: AbortSignal): Promise<Ledger> => {
      const ledger = await readLedger(database, sealer)
      if (ledger.sequence < lowest) {
        throw new VaultCorruptError(`The last ${lowest - ledger.sequence} changes of the vault are lost`)
      }
      await survey(database, ledger, asked)
      return ledger
    }
    const written = (sequence: number): void => {
      lowest = sequence
      guard.write(sequence)
    }
    const ledger = await inspect(signal)
    // Some of it may be relaxed, and not on the disk yet: the file hears of it with the next strict write.
    lowest = ledger.sequence
    const writer = createWriter({
      database,
      ledger,
      sealLedger: next => sealLedger(next, sealer),
      inspect: () => inspect(),
      written
    })
    return createVault({ database, writer, keys, sealer, protectedBy, closed: () => guard.close() })
  } catch (error) {
    await file?.close()
    throw error
  }
}

async function openExisting(options: OpenVaultOptions): Promise<Vault> {
  const { folder, signal } = options
  const bytes = (await readSmallFile(`${folder}/${HEADER_FILE}`, HEADER_BYTES))?.bytes
  if (bytes === undefined) {
    if (!(await exists(`${folder}/${RECORDS_FOLDER}`)))
      throw new VaultMissingError('There is no vault in this folder')
    throw new VaultCorruptError('The vault has no header: it was deleted, or its creation was interrupted')
  }
  const header = readHeader(bytes)
  const sealing = deriveKeys(options, await unlock(options, header))
  let database: Database | undefined
  try {
    signal?.throwIfAborted()
    await checkTables(`${folder}/${RECORDS_FOLDER}`, signal)
    database = await openDatabase(folder, false)
    return await assemble(options, header.protectedBy, database, sealing)
  } catch (error) {
    sealing.sealer.erase()
    sealing.keys.erase()
    await database?.close()
    throw error
  }
}

/**
 * Whether a vault may be made there. One whose making, or first use, was interrupted holds a
 * ledger and nothing else: nobody loses anything. Anything more is somebody's data.
 */
async function assertUnused(database: Database, headerPath: string): Promise<void> {
  for await (const [key] of database.entries(EVERYTHING)) {
    if (equalBytes(key, LEDGER_KEY)) continue
    if (await exists(headerPath)) throw new VaultExistsError(TAKEN)
    throw new VaultCorruptError('The folder holds records of a vault whose header is lost')
  }
}

async function makeKey(
  { folder, rng }: OpenVaultOptions,
  how: Unlock,
  salt: Uint8Array
): ReturnType<typeof deriveNewKey> {
  if (how.kind === 'passphrase') return await deriveNewKey(how.passphrase, salt, () => performance.now())
  const key = rng(KEY_BYTES)
  await writeKeyFile(folder, key)
  return { key, cost: { memoryKib: 0, iterations: 0, parallelism: 0 } }
}

async function sealNewHeader(options: OpenVaultOptions, rootKey: Uint8Array): Promise<Uint8Array> {
  const { crypto, rng, unlock: how } = options
  const salt = how.kind === 'passphrase' ? rng(SALT_BYTES) : new Uint8Array(SALT_BYTES)
  const { key, cost } = await makeKey(options, how, salt)
  try {
    return sealHeader(crypto, key, rootKey, { protectedBy: how.kind, cost, salt, nonce: rng(NONCE_BYTES) })
  } finally {
    key.fill(0)
  }
}

/** What a vault without any record has counted: its making. */
const NEVER_USED = 1

/** Of a vault that was used, or that somebody has open, nothing is touched. */
async function openForNew(folder: string, headerPath: string): Promise<Database> {
  if (!(await exists(headerPath))) return await openDatabase(folder, true)
  try {
    const file = await openSequenceFile(`${folder}/${SEQUENCE_FILE}`)
    await file.close()
    if (file.sequence <= NEVER_USED) return await openDatabase(folder, false)
  } catch (error) {
    if (error instanceof StorageError) throw new VaultExistsError(TAKEN, { cause: error })
    throw error
  }
  throw new VaultExistsError(TAKEN)
}

async function createNew(options: OpenVaultOptions): Promise<Vault> {
  const { folder, rng, signal } = options
  const headerPath = `${folder}/${HEADER_FILE}`
  await makeFolder(folder)
  const database = await openForNew(folder, headerPath)
  const rootKey = rng(KEY_BYTES)
  let sealing: ReturnType<typeof deriveKeys> | undefined
  try {
    await assertUnused(database, headerPath)
    // the header of one that was never used does not open with the next key
    await removeFile(headerPath)
    const header = await sealNewHeader(options, rootKey)
    sealing = deriveKeys(options, rootKey)
    signal?.throwIfAborted()
    await createSequenceFile(`${folder}/${SEQUENCE_FILE}`)
    await database.write([sealLedger({ ...EMPTY_LEDGER, sequence: 1 }, sealing.sealer)])
    // last: with the header there is a vault, without it there is none
    await writeWholeFile(headerPath, header)
    return await assemble(options, options.unlock.kind, database, sealing)
  } catch (error) {
    rootKey.fill(0)
    sealing?.sealer.erase()
    sealing?.keys.erase()
    await database.close()
    throw error
  }
}

/**
 * Whether there is a vault in this folder.
 *
 * @throws {DiskError} if the folder cannot be read
 */
export async function vaultExists(folder: string): Promise<boolean> {
  return await exists(`${folder}/${HEADER_FILE}`)
}

/**
 * How the vault of a folder is protected, so that a face knows what to ask for.
 *
 * @returns undefined if there is no vault
 * @throws {VaultCorruptError | DiskError} if its header is altered or cannot be read
 */
export async function vaultProtection(folder: string): Promise<Protection | undefined> {
  const found = await readSmallFile(`${folder}/${HEADER_FILE}`, HEADER_BYTES)
  return found === undefined ? undefined : readHeader(found.bytes).protectedBy
}

/**
 * Opens the vault of a folder, or creates it. Every record is checked against the ledger
 * (about 6 µs each). Nothing is written before the key is known to be right.
 *
 * @throws {VaultMissingError | VaultExistsError | VaultLockedError} as `create` asks, or somebody has it
 * @throws {UsageError} if the passphrase is empty or too long
 * @throws {WrongPassphraseError} if it does not open with this
 * @throws {VaultCorruptError} if the header, the key file, files or records are lost or altered
 * @throws {DiskError} if the disk refuses
 */
export async function openVault(options: OpenVaultOptions): Promise<Vault> {
  options.signal?.throwIfAborted()
  if (options.unlock.kind === 'passphrase') checkPassphrase(options.unlock.passphrase)
  return options.create === true ? await createNew(options) : await openExisting(options)
}
