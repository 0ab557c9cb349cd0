/**
 * What is around a program: from a command line to an exit code, and from there out of the
 * process. Shared by `earshot` and `earshot-bootstrap`.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { CommanderError } from 'commander'
import type { Command, OutputConfiguration } from 'commander'
import envPaths from 'env-paths'
import { UsageError } from '../errors.ts'
import type { Config } from './config.ts'
import type { NodeModule, Surroundings } from './context.ts'
import { FAILURE, INTERRUPTED, OK, USAGE, exitCodeOf } from './exit-codes.ts'
import { InterruptedError } from './errors.ts'
import { onInterrupt } from './interrupt.ts'
import { createOutput, flush } from './output.ts'
import { ask } from './prompt.ts'
import { flag } from './settings.ts'
import type { Env } from './settings.ts'

/**
 * Parses a command line, runs its action, and says what went wrong.
 *
 * @param define makes the program; its actions hand their work to `act`
 * @param config how errors are written where neither flags nor environment say it
 * @returns the exit code
 */
export async function runProgram(
  argv: readonly string[],
  { env, stdout, stderr, signal }: Surroundings,
  define: (act: (work: Promise<number>) => Promise<void>) => Command,
  config: Pick<Config, 'json' | 'verbose'> = {}
): Promise<number> {
  // Has to be known even when the command line makes no sense.
  const json = wantsFlag(argv, ['--json'], env, 'EARSHOT_JSON') ?? config.json ?? false
  const verbose = wantsFlag(argv, ['-v', '--verbose'], env, 'EARSHOT_VERBOSE') ?? config.verbose ?? false
  let code: number = OK
  const program = define(async work => {
    code = await work
  })
  const output = createOutput(stdout, stderr, { json, verbose, program: program.name() })
  configure(program, {
    writeOut: text => stdout.write(text),
    // The help that stands in for a missing command is no line that a script could read.
    writeErr: text => json || stderr.write(text),
    // Errors are written below, as all others.
    outputError: () => {}
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      const reason = signal.aborted ? signal.reason : error
      output.error(reason)
      return exitCodeOf(reason)
    }
    if (error.exitCode === 0) return OK
    if (error.code !== 'commander.help') {
      // Nobody would guess how a text begins with a dash.
      const dash = /^error: unknown option '-[^-]/u.test(error.message)
        ? ': what is no option goes after --'
        : ''
      // An error's message is a sentence without its full stop (src/errors.ts).
      output.error(new UsageError(error.message.replace(/^error: /u, '').replace(/\.$/u, '') + dash))
    } else if (json) {
      output.error(new UsageError(`Give a command: \`${program.name()} --help\` lists them`))
    }
    return USAGE
  }
}

/** Settings of commander that a command hands down only to the ones made after them. */
function configure(command: Command, streams: OutputConfiguration): void {
  command.exitOverride().configureOutput(streams)
  for (const child of command.commands) configure(child, streams)
}

function wantsFlag(
  argv: readonly string[],
  names: readonly string[],
  env: Env,
  variable: string
): boolean | undefined {
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  if (flags.some(argument => names.includes(argument))) return true
  try {
    return flag(env, variable)
  } catch {
    // The error comes again, with its sentence, when the settings are resolved.
    return undefined
  }
}

/**
 * Runs a program in this process and ends the process. The exit is explicit: native libraries
 * would keep the process alive for minutes after everything has stopped, and their own way
 * down is the one that can crash (see `releaseNativeHandles`).
 */
export async function runProcess(
  program: (argv: readonly string[], surroundings: Surroundings) => Promise<number>
): Promise<never> {
  // Whatever is written is this user's alone, also by libraries that cannot be told so.
  process.umask(0o077)
  using interrupt = onInterrupt()
  const { stdin, stdout, stderr, env } = process
  const signal = AbortSignal.any([interrupt.signal, brokenPipe()])
  process.on('unhandledRejection', error => {
    // Our bug or a library's, but no reason to take the messenger down: what must last is on the disk.
    createOutput(stdout, stderr, { json: false, verbose: env['EARSHOT_VERBOSE'] === '1' }).error(error)
  })
  const { data, config } = envPaths('earshot', { suffix: '' })
  let code = FAILURE
  try {
    code = await program(process.argv.slice(2), {
      env,
      cwd: process.cwd(),
      dataHome: data,
      configHome: config,
      stdin,
      stdout,
      stderr,
      signal,
      loadNode,
      ...(stdin.isTTY && stderr.isTTY && { ask })
    })
    await Promise.all([flush(stdout), flush(stderr)])
  } finally {
    process.exit(code)
  }
}

/** The only place that loads the node: libp2p takes half a second. */
async function loadNode(): Promise<NodeModule> {
  return await import('../node/index.ts')
}

/** Fires when nobody reads our output any more (`earshot … | head`). */
function brokenPipe(): AbortSignal {
  const controller = new AbortController()
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      if (!('code' in error) || error.code !== 'EPIPE') process.exit(FAILURE)
      if (controller.signal.aborted) process.exit(INTERRUPTED)
      controller.abort(new InterruptedError('SIGPIPE'))
    })
  }
  return controller.signal
}
