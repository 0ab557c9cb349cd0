/** `earshot members`, `trace` and `status`: what a node knows of others and of itself. */
import { withApi } from '../api-client.ts'
import { DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK } from '../exit-codes.ts'
import * as render from '../render.ts'
import { contactNames } from './messages.ts'

/** Lists the members of a network. Without a daemon: as far as they were seen before. */
export async function members(context: Context, flags: { readonly network?: string }): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const names = await contactNames(api)
    const lines = await api.members(flags)
    context.output.lines(lines, line => render.member(line, names), 'Nobody else is known here.')
    return OK
  })
}

/** Shows how a user was reached, or why not. */
export async function trace(context: Context, user: string): Promise<number> {
  return await withApi(context, 'network', DEFAULT_TIMEOUT, async api => {
    const names = await contactNames(api)
    context.output.line(await api.trace(user), line => render.trace(line, names))
    return OK
  })
}

/** Shows the state of the node. */
export async function status(context: Context): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const notRunning = api.isDaemon
      ? undefined
      : `not running: \`earshot run${context.settings.chosenBy}\` starts it`
    context.output.line(await api.status(), line => render.status(line, notRunning))
    return OK
  })
}
