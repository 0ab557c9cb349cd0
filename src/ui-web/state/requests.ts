/** Who waits for our answer. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { Consent, RequestLine } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

/** Requests, the oldest first. */
export interface Requests {
  readonly lines: ReadonlySignal<readonly RequestLine[]>
  refresh(): Promise<void>
  accept(userId: string): Promise<Consent>
  reject(userId: string): Promise<void>
}

/** An answer is on disk at once; so long it may take to be handed over before the page goes on (ms). */
const HAND_OVER = 10_000

export function createRequests(
  node: Pick<PageNode, 'requests' | 'accept' | 'reject'>,
  onError: (error: unknown) => void
): Requests {
  const lines = signal<readonly RequestLine[]>([])
  const reading = createRefresh(async () => {
    lines.value = (await node.requests()).toSorted((a, b) => a.at - b.at)
  }, onError)
  return {
    lines,
    refresh: () => reading.run(),
    async accept(userId) {
      const consent = await node.accept(userId, { signal: AbortSignal.timeout(HAND_OVER) })
      await reading.run()
      return consent
    },
    async reject(userId) {
      await node.reject(userId)
      await reading.run()
    }
  }
}
