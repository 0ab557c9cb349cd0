/** Which screen is in front. */
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Phase } from '../state/app.ts'
import { FirstRun } from './first-run.tsx'
import { Home } from './home.tsx'
import { usePage } from './page-context.ts'
import { Stage } from './stage.tsx'
import { Failed, TakenOver } from './stopped.tsx'
import { Unlock } from './unlock.tsx'

export function Screens(): VNode {
  const { app } = usePage()
  const phase = app.phase.value
  switch (phase.kind) {
    case 'starting':
      return <Waiting sentence="Looking for your profile…" />
    case 'new':
      return <FirstRun error={phase.error} isBusy={false} />
    case 'locked':
      return <Unlock error={phase.error} isBusy={false} />
    case 'opening':
      return opening(phase.from)
    case 'running':
      return <Home profile={phase.profile} />
    case 'taken-over':
      return <TakenOver />
    case 'failed':
      return <Failed error={phase.error} />
    default:
      return phase satisfies never
  }
}

/** The very form stays while it is tried, so that what was written there is not lost. */
function opening(from: Extract<Phase, { kind: 'opening' }>['from']): VNode {
  switch (from) {
    case 'new':
      return <FirstRun isBusy error={undefined} />
    case 'locked':
      return <Unlock isBusy error={undefined} />
    case 'ready':
      return <Waiting sentence="Opening your profile…" />
    case 'closed':
      return (
        <Waiting sentence="The tab that ran this profile is gone. Another one takes over, or this one does…" />
      )
    default:
      return from satisfies never
  }
}

/** Whoever waits longer than that wants a way on (ms). */
const LONG = 10_000

function Waiting({ sentence }: { readonly sentence: string }): VNode {
  const isLong = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      isLong.value = true
    }, LONG)
    return () => {
      clearTimeout(timer)
    }
  }, [isLong])
  return (
    <Stage title="One moment">
      <p role="status">
        {sentence}
        {isLong.value &&
          ' It takes longer than it should. Another tab may be in the way: close it, or reload this one.'}
      </p>
    </Stage>
  )
}
