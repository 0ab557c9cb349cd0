/** How somebody is reached, in one line. */
import type { LinkState, MemberLine, PresenceStatus } from '../../node/api.ts'
import { dayAndClock } from './times.ts'
import { shortId, who } from './people.ts'
import type { Names } from './people.ts'

/** How a contact was reached last. The link state is null as long as none was told. */
export interface Route {
  readonly state: LinkState | null
  readonly route: string
}

/** Of a contact who has not answered yet. */
export const REQUESTED = 'requested, waits for an answer'

const STORED_AT = 'stored at '
const RELAYED_VIA = 'relayed via '

/** `direct`, `relayed via Carol`, `mail is left at 3 coordinators`; undefined for `none`. */
export function routeWords(route: string, names: Names): string | undefined {
  if (route === '' || route === 'none') return undefined
  if (route.startsWith(STORED_AT)) {
    const count = route.slice(STORED_AT.length).split(',').length
    return `mail is left at ${count} ${count === 1 ? 'coordinator' : 'coordinators'}`
  }
  if (route.startsWith(RELAYED_VIA)) {
    const relay = route.slice(RELAYED_VIA.length)
    return `relayed via ${who(relay, names.get(relay))}`
  }
  return route
}

/** The line above a conversation. */
export function reachWords(known: Route | undefined, names: Names): string {
  if (known === undefined) return 'not looked for yet'
  const route = routeWords(known.route, names)
  switch (known.state) {
    case 'DISCOVERING':
    case 'SIGNALING':
    case 'CONNECTING':
      return 'being looked for'
    case 'DISCONNECTED':
      return 'no link'
    case 'STORE_FORWARD':
      return route ?? 'no link, and no mailbox: messages wait here'
    case 'CONNECTED':
      return route ?? 'direct'
    case 'RELAY_MODE':
      return route ?? 'relayed'
    case null:
      return route ?? 'nobody found yet: messages wait here'
    default:
      return known.state satisfies never
  }
}

/** In place of the attempts, where none was made. */
export function noAttempts(route: string): string {
  if (route === 'direct') return 'Linked directly. Nothing had to be searched.'
  if (route.startsWith(RELAYED_VIA)) return 'Linked over a relay. Nothing had to be searched.'
  return 'Nobody has been looked for yet.'
}

/** `direct`, `via Bob`, `offline, last seen …`. */
export function presenceWords(
  { status, via, lastSeen }: Pick<MemberLine, 'status' | 'via' | 'lastSeen'>,
  names: Names
): string {
  switch (status) {
    case 'direct':
      return 'direct'
    case 'reachable':
      return via === null ? 'reachable' : `via ${names.get(via) ?? shortId(via)}`
    case 'offline':
      return lastSeen === null ? 'offline' : `offline, last seen ${dayAndClock(lastSeen)}`
    default:
      return status satisfies never
  }
}

/** What the coloured mark in front of a name says to who does not see it. */
export function statusLabel(status: PresenceStatus | undefined): string {
  return status ?? 'not seen yet'
}
