/**
 * Ends the process, as a power cut would, at the point that `EARSHOT_CRASH_AT` names
 * (docs/ARCHITECTURE.md, "Where faults are injected"). Without the variable it does nothing. The points of a
 * sender and a receiver are in src/messaging/crash-point.ts, those of a coordinator in
 * src/relay/custodian.ts.
 */
import process from 'node:process'

/** Read once: each look at the environment costs more than everything around it. */
const point = process.env['EARSHOT_CRASH_AT']

/** A named point was reached. */
export function crashPoint(name: string): void {
  if (name === point) process.kill(process.pid, 'SIGKILL')
}
