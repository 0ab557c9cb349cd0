/** What a command reads from stdin. */
import { LimitError, UsageError } from '../errors.ts'
import { MAX_STDIN } from './constants.ts'
import type { Context } from './context.ts'

/**
 * All of stdin, without the newline at its end.
 *
 * @throws {LimitError} more than 16 KiB @throws {UsageError} no UTF-8
 */
export async function readText({ stdin, signal }: Pick<Context, 'stdin' | 'signal'>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stdin) {
    signal.throwIfAborted()
    length += chunk.length
    if (length > MAX_STDIN) throw new LimitError('The text is longer than 16 KiB')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(Buffer.concat(chunks, length))
      .replace(/\r?\n$/u, '')
  } catch (error) {
    throw new UsageError('The text on stdin is no UTF-8', { cause: error })
  }
}
