/** The few drawings there are. All are decoration: words beside them say the same. */
import type { ComponentChildren, VNode } from 'preact'

function Drawing({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** Somebody, and those within earshot. */
export function Mark(): VNode {
  return (
    <Drawing>
      <circle cx="6.5" cy="12" r="2" fill="currentColor" stroke="none" />
      <path d="M11.5 7.5a6.4 6.4 0 0 1 0 9M15.5 4.5a10.6 10.6 0 0 1 0 15" />
    </Drawing>
  )
}

export function Back(): VNode {
  return (
    <Drawing>
      <path d="M15 5l-7 7 7 7" />
    </Drawing>
  )
}

export function Send(): VNode {
  return (
    <Drawing>
      <path d="M12 19V5M6 11l6-6 6 6" />
    </Drawing>
  )
}

export function Down(): VNode {
  return (
    <Drawing>
      <path d="M12 5v14M6 13l6 6 6-6" />
    </Drawing>
  )
}
