/**
 * The vault's own small files in a browser: entries of one database, each sealed with a key
 * that WebCrypto uses and never hands out. So a script that reads the origin's storage, or
 * a copy of it, has neither the header nor the key of a vault; a script that runs in the page
 * can still ask for both.
 *
 * ```
 * database "earshot/files"
 *   files   path → 12 bytes nonce ‖ AES-256-GCM of the bytes, with the path as associated data
 *   keys    "files" → CryptoKey, not extractable
 * ```
 *
 * @packageDocumentation
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { toStorageError } from './disk-error.browser.ts'
import { VaultCorruptError } from './errors.ts'
import type { SmallFile } from './files.ts'
import { completed, databaseNames, openIndexedDb, reading, resultOf, writing } from './indexed-db.ts'

const DATABASE = 'earshot/files'
const FILES = 'files'
const KEYS = 'keys'
const NONCE_BYTES = 12
const ALGORITHM = { name: 'AES-GCM', length: 256 }

/** @throws {StorageError} the browser refuses, be it the database or the cipher */
async function withDatabase<T>(use: (db: IDBDatabase) => Promise<T>): Promise<T> {
  const db = await openIndexedDb(DATABASE, made => {
    made.createObjectStore(FILES)
    made.createObjectStore(KEYS)
  })
  try {
    return await use(db)
  } catch (error) {
    throw toStorageError(error)
  } finally {
    db.close()
  }
}

async function keyIn(db: IDBDatabase): Promise<CryptoKey | undefined> {
  return await resultOf<CryptoKey | undefined>(() => reading(db, KEYS).get(FILES))
}

/** The key, made at its first use. Of two tabs that make one, both use the one that came first. */
async function keyOrNew(db: IDBDatabase): Promise<CryptoKey> {
  const held = await keyIn(db)
  if (held !== undefined) return held
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt'])
  const transaction = writing(db, [KEYS])
  const store = transaction.objectStore(KEYS)
  const first = store.get(FILES)
  first.onsuccess = () => {
    if (first.result === undefined) store.put(made, FILES)
  }
  await completed(transaction)
  return (first.result as CryptoKey | undefined) ?? made
}

/** A browser has no folders to make. */
export async function makeFolder(): Promise<void> {}

/** @returns the file's bytes, whole, or undefined if there is no such file */
export async function readSmallFile(path: string): Promise<SmallFile | undefined> {
  return await withDatabase(async db => {
    const sealed = await resultOf<Uint8Array | undefined>(() => reading(db, FILES).get(path))
    if (sealed === undefined) return undefined
    const key = await keyIn(db)
    try {
      if (key === undefined) throw new TypeError('no key')
      const iv = sealed.slice(0, NONCE_BYTES)
      const parameters = { name: ALGORITHM.name, iv, additionalData: bytesOf(path) }
      const opened = await crypto.subtle.decrypt(parameters, key, sealed.slice(NONCE_BYTES))
      return { bytes: new Uint8Array(opened), shared: false }
    } catch (cause) {
      throw new VaultCorruptError('A file of the vault is altered, or its key is gone', { cause })
    }
  })
}

/** Whether a file or a database lies there. */
export async function exists(path: string): Promise<boolean> {
  if ((await databaseNames()).includes(path)) return true
  return await withDatabase(async db => (await resultOf(() => reading(db, FILES).count(path))) > 0)
}

/** Puts a file there whole, or leaves what was there; on the disk when the promise resolves. */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  await withDatabase(async db => {
    const key = await keyOrNew(db)
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    const parameters = { name: ALGORITHM.name, iv, additionalData: bytesOf(path) }
    const sealed = await crypto.subtle.encrypt(parameters, key, new Uint8Array(bytes))
    const transaction = writing(db, [FILES])
    transaction.objectStore(FILES).put(concatBytes(iv, new Uint8Array(sealed)), path)
    await completed(transaction)
  })
}

/** Nothing is there when the promise resolves. */
export async function removeFile(path: string): Promise<void> {
  await withDatabase(async db => {
    const transaction = writing(db, [FILES])
    transaction.objectStore(FILES).delete(path)
    await completed(transaction)
  })
}

/** The browser says at the next write whether there is room. */
export async function probeRoom(): Promise<void> {}

/** WebCrypto wants memory that is nobody else's. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8ToBytes(text))
}
