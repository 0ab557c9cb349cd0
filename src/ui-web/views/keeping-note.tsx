/** What the browser said about keeping the profile. */
import type { VNode } from 'preact'
import { usePage } from './page-context.ts'

export function KeepingNote(): VNode | null {
  const { storage } = usePage()
  switch (storage.keeping.value) {
    case 'kept':
      return <p class="hint">The browser keeps this profile until you delete the data of this page.</p>
    case 'may-go':
      return (
        <div class="note">
          <p>
            The browser has not promised to keep this profile: it may delete it when it runs out of room, and
            in a private window as soon as that is closed. Some browsers promise it once the page is
            bookmarked, installed or used often.
          </p>
          <button type="button" onClick={() => void storage.ask()}>
            Ask again
          </button>
        </div>
      )
    case 'unknown':
      return null
    default:
      return storage.keeping.value satisfies never
  }
}

/** Only what has to be known: that it may be deleted. */
export function KeepingHint(): VNode | null {
  const { storage, visit } = usePage()
  if (storage.keeping.value !== 'may-go') return null
  return (
    <p class="hint">
      The browser has not promised to keep this profile.{' '}
      <button
        type="button"
        class="inline"
        onClick={() => {
          visit.place.value = { at: 'about' }
        }}
      >
        What to do
      </button>
    </p>
  )
}
