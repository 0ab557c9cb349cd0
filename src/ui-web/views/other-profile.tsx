/** A way on beside a profile that does not open. */
import type { ComponentChildren, VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { fragmentOf } from '../fragment.ts'

/** Leads to a profile that does not exist yet in this browser: a name by chance is nobody's. */
export function OtherProfile({
  looks,
  children
}: {
  readonly looks: 'button' | 'link'
  readonly children: ComponentChildren
}): VNode {
  const href = useMemo(() => fragmentOf(`other-${crypto.randomUUID().slice(0, 8)}`), [])
  return (
    <a class={looks === 'button' ? 'button' : undefined} href={href}>
      {children}
    </a>
  )
}
