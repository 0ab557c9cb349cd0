/** Reads conversations as they are shown. */
import type { Store } from '../ports.ts'
import { HISTORY_TIES } from './constants.ts'
import { compareMessages } from './core/conversation.ts'
import type { HistoryEntry } from './core/history.ts'
import { HISTORY, historyEntry } from './core/records.ts'

/** The last messages with that user, oldest first. @throws {StorageError} one of them is damaged */
export async function readHistory(
  store: Pick<Store, 'walk'>,
  userId: string,
  limit: number
): Promise<readonly HistoryEntry[]> {
  // Messages of one Lamport number are sorted together before the list is cut.
  for (let asked = limit + HISTORY_TIES; ; asked *= 2) {
    const newest = await newestOf(store, userId, asked)
    const isCut = newest[limit - 1]?.lamport !== newest.at(-1)?.lamport
    if (isCut || newest.length < asked) {
      const sorted = newest.toSorted(compareMessages)
      return sorted.slice(Math.max(sorted.length - limit, 0))
    }
  }
}

/** The last ones first; a browser reads all that it is asked for before it hands out the first. */
async function newestOf(store: Pick<Store, 'walk'>, userId: string, limit: number): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  const walk = store.walk(HISTORY, { scope: userId, reverse: true, limit })
  for await (const { value } of walk) entries.push(historyEntry(value))
  return entries
}
