/**
 * Small text files that a person wrote: bounded, and with a clear sentence when they are not
 * what they should be.
 *
 * @packageDocumentation
 */
import { open } from 'node:fs/promises'
import { UsageError } from '../errors.ts'

/**
 * @param what the file is, to begin a sentence with
 * @param limit in bytes
 * @returns undefined if there is no such file
 * @throws {UsageError} if it is longer, no UTF-8, or cannot be read
 */
export async function readSmallText(what: string, path: string, limit: number): Promise<string | undefined> {
  const bytes = await readBytes(what, path, limit)
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new UsageError(`${what} ${path} is no UTF-8`, { cause: error })
  }
}

async function readBytes(what: string, path: string, limit: number): Promise<Uint8Array | undefined> {
  const buffer = new Uint8Array(limit + 1)
  let length = 0
  try {
    await using file = await open(path, 'r')
    // A pipe (as `<(pass show earshot)`) gives it in pieces.
    for (let bytesRead = -1; bytesRead !== 0 && length <= limit; length += bytesRead) {
      bytesRead = (await file.read(buffer, length)).bytesRead
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UsageError(`${what} ${path} cannot be read (${code})`, { cause: error })
  }
  if (length > limit) throw new UsageError(`${what} ${path} is longer than ${limit} bytes`)
  return buffer.subarray(0, length)
}
