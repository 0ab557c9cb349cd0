/** Who is around, as it changes. */
import { computed, signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { MemberLine, NodeEventDetails } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

/** The member list. */
export interface Members {
  /** Direct ones first, then reachable, then offline; within each the order they came in. */
  readonly lines: ReadonlySignal<readonly MemberLine[]>
  readonly byId: ReadonlySignal<ReadonlyMap<string, MemberLine>>
  refresh(): Promise<void>
  /** Somebody came, went, or is reached another way. */
  onPresence(change: NodeEventDetails['presence']): void
}

const RANK: Readonly<Record<MemberLine['status'], number>> = { direct: 0, reachable: 1, offline: 2 }

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
    lines: computed(() => all.value.toSorted((a, b) => RANK[a.status] - RANK[b.status])),
    byId,
    refresh: () => reading.run(),
    onPresence(change) {
      const known = byId.value.has(change.userId)
      if (known) {
        all.value = all.value.map(line =>
          line.userId === change.userId ? { ...line, ...change, lastSeen: now() } : line
        )
      }
      // Only the node knows who is no member but a coordinator; and a read under way may be older.
      if (!known || reading.isRunning) void reading.run()
    }
  }
}
