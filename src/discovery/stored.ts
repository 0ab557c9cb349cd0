/**
 * What discovery finds in the store when a node starts.
 */
import { EarshotError } from '../errors.ts'
import { COORDINATORS_TABLE, decodeCoordinator } from './core/coordinators.ts'
import { decodeLeftRecord, LEFT_RECORDS_TABLE } from './core/left-records.ts'
import { decodeLookupRevision, LOOKUP_REVISIONS_TABLE } from './core/lookup-shelf.ts'
import { decodeRoute, ROUTES_TABLE } from './core/routes.ts'
import type { Logger, Store } from '../ports.ts'
import type { Coordinator } from './core/coordinators.ts'
import type { LeftRecord } from './core/left-records.ts'
import type { LookupRevision } from './core/lookup-shelf.ts'
import type { Route } from './core/routes.ts'

/** What loading needs. */
export interface LoadOptions {
  readonly log: Logger
  readonly signal?: AbortSignal
}

/**
 * The cached routes, for `RouteCache.load`.
 *
 * @throws {StorageError} if the table was altered
 */
export function loadRoutes(store: Store, options: LoadOptions): Promise<readonly Route[]> {
  return load(store, ROUTES_TABLE, decodeRoute, options)
}

/**
 * The coordinators learnt, for `CoordinatorRegistry.load`.
 *
 * @throws {StorageError} if the table was altered
 */
export function loadCoordinators(store: Store, options: LoadOptions): Promise<readonly Coordinator[]> {
  return load(store, COORDINATORS_TABLE, decodeCoordinator, options)
}

/**
 * The records that others have left, for `LeftRecords.load`.
 *
 * @throws {StorageError} if the table was altered
 */
export function loadLeftRecords(store: Store, options: LoadOptions): Promise<readonly LeftRecord[]> {
  return load(store, LEFT_RECORDS_TABLE, decodeLeftRecord, options)
}

/**
 * The newest revisions that were seen in the DHT, for `LookupShelf`.
 *
 * @throws {StorageError} if the table was altered
 */
export function loadLookupRevisions(store: Store, options: LoadOptions): Promise<readonly LookupRevision[]> {
  return load(store, LOOKUP_REVISIONS_TABLE, decodeLookupRevision, options)
}

/** A record of another version is left out: all these tables are caches and fill again. */
async function load<T>(
  store: Store,
  table: string,
  decode: (bytes: Uint8Array) => T,
  { log, signal }: LoadOptions
): Promise<readonly T[]> {
  const records: T[] = []
  for await (const { value } of store.walk(table, signal === undefined ? {} : { signal })) {
    try {
      records.push(decode(value))
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      log.error('a record of table %s does not decode - %e', table, error)
    }
  }
  return records
}
