/**
 * A gate before the protocols of the library, which has no rates of its own: it answers
 * whatever lies in a stream's buffer in one go, so that a stranger with a megabyte of
 * requests keeps every timer and every other socket waiting.
 *
 * @packageDocumentation
 */
import { LimitError } from '../../errors.ts'
import { Rates } from '../../rates.ts'
import { MAX_GATED_PEERS } from './constants.ts'
import { MAX_PREFIX } from './frame-buffer.ts'
import { overlay } from './overlay.ts'
import type { Rate } from '../../rates.ts'
import type { Stream, StreamHandler, StreamMessageEvent } from '@libp2p/interface'
import type { KadDHTComponents } from '@libp2p/kad-dht'

/** The library does not export it by its own name. */
type Registrar = KadDHTComponents['registrar']

/** What may come in. */
export interface FrameGate {
  /** Greatest frame, in bytes. */
  readonly maxFrame: number
  /** Frames of one peer, over all its streams and connections, one after the other. */
  readonly perPeer: Rate
  /** Frames of all peers together: bounds what many identities do. Default: no such bound. */
  readonly total?: Rate
  /** Bytes of answers that wait for a peer that does not read. Default: `STREAM_WRITE_BUFFER`. */
  readonly writeBuffer?: number
  /** Streams of one peer that are reset for going beyond it, until its connection is closed. */
  readonly excess: Rate
}

/** The components, for a service whose inbound streams shall pass the gate. */
export function gated<T extends { registrar: Registrar }>(components: T, gate: FrameGate): T {
  const peers = new Rates(gate.perPeer, MAX_GATED_PEERS)
  const excesses = new Rates(gate.excess, MAX_GATED_PEERS)
  const all = gate.total && new Rates(gate.total, 1)
  const changes: Partial<{ registrar: Registrar }> = {
    get registrar() {
      const { registrar } = components
      return overlay(registrar, {
        handle: async (protocol, handler: StreamHandler, options) => {
          const behindGate: StreamHandler = (stream, connection) => {
            const peer = connection.remotePeer.toString()
            let crowded = false
            const mayPass = (): boolean => {
              const now = performance.now()
              if (peers.take(peer, now) > 0) return false
              crowded = all !== undefined && all.take('all', now) > 0
              return !crowded
            }
            const onExcess = (): void => {
              // what all together did is no fault of this one
              if (!crowded && excesses.take(peer, performance.now()) > 0)
                connection.abort(new LimitError('too much at once'))
            }
            guard(stream, gate, mayPass, onExcess)
            return handler(stream, connection)
          }
          await registrar.handle(protocol, behindGate, options)
        }
      })
    }
  }
  return overlay(components, changes as Partial<T>)
}

/** Lets nobody see what comes in after one frame too many. */
function guard(stream: Stream, gate: FrameGate, mayPass: () => boolean, onExcess: () => void): void {
  if (gate.writeBuffer !== undefined) stream.maxWriteBufferLength = gate.writeBuffer
  const isFine = frameCounter(gate.maxFrame, mayPass)
  const dispatch = stream.dispatchEvent.bind(stream)
  // not a listener: what came with the negotiation is handed out as soon as there is one
  stream.dispatchEvent = event => {
    if (event.type !== 'message' || isFine((event as StreamMessageEvent).data.subarray()))
      return dispatch(event)
    stream.abort(new LimitError('too much at once'))
    onExcess()
    return false
  }
}

/** Counts frames at their beginnings. Tells of each chunk whether it is within the bounds. */
export function frameCounter(maxFrame: number, mayPass: () => boolean): (chunk: Uint8Array) => boolean {
  /** Bytes of the frame that are to come. */
  let rest = 0
  let length = 0
  let digits = 0

  return chunk => {
    for (let at = 0; at < chunk.length;) {
      if (rest > 0) {
        const step = Math.min(rest, chunk.length - at)
        rest -= step
        at += step
        continue
      }
      const byte = chunk[at] ?? 0
      at++
      length += (byte & 0x7f) * 2 ** (7 * digits)
      digits++
      if (byte >= 0x80 && digits < MAX_PREFIX) continue
      if (byte >= 0x80 || length > maxFrame || !mayPass()) return false
      rest = length
      length = 0
      digits = 0
    }
    return true
  }
}
