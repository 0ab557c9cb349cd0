/** Whether the browser promises to keep what the page stores. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'

/** `may-go`: when room runs short. `unknown`: it was not asked yet, or says nothing. */
export type Keeping = 'kept' | 'may-go' | 'unknown'

/** The promise of the browser. */
export interface Storage {
  readonly keeping: ReadonlySignal<Keeping>
  /** What it has promised before. */
  look(): Promise<void>
  /** Asks for the promise. Some browsers ask the person, some decide by themselves. */
  ask(): Promise<void>
}

/** @param manager - `navigator.storage`, where there is one */
export function createStorage(
  manager: Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined
): Storage {
  const keeping = signal<Keeping>('unknown')
  async function settle(answer: Promise<boolean> | undefined): Promise<void> {
    try {
      const isKept = await answer
      if (isKept !== undefined) keeping.value = isKept ? 'kept' : 'may-go'
    } catch {
      keeping.value = 'may-go'
    }
  }
  return {
    keeping,
    look: () => settle(manager?.persisted?.()),
    ask: () => settle(manager?.persist?.())
  }
}
