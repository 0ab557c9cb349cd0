/**
 * ISO 7816-4 padding onto the ladder: content ‖ 0x80 ‖ zeros.
 *
 * @packageDocumentation
 */
import { LimitError, WireFormatError } from '../errors.ts'
import { PADDING_LADDER } from './constants.ts'

const MARK = 0x80

/**
 * The rung for `contentLength` bytes of content, one of padding and `overhead` bytes of everything else.
 *
 * @throws {LimitError} if the ladder is too short
 */
export function rungFor(contentLength: number, overhead: number): number {
  const rung = PADDING_LADDER.find(length => length >= contentLength + 1 + overhead)
  if (rung === undefined) throw new LimitError('The content is too long for an envelope')
  return rung
}

/** @throws {WireFormatError} if nothing of ours has this length */
export function checkRung(length: number): void {
  if (!PADDING_LADDER.includes(length)) throw new WireFormatError('The length is not on the padding ladder')
}

/** `content` padded to `length` bytes, which must be more than it has. */
export function pad(content: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(length)
  padded.set(content)
  padded[content.length] = MARK
  return padded
}

/**
 * A copy of the content. Only for bytes that were authenticated: its time depends on them.
 *
 * @throws {WireFormatError}
 */
export function unpad(padded: Uint8Array): Uint8Array {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end--
  if (padded[end] !== MARK) throw new WireFormatError('The padding is not ISO 7816-4')
  return padded.slice(0, end)
}
