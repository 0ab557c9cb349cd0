/** `earshot invite`: makes, lists and revokes invites. */
import { withApi } from '../api-client.ts'
import { DEFAULT_TIMEOUT } from '../constants.ts'
import type { Context } from '../context.ts'
import { OK } from '../exit-codes.ts'
import * as render from '../render.ts'

/** Flags of `invite`. */
export interface InviteFlags {
  readonly qr?: boolean
  readonly page?: string
}

/** Makes an invite. Needs the network: the link names mailboxes that take requests for us. */
export async function createInvite(context: Context, flags: InviteFlags): Promise<number> {
  const { output } = context
  return await withApi(context, 'network', DEFAULT_TIMEOUT, async (api, timeout) => {
    const invite = await api.createInvite({ ...(flags.page !== undefined && { page: flags.page }), timeout })
    if (flags.qr === true) {
      const { default: encodeQr } = await import('qr')
      const code = encodeQr(invite.link, 'ascii', { ecc: 'low', border: 2 })
      // A picture is no data: scripts find only the line on stdout.
      const screen = output.json ? context.stderr : context.stdout
      const width = code.indexOf('\n')
      if ((screen.columns ?? width) >= width) screen.write(`${code}\n`)
      else output.note(`The QR code needs a terminal of ${width} columns; this one has ${screen.columns}.`)
    }
    output.line(invite, ({ link }) => link)
    if (!output.json) output.note(`Valid until ${render.time(invite.expires)}. Id: ${invite.id}`)
    return OK
  })
}

/** Lists the invites made so far. */
export async function listInvites(context: Context): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    const oldestFirst = (await api.invites()).toSorted((a, b) => a.expires - b.expires)
    context.output.lines(oldestFirst, render.invite, 'There are no invites.')
    return OK
  })
}

/** Makes an invite useless; who used it already stays. */
export async function revokeInvite(context: Context, id: string): Promise<number> {
  return await withApi(context, 'vault', DEFAULT_TIMEOUT, async api => {
    await api.revokeInvite(id)
    context.output.line({ id, state: 'revoked' }, () => `${id} is revoked`)
    return OK
  })
}
