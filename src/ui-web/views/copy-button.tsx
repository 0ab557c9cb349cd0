/** Copies a text, and says whether it did. */
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const said = useSignal('')
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      said.value = 'Copied.'
    } catch {
      said.value = 'The browser did not allow it: mark the text and copy it.'
    }
  }
  return (
    <span class="copy">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" class="hint">
        {said.value}
      </span>
    </span>
  )
}
