import assert from 'node:assert/strict'
import fc from 'fast-check'
import { encodeFrame } from '../../src/node/host/frame-buffer.ts'
import { frameCounter, gated } from '../../src/node/host/frame-gate.ts'
import type { Connection, Stream, StreamHandler } from '@libp2p/interface'
import type { KadDHTComponents } from '@libp2p/kad-dht'

const MAX_FRAME = 1_000

type Registrar = KadDHTComponents['registrar']

/** As much of a stream of the library as the gate sees. */
class Incoming extends EventTarget {
  maxWriteBufferLength = 0
  aborted = false

  abort(): void {
    this.aborted = true
  }

  brings(data: Uint8Array): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
}

describe('the gate before the library', () => {
  it('counts frames, however they are cut', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 })
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 64 }), (sent, step) => {
        let counted = 0
        const isFine = frameCounter(MAX_FRAME, () => {
          counted++
          return true
        })
        const bytes = Buffer.concat(sent.map(encodeFrame))
        for (let at = 0; at < bytes.length; at += step) assert.ok(isFine(bytes.subarray(at, at + step)))
        assert.equal(counted, sent.length)
      })
    )
  })

  it('stops at one too many in a chunk', () => {
    let left = 3
    const isFine = frameCounter(MAX_FRAME, () => left-- > 0)
    assert.ok(isFine(new Uint8Array(3)))
    assert.ok(!isFine(new Uint8Array(1_000_000)))
    assert.equal(left, -1, 'nothing is counted after it')
  })

  it('counts by peer over all its streams, and all peers together', async () => {
    const handlers: StreamHandler[] = []
    const registrar = {
      handle: async (_: string, handler: StreamHandler) => {
        handlers.push(handler)
      }
    } as unknown as Registrar
    let closed = 0
    const { registrar: guarded } = gated(
      { registrar },
      {
        maxFrame: MAX_FRAME,
        perPeer: { burst: 3, perSecond: 0.001 },
        total: { burst: 5, perSecond: 0.001 },
        writeBuffer: 7,
        excess: { burst: 1, perSecond: 0.001 }
      }
    )
    const seen: number[] = []
    await guarded.handle('/x', stream => {
      stream.addEventListener('message', ({ data }) => seen.push(data.byteLength))
    })
    const opens = (remotePeer: string): Incoming => {
      const incoming = new Incoming()
      const connection = { remotePeer, abort: () => closed++ }
      void handlers[0]?.(incoming as unknown as Stream, connection as unknown as Connection)
      return incoming
    }

    const [first, second] = [opens('a'), opens('a')]
    assert.equal(first.maxWriteBufferLength, 7)
    first.brings(new Uint8Array(2))
    second.brings(new Uint8Array(1))
    first.brings(new Uint8Array(1))
    assert.ok(first.aborted && !second.aborted)
    const [third, fourth] = [opens('b'), opens('c')]
    third.brings(new Uint8Array(2))
    fourth.brings(new Uint8Array(1))
    assert.ok(!third.aborted && fourth.aborted, 'the sixth of all')
    assert.deepEqual(seen, [2, 1, 2], 'what is too much reaches nobody')
    opens('c').brings(new Uint8Array(1))
    assert.equal(closed, 0, 'nobody pays for the crowd')
    second.brings(new Uint8Array(1))
    assert.equal(closed, 1, 'it went on')
  })

  it('judges a length as soon as it is there', () => {
    assert.ok(!frameCounter(MAX_FRAME, () => true)(encodeFrame(new Uint8Array(MAX_FRAME + 1)).subarray(0, 2)))
    assert.ok(!frameCounter(MAX_FRAME, () => true)(new Uint8Array(5).fill(0xff)), 'a length without end')
  })
})
