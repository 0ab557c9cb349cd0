/**
 * Errors of the command itself. Those of the node are in src/errors.ts.
 *
 * @packageDocumentation
 */
import { EarshotError } from '../errors.ts'
import { DiskError } from '../store/errors.ts'

/** The user or the system ended the command by a signal. */
export class InterruptedError extends EarshotError {
  override name = 'InterruptedError'
  readonly by: NodeJS.Signals

  constructor(by: NodeJS.Signals) {
    super(`Interrupted by ${by}`)
    this.by = by
  }
}

/** Another process holds the profile. */
export class AlreadyRunningError extends EarshotError {
  override name = 'AlreadyRunningError'
}

/** There is no account in the data folder yet. */
export class NoProfileError extends EarshotError {
  override name = 'NoProfileError'
}

/** The daemon went away, or said something that is no JSON-RPC. */
export class DaemonError extends EarshotError {
  override name = 'DaemonError'
}

/** What the disk refused, with the folder in which it did; any other error as it is. */
export function inFolder(error: unknown, folder: string): unknown {
  if (!(error instanceof DiskError)) return error
  return new DiskError(`${error.message} (${folder})`, error.reason, { cause: error })
}
