/**
 * Records that the DHT's nodes keep for others. The library would keep whatever was sent last,
 * from anybody and without end, so what is kept is decided by whoever made the host.
 *
 * @packageDocumentation
 */
import { Libp2pRecord } from '@libp2p/record'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { LimitError, WireFormatError } from '../../errors.ts'
import type { KadDHTInit } from '@libp2p/kad-dht'
import type { Libp2pOptions } from 'libp2p'

type Datastore = NonNullable<Libp2pOptions['datastore']>
type Key = Parameters<Datastore['get']>[0]

/** First part of the keys of our records. */
const NAMESPACE = 'earshot'
const PREFIX = utf8ToBytes(`/${NAMESPACE}/`)
/** Bytes of a key without its prefix. */
const KEY_LENGTH = 32
/** Where the library puts records. */
const RECORDS = '/dht/record/'

/** Decides which records are kept. */
export interface RecordShelf {
  /**
   * Whether a record may lie under a key. Also asked about what others answer.
   *
   * @param key - 32 bytes
   * @throws {EarshotError} it may not
   */
  check(key: Uint8Array, record: Uint8Array): void
  /**
   * Takes a record that may lie there.
   *
   * @param place - where in the DHT: SHA-256 of the whole key
   * @returns whether it is kept, and keys in hex of others that are not any more
   * @throws {EarshotError} as `check`
   */
  take(
    key: Uint8Array,
    place: Uint8Array,
    record: Uint8Array
  ): { readonly kept: boolean; readonly dropped: readonly string[] }
}

/** A node that keeps nothing for others. */
export const NO_SHELF: RecordShelf = {
  check() {
    throw new LimitError('This node keeps no records')
  },
  take: () => ({ kept: false, dropped: [] })
}

/** The key of the DHT for one of ours. */
export function recordKey(key: Uint8Array): Uint8Array {
  return concatBytes(PREFIX, key)
}

/** @throws {WireFormatError} it is none of ours */
function ownKey(whole: Uint8Array): Uint8Array {
  const isOurs = whole.length === PREFIX.length + KEY_LENGTH && PREFIX.every((byte, at) => whole[at] === byte)
  if (!isOurs) throw new WireFormatError('Not a key of this DHT')
  return whole.slice(PREFIX.length)
}

/** Nobody stores public keys with us: any valid one could be made up endlessly. */
function refuse(): never {
  throw new LimitError('This DHT holds no such records')
}

/** For the library: what may be stored and found. */
export function recordRules(shelf: RecordShelf): Pick<KadDHTInit, 'validators' | 'selectors'> {
  return {
    validators: {
      pk: refuse,
      [NAMESPACE]: async (whole, record) => shelf.check(ownKey(whole), record)
    },
    // We choose ourselves (docs/PROTOCOL.md, 16): the library would go on to "correct" other nodes.
    selectors: { [NAMESPACE]: refuse }
  }
}

/** A store for libp2p, into which only those records go that the shelf takes. */
export interface RecordStore {
  readonly datastore: Datastore
  /** What is kept here. @param key - 32 bytes */
  kept(key: Uint8Array): Promise<Uint8Array | undefined>
}

/** @param datastore - for everything else, too */
export function withShelf(datastore: Datastore, shelf: RecordShelf): RecordStore {
  /** As the library names them, by key in hex. */
  const names = new Map<string, Key>()
  return {
    datastore: {
      ...datastore,
      async put(name, value, options) {
        if (!name.toString().startsWith(RECORDS)) return await datastore.put(name, value, options)
        const { key: whole, value: record } = Libp2pRecord.deserialize(value)
        const key = ownKey(whole)
        const { kept, dropped } = shelf.take(key, sha256(whole), record)
        for (const gone of dropped) {
          const place = names.get(gone)
          names.delete(gone)
          if (place !== undefined) await datastore.delete(place, options)
        }
        if (!kept) return name
        names.set(bytesToHex(key), name)
        return await datastore.put(name, value, options)
      }
    },

    async kept(key) {
      const name = names.get(bytesToHex(key))
      if (name === undefined || !(await datastore.has(name))) return undefined
      return Libp2pRecord.deserialize(await datastore.get(name)).value
    }
  }
}
