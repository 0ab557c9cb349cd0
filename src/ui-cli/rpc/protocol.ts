/**
 * JSON-RPC 2.0 between a command and the daemon of its profile: one JSON text per line
 * over a unix socket. A call `{jsonrpc, id, method, params}` has a whole number as its id;
 * its answer has the same id and `result` or `error`, or the id null if it could not be
 * read. Batches are not taken. Beside plain calls there are three notifications:
 *
 * - `event`: an event of the node, to a client that subscribed
 * - `rpc.part {id, items}`: the beginning of a list that is too long for one line; the
 *   response to the call holds the rest
 * - `rpc.cancel {id}`: from a client that does not want the answer any more
 *
 * Errors carry the name of the error class in `data.name`, so that a command ends with
 * the same exit code whether the node runs in it or in the daemon.
 *
 * @packageDocumentation
 */
import * as errors from '../../errors.ts'
import { DaemonError } from '../errors.ts'

/** What went wrong, as it travels. */
export interface RpcErrorObject {
  readonly code: number
  readonly message: string
  readonly data?: { readonly name: string }
}

/** Codes of the JSON-RPC specification. */
export const PARSE_ERROR = -32_700
export const INVALID_REQUEST = -32_600
export const METHOD_NOT_FOUND = -32_601
export const INTERNAL_ERROR = -32_603

/** Codes of our own errors: stable, never reused. A wrong parameter is a usage error. */
const known = [
  { type: errors.UsageError, code: -32_602 },
  { type: errors.NotFoundError, code: -32_001 },
  { type: errors.TrustError, code: -32_002 },
  { type: errors.UnreachableError, code: -32_003 },
  { type: errors.DeadlineError, code: -32_004 },
  { type: errors.LimitError, code: -32_005 },
  { type: errors.StorageError, code: -32_006 },
  { type: errors.SessionError, code: -32_007 },
  { type: errors.WireFormatError, code: -32_008 },
  { type: errors.AuthenticationError, code: -32_009 }
] as const

/** Errors of ours travel with their sentence; of all others only the fact (it may hold anything). */
export function toErrorObject(error: unknown): RpcErrorObject {
  if (!(error instanceof errors.EarshotError)) {
    return { code: INTERNAL_ERROR, message: 'Internal error of the running node', data: { name: 'Error' } }
  }
  const entry = known.find(({ type }) => error instanceof type)
  return {
    code: entry?.code ?? INTERNAL_ERROR,
    message: error.message,
    data: { name: error.name }
  }
}

/** The error that a response stands for. */
export function fromErrorObject(value: unknown): Error {
  if (typeof value !== 'object' || value === null || !('message' in value)) {
    return new DaemonError('The running node answered with an error that makes no sense')
  }
  const message = String(value.message)
  const code = 'code' in value ? value.code : undefined
  const entry = known.find(known => known.code === code)
  return entry === undefined ? new DaemonError(message) : new entry.type(message)
}
