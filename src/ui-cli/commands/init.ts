/** `earshot init`: makes the account and the device of a new profile. */
import { StorageError } from '../../errors.ts'
import { newUnlock } from '../unlock.ts'
import type { Context } from '../context.ts'
import { START_TIMEOUT } from '../constants.ts'
import { inFolder } from '../errors.ts'
import { OK } from '../exit-codes.ts'
import { stopNode } from '../local.ts'
import { printable } from '../terminal.ts'
import { parseName } from '../values.ts'

/** @param options.name what contacts are told that we are called; a person is asked if it is not given */
export async function init(context: Context, options: { readonly name?: string }): Promise<number> {
  const { settings, output } = context
  const given = options.name ?? (await askName(context))
  const unlock = await newUnlock(context)
  const { createNode } = await context.loadNode()
  const { folder } = settings
  const node = await createNode({
    ...(given !== undefined && { name: given }),
    folder,
    unlock,
    create: true,
    offline: true,
    signal: AbortSignal.any([context.signal, AbortSignal.timeout(START_TIMEOUT)])
  }).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'VaultExistsError') throw inFolder(error, folder)
    throw new StorageError(`There is a profile or a coordinator in ${folder} already`, { cause: error })
  })
  const { userId, peerId, name, protectedBy } = node
  await stopNode(node)
  output.line({ userId, peerId, name }, () =>
    [`user  ${userId}`, `peer  ${peerId}`, `name  ${printable(name)}`].join('\n')
  )
  if (name === '') output.note('No name: contacts see the end of your userId. --name gives one, only here.')
  output.note(
    protectedBy === 'key-file'
      ? `No passphrase: whoever can read ${folder} can read and write your messages (key file, mode 0600).`
      : 'Nobody can open this profile without its passphrase: keep it where you find it again.'
  )
  return OK
}

async function askName({ settings, ask, signal }: Context): Promise<string | undefined> {
  if (!settings.input || ask === undefined) return undefined
  const name = (await ask('Your name, as contacts see it (none: just Enter): ', 'shown', signal)).trim()
  return name === '' ? undefined : parseName(name)
}
