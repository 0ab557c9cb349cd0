/** Waiting for what becomes of a message, a request or an answer. */
import { NotFoundError } from '../errors.ts'
import { consentProgress } from '../messaging/index.ts'
import type { HistoryEntry, Messenger } from '../messaging/index.ts'
import type { SendLine, WaitState } from './api.ts'
import { Changes } from './changes.ts'
import { storedText } from './lines.ts'

/** A message on its way, and how its contact was reached when it last moved. */
interface Progress {
  readonly entry: HistoryEntry | undefined
  readonly route: string
}

/**
 * Puts a text on the disk and waits until it has come far enough.
 *
 * @param options.deadline - ends the wait with what was reached
 * @param options.route - how the contact is reached now, or where the message of that id lies; undefined: neither
 * @param options.distrusted - mailboxes whose coordinator signs nothing that holds: when the others hold
 *   the message, there is nothing to wait for
 */
export async function sendAndWait(
  messenger: Messenger,
  userId: string,
  text: string,
  options: {
    readonly wait: WaitState
    readonly deadline: AbortSignal
    route(id: string): string | undefined
    distrusted(): number
  }
): Promise<Omit<SendLine, 'ms'>> {
  const { wait, deadline } = options
  const latest = new Map<string, Progress>()
  const changes = new Changes()
  const listen = (event: CustomEvent<{ readonly entry: HistoryEntry }>): void => {
    const { entry } = event.detail
    // The route of now: by the end of the wait the link may be another one.
    const route = options.route(entry.id) ?? latest.get(entry.id)?.route ?? 'none'
    latest.set(entry.id, { entry, route })
    changes.happened()
  }
  messenger.events.addEventListener('receipt', listen)
  try {
    const id = await messenger.submit(userId, text)
    const progress = (): Progress => {
      const entry = messenger.peer(userId)?.outbox.get(id)?.entry
      return latest.get(id) ?? { entry, route: 'none' }
    }
    await changes.until(() => isReached(progress().entry, wait, options.distrusted()), deadline)
    return outcome(id, progress())
  } finally {
    messenger.events.removeEventListener('receipt', listen)
  }
}

/** Waits until our request to somebody, or our answer, is handed over or refused, as far as the signal lets it. */
export async function settled(
  messenger: Messenger,
  userId: string,
  signal: AbortSignal
): Promise<ReturnType<typeof consentProgress>> {
  const { events } = messenger
  const changes = new Changes()
  const listen = (): void => {
    changes.happened()
  }
  const progress = (): ReturnType<typeof consentProgress> => {
    const peer = messenger.peer(userId)
    return peer === undefined ? 'waiting' : consentProgress(peer)
  }
  events.addEventListener('consent', listen)
  events.addEventListener('contact', listen)
  try {
    await changes.until(() => progress() !== 'waiting', signal)
    return progress()
  } finally {
    events.removeEventListener('consent', listen)
    events.removeEventListener('contact', listen)
  }
}

function outcome(id: string, { entry, route }: Progress): Omit<SendLine, 'ms'> {
  if (entry === undefined || entry.state === 'received') throw new NotFoundError('The message is not there')
  return { id, state: entry.state, stored: storedText(entry), route }
}

/** Whether a message has come as far as the caller waits for. */
function isReached(entry: HistoryEntry | undefined, wait: WaitState, distrusted: number): boolean {
  if (entry === undefined) return false
  const { state, held, wanted } = entry
  if (wait === 'queued' || state === 'delivered' || state === 'failed') return true
  return wait === 'stored' && held > 0 && held + distrusted >= wanted
}
