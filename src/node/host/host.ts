/**
 * The host itself: libp2p behind the ports of src/link.ts.
 *
 * @packageDocumentation
 */
import { logger } from '@libp2p/logger'
import { UsageError } from '../../errors.ts'
import { startBootstrap } from './bootstrap.ts'
import { Calls } from './calls.ts'
import { relayOf } from './circuit.ts'
import { MAX_CONNECTIONS, STOP_TIMEOUT } from './constants.ts'
import { keepRoom } from './crowd.ts'
import { createDht } from './dht.ts'
import { createDialer } from './dialer.ts'
import { settles } from './failures.ts'
import { createGossip } from './gossip.ts'
import { startLibp2p } from './libp2p.ts'
import { endSilentConnections } from './liveness.ts'
import { createPseudonymHost } from './pseudonym-host.ts'
import {
  addressesOf,
  bestConnection,
  countConnections,
  createOpener,
  createServer,
  dialPeer,
  parsePeerId
} from './streams.ts'
import type { Host, HostOptions } from './index.ts'
import type { ConnectedPeer } from '../../link.ts'
import type { Connection, PeerId } from '@libp2p/interface'

/** Name of our tag in the library's peer store. */
const TAG = 'earshot'

/**
 * Makes and starts a host. It listens when this resolves; bootstrap goes on behind.
 *
 * @throws {UsageError} an option makes no sense
 * @throws {ListenError} an address cannot be listened on
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const log = options.log ?? logger('earshot:host')
  const calls = options.calls ?? realCalls()
  const started = await startLibp2p(options, log, calls)
  const { libp2p, inner, scope, relayClient, relay, reachable, records } = started
  countConnections(libp2p, calls)
  const topics = options.topics ?? []
  const server = createServer(libp2p, log)
  const dialer = createDialer(inner.transportManager, scope)
  const running = new AbortController()
  /** Connected peers that we want to keep, and how much. */
  const preferred = new Map<string, number>()
  const peerId = libp2p.peerId.toString()

  const bootstrap = startBootstrap(libp2p, options.bootstrap ?? [], log)

  const { known = () => false } = options
  const { maxConnections = MAX_CONNECTIONS } = options
  keepRoom(libp2p, maxConnections, peer => preferred.has(peer), known)
  libp2p.addEventListener('peer:disconnect', ({ detail }) => preferred.delete(detail.toString()))

  /** Who was preferred after they had gone does not leave again. */
  function forgetGone(): void {
    const there = new Set(libp2p.getPeers().map(String))
    for (const peer of preferred.keys()) if (!there.has(peer)) preferred.delete(peer)
  }

  let stopped: Promise<void> | undefined
  async function stop(): Promise<void> {
    running.abort()
    bootstrap.stop()
    calls.stop()
    relayClient.stop()
    dialer.stop()
    server.stop()
    const connections = libp2p.getConnections()
    if (await settles(Promise.resolve(libp2p.stop()), STOP_TIMEOUT)) return
    log.error('stopping took too long')
    for (const connection of connections) connection.abort(new UsageError('The host is stopped'))
  }

  return {
    peerId,
    calls,
    gossip: createGossip(libp2p.services.gossip, topics),
    dht: createDht(libp2p.services.dht, records),

    open: createOpener(libp2p, dialer),
    handle: (protocol, handleOptions, handler) => server.handle(protocol, handleOptions, handler),
    unhandle: protocol => server.unhandle(protocol),

    addresses() {
      const known = inner.addressManager.getAddressesWithMetadata()
      const own = known.filter(({ verified, type }) => verified || type === 'transport')
      const named = own.map(({ multiaddr: address }) => address.toString())
      return [...new Set(addressesOf(peerId, named).map(String))]
    },

    watchAddresses(listener) {
      const changes = ['transport:listening', 'transport:close', 'self:peer:update'] as const
      for (const change of changes) inner.events.addEventListener(change, listener)
      return () => {
        for (const change of changes) inner.events.removeEventListener(change, listener)
      }
    },

    connected() {
      return libp2p.getPeers().flatMap(peer => {
        const connection = bestConnection(libp2p, peer)
        return connection === undefined ? [] : [describe(connection)]
      })
    },

    connection(remote) {
      // by its text: what others name need not be a PeerId at all
      const peer = libp2p.getPeers().find(each => each.toString() === remote)
      const connection = peer && bestConnection(libp2p, peer)
      return connection && describe(connection)
    },

    watch(listener) {
      const connected = (event: CustomEvent<PeerId>): void => listener(event.detail.toString(), 'connected')
      const gone = (event: CustomEvent<PeerId>): void => listener(event.detail.toString(), 'disconnected')
      libp2p.addEventListener('peer:connect', connected)
      libp2p.addEventListener('peer:disconnect', gone)
      return () => {
        libp2p.removeEventListener('peer:connect', connected)
        libp2p.removeEventListener('peer:disconnect', gone)
      }
    },

    async connect(remote, addresses, { signal }) {
      const peer = parsePeerId(remote)
      if (bestConnection(libp2p, peer) !== undefined) return
      await dialPeer(libp2p, dialer, peer, addresses, { signal, direct: false, urgent: true })
    },

    async prefer(remote, weight) {
      if (weight !== 0 && preferred.get(remote) === weight) return
      if (weight === 0) preferred.delete(remote)
      else preferred.set(remote, weight)
      if (preferred.size > maxConnections) forgetGone()
      const tag = weight === 0 ? undefined : { value: Math.min(100, Math.max(0, Math.round(weight))) }
      await libp2p.peerStore.merge(parsePeerId(remote), { tags: { [TAG]: tag } })
    },

    reserve: (address, waitOptions) => relayClient.reserve(address, waitOptions?.signal),
    relays: () => relayClient.held(),
    relay: async on => await relay.turn(on),
    reachable,

    pseudonym(seed) {
      const { transports } = options
      return createPseudonymHost({
        seed,
        scope,
        calls,
        ...(transports === undefined ? {} : { transports })
      })
    },

    networkChanged() {
      calls.forgetAll()
      bootstrap.hurry()
    },

    async endSilent() {
      if (!running.signal.aborted) await endSilentConnections(libp2p)
    },

    stop() {
      stopped ??= stop()
      return stopped
    }
  }
}

/** A budget on the platform's own time. */
export function realCalls(): Calls {
  return new Calls({
    rng: length => crypto.getRandomValues(new Uint8Array(length)),
    time: () => performance.now(),
    schedule(delay, run) {
      const timer = setTimeout(run, delay)
      return () => clearTimeout(timer)
    }
  })
}

function describe(connection: Connection): ConnectedPeer {
  const relay = relayOf(connection.remoteAddr)
  const remote = connection.remotePeer.toString()
  const address = connection.remoteAddr.toString()
  const suffix = `/p2p/${remote}`
  return {
    peerId: remote,
    address: address.endsWith(suffix) ? address.slice(0, -suffix.length) : address,
    dialled: connection.direction === 'outbound',
    direct: relay === undefined,
    ...(relay === undefined ? {} : { relay })
  }
}
