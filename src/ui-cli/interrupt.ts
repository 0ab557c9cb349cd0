/**
 * Signals as an AbortSignal: the first one ends the command in good order, the second one
 * at once.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { INTERRUPTED, OK } from './exit-codes.ts'
import { InterruptedError } from './errors.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Aborts with an InterruptedError. `dispose` takes the handlers away. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal
}

/** Listens to SIGINT, SIGTERM and SIGHUP until disposed. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  const listener = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED)
    controller.abort(new InterruptedError(name))
  }
  for (const name of signals) process.on(name, listener)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of signals) process.off(name, listener)
    }
  }
}

/** For what runs until it is told otherwise: SIGTERM is its ordinary end, exit code 0. */
export async function untilTerminated(work: () => Promise<never>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof InterruptedError && error.by === 'SIGTERM') return OK
    throw error
  }
}

/** Ends a wait for something that knows no signal. @throws the reason when the signal fires */
export async function interrupted(signal: AbortSignal): Promise<never> {
  throw await aborted(signal)
}

/** Resolves with the reason when the signal fires. */
export async function aborted(signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) {
    await new Promise(resolve => {
      signal.addEventListener('abort', resolve, { once: true })
    })
  }
  return signal.reason
}
