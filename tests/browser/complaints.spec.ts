import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { servePage } from '../../bootstrap/page-server.ts'
import type { PageServer } from '../../bootstrap/page-server.ts'
import { builtPage } from '../support/web/built-page.ts'
import { launchBrowser } from '../support/web/chromium.ts'
import { isOfDeadPeer } from '../support/web/page-user.ts'

const HALF_A_LINE = 'HTTP/1.1 101 Switching Proto'
const HALF_A_HEAD = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n'

/** How a node can die while a page dials it. */
const DEATHS: Record<string, (socket: Socket) => void> = {
  'as soon as it is there': socket => socket.end(),
  'as soon as it is there, with a reset': socket => socket.resetAndDestroy(),
  'before it answers': socket => socket.once('data', () => socket.end()),
  'before it answers, with a reset': socket => socket.once('data', () => socket.resetAndDestroy()),
  'within its first line': socket => socket.once('data', () => socket.end(HALF_A_LINE)),
  'within its answer': socket => socket.once('data', () => socket.end(HALF_A_HEAD)),
  'within its answer, with a reset': socket =>
    socket.once('data', () => socket.write(HALF_A_HEAD, () => socket.resetAndDestroy()))
}

describe('complaints of a page', () => {
  let browser: Browser
  let site: PageServer
  let page: Page

  before(async () => {
    const folder = await builtPage()
    browser = await launchBrowser()
    site = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [], folder })
    page = await browser.newPage()
    await page.goto(site.url)
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function said(url: string): Promise<string> {
    const [message] = await Promise.all([
      page.waitForEvent('console', message => message.text().includes(url)),
      page.evaluate(to => {
        if (to.startsWith('ws:')) new WebSocket(to)
        else fetch(to).catch(() => undefined)
      }, url)
    ])
    return message.text()
  }

  for (const [when, die] of Object.entries(DEATHS)) {
    it(`are not that a node dies ${when}`, async () => {
      const node = createServer(die).listen(0, '127.0.0.1')
      await once(node, 'listening')
      const { port } = node.address() as AddressInfo
      const text = await said(`ws://127.0.0.1:${port}/`)
      node.close()
      assert.ok(isOfDeadPeer(text), text)
    })
  }

  it('are that it goes where its policy forbids, and that a node answers with something else', async () => {
    const texts = [await said('http://127.0.0.1:1/'), await said(site.url.replace('http', 'ws'))]
    for (const text of texts) assert.ok(!isOfDeadPeer(text), text)
  })
})
