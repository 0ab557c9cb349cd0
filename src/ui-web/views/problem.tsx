/** Why something did not work, said at once. */
import type { VNode } from 'preact'
import type { ReadonlySignal } from '@preact/signals'

/** Nothing as long as there is no problem; the place is there before, so that it is read out. */
export function Problem({ of: problem }: { readonly of: ReadonlySignal<string | undefined> }): VNode {
  return (
    <div role="alert" class="problem-place">
      {problem.value !== undefined && <p class="problem">{problem.value}</p>}
    </div>
  )
}
