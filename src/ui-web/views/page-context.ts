/** What every view can reach. */
import { createContext } from 'preact'
import type { Context } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReadonlySignal } from '@preact/signals'
import type { App } from '../state/app.ts'
import type { Visit } from '../state/place.ts'
import type { ProfileState } from '../state/profile.ts'
import type { Storage } from '../state/storage.ts'

/** What there is on every screen. */
export interface PageParts {
  readonly app: App
  readonly visit: Visit
  readonly storage: Storage
  /** The invite that the page was opened with. */
  readonly invite: ReadonlySignal<string | undefined>
}

export const PageContext: Context<PageParts | undefined> = createContext<PageParts | undefined>(undefined)
export const ProfileContext: Context<ProfileState | undefined> = createContext<ProfileState | undefined>(
  undefined
)

export function usePage(): PageParts {
  return present(useContext(PageContext))
}

/** Only below the home screen. */
export function useProfile(): ProfileState {
  return present(useContext(ProfileContext))
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A view stands outside of its screen')
  return value
}
