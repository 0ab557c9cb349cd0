import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { servePage } from '../../bootstrap/page-server.ts'
import type { PageServer } from '../../bootstrap/page-server.ts'
import { builtPage } from '../support/web/built-page.ts'

const ADDRESS = '/ip4/127.0.0.1/tcp/4001/p2p/12D3KooW'

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  /** As it was sent. */
  readonly body: Buffer
}

describe('page server', () => {
  let server: PageServer

  /** Where fetch would tidy the path up, unzip the body, and hide how it was sent. */
  async function ask(path: string, method = 'GET', headers = {}, { url } = server): Promise<Answer> {
    const { hostname, port } = new URL(url)
    const asked = request({ hostname, port, path, method, headers }).end()
    const [response] = await once(asked, 'response')
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
  }

  async function scriptOfPage(): Promise<string> {
    const page = await (await fetch(server.url)).text()
    const [, script = ''] = /src="\.(\/assets\/[^"]+\.js)"/u.exec(page) ?? []
    return script
  }

  before(async function () {
    this.timeout(60_000)
    const folder = await builtPage()
    server = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [ADDRESS], folder })
  })
  after(async () => {
    await server.close()
  })

  it('serves the page and what it loads, with its type', async () => {
    const page = await fetch(server.url)
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
    const { status, headers } = await ask(await scriptOfPage())
    assert.equal(status, 200)
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8')
    assert.match(headers['cache-control'] ?? '', /immutable/u)
  })

  it('sends gzip to whoever takes it, and says how long it is', async () => {
    const script = await scriptOfPage()
    const plain = await ask(script)
    assert.equal(plain.headers['content-encoding'], undefined)
    for (const accepted of ['gzip', 'deflate, gzip;q=0.5, *;q=0', 'br,GZIP ; q=1.0']) {
      const zipped = await ask(script, 'GET', { 'accept-encoding': accepted })
      assert.equal(zipped.headers['content-encoding'], 'gzip', accepted)
      assert.ok(zipped.body.length < plain.body.length / 2)
      assert.deepEqual(gunzipSync(zipped.body), plain.body)
      assert.equal(Number(zipped.headers['content-length']), zipped.body.length)
    }
    for (const accepted of ['', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000', 'x-gzipped']) {
      const { headers, body } = await ask(script, 'GET', { 'accept-encoding': accepted })
      assert.equal(headers['content-encoding'], undefined, accepted)
      assert.deepEqual(body, plain.body)
      assert.equal(Number(headers['content-length']), body.length)
    }
    for (const path of ['/', script]) assert.equal((await ask(path)).headers.vary, 'accept-encoding')
  })

  it('sends all of an answer at once, whatever was asked', async () => {
    for (const path of ['/', '/nothing', '/coordinators.json']) {
      for (const method of ['GET', 'POST']) {
        const { headers, body } = await ask(path, method)
        assert.equal(headers['transfer-encoding'], undefined, path)
        assert.equal(Number(headers['content-length']), body.length, path)
      }
    }
  })

  it('answers HEAD as GET, without the body', async () => {
    for (const path of ['/', await scriptOfPage(), '/coordinators.json', '/nothing']) {
      for (const accepted of ['gzip', 'identity']) {
        const asked = { 'accept-encoding': accepted }
        const [head, get] = await Promise.all([ask(path, 'HEAD', asked), ask(path, 'GET', asked)])
        assert.equal(head.body.length, 0)
        assert.equal(head.status, get.status)
        assert.deepEqual({ ...head.headers, date: '' }, { ...get.headers, date: '' })
      }
    }
  })

  it('serves another folder, as it was when it started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-page-'))
    await writeFile(join(folder, 'index.html'), 'other')
    const other = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [], folder })
    try {
      await rm(folder, { recursive: true })
      assert.equal(String((await ask('/', 'GET', {}, other)).body), 'other')
      assert.equal((await ask(await scriptOfPage(), 'GET', {}, other)).status, 404)
    } finally {
      await other.close()
    }
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
    for (const path of [
      '/../package.json',
      '/assets/../../package.json',
      '/%2e%2e/package.json',
      '//etc/passwd'
    ])
      assert.equal((await ask(path)).status, 404, path)
    assert.equal((await ask(`${await scriptOfPage()}.map`)).status, 404)
    assert.equal((await ask('/', 'POST')).status, 405)
  })

  it('ends what one address opens beyond its share', async () => {
    const port = Number(new URL(server.url).port)
    const sockets = Array.from({ length: 70 }, () => connect(port, '127.0.0.1'))
    let ended = 0
    const enough = Promise.withResolvers<void>()
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.once('close', () => {
        ended += 1
        if (ended === 6) enough.resolve()
      })
    }
    await enough.promise
    const left = sockets.filter(socket => !socket.closed)
    assert.ok(left.length >= 60)
    for (const socket of left) socket.destroy()
    await Promise.all(left.map(async socket => socket.closed || (await once(socket, 'close'))))
    assert.equal((await ask('/')).status, 200)
  })

  it('fails with ListenError where the port is taken', async () => {
    const port = Number(new URL(server.url).port)
    const folder = await builtPage()
    await assert.rejects(servePage({ host: '127.0.0.1', port, coordinators: () => [], folder }), {
      name: 'ListenError'
    })
  })
})
