/**
 * Where the options of a command come from: flags beat `EARSHOT_*` beat the defaults.
 * Everything here is pure; the environment comes in as a parameter.
 *
 * @packageDocumentation
 */
import { join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import { MAX_REPEATS } from './constants.ts'
import { parseAddress, parseNetwork, parseProfile } from './values.ts'

/** Environment variables. */
export type Env = Readonly<Record<string, string | undefined>>

/** The global flags as they were given. Absent means not given. */
export interface GlobalFlags {
  readonly profile?: string
  readonly dataDir?: string
  readonly passphraseFile?: string
  readonly json?: boolean
  /** False after `--no-input`. */
  readonly input?: boolean
  readonly verbose?: boolean
}

/** Flags of the verbs that choose how the node meets others. */
export interface NetworkFlags {
  readonly listen?: readonly string[]
  readonly bootstrap?: readonly string[]
  readonly network?: readonly string[]
}

/** The same for a node; absent means its own default. */
export interface NetworkSettings {
  readonly listen?: readonly string[]
  readonly bootstrap?: readonly string[]
  readonly networks?: readonly string[]
}

/** What every command knows. */
export interface Settings {
  /** The data folder, absolute. */
  readonly folder: string
  readonly passphraseFile?: string
  readonly json: boolean
  /** Whether questions may be asked, if there is somebody to ask. */
  readonly input: boolean
  readonly verbose: boolean
  readonly network: NetworkSettings
}

/**
 * Merges flags, environment and defaults.
 *
 * @param dataHome where profiles live, for example `~/.local/share/earshot`
 * @throws {UsageError} on a value that makes no sense, or both a profile and a folder from one source
 */
export function resolveSettings(
  flags: GlobalFlags & NetworkFlags,
  env: Env,
  dataHome: string,
  cwd: string
): Settings {
  const passphraseFile = flags.passphraseFile ?? text(env, 'EARSHOT_PASSPHRASE_FILE')
  return {
    folder: resolveFolder(flags, env, dataHome, cwd),
    ...(passphraseFile !== undefined && { passphraseFile: resolve(cwd, passphraseFile) }),
    json: flags.json ?? flag(env, 'EARSHOT_JSON'),
    input: flags.input === false ? false : !flag(env, 'EARSHOT_NO_INPUT'),
    verbose: flags.verbose ?? flag(env, 'EARSHOT_VERBOSE'),
    network: resolveNetwork(flags, env)
  }
}

/** The part of the settings that `earshot-bootstrap` shares. */
export function resolveNetwork(flags: NetworkFlags, env: Env): NetworkSettings {
  const listen = flags.listen ?? list(env, 'EARSHOT_LISTEN', parseAddress)
  const bootstrap = flags.bootstrap ?? list(env, 'EARSHOT_BOOTSTRAP', parseAddress)
  const networks = flags.network ?? list(env, 'EARSHOT_NETWORK', parseNetwork)
  return { ...(listen && { listen }), ...(bootstrap && { bootstrap }), ...(networks && { networks }) }
}

/**
 * A yes or no from the environment.
 * @throws {UsageError} if it is neither
 */
export function flag(env: Env, name: string): boolean {
  const value = env[name]?.trim().toLowerCase() ?? ''
  if (['1', 'true', 'yes', 'on'].includes(value)) return true
  if (['', '0', 'false', 'no', 'off'].includes(value)) return false
  throw new UsageError(`${name} is 1 or 0`)
}

function resolveFolder(flags: GlobalFlags, env: Env, dataHome: string, cwd: string): string {
  const given = flags.profile !== undefined || flags.dataDir !== undefined
  const profile = given ? flags.profile : text(env, 'EARSHOT_PROFILE')
  const folder = given ? flags.dataDir : text(env, 'EARSHOT_DATA_DIR')
  if (profile !== undefined && folder !== undefined) {
    const [a, b] = given ? ['--profile', '--data-dir'] : ['EARSHOT_PROFILE', 'EARSHOT_DATA_DIR']
    throw new UsageError(`Give either ${a} or ${b}, not both`)
  }
  if (folder === '') throw new UsageError('The data folder has no name')
  return folder === undefined
    ? join(dataHome, 'profiles', parseProfile(profile ?? 'default'))
    : resolve(cwd, folder)
}

/** An empty variable is an absent one. */
function text(env: Env, name: string): string | undefined {
  const value = env[name]
  return value === '' ? undefined : value
}

function list(env: Env, name: string, parse: (text: string) => string): string[] | undefined {
  const values = text(env, name)
    ?.split(/[\s,]+/u)
    .filter(value => value !== '')
  if (values === undefined || values.length === 0) return undefined
  if (values.length > MAX_REPEATS) throw new UsageError(`${name} has more than ${MAX_REPEATS} values`)
  return values.map(parse)
}
