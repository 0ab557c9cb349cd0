/** The node in one line. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { MailboxCount, StatusLine } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

/** The status line; undefined until it was read first. */
export interface Status {
  readonly line: ReadonlySignal<StatusLine | undefined>
  refresh(): Promise<void>
  /** A mailbox was won or lost. */
  onMailboxes(mailboxes: MailboxCount): void
}

export function createStatus(node: Pick<PageNode, 'status'>, onError: (error: unknown) => void): Status {
  const line = signal<StatusLine | undefined>(undefined)
  const reading = createRefresh(async () => {
    line.value = await node.status()
  }, onError)
  return {
    line,
    refresh: () => reading.run(),
    onMailboxes({ held, wanted }) {
      if (line.value !== undefined) line.value = { ...line.value, mailboxes: { held, wanted } }
      void reading.run()
    }
  }
}
