import assert from 'node:assert/strict'
import type { MessageLine } from '../../../src/node/api.ts'
import { createConversations } from '../../../src/ui-web/state/conversations.ts'
import type { Conversations } from '../../../src/ui-web/state/conversations.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'

function from(userId: string, id: string): MessageLine {
  return { id, from: userId, to: 'alice', kind: 'text', text: id, at: 1, state: 'received', stored: null }
}

describe('the conversations of the page', () => {
  let node: FakeNode
  let conversations: Conversations

  beforeEach(() => {
    node = createFakeNode({ userId: 'alice', name: 'Alice' })
    conversations = createConversations({ node, onError: assert.ifError, now: () => 1 })
  })

  function ids(): readonly string[] {
    return conversations.open.value?.ids.value ?? []
  }
  function reads(): number {
    return node.calls.get('messages') ?? 0
  }
  async function open(userId: string): Promise<void> {
    conversations.show(userId)
    await conversations.refresh()
  }

  it('shows what another tab has sent as soon as it moves', async () => {
    await open('bob')
    const { id } = await node.send('bob', 'from the other tab')
    conversations.onReceipt({ id, to: 'bob', state: 'stored', stored: '1/3' })
    await conversations.refresh()
    assert.deepEqual(ids(), [id])
  })

  it('reads nothing again because of somebody whose conversation is not in memory', async () => {
    await open('bob')
    const before = reads()
    conversations.onReceipt({ id: 'elsewhere', to: 'carol', state: 'stored', stored: '1/3' })
    assert.equal(reads(), before)
  })

  it('keeps a receipt that comes before the call that sends returns', async () => {
    await open('bob')
    const conversation = conversations.open.value
    assert.ok(conversation)
    const { send } = node
    node.send = async (...parameters) => {
      const line = await send(...parameters)
      conversations.onReceipt({ id: line.id, to: 'bob', state: 'delivered', stored: '3/3' })
      return line
    }
    const before = reads()
    await conversations.send(conversation, 'quick')
    const [id = ''] = ids()
    assert.equal(conversation.line(id).value.state, 'delivered')
    assert.equal(reads(), before)
  })

  it('counts what nobody has seen, until it is seen', async () => {
    await open('bob')
    conversations.onMessage(from('bob', 'seen at once'))
    conversations.onMessage(from('carol', 'a'))
    conversations.onMessage(from('carol', 'b'))
    assert.deepEqual([...conversations.unread.value], [['carol', 2]])
    conversations.watch(false)
    conversations.onMessage(from('bob', 'while away'))
    assert.equal(conversations.unread.value.get('bob'), 1)
    conversations.watch(true)
    assert.deepEqual([...conversations.unread.value], [['carol', 2]])
    conversations.show('carol')
    assert.equal(conversations.unread.value.size, 0)
  })

  it('keeps a bounded number of conversations in memory', async () => {
    for (let peer = 0; peer < 20; peer++) await open(`peer-${peer}`)
    const first = conversations.open.value
    await open('peer-0')
    assert.notEqual(conversations.open.value, first)
    // Events of those that were let go do no harm.
    conversations.onMessage(from('peer-3', 'late'))
    assert.equal(conversations.unread.value.get('peer-3'), 1)
  })
})
