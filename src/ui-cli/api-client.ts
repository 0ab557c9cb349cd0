/**
 * Gets a command to its node. One process holds a profile: if a daemon does, the command
 * talks to it over its socket; if nobody does, the command opens the vault itself, works
 * as a short-lived node and leaves. To the command both look the same.
 *
 * @packageDocumentation
 */
import { setTimeout as wait } from 'node:timers/promises'
import { DeadlineError } from '../errors.ts'
import type { EarshotNode, NodeEvent, NodeOptions } from '../node/api.ts'
import type { Api } from './api.ts'
import { CONNECT_TIMEOUT, LOCK_RETRY_INTERVAL, START_TIMEOUT } from './constants.ts'
import type { Context } from './context.ts'
import { inFolder, NoProfileError } from './errors.ts'
import { createHub } from './hub.ts'
import { localApi } from './local.ts'
import { connectDaemon } from './rpc/remote.ts'
import { removeSocket, socketOf } from './socket-path.ts'
import { withUnlock } from './unlock.ts'

/** What a command needs of a node of its own: the vault alone, or others too. */
export type Need = 'vault' | 'network'

/**
 * Calls `work` with a node and leaves the node afterwards, whatever happens.
 *
 * @param timeout how long to try for the socket and the lock, in milliseconds
 * @param work gets the node and what is left of the timeout, in whole milliseconds
 * @throws {NoProfileError} if there is no account in the folder
 * @throws {DeadlineError} if somebody held the lock all the time and opened no socket
 */
export async function withApi<T>(
  context: Context,
  need: Need,
  timeout: number,
  work: (api: Api, timeLeft: number) => Promise<T>
): Promise<T> {
  const start = performance.now()
  const api = await openApi(context, need, timeout)
  // Starting a node of our own is not waiting: a short timeout would leave nothing for the work.
  const waited = api.waitedUntil - start
  try {
    return await work(api, Math.max(0, Math.round(timeout - waited)))
  } finally {
    await api.close()
  }
}

async function openApi(
  context: Context,
  need: Need,
  timeout: number
): Promise<Api & { readonly waitedUntil: number }> {
  const deadline = performance.now() + timeout
  for (;;) {
    const daemon = await findDaemon(context, Math.max(deadline - performance.now(), CONNECT_TIMEOUT))
    const waitedUntil = performance.now()
    if (daemon !== undefined) return { ...daemon, waitedUntil }
    try {
      return { ...(await openOwn(context, need)), waitedUntil }
    } catch (error) {
      if (!isLocked(error)) throw error
      if (performance.now() >= deadline) {
        throw new DeadlineError('Another process holds this profile and does not answer', { cause: error })
      }
    }
    await wait(LOCK_RETRY_INTERVAL, undefined, { signal: context.signal }).catch(() =>
      context.signal.throwIfAborted()
    )
  }
}

/** The daemon of the profile, if one answers. */
export async function findDaemon(context: Context, timeout: number): Promise<Api | undefined> {
  const path = socketOf(context.settings.folder)
  return path === undefined ? undefined : await connectDaemon(path, timeout, context.signal)
}

async function openOwn(context: Context, need: Need): Promise<Api> {
  const hub = createHub()
  const { network } = context.settings
  const kind = need === 'vault' ? { offline: true } : { shortLived: true }
  const onEvent = (event: NodeEvent): void => {
    if (event.event === 'notice') context.output.note(event.text)
    else hub.emit(event)
  }
  const node = await openNode(context, { ...network, ...kind, onEvent })
  // We hold the lock, so whatever socket lies there is stale.
  const path = socketOf(context.settings.folder)
  if (path !== undefined) removeSocket(path)
  return localApi(node, hub, context.signal)
}

/**
 * Opens the profile's vault and starts its node.
 * @throws {NoProfileError} if there is no account in the folder
 */
export async function openNode(
  context: Context,
  options: Omit<NodeOptions, 'folder' | 'unlock' | 'signal'>
): Promise<EarshotNode> {
  const { folder, chosenBy } = context.settings
  const { createNode } = await context.loadNode()
  try {
    return await withUnlock(context, async unlock => {
      const signal = AbortSignal.any([context.signal, AbortSignal.timeout(START_TIMEOUT)])
      return await createNode({ ...options, folder, unlock, signal })
    })
  } catch (error) {
    context.signal.throwIfAborted()
    if (error instanceof Error && error.name === 'VaultMissingError') {
      throw new NoProfileError(
        `There is no profile in ${folder}: make one with \`earshot init${chosenBy}\``,
        { cause: error }
      )
    }
    throw inFolder(error, folder)
  }
}

/** Whether another process has the vault open. */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && error.name === 'VaultLockedError'
}
