/** `earshot network`: which networks a profile is in. */
import { withApi } from '../api-client.ts'
import type { Api } from '../api.ts'
import { DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK } from '../exit-codes.ts'
import { interrupted } from '../interrupt.ts'
import { readText } from '../stdin.ts'
import { parseNetwork, refuseSecret } from '../values.ts'

/** A node keeps the topics that it was made with. */
const LATER = { effective: 'next-start' } as const

/** Makes a private network, joins it, and shows the secret that others join it with. */
export async function createNetwork(context: Context, wished: string): Promise<number> {
  const name = parseNetwork(wished)
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const line = await api.createNetwork(name)
    context.output.line({ ...line, ...LATER }, ({ secret }) => secret)
    context.output.note('Whoever has this line is a member: hand it on in a message, not in public.')
    noteRestart(context, api)
    return OK
  })
}

/** @param argument the name of an open network, or `-` for the secret of a private one, typed or on stdin */
export async function joinNetwork(context: Context, argument: string): Promise<number> {
  const network = argument === '-' ? { secret: await readSecret(context) } : { name: parseNetwork(argument) }
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const line = await api.joinNetwork(network)
    context.output.line({ ...line, ...LATER }, ({ name, kind }) => `joined ${name} (${kind})`)
    noteRestart(context, api)
    return OK
  })
}

/** Lists the networks. */
export async function listNetworks(context: Context): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const lines = await api.networks()
    context.output.lines(lines, ({ name, kind }) => `${kind.padEnd(7)}  ${name}`, 'There are no networks.')
    return OK
  })
}

/** Leaves one that was joined. */
export async function leaveNetwork(context: Context, wished: string): Promise<number> {
  const name = refuseSecret(wished)
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    await api.leaveNetwork(name)
    context.output.line({ name, state: 'left', ...LATER }, () => `left ${name}`)
    if (api.isDaemon) context.output.note('The node that runs stays in it until it is started the next time.')
    return OK
  })
}

/** A person at the terminal is asked, and it does not show. */
async function readSecret(context: Context): Promise<string> {
  const { settings, ask, signal } = context
  if (settings.input && ask !== undefined) return await ask('Secret of the network: ', 'hidden', signal)
  return await Promise.race([readText(context), interrupted(signal)])
}

function noteRestart({ output }: Context, { isDaemon }: Api): void {
  if (isDaemon) output.note('The node that runs takes this up only when it is started again.')
}
