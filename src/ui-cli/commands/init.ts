/** `earshot init`: makes the account and the device of a new profile. */
import { newUnlock } from '../unlock.ts'
import type { Context } from '../context.ts'
import { START_TIMEOUT } from '../constants.ts'
import { OK } from '../exit-codes.ts'
import { stopNode } from '../local.ts'
import { printable } from '../terminal.ts'

/** @param options.name what contacts are told that we are called */
export async function init(context: Context, options: { readonly name?: string }): Promise<number> {
  const { settings, output } = context
  const unlock = await newUnlock(context)
  const { createNode } = await context.loadNode()
  const node = await createNode({
    ...options,
    folder: settings.folder,
    unlock,
    create: true,
    offline: true,
    signal: AbortSignal.any([context.signal, AbortSignal.timeout(START_TIMEOUT)])
  })
  const { userId, peerId, name, protectedBy } = node
  await stopNode(node)
  output.line({ userId, peerId, name }, () =>
    [`user  ${userId}`, `peer  ${peerId}`, `name  ${printable(name)}`].join('\n')
  )
  if (protectedBy === 'key-file') {
    output.note(
      `No passphrase: whoever can read ${settings.folder} can read and write your messages (key file, mode 0600).`
    )
  }
  return OK
}
