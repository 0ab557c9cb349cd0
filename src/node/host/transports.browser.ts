/**
 * The ways of a page to others: WebSocket and webrtc-direct to coordinators and nodes, WebRTC
 * to other pages, set up over a relay. A page listens only on the last.
 *
 * @packageDocumentation
 */
import { webRTC, webRTCDirect } from '@libp2p/webrtc'
import { webSockets } from '@libp2p/websockets'
import type { HostTransports, Transports } from './transports.ts'

/**
 * Left unset, the library asks Google's, Twilio's, Cloudflare's and Mozilla's servers who
 * we are, at every connection.
 */
const rtcConfiguration: RTCConfiguration = { iceServers: [] }

/** Those of a host that others can reach. */
export async function hostTransports(): Promise<HostTransports> {
  return { transports: [...dialTransports(), webRTC({ rtcConfiguration })], arrived: () => {} }
}

/** Those of a host that only dials. */
export function dialTransports(): Transports {
  return [webSockets(), webRTCDirect({ rtcConfiguration })]
}

/** A page has no ports to find. */
export async function listening(addresses: readonly string[]): Promise<string[]> {
  return [...addresses]
}
export { listening as freePorts }
