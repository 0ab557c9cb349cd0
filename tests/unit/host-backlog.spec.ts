import assert from 'node:assert/strict'
import { once } from 'node:events'
import { streamPair } from '@libp2p/utils'
import { limitBacklog } from '../../src/node/host/relay-server.ts'
import type { Stream, StreamMessageEvent } from '@libp2p/interface'

const LIMIT = 1_000

/** Bytes that arrive at a stream, counted; resolves at so many. */
function arrived(stream: Stream, target: number): Promise<void> {
  const done = Promise.withResolvers<void>()
  let count = 0
  stream.addEventListener('message', (event: StreamMessageEvent) => {
    count += event.data.byteLength
    if (count >= target) done.resolve()
  })
  return done.promise
}

describe('a relay between a fast and a slow end', () => {
  it('stops reading the fast end when the slow one is behind, and goes on with it', async () => {
    const [fast, source] = await streamPair()
    const [sink, slow] = await streamPair()
    limitBacklog(source, sink, LIMIT)
    const waiting: Array<Parameters<Stream['send']>[0]> = []
    const first = once(source, 'message')
    source.addEventListener('message', (event: StreamMessageEvent) => waiting.push(event.data))

    fast.send(new Uint8Array(LIMIT))
    await first
    assert.equal(source.readStatus, 'readable')
    const second = once(source, 'message')
    fast.send(new Uint8Array(1))
    await second
    assert.equal(source.readStatus, 'paused')

    const all = arrived(slow, LIMIT + 1)
    for (const data of waiting) sink.send(data)
    assert.equal(source.readStatus, 'readable')
    await all
  })

  it('keeps what came while it was paused', async () => {
    const [fast, source] = await streamPair()
    const [sink] = await streamPair()
    limitBacklog(source, sink, LIMIT)
    let got = 0
    source.addEventListener('message', (event: StreamMessageEvent) => {
      got += event.data.byteLength
    })
    const first = once(source, 'message')
    fast.send(new Uint8Array(LIMIT + 1))
    await first
    assert.equal(source.readStatus, 'paused')
    const rest = arrived(source, 500)
    fast.send(new Uint8Array(500))
    sink.send(new Uint8Array(LIMIT + 1))
    await rest
    assert.equal(got, LIMIT + 501)
  })

  it('counts nothing of what was sent before anything came', async () => {
    const [fast, source] = await streamPair()
    const [sink] = await streamPair()
    limitBacklog(source, sink, LIMIT)
    sink.send(new Uint8Array(5_000))
    const first = once(source, 'message')
    fast.send(new Uint8Array(LIMIT + 1))
    await first
    assert.equal(source.readStatus, 'paused', 'the handshake was counted as credit')
  })
})
