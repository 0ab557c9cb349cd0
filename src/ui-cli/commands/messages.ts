/** `earshot messages`: a conversation, and with `--follow` how it goes on. */
import type { MessageLine } from '../../node/api.ts'
import { withApi } from '../api-client.ts'
import type { Api } from '../api.ts'
import { DEFAULT_MESSAGE_LIMIT, DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK } from '../exit-codes.ts'
import { untilTerminated } from '../interrupt.ts'
import * as render from '../render.ts'
import { follow } from './follow.ts'

/** Flags of `messages`. */
export interface MessagesFlags {
  readonly follow?: boolean
  readonly limit?: number
}

/** Prints the last messages, oldest first, and then the new ones until it is interrupted. */
export async function messages(context: Context, user: string, flags: MessagesFlags): Promise<number> {
  const { output } = context
  const limit = flags.limit ?? DEFAULT_MESSAGE_LIMIT
  return await withApi(context, flags.follow === true ? 'network' : 'vault', DEFAULT_TIMEOUT, async api => {
    const userId = await api.resolve(user)
    const names = await contactNames(api)
    const human = (line: MessageLine): string => render.message(line, names)
    if (flags.follow === true) {
      const print = (line: MessageLine): void => output.line(line, human)
      return await untilTerminated(async () => await follow(context, api, userId, limit, print))
    }
    output.lines(await api.messages(userId, { limit }), human, 'There are no messages yet.')
    const missing = await api.missing(userId)
    // A disk that was put back knows how many there were, not that it had them.
    if (missing > 0) {
      output.note(
        `Missing here: ${missing} of the other side’s messages, still on their way or newer than a copy of this profile that was put back.`
      )
    }
    return OK
  })
}

/** The petnames of all contacts. */
export async function contactNames(api: Pick<Api, 'contacts'>): Promise<render.Names> {
  const names = new Map<string, string>()
  for (const { userId, name } of await api.contacts()) if (name !== null) names.set(userId, name)
  return names
}
