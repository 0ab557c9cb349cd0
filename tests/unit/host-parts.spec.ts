import assert from 'node:assert/strict'
import { multiaddrConnectionPair } from '@libp2p/utils'
import { MUXER } from '../../src/node/host/parts.ts'
import type { MultiaddrConnection, StreamMuxer } from '@libp2p/interface'

describe('the muxer of a connection', () => {
  /** A connection that takes nothing any more, of which nobody has been told yet. */
  function broken(): { readonly connection: MultiaddrConnection; readonly muxer: StreamMuxer } {
    const [connection] = multiaddrConnectionPair()
    const muxer = MUXER({} as never).createStreamMuxer(connection)
    Object.assign(connection, { writeStatus: 'closed' })
    assert.throws(() => connection.send(Uint8Array.of(1)), { name: 'StreamStateError' })
    return { connection, muxer }
  }

  it('can be aborted when the connection has closed', () => {
    const { muxer } = broken()
    muxer.abort(new Error('over'))
    assert.equal(muxer.status, 'closed')
  })

  it('opens a stream on it without an error that nobody can catch, and the stream ends with it', async () => {
    const { connection, muxer } = broken()
    const stream = await muxer.createStream()
    // the first frame goes out in a microtask
    await Promise.resolve()
    const ended = new Promise(resolve => stream.addEventListener('close', resolve, { once: true }))
    connection.abort(new Error('gone'))
    await ended
  })
})
