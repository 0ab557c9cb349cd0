/** One line to fill in. */
import type { Signal } from '@preact/signals'
import type { TargetedInputEvent, VNode } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'

export interface FieldProps {
  readonly label: string
  readonly value: Signal<string>
  readonly type?: 'text' | 'password'
  readonly autoComplete: 'nickname' | 'new-password' | 'current-password'
  readonly hint?: string
  /** Takes the focus when it appears and whenever this changes, with what was written selected. */
  readonly focusOn?: unknown
}

export function Field({ label, value, type = 'text', autoComplete, hint, focusOn }: FieldProps): VNode {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // Before it is painted: a quick typist may be writing already afterwards.
  useLayoutEffect(() => {
    if (focusOn !== undefined) input.current?.select()
  }, [focusOn])
  const common = {
    id,
    ref: input,
    value: value.value,
    autocomplete: autoComplete,
    spellcheck: false,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput(event: TargetedInputEvent<HTMLInputElement>) {
      value.value = event.currentTarget.value
    }
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input type="password" {...common} /> : <input type="text" {...common} />}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
