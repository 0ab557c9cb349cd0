import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { LimitError, NotFoundError, TrustError } from '../../src/errors.ts'
import {
  MAX_CONNECTIONS,
  MAX_PENDING_CALLS,
  MAX_REQUEST_LINE,
  MAX_UNSENT
} from '../../src/ui-cli/constants.ts'
import { exitCodeOf } from '../../src/ui-cli/exit-codes.ts'
import { connectRpc } from '../../src/ui-cli/rpc/client.ts'
import type { RpcClient } from '../../src/ui-cli/rpc/client.ts'
import { createLineSplitter } from '../../src/ui-cli/rpc/lines.ts'
import { nodeMethods } from '../../src/ui-cli/rpc/methods.ts'
import { fromErrorObject, toErrorObject } from '../../src/ui-cli/rpc/protocol.ts'
import { serveRpc } from '../../src/ui-cli/rpc/server.ts'
import type { RpcMethod, RpcServer } from '../../src/ui-cli/rpc/server.ts'
import { fakeNode } from '../support/command.ts'

const never = new AbortController().signal
const patient = { timeout: 5_000, signal: never }

describe('line splitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 20 }).map(text => text.replaceAll('\n', ''))
    )
    fc.assert(
      fc.property(lines, fc.array(fc.nat(9)), (lines, cuts) => {
        const bytes = new TextEncoder().encode(lines.map(line => `${line}\n`).join(''))
        const splitter = createLineSplitter(1_000)
        const got: Array<string | undefined> = []
        let from = 0
        for (const cut of [...cuts, bytes.length]) {
          got.push(...splitter.push(bytes.subarray(from, from + cut)))
          from += cut
        }
        assert.deepEqual(
          got,
          lines.filter(line => line.trim() !== '')
        )
      })
    )
  })

  it('takes a line of the greatest length and refuses one byte more, ended or not', () => {
    const full = new TextEncoder().encode('x'.repeat(10))
    assert.deepEqual(createLineSplitter(10).push(new TextEncoder().encode('xxxxxxxxxx\n')), ['xxxxxxxxxx'])
    const splitter = createLineSplitter(10)
    assert.deepEqual(splitter.push(full), [])
    assert.throws(() => splitter.push(Uint8Array.of(120)), LimitError)
    assert.throws(() => createLineSplitter(10).push(new TextEncoder().encode('xxxxxxxxxxx\n')), LimitError)
  })

  it('says which line is no UTF-8', () => {
    assert.deepEqual(createLineSplitter(10).push(Uint8Array.of(0xff, 10, 120, 10)), [undefined, 'x'])
  })
})

describe('errors over the socket', () => {
  it('keep their sentence and their exit code', () => {
    for (const error of [new NotFoundError('nobody'), new TrustError('used'), new LimitError('too long')]) {
      const rebuilt = fromErrorObject(JSON.parse(JSON.stringify(toErrorObject(error))))
      assert.equal(rebuilt.message, error.message)
      assert.equal(exitCodeOf(rebuilt), exitCodeOf(error))
    }
  })

  it('say nothing of an unexpected error but that it happened', () => {
    const { message } = toErrorObject(new Error('secret'))
    assert.doesNotMatch(message, /secret/u)
  })

  it('are bearable when they make no sense', () => {
    for (const value of [null, 1, 'x', {}, { code: 'x' }]) assert.equal(exitCodeOf(fromErrorObject(value)), 1)
  })
})

describe('daemon socket', () => {
  let folder: string
  let path: string
  let server: RpcServer
  const sockets = new Set<{ destroy(): void }>()

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-rpc-'))
    path = join(folder, 's')
  })

  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    await server.close()
    rmSync(folder, { recursive: true })
  })

  async function serve(methods: Record<string, RpcMethod>, firstCall?: number): Promise<void> {
    server = await serveRpc(path, methods, firstCall)
  }

  async function client(
    onNotification: (method: string, params: unknown) => void = () => {}
  ): Promise<RpcClient> {
    const client = await connectRpc(path, onNotification)
    assert.ok(client)
    sockets.add({ destroy: () => client.close() })
    return client
  }

  /** Writes raw bytes and gives the answers as they come. */
  async function raw(): Promise<{ socket: Socket; next(): Promise<Record<string, unknown> | undefined> }> {
    const socket = createConnection(path)
    sockets.add(socket)
    await new Promise(resolve => socket.once('connect', resolve))
    const lines = (async function* () {
      const splitter = createLineSplitter(1_000_000)
      for await (const chunk of socket) for (const line of splitter.push(chunk)) yield JSON.parse(line ?? '')
    })()
    return { socket, next: async () => (await lines.next()).value }
  }

  it('belongs to this user alone', async () => {
    chmodSync(folder, 0o755)
    await serve({})
    assert.equal(statSync(path).mode & 0o777, 0o600)
  })

  it('answers calls, in whatever order they end', async () => {
    const first = Promise.withResolvers<string>()
    await serve({ slow: async () => await first.promise, fast: async params => ({ params }) })
    const rpc = await client()
    const slow = rpc.call('slow', {}, patient)
    assert.deepEqual(await rpc.call('fast', { a: 1 }, patient), { params: { a: 1 } })
    first.resolve('done')
    assert.equal(await slow, 'done')
  })

  it('answers malformed lines and goes on', async () => {
    await serve({ echo: async params => params })
    const { socket, next } = await raw()
    const code = async (line: string | Uint8Array): Promise<unknown> => {
      socket.write(line)
      socket.write('\n')
      return Object(await next()).error?.code
    }
    assert.equal(await code('{'), -32_700)
    assert.equal(await code(Uint8Array.of(0xff, 0xfe)), -32_700)
    assert.equal(await code('[]'), -32_700)
    assert.equal(await code('"x"'), -32_700)
    assert.equal(await code('null'), -32_700)
    assert.equal(await code('{}'), -32_600)
    assert.equal(await code('{"jsonrpc":"1.0","id":1,"method":"echo"}'), -32_600)
    assert.equal(await code('{"jsonrpc":"2.0","id":"x","method":"echo"}'), -32_600)
    assert.equal(await code('{"jsonrpc":"2.0","id":1,"method":7}'), -32_600)
    assert.equal(await code('{"jsonrpc":"2.0","id":1,"method":"__proto__"}'), -32_601)
    assert.equal(await code('{"jsonrpc":"2.0","id":1,"method":"toString"}'), -32_601)
    socket.write(
      '\n\n{"jsonrpc":"2.0","method":"rpc.cancel"}\n' +
        '{"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":{"toString":1}}}\n{"jsonrpc":"2.0","id":2,"method":"echo","params":[3]}\n'
    )
    assert.deepEqual(await next(), { jsonrpc: '2.0', id: 2, result: [3] })
  })

  it('cuts off who sends a line that is too long, and serves the others', async () => {
    await serve({ echo: async params => params })
    const { socket, next } = await raw()
    const other = await client()
    socket.write('x'.repeat(MAX_REQUEST_LINE + 1))
    assert.equal(Object(await next()).error.code, -32_600)
    assert.equal(await next(), undefined)
    assert.equal(await other.call('echo', {}, patient).then(JSON.stringify), '{}')
  })

  it('refuses more calls at once than it keeps', async () => {
    const all = Promise.withResolvers<null>()
    await serve({ wait: async () => await all.promise })
    const rpc = await client()
    const calls = Array.from({ length: MAX_PENDING_CALLS }, async () => await rpc.call('wait', {}, patient))
    await assert.rejects(rpc.call('wait', {}, patient), LimitError)
    all.resolve(null)
    await Promise.all(calls)
  })

  it('refuses more clients than it keeps, and takes one again when one has gone', async () => {
    await serve({ echo: async params => params })
    const clients: RpcClient[] = []
    for (let i = 0; i < MAX_CONNECTIONS; i++) {
      const next = await client()
      await next.call('echo', {}, patient)
      clients.push(next)
    }
    const late = await client()
    await assert.rejects(late.call('echo', {}, patient), /too many clients|went away/u)
    clients[0]?.close()
    for (;;) {
      const again = await client()
      const answer = await again.call('echo', {}, patient).catch(() => undefined)
      if (answer !== undefined) break
    }
  })

  it('does not keep who says no whole line, and so has a place for others', async () => {
    await serve({ echo: async params => params, wait: async () => await new Promise(() => {}) }, 50)
    const idle = await client()
    await idle.call('echo', {}, patient)
    const gone = Array.from({ length: MAX_CONNECTIONS - 1 }, async (_, i) => {
      const { socket, next } = await raw()
      if (i % 2 === 0) socket.write('{"jsonrpc":')
      assert.equal(await next(), undefined)
    })
    await Promise.all(gone)
    const late = await client()
    await late.call('echo', {}, patient)
    await idle.call('echo', {}, patient)
  })

  it('outlives whatever is sent as parameters', async () => {
    const methods = nodeMethods(fakeNode(), () => () => {})
    await serve(methods)
    const { socket, next } = await raw()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(methods)), fc.jsonValue(), async (method, params) => {
        const cancel = { jsonrpc: '2.0', method: 'rpc.cancel', params }
        const call = { jsonrpc: '2.0', id: 1, method, params }
        for (const message of [cancel, { ...cancel, params: { id: params } }, call]) {
          socket.write(`${JSON.stringify(message)}\n`)
        }
        assert.equal((await next())?.['id'], 1)
      })
    )
  })

  it('answers a list that is too long for a line in parts', async () => {
    const list = Array.from({ length: 300 }, (_, i) => ({ i, text: 'é\u0001'.repeat(4_000) }))
    await serve({ list: async () => list, short: async () => [1] })
    const rpc = await client()
    const [long, short] = await Promise.all([rpc.call('list', {}, patient), rpc.call('short', {}, patient)])
    assert.deepEqual(long, list)
    assert.deepEqual(short, [1])
  })

  it('cuts off a client that does not read', async () => {
    const gone = Promise.withResolvers<void>()
    await serve({
      async flood(_, { notify, closed }) {
        closed.addEventListener('abort', () => gone.resolve())
        const text = 'x'.repeat(100_000)
        for (let sent = 0; sent < 2 * MAX_UNSENT; sent += text.length) notify('event', text)
      }
    })
    const { socket } = await raw()
    socket.pause()
    socket.write('{"jsonrpc":"2.0","id":1,"method":"flood"}\n')
    await gone.promise
  })

  it('tells a method when its call is given up, or the client goes away', async () => {
    const fired: string[] = []
    const both = Promise.withResolvers<void>()
    await serve({
      async wait(params, { signal }) {
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
        fired.push(String(Object(params).name))
        if (fired.length === 2) both.resolve()
      }
    })
    const rpc = await client()
    await assert.rejects(rpc.call('wait', { name: 'late' }, { timeout: 20, signal: never }), {
      name: 'DeadlineError'
    })
    const controller = new AbortController()
    const call = rpc.call('wait', { name: 'left' }, { timeout: 5_000, signal: controller.signal })
    rpc.close()
    await assert.rejects(call, { name: 'DaemonError' })
    await both.promise
    assert.deepEqual(fired, ['late', 'left'])
    await assert.rejects(rpc.call('wait', {}, patient), { name: 'DaemonError' })
  })

  it('ends a call with the reason of its signal', async () => {
    await serve({ wait: async () => await new Promise(() => {}) })
    const rpc = await client()
    const controller = new AbortController()
    const call = rpc.call('wait', {}, { timeout: 5_000, signal: controller.signal })
    controller.abort(new TrustError('enough'))
    await assert.rejects(call, TrustError)
  })

  it('hands notifications to the client', async () => {
    await serve({
      async greet(_, { notify }) {
        notify('event', { hello: 1 })
      }
    })
    const heard: unknown[] = []
    const rpc = await client((method, params) => heard.push([method, params]))
    await rpc.call('greet', {}, patient)
    assert.deepEqual(heard, [['event', { hello: 1 }]])
  })

  it('is noticed when it goes away, and is not there before or after', async () => {
    assert.equal(await connectRpc(path, () => {}), undefined)
    await serve({})
    const rpc = await client()
    await server.close()
    assert.equal((await rpc.lost).name, 'DaemonError')
    assert.equal(await connectRpc(path, () => {}), undefined)
  })
})
