/**
 * What the page is told behind `#`, which reaches no web server: the name of the profile and
 * an invite, as `#profile=bob`, `#i=…` or both with `&` between.
 */

/** What a fragment says. */
export interface Fragment {
  /** Undefined if it names none. */
  readonly profile: string | undefined
  /** A link that `addContact` takes, whichever page it led to. */
  readonly invite: string | undefined
}

/** The profile of a page whose address names none. */
export const DEFAULT_PROFILE = 'default'
const PROFILE = 'profile='
const INVITE = 'i='

/** Reads `location.hash`. */
export function readFragment(hash: string): Fragment {
  const parts = partsOf(hash)
  const profile = parts.find(part => part.startsWith(PROFILE))?.slice(PROFILE.length) ?? ''
  const invite = parts.find(part => part.startsWith(INVITE))?.slice(INVITE.length) ?? ''
  return {
    profile: profile === '' ? undefined : decoded(profile),
    invite: invite === '' ? undefined : `web+earshot:#${INVITE}${invite}`
  }
}

/** The fragment of a profile, and of nothing else. */
export function fragmentOf(profile: string): string {
  return profile === DEFAULT_PROFILE ? '' : `#${PROFILE}${encodeURIComponent(profile)}`
}

/**
 * The page that invites can name: this one, if it is one that others can open.
 *
 * @param at - as `location` has it
 */
export function pageForInvites(at: {
  readonly protocol: string
  readonly origin: string
  readonly pathname: string
}): string | undefined {
  return at.protocol === 'https:' ? at.origin + at.pathname : undefined
}

function partsOf(hash: string): string[] {
  return (
    hash
      .replace(/^#/u, '')
      .split('&')
      .filter(part => part !== '')
      // as some programs pass a link on
      .map(part => part.replace(/^(profile|i)%3d/iu, '$1='))
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
