/** When a tab was away from the network: suspended, frozen, or the device offline. */

/** Hidden for so long, a phone may have stopped everything without a word (ms). */
const LONG_HIDDEN = 30_000

/** The parts of a document that are listened to. */
export type Watched = EventTarget & Pick<Document, 'visibilityState'>

/** Calls back whenever what was known of connections may be wrong. */
export function watchWaking(
  window: EventTarget,
  document: Watched,
  onWake: () => void,
  now: () => number
): void {
  window.addEventListener('online', onWake)
  window.addEventListener('offline', onWake)
  // out of the cache of the back button, and out of a frozen tab
  window.addEventListener('pageshow', event => {
    if ('persisted' in event && event.persisted === true) onWake()
  })
  document.addEventListener('resume', onWake)
  let hiddenAt = now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hiddenAt = now()
    else if (now() - hiddenAt >= LONG_HIDDEN) onWake()
  })
}
