/** How a contact is reached; on click, how they were searched for. */
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { TraceLine } from '../../node/api.ts'
import { explain } from '../words/errors.ts'
import { reachWords } from '../words/reach.ts'
import { useProfile } from './page-context.ts'
import { TraceTable } from './trace-table.tsx'

/** A search that takes longer is given up (ms). */
const SEARCH = 25_000

export function RouteLine({ userId }: { readonly userId: string }): VNode {
  const { routes, contacts } = useProfile()
  const isOpen = useSignal(false)
  const trace = useSignal<TraceLine | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const known = routes.byId.value.get(userId)

  // Nothing says how somebody is reached before the first change: the last search does.
  useEffect(() => {
    if (known !== undefined) return undefined
    const leaving = new AbortController()
    routes.trace(userId, leaving.signal).catch(() => {
      // The line says that nobody was found; the trace itself says why, when it is asked for.
    })
    return () => {
      leaving.abort()
    }
  }, [routes, userId, known === undefined])

  async function search(): Promise<void> {
    try {
      problem.value = undefined
      trace.value = undefined
      trace.value = await routes.trace(userId, AbortSignal.timeout(SEARCH))
    } catch (error) {
      problem.value = explain(error).sentence
    }
  }

  function toggle(): void {
    isOpen.value = !isOpen.value
    if (isOpen.value) void search()
  }

  return (
    <div class="route">
      <button type="button" class="quiet" aria-expanded={isOpen.value} aria-controls="trace" onClick={toggle}>
        <bdi>{reachWords(known, contacts.names.value)}</bdi>
        <span class="unseen">: show the trace</span>
      </button>
      <div id="trace" class="trace" hidden={!isOpen.value}>
        {problem.value !== undefined && <p class="problem">{problem.value}</p>}
        {trace.value === undefined && problem.value === undefined && <p role="status">Searching…</p>}
        {trace.value !== undefined && <TraceTable trace={trace.value} />}
      </div>
    </div>
  )
}
