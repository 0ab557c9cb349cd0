/**
 * Our own DHT, never the public IPFS one.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { DHT_PUBLISH_TIMEOUT, DHT_QUERY_TIMEOUT } from './constants.ts'
import { recordKey } from './kad-records.ts'
import type { RecordStore } from './kad-records.ts'
import type { Dht } from '../../link.ts'
import type { KadDHT } from '@libp2p/kad-dht'

/** When to answer queries: always, never, or while others can reach us. */
export type DhtMode = 'auto' | 'server' | 'client'

/** What we use of the library's service. */
export type DhtService = Pick<KadDHT, 'get' | 'put' | 'setMode'>

function bounded(signal: AbortSignal | undefined, within: number = DHT_QUERY_TIMEOUT): AbortSignal {
  const timeout = AbortSignal.timeout(within)
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}

/** `Dht` of src/link.ts. */
export function createDht(service: DhtService, records: Pick<RecordStore, 'kept'>): Dht {
  return {
    kept: async key => await records.kept(key),

    async publish(key, record, options) {
      const signal = bounded(options.signal, DHT_PUBLISH_TIMEOUT)
      let taken = 0
      try {
        for await (const event of service.put(recordKey(key), record, { signal })) {
          if (event.name === 'PEER_RESPONSE' && isSame(event.record?.value, record)) taken += 1
        }
      } catch {
        // one node that refuses, or time, ends the library's round: those that took it have it
      }
      return taken
    },

    async *collect(key, options) {
      const signal = bounded(options.signal)
      const own = await records.kept(key)
      if (own !== undefined) yield own
      try {
        for await (const event of service.get(recordKey(key), { signal })) {
          if (event.name === 'PEER_RESPONSE' && event.record !== undefined) yield event.record.value
        }
      } catch {
        // the library looks for the best one and may not choose: what was found has been handed out
      }
    }
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && equalBytes(a, b)
}
