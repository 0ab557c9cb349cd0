/** What the node has to say to the person, until it was read. */
import type { VNode } from 'preact'
import { useProfile } from './page-context.ts'

export function NoticeView(): VNode | null {
  const { status } = useProfile()
  const text = status.notice.value
  if (text === undefined) return null
  return (
    <div class="problem flat" role="alert">
      <p class="sentence">{text}</p>
      <button type="button" onClick={() => status.onNotice(undefined)}>
        Understood
      </button>
    </div>
  )
}
