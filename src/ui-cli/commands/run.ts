/** `earshot run`: the node in the foreground, and the daemon that all other commands talk to. */
import type { NodeEvent } from '../../node/api.ts'
import { findDaemon, isLocked, openNode } from '../api-client.ts'
import { REFUSAL_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { AlreadyRunningError } from '../errors.ts'
import { createHub } from '../hub.ts'
import { aborted, untilTerminated } from '../interrupt.ts'
import { stopNode } from '../local.ts'
import * as render from '../render.ts'
import { nodeMethods } from '../rpc/methods.ts'
import { serveRpc } from '../rpc/server.ts'
import { DeadlineError } from '../../errors.ts'
import { prepareSocket } from '../socket-path.ts'
import { contactNames } from './messages.ts'

/**
 * Runs until a signal ends it: SIGTERM with 0, SIGINT with 130.
 * @throws {AlreadyRunningError} at once if somebody else holds the profile
 */
export async function run(context: Context): Promise<number> {
  return await untilTerminated(async () => await runNode(context))
}

async function runNode(context: Context): Promise<never> {
  const { settings, output, signal } = context
  await refuseSecond(context)
  const hub = createHub()
  const node = await openNode(context, { ...settings.network, onEvent: hub.emit }).catch(error => {
    throw isLocked(error) ? alreadyRunning(settings.folder, error) : error
  })
  try {
    const names = new Map(await contactNames(node))
    const toldOfLinks = new Map<string, string>()
    const human = (event: NodeEvent): string | undefined => {
      if (event.event !== 'link') return render.event(event, names, settings)
      // A search that ends as the one before is no news.
      const text = render.link(event, names)
      if (text === undefined || text === toldOfLinks.get(event.userId)) return undefined
      toldOfLinks.set(event.userId, text)
      return render.event(event, names, settings)
    }
    const print = (event: NodeEvent): void => {
      if (event.event === 'request' || event.event === 'contact') names.set(event.userId, event.name ?? '')
      if (event.event === 'notice') {
        output.note(event.text)
        return
      }
      // `ready` is printed when commands are served; scripts learn of contacts from `contact list`.
      if (event.event === 'ready' || (output.json && event.event === 'contact')) return
      output.line(asPromised(event), () => human(event))
    }
    const server = await serveRpc(
      prepareSocket(settings.folder, context.env),
      nodeMethods(node, hub.subscribe)
    )
    try {
      const ready: NodeEvent = {
        event: 'ready',
        userId: node.userId,
        peerId: node.peerId,
        addresses: node.addresses()
      }
      output.line(ready, human)
      hub.subscribe(print)
      hub.open()
      throw await aborted(signal)
    } finally {
      await server.close()
    }
  } finally {
    await stopNode(node)
  }
}

/** With the fields that scripts are promised (docs/CLI.md, "Events"). */
function asPromised(event: NodeEvent): object {
  if (event.event !== 'receipt') return event
  const { to: _, ...line } = event
  return line
}

/** Asks the socket first: that is faster than the lock, which needs the vault to be loaded. */
async function refuseSecond(context: Context): Promise<void> {
  const daemon = await findDaemon(context, REFUSAL_TIMEOUT).catch((error: unknown) => {
    // Somebody listens and does not answer: stopped, or busy. It has the profile all the same.
    throw error instanceof DeadlineError ? alreadyRunning(context.settings.folder, error) : error
  })
  if (daemon === undefined) return
  await daemon.close()
  throw alreadyRunning(context.settings.folder)
}

function alreadyRunning(folder: string, cause?: unknown): AlreadyRunningError {
  return new AlreadyRunningError(`Another process holds the profile in ${folder}`, { cause })
}
