/**
 * The streams that our gossip goes out on. The library opens one to each peer: one after the
 * other, so that a peer which does not answer holds up all others for 4 s, and only once, so
 * that after a failure, or when the connection that carried the stream ends and another one
 * stays, that peer hears nothing of us any more. Here every peer is by itself, and has a
 * stream again as long as it is connected.
 *
 * @packageDocumentation
 */
import { UnreachableError } from '../../errors.ts'
import { pause } from '../../schedule.ts'
import { NEGOTIATION_TIMEOUT, RETRY_FIRST, RETRY_LAST } from './constants.ts'
import { overlay } from './overlay.ts'
import { bestConnection } from './streams.ts'
import type { GossipSubComponents } from '@libp2p/gossipsub'
import type { Connection, PeerId, Stream, StreamHandler, Topology } from '@libp2p/interface'

type Registrar = GossipSubComponents['registrar']

/** The components, for gossipsub. */
export function withSteadyStreams(components: GossipSubComponents): GossipSubComponents {
  const { registrar, connectionManager } = components
  /** What gossipsub speaks, and what it wants to be told. */
  const protocols: string[] = []
  let gossip: Topology = {}
  /** Peers that are to have a stream. */
  const wanted = new Map<string, AbortController>()

  function isConnected(peer: PeerId): boolean {
    return bestConnection(connectionManager, peer) !== undefined
  }

  function want(peer: PeerId): void {
    const id = peer.toString()
    if (wanted.has(id)) return
    const over = new AbortController()
    wanted.set(id, over)
    void keepStream(peer, over.signal).finally(() => forget(peer, over))
  }

  function forget(peer: PeerId, over: AbortController): void {
    const id = peer.toString()
    if (wanted.get(id) !== over) return
    wanted.delete(id)
    over.abort()
    void gossip.onDisconnect?.(peer)
  }

  /** Resolves when there is no connection any more. Never rejects. */
  async function keepStream(peer: PeerId, over: AbortSignal): Promise<void> {
    let wait = RETRY_FIRST
    for (;;) {
      const connection = bestConnection(connectionManager, peer)
      if (connection === undefined || over.aborted) return
      const began = performance.now()
      const stream = await openStream(connection, over)
      if (stream !== undefined) {
        const ours = overlay(stream, { close: async () => end(stream) })
        // gossipsub would open one itself
        void gossip.onConnect?.(peer, overlay(connection, { newStream: async () => ours }))
        await ended(stream, over)
      }
      if (performance.now() - began > RETRY_LAST) wait = RETRY_FIRST
      if (isConnected(peer)) await pause(wait, over)
      wait = Math.min(2 * wait, RETRY_LAST)
    }
  }

  async function openStream(connection: Connection, over: AbortSignal): Promise<Stream | undefined> {
    const signal = AbortSignal.any([over, AbortSignal.timeout(NEGOTIATION_TIMEOUT)])
    try {
      return await connection.newStream(protocols, { signal, runOnLimitedConnection: true })
    } catch {
      // it does not answer, or does not speak gossip now: later perhaps
      return undefined
    }
  }

  const changes: Partial<Registrar> = {
    async handle(protocol, handler: StreamHandler, options) {
      const receive: StreamHandler = async (stream, connection) => {
        const noStream = async (): Promise<never> => {
          throw new UnreachableError('its stream is opened elsewhere')
        }
        // it takes a broken stream for the end of the connection, and forgets what the peer takes part in
        stream.addEventListener('close', () => stream.safeDispatchEvent('remoteCloseWrite'))
        const theirs = overlay(stream, { close: async () => end(stream) })
        await handler(theirs, overlay(connection, { newStream: noStream }))
        want(connection.remotePeer)
      }
      await registrar.handle(protocol, receive, options)
    },
    async register(protocol, topology) {
      protocols.push(protocol)
      gossip = topology
      return await registrar.register(protocol, {
        ...topology,
        onConnect: want,
        onDisconnect(peer) {
          // told late, it may be of a connection before this one
          const over = wanted.get(peer.toString())
          if (over !== undefined && !isConnected(peer)) forget(peer, over)
        }
      })
    },
    unregister(id) {
      for (const over of wanted.values()) over.abort()
      registrar.unregister(id)
    }
  }
  return overlay(components, { registrar: overlay(registrar, changes) })
}

/** Both sides at once: half a stream would be waited for, and would count as one. */
function end(stream: Stream): void {
  stream.abort(new UnreachableError('gossip has no use for it any more'))
}

/** Resolves when the stream has ended, as it does when it is over. */
async function ended(stream: Stream, over: AbortSignal): Promise<void> {
  if (stream.status !== 'open' && stream.status !== 'closing') return
  await new Promise(resolve => {
    stream.addEventListener('close', resolve, { once: true })
    over.addEventListener('abort', () => end(stream), { once: true })
    if (over.aborted) end(stream)
  })
}
