/** How each contact is reached, as links come and go. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { NodeEventDetails, TraceLine } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import type { Route } from '../words/reach.ts'

/** Routes by userId. */
export interface Routes {
  readonly byId: ReadonlySignal<ReadonlyMap<string, Route>>
  /** How somebody was searched for; without a link they are searched for now. */
  trace(userId: string, signal: AbortSignal): Promise<TraceLine>
  onLink(link: NodeEventDetails['link']): void
  /** Events may have been missed: what is known does not count any more. */
  refresh(): Promise<void>
}

export function createRoutes(node: Pick<PageNode, 'trace'>): Routes {
  const byId = signal<ReadonlyMap<string, Route>>(new Map())
  function put(userId: string, route: Route): void {
    byId.value = new Map(byId.value).set(userId, route)
  }
  return {
    byId,
    async trace(userId, signal) {
      const before = byId.value.get(userId)
      const line = await node.trace(userId, { signal })
      // What a link says meanwhile is newer than the trace.
      if (byId.value.get(userId) === before) put(userId, { state: null, route: line.route })
      return line
    },
    onLink({ userId, state, route }) {
      put(userId, { state, route })
    },
    async refresh() {
      byId.value = new Map()
    }
  }
}
