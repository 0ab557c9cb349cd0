/**
 * The libp2p host under messenger nodes and coordinators: TCP, WebSocket, webrtc-direct and
 * circuit relay; Noise and yamux; identify, ping, our own DHT, gossip; every bound of
 * docs/LIMITS.md. Nothing above it sees libp2p.
 *
 * @packageDocumentation
 *
 * @example A coordinator on one machine, and a node that asks it something
 *
 * ```TypeScript
 * const coordinator = await createHost({
 *   seed: coordinatorSeed,
 *   certificate: await createCertificate(),
 *   listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws', '/ip4/127.0.0.1/udp/0/webrtc-direct'],
 *   role: { relay: true, dhtMode: 'server' },
 *   dev: true
 * })
 * await coordinator.handle('/earshot/query/1.0.0', { maxFrame: 65_536 }, async (stream, signal) => {
 *   const question = await stream.receive({ signal })
 *   if (question !== undefined) await stream.send(question, { signal })
 * })
 *
 * const node = await createHost({ seed, listen: [], bootstrap: coordinator.addresses() })
 * const stream = await node.open(coordinator.peerId, coordinator.addresses(), '/earshot/query/1.0.0', {
 *   maxFrame: 65_536,
 *   signal: AbortSignal.timeout(5_000)
 * })
 *
 * await node.stop()
 * await coordinator.stop()
 * await releaseNativeHandles() // once, before the process ends
 * ```
 */
import type { Calls } from './calls.ts'
import type { HostCertificate } from './certificate.ts'
import type { DhtMode } from './dht.ts'
import type { RecordShelf } from './kad-records.ts'
import type { PseudonymHost } from './pseudonym-host.ts'
import type { RelayLimits } from './relay-server.ts'
import type { Dht, Gossip, Peers, Transport, WaitOptions } from '../../link.ts'
import type { Logger } from '../../ports.ts'
import type { Transports } from './transports.ts'

export { createCertificate, restoreCertificate, serialiseCertificate } from './certificate.ts'
export { createHost } from './host.ts'
export { releaseNativeHandles } from './native.ts'
export { freePorts } from './transports.ts'
export type { HostCertificate } from './certificate.ts'
export type { DhtMode } from './dht.ts'
export type { RecordShelf } from './kad-records.ts'
export type { PseudonymHost } from './pseudonym-host.ts'
export type { RelayLimits } from './relay-server.ts'

/** What a host does for others. */
export interface HostRole {
  /** Serves as circuit relay. Default false. */
  readonly relay?: boolean
  /** Default `auto`: server while others can reach us. */
  readonly dhtMode?: DhtMode
}

export interface HostOptions {
  /** Ed25519 seed of the device, 32 bytes; its public key is the PeerId. */
  readonly seed: Uint8Array
  /** Needed to listen on webrtc-direct. Keep it: its hash is part of the addresses. */
  readonly certificate?: HostCertificate
  /** Multiaddrs; port 0 is a free port. None: the host only dials. */
  readonly listen: readonly string[]
  /** Multiaddrs to dial at the start, and again whenever nobody is connected. */
  readonly bootstrap?: readonly string[]
  readonly role?: HostRole
  /** Every connection is pinged so often (ms). Default {@link PING_INTERVAL}. */
  readonly pingInterval?: number
  /** Connections in all. Default {@link MAX_CONNECTIONS}. */
  readonly maxConnections?: number
  /** Multiaddrs that were reached in an earlier life. Whoever has some on loopback may dial there. */
  readonly remembered?: readonly string[]
  /** Everything on one machine: loopback counts as publicly reachable. */
  readonly dev?: boolean
  /** Gossip topics that may be used; all others are neither heard nor passed on. */
  readonly topics?: readonly string[]
  /** Who keeps its place, and gets a relay reservation, when strangers do not: contacts and members. Default nobody. */
  readonly known?: (peerId: string) => boolean
  readonly relayLimits?: RelayLimits
  /** Which records of the DHT are kept for others, and believed. Default: none. */
  readonly shelf?: RecordShelf
  readonly log?: Logger
  /** How often who does not answer is called. Default: one of its own. */
  readonly calls?: Calls
  /** Instead of those of the platform, for tests in memory. Circuit relay is always there. */
  readonly transports?: Transports
}

/** A running host. */
export interface Host extends Transport, Peers {
  /** Who does not answer, for this host and its pseudonyms. */
  readonly calls: Calls
  readonly gossip: Gossip
  readonly dht: Dht
  /** Full multiaddrs with real ports, ending in our PeerId; those over relays included. */
  addresses(): string[]
  /** Tells that they may have changed. Returns how to stop it. */
  watchAddresses(listener: () => void): () => void
  /** Opens a connection, if there is none yet, whatever `calls` says. Errors as of `open`. */
  connect(peerId: string, addresses: readonly string[], options: { signal: AbortSignal }): Promise<void>
  /**
   * How much we want to keep connections to that peer when there are too many, as long as it is
   * connected; 0 forgets it. Contacts 100, coordinators in use and users of mailboxes 50.
   */
  prefer(peerId: string, weight: number): Promise<void>
  /**
   * Lets us be reached over the relay at that address (ending in its PeerId), from now on and
   * again after it was gone. Errors: src/node/host/relay-client.ts.
   */
  reserve(relayAddress: string, options?: WaitOptions): Promise<void>
  /** PeerIds of the relays that hold a reservation for us now. */
  relays(): string[]
  /** Relays for others from now on, or gives no more reservations. @throws {UsageError} in a browser */
  relay(on: boolean): Promise<void>
  /**
   * Whether others can reach us directly: at a public address that is known to be ours, or, of a node that
   * listens only on private ones (also for development), there.
   */
  reachable(): boolean
  /** A pseudonymous host that may dial what this one may. The caller stops it. */
  pseudonym(seed: Uint8Array): Promise<PseudonymHost>
  /** After sleep, or in another network: who could not be reached is called, and bootstrap addresses are dialled, at once. */
  networkChanged(): void
  /**
   * Ends, within 3 s, the connections that answer no more: after sleep, or a change of network.
   * Never rejects.
   */
  endSilent(): Promise<void>
  /** Ends everything within 5 s. Idempotent, never rejects. */
  stop(): Promise<void>
}
