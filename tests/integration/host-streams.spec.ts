import assert from 'node:assert/strict'
import { createTestnet } from '../support/testnet.ts'
import type { Host } from '../../src/node/host/index.ts'
import type { FrameHandler, FrameStream, HandleOptions } from '../../src/link.ts'
import type { Testnet } from '../support/testnet.ts'

const MAX_FRAME = 300_000

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms)

describe('frame streams', () => {
  let net: Testnet
  let server: Host
  let client: Host
  let protocols = 0

  before(async () => {
    net = await createTestnet({ nodes: 2, seed: 7 })
    const [first, second] = net.hosts
    assert.ok(first !== undefined && second !== undefined)
    server = first
    client = second
  })

  after(async () => {
    await net.stop()
  })

  /** Serves a new protocol, and says how to open it. */
  async function serve(
    handler: FrameHandler,
    options: Partial<HandleOptions> = {}
  ): Promise<{ protocol: string; open(from?: Host, maxFrame?: number): Promise<FrameStream> }> {
    protocols++
    const protocol = `/earshot/test-${protocols}/1.0.0`
    await server.handle(protocol, { maxFrame: MAX_FRAME, ...options }, handler)
    return {
      protocol,
      open: (from = client, maxFrame = MAX_FRAME) =>
        from.open(server.peerId, server.addresses(), protocol, { maxFrame, signal: soon() })
    }
  }

  /** Reads until the other side ends. */
  async function untilEnd(stream: FrameStream): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = []
    for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive())
      frames.push(frame)
    return frames
  }

  it('end in order: what was sent before the end arrives, then nothing', async () => {
    const got = Promise.withResolvers<number[]>()
    const { open } = await serve(async stream => {
      got.resolve((await untilEnd(stream)).map(frame => frame.length))
    })
    const stream = await open()
    const sent = Array.from({ length: 50 }, (_, i) => i * 1_000)
    await Promise.all(sent.map(length => stream.send(new Uint8Array(length))))
    await stream.close()
    assert.deepEqual(await got.promise, sent)
    await assert.rejects(stream.send(new Uint8Array(1)), { name: 'UnreachableError' })
    await assert.rejects(stream.receive(), { name: 'UnreachableError' })
    await stream.close()
  })

  it('say on both sides when their connection was begun, which may be long before they were', async () => {
    const served = Promise.withResolvers<number>()
    const { open } = await serve(async stream => {
      served.resolve(stream.connectedAt)
      await untilEnd(stream)
    })
    const first = await open()
    const between = Date.now()
    const second = await open()
    assert.equal(second.connectedAt, first.connectedAt)
    assert.ok(first.connectedAt > 0 && first.connectedAt <= between)
    assert.ok((await served.promise) <= between)
    await Promise.all([first, second].map(async stream => stream.close()))
  })

  it('let the other side speak on after our end', async () => {
    const answered = Promise.withResolvers<void>()
    const { open } = await serve(async stream => {
      await untilEnd(stream)
      await stream.send(Uint8Array.of(1))
      answered.resolve()
    })
    const stream = await open()
    await stream.send(Uint8Array.of(1))
    await stream.send(Uint8Array.of(2))
    await assert.rejects(
      stream.receive({ signal: soon(50) }),
      { name: 'DeadlineError' },
      'it waits for the end'
    )
    await stream.close()
    await answered.promise
  })

  it('lose nothing when a wait is given up', async () => {
    const go = Promise.withResolvers<void>()
    const { open } = await serve(async stream => {
      await go.promise
      for (const byte of [1, 2, 3]) await stream.send(Uint8Array.of(byte))
      await stream.receive()
    })
    const stream = await open()
    await assert.rejects(stream.receive({ signal: soon(20) }), { name: 'DeadlineError' })
    go.resolve()
    for (const byte of [1, 2, 3]) {
      assert.deepEqual(await stream.receive({ signal: soon() }), Uint8Array.of(byte))
    }
    await stream.close()
  })

  it('make a sender wait for a reader, bounded, and go on with him', async () => {
    const read = Promise.withResolvers<void>()
    const got = Promise.withResolvers<number>()
    const { open } = await serve(async stream => {
      await read.promise
      got.resolve((await untilEnd(stream)).length)
    })
    const stream = await open()
    const frames = 64
    let sent = 0
    let stuck: unknown
    try {
      for (; sent < frames; sent++) await stream.send(new Uint8Array(MAX_FRAME), { signal: soon(500) })
    } catch (err) {
      stuck = err
    }
    assert.ok(stuck instanceof Error && stuck.name === 'DeadlineError', 'nobody read, and yet all was sent')
    assert.ok(sent * MAX_FRAME < 4_000_000, `${sent} frames were taken`)
    read.resolve()
    for (; sent < frames; sent++) await stream.send(new Uint8Array(MAX_FRAME), { signal: soon() })
    await stream.close()
    assert.equal(await got.promise, frames)
  })

  it('keep the order of sends that wait, also when one of them gives up', async () => {
    const read = Promise.withResolvers<void>()
    const got = Promise.withResolvers<number[]>()
    const { open } = await serve(async stream => {
      await read.promise
      got.resolve((await untilEnd(stream)).map(([first]) => first ?? -1))
    })
    const stream = await open()
    const impatient = new AbortController()
    const sends = Array.from({ length: 20 }, (_, i) =>
      stream.send(new Uint8Array(200_000).fill(i), i === 15 ? { signal: impatient.signal } : {})
    )
    impatient.abort()
    read.resolve()
    const results = await Promise.allSettled(sends)
    assert.deepEqual(
      results.flatMap((result, i) => (result.status === 'rejected' ? [i] : [])),
      [15]
    )
    await stream.close()
    assert.deepEqual(
      await got.promise,
      Array.from({ length: 20 }, (_, i) => i).filter(i => i !== 15)
    )
  })

  it('refuse frames above the limit, out and in', async () => {
    const { open } = await serve(async stream => {
      await stream.send(new Uint8Array(2_000))
      await stream.receive()
    })
    const stream = await open()
    await assert.rejects(stream.send(new Uint8Array(MAX_FRAME + 1)), { name: 'LimitError' })
    assert.equal((await stream.receive({ signal: soon() }))?.length, 2_000)
    await stream.close()

    const small = await open(client, 1_999)
    await assert.rejects(small.receive({ signal: soon() }), { name: 'LimitError' })
    await assert.rejects(small.send(new Uint8Array(1)), { name: 'LimitError' })
  })

  it('allow one receive at a time', async () => {
    const { open } = await serve(async stream => {
      await stream.receive()
      await stream.send(Uint8Array.of(1))
      await stream.receive()
    })
    const stream = await open()
    const first = stream.receive({ signal: soon() })
    await assert.rejects(stream.receive(), { name: 'UsageError' })
    await stream.send(Uint8Array.of(0))
    assert.deepEqual(await first, Uint8Array.of(1))
    await stream.close()
  })

  it('tell the other side of an abort, and its handler by the signal', async () => {
    const seen = Promise.withResolvers<[string, boolean]>()
    const { open } = await serve(async (stream, signal) => {
      await stream.receive()
      await stream.receive().catch((err: Error) => seen.resolve([err.name, signal.aborted]))
    })
    const stream = await open()
    await stream.send(Uint8Array.of(1))
    stream.abort(new Error('enough'))
    stream.abort(new Error('again'))
    await assert.rejects(stream.receive(), { name: 'UnreachableError' })
    const [name] = await seen.promise
    assert.equal(name, 'UnreachableError')
  })

  it('do not outlive their connection', async () => {
    const { open } = await serve(async stream => {
      await untilEnd(stream)
    })
    const guest = await net.add()
    const stream = await open(guest)
    const waiting = assert.rejects(stream.receive(), { name: 'UnreachableError' })
    await guest.stop()
    await waiting
    await assert.rejects(stream.send(Uint8Array.of(1)), { name: 'UnreachableError' })
  })

  describe('serving', () => {
    /** Holds its stream until the other side ends. */
    const hold: FrameHandler = async stream => {
      await stream.send(Uint8Array.of(1))
      await untilEnd(stream)
    }

    async function refused(stream: Promise<FrameStream>): Promise<void> {
      await assert.rejects(async () => (await stream).receive({ signal: soon() }), {
        name: 'UnreachableError'
      })
    }

    it('bounds the streams of one connection', async () => {
      const { open } = await serve(hold, { maxPerConnection: 3 })
      const streams: FrameStream[] = []
      for (let i = 0; i < 3; i++) streams.push(await open())
      for (const stream of streams) assert.ok((await stream.receive({ signal: soon() })) !== undefined)
      await refused(open())
      const other = await open(await net.add())
      assert.ok((await other.receive({ signal: soon() })) !== undefined)
      for (const stream of [...streams, other]) await stream.close()
    })

    it('bounds the streams of all connections, and takes new ones when old ones end', async () => {
      const ended = Promise.withResolvers<void>()
      const { open } = await serve(
        async (stream, signal) => {
          signal.addEventListener('abort', () => ended.resolve())
          await hold(stream, signal)
        },
        { maxStreams: 2 }
      )
      const streams = [await open(), await open(await net.add())]
      for (const stream of streams) await stream.receive({ signal: soon() })
      await refused(open(await net.add()))
      await streams[0]?.close()
      await ended.promise
      const next = await open()
      assert.ok((await next.receive({ signal: soon() })) !== undefined)
      for (const stream of [...streams, next]) await stream.close()
    })

    it('resets a stream on which nothing happens, and not one that is busy', async () => {
      const { open } = await serve(
        async stream => {
          for (let frame = await stream.receive(); frame !== undefined; frame = await stream.receive()) {
            await stream.send(frame)
          }
        },
        { idle: 600 }
      )
      const stream = await open()
      const until = performance.now() + 1_000
      while (performance.now() < until) {
        await stream.send(Uint8Array.of(1))
        assert.ok((await stream.receive({ signal: soon() })) !== undefined)
      }
      await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
    })

    it('resets a stream at the end of its life', async () => {
      const { open } = await serve(hold, { lifetime: 100 })
      const stream = await open()
      await stream.receive({ signal: soon() })
      await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
    })

    it('survives a handler that throws', async () => {
      const { open } = await serve(async stream => {
        await stream.receive()
        throw new Error('a bug')
      })
      for (let i = 0; i < 3; i++) {
        const stream = await open()
        await stream.send(Uint8Array.of(1))
        await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
      }
    })

    it('takes one handler per protocol, until it is taken back', async () => {
      const { protocol, open } = await serve(hold)
      await assert.rejects(server.handle(protocol, { maxFrame: 1 }, hold), { name: 'UsageError' })
      const stream = await open()
      await stream.receive({ signal: soon() })
      await server.unhandle(protocol)
      await server.unhandle(protocol)
      await assert.rejects(stream.receive({ signal: soon() }), { name: 'UnreachableError' })
      await assert.rejects(open(), { name: 'UnreachableError' })
      await server.handle(protocol, { maxFrame: MAX_FRAME }, hold)
      const again = await open()
      assert.ok((await again.receive({ signal: soon() })) !== undefined)
      await again.close()
    })

    it('resets what it serves when it stops', async () => {
      const guest = await net.add()
      const protocol = '/earshot/test-guest/1.0.0'
      const ended = Promise.withResolvers<void>()
      await guest.handle(protocol, { maxFrame: 10 }, async (stream, signal) => {
        signal.addEventListener('abort', () => ended.resolve())
        await stream.receive()
      })
      const stream = await client.open(guest.peerId, guest.addresses(), protocol, {
        maxFrame: 10,
        signal: soon()
      })
      const waiting = assert.rejects(stream.receive(), { name: 'UnreachableError' })
      await guest.stop()
      await Promise.all([waiting, ended.promise])
    })
  })
})
