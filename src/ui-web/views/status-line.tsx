/** How the node stands, in one line. */
import type { VNode } from 'preact'
import { useProfile } from './page-context.ts'

export function StatusLineView(): VNode {
  const { status } = useProfile()
  const line = status.line.value
  if (line === undefined) return <footer class="status">starting…</footer>
  const { links, mailboxes, coordinators, queued } = line
  return (
    <footer class="status">
      <dl>
        <Fact name="links" value={String(links)} />
        <Fact
          name="mailboxes"
          value={`${mailboxes.held} of ${mailboxes.wanted}`}
          isPoor={mailboxes.held === 0}
        />
        <Fact name="coordinators" value={String(coordinators)} isPoor={coordinators === 0} />
        <Fact name="not delivered" value={String(queued)} />
      </dl>
    </footer>
  )
}

function Fact({
  name,
  value,
  isPoor = false
}: {
  readonly name: string
  readonly value: string
  readonly isPoor?: boolean
}): VNode {
  return (
    <div class={isPoor ? 'poor' : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
