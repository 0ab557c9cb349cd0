/**
 * The memory that libp2p keeps its peers and DHT records in, with an upper bound. What
 * must last of it (keys, routes, coordinators) is kept by us, elsewhere.
 *
 * @packageDocumentation
 */
import { NotFoundError } from '../../errors.ts'
import { MAX_DHT_RECORDS, MAX_KNOWN_PEERS, MAX_OTHER_RECORDS } from './constants.ts'
import type { Libp2pOptions } from 'libp2p'

type Datastore = NonNullable<Libp2pOptions['datastore']>
type Key = Parameters<Datastore['get']>[0]
interface Pair {
  key: Key
  value: Uint8Array
}

/** Greatest number of records by first part of their key; `''` is everything else. */
export type RecordLimits = Readonly<Record<string, number>>

const LIMITS: RecordLimits = {
  peers: MAX_KNOWN_PEERS,
  dht: MAX_DHT_RECORDS,
  '': MAX_OTHER_RECORDS
}

/**
 * Keeps the records that were read or written last. Connected peers are read all the
 * time, so what goes are strangers of long ago.
 */
export function createBoundedDatastore(limits: RecordLimits = LIMITS): Datastore {
  /** By first part of the key, then by key, the longest unused first. */
  const spaces = new Map<string, Map<string, Pair>>()

  function space(key: Key): { records: Map<string, Pair>; limit: number } {
    const first = key.toString().split('/')[1] ?? ''
    const name = limits[first] === undefined ? '' : first
    let records = spaces.get(name)
    if (records === undefined) {
      records = new Map()
      spaces.set(name, records)
    }
    return { records, limit: limits[name] ?? 0 }
  }

  function put(key: Key, value: Uint8Array): Key {
    const { records, limit } = space(key)
    const name = key.toString()
    records.delete(name)
    records.set(name, { key, value })
    for (const oldest of records.keys()) {
      if (records.size <= limit) break
      records.delete(oldest)
    }
    return key
  }

  function get(key: Key): Uint8Array {
    const { records } = space(key)
    const name = key.toString()
    const found = records.get(name)
    if (found === undefined) throw new NotFoundError('No such record')
    records.delete(name)
    records.set(name, found)
    return found.value
  }

  function remove(key: Key): void {
    space(key).records.delete(key.toString())
  }

  function find(query: Parameters<Datastore['query']>[0]): Pair[] {
    const all = [...spaces.values()].flatMap(records => [...records.values()])
    let found = all.filter(
      pair =>
        (query.prefix === undefined || pair.key.toString().startsWith(query.prefix)) &&
        (query.filters ?? []).every(filter => filter(pair))
    )
    for (const order of query.orders ?? []) found = found.sort(order)
    const from = query.offset ?? 0
    return found.slice(from, query.limit === undefined ? undefined : from + query.limit)
  }

  return {
    put,
    get,
    has: key => space(key).records.has(key.toString()),
    delete: remove,
    async *putMany(source) {
      for await (const { key, value } of source) yield put(key, value)
    },
    async *getMany(source) {
      for await (const key of source) yield { key, value: get(key) }
    },
    async *deleteMany(source) {
      for await (const key of source) {
        remove(key)
        yield key
      }
    },
    batch() {
      const steps: Array<() => void> = []
      return {
        put: (key, value) => void steps.push(() => put(key, value)),
        delete: key => void steps.push(() => remove(key)),
        commit: () => {
          for (const step of steps.splice(0)) step()
        }
      }
    },
    async *query(query) {
      yield* find(query)
    },
    async *queryKeys(query) {
      const found = find({
        ...(query.prefix === undefined ? {} : { prefix: query.prefix }),
        filters: (query.filters ?? []).map(filter => (pair: Pair) => filter(pair.key)),
        orders: (query.orders ?? []).map(order => (a: Pair, b: Pair) => order(a.key, b.key)),
        ...(query.offset === undefined ? {} : { offset: query.offset }),
        ...(query.limit === undefined ? {} : { limit: query.limit })
      })
      for (const { key } of found) yield key
    }
  }
}
