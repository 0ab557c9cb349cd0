/**
 * Fewer frames of yamux. After each frame of data the library tells the other side that it may send as much again: as
 * many frames as there are messages, each with an encryption and a write of its own. It needs to know only before its
 * window ends, so we keep what it may send to ourselves until it is a quarter of that.
 *
 * @packageDocumentation
 */
import { MAX_HELD_UPDATES, WINDOW_UPDATE_FROM } from './constants.ts'
import type { MultiaddrConnection } from '@libp2p/interface'

/** Header of a frame: u8 version ‖ u8 type ‖ u16be flags ‖ u32be stream ‖ u32be length. */
const HEADER_LENGTH = 12
/** Type of a frame that holds nothing but how many bytes more may be sent. */
const WINDOW_UPDATE = 1

type Send = MultiaddrConnection['send']

/** Takes frames of one connection, and sends the same ones but for window updates, which it sums up. */
export function mergeWindowUpdates(send: Send): Send {
  /** Bytes that the other side may send and has not been told of, by stream; the longest unchanged first. */
  const held = new Map<number, number>()

  return frame => {
    // one with flags opens, answers or ends a stream
    if (!(frame instanceof Uint8Array) || frame.length !== HEADER_LENGTH || frame[1] !== WINDOW_UPDATE)
      return send(frame)
    const header = new DataView(frame.buffer, frame.byteOffset, HEADER_LENGTH)
    if (header.getUint16(2) !== 0) return send(frame)
    const stream = header.getUint32(4)
    const bytes = (held.get(stream) ?? 0) + header.getUint32(8)
    held.delete(stream)
    if (bytes >= WINDOW_UPDATE_FROM) return send(updateOf(stream, bytes))
    held.set(stream, bytes)
    const [oldest] = held
    if (oldest === undefined || held.size <= MAX_HELD_UPDATES) return true
    // of streams that have ended there is no other sign
    held.delete(oldest[0])
    return send(updateOf(...oldest))
  }
}

function updateOf(stream: number, bytes: number): Uint8Array {
  const frame = new Uint8Array(HEADER_LENGTH)
  const header = new DataView(frame.buffer)
  header.setUint8(1, WINDOW_UPDATE)
  header.setUint32(4, stream)
  header.setUint32(8, bytes)
  return frame
}
