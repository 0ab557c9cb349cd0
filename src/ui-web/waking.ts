/** When a tab was away from the network: suspended, frozen, or the device offline. */

/** Hidden for so long, a phone may have stopped everything without a word (ms). */
const LONG_HIDDEN = 30_000

/** Calls back whenever what was known of connections may be wrong. */
export function watchWaking(onWake: () => void, now: () => number): void {
  addEventListener('online', onWake)
  addEventListener('offline', onWake)
  // out of the cache of the back button, and out of a frozen tab
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) onWake()
  })
  document.addEventListener('resume', onWake)
  let hiddenAt = now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hiddenAt = now()
    else if (now() - hiddenAt >= LONG_HIDDEN) onWake()
  })
}
