import assert from 'node:assert/strict'
import { request } from 'node:http'
import { servePage } from '../../bootstrap/page-server.ts'
import type { PageServer } from '../../bootstrap/page-server.ts'
import { buildPage } from '../support/web/built-page.ts'

const ADDRESS = '/ip4/127.0.0.1/tcp/4001/p2p/12D3KooW'

describe('page server', () => {
  let server: PageServer

  before(async function () {
    this.timeout(60_000)
    await buildPage()
    server = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [ADDRESS] })
  })
  after(async () => {
    await server.close()
  })

  it('serves the page and what it loads, with its type', async () => {
    const page = await fetch(server.url)
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
    const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/u.exec(await page.text()) ?? []
    const loaded = await fetch(server.url + script)
    assert.equal(loaded.status, 200)
    assert.equal(loaded.headers.get('content-type'), 'text/javascript; charset=utf-8')
    assert.match(loaded.headers.get('cache-control') ?? '', /immutable/u)
  })

  it('says with every answer that nobody may frame it, guess its type, or be told where one came from', async () => {
    for (const path of ['', 'nothing', 'coordinators.json']) {
      const { headers } = await fetch(server.url + path)
      assert.equal(headers.get('content-security-policy'), "frame-ancestors 'none'")
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
    }
  })

  it('tells the page which coordinators there are', async () => {
    assert.deepEqual(await (await fetch(`${server.url}coordinators.json`)).json(), [ADDRESS])
  })

  it('has nothing else: no other folder, no map of the sources, no other method', async () => {
    const { hostname, port } = new URL(server.url)
    const statusOf = async (path: string, method = 'GET'): Promise<number | undefined> =>
      await new Promise((resolve, reject) => {
        // fetch would tidy such paths up
        const asked = request({ hostname, port, path, method }, response => {
          response.resume()
          resolve(response.statusCode)
        })
        asked.on('error', reject).end()
      })
    for (const path of [
      '/../package.json',
      '/assets/../../package.json',
      '/%2e%2e/package.json',
      '//etc/passwd'
    ])
      assert.equal(await statusOf(path), 404, path)
    const page = await (await fetch(server.url)).text()
    const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/u.exec(page) ?? []
    assert.equal(await statusOf(`/${script}.map`), 404)
    assert.equal(await statusOf('/', 'POST'), 405)
    assert.equal(await statusOf('/', 'HEAD'), 200)
  })

  it('fails with ListenError where the port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await assert.rejects(servePage({ host: '127.0.0.1', port, coordinators: () => [] }), {
      name: 'ListenError'
    })
  })
})
