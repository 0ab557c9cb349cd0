/**
 * The ways of a Node process to others: TCP, WebSocket, webrtc-direct.
 *
 * @packageDocumentation
 */
import { lookup as lookupName } from 'node:dns'
import { tcp } from '@libp2p/tcp'
import { UnreachableError, UsageError } from '../../errors.ts'
import { SOCKET_INACTIVITY } from './constants.ts'
import { dialWebRtcDirect, isWebRtcDirect, loadWebRtcDirect } from './webrtc.ts'
import { createWebSockets } from './websockets.ts'
import type { HostCertificate } from './certificate.ts'
import type { DialScope } from './scope.ts'
import type { MultiaddrConnection } from '@libp2p/interface'
import type { TCPSocketOptions } from '@libp2p/tcp'
import type { Multiaddr } from '@multiformats/multiaddr'
import type { Libp2pOptions } from 'libp2p'
import type { LookupFunction } from 'node:net'

export { freePorts, withUdpPorts as listening } from './free-ports.ts'

/** For `createLibp2p`. */
export type Transports = NonNullable<Libp2pOptions['transports']>

/** The transports of a host that may listen. */
export interface HostTransports {
  readonly transports: Transports
  /** To be told of every inbound connection whose handshake below libp2p is done. */
  arrived(connection: MultiaddrConnection): void
}

/**
 * Those of a host that listens at these addresses.
 *
 * @throws {UsageError} webrtc-direct without a certificate
 */
export async function hostTransports(
  scope: DialScope,
  listen: readonly Multiaddr[],
  certificate: HostCertificate | undefined
): Promise<HostTransports> {
  const webSockets = createWebSockets()
  const transports = [createTcp(scope), webSockets.transport, await webRtc(listen, certificate)]
  return { transports, arrived: webSockets.arrived }
}

/** Those of a host that only dials. */
export function dialTransports(scope: DialScope): Transports {
  return [createTcp(scope), createWebSockets().transport, dialWebRtcDirect()]
}

/** How a socket looks names up: what leads out of the scope it is not told. */
export function lookupWithin(scope: DialScope): LookupFunction {
  return (name, options, callback) => {
    lookupName(name, { ...options, all: true }, (err, found) => {
      const [first] = found ?? []
      const ips = (found ?? []).map(({ address }) => address)
      if (err !== null || first === undefined) callback(err, [])
      else if (!scope.admitsName(name, ips))
        callback(new UnreachableError('a name leads into our own network'), [])
      else if (options.all === true) callback(null, found)
      else callback(null, first.address, first.family)
    })
  }
}

function createTcp(scope: DialScope): Transports[number] {
  // the library hands all of it on to the socket
  const dialOpts: TCPSocketOptions & { readonly lookup: LookupFunction } = { lookup: lookupWithin(scope) }
  return tcp({
    inboundSocketInactivityTimeout: SOCKET_INACTIVITY,
    outboundSocketInactivityTimeout: SOCKET_INACTIVITY,
    dialOpts
  })
}

async function webRtc(
  listen: readonly Multiaddr[],
  certificate: HostCertificate | undefined
): Promise<Transports[number]> {
  if (!listen.some(isWebRtcDirect)) return dialWebRtcDirect()
  if (certificate === undefined) throw new UsageError('Listening on webrtc-direct needs a certificate')
  return await loadWebRtcDirect(certificate)
}
