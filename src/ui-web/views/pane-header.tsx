/** The top of the right pane; on a phone with the way back. */
import type { ComponentChildren, RefObject, VNode } from 'preact'
import { backLabel } from '../words/people.ts'
import { Back } from './icons.tsx'
import { usePage, useProfile } from './page-context.ts'

export interface PaneHeaderProps {
  readonly title: ComponentChildren
  /** Takes the focus. */
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly children?: ComponentChildren
}

export function PaneHeader({ title, heading, children }: PaneHeaderProps): VNode {
  const { visit } = usePage()
  const { requests } = useProfile()
  const waiting = requests.lines.value.length
  return (
    <header class="pane-header">
      <button
        type="button"
        class="quiet back"
        aria-label={backLabel(waiting)}
        onClick={() => {
          visit.place.value = { at: 'home' }
        }}
      >
        <Back />
        {waiting > 0 && <span class="badge">{waiting}</span>}
      </button>
      <div class="pane-title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
    </header>
  )
}
