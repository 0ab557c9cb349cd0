/** What a browser must be able to do before a node can run in it. */

/** What is missing, and what to do about it. */
export interface Missing {
  readonly sentence: string
  /** Whether the page can be of use all the same. */
  readonly canGoOn: boolean
}

/** The parts of `globalThis` that are looked at. */
export type Scope = Partial<
  Record<'isSecureContext' | 'indexedDB' | 'RTCPeerConnection', unknown> & {
    readonly navigator: { readonly locks?: unknown }
  }
>

/** The first thing that is missing, the worst one first. */
export function missingAbility(scope: Scope): Missing | undefined {
  if (scope.isSecureContext !== true) {
    return {
      sentence:
        'This page was loaded without encryption (http), so the browser keeps from it what it needs. Open it over https, or from localhost.',
      canGoOn: false
    }
  }
  if (scope.indexedDB == null || scope.navigator?.locks == null) {
    return {
      sentence:
        'This browser lets the page keep nothing (no IndexedDB), so there is no place for your keys and messages. Leave the private window, allow storage for this page, or take another browser.',
      canGoOn: false
    }
  }
  if (scope.RTCPeerConnection == null) {
    return {
      sentence:
        'This browser has no WebRTC, or it is switched off. Without it nobody can be reached directly, only through coordinators that offer a WebSocket.',
      canGoOn: true
    }
  }
  return undefined
}
