/**
 * Puts libp2p together with our bounds. Every option that the library has a default for and
 * that bounds something is set here or in the file of its part.
 *
 * @packageDocumentation
 */
import { identify, identifyPush } from '@libp2p/identify'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { ping } from '@libp2p/ping'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { ListenError, UsageError } from '../../errors.ts'
import {
  AGENT_VERSION,
  IDENTIFY_TIMEOUT,
  INBOUND_UPGRADE_TIMEOUT,
  MAX_CONNECTIONS,
  MAX_INBOUND_RATE,
  MAX_INBOUND_RATE_LOOPBACK,
  MAX_PENDING_INBOUND,
  PING_INTERVAL,
  PING_TIMEOUT,
  PROTOCOL_PREFIX
} from './constants.ts'
import { createBoundedDatastore } from './datastore.ts'
import { dhtService } from './dht-service.ts'
import { createGater } from './gater.ts'
import { gossipService } from './gossip.ts'
import { identifyAll } from './identifying.ts'
import { NO_SHELF, withShelf } from './kad-records.ts'
import { libraryLogger } from './logging.ts'
import { DIALLING, ENCRYPTER, hostKey, innerParts, MUXER } from './parts.ts'
import { createRelayClient } from './relay-client.ts'
import { createRelaySwitch } from './relay-switch.ts'
import { createDialScope, hostOf, ipOf, isLoopbackAddress, rangeOf } from './scope.ts'
import { hostTransports, listening } from './transports.ts'
import type { Calls } from './calls.ts'
import type { DhtService } from './dht.ts'
import type { HostOptions } from './index.ts'
import type { DialScope } from './scope.ts'
import type { RecordStore } from './kad-records.ts'
import type { RelayClient } from './relay-client.ts'
import type { RelaySwitch } from './relay-switch.ts'
import type { Logger } from '../../ports.ts'
import type { CircuitRelayTransportComponents } from '@libp2p/circuit-relay-v2'
import type { GossipSub } from '@libp2p/gossipsub'
import type { Libp2p } from '@libp2p/interface'
import type { Multiaddr } from '@multiformats/multiaddr'

/** The library's own parts that its public face does not show. */
export type Inner = Pick<CircuitRelayTransportComponents, 'addressManager' | 'transportManager' | 'events'>

export interface Started {
  readonly libp2p: Libp2p<{ gossip: GossipSub; dht: DhtService }>
  readonly inner: Inner
  readonly scope: DialScope
  readonly relayClient: RelayClient
  readonly relay: RelaySwitch
  /** Whether others can reach us, as far as that is known. */
  readonly reachable: () => boolean
  readonly records: RecordStore
}

function parse(addresses: readonly string[], what: string): Multiaddr[] {
  return addresses.map(text => {
    let address: Multiaddr
    try {
      address = multiaddr(text)
    } catch {
      throw new UsageError(`Not a multiaddr to ${what}: ${text}`)
    }
    const [{ name } = { name: '' }] = address.getComponents()
    if (name === 'dnsaddr')
      throw new UsageError(`A /dnsaddr is not looked up, give what it stands for: ${text}`)
    return address
  })
}

/** Whether that address is one of a LAN or a single machine, and not "all interfaces". */
function isPrivate(address: Multiaddr): boolean {
  const ip = ipOf(address)
  if (ip === undefined) return address.getComponents()[0]?.name === 'memory'
  const range = rangeOf(ip)
  return range !== 'public' && range !== 'reserved'
}

/** Creates and starts it. Errors as of `createHost`. */
export async function startLibp2p(options: HostOptions, log: Logger, calls: Calls): Promise<Started> {
  const { dev = false, role = {}, topics = [] } = options
  const listen = parse(options.listen, 'listen on')
  const bootstrap = parse(options.bootstrap ?? [], 'bootstrap from')
  const remembered = parse(options.remembered ?? [], 'remember')
  const privateKey = await hostKey(options.seed)

  const loopback = dev || [...listen, ...bootstrap, ...remembered].some(isLoopbackAddress)
  const local = dev || (listen.length > 0 && listen.every(isPrivate))
  const scope = createDialScope({ loopback, trusted: new Set(bootstrap.map(hostOf)) })
  const ways = await hostTransports(scope, listen, options.certificate)

  const relayClient = createRelayClient(log, calls)
  const parts = innerParts<Inner>()
  const relay = createRelaySwitch({
    limits: options.relayLimits ?? {},
    on: role.relay === true,
    known: options.known ?? (() => false)
  })

  const gater = createGater({
    peerId: peerIdFromPrivateKey(privateKey).toString(),
    scope,
    loopback,
    onInbound: ways.arrived,
    allowReservation: relay.admits,
    allowRelay: relayClient.chosen,
    isSilent: remote => calls.isSilent(remote)
  })

  const { dhtMode = 'auto' } = role
  const { shelf = NO_SHELF } = options
  const records = withShelf(createBoundedDatastore(), shelf)

  const addresses = await listening(options.listen).catch((err: unknown) => {
    throw listenFailure(err)
  })
  const libp2p = await createLibp2p({
    start: false,
    privateKey,
    logger: libraryLogger(),
    nodeInfo: { name: AGENT_VERSION, version: '0', userAgent: AGENT_VERSION },
    datastore: records.datastore,
    addresses: { listen: addresses },
    transports: [...(options.transports ?? ways.transports), relayClient.transport],
    connectionEncrypters: [ENCRYPTER],
    streamMuxers: [MUXER],
    connectionGater: gater,
    connectionManager: {
      ...DIALLING,
      maxConnections: options.maxConnections ?? MAX_CONNECTIONS,
      maxIncomingPendingConnections: MAX_PENDING_INBOUND,
      inboundUpgradeTimeout: INBOUND_UPGRADE_TIMEOUT,
      inboundConnectionThreshold: loopback ? MAX_INBOUND_RATE_LOOPBACK : MAX_INBOUND_RATE
    },
    connectionMonitor: {
      protocolPrefix: PROTOCOL_PREFIX,
      pingInterval: options.pingInterval ?? PING_INTERVAL,
      pingTimeout: { minTimeout: PING_TIMEOUT, maxTimeout: PING_TIMEOUT }
    },
    services: {
      identify: identify({
        protocolPrefix: PROTOCOL_PREFIX,
        maxInboundStreams: 2,
        maxOutboundStreams: 2,
        timeout: IDENTIFY_TIMEOUT,
        runOnConnectionOpen: false
      }),
      identifyPush: identifyPush({
        protocolPrefix: PROTOCOL_PREFIX,
        maxInboundStreams: 2,
        maxOutboundStreams: 2
      }),
      // the monitor and the DHT ping at the same time; one stream too many ends the connection
      ping: ping({ protocolPrefix: PROTOCOL_PREFIX, maxInboundStreams: 8, maxOutboundStreams: 8 }),
      dht: dhtService(dhtMode === 'server' || (dhtMode === 'auto' && local), local, shelf),
      gossip: gossipService(topics, loopback),
      relay: relay.service,
      inner: parts.service
    }
  })
  identifyAll(libp2p, libp2p.services.identify)
  const inner = parts.get()
  const { addressManager, transportManager, events } = inner

  events.addEventListener('transport:listening', () => {
    announcePublic(addressManager, transportManager, role.relay === true)
  })
  /** Whether others can reach us: then we serve the DHT, unless told otherwise. */
  const reachable = (): boolean => local || hasPublicAddress(inner)
  if (dhtMode === 'auto') {
    libp2p.addEventListener('self:peer:update', () => {
      void libp2p.services.dht
        .setMode(reachable() ? 'server' : 'client')
        .catch(() => log.error('no DHT mode'))
    })
  }

  try {
    await libp2p.start()
  } catch (err) {
    throw listenFailure(err)
  }
  return { libp2p, inner, scope, relayClient, relay, reachable, records }
}

/** Whether we are known to be reached at a public address, and not over a relay. */
function hasPublicAddress({ addressManager }: Inner): boolean {
  const known = addressManager.getAddressesWithMetadata()
  return known.some(({ multiaddr: address, verified }) => {
    const ip = ipOf(address)
    return (
      verified && ip !== undefined && rangeOf(ip) === 'public' && !address.toString().includes('/p2p-circuit')
    )
  })
}

/** The library holds back public addresses of ours until somebody has verified them. */
function announcePublic(
  addressManager: Inner['addressManager'],
  transportManager: Inner['transportManager'],
  relay: boolean
): void {
  for (const address of transportManager.getAddrs()) {
    const ip = ipOf(address)
    if (ip === undefined || rangeOf(ip) !== 'public') continue
    // a public IPv4 address of our own is rarely walled off, an IPv6 one often
    if (relay || !ip.includes(':')) addressManager.confirmObservedAddr(address, { type: 'transport' })
  }
}

/** The library says why it cannot listen in the text of its error. */
function listenFailure(err: unknown): ListenError {
  const text = err instanceof Error ? err.message : ''
  // Node's own text ends with the address, that of the WebRTC library does not hold it.
  const where = /address already in use (\S+)$/u.exec(text)?.[1]
  if (/EADDRINUSE|register ICE UDP mux/u.test(text)) {
    return new ListenError(`Cannot listen${where === undefined ? '' : ` on ${where}`}: the port is in use`)
  }
  if (text.includes('EACCES')) return new ListenError('Cannot listen: no permission for that port')
  if (text.includes('EADDRNOTAVAIL')) return new ListenError('Cannot listen: not an address of this machine')
  return new ListenError(`Cannot start the host: ${err instanceof Error ? err.name : 'unknown'}`)
}
