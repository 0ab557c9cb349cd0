/**
 * Room for whoever comes. The library takes no new connection once there are as many as we
 * allow, so that some hundred silent ones of a stranger shut the door. Here, when it gets
 * crowded, each new connection costs one that we can spare.
 *
 * @packageDocumentation
 */
import { UnreachableError } from '../../errors.ts'
import { CROWDED_SHARE, FULL_SHARE, MAX_CONNECTIONS_PER_PEER, NEWCOMER_STAY } from './constants.ts'
import { originOf } from './scope.ts'
import type { EpochMs } from '../../ports.ts'
import type { Connection, Libp2p } from '@libp2p/interface'

/**
 * The connection to end: of those that came to us and that we can spare, the oldest one of
 * the origin that has most. A newcomer who says what he wants is gone or kept before his
 * turn comes, and the crowd of one host costs others nothing.
 *
 * @param mayGo - whether we can spare that peer
 * @param before - those that came later are not looked at (ms)
 */
export function leastWanted(
  connections: readonly Connection[],
  mayGo: (peerId: string) => boolean,
  before: EpochMs = Infinity
): Connection | undefined {
  const spare = connections.filter(
    ({ direction, status, remotePeer, timeline }) =>
      direction === 'inbound' && status === 'open' && timeline.open <= before && mayGo(remotePeer.toString())
  )
  const byOrigin = Map.groupBy(spare, ({ remoteAddr }) => originOf(remoteAddr))
  const [most = []] = [...byOrigin.values()].sort((a, b) => b.length - a.length)
  return most.toSorted((a, b) => a.timeline.open - b.timeline.open)[0]
}

/** Who is connected, as far as it matters here. */
type Connections = Pick<Libp2p, 'addEventListener' | 'getConnections'>

/**
 * Ends the oldest connection of a peer that comes again and again, and a connection for each new one while it is
 * crowded. When it is nearly full it may be one of somebody known:
 * to become that costs nothing in an open network.
 *
 * @param max - connections that the library takes
 * @param isPreferred - who always stays
 */
export function keepRoom(
  libp2p: Connections,
  max: number,
  isPreferred: (peerId: string) => boolean,
  isKnown: (peerId: string) => boolean
): void {
  libp2p.addEventListener('connection:open', ({ detail }) => {
    const connections = libp2p.getConnections()
    const ofPeer = connections.filter(
      ({ direction, remotePeer }) => direction === 'inbound' && remotePeer.equals(detail.remotePeer)
    )
    if (ofPeer.length > MAX_CONNECTIONS_PER_PEER) ofPeer[0]?.abort(noRoom())
    if (connections.length <= max * CROWDED_SHARE) return
    const isStranger = (peerId: string): boolean => !isPreferred(peerId) && !isKnown(peerId)
    const goes =
      connections.length <= max * FULL_SHARE
        ? leastWanted(connections, isStranger, Date.now() - NEWCOMER_STAY)
        : (leastWanted(connections, isStranger) ?? leastWanted(connections, peerId => !isPreferred(peerId)))
    goes?.abort(noRoom())
  })
}

/** The bound is ours: who reads a stream of that connection must not take it for an offence of the other side. */
function noRoom(): UnreachableError {
  return new UnreachableError('The connection was ended to make room')
}
