import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createFrameBuffer, encodeFrame } from '../../src/node/host/frame-buffer.ts'
import { concatBytes } from '@noble/hashes/utils.js'

const MAX = 70_000

function drain(buffer: ReturnType<typeof createFrameBuffer>): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (let frame = buffer.next(); frame !== undefined; frame = buffer.next()) frames.push(frame)
  return frames
}

/** The same bytes, cut at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length))
}

describe('frame buffer', () => {
  it('gives back what was framed, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        fc.boolean(),
        (frames, places, late) => {
          const buffer = createFrameBuffer(MAX)
          const got: Uint8Array[] = []
          for (const chunk of cut(concatBytes(...frames.map(encodeFrame)), places)) {
            buffer.push(chunk)
            if (!late) got.push(...drain(buffer))
          }
          got.push(...drain(buffer))
          assert.deepEqual(got, frames)
          assert.equal(buffer.size, 0)
        }
      )
    )
  })

  it('takes lengths at the edges of their prefix', () => {
    for (const length of [0, 1, 127, 128, 16_383, 16_384, MAX]) {
      const buffer = createFrameBuffer(MAX)
      const frame = new Uint8Array(length).fill(7)
      buffer.push(encodeFrame(frame))
      assert.ok(buffer.ready)
      assert.deepEqual(buffer.next(), frame)
      assert.equal(buffer.next(), undefined)
    }
  })

  it('refuses a length above the limit before a byte of the frame has come', () => {
    const buffer = createFrameBuffer(100)
    buffer.push(encodeFrame(new Uint8Array(101)).subarray(0, 1))
    assert.throws(() => buffer.next(), { name: 'LimitError' })
    const huge = createFrameBuffer(MAX)
    huge.push(Uint8Array.of(0xff, 0xff, 0xff, 0x7f))
    assert.throws(() => huge.next(), { name: 'LimitError' })
    assert.ok(huge.ready, 'an error is something to say')
  })

  it('refuses lengths that never end, and those not in shortest form', () => {
    for (const bytes of [
      [0x80, 0x80, 0x80, 0x80],
      [0x80, 0x00],
      [0x81, 0x80, 0x00]
    ]) {
      const buffer = createFrameBuffer(MAX)
      buffer.push(Uint8Array.from(bytes))
      assert.throws(() => buffer.next(), { name: 'WireFormatError' }, String(bytes))
    }
  })

  it('shares no memory with what came in', () => {
    const buffer = createFrameBuffer(MAX)
    const chunk = encodeFrame(Uint8Array.of(1, 2, 3))
    buffer.push(chunk)
    const frame = buffer.next()
    chunk.fill(0)
    buffer.push(encodeFrame(Uint8Array.of(9, 9, 9)))
    assert.deepEqual(frame, Uint8Array.of(1, 2, 3))
  })

  it('is not ready while a frame is incomplete', () => {
    const buffer = createFrameBuffer(MAX)
    const bytes = encodeFrame(new Uint8Array(200))
    buffer.push(bytes.subarray(0, 1))
    assert.ok(!buffer.ready)
    buffer.push(bytes.subarray(1, 201))
    assert.ok(!buffer.ready)
    assert.equal(buffer.next(), undefined)
    buffer.push(bytes.subarray(201))
    assert.ok(buffer.ready)
  })
})
