/**
 * Being reached over relays: reservations that we ask for, watch and renew.
 *
 * The library renews a reservation in time, but does not come back to a relay that was
 * restarted, and lets any peer talk us into a reservation at it (it only has to pretend
 * to bring a connection). So relays are those that we chose, and we come back to them.
 *
 * @packageDocumentation
 */
import { circuitRelayTransport, RELAY_V2_STOP_CODEC } from '@libp2p/circuit-relay-v2'
import { multiaddr } from '@multiformats/multiaddr'
import { LimitError, UnreachableError, UsageError } from '../../errors.ts'
import { MAX_RELAYS, RELAY_RESERVE_TIMEOUT, RELAY_STOP_STREAMS } from './constants.ts'
import { failure, withSignal } from './failures.ts'
import { overlay } from './overlay.ts'
import { pause } from '../../schedule.ts'
import { untilDone } from './retry.ts'
import { parseAddress, parsePeerId, peerIdOfAddress } from './streams.ts'
import type { Logger } from '../../ports.ts'
import type { Calls } from './calls.ts'
import type { CircuitRelayTransportComponents } from '@libp2p/circuit-relay-v2'
import type { Connection, PeerId, Transport } from '@libp2p/interface'

/** The part of the library's transport that its type hides. */
interface ReservationStore {
  addRelay(peer: PeerId, type: 'configured'): Promise<unknown>
  hasReservation(peer: PeerId): boolean
}

/** The relays of a host. */
export interface RelayClient {
  /** For `createLibp2p`. */
  readonly transport: (components: CircuitRelayTransportComponents) => Transport
  /**
   * Asks the relay at `address` (ending in its PeerId) to carry connections to us, and goes
   * on asking when it loses us, until `stop`.
   *
   * @throws {LimitError} too many relays
   * @throws {UnreachableError} no answer, or refused; then it is not tried again
   */
  reserve(address: string, signal?: AbortSignal): Promise<void>
  /** Relays that hold a reservation for us now. */
  held(): string[]
  /** Whether connections over that relay are welcome. */
  chosen(relayPeerId: string): boolean
  stop(): void
}

export function createRelayClient(log: Logger, calls: Calls): RelayClient {
  /** By PeerId: where it is, and how to end the watch over it. */
  const relays = new Map<string, { readonly address: string; readonly controller: AbortController }>()
  let components: CircuitRelayTransportComponents | undefined
  let store: ReservationStore | undefined

  function chosen(relayPeerId: string): boolean {
    return relays.has(relayPeerId)
  }

  /** The library announces where the connection to a relay goes: one that came from there goes where nobody listens. */
  function whereItListens(connection: Connection): Connection {
    const relay = relays.get(connection.remotePeer.toString())
    if (relay === undefined || connection.direction === 'outbound') return connection
    return overlay(connection, { remoteAddr: multiaddr(relay.address) })
  }

  /** Comes back to a relay after its connection ended. */
  function watch(peerId: string, address: string, controller: AbortController): void {
    const { signal } = controller
    const peer = parsePeerId(peerId)
    let returning = false
    /** Replaced by every connection to it, which ends a pause. */
    let there = new AbortController()
    const connect = async (timeout: AbortSignal): Promise<void> => {
      try {
        await components?.connectionManager.openConnection(multiaddr(address), { signal: timeout })
      } catch (err) {
        throw failure(err, 'dial', timeout)
      }
    }
    const comeBack = (event: CustomEvent<PeerId>): void => {
      if (returning || event.detail.toString() !== peerId) return
      returning = true
      const attempt = async (): Promise<void> => {
        // whoever else learns of its end has to say first what that means
        await pause(0, signal)
        const timeout = AbortSignal.any([signal, AbortSignal.timeout(RELAY_RESERVE_TIMEOUT)])
        if (components?.connectionManager.getConnections(peer).length === 0) {
          await calls.call(peerId, async () => connect(timeout), true)
        }
        await store?.addRelay(peer, 'configured')
        log('reserved again at %p', peer)
      }
      void untilDone(attempt, signal, () => there.signal).finally(() => {
        returning = false
      })
    }
    const back = (event: CustomEvent<PeerId>): void => {
      if (event.detail.toString() !== peerId) return
      there.abort()
      there = new AbortController()
    }
    components?.events.addEventListener('peer:disconnect', comeBack)
    components?.events.addEventListener('peer:connect', back)
    signal.addEventListener('abort', () => {
      components?.events.removeEventListener('peer:disconnect', comeBack)
      components?.events.removeEventListener('peer:connect', back)
    })
  }

  return {
    transport(given) {
      components = given
      const guarded = overlay(given, {
        get connectionManager() {
          return overlay(given.connectionManager, {
            openConnection: async (peer, options) =>
              whereItListens(await given.connectionManager.openConnection(peer, options))
          })
        },

        get registrar() {
          return overlay(given.registrar, {
            handle: (protocol, handler, options) =>
              given.registrar.handle(
                protocol,
                (stream, connection) => {
                  if (protocol === RELAY_V2_STOP_CODEC && !chosen(connection.remotePeer.toString())) {
                    stream.abort(new UsageError('not a relay of ours'))
                    return
                  }
                  return handler(stream, connection)
                },
                options
              )
          })
        }
      })
      const transport = circuitRelayTransport({
        maxInboundStopStreams: RELAY_STOP_STREAMS,
        reservationCompletionTimeout: RELAY_RESERVE_TIMEOUT
      })(guarded)
      store = (transport as Transport & { reservationStore?: ReservationStore }).reservationStore
      return transport
    },

    async reserve(address, signal) {
      const target = parseAddress(address)
      const peerId = peerIdOfAddress(target)
      if (peerId === undefined || components === undefined) throw new UsageError('Not the address of a relay')
      if (chosen(peerId)) return
      if (relays.size >= MAX_RELAYS) throw new LimitError(`More than ${MAX_RELAYS} relays`)
      const controller = new AbortController()
      relays.set(peerId, { address, controller })
      try {
        const listening = components.transportManager.listen([target.encapsulate('/p2p-circuit')])
        await withSignal(listening, 'reserve', signal)
        if (store?.hasReservation(parsePeerId(peerId)) === false)
          throw new UnreachableError('reserve: refused')
        watch(peerId, address, controller)
      } catch (err) {
        relays.delete(peerId)
        throw failure(err, 'reserve', signal)
      }
    },

    held() {
      return [...relays.keys()].filter(peerId => store?.hasReservation(parsePeerId(peerId)) === true)
    },

    chosen,

    stop() {
      for (const { controller } of relays.values()) controller.abort()
      relays.clear()
    }
  }
}
