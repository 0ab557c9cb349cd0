/**
 * The second, minimal host (docs/PROTOCOL.md, 12.1): its key is a mailbox key or a throw-away
 * depositor key. It only dials: no listen address, no identify, no ping, no gossip, no DHT,
 * so that nothing ties it to the device but IP address and time.
 *
 * @packageDocumentation
 */
import { libraryLogger } from './logging.ts'
import { createLibp2p } from 'libp2p'
import { AGENT_VERSION, MAX_CONNECTIONS, STOP_TIMEOUT } from './constants.ts'
import { createBoundedDatastore } from './datastore.ts'
import { settles } from './failures.ts'
import { DIALLING, ENCRYPTER, hostKey, innerParts, MUXER } from './parts.ts'
import { createDialer } from './dialer.ts'
import { bestConnection, countConnections, createOpener, parsePeerId } from './streams.ts'
import { dialTransports } from './transports.ts'
import type { Calls } from './calls.ts'
import type { TransportManager } from './dialer.ts'
import type { DialScope } from './scope.ts'
import type { Opener } from '../../link.ts'
import type { Transports } from './transports.ts'

export interface PseudonymHostOptions {
  /** Ed25519 seed, 32 bytes: the mailbox key, or a fresh one per mailbox and hour. */
  readonly seed: Uint8Array
  /** What may be dialled. */
  readonly scope: DialScope
  /** Who does not answer, as all hosts of a node know it. Default: everybody may be called. */
  readonly calls?: Calls
  /** Instead of those of the platform, for tests in memory. */
  readonly transports?: Transports
}

/** A host that opens streams, to peers whose addresses the caller knows. */
export interface PseudonymHost extends Opener {
  /** Closes its connections, within 4 s. Idempotent, never rejects. */
  stop(): Promise<void>
}

/** @throws {UsageError} a seed of another length */
export async function createPseudonymHost(options: PseudonymHostOptions): Promise<PseudonymHost> {
  const { scope, calls } = options
  const inner = innerParts<{ readonly transportManager: TransportManager }>()
  const libp2p = await createLibp2p({
    privateKey: await hostKey(options.seed),
    logger: libraryLogger(),
    nodeInfo: { name: AGENT_VERSION, version: '0', userAgent: AGENT_VERSION },
    datastore: createBoundedDatastore(),
    addresses: { listen: [] },
    transports: [...(options.transports ?? dialTransports(scope))],
    connectionEncrypters: [ENCRYPTER],
    streamMuxers: [MUXER],
    connectionGater: { denyDialMultiaddr: async address => !(await scope.admits(address)) },
    connectionManager: { ...DIALLING, maxConnections: MAX_CONNECTIONS },
    // a dead link shows in the exchange itself, which has a deadline
    connectionMonitor: { enabled: false },
    services: { inner: inner.service }
  })
  const dialer = createDialer(inner.get().transportManager, scope)
  const open = createOpener(libp2p, dialer)
  const uncount = calls === undefined ? undefined : countConnections(libp2p, calls)
  let stopped: Promise<void> | undefined

  async function stop(): Promise<void> {
    uncount?.()
    dialer.stop()
    const connections = libp2p.getConnections()
    const ended = await settles(Promise.resolve(libp2p.stop()), STOP_TIMEOUT)
    if (!ended) for (const connection of connections) connection.abort(new Error('stopped'))
  }

  return {
    peerId: libp2p.peerId.toString(),
    async open(peerId, ...rest) {
      if (calls === undefined || bestConnection(libp2p, parsePeerId(peerId)) !== undefined)
        return open(peerId, ...rest)
      return calls.call(peerId, async () => open(peerId, ...rest))
    },
    stop() {
      stopped ??= stop()
      return stopped
    }
  }
}
