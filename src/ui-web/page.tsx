/**
 * The page over the sessions of one profile.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * import { showPage } from './page.tsx'
 * import { createSessions } from './tabs/index.ts'
 *
 * const root = document.getElementById('page')
 * if (root !== null) showPage(root, () => createSessions({ profile: 'default', bootstrap: Promise.resolve([]) }))
 * ```
 */
import { computed } from '@preact/signals'
import { render } from 'preact'
import { missingAbility } from './abilities.ts'
import { followHistory, inviteOfAddress } from './address.ts'
import { pageForInvites } from './fragment.ts'
import type { Sessions } from './session.ts'
import { createApp } from './state/app.ts'
import { createVisit } from './state/place.ts'
import { createStorage } from './state/storage.ts'
import { ErrorBoundary } from './views/error-boundary.tsx'
import { PageContext } from './views/page-context.ts'
import { Screens } from './views/screens.tsx'
import { Unable } from './views/unable.tsx'
import { watchWaking } from './waking.ts'

/**
 * Draws the page into an element, and keeps it up to date for as long as the document lives.
 *
 * @param openSessions - called when the browser has what they need
 */
export function showPage(root: HTMLElement, openSessions: () => Sessions): void {
  function showScreens(): void {
    const sessions = openSessions()
    const app = createApp(sessions, { page: pageForInvites(location), now: Date.now })
    const visit = createVisit()
    const storage = createStorage(navigator.storage)
    followHistory(visit.place)
    const isRunning = computed(() => app.phase.value.kind === 'running')
    const invite = inviteOfAddress(visit.place, sessions.profile, isRunning)
    void storage.look()
    void app.start()
    watchWaking(window, document, () => app.wake(), Date.now)
    render(
      <ErrorBoundary>
        <PageContext.Provider value={{ app, visit, storage, invite }}>
          <Screens />
        </PageContext.Provider>
      </ErrorBoundary>,
      root
    )
  }

  root.replaceChildren()
  const missing = missingAbility(globalThis)
  if (missing === undefined) showScreens()
  else render(<Unable missing={missing} onGoOn={showScreens} />, root)
}
