/** Where the keyboard is when the screen changes. */
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Takes the focus to an element when it appears, and again whenever `key` changes. */
export function useFocus<T extends HTMLElement>(key?: unknown): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => {
    element.current?.focus()
  }, [key])
  return element
}
