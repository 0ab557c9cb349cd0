/** A page relays for nobody: what it carries would end with the tab. */
import { UsageError } from '../../errors.ts'

export type { RelayLimits } from './relay-server.ts'

/** Nobody may. */
export function mayReserve(): boolean {
  return false
}

/** @throws {UsageError} always */
export function relayServer(): never {
  throw new UsageError('A browser does not relay for others')
}
