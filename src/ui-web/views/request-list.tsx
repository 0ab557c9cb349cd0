/** Who asks to become a contact. */
import type { VNode } from 'preact'
import { useId, useRef } from 'preact/hooks'
import type { RequestLine } from '../../node/api.ts'
import { dayAndClock } from '../words/times.ts'
import { usePage, useProfile } from './page-context.ts'
import { Name, ShortId } from './person.tsx'
import { Problem } from './problem.tsx'
import { useAction } from './use-action.ts'

/** Nothing if nobody asks. */
export function RequestList(): VNode {
  const { requests } = useProfile()
  const lines = requests.lines.value
  const heading = useRef<HTMLHeadingElement>(null)
  const title = useId()
  return (
    <section aria-labelledby={title} hidden={lines.length === 0}>
      <h2 id={title} ref={heading} tabIndex={-1}>
        Requests <span class="count">{lines.length}</span>
      </h2>
      <ul class="cards" aria-live="polite">
        {lines.map(line => (
          <Request key={line.userId} line={line} onAnswered={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  )
}

/** @param onAnswered - the buttons are gone: the focus needs another place */
function Request({
  line,
  onAnswered
}: {
  readonly line: RequestLine
  readonly onAnswered: () => void
}): VNode {
  const { requests } = useProfile()
  const { visit } = usePage()
  const action = useAction()
  const { userId, name, at, note } = line

  async function accept(): Promise<void> {
    await requests.accept(userId)
    visit.place.value = { at: 'conversation', userId }
  }
  async function reject(): Promise<void> {
    await requests.reject(userId)
    onAnswered()
  }

  return (
    <li class="card">
      <p>
        <Name userId={userId} name={name} /> <ShortId id={userId} /> asks to be a contact.
      </p>
      <p class="hint">
        {dayAndClock(at)}
        {note !== undefined && `, ${note}`}
      </p>
      <div class="pair">
        <button
          type="button"
          class="primary"
          disabled={action.isBusy.value}
          onClick={() => void action.run(accept)}
        >
          Accept
        </button>
        <button type="button" disabled={action.isBusy.value} onClick={() => void action.run(reject)}>
          Reject
        </button>
      </div>
      <Problem of={action.problem} />
    </li>
  )
}
