/**
 * Puts libp2p together with our bounds. Every option that the library has a default for and
 * that bounds something is set here or in the file of its part.
 *
 * @packageDocumentation
 */
import { identify, identifyPush } from '@libp2p/identify'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { libraryLogger } from './logging.ts'
import { noise } from '@libp2p/noise'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { UsageError } from '../../errors.ts'
import {
  ADDRESS_DIAL_TIMEOUT,
  AGENT_VERSION,
  DIAL_TIMEOUT,
  INBOUND_UPGRADE_TIMEOUT,
  MAX_CONNECTIONS,
  MAX_DIAL_ADDRESSES,
  MAX_DIAL_QUEUE,
  MAX_INBOUND_RATE,
  MAX_INBOUND_RATE_LOOPBACK,
  MAX_PARALLEL_DIALS,
  MAX_PENDING_INBOUND,
  MAX_STREAMS_INBOUND,
  MAX_STREAMS_OUTBOUND,
  NEGOTIATION_TIMEOUT,
  PING_INTERVAL,
  PING_TIMEOUT,
  PROTOCOL_PREFIX,
  SOCKET_INACTIVITY,
  STREAM_READ_BUFFER,
  STREAM_WINDOW_INITIAL,
  STREAM_WINDOW_MAX,
  STREAM_WRITE_BUFFER
} from './constants.ts'
import { createBoundedDatastore } from './datastore.ts'
import { dhtService } from './dht.ts'
import { createGater } from './gater.ts'
import { gossipService } from './gossip.ts'
import { createRelayClient } from './relay-client.ts'
import { mayReserve, relayServer } from './relay-server.ts'
import { createDialScope, hostOf, ipOf, isLoopbackAddress, rangeOf } from './scope.ts'
import { webRtcDirect } from './webrtc.ts'
import { createWebSockets } from './websockets.ts'
import type { HostOptions } from './index.ts'
import type { RelayClient } from './relay-client.ts'
import type { Logger } from '../../ports.ts'
import type {
  CircuitRelayServerComponents,
  CircuitRelayService,
  CircuitRelayTransportComponents
} from '@libp2p/circuit-relay-v2'
import type { GossipSub } from '@libp2p/gossipsub'
import type { Ed25519PrivateKey, Libp2p } from '@libp2p/interface'
import type { KadDHT } from '@libp2p/kad-dht'
import type { Multiaddr } from '@multiformats/multiaddr'
import type { Libp2pOptions } from 'libp2p'

/** The library's own parts that its public face does not show. */
export type Inner = Pick<CircuitRelayTransportComponents, 'addressManager' | 'transportManager' | 'events'>

export interface Started {
  readonly libp2p: Libp2p<{ gossip: GossipSub; dht: KadDHT }>
  readonly inner: Inner
  /** Whether loopback counts as ours. */
  readonly loopback: boolean
  readonly relayClient: RelayClient
  readonly relayService: () => CircuitRelayService | undefined
}

/** Noise, yamux and TCP, the same for full and pseudonymous hosts. */
export const MUXER: NonNullable<Libp2pOptions['streamMuxers']>[number] = yamux({
  maxInboundStreams: MAX_STREAMS_INBOUND,
  maxOutboundStreams: MAX_STREAMS_OUTBOUND,
  streamOptions: {
    initialStreamWindowSize: STREAM_WINDOW_INITIAL,
    maxStreamWindowSize: STREAM_WINDOW_MAX,
    maxReadBufferLength: STREAM_READ_BUFFER,
    maxWriteBufferLength: STREAM_WRITE_BUFFER
  }
})
export const ENCRYPTER: NonNullable<Libp2pOptions['connectionEncrypters']>[number] = noise()
export const TCP: NonNullable<Libp2pOptions['transports']>[number] = tcp({
  inboundSocketInactivityTimeout: SOCKET_INACTIVITY,
  outboundSocketInactivityTimeout: SOCKET_INACTIVITY
})
/** Bounds of dialling. */
export const DIALLING: NonNullable<Libp2pOptions['connectionManager']> = {
  maxParallelDials: MAX_PARALLEL_DIALS,
  maxDialQueueLength: MAX_DIAL_QUEUE,
  maxPeerAddrsToDial: MAX_DIAL_ADDRESSES,
  dialTimeout: DIAL_TIMEOUT,
  addressDialTimeout: ADDRESS_DIAL_TIMEOUT,
  outboundStreamProtocolNegotiationTimeout: NEGOTIATION_TIMEOUT,
  inboundStreamProtocolNegotiationTimeout: NEGOTIATION_TIMEOUT
}

/** @throws {UsageError} not 32 bytes */
export async function hostKey(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  if (seed.length !== 32) throw new UsageError('A host key seed has 32 bytes')
  return generateKeyPairFromSeed('Ed25519', seed)
}

function parse(addresses: readonly string[], what: string): Multiaddr[] {
  return addresses.map(text => {
    try {
      return multiaddr(text)
    } catch {
      throw new UsageError(`Not a multiaddr to ${what}: ${text}`)
    }
  })
}

/** Whether that address is one of a LAN or a single machine, and not "all interfaces". */
function isPrivate(address: Multiaddr): boolean {
  const ip = ipOf(address)
  if (ip === undefined) return hostOf(address) === undefined
  return ip !== '0.0.0.0' && ip !== '::' && rangeOf(ip) !== 'public'
}

/** Creates and starts it. Errors as of `createHost`. */
export async function startLibp2p(options: HostOptions, log: Logger): Promise<Started> {
  const { dev = false, role = {}, topics = [] } = options
  const listen = parse(options.listen, 'listen on')
  const announce = parse(options.announce ?? [], 'announce')
  const bootstrap = parse(options.bootstrap ?? [], 'bootstrap from')
  if (
    options.certificate === undefined &&
    listen.some(address => address.toString().includes('/webrtc-direct'))
  ) {
    throw new UsageError('Listening on webrtc-direct needs a certificate')
  }
  const privateKey = await hostKey(options.seed)

  const loopback = dev || [...listen, ...bootstrap].some(isLoopbackAddress)
  const local = dev || (listen.length > 0 && announce.length === 0 && listen.every(isPrivate))
  const bootstrapHosts = new Set(bootstrap.map(hostOf))
  const scope = createDialScope(loopback)

  const webSockets = createWebSockets()
  const relayClient = createRelayClient(log)
  let inner: Inner | undefined
  let relayService: CircuitRelayService | undefined

  function withRelay(components: CircuitRelayServerComponents): CircuitRelayService {
    relayService = relayServer(options.relayLimits)(components)
    return relayService
  }

  const gater = createGater({
    peerId: peerIdFromPrivateKey(privateKey).toString(),
    scope: address => scope(address) || bootstrapHosts.has(hostOf(address)),
    loopback,
    onInbound: webSockets.arrived,
    allowReservation: peerId =>
      relayService !== undefined &&
      mayReserve(relayService, options.relayLimits ?? {}, peerId, options.known ?? (() => false)),
    allowRelay: relayClient.chosen
  })

  /** Whether others can reach us: then we serve the DHT, unless told otherwise. */
  function reachable(): boolean {
    if (local || announce.length > 0) return true
    const known = inner?.addressManager.getAddressesWithMetadata() ?? []
    return known.some(
      ({ multiaddr: address, verified }) =>
        verified &&
        !address.toString().includes('/p2p-circuit') &&
        rangeOf(ipOf(address) ?? '0.0.0.0') === 'public'
    )
  }
  const { dhtMode = 'auto' } = role

  const libp2p = await createLibp2p({
    start: false,
    privateKey,
    logger: options.componentLogger ?? libraryLogger(),
    nodeInfo: { name: AGENT_VERSION, version: '0', userAgent: AGENT_VERSION },
    datastore: createBoundedDatastore(),
    addresses: { listen: [...options.listen], announce: [...(options.announce ?? [])] },
    transports: [
      ...(options.transports ?? [TCP, webSockets.transport, webRtcDirect(options.certificate)]),
      relayClient.transport
    ],
    connectionEncrypters: [ENCRYPTER],
    streamMuxers: [MUXER],
    connectionGater: gater,
    connectionManager: {
      ...DIALLING,
      maxConnections: MAX_CONNECTIONS,
      maxIncomingPendingConnections: MAX_PENDING_INBOUND,
      inboundUpgradeTimeout: INBOUND_UPGRADE_TIMEOUT,
      inboundConnectionThreshold: loopback ? MAX_INBOUND_RATE_LOOPBACK : MAX_INBOUND_RATE
    },
    connectionMonitor: {
      protocolPrefix: PROTOCOL_PREFIX,
      pingInterval: PING_INTERVAL,
      pingTimeout: { minTimeout: PING_TIMEOUT, maxTimeout: PING_TIMEOUT }
    },
    services: {
      identify: identify({ protocolPrefix: PROTOCOL_PREFIX, maxInboundStreams: 2, maxOutboundStreams: 2 }),
      identifyPush: identifyPush({
        protocolPrefix: PROTOCOL_PREFIX,
        maxInboundStreams: 2,
        maxOutboundStreams: 2
      }),
      // the monitor and the DHT ping at the same time; one stream too many ends the connection
      ping: ping({ protocolPrefix: PROTOCOL_PREFIX, maxInboundStreams: 8, maxOutboundStreams: 8 }),
      dht: dhtService(dhtMode === 'server' || (dhtMode === 'auto' && reachable()), local),
      gossip: gossipService(topics, loopback),
      ...(role.relay === true ? { relay: withRelay } : {}),
      inner: (components: Inner) => {
        inner = components
        return {}
      }
    }
  })
  if (inner === undefined) throw new UsageError('The host could not be put together')
  const { addressManager, transportManager, events } = inner

  // the library holds back public addresses until somebody has verified them
  events.addEventListener('transport:listening', () => {
    for (const address of transportManager.getAddrs()) {
      const ip = ipOf(address)
      if (ip === undefined || rangeOf(ip) !== 'public') continue
      // a public IPv4 address of our own is rarely walled off, an IPv6 one often
      if (role.relay === true || !ip.includes(':'))
        addressManager.confirmObservedAddr(address, { type: 'transport' })
    }
  })
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
  return { libp2p, inner, loopback, relayClient, relayService: () => relayService }
}

/** The library says why it cannot listen in the text of its error. */
function listenFailure(err: unknown): UsageError {
  const text = err instanceof Error ? err.message : ''
  if (/EADDRINUSE|register ICE UDP mux/.test(text)) return new UsageError('Cannot listen: the port is in use')
  if (text.includes('EACCES')) return new UsageError('Cannot listen: no permission for that port')
  if (text.includes('EADDRNOTAVAIL')) return new UsageError('Cannot listen: not an address of this machine')
  return new UsageError(`Cannot start the host: ${err instanceof Error ? err.name : 'unknown'}`)
}
