/**
 * The circuit relay server with our limits.
 *
 * Two things the library leaves open are closed here. It has no priorities: strangers get
 * no new reservation once three quarters of the places are taken. And it reads one end of
 * a circuit as fast as it can, however slow the other end is: with 64 MiB allowed per
 * circuit that is 64 MiB of memory for whoever asks, so each end is paused while the other
 * one is behind.
 *
 * @packageDocumentation
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { circuitRelayServer } from '@libp2p/circuit-relay-v2'
import {
  RELAY_BACKLOG,
  RELAY_CIRCUIT_BYTES,
  RELAY_CIRCUIT_DURATION,
  RELAY_HOP_STREAMS,
  RELAY_HOP_TIMEOUT,
  RELAY_RESERVATIONS,
  RELAY_RESERVATION_TTL,
  RELAY_STOP_STREAMS,
  RELAY_STRANGER_SHARE
} from './constants.ts'
import { overlay } from './overlay.ts'
import type { CircuitRelayServerComponents, CircuitRelayService } from '@libp2p/circuit-relay-v2'
import type { Connection, Stream, StreamHandler } from '@libp2p/interface'

/** Limits of a relay server; the defaults are ours. */
export interface RelayLimits {
  /** Reservations at a time. Default 512. */
  readonly reservations?: number
  /** How long a reservation holds, in milliseconds. Default 6 h. */
  readonly reservationTtl?: number
  /** Longest circuit, in milliseconds. Default 30 min. */
  readonly circuitDuration?: number
  /** Most bytes of a circuit, both ways together. Default 64 MiB. */
  readonly circuitBytes?: number
}

/** A stream of the library, of which we count what comes in. */
type CountedStream = Stream & { onData?: (data: Parameters<Stream['send']>[0]) => void }

/** Pauses `from` while more than `limit` of its bytes have not been handed to `to`. */
export function limitBacklog(from: Stream, to: Stream, limit: number): void {
  const source: CountedStream = from
  const onData = source.onData?.bind(source)
  if (onData === undefined) return
  const send = to.send.bind(to)
  let backlog = 0
  source.onData = data => {
    backlog += data.byteLength
    onData(data)
    if (backlog > limit && source.readStatus === 'readable') source.pause()
  }
  to.send = data => {
    // what we count from here on may be preceded by bytes of the handshake
    backlog = Math.max(0, backlog - data.byteLength)
    const more = send(data)
    if (backlog <= limit / 2 && source.readStatus === 'paused') source.resume()
    return more
  }
}

/**
 * Whether a peer may have a reservation now. Who holds one may renew it.
 *
 * @param known whether we carry for that peer before strangers: contacts, members
 */
export function mayReserve(
  service: CircuitRelayService,
  limits: RelayLimits,
  peerId: string,
  known: (peerId: string) => boolean
): boolean {
  const places = limits.reservations ?? RELAY_RESERVATIONS
  if (service.reservations.size < places * RELAY_STRANGER_SHARE || known(peerId)) return true
  for (const holder of service.reservations.keys()) {
    if (holder.toString() === peerId) return true
  }
  return false
}

/** The service for `createLibp2p`. */
export function relayServer(
  limits: RelayLimits = {}
): (components: CircuitRelayServerComponents) => CircuitRelayService {
  const create = circuitRelayServer({
    hopTimeout: RELAY_HOP_TIMEOUT,
    maxInboundHopStreams: RELAY_HOP_STREAMS,
    maxOutboundStopStreams: RELAY_STOP_STREAMS,
    reservations: {
      maxReservations: limits.reservations ?? RELAY_RESERVATIONS,
      reservationTtl: limits.reservationTtl ?? RELAY_RESERVATION_TTL,
      defaultDurationLimit: limits.circuitDuration ?? RELAY_CIRCUIT_DURATION,
      defaultDataLimit: BigInt(limits.circuitBytes ?? RELAY_CIRCUIT_BYTES)
    }
  })

  return components => {
    /** The stream whose request is being served: what is opened meanwhile is its other end. */
    const asking = new AsyncLocalStorage<Stream>()

    function joined(connection: Connection): Connection {
      return overlay(connection, {
        newStream: async (protocols, options) => {
          const stream = await connection.newStream(protocols, options)
          const source = asking.getStore()
          if (source !== undefined) {
            limitBacklog(source, stream, RELAY_BACKLOG)
            limitBacklog(stream, source, RELAY_BACKLOG)
          }
          return stream
        }
      })
    }

    return create(
      overlay(components, {
        get registrar() {
          const registrar = components.registrar
          return overlay(registrar, {
            handle: async (protocol, handler: StreamHandler, options) => {
              const inContext: StreamHandler = (stream, connection) =>
                asking.run(stream, () => handler(stream, connection))
              await registrar.handle(protocol, inContext, options)
            }
          })
        },
        get connectionManager() {
          const manager = components.connectionManager
          return overlay(manager, {
            // the library takes the first one: a relayed or a dying one would not do
            getConnections: peer =>
              manager
                .getConnections(peer)
                .filter(connection => connection.status === 'open' && connection.limits === undefined)
                .map(joined)
          })
        }
      })
    )
  }
}
