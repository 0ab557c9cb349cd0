/** `earshot messages --follow`: a conversation, and how it goes on. */
import type { MessageLine } from '../../node/api.ts'
import type { Api } from '../api.ts'
import { FOLLOWED_MESSAGES } from '../constants.ts'
import type { Context } from '../context.ts'
import { aborted } from '../interrupt.ts'

/**
 * Prints the last messages, oldest first, then the new ones of both sides, each once, as they come.
 * @throws what ends it: the signal's reason, or why the node went away
 */
export async function follow(
  { signal }: Pick<Context, 'signal'>,
  api: Api,
  userId: string,
  limit: number,
  print: (line: MessageLine) => void
): Promise<never> {
  // Subscribed before the list is read, so that nothing falls between; what is in both is shown once.
  let early: MessageLine[] | undefined = []
  const listed = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  let reading = listed.promise
  let isDue = false
  await api.subscribe(event => {
    if (event.event === 'message' && event.from === userId) {
      const { event: _, ...line } = event
      if (early === undefined) print(line)
      else early.push(line)
    }
    if (event.event !== 'receipt' || event.to !== userId || isDue) return
    // What another command sends has no event of its own: it shows up when it moves.
    isDue = true
    reading = reading.then(printSent).catch(failed.reject)
  })

  let sent = new Set<string>()
  async function printSent(): Promise<void> {
    isDue = false
    const lines = (await api.messages(userId, { limit: FOLLOWED_MESSAGES })).filter(isSent)
    for (const line of lines) if (!sent.has(line.id)) print(line)
    sent = idsOf(lines)
  }

  const lines = await api.messages(userId, { limit: Math.max(limit, FOLLOWED_MESSAGES) })
  sent = idsOf(lines.filter(isSent))
  const shown = idsOf(lines)
  for (const line of lines.slice(-limit)) print(line)
  for (const line of early) if (!shown.has(line.id)) print(line)
  early = undefined
  listed.resolve()
  throw await Promise.race([aborted(signal), api.lost, failed.promise])
}

function isSent({ state }: MessageLine): boolean {
  return state !== 'received'
}

function idsOf(lines: readonly MessageLine[]): Set<string> {
  return new Set(lines.map(({ id }) => id))
}
