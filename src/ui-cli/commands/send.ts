/** `earshot send`: one text to one user, with an honest answer. */
import { LimitError, UsageError } from '../../errors.ts'
import type { WaitState } from '../../node/api.ts'
import { withApi } from '../api-client.ts'
import { DEFAULT_TIMEOUT, MAX_STDIN } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK, QUEUED, exitCodeOfSend } from '../exit-codes.ts'
import * as render from '../render.ts'

/** Flags of `send`; the timeout in milliseconds. */
export interface SendFlags {
  readonly wait?: WaitState
  readonly timeout?: number
}

/** @param argument the text, or `-` for the text on stdin */
export async function send(
  context: Context,
  user: string,
  argument: string,
  flags: SendFlags
): Promise<number> {
  const { wait = 'delivered', timeout = DEFAULT_TIMEOUT } = flags
  const text = argument === '-' ? await readText(context) : argument
  if (text === '') throw new UsageError('There is no text to send')
  const need = wait === 'queued' ? 'vault' : 'network'
  return await withApi(context, need, timeout, async (api, timeLeft) => {
    const line = await api.send(user, text, { wait, timeout: timeLeft })
    context.output.line(line, render.sent)
    const code = exitCodeOfSend(line.state, wait)
    if (code === QUEUED) context.output.note('Not there yet; it goes on as soon as this profile runs.')
    if (code !== OK && code !== QUEUED) context.output.note('The message could not be sent.')
    return code
  })
}

/** All of stdin, without the newline at its end. */
async function readText({ stdin, signal }: Context): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stdin) {
    signal.throwIfAborted()
    length += chunk.length
    if (length > MAX_STDIN) throw new LimitError('The text is longer than 16 KiB.')
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
