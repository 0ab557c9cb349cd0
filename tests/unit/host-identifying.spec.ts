import assert from 'node:assert/strict'
import { TypedEventEmitter } from 'main-event'
import { IDENTIFY_DELAY } from '../../src/node/host/constants.ts'
import { identifyAll } from '../../src/node/host/identifying.ts'
import { ManualTime } from '../support/manual-time.ts'
import { microtasks } from '../support/microtasks.ts'
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

  let time: ManualTime
  let asked: unknown[]
  let open: () => FakeConnection

  beforeEach(() => {
    time = new ManualTime(0)
    asked = []
    const events = new TypedEventEmitter<Libp2pEvents>()
    const identify = async (connection: Connection): Promise<never> => {
      asked.push(connection)
      return undefined as never
    }
    identifyAll(events as unknown as Libp2p, { identify } as unknown as Identify, time.schedule)
    open = () => {
      const connection = new FakeConnection()
      events.safeDispatchEvent('connection:open', { detail: connection as unknown as Connection })
      return connection
    }
  })
  afterEach(() => assert.equal(time.timers, 0, 'timers left'))

  async function pass(ms: number): Promise<void> {
    time.advance(ms)
    await microtasks()
  }

  it('lets what the connection was made for go first', async () => {
    const connection = open()
    await pass(IDENTIFY_DELAY - 1)
    assert.deepEqual(asked, [])
    await pass(1)
    assert.deepEqual(asked, [connection])
  })

  it('is left when the connection has ended by then', async () => {
    open().end()
    const other = open()
    await pass(IDENTIFY_DELAY)
    assert.deepEqual(asked, [other])
  })
})
