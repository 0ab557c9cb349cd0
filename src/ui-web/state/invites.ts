/** The invites that we made. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { InviteLine, InviteLink } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

/** Invites, the newest first. */
export interface Invites {
  readonly lines: ReadonlySignal<readonly InviteLine[]>
  /** Made since the page was opened, and still open: only then its link is known. */
  readonly latest: ReadonlySignal<InviteLink | undefined>
  /** Whether a link leads to a page, and does by itself what it is for. */
  readonly hasPage: boolean
  refresh(): Promise<void>
  make(): Promise<void>
  revoke(id: string): Promise<void>
}

/** An invite needs a coordinator that takes requests; so long we look for one (ms). */
const LOOKING = 20_000

/** @param page - an https page that links lead to */
export function createInvites(
  node: Pick<PageNode, 'invites' | 'createInvite' | 'revokeInvite'>,
  onError: (error: unknown) => void,
  page: string | undefined
): Invites {
  const lines = signal<readonly InviteLine[]>([])
  const latest = signal<InviteLink | undefined>(undefined)
  const reading = createRefresh(async () => {
    lines.value = (await node.invites()).toSorted((a, b) => b.expires - a.expires)
    const stands = lines.value.find(({ id }) => id === latest.value?.id)
    if (stands !== undefined && stands.state !== 'open') latest.value = undefined
  }, onError)
  return {
    lines,
    latest,
    hasPage: page !== undefined,
    refresh: () => reading.run(),
    async make() {
      const signal = AbortSignal.timeout(LOOKING)
      latest.value = await node.createInvite({ signal, ...(page !== undefined && { page }) })
      await reading.run()
    },
    async revoke(id) {
      await node.revokeInvite(id)
      await reading.run()
    }
  }
}
