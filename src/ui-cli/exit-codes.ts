/**
 * The exit codes that scripts depend on, and which error gives which.
 *
 * @packageDocumentation
 */
import type { MessageState, SendLine, WaitState } from '../node/api.ts'

/** Done. */
export const OK = 0
/** Failed; the message says why. */
export const FAILURE = 1
/** The command line makes no sense. */
export const USAGE = 2
/** Nobody and nothing by that name. */
export const NOT_FOUND = 3
/** Nobody could be reached, and nothing was left queued. */
export const UNREACHABLE = 4
/** An unknown, used or expired invite, or a changed key. */
export const TRUST = 5
/** The deadline passed, and nothing was left queued. */
export const TIMEOUT = 6
/** On disk and on its way, but not there yet (EX_TEMPFAIL). */
export const QUEUED = 75
/** Ended by Ctrl-C. */
export const INTERRUPTED = 130

const codes: ReadonlyMap<string, number> = new Map([
  ['UsageError', USAGE],
  ['NotFoundError', NOT_FOUND],
  ['UnreachableError', UNREACHABLE],
  ['TrustError', TRUST],
  ['DeadlineError', TIMEOUT],
  ['TimeoutError', TIMEOUT],
  ['InterruptedError', INTERRUPTED]
])

/** The exit code of an error, found by its name as it may come from another process. */
export function exitCodeOf(error: unknown): number {
  return (error instanceof Error ? codes.get(error.name) : undefined) ?? FAILURE
}

/** How far a message has come. An incoming one (`received`) has no rank. */
const ranks: Record<Exclude<MessageState, 'received' | 'failed'>, number> = {
  queued: 0,
  stored: 1,
  delivered: 2
}

/** Whether a sent message reached or passed what `--wait` asked for. */
export function exitCodeOfSend(state: SendLine['state'], wait: WaitState): number {
  if (state === 'failed') return FAILURE
  return ranks[state] >= ranks[wait] ? OK : QUEUED
}
