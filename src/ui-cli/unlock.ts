/**
 * How a vault is opened: with the passphrase of a file, of a person, or with its key file.
 *
 * @packageDocumentation
 */
import { StorageError, UsageError } from '../errors.ts'
import type { Unlock } from '../node/api.ts'
import { MAX_PASSPHRASE } from './constants.ts'
import type { Context } from './context.ts'
import { readSmallText } from './small-file.ts'

const keyFile: Unlock = { kind: 'key-file' }

/** For a new vault. At a terminal the person is asked; else no passphrase file means a key file. */
export async function newUnlock(context: Context): Promise<Unlock> {
  const { settings, signal } = context
  if (settings.passphraseFile !== undefined) return await fromFile(settings.passphraseFile)
  if (!settings.input || context.ask === undefined) return keyFile
  const passphrase = await context.ask('New passphrase (none: just Enter): ', 'hidden', signal)
  if (passphrase === '') return keyFile
  if ((await context.ask('The same again: ', 'hidden', signal)) !== passphrase) {
    throw new UsageError('The two passphrases differ; nothing was made')
  }
  return { kind: 'passphrase', passphrase }
}

/**
 * Opens an existing vault. Without a passphrase file its key file is tried, which fails at
 * once if the vault has a passphrase; then a person at the terminal is asked.
 */
export async function withUnlock<T>(context: Context, open: (unlock: Unlock) => Promise<T>): Promise<T> {
  const { settings, signal } = context
  if (settings.passphraseFile !== undefined) return await open(await fromFile(settings.passphraseFile))
  try {
    return await open(keyFile)
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'WrongPassphraseError') throw error
    if (!settings.input || context.ask === undefined) {
      throw new StorageError('This profile needs its passphrase: give --passphrase-file', { cause: error })
    }
  }
  return await open({ kind: 'passphrase', passphrase: await context.ask('Passphrase: ', 'hidden', signal) })
}

/** The first and only line of a file. */
async function fromFile(path: string): Promise<Unlock> {
  const text = await readSmallText('The passphrase file', path, MAX_PASSPHRASE)
  if (text === undefined) throw new UsageError(`There is no passphrase file ${path}`)
  const passphrase = text.replace(/\r?\n$/u, '')
  if (passphrase === '') throw new UsageError(`The passphrase file ${path} is empty`)
  if (/[\r\n]/u.test(passphrase)) throw new UsageError(`The passphrase file ${path} has more than one line`)
  return { kind: 'passphrase', passphrase }
}
