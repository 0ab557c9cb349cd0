/** Who is around, as it changes. */
import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { MemberLine, NodeEventDetails } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { who } from '../words/people.ts'
import { createRefresh } from './refresh.ts'

/** The member list. */
export interface Members {
  /** Who is around first; among them, and among the others, by name, then those who have none by id. */
  readonly lines: ReadonlySignal<readonly MemberLine[]>
  readonly byId: ReadonlySignal<ReadonlyMap<string, MemberLine>>
  refresh(): Promise<void>
  /** Somebody came, went, or is reached another way. */
  onPresence(change: NodeEventDetails['presence']): void
}

export function createMembers(
  node: Pick<PageNode, 'members'>,
  onError: (error: unknown) => void,
  now: () => number
): Members {
  const all = signal<readonly MemberLine[]>([])
  const byId = computed(() => new Map(all.value.map(line => [line.userId, line])))
  const reading = createRefresh(async () => {
    all.value = await node.members()
  }, onError)

  return {
    lines: computed(() => all.value.toSorted(byPresence)),
    byId,
    refresh: () => reading.run(),
    onPresence(change) {
      const known = byId.value.has(change.userId)
      if (known) {
        all.value = all.value.map(line => {
          if (line.userId !== change.userId) return line
          return { ...line, ...change, lastSeen: change.status === 'offline' ? line.lastSeen : now() }
        })
      }
      // Only the node knows who is no member but a coordinator, and when somebody was heard of
      // last; and a read under way may be older.
      if (!known || change.status === 'offline' || reading.isRunning) void reading.run()
    }
  }
}

/** Whether somebody is reached directly does not move them: they would change places all the time. */
function byPresence(a: MemberLine, b: MemberLine): number {
  return rank(a) - rank(b) || who(a.userId, a.name).localeCompare(who(b.userId, b.name))
}

function rank({ status, name }: MemberLine): number {
  return (status === 'offline' ? 2 : 0) + (name === null ? 1 : 0)
}
