/**
 * The library's own log.
 *
 * @packageDocumentation
 */
import { defaultLogger } from '@libp2p/logger'
import type { ComponentLogger, Logger } from '@libp2p/interface'

const silent: Logger = Object.assign(() => {}, {
  enabled: false,
  error: () => {},
  trace: () => {},
  newScope: () => silent
})

/**
 * The one that `DEBUG` of the environment controls, or one that does nothing: the library
 * makes new loggers for every stream, a tenth of the time of opening one.
 */
export function libraryLogger(): ComponentLogger {
  return process.env['DEBUG'] === undefined ? { forComponent: () => silent } : defaultLogger()
}
