// npm run web: builds the page, and serves it on this machine.
import { argv, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { multiaddr } from '@multiformats/multiaddr'
import { servePage } from '../bootstrap/page-server.ts'
import { buildPage } from './build-page.ts'

const PORT = 4_173
const MAX_PORT = 65_535
/** What a page can dial. */
const TRANSPORTS = ['ws', 'wss', 'webrtc-direct']

const usage = `npm run web -- [--bootstrap ADDRESS]… [--port N]

  --bootstrap ADDRESS   a coordinator that the page begins with, by its /ws, /wss or
                        /webrtc-direct address; repeatable
  --port N              serve it there, 0 for a free port; default ${PORT}
  --help                this`

/** @returns {{ port: number, bootstrap: string[], help: boolean }} */
function readOptions() {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        port: { type: 'string', default: String(PORT) },
        bootstrap: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
    const port = /^\d+$/u.test(values.port) ? Number(values.port) : Number.NaN
    if (!(port <= MAX_PORT)) throw new RangeError(`--port takes a whole number from 0 to ${MAX_PORT}.`)
    return { ...values, port }
  } catch (error) {
    return fail(2, `${error.message}\n\n${usage}`)
  }
}

/**
 * @param {string} address
 * @returns {string | undefined} why a page could not begin with it
 */
function complaintAbout(address) {
  const parts = partsOf(address)
  const transport = parts.findLast(name => name !== 'p2p' && name !== 'certhash')
  if (parts.at(-1) !== 'p2p' || transport === undefined) {
    return `A coordinator's address looks like /ip4/127.0.0.1/tcp/4002/ws/p2p/12D3KooW…, not "${address}".`
  }
  if (TRANSPORTS.includes(transport)) return undefined
  return `A browser cannot dial /${transport}: use the /ws or /webrtc-direct address of the same coordinator.`
}

/**
 * @param {string} address
 * @returns {string[]} the names of its protocols, none if it is no address
 */
function partsOf(address) {
  try {
    return multiaddr(address)
      .getComponents()
      .map(({ name }) => name)
  } catch {
    return []
  }
}

/**
 * @param {1 | 2} code
 * @param {string} text
 * @returns {never}
 */
function fail(code, text) {
  stderr.write(`${text}\n`)
  return exit(code)
}

const { port, bootstrap, help } = readOptions()
if (help) {
  stdout.write(`${usage}\n`)
  exit(0)
}
const complaint = bootstrap.map(complaintAbout).find(found => found !== undefined)
if (complaint !== undefined) fail(2, complaint)

await buildPage()
try {
  const { url } = await servePage({ host: '127.0.0.1', port, coordinators: () => bootstrap })
  stdout.write(`${url}\n`)
} catch (error) {
  if (error.name !== 'ListenError') throw error
  fail(1, `${error.message}: is the port taken? --port takes another one.`)
}
if (bootstrap.length === 0) {
  stdout.write('No coordinator: the page will reach nobody. Give one: npm run web -- --bootstrap ADDRESS\n')
}
stdout.write('Ctrl-C ends it.\n')
