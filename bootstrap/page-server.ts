/**
 * Serves the page as any static host could: its files, and the list of coordinators that it
 * begins with. It knows nothing of who uses it.
 *
 * @packageDocumentation
 */
import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { ListenError, UsageError } from '../src/errors.ts'

/** Connections at a time: a page needs six for a moment. */
const MAX_CONNECTIONS = 512
/** A request that is not there whole by then is nobody's (ms). */
const REQUEST_TIMEOUT = 10_000

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

/** Where to serve it. */
export interface PageServerOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  /** Multiaddrs that a page begins with. */
  coordinators(): readonly string[]
}

/** A running server. */
export interface PageServer {
  /** `http://HOST:PORT/`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * @throws {UsageError} the page is not built
 * @throws {ListenError} the port is taken
 */
export async function servePage(options: PageServerOptions): Promise<PageServer> {
  const files = await filesOf(pageFolder())
  const server = createServer((request, response) => {
    answer(request, response, files, options)
  })
  server.maxConnections = MAX_CONNECTIONS
  server.requestTimeout = REQUEST_TIMEOUT
  server.listen(options.port, options.host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new ListenError(`Cannot serve the page on ${options.host}:${options.port}`, { cause })
  }
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

/** Beside the sources in a checkout, beside the program when it is installed. */
function pageFolder(): string {
  for (const folder of ['../dist/web', '../web']) {
    const path = fileURLToPath(new URL(folder, import.meta.url))
    if (existsSync(join(path, 'index.html'))) return path
  }
  throw new UsageError('The page is not built: npm run build')
}

/** Path of a request → path of a file. Nothing else is ever looked at. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    if (!(await stat(path)).isFile() || entry.endsWith('.map')) continue
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  files: ReadonlyMap<string, string>,
  { coordinators }: PageServerOptions
): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const [path = '/'] = (request.url ?? '/').split('?')
  if (path === '/coordinators.json') {
    response.writeHead(200, { 'content-type': TYPES['.json'], 'cache-control': 'no-store' })
    response.end(JSON.stringify(coordinators()))
    return
  }
  const file = files.get(path)
  if (file === undefined) {
    response.writeHead(404).end()
    return
  }
  // names of the assets change with what is in them
  const lasting = path.startsWith('/assets/')
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache'
  })
  if (request.method === 'HEAD') response.end()
  else pipeline(createReadStream(file), response, () => response.destroy())
}
