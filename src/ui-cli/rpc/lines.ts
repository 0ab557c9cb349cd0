/**
 * Cuts a byte stream into lines of bounded length.
 *
 * @packageDocumentation
 */
import { LimitError, WireFormatError } from '../../errors.ts'

const newline = 0x0a

/** Feed it chunks as they come; it returns the lines that they complete. */
export interface LineSplitter {
  /**
   * @returns the completed lines, undefined for one that is no UTF-8; empty lines are left out
   * @throws {LimitError} as soon as a line is known to be too long; the stream is of no use then
   */
  push(chunk: Uint8Array): Array<string | undefined>
}

/** @param maxLength of a line, in bytes */
export function createLineSplitter(maxLength: number): LineSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Uint8Array[] = []
  let length = 0

  function grow(part: Uint8Array): void {
    length += part.length
    if (length > maxLength) throw new LimitError(`A line is longer than ${maxLength} bytes`)
    parts.push(part)
  }

  function take(): string | undefined {
    const line = Buffer.concat(parts, length)
    parts = []
    length = 0
    try {
      return decoder.decode(line)
    } catch {
      // Not UTF-8: the caller decides what that means.
      return undefined
    }
  }

  return {
    push(chunk) {
      const lines: Array<string | undefined> = []
      let from = 0
      for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
        grow(chunk.subarray(from, to))
        const line = take()
        if (line === undefined || line.trim() !== '') lines.push(line)
        from = to + 1
      }
      if (from < chunk.length) grow(chunk.slice(from))
      return lines
    }
  }
}

/**
 * A line as a JSON object.
 * @throws {WireFormatError} if it is none
 */
export function parseObject(line: string | undefined): Record<string, unknown> {
  let value: unknown
  try {
    value = line === undefined ? undefined : JSON.parse(line)
  } catch {
    throw new WireFormatError('A line is no JSON')
  }
  if (line === undefined) throw new WireFormatError('A line is no UTF-8')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireFormatError('A line is no JSON object')
  }
  return Object.fromEntries(Object.entries(value))
}
