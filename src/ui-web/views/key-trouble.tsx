/** A contact's keys have changed: nothing is sent until we have said yes. */
import type { VNode } from 'preact'
import { useProfile } from './page-context.ts'
import { Problem } from './problem.tsx'
import { useAction } from './use-action.ts'

export function KeyTrouble({ userId, note }: { readonly userId: string; readonly note: string }): VNode {
  const { contacts, requests } = useProfile()
  const action = useAction()
  return (
    <div class="problem flat" role="alert">
      <p class="sentence">{note}</p>
      <button
        type="button"
        disabled={action.isBusy.value}
        onClick={() =>
          void action.run(async () => {
            await requests.accept(userId)
            await contacts.refresh()
          })
        }
      >
        Accept again
      </button>
      <Problem of={action.problem} />
    </div>
  )
}
