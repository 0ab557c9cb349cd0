/**
 * The command line of `earshot-bootstrap`.
 *
 * @packageDocumentation
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { ListenError, StorageError, UsageError } from '../src/errors.ts'
import {
  InterruptedError,
  OK,
  START_TIMEOUT,
  aborted,
  createOutput,
  flag,
  inFolder,
  parseAddress,
  parsePeerAddress,
  readSmallText,
  refuseSecret,
  repeated,
  resolveNetwork,
  runProgram,
  stopNode
} from '../src/ui-cli/index.ts'
import type { NetworkFlags, Surroundings } from '../src/ui-cli/index.ts'
import { PagePortError, servePage } from './page-server.ts'
import type { PageServer, PageServerOptions } from './page-server.ts'

const examples = `
Examples:
  earshot-bootstrap --listen /ip4/0.0.0.0/tcp/4001 --data-dir /var/lib/earshot
  earshot-bootstrap --dev --json      on this machine only, ports and folder of its own
  earshot-bootstrap --web             with the page, for people who have only a browser`

/** A page that browsers run without encryption. */
const LOCAL_PAGE = /^http:\/\/(?:127\.|\[::1\]|localhost[:/])/u
/** Only this machine: what stands before it on a public one speaks TLS. */
const PAGE_HOST = '127.0.0.1'
const PAGE_PORT = 8_080
/** Bytes of a file with the secret of a network. */
const MAX_NETWORK_FILE = 1_024

interface Flags extends NetworkFlags {
  readonly dataDir?: string
  readonly networkFile?: readonly string[]
  readonly dev?: boolean
  readonly web?: PageAddress | true
  readonly json?: boolean
}

/** The first line of the output, and the only one of a quiet life. */
interface Ready {
  readonly event: 'ready'
  readonly peerId: string
  readonly addresses: readonly string[]
  /** Where the page is, with --web. */
  readonly web?: string
}

/**
 * Runs one command line.
 * @param argv without the program itself
 * @returns the exit code
 */
export async function bootstrap(
  argv: readonly string[],
  version: string,
  surroundings: Surroundings
): Promise<number> {
  return await runProgram(argv, surroundings, act =>
    new Command('earshot-bootstrap')
      .description('A coordinator: helps nodes to find each other, relays, and holds sealed mail')
      .version(version)
      .option(
        '--listen <multiaddr>',
        'listen here instead of on the defaults; repeatable (EARSHOT_LISTEN)',
        repeated(parseAddress)
      )
      .option(
        '--bootstrap <multiaddr>',
        'another coordinator; repeatable (EARSHOT_BOOTSTRAP)',
        repeated(parsePeerAddress)
      )
      .option(
        '--network-file <file>',
        'the secret of a private network to serve as well; repeatable',
        repeated(refuseSecret)
      )
      .option('--data-dir <dir>', 'where its key and the mail lie')
      .option('--dev', 'loopback, free ports; without --data-dir a new folder that is removed at the end')
      .option('--web [host:port]', `serve the page as well, on ${PAGE_HOST}:${PAGE_PORT}`, parsePageAddress)
      .option('--json', 'one JSON object a line on stdout, messages on stderr (EARSHOT_JSON)')
      .addHelpText('after', examples)
      .action(async (flags: Flags) => {
        await act(serve(flags, surroundings))
      })
  )
}

/** Until SIGTERM or SIGINT, which are both its ordinary end. */
async function serve(flags: Flags, surroundings: Surroundings): Promise<number> {
  const { cwd, dataHome, signal, env, stdout, stderr } = surroundings
  const output = createOutput(stdout, stderr, { json: flags.json ?? flag(env, 'EARSHOT_JSON') ?? false })
  const { listen, bootstrap } = resolveNetwork(flags, env)
  const dev = flags.dev === true
  const networkSecrets = await Promise.all(
    (flags.networkFile ?? []).map(file => readNetworkFile(resolve(cwd, file)))
  )
  if (flags.dataDir === '') throw new UsageError('The data folder has no name')
  const passing = dev && flags.dataDir === undefined
  const folder = passing
    ? await mkdtemp(join(tmpdir(), 'earshot-bootstrap-'))
    : resolve(cwd, flags.dataDir ?? join(dataHome, 'bootstrap'))
  try {
    const { createCoordinator } = await surroundings.loadNode()
    const node = await createCoordinator({
      folder,
      dev,
      ...(listen && { listen }),
      ...(bootstrap && { bootstrap }),
      networkSecrets,
      signal: AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT)])
    })
    let page: PageServer | undefined
    try {
      if (flags.web !== undefined) page = await servePage(pageOptions(flags.web, dev, () => node.addresses()))
      const { peerId } = node
      const ready: Ready = {
        event: 'ready',
        peerId,
        addresses: node.addresses(),
        ...(page && { web: page.url })
      }
      output.line(ready, ({ addresses, web }) =>
        [`ready ${peerId}`, ...addresses, ...(web === undefined ? [] : [`page ${web}`])].join('\n  ')
      )
      if (page !== undefined && !LOCAL_PAGE.test(page.url)) {
        output.note(
          'The page goes out without encryption, and browsers run it only from localhost or over https: put a server that speaks TLS before it.'
        )
      }
      return await ended(signal)
    } finally {
      await page?.close()
      await stopNode(node)
    }
  } catch (error) {
    if (signal.aborted) return await ended(signal)
    throw inOwnWords(error, folder)
  } finally {
    if (passing) await rm(folder, { recursive: true, force: true })
  }
}

/** @throws {UsageError} there is none, or it cannot be read */
async function readNetworkFile(path: string): Promise<string> {
  const text = await readSmallText('The network file', path, MAX_NETWORK_FILE)
  if (text === undefined) throw new UsageError(`There is no network file ${path}`)
  return text
}

/** Where to serve the page. */
type PageAddress = Pick<PageServerOptions, 'host' | 'port'>

/** @throws {UsageError} not `host:port` */
function parsePageAddress(text: string): PageAddress {
  const [, host, port] = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/u.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535) throw new UsageError(`Not host:port: ${text}`)
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) }
}

function pageOptions(
  web: PageAddress | true,
  dev: boolean,
  coordinators: () => readonly string[]
): PageServerOptions {
  const address = web === true ? { host: PAGE_HOST, port: dev ? 0 : PAGE_PORT } : web
  return { ...address, coordinators }
}

/** Says what a person who starts a coordinator can do about it. */
function inOwnWords(error: unknown, folder: string): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'VaultLockedError') {
    return new StorageError(`Another process holds the folder ${folder}`, { cause: error })
  }
  if (error instanceof PagePortError) {
    return new ListenError(`${error.message}: is the port taken? --web takes another one`, { cause: error })
  }
  if (error.name !== 'ListenError') return inFolder(error, folder)
  return new ListenError(`${error.message}; --listen takes other addresses`, { cause: error })
}

/** @throws what ended it, if that was no signal to end */
async function ended(signal: AbortSignal): Promise<number> {
  const reason = await aborted(signal)
  if (reason instanceof InterruptedError && reason.by !== 'SIGPIPE') return OK
  throw reason
}
