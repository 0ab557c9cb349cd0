/** The node in one line. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { MailboxCount, StatusLine } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

/** The status line; undefined until it was read first. */
export interface Status {
  readonly line: ReadonlySignal<StatusLine | undefined>
  /** What the node had to say last; undefined: nothing, or it was put away. */
  readonly notice: ReadonlySignal<string | undefined>
  refresh(): Promise<void>
  /** A mailbox was won or lost. */
  onMailboxes(mailboxes: MailboxCount): void
  /** The node has something to say; undefined puts it away. */
  onNotice(text: string | undefined): void
}

export function createStatus(node: Pick<PageNode, 'status'>, onError: (error: unknown) => void): Status {
  const line = signal<StatusLine | undefined>(undefined)
  const notice = signal<string | undefined>(undefined)
  const reading = createRefresh(async () => {
    line.value = await node.status()
  }, onError)
  return {
    line,
    notice,
    onNotice(text) {
      notice.value = text
    },
    refresh: () => reading.run(),
    onMailboxes({ held, wanted }) {
      if (line.value !== undefined) line.value = { ...line.value, mailboxes: { held, wanted } }
      void reading.run()
    }
  }
}
