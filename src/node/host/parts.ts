/**
 * What full and pseudonymous hosts have in common: Noise, yamux, and how they dial.
 *
 * @packageDocumentation
 */
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { noise } from '@libp2p/noise'
import { yamux } from '@libp2p/yamux'
import { UsageError } from '../../errors.ts'
import {
  ADDRESS_DIAL_TIMEOUT,
  DIAL_TIMEOUT,
  MAX_DIAL_ADDRESSES,
  MAX_DIAL_QUEUE,
  MAX_PARALLEL_DIALS,
  MAX_STREAMS_INBOUND,
  MAX_STREAMS_OUTBOUND,
  NEGOTIATION_TIMEOUT,
  STREAM_READ_BUFFER,
  STREAM_WINDOW_INITIAL,
  STREAM_WINDOW_MAX,
  STREAM_WRITE_BUFFER
} from './constants.ts'
import { overlay } from './overlay.ts'
import { mergeWindowUpdates } from './window-updates.ts'
import type { Ed25519PrivateKey } from '@libp2p/interface'
import type { Libp2pOptions } from 'libp2p'

/** Streams, bounded in number and in what a peer may send ahead of us. */
const createYamux = yamux({
  maxInboundStreams: MAX_STREAMS_INBOUND,
  maxOutboundStreams: MAX_STREAMS_OUTBOUND,
  streamOptions: {
    initialStreamWindowSize: STREAM_WINDOW_INITIAL,
    maxStreamWindowSize: STREAM_WINDOW_MAX,
    maxReadBufferLength: STREAM_READ_BUFFER,
    maxWriteBufferLength: STREAM_WRITE_BUFFER
  }
})

/**
 * yamux also sends where nobody catches: from microtasks, and while a connection is aborted.
 * An error there ends the process, so a closed connection only takes nothing; that it is
 * closed is told by its event.
 */
export const MUXER: NonNullable<Libp2pOptions['streamMuxers']>[number] = () => {
  const muxers = createYamux()
  return overlay(muxers, {
    createStreamMuxer: connection =>
      muxers.createStreamMuxer(
        overlay(connection, {
          send: mergeWindowUpdates(data => {
            try {
              return connection.send(data)
            } catch {
              return false
            }
          })
        })
      )
  })
}
export const ENCRYPTER: NonNullable<Libp2pOptions['connectionEncrypters']>[number] = noise()
/** Bounds of dialling. */
export const DIALLING: NonNullable<Libp2pOptions['connectionManager']> = {
  maxParallelDials: MAX_PARALLEL_DIALS,
  maxDialQueueLength: MAX_DIAL_QUEUE,
  maxPeerAddrsToDial: MAX_DIAL_ADDRESSES,
  dialTimeout: DIAL_TIMEOUT,
  addressDialTimeout: ADDRESS_DIAL_TIMEOUT,
  outboundStreamProtocolNegotiationTimeout: NEGOTIATION_TIMEOUT,
  inboundStreamProtocolNegotiationTimeout: NEGOTIATION_TIMEOUT,
  // in browsers a /dnsaddr would be asked for at somebody's resolver, over HTTPS
  resolvers: {}
}

/**
 * A service that only gets hold of the library's own parts, which its public face does not show.
 *
 * @returns `get` is for after `createLibp2p`
 */
export function innerParts<T>(): { readonly service: (components: T) => object; get(): T } {
  let parts: T | undefined
  return {
    service(components) {
      parts = components
      return {}
    },
    get() {
      if (parts === undefined) throw new TypeError('the host is not put together yet')
      return parts
    }
  }
}

/** @throws {UsageError} not 32 bytes */
export async function hostKey(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  if (seed.length !== 32) throw new UsageError('A host key seed has 32 bytes')
  return generateKeyPairFromSeed('Ed25519', seed)
}
