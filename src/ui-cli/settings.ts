/**
 * Where the options of a command come from: flags beat `EARSHOT_*` beat the configuration
 * file beat the defaults. Everything here is pure; environment and file come in as parameters.
 *
 * @packageDocumentation
 */
import { join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import type { Config } from './config.ts'
import { MAX_REPEATS } from './constants.ts'
import { parseAddress, parseNetwork, parsePeerAddress, parseProfile } from './values.ts'

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
  readonly volunteer?: boolean
}

/** The same for a node; absent means its own default. */
export interface NetworkSettings {
  readonly listen?: readonly string[]
  readonly bootstrap?: readonly string[]
  readonly networks?: readonly string[]
  readonly volunteer?: boolean
}

/** What every command knows. */
export interface Settings {
  /** The data folder, absolute. */
  readonly folder: string
  /** The flag that chose it, as commands in hints repeat it: ` --profile bob`, or nothing. */
  readonly chosenBy: string
  readonly passphraseFile?: string
  readonly json: boolean
  /** Whether questions may be asked, if there is somebody to ask. */
  readonly input: boolean
  readonly verbose: boolean
  readonly network: NetworkSettings
}

/**
 * Merges flags, environment, configuration file and defaults.
 *
 * @param dataHome where profiles live, for example `~/.local/share/earshot`
 * @throws {UsageError} on a value that makes no sense, or both a profile and a folder from one source
 */
export function resolveSettings(
  flags: GlobalFlags & NetworkFlags,
  env: Env,
  dataHome: string,
  cwd: string,
  config: Config = {}
): Settings {
  const passphraseFile = flags.passphraseFile ?? text(env, 'EARSHOT_PASSPHRASE_FILE') ?? config.passphraseFile
  const noInput = flags.input === false || (flag(env, 'EARSHOT_NO_INPUT') ?? config.noInput ?? false)
  return {
    folder: resolveFolder(flags, env, dataHome, cwd, config),
    chosenBy: folderFlag(flags),
    ...(passphraseFile !== undefined && { passphraseFile: resolve(cwd, passphraseFile) }),
    json: flags.json ?? flag(env, 'EARSHOT_JSON') ?? config.json ?? false,
    input: !noInput,
    verbose: flags.verbose ?? flag(env, 'EARSHOT_VERBOSE') ?? config.verbose ?? false,
    network: resolveNetwork(flags, env, config)
  }
}

/** The part of the settings that `earshot-bootstrap` shares. */
export function resolveNetwork(flags: NetworkFlags, env: Env, config: NetworkFlags = {}): NetworkSettings {
  const listen = flags.listen ?? list(env, 'EARSHOT_LISTEN', parseAddress) ?? config.listen
  const bootstrap = flags.bootstrap ?? list(env, 'EARSHOT_BOOTSTRAP', parsePeerAddress) ?? config.bootstrap
  const networks = flags.network ?? list(env, 'EARSHOT_NETWORK', parseNetwork) ?? config.network
  const volunteer = flags.volunteer ?? flag(env, 'EARSHOT_VOLUNTEER') ?? config.volunteer
  return {
    ...(listen && { listen }),
    ...(bootstrap && { bootstrap }),
    ...(networks && { networks }),
    ...(volunteer !== undefined && { volunteer })
  }
}

/**
 * A yes or no from the environment, undefined if it says neither.
 * @throws {UsageError} if it says something else
 */
export function flag(env: Env, name: string): boolean | undefined {
  const value = env[name]?.trim().toLowerCase() ?? ''
  if (value === '') return undefined
  if (['1', 'true', 'yes', 'on'].includes(value)) return true
  if (['0', 'false', 'no', 'off'].includes(value)) return false
  throw new UsageError(`${name} is 1 or 0`)
}

function resolveFolder(flags: GlobalFlags, env: Env, dataHome: string, cwd: string, config: Config): string {
  const sources = [
    { profile: flags.profile, folder: flags.dataDir, names: ['--profile', '--data-dir'] },
    {
      profile: text(env, 'EARSHOT_PROFILE'),
      folder: text(env, 'EARSHOT_DATA_DIR'),
      names: ['EARSHOT_PROFILE', 'EARSHOT_DATA_DIR']
    },
    { profile: config.profile, folder: config.dataDir, names: ['profile', 'data-dir'] }
  ]
  const given = sources.find(({ profile, folder }) => profile !== undefined || folder !== undefined)
  const { profile = 'default', folder, names = [] } = given ?? {}
  if (given?.profile !== undefined && folder !== undefined) {
    throw new UsageError(`Give either ${names.join(' or ')}, not both`)
  }
  if (folder === '') throw new UsageError('The data folder has no name')
  return folder === undefined ? join(dataHome, 'profiles', parseProfile(profile)) : resolve(cwd, folder)
}

function folderFlag({ profile, dataDir }: GlobalFlags): string {
  if (profile !== undefined) return ` --profile ${profile}`
  if (dataDir === undefined) return ''
  return ` --data-dir ${/^[\w./-]+$/u.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`}`
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
