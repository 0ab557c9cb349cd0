import assert from 'node:assert/strict'
import { StorageError } from '../../../src/errors.ts'
import { Announcer } from '../../../src/node/announcer.ts'
import { named } from '../../support/identity.ts'
import { keptLog } from '../../support/mailboxes.ts'
import type { Whereabouts } from '../../../src/node/descriptor.ts'

describe('node: the announcer', () => {
  let said: string[]
  let place: number
  let full: boolean
  let announcer: Announcer
  let log: ReturnType<typeof keptLog>

  beforeEach(() => {
    said = []
    place = 1
    full = false
    log = keptLog()
    announcer = new Announcer({
      logger: log.logger,
      descriptor: {
        update: async ({ addresses }) => {
          await Promise.resolve()
          if (full) throw new StorageError('disk full')
          said.push(`signed ${String(addresses[0])}`)
        }
      },
      whereabouts: (): Whereabouts => ({
        addresses: [Uint8Array.of(place)],
        mailboxes: [],
        requestMailboxes: []
      }),
      tell: async () => {
        said.push('told')
      }
    })
  })

  afterEach(async () => {
    await announcer.stop()
  })

  it('signs once in its life for who needs a descriptor, and tells nobody of it', async () => {
    await Promise.all([announcer.upToDate(), announcer.upToDate()])
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1'])
  })

  it('tells contacts of moves, of several at once together', async () => {
    announcer.moved()
    place = 2
    announcer.moved()
    await Promise.all([announcer.upToDate(), announcer.upToDate()])
    assert.deepEqual(said, ['signed 2', 'told'])
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 2', 'told'])
  })

  it('tells contacts of other addresses, and not of the same ones again', async () => {
    announcer.movedTo(['/ip4/192.0.2.1/tcp/1', '/ip4/192.0.2.2/tcp/1'])
    await announcer.upToDate()
    announcer.movedTo(['/ip4/192.0.2.2/tcp/1', '/ip4/192.0.2.1/tcp/1'])
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1', 'told'])
    announcer.movedTo(['/ip4/192.0.2.2/tcp/1'])
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1', 'told', 'signed 1', 'told'])
  })

  it('tells also that it listens nowhere, when it starts and later', async () => {
    announcer.movedTo([])
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1', 'told'])
  })

  it('tells of a move by itself', async () => {
    const told = new Promise<void>(resolve => {
      announcer = new Announcer({
        logger: log.logger,
        descriptor: { update: async () => undefined },
        whereabouts: () => ({ addresses: [], mailboxes: [], requestMailboxes: [] }),
        tell: async () => resolve()
      })
    })
    announcer.moved()
    await told
  })

  it('takes a move that comes while it signs into the next round', async () => {
    const first = announcer.upToDate()
    await Promise.resolve()
    await Promise.resolve()
    place = 2
    announcer.moved()
    await first
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1', 'signed 2', 'told'])
  })

  it('tells what it owes when it ends', async () => {
    announcer.moved()
    await announcer.stop()
    assert.deepEqual(said, ['signed 1', 'told'])
    await announcer.stop()
    assert.deepEqual(said, ['signed 1', 'told'])
  })

  it('says nothing that is not on the disk, and makes good for it', async () => {
    announcer.moved()
    full = true
    await assert.rejects(announcer.upToDate(), named('StorageError'))
    assert.deepEqual(said, [])
    full = false
    await announcer.upToDate()
    assert.deepEqual(said, ['signed 1', 'told'])
  })
})
