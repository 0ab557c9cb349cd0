/**
 * The connection gater: whom we dial, how much one address may take of us, and who gets
 * a relay reservation.
 *
 * @packageDocumentation
 */
import { relayIn } from './circuit.ts'
import { ipOf, addressGroup, rangeOf } from './scope.ts'
import { MAX_CONNECTIONS_PER_HOST, MAX_CONNECTIONS_PER_RELAY, MAX_PENDING_PER_HOST } from './constants.ts'
import type { DialScope } from './scope.ts'
import type { ConnectionGater, MultiaddrConnection } from '@libp2p/interface'

export interface GaterInit {
  readonly scope: DialScope
  /** Own PeerId: our own addresses are never filtered. */
  readonly peerId: string
  /** Loopback peers are not counted by address: in tests and on one machine all share it. */
  readonly loopback: boolean
  /** Called with every inbound connection, before its handshake. */
  readonly onInbound?: (connection: MultiaddrConnection) => void
  /** Whether that peer may have a reservation. Default: nobody. */
  readonly allowReservation?: (peerId: string) => boolean
  /** Whether that relay may bring us connections. */
  readonly allowRelay: (relayPeerId: string) => boolean
  /** Who does not answer is called by those who keep count, and not by the library for its own ends. */
  readonly isSilent: (peerId: string) => boolean
}

/** Counts things that end, by key. */
function createCounter(): { get(key: string): number; add(key: string): () => void } {
  const counts = new Map<string, number>()
  return {
    get: key => counts.get(key) ?? 0,
    add(key) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      let ended = false
      return () => {
        if (ended) return
        ended = true
        const count = (counts.get(key) ?? 1) - 1
        if (count === 0) counts.delete(key)
        else counts.set(key, count)
      }
    }
  }
}

/** What a connection is counted by, and how many such there may be; undefined: not counted. */
function countedBy(
  connection: MultiaddrConnection,
  loopback: boolean
): { key: string; max: number } | undefined {
  const relay = relayIn(connection.remoteAddr)
  // such an address begins with the relay's: its guests are not one host
  if (relay !== undefined) return { key: `relay ${relay}`, max: MAX_CONNECTIONS_PER_RELAY }
  const ip = ipOf(connection.remoteAddr)
  if (ip === undefined || (loopback && rangeOf(ip) === 'loopback')) return undefined
  return { key: addressGroup(ip), max: MAX_CONNECTIONS_PER_HOST }
}

export function createGater(init: GaterInit): ConnectionGater {
  const pending = createCounter()
  const established = createCounter()
  const upgrading = new WeakMap<MultiaddrConnection, () => void>()

  return {
    denyDialPeer: peer => init.isSilent(peer.toString()),

    denyDialMultiaddr: async address => !(await init.scope.admits(address)),

    filterMultiaddrForPeer: (peer, address) => peer.toString() === init.peerId || init.scope.holds(address),

    denyInboundConnection(connection) {
      init.onInbound?.(connection)
      const counted = countedBy(connection, init.loopback)
      if (counted === undefined) return false
      if (pending.get(counted.key) >= MAX_PENDING_PER_HOST) return true
      if (established.get(counted.key) >= counted.max) return true
      if (connection.status !== 'open') return true
      const release = pending.add(counted.key)
      upgrading.set(connection, release)
      connection.addEventListener('close', release)
      return false
    },

    denyInboundUpgradedConnection(_peer, connection) {
      upgrading.get(connection)?.()
      const counted = countedBy(connection, init.loopback)
      if (counted === undefined) return false
      if (connection.status !== 'open' || established.get(counted.key) >= counted.max) return true
      connection.addEventListener('close', established.add(counted.key))
      return false
    },

    denyInboundRelayReservation: peer => init.allowReservation?.(peer.toString()) !== true,

    denyInboundRelayedConnection: relay => !init.allowRelay(relay.toString())
  }
}
