/** The library's own log. */
import { defaultLogger } from '@libp2p/logger'
import type { ComponentLogger } from '@libp2p/interface'

/** The one that `debug` in the origin's `localStorage` controls. */
export function libraryLogger(): ComponentLogger {
  return defaultLogger()
}
