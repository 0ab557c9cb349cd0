/**
 * The page, served for the people of a demo network.
 *
 * @packageDocumentation
 */
import { servePage } from '../bootstrap/page-server.ts'
import { buildPage } from '../scripts/build-page.ts'
import type { Network, Person } from './network.ts'

/** As long as a timer can be. */
const WHOLE_DEMO = 2 ** 31 - 1

/** A page that is served. */
export interface OpenPage {
  readonly url: string
  /** The page with an invite of the host. */
  readonly invite: string
  close(): Promise<void>
}

/**
 * Builds and serves the page. Whoever asks with the invite is accepted by the host.
 *
 * @param host - whose node runs
 */
export async function openPage(network: Network, host: Person): Promise<OpenPage> {
  await buildPage()
  const addresses = (await Promise.all(network.coordinators.map(async node => await node.addresses()))).flat()
  const { url, close } = await servePage({
    host: '127.0.0.1',
    port: 0,
    coordinators: () => addresses.filter(address => address.includes('/webrtc-direct/'))
  })
  const { code, lines, stderr } = await host.run('invite')
  if (code !== 0) throw new Error(`earshot invite ended with ${code}: ${stderr}`)
  void acceptAll(host)
  const [, fragment = ''] = String(lines[0]?.['link']).split('#')
  return { url, invite: `${url}#${fragment}`, close }
}

/** One after the other, for as long as the node runs. */
async function acceptAll(host: Person): Promise<void> {
  const accepted = new Set<unknown>()
  for (;;) {
    const request = await host.node
      ?.event('request', line => !accepted.has(line['userId']), WHOLE_DEMO)
      .catch(() => undefined)
    if (request === undefined) return
    accepted.add(request['userId'])
    await host.run('contact', 'accept', String(request['userId']))
  }
}
