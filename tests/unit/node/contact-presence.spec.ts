import assert from 'node:assert/strict'
import { ContactPresence } from '../../../src/node/contact-presence.ts'
import type { ContactPresenceOptions } from '../../../src/node/contact-presence.ts'
import { keptLog } from '../../support/mailboxes.ts'

describe('node: the presence of contacts', () => {
  let isNews: boolean
  let done: string[]
  let contacts: ContactPresence

  beforeEach(() => {
    isNews = true
    done = []
    contacts = new ContactPresence({
      clock: () => 0,
      logger: keptLog().logger,
      shortLived: true,
      presence: { devices: () => [] },
      directory: {},
      reach: {
        left: () => done.push('left'),
        news: () => {
          done.push('news')
          return isNews
        }
      },
      messenger: () => ({
        peer: (userId: string) => ({ consent: userId === 'bob' ? 'accepted' : 'pending' }),
        returned: async () => {
          done.push('returned')
        }
      }),
      onPresence: ({ status }: { status: string }) => done.push(status)
    } as unknown as ContactPresenceOptions)
  })

  afterEach(async () => {
    await contacts.stop()
  })

  it('has who comes looked for, and wakes what waits for them', () => {
    contacts.changed({ userId: 'bob', status: 'reachable', via: null })
    assert.deepEqual(done, ['reachable', 'news', 'returned'])
  })

  it('wakes nothing for who comes and goes too often', () => {
    isNews = false
    contacts.changed({ userId: 'bob', status: 'reachable', via: null })
    assert.deepEqual(done, ['reachable', 'news'])
  })

  it('does nothing for who goes, or is no contact', () => {
    contacts.changed({ userId: 'bob', status: 'offline', via: null })
    contacts.changed({ userId: 'carol', status: 'reachable', via: null })
    assert.deepEqual(done, ['offline', 'left', 'reachable'])
  })
})
