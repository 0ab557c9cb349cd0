/**
 * IndexedDB with promises: what the browser twins of this folder share. Whatever the browser
 * throws comes out of here as a StorageError.
 *
 * @packageDocumentation
 */
import { toStorageError } from './disk-error.browser.ts'
import { DiskError } from './errors.ts'

/** A browser that is shutting down, or whose profile is damaged, never answers an open. */
const OPEN_DEADLINE = 10_000

/**
 * Opens a database, and makes it if it is not there.
 *
 * @param make - makes the stores of a new database; what it throws undoes it
 * @throws {StorageError} the browser refuses, or gives no answer within 10 s
 */
export async function openIndexedDb(name: string, make: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  return await new Promise((resolve, reject) => {
    let refusal: unknown
    let isOver = false
    const fail = (error: unknown): void => {
      isOver = true
      clearTimeout(timer)
      reject(toStorageError(error))
    }
    const timer = setTimeout(
      fail,
      OPEN_DEADLINE,
      new DiskError('The browser does not open the storage of this page', 'failed')
    )
    try {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => {
        try {
          make(request.result)
        } catch (error) {
          refusal = error
          request.transaction?.abort()
        }
      }
      request.onerror = () => fail(refusal ?? request.error)
      request.onsuccess = () => {
        clearTimeout(timer)
        // Deleting the database, as "clear site data" does, waits for us otherwise.
        request.result.onversionchange = () => request.result.close()
        // nobody waits for it any more
        if (isOver) request.result.close()
        else resolve(request.result)
      }
    } catch (error) {
      fail(error)
    }
  })
}

/** Names of the databases of this origin. @throws {StorageError} */
export async function databaseNames(): Promise<string[]> {
  try {
    const databases = await indexedDB.databases()
    return databases.flatMap(({ name }) => (name === undefined ? [] : [name]))
  } catch (error) {
    throw toStorageError(error)
  }
}

/** A store to read from, in a transaction of its own. @throws {StorageError} */
export function reading(db: IDBDatabase, store: string): IDBObjectStore {
  try {
    return db.transaction(store).objectStore(store)
  } catch (error) {
    throw toStorageError(error)
  }
}

/**
 * A transaction that is on the disk when it is complete; the browsers' default is not.
 *
 * @throws {StorageError} the database was closed, as by "clear site data"
 */
export function writing(db: IDBDatabase, stores: readonly string[]): IDBTransaction {
  try {
    return db.transaction([...stores], 'readwrite', { durability: 'strict' })
  } catch (error) {
    throw toStorageError(error)
  }
}

/**
 * The result of a request.
 *
 * @param ask - makes the request, which throws once its transaction is over
 * @throws {StorageError}
 */
export async function resultOf<T>(ask: () => IDBRequest<T>): Promise<T> {
  try {
    const request = ask()
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } catch (error) {
    throw toStorageError(error)
  }
}

/** Resolves when the transaction is on the disk. @throws {StorageError} nothing of it is */
export async function completed(transaction: IDBTransaction): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(toStorageError(transaction.error))
  })
}
