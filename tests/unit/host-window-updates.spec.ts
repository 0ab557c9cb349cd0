import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MAX_HELD_UPDATES, WINDOW_UPDATE_FROM } from '../../src/node/host/constants.ts'
import { mergeWindowUpdates } from '../../src/node/host/window-updates.ts'

type Frame = Parameters<ReturnType<typeof mergeWindowUpdates>>[0]

const SYN = 1
const [DATA, UPDATE, PING] = [0, 1, 2]

function frame(type: number, stream: number, length: number, flags: number = 0): Uint8Array {
  const bytes = new Uint8Array(12)
  const header = new DataView(bytes.buffer)
  header.setUint8(1, type)
  header.setUint16(2, flags)
  header.setUint32(4, stream)
  header.setUint32(8, length)
  return bytes
}

describe('host: window updates of yamux', () => {
  let sent: Frame[]
  let send: ReturnType<typeof mergeWindowUpdates>
  let isDrained: boolean

  beforeEach(() => {
    sent = []
    isDrained = true
    send = mergeWindowUpdates(data => {
      sent.push(data)
      return isDrained
    })
  })

  it('go when they are worth it, summed up', () => {
    assert.ok(send(frame(UPDATE, 1, WINDOW_UPDATE_FROM - 2)))
    send(frame(UPDATE, 3, 7))
    send(frame(UPDATE, 1, 1))
    assert.deepEqual(sent, [])
    isDrained = false
    assert.equal(send(frame(UPDATE, 1, 1)), false, 'what the connection says')
    assert.deepEqual(sent, [frame(UPDATE, 1, WINDOW_UPDATE_FROM)])
    send(frame(UPDATE, 1, 5))
    assert.equal(sent.length, 1)
  })

  it('pass on everything else as it is', () => {
    const all = [
      frame(UPDATE, 1, 9, SYN),
      frame(DATA, 1, 0, SYN),
      frame(PING, 0, 9),
      // a frame with data comes as a list of its parts
      { byteLength: 15 } as unknown as Frame,
      frame(UPDATE, 1, 512 * 1_024)
    ]
    for (const each of all) send(each)
    assert.deepEqual(sent, all)
  })

  it('are not kept of streams without end', () => {
    for (let stream = 1; stream <= MAX_HELD_UPDATES + 1; stream += 1) send(frame(UPDATE, stream, stream))
    assert.deepEqual(sent, [frame(UPDATE, 1, 1)])
  })

  it('never keep so much that a sender would have to wait', () => {
    const update = fc.record({
      stream: fc.integer({ min: 1, max: 300 }),
      bytes: fc.integer({ min: 1, max: 100_000 })
    })
    fc.assert(
      fc.property(fc.array(update, { maxLength: 600 }), updates => {
        sent = []
        send = mergeWindowUpdates(data => {
          sent.push(data)
          return true
        })
        const owed = new Map<number, number>()
        const add = (stream: number, bytes: number): void => {
          owed.set(stream, (owed.get(stream) ?? 0) + bytes)
        }
        for (const { stream, bytes } of updates) {
          send(frame(UPDATE, stream, bytes))
          add(stream, bytes)
          for (const out of sent.splice(0)) {
            const header = new DataView((out as Uint8Array).buffer)
            add(header.getUint32(4), -header.getUint32(8))
          }
          for (const left of owed.values()) assert.ok(left >= 0 && left < WINDOW_UPDATE_FROM)
        }
        assert.ok([...owed.values()].filter(left => left > 0).length <= MAX_HELD_UPDATES)
      })
    )
  })
})
