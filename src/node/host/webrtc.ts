/**
 * The webrtc-direct transport: without anybody's STUN server, bounded in what one UDP packet
 * with a forged sender can make us do, and loaded (a fifth of all that a host loads) only
 * where it is used.
 *
 * @packageDocumentation
 */
import { serviceCapabilities, transportSymbol } from '@libp2p/interface'
import { LimitError, UsageError } from '../../errors.ts'
import { MAX_WEBRTC_RATE } from './constants.ts'
import { keepUntilRelease, nativeLoaded } from './native.ts'
import type { HostCertificate } from './certificate.ts'
import type { Listener, Transport } from '@libp2p/interface'
import type { WebRTCDirectTransportComponents } from '@libp2p/webrtc'
import type { Multiaddr } from '@multiformats/multiaddr'

/** For `createLibp2p`. */
export type WebRtcDirect = (components: WebRTCDirectTransportComponents) => Transport

/**
 * Left unset, the library asks Google's, Twilio's, Cloudflare's and Mozilla's servers who
 * we are, at every connection. webrtc-direct needs none: its listener's address is known.
 */
const ICE_SERVERS: readonly RTCIceServer[] = []

/** Stands in for a certificate where nobody listens, which spares making one. */
const NONE: HostCertificate = { privateKey: '', pem: '', certhash: '' }

/** Whether that is an address of webrtc-direct, and not one of a relay that listens there. */
export function isWebRtcDirect(address: Multiaddr): boolean {
  const names = new Set(address.getComponents().map(({ name }) => name))
  return names.has('webrtc-direct') && !names.has('p2p-circuit')
}

/** A transport that listens and dials. */
export async function loadWebRtcDirect(certificate: HostCertificate): Promise<WebRtcDirect> {
  const { webRTCDirect } = await import('@libp2p/webrtc')
  nativeLoaded()
  let second = 0
  let count = 0

  const create = webRTCDirect({
    certificate,
    // asked for each connection, in and out, before anything is made for it
    rtcConfiguration: () => {
      const now = Math.floor(Date.now() / 1_000)
      if (now !== second) {
        second = now
        count = 0
      }
      count++
      if (count > MAX_WEBRTC_RATE) throw new LimitError('Too many WebRTC connections at once')
      return { iceServers: [...ICE_SERVERS] }
    }
  })
  return components => {
    const transport = create(components)
    const createListener = transport.createListener.bind(transport)
    transport.createListener = options => keepNative(createListener(options))
    return transport
  }
}

/** Its native half outlives the listener: see `keepUntilRelease`. */
function keepNative(listener: Listener): Listener {
  // not in its type
  const inside = listener as Listener & { stunServer?: { close(): Promise<void> } }
  const listen = listener.listen.bind(listener)
  listener.listen = async address => {
    await listen(address)
    const server = inside.stunServer
    if (server === undefined) return
    keepUntilRelease(server.close.bind(server))
    server.close = async () => {}
  }
  return listener
}

/** A transport that only dials, and is loaded by the first dial. */
export function dialWebRtcDirect(): WebRtcDirect {
  return components => {
    let loading: Promise<Transport> | undefined
    const transport: Transport & { [Symbol.toStringTag]: string; [serviceCapabilities]: string[] } = {
      [transportSymbol]: true,
      [Symbol.toStringTag]: '@libp2p/webrtc-direct',
      [serviceCapabilities]: ['@libp2p/transport'],
      async dial(address, options) {
        loading ??= loadWebRtcDirect(NONE).then(create => create(components))
        return (await loading).dial(address, options)
      },
      createListener() {
        throw new UsageError('This host does not listen')
      },
      listenFilter: () => [],
      dialFilter: addresses => addresses.filter(isWebRtcDirect)
    }
    return transport
  }
}
