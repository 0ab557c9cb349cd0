/**
 * The circuit relay server of a host that relays at times. It begins with the first time, and ends with
 * the host: who has a reservation keeps it until it is over, also when no more are given.
 *
 * @packageDocumentation
 */
import { UsageError } from '../../errors.ts'
import { mayReserve, relayServer } from './relay-server.ts'
import type { RelayLimits } from './relay-server.ts'
import type { CircuitRelayServerComponents, CircuitRelayService } from '@libp2p/circuit-relay-v2'

/** What the library starts and stops of a service. */
type Part = CircuitRelayService & { start?(): Promise<void> | void; stop?(): Promise<void> | void }

export interface RelaySwitchInit {
  readonly limits: RelayLimits
  /** Whether it relays from the start. */
  readonly on: boolean
  /** Whether we carry for that peer before strangers. */
  readonly known: (peerId: string) => boolean
}

/** The service for `createLibp2p`, and its switch. */
export interface RelaySwitch {
  readonly service: (components: CircuitRelayServerComponents) => {
    start(): Promise<void>
    stop(): Promise<void>
  }
  /** Gives reservations from now on, or no more. @throws {UsageError} not on this platform */
  turn(on: boolean): Promise<void>
  /** Whether that peer may have a reservation now. */
  admits(peerId: string): boolean
}

export function createRelaySwitch({ limits, on, known }: RelaySwitchInit): RelaySwitch {
  let components: CircuitRelayServerComponents | undefined
  let server: Part | undefined
  let giving = on

  async function begin(): Promise<void> {
    if (server !== undefined) return
    if (components === undefined) throw new UsageError('The host is not put together yet')
    server = relayServer(limits)(components)
    try {
      await server.start?.()
    } catch (error) {
      server = undefined
      throw error
    }
  }

  return {
    service(given) {
      components = given
      return {
        async start() {
          if (on) await begin()
        },
        async stop() {
          await server?.stop?.()
        }
      }
    },

    async turn(wanted) {
      if (wanted) await begin()
      giving = wanted
    },

    admits: peerId => giving && server !== undefined && mayReserve(server, limits, peerId, known)
  }
}
