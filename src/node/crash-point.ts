/**
 * Ends the process, as a power cut would, at the point that `EARSHOT_CRASH_AT` names: the
 * kill tests of the fault matrix. Without the variable it does nothing. The points of a
 * sender and a receiver are in src/messaging/crash-point.ts, those of a coordinator in
 * src/relay/custodian.ts.
 */
import process from 'node:process'

/** A place of the fault matrix was reached. */
export function crashPoint(name: string): void {
  if (process.env['EARSHOT_CRASH_AT'] === name) process.kill(process.pid, 'SIGKILL')
}
