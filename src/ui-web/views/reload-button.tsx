/** A way on when only a fresh page helps. */
import type { VNode } from 'preact'

export function ReloadButton({ label = 'Load the page again' }: { readonly label?: string }): VNode {
  return (
    <button
      type="button"
      class="primary"
      onClick={() => {
        location.reload()
      }}
    >
      {label}
    </button>
  )
}
