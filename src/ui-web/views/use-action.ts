/** Something that a button starts: one at a time, and its failure is said where it was started. */
import { useSignal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import { explain } from '../words/errors.ts'

/** The action as its view sees it. */
export interface Action {
  readonly isBusy: ReadonlySignal<boolean>
  /** Why the last run failed, as a sentence. */
  readonly problem: ReadonlySignal<string | undefined>
  /** Never rejects; resolves with whether it succeeded. */
  run(work: () => Promise<void>): Promise<boolean>
}

/** @param special - sentences for this place, by the name of the error */
export function useAction(special: Readonly<Record<string, string>> = {}): Action {
  const isBusy = useSignal(false)
  const problem = useSignal<string | undefined>(undefined)
  return {
    isBusy,
    problem,
    async run(work) {
      if (isBusy.value) return false
      isBusy.value = true
      problem.value = undefined
      try {
        await work()
        return true
      } catch (error) {
        problem.value = explain(error, special).sentence
        return false
      } finally {
        isBusy.value = false
      }
    }
  }
}
