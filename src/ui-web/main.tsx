/** The page's own start. */
import { readCoordinators } from './coordinators.ts'
import { DEFAULT_PROFILE, readFragment } from './fragment.ts'
import { showPage } from './page.tsx'
import { createSessions } from './tabs/index.ts'

const { profile = DEFAULT_PROFILE } = readFragment(location.hash)
const root = document.getElementById('page')
const bootstrap = readCoordinators('./coordinators.json')
if (root !== null) showPage(root, () => createSessions({ profile, bootstrap }))

// Another profile is another user: nothing of this one may stay.
addEventListener('hashchange', () => {
  const { profile: named, invite } = readFragment(location.hash)
  // an invite alone is for the profile that is open
  const wanted = named ?? (invite === undefined ? DEFAULT_PROFILE : profile)
  if (wanted !== profile) location.reload()
})
