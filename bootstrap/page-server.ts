/**
 * Serves the page as any static host could: its files, read once at the start, and the list of
 * coordinators that it begins with. It knows nothing of who uses it.
 *
 * @packageDocumentation
 */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { logger } from '@libp2p/logger'
import { ListenError, UsageError } from '../src/errors.ts'

/** Connections at a time: a page needs six for a moment. */
const MAX_CONNECTIONS = 512
/** A request that is not there whole by then is nobody's (ms). */
const REQUEST_TIMEOUT = 10_000
/** Of those connections, from one address. */
const MAX_CONNECTIONS_PER_ADDRESS = 64
/** A connection that neither brings nor takes a byte for so long is ended (ms). */
const SOCKET_TIMEOUT = 20_000

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json'
}

/** What the page's own policy (index.html) cannot say. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff'
}

const log = logger('earshot:page-server')
const NOTHING = new Uint8Array(0)

/** Where to serve it. */
export interface PageServerOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  /** Multiaddrs that a page begins with. */
  coordinators(): readonly string[]
  /** What lies at `/`. Default: the page as it was built. */
  readonly folder?: string
}

/** A running server. */
export interface PageServer {
  /** `http://HOST:PORT/`. */
  readonly url: string
  close(): Promise<void>
}

/** A file, as it is sent. */
interface ServedFile {
  readonly type: string
  readonly plain: Uint8Array
  readonly gzipped: Uint8Array
}

/** The page cannot be served on that port. */
export class PagePortError extends ListenError {}

/**
 * @throws {UsageError} the page is not built
 * @throws {PagePortError} the port is taken
 */
export async function servePage(options: PageServerOptions): Promise<PageServer> {
  const files = await filesOf(options.folder ?? pageFolder())
  const server = createServer((request, response) => {
    answer(request, response, files, options)
  })
  server.maxConnections = MAX_CONNECTIONS
  server.requestTimeout = REQUEST_TIMEOUT
  server.timeout = SOCKET_TIMEOUT
  boundByAddress(server)
  server.listen(options.port, options.host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new PagePortError(`Cannot serve the page on ${options.host}:${options.port}`, { cause })
  }
  // one connection less, as when there are no file descriptors left, is no reason to end
  server.on('error', error => log.error('a connection was not taken: %e', error))
  const { address, port, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}

/** One address must not take all connections. */
function boundByAddress(server: Server): void {
  const counts = new Map<string, number>()
  server.on('connection', socket => {
    const { remoteAddress = '' } = socket
    const count = (counts.get(remoteAddress) ?? 0) + 1
    counts.set(remoteAddress, count)
    socket.once('close', () => {
      const left = (counts.get(remoteAddress) ?? 1) - 1
      if (left === 0) counts.delete(remoteAddress)
      else counts.set(remoteAddress, left)
    })
    if (count > MAX_CONNECTIONS_PER_ADDRESS) socket.destroy()
  })
}

/** Beside the sources in a checkout, beside the program when it is installed. */
function pageFolder(): string {
  for (const folder of ['../dist/web', '../web']) {
    const path = fileURLToPath(new URL(folder, import.meta.url))
    if (existsSync(join(path, 'index.html'))) return path
  }
  throw new UsageError('The page is not built. Build it with: `npm run build`')
}

/** By the path of a request. Nothing else is ever looked at. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, ServedFile>> {
  const files = new Map<string, ServedFile>()
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    if (!(await stat(path)).isFile() || entry.endsWith('.map')) continue
    const plain = await readFile(path)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, {
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      plain,
      gzipped: await promisify(gzip)(plain)
    })
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, ServedFile>,
  { coordinators }: PageServerOptions
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    reply(response, 405, { allow: 'GET, HEAD' })
    return
  }
  const [path = '/'] = (request.url ?? '/').split('?')
  if (path === '/coordinators.json') {
    const headers = { 'content-type': TYPES['.json'], 'cache-control': 'no-store' }
    reply(response, 200, headers, Buffer.from(JSON.stringify(coordinators())))
    return
  }
  const file = files.get(path)
  if (file === undefined) {
    reply(response, 404)
    return
  }
  const zipped = takesGzip(request)
  // names of the assets change with what is in them
  const lasting = path.startsWith('/assets/')
  const headers = {
    'content-type': file.type,
    ...(zipped && { 'content-encoding': 'gzip' }),
    vary: 'accept-encoding',
    'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache'
  }
  reply(response, 200, headers, zipped ? file.gzipped : file.plain)
}

/** Node leaves out the body where HEAD was asked for. */
function reply(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: Uint8Array = NOTHING
): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': body.length }).end(body)
}

/** RFC 9110, 12.5.3; a weight of 0 means no. */
function takesGzip({ headers }: IncomingMessage): boolean {
  const accepted = String(headers['accept-encoding'] ?? '')
  return /(?:^|,)\s*gzip\s*(?:$|,|;\s*q=(?:1|0\.0*[1-9]))/iu.test(accepted)
}
