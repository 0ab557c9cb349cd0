/**
 * The webrtc-direct transport: without anybody's STUN server, and bounded in what one UDP
 * packet with a forged sender can make us do.
 *
 * @packageDocumentation
 */
import { webRTCDirect } from '@libp2p/webrtc'
import { LimitError } from '../../errors.ts'
import { MAX_WEBRTC_RATE } from './constants.ts'
import type { HostCertificate } from './certificate.ts'
import type { Transport } from '@libp2p/interface'
import type { WebRTCDirectTransportComponents } from '@libp2p/webrtc'

/**
 * Left unset, the library asks Google's, Twilio's, Cloudflare's and Mozilla's servers who
 * we are, at every connection. webrtc-direct needs none: its listener's address is known.
 */
export const ICE_SERVERS: readonly RTCIceServer[] = []

/** Stands in for a certificate where nobody listens, which spares making one. */
const NONE: HostCertificate = { privateKey: '', pem: '', certhash: '' }

/** @param certificate needed to listen */
export function webRtcDirect(
  certificate?: HostCertificate
): (components: WebRTCDirectTransportComponents) => Transport {
  let second = 0
  let count = 0

  return webRTCDirect({
    certificate: certificate ?? NONE,
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
}
