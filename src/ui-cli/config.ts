/**
 * The configuration file: `config.toml` in the user's configuration folder. Its keys are the
 * long names of the global options and of the options of `run`, its tables none.
 *
 * @packageDocumentation
 * @example
 *
 * ```toml
 * profile = "work"
 * bootstrap = ["/ip4/192.0.2.1/tcp/4001/p2p/12D3Koo…"]
 * ```
 */
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { UsageError } from '../errors.ts'
import { MAX_CONFIG, MAX_REPEATS } from './constants.ts'
import { readSmallText } from './small-file.ts'
import { parseAddress, parseNetwork, parsePeerAddress, parseProfile } from './values.ts'

/** What a configuration file says. Absent means that it does not. */
export interface Config {
  readonly profile?: string
  /** Absolute, as the next one: a path in the file is relative to the file. */
  readonly dataDir?: string
  readonly passphraseFile?: string
  readonly json?: boolean
  readonly noInput?: boolean
  readonly verbose?: boolean
  readonly listen?: readonly string[]
  readonly bootstrap?: readonly string[]
  readonly network?: readonly string[]
  readonly volunteer?: boolean
}

/** A string that one of the parsers of the command line takes. */
function text(parse: (text: string) => string): v.GenericSchema<string> {
  return v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      try {
        if (dataset.typed) parse(dataset.value)
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        addIssue({ message: error.message })
      }
    })
  )
}

const path = v.pipe(v.string(), v.nonEmpty('A path is not empty'))
const list = (parse: (text: string) => string): v.GenericSchema<string[]> =>
  v.pipe(
    v.array(text(parse)),
    v.nonEmpty('A list is not empty'),
    v.maxLength(MAX_REPEATS, `No more than ${MAX_REPEATS} values`)
  )

const schema = v.strictObject({
  profile: v.exactOptional(text(parseProfile)),
  'data-dir': v.exactOptional(path),
  'passphrase-file': v.exactOptional(path),
  json: v.exactOptional(v.boolean()),
  'no-input': v.exactOptional(v.boolean()),
  verbose: v.exactOptional(v.boolean()),
  listen: v.exactOptional(list(parseAddress)),
  bootstrap: v.exactOptional(list(parsePeerAddress)),
  network: v.exactOptional(list(parseNetwork)),
  volunteer: v.exactOptional(v.boolean())
})

/**
 * Reads the file of a configuration folder.
 *
 * @param folder for example `~/.config/earshot`
 * @returns an empty one if there is no file
 * @throws {UsageError} naming file and key, if it makes no sense or cannot be read
 */
export async function readConfig(folder: string): Promise<Config> {
  const file = join(folder, 'config.toml')
  const toml = await readSmallText('The configuration file', file, MAX_CONFIG)
  return toml === undefined ? {} : checked(await parsed(toml, file), file)
}

function checked(table: unknown, file: string): Config {
  const result = v.safeParse(schema, table)
  if (!result.success) throw new UsageError(`${file}: ${sentence(result.issues[0])}`)
  const {
    'data-dir': dataDir,
    'passphrase-file': passphraseFile,
    'no-input': noInput,
    ...rest
  } = result.output
  if (rest.profile !== undefined && dataDir !== undefined) {
    throw new UsageError(`${file}: Give either profile or data-dir, not both`)
  }
  const base = dirname(file)
  return {
    ...rest,
    ...(dataDir !== undefined && { dataDir: resolve(base, dataDir) }),
    ...(passphraseFile !== undefined && { passphraseFile: resolve(base, passphraseFile) }),
    ...(noInput !== undefined && { noInput })
  }
}

/** What is wrong with which key. */
function sentence(issue: v.BaseIssue<unknown>): string {
  const key = v.getDotPath(issue) ?? ''
  if (issue.type === 'strict_object') return `There is no key ${key}`
  if (issue.kind !== 'schema') return `${key}: ${issue.message}`
  const wanted = { string: 'a text in quotes', boolean: 'true or false', array: 'a list in brackets' }
  return `${key} takes ${wanted[issue.type as keyof typeof wanted]}, not ${issue.received}`
}

async function parsed(toml: string, file: string): Promise<unknown> {
  const { TomlError, parse } = await import('smol-toml')
  try {
    return parse(toml)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    throw new UsageError(`${file}: Line ${error.line} makes no sense from column ${error.column} on`, {
      cause: error
    })
  }
}
