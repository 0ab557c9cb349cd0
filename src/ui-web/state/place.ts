/** Where in a running profile one is: which pane is in front. */
import { signal } from '@preact/signals'
import type { Signal } from '@preact/signals'

/** A pane. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'conversation'; readonly userId: string }
  | { readonly at: 'invite' }
  /** `link` is an invite that was opened with the page, and asks to be used. */
  | { readonly at: 'add'; readonly link?: string }
  | { readonly at: 'about' }

/** The pane in front, and texts that were begun and not sent. */
export interface Visit {
  readonly place: Signal<Place>
  /** By userId. They outlive the node, which another tab may take over at any time. */
  readonly drafts: Map<string, string>
}

export function createVisit(): Visit {
  return { place: signal<Place>({ at: 'home' }), drafts: new Map() }
}

/** Reads what `history.state` kept, which may be of another version of the page. */
export function placeOf(kept: unknown): Place {
  if (typeof kept !== 'object' || kept === null || !('at' in kept)) return { at: 'home' }
  switch (kept.at) {
    case 'conversation':
      return 'userId' in kept && typeof kept.userId === 'string'
        ? { at: 'conversation', userId: kept.userId }
        : { at: 'home' }
    case 'invite':
    case 'add':
    case 'about':
      return { at: kept.at }
    default:
      return { at: 'home' }
  }
}
