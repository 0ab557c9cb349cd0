import assert from 'node:assert/strict'
import { multiaddr } from '@multiformats/multiaddr'
import { FRAME_READ_AHEAD, FRAMES_PER_TURN } from '../../src/node/host/constants.ts'
import { encodeFrame } from '../../src/node/host/frame-buffer.ts'
import { createFrameStream } from '../../src/node/host/frames.ts'
import type { Connection, Stream } from '@libp2p/interface'

/** As much of a stream of the library as a reader sees. */
class Incoming extends EventTarget {
  readonly status = 'open'
  readStatus = 'readable'
  readonly remoteWriteStatus = 'writable'

  pause(): void {}

  brings(data: Uint8Array): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
}

const connection = {
  remotePeer: '12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5',
  remoteAddr: multiaddr('/ip4/127.0.0.1/tcp/1'),
  timeline: { open: 0 }
} as unknown as Connection

describe('frames that are there already', () => {
  it('are received without keeping timers and other sockets waiting', async () => {
    const incoming = new Incoming()
    const stream = createFrameStream(incoming as unknown as Stream, connection, 16)
    incoming.brings(new Uint8Array(10 * FRAMES_PER_TURN))
    let received = 0
    const turns: number[] = []
    const turn = (): void => {
      turns.push(received)
      if (received < 10 * FRAMES_PER_TURN) setImmediate(turn)
    }
    setImmediate(turn)
    while (received < 10 * FRAMES_PER_TURN) {
      assert.equal((await stream.receive())?.length, 0)
      received++
    }
    assert.ok(turns.length >= 9, `${turns.length} turns`)
    assert.ok((turns[0] ?? Infinity) <= FRAMES_PER_TURN)
  })
})

describe('frames of a sender that is faster than their reader', () => {
  it('hold it back also when more of it is handed out than fits', async () => {
    const large = 2 * FRAME_READ_AHEAD
    const frame = encodeFrame(new Uint8Array(large))
    /** As the library has it: it goes on with the other side after it has handed out. */
    class Held extends Incoming {
      override readStatus = 'readable'
      isHeldBack = false

      override pause(): void {
        this.readStatus = 'paused'
        this.isHeldBack = true
      }

      resume(): void {
        this.readStatus = 'readable'
        this.brings(frame)
        this.isHeldBack = false
      }
    }
    const incoming = new Held()
    const stream = createFrameStream(incoming as unknown as Stream, connection, large)
    incoming.brings(frame)
    assert.ok(incoming.isHeldBack)
    await stream.receive()
    assert.equal(incoming.readStatus, 'paused')
    assert.ok(incoming.isHeldBack)
  })
})
