/** The address of the page: its invite, and the way back and forth between panes. */
import { effect, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import { fragmentOf, readFragment } from './fragment.ts'
import { placeOf } from './state/place.ts'
import type { Place } from './state/place.ts'

/**
 * Ties the pane in front to the browser's history, so that "back" leads back. An invite is
 * not kept there: it would ask again.
 */
export function followHistory(place: Signal<Place>): void {
  let isMoving = false
  place.value = placeOf(history.state)
  effect(() => {
    const { value } = place
    if (isMoving || isThere(value)) return
    const kept = value.at === 'add' ? { at: 'add' } : value
    if (placeOf(history.state).at === 'home') history.pushState(kept, '')
    else history.replaceState(kept, '')
  })
  addEventListener('popstate', ({ state }) => {
    isMoving = true
    place.value = placeOf(state)
    isMoving = false
  })
}

function isThere(place: Place): boolean {
  const there = placeOf(history.state)
  const isSameUser =
    place.at !== 'conversation' || (there.at === 'conversation' && there.userId === place.userId)
  return there.at === place.at && isSameUser
}

/**
 * The invite that the page was opened with, or that its address is changed to. It is taken
 * out of the address, where a reload or a copy would use it again.
 */
export function inviteOfAddress(place: Signal<Place>, profile: string): ReadonlySignal<string | undefined> {
  const invite = signal<string | undefined>(undefined)
  function take(): void {
    const { invite: found, profile: named = profile } = readFragment(location.hash)
    // one for another profile is taken there: the page loads again (main.tsx)
    if (found === undefined || named !== profile) return
    history.replaceState(history.state, '', location.pathname + location.search + fragmentOf(profile))
    invite.value = found
    place.value = { at: 'add', link: found }
  }
  take()
  addEventListener('hashchange', take)
  return invite
}
