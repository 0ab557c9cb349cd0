/** A screen with one thing on it. */
import type { ComponentChildren, VNode } from 'preact'
import { Mark } from './icons.tsx'
import { useFocus } from './use-focus.ts'

export interface StageProps {
  readonly title: string
  /** Nothing inside takes the focus: the title does, so that a screen reader says which screen came. */
  readonly takesFocus?: boolean
  readonly children: ComponentChildren
}

export function Stage({ title, takesFocus = true, children }: StageProps): VNode {
  const heading = useFocus<HTMLHeadingElement>(title)
  return (
    <main class="stage">
      <p class="brand">
        <Mark />
        Earshot
      </p>
      <h1 ref={takesFocus ? heading : null} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
