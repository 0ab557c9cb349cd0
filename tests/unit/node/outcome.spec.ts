import assert from 'node:assert/strict'
import { sendAndWait } from '../../../src/node/outcome.ts'
import type { Messenger } from '../../../src/messaging/index.ts'
import { microtasks } from '../../support/microtasks.ts'

/** A messenger with one message on its way, of which so many of three copies are held. */
function messengerWith(held: number): Messenger {
  const entry = { id: 'id', state: held > 0 ? 'stored' : 'queued', held, wanted: 3 }
  return {
    events: new EventTarget(),
    submit: async () => 'id',
    peer: () => ({ outbox: new Map([['id', { entry }]]) })
  } as unknown as Messenger
}

async function stored(held: number, distrusted: number, deadline: AbortSignal): Promise<string> {
  const options = { wait: 'stored', deadline, route: () => 'none', distrusted: () => distrusted } as const
  return (await sendAndWait(messengerWith(held), 'bob', 'hi', options)).stored
}

describe('node: waiting until a message is stored', () => {
  const never = new AbortController().signal
  const over = AbortSignal.abort()

  it('is over when all mailboxes hold it, but for those that sign nothing that holds', async () => {
    assert.equal(await stored(3, 0, never), '3/3')
    assert.equal(await stored(1, 2, never), '1/3')
  })

  it('goes on while one that may hold it has not, or nobody does', async () => {
    for (const [held, distrusted] of [
      [2, 0],
      [1, 1],
      [0, 3]
    ] as const) {
      const waiting = new AbortController()
      let done = false
      const result = stored(held, distrusted, waiting.signal).finally(() => {
        done = true
      })
      await microtasks()
      assert.ok(!done, `${held} hold it, ${distrusted} are distrusted`)
      waiting.abort()
      await result
    }
    assert.equal(await stored(1, 0, over), '1/3')
  })
})
