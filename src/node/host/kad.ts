/**
 * The library's DHT with our bounds: how it is made.
 *
 * @packageDocumentation
 */
import { kadDHT, passthroughMapper, removePrivateAddressesMapper } from '@libp2p/kad-dht'
import {
  DHT_ALPHA,
  DHT_EXCESS_BURST,
  DHT_EXCESS_RATE,
  DHT_FIRST_SELF_QUERY,
  DHT_INBOUND_STREAMS,
  DHT_K,
  DHT_MAX_REQUEST,
  DHT_OUTBOUND_STREAMS,
  DHT_PATHS,
  DHT_PEER_BURST,
  DHT_PEER_RATE,
  DHT_PROTOCOL,
  DHT_REQUEST_MAX_TIMEOUT,
  DHT_REQUEST_MIN_TIMEOUT,
  DHT_ROUTING_QUEUE,
  DHT_TOTAL_BURST,
  DHT_TOTAL_RATE,
  DHT_WRITE_BUFFER
} from './constants.ts'
import { gated } from './frame-gate.ts'
import { recordRules } from './kad-records.ts'
import type { KadDHT, KadDHTComponents } from '@libp2p/kad-dht'
import type { RecordShelf } from './kad-records.ts'

const request = { minTimeout: DHT_REQUEST_MIN_TIMEOUT, maxTimeout: DHT_REQUEST_MAX_TIMEOUT }

/**
 * The service for `createLibp2p`.
 *
 * @param server the mode to start in; never left to the library, which stays client on a LAN
 * @param privateAddresses whether peers with private addresses only take part (LAN, one machine)
 * @param shelf decides which records are stored and found
 */
export function kadService(
  server: boolean,
  privateAddresses: boolean,
  shelf: RecordShelf
): (components: KadDHTComponents) => KadDHT {
  const create = kadDHT({
    protocol: DHT_PROTOCOL,
    clientMode: !server,
    peerInfoMapper: privateAddresses ? passthroughMapper : removePrivateAddressesMapper,
    kBucketSize: DHT_K,
    alpha: DHT_ALPHA,
    disjointPaths: DHT_PATHS,
    // the first self-query must wait for a first peer: the next one is 5 minutes later
    allowQueryWithZeroPeers: false,
    initialQuerySelfInterval: DHT_FIRST_SELF_QUERY,
    ...recordRules(shelf),
    networkDialTimeout: request,
    pingOldContactTimeout: request,
    pingNewContactTimeout: request,
    routingTableUpdateMaxQueueSize: DHT_ROUTING_QUEUE,
    maxInboundStreams: DHT_INBOUND_STREAMS,
    maxOutboundStreams: DHT_OUTBOUND_STREAMS
  })
  return components =>
    create(
      gated(components, {
        maxFrame: DHT_MAX_REQUEST,
        perPeer: { burst: DHT_PEER_BURST, perSecond: DHT_PEER_RATE },
        total: { burst: DHT_TOTAL_BURST, perSecond: DHT_TOTAL_RATE },
        excess: { burst: DHT_EXCESS_BURST, perSecond: DHT_EXCESS_RATE },
        writeBuffer: DHT_WRITE_BUFFER
      })
    )
}
