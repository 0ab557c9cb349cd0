import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { TypedEventEmitter } from 'main-event'
import { identifyAll } from '../../src/node/host/identifying.ts'
import type { Identify } from '@libp2p/identify'
import type { Connection, Libp2p, Libp2pEvents } from '@libp2p/interface'

describe('asking who is there', () => {
  class FakeConnection extends EventTarget {
    status = 'open'
    end(): void {
      this.status = 'closed'
      this.dispatchEvent(new Event('close'))
    }
  }

  function asking(): { open(): FakeConnection; asked: unknown[]; first: Promise<void> } {
    const events = new TypedEventEmitter<Libp2pEvents>()
    const asked: unknown[] = []
    const first = Promise.withResolvers<void>()
    const identify = async (connection: Connection): Promise<never> => {
      asked.push(connection)
      first.resolve()
      return undefined as never
    }
    identifyAll(events as unknown as Libp2p, { identify } as unknown as Identify)
    const open = (): FakeConnection => {
      const connection = new FakeConnection()
      const detail = connection as unknown as Connection
      events.safeDispatchEvent('connection:open', { detail })
      return connection
    }
    return { open, asked, first: first.promise }
  }

  it('lets what the connection was made for go first', async () => {
    const { open, asked, first } = asking()
    const connection = open()
    await turn()
    assert.deepEqual(asked, [])
    await first
    assert.deepEqual(asked, [connection])
  })

  it('is left when the connection has ended by then', async () => {
    const { open, asked, first } = asking()
    open().end()
    const other = open()
    await first
    assert.deepEqual(asked, [other])
  })
})
