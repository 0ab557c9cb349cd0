/**
 * Opening and serving protocol streams, bounded in number and time.
 *
 * @packageDocumentation
 */
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { DeadlineError, LimitError, UnreachableError, UsageError } from '../../errors.ts'
import {
  DEFAULT_STREAM_IDLE,
  DEFAULT_STREAMS,
  DEFAULT_STREAMS_PER_CONNECTION,
  MAX_DIAL_ADDRESSES,
  MAX_STREAMS_OUTBOUND
} from './constants.ts'
import { failure } from './failures.ts'
import { createFrameStream } from './frames.ts'
import type { Answer, Calls } from './calls.ts'
import type { Dialer, DialOptions } from './dialer.ts'
import type { FrameHandler, FrameStream, HandleOptions, Transport } from '../../link.ts'
import type { Logger } from '../../ports.ts'
import type { Connection, Libp2p, PeerId } from '@libp2p/interface'
import type { Multiaddr } from '@multiformats/multiaddr'

/** What of libp2p opening needs; a pseudonymous host has no more. */
export type Connections = Pick<Libp2p, 'dial' | 'getConnections' | 'peerId' | 'status'>

/** @throws {UsageError} */
export function parsePeerId(text: string): PeerId {
  try {
    return peerIdFromString(text)
  } catch {
    throw new UsageError('Not a PeerId')
  }
}

/** @throws {UsageError} */
export function parseAddress(text: string): Multiaddr {
  try {
    return multiaddr(text)
  } catch {
    throw new UsageError('Not a multiaddr')
  }
}

/** PeerId at the end of an address, if it has one. */
export function peerIdOfAddress(address: Multiaddr): string | undefined {
  return address.getComponents().findLast(part => part.name === 'p2p')?.value
}

/**
 * The addresses that may lead to that peer, each ending in its PeerId. Addresses of
 * somebody else are left out: they would prove another identity.
 *
 * @throws {UsageError} one of them is not a multiaddr
 */
export function addressesOf(peerId: string, addresses: readonly string[]): Multiaddr[] {
  const result: Multiaddr[] = []
  for (const text of addresses) {
    const address = parseAddress(text)
    const parts = address.getComponents()
    // in /relay/p2p/R/p2p-circuit the last PeerId is the relay's
    const ends = parts.at(-1)?.name === 'p2p'
    if (ends && peerIdOfAddress(address) !== peerId) continue
    result.push(ends ? address : address.encapsulate(`/p2p/${peerId}`))
  }
  return result.slice(0, MAX_DIAL_ADDRESSES)
}

function isRelayed(connection: Connection): boolean {
  return !connection.direct || connection.limits !== undefined
}

/** The best connection to a peer that is still open: direct before relayed, old before new. */
export function bestConnection(
  connections: Pick<Connections, 'getConnections'>,
  peer: PeerId
): Connection | undefined {
  const open = connections.getConnections(peer).filter(connection => connection.status === 'open')
  return open.find(connection => !isRelayed(connection)) ?? open[0]
}

/**
 * Keeps a budget of calls informed of who is there. What a relay brings says nothing of how to call. To be
 * called before anybody else listens: who learns that a peer is gone may want to call it.
 *
 * @returns to be called when the host is about to stop: what ends from then on is ended by us
 */
export function countConnections(libp2p: Pick<Libp2p, 'addEventListener'>, calls: Calls): () => void {
  const open = new Map<Connection, Answer>()
  const openTo = (peer: PeerId): Connection[] => [...open.keys()].filter(each => each.remotePeer.equals(peer))
  let isLeaving = false
  const close = (connection: Connection): void => {
    const answer = open.get(connection)
    open.delete(connection)
    // of two, which dials that crossed may lead to, the other side may end one
    answer?.ended(!isLeaving && openTo(connection.remotePeer).length === 0)
  }
  libp2p.addEventListener('connection:open', ({ detail }) => {
    if (!isRelayed(detail)) open.set(detail, calls.opened(detail.remotePeer.toString()))
  })
  libp2p.addEventListener('connection:close', ({ detail }) => close(detail))
  // it is told before the end of the last connection is
  libp2p.addEventListener('peer:disconnect', ({ detail }) => {
    for (const connection of openTo(detail)) close(connection)
  })
  return () => {
    isLeaving = true
    for (const connection of [...open.keys()]) close(connection)
  }
}

/**
 * A new connection to that peer. Without addresses those count that libp2p knows.
 *
 * @throws {UnreachableError} no address answered as that peer
 * @throws {DeadlineError} the signal aborted first
 * @throws {UsageError} not a multiaddr; our own PeerId; stopped host
 */
export async function dialPeer(
  libp2p: Connections,
  dialer: Dialer,
  peer: PeerId,
  addresses: readonly string[],
  options: DialOptions
): Promise<Connection> {
  if (libp2p.status !== 'started') throw new UsageError('The host is stopped')
  if (libp2p.peerId.equals(peer)) throw new UsageError('dial: that is this peer itself')
  if (options.signal.aborted) throw new DeadlineError('dial: out of time')
  if (addresses.length > 0) return dialer.dial(addressesOf(peer.toString(), addresses), options)
  try {
    return await libp2p.dial(peer, { signal: options.signal, force: options.direct })
  } catch (err) {
    throw failure(err, 'dial', options.signal)
  }
}

/** `Transport.open` of src/link.ts. */
export function createOpener(libp2p: Connections, dialer: Dialer): Transport['open'] {
  return async (peerId, addresses, protocol, { signal, maxFrame, direct = false }) => {
    const peer = parsePeerId(peerId)
    const present = bestConnection(libp2p, peer)
    if (present !== undefined && !signal.aborted && !(direct && isRelayed(present))) {
      try {
        return await newStream(present, protocol, maxFrame, signal)
      } catch (err) {
        // a connection that died unnoticed is no answer; one that lives has spoken
        if (present.status === 'open' || signal.aborted) throw err
      }
    }
    const connection = await dialPeer(libp2p, dialer, peer, addresses, { signal, direct })
    return newStream(connection, protocol, maxFrame, signal)
  }
}

async function newStream(
  connection: Connection,
  protocol: string,
  maxFrame: number,
  signal: AbortSignal
): Promise<FrameStream> {
  try {
    const stream = await connection.newStream(protocol, {
      signal,
      runOnLimitedConnection: true,
      maxOutboundStreams: MAX_STREAMS_OUTBOUND
    })
    return createFrameStream(stream, connection, maxFrame)
  } catch (err) {
    throw failure(err, 'open', signal)
  }
}

/** `handle` and `unhandle` of `Transport`, and the end of all that they serve. */
export interface Server {
  handle(protocol: string, options: HandleOptions, handler: FrameHandler): Promise<void>
  unhandle(protocol: string): Promise<void>
  /** Resets every stream that is being served. */
  stop(): void
}

interface Served {
  readonly streams: Set<FrameStream>
}

export function createServer(libp2p: Libp2p, log: Logger): Server {
  const protocols = new Map<string, Served>()

  function end(served: Served): void {
    for (const stream of served.streams) stream.abort(new UnreachableError('no longer served'))
  }

  return {
    async handle(protocol, options, handler) {
      if (protocols.has(protocol)) throw new UsageError(`${protocol} is already served`)
      const served: Served = { streams: new Set() }
      protocols.set(protocol, served)
      const maxStreams = options.maxStreams ?? DEFAULT_STREAMS
      await libp2p.handle(
        protocol,
        (stream, connection) => {
          if (served.streams.size >= maxStreams) {
            stream.abort(new LimitError('too many streams'))
            return
          }
          const frames = createFrameStream(stream, connection, options.maxFrame)
          served.streams.add(frames)
          const ended = serve(frames, options, handler, err => log('%s failed: %s', protocol, nameOf(err)))
          void ended.finally(() => served.streams.delete(frames))
        },
        {
          runOnLimitedConnection: true,
          maxInboundStreams: options.maxPerConnection ?? DEFAULT_STREAMS_PER_CONNECTION,
          maxOutboundStreams: MAX_STREAMS_OUTBOUND
        }
      )
    },

    async unhandle(protocol) {
      const served = protocols.get(protocol)
      if (served === undefined) return
      protocols.delete(protocol)
      await libp2p.unhandle(protocol)
      end(served)
    },

    stop() {
      for (const served of protocols.values()) end(served)
      protocols.clear()
    }
  }
}

function nameOf(err: unknown): string {
  return err instanceof Error ? err.name : 'unknown'
}

/** Runs one handler within its deadlines. Resolves when nothing of the stream is left; never rejects. */
async function serve(
  stream: ReturnType<typeof createFrameStream>,
  options: HandleOptions,
  handler: FrameHandler,
  failed: (err: unknown) => void
): Promise<void> {
  const controller = new AbortController()
  const expire = (what: string): void => stream.abort(new DeadlineError(`${what} ran out`))
  const idleTime = options.idle ?? DEFAULT_STREAM_IDLE
  let lastFrame = performance.now()
  let idle = setTimeout(checkIdle, idleTime)
  function checkIdle(): void {
    const left = lastFrame + idleTime - performance.now()
    if (left <= 0) expire('the idle time')
    else idle = setTimeout(checkIdle, left)
  }
  const life =
    options.lifetime === undefined ? undefined : setTimeout(expire, options.lifetime, 'the life time')
  stream.onFrame = () => {
    lastFrame = performance.now()
  }
  void stream.gone.then(() => controller.abort(new UnreachableError('the stream is gone')))
  try {
    await handler(stream, controller.signal)
    await stream.close()
  } catch (err) {
    failed(err)
    stream.abort(failure(err, 'handler'))
  }
  await stream.gone
  clearTimeout(idle)
  clearTimeout(life)
}
