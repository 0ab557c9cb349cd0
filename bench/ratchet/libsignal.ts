/**
 * Signal's own library, in a process of its own: what it leaves behind for the collector would otherwise be
 * collected in the rounds of the other side.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Run } from './run.ts'

/** How long a round may take, in ms. */
const PATIENCE = 30_000

/** Signal's side. */
export interface Libsignal {
  /** Messages a second in one round. */
  rate(run: Run): Promise<number>
  stop(): Promise<void>
}

/** Starts it. Its library must be installed. */
export function startLibsignal(): Libsignal {
  const child = fork(fileURLToPath(new URL('libsignal-child.ts', import.meta.url)))
  const exited = once(child, 'exit')
  return {
    async rate(run) {
      child.send(run)
      const [result] = (await Promise.race([
        once(child, 'message', { signal: AbortSignal.timeout(PATIENCE) }),
        exited.then(() => {
          throw new Error("The process of Signal's library has ended")
        })
      ])) as [number]
      return result
    },
    async stop() {
      child.disconnect()
      await exited
    }
  }
}
