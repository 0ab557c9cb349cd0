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
  /** On the way back to the entry below, which comes later. */
  let isLeaving = false
  function follow(value: Place): void {
    if (isMoving || isLeaving || isThere(value)) return
    const { state } = history
    const kept = { ...(value.at === 'add' ? { at: 'add' } : value), isAboveHome: true }
    if (placeOf(state).at === 'home') history.pushState(kept, '')
    else if (value.at === 'home' && state.isAboveHome === true) {
      isLeaving = true
      history.back()
    } else history.replaceState({ ...kept, isAboveHome: state.isAboveHome === true }, '')
  }
  place.value = placeOf(history.state)
  effect(() => follow(place.value))
  addEventListener('popstate', ({ state }) => {
    const wasLeaving = isLeaving
    isLeaving = false
    // one may have gone on meanwhile
    if (wasLeaving) return follow(place.peek())
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
 * The invite that the page was opened with, or that its address is changed to. Once somebody is
 * there to be asked about it, it is taken out of the address, where a reload or a copy would use
 * it again.
 *
 * @param isRunning - there is a profile, and it is open
 */
export function inviteOfAddress(
  place: Signal<Place>,
  profile: string,
  isRunning: ReadonlySignal<boolean>
): ReadonlySignal<string | undefined> {
  const invite = signal<string | undefined>(undefined)
  function look(): void {
    const { invite: found, profile: named = profile } = readFragment(location.hash)
    // one for another profile is taken there: the page loads again (main.tsx)
    if (named === profile) invite.value = found
  }
  look()
  addEventListener('hashchange', look)
  effect(() => {
    const link = invite.value
    if (!isRunning.value || link === undefined) return
    history.replaceState(history.state, '', location.pathname + location.search + fragmentOf(profile))
    invite.value = undefined
    place.value = { at: 'add', link }
  })
  return invite
}
