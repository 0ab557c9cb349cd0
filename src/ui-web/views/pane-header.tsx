/** The top of the right pane; on a phone with the way back. */
import type { ComponentChildren, RefObject, VNode } from 'preact'
import { Back } from './icons.tsx'
import { usePage } from './page-context.ts'

export interface PaneHeaderProps {
  readonly title: ComponentChildren
  /** Takes the focus. */
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly children?: ComponentChildren
}

export function PaneHeader({ title, heading, children }: PaneHeaderProps): VNode {
  const { visit } = usePage()
  return (
    <header class="pane-header">
      <button
        type="button"
        class="quiet back"
        aria-label="Back to people"
        onClick={() => {
          visit.place.value = { at: 'home' }
        }}
      >
        <Back />
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
