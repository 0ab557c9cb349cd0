/**
 * Our own DHT, never the public IPFS one.
 *
 * @packageDocumentation
 */
import { DHT_QUERY_TIMEOUT } from './constants.ts'
import { parsePeerId } from './streams.ts'
import type { Dht } from '../../link.ts'
import type { KadDHT } from '@libp2p/kad-dht'

/** When to answer queries: always, never, or while others can reach us. */
export type DhtMode = 'auto' | 'server' | 'client'

/** What we use of the library's service. */
export type DhtService = Pick<KadDHT, 'findPeer' | 'setMode'>

function bounded(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(DHT_QUERY_TIMEOUT)
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}

/** `Dht` of src/link.ts. */
export function createDht(service: DhtService): Dht {
  return {
    async findPeer(peerId, options) {
      const peer = parsePeerId(peerId)
      const signal = bounded(options.signal)
      // what we have heard ourselves first; it may be a name without addresses
      for (const known of [{ useNetwork: false }, { useCache: false }]) {
        try {
          for await (const event of service.findPeer(peer, { signal, ...known })) {
            if (event.name === 'FINAL_PEER' && event.peer.multiaddrs.length > 0) {
              return event.peer.multiaddrs.map(String)
            }
          }
        } catch {
          // not found
        }
      }
      return []
    }
  }
}
