import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { nobleBackend } from '../../src/crypto/index.ts'
import { everyOperation } from '../support/every-operation.ts'
import { launchBrowser } from '../support/web/chromium.ts'
import type { CryptoPage } from '../support/web/crypto-page.ts'
import { serveTestSite } from '../support/web/test-site.ts'
import type { TestSite } from '../support/web/test-site.ts'

type Global = { readonly page: CryptoPage }

/** The policy of the page that is shipped. */
const [, policy = ''] =
  /content="(default-src [^"]+)"/u.exec(
    readFileSync(new URL('../../src/ui-web/index.html', import.meta.url), 'utf8')
  ) ?? []

describe('crypto in a browser', () => {
  let browser: Browser
  let site: TestSite

  before(async () => {
    ;[browser, site] = await Promise.all([launchBrowser(), serveTestSite('crypto.html')])
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  /** A tab under a policy, with the addresses that it asks for. */
  async function open(
    contentSecurityPolicy: string
  ): Promise<{ readonly tab: Page; readonly asked: string[] }> {
    const tab = await browser.newPage()
    await tab.route(site.url, async route => {
      const response = await route.fetch()
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': contentSecurityPolicy }
      })
    })
    const asked: string[] = []
    tab.on('request', request => asked.push(request.url()))
    await tab.goto(site.url)
    await tab.waitForFunction(() => 'page' in globalThis)
    return { tab, asked }
  }

  it('gives what noble gives in Node, before and after libsodium is loaded, under the policy of the page', async () => {
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/u)
    const { tab, asked } = await open(policy)
    const run = async (): Promise<unknown> =>
      await tab.evaluate(() => (globalThis as unknown as Global).page.everyOperation())
    const expected = everyOperation(nobleBackend)
    assert.deepEqual(await run(), expected)
    const first = asked.splice(0)
    assert.ok(!first.some(url => url.includes('libsodium')), first.join('\n'))

    await tab.evaluate(async () => await (globalThis as unknown as Global).page.speedUp())
    assert.deepEqual(await run(), expected)
    // one file of our own, and its WebAssembly comes from inside it
    assert.deepEqual(
      asked.map(url => new URL(url).origin),
      [new URL(site.url).origin]
    )
    assert.match(asked[0] ?? '', /libsodium/u)
  })

  it('goes on with noble where a policy forbids WebAssembly', async () => {
    const { tab } = await open(policy.replace(" 'wasm-unsafe-eval'", ''))
    const outcome = await tab.evaluate(async () => {
      const { page } = globalThis as unknown as Global
      const loaded = await page.speedUp().then(
        () => true,
        () => false
      )
      return { loaded, results: page.everyOperation() }
    })
    assert.deepEqual(outcome, { loaded: false, results: everyOperation(nobleBackend) })
  })
})
