/**
 * Cuts a stream of bytes into frames: a varint length and that many bytes. The length is
 * judged as soon as it is complete, before anything is allocated for its frame; memory
 * follows the bytes that came, not the length that was claimed.
 *
 * @packageDocumentation
 */
import { LimitError, WireFormatError } from '../../errors.ts'

/** Longest prefix: 4 × 7 bits, frames below 256 MiB. */
export const MAX_PREFIX = 4
/** A buffer that grew beyond this is given back when it is empty. */
const KEEP = 65_536
const FIRST = 1_024

/** The bytes of one direction of a stream. */
export interface FrameBuffer {
  /** Bytes held. */
  readonly size: number
  /** Whether `next` has something to say: a whole frame, or an error. */
  readonly ready: boolean
  push(chunk: Uint8Array): void
  /**
   * The next whole frame as its own copy, or undefined if it has not come yet.
   *
   * @throws {LimitError} its length is above the limit
   * @throws {WireFormatError} its length is not a shortest-form varint
   */
  next(): Uint8Array | undefined
}

/** @param maxFrame greatest frame in bytes */
export function createFrameBuffer(maxFrame: number): FrameBuffer {
  let held: Uint8Array = new Uint8Array(FIRST)
  let start = 0
  let end = 0

  function reserve(count: number): void {
    if (end + count <= held.length) return
    const size = end - start
    const target =
      size + count <= held.length ? held : new Uint8Array(Math.max(held.length * 2, size + count))
    target.set(held.subarray(start, end))
    held = target
    start = 0
    end = size
  }

  /** Where the frame lies, if its length is complete. */
  function head(): { from: number; to: number } | undefined {
    let length = 0
    for (let i = 0; i < MAX_PREFIX; i++) {
      const byte = held[start + i]
      if (start + i >= end || byte === undefined) return undefined
      length += (byte & 0x7f) * 2 ** (7 * i)
      if (byte < 0x80) {
        if (byte === 0 && i > 0) throw new WireFormatError('A frame length is not in its shortest form')
        if (length > maxFrame) throw new LimitError(`A frame of ${length} bytes is above ${maxFrame}`)
        return { from: start + i + 1, to: start + i + 1 + length }
      }
    }
    throw new WireFormatError('A frame length is too long')
  }

  return {
    get size() {
      return end - start
    },
    get ready() {
      try {
        const frame = head()
        return frame !== undefined && frame.to <= end
      } catch {
        return true
      }
    },
    push(chunk) {
      reserve(chunk.length)
      held.set(chunk, end)
      end += chunk.length
    },
    next() {
      const frame = head()
      if (frame === undefined || frame.to > end) return undefined
      const bytes = held.slice(frame.from, frame.to)
      start = frame.to
      if (start === end) {
        start = 0
        end = 0
        if (held.length > KEEP) held = new Uint8Array(FIRST)
      }
      return bytes
    }
  }
}

/** A frame with its length before it. */
export function encodeFrame(frame: Uint8Array): Uint8Array {
  const prefix: number[] = []
  let rest = frame.length
  while (rest >= 0x80) {
    prefix.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  prefix.push(rest)
  const bytes = new Uint8Array(prefix.length + frame.length)
  bytes.set(prefix)
  bytes.set(frame, prefix.length)
  return bytes
}
