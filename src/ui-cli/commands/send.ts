/** `earshot send`: one text to one user, with an honest answer. */
import { UsageError } from '../../errors.ts'
import type { WaitState } from '../../node/api.ts'
import { withApi } from '../api-client.ts'
import { DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { FAILURE, QUEUED, exitCodeOfSend } from '../exit-codes.ts'
import { interrupted } from '../interrupt.ts'
import * as render from '../render.ts'
import { readText } from '../stdin.ts'

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
  const { output, settings, signal } = context
  const { wait = 'delivered', timeout = DEFAULT_TIMEOUT } = flags
  const text = argument === '-' ? await Promise.race([readText(context), interrupted(signal)]) : argument
  if (text === '') throw new UsageError('There is no text to send')
  const need = wait === 'queued' ? 'vault' : 'network'
  return await withApi(context, need, timeout, async (api, timeLeft) => {
    const userId = await api.resolve(user)
    const contact = (await api.contacts()).find(each => each.userId === userId)
    const name = render.who(userId, contact?.name)
    const isAsked = contact?.state === 'requested'
    if (isAsked) output.note(`${name} has not accepted your request yet: the message waits until then.`)
    const kept = `The message is kept on this disk. ${render.goesOn(api, settings)}`
    const noteKept = (): void => output.note(kept)
    signal.addEventListener('abort', noteKept, { once: true })
    try {
      const line = await api.send(userId, text, { wait, timeout: timeLeft })
      signal.throwIfAborted()
      output.line(line, render.sent)
      const code = exitCodeOfSend(line.state, wait)
      if (code === FAILURE) output.note('The message could not be sent.')
      if (code === QUEUED && line.state === 'stored') {
        output.note(`Coordinators hold the message for ${name}, who has not fetched it yet.`)
      } else if (code === QUEUED) {
        output.note(isAsked ? kept : `${whyQueued(name, timeLeft)} ${kept}`)
      }
      return code
    } finally {
      signal.removeEventListener('abort', noteKept)
    }
  })
}

function whyQueued(name: string, waited: number): string {
  if (waited === 0) return 'Nothing was waited for.'
  return `${name} could not be reached, and no mailbox has it yet.`
}
