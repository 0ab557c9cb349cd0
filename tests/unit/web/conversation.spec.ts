import assert from 'node:assert/strict'
import { effect } from '@preact/signals'
import type { MessageLine } from '../../../src/node/api.ts'
import { createConversation } from '../../../src/ui-web/state/conversation.ts'
import type { Conversation } from '../../../src/ui-web/state/conversation.ts'
import { createFakeNode } from '../../support/web/fake-node.ts'
import type { FakeNode } from '../../support/web/fake-node.ts'

const BOB = 'bob'

function incoming(id: string, at: number): MessageLine {
  return { id, from: BOB, to: 'alice', kind: 'text', text: id, at, state: 'received', stored: null }
}

describe('a conversation of the page', () => {
  let node: FakeNode
  let conversation: Conversation
  let errors: unknown[]

  beforeEach(() => {
    errors = []
    node = createFakeNode({ userId: 'alice', name: 'Alice', now: () => 1_000 })
    conversation = createConversation({
      node,
      userId: BOB,
      onError: error => errors.push(error),
      now: () => 1_000
    })
  })

  function have(...lines: MessageLine[]): void {
    node.world.messages.set(BOB, lines)
  }

  it('shows what is on disk, and then what comes, each once', async () => {
    have(incoming('a', 1), incoming('b', 2))
    await conversation.refresh()
    conversation.onMessage(incoming('c', 3))
    conversation.onMessage(incoming('c', 3))
    conversation.onMessage(incoming('b', 2))
    assert.deepEqual(conversation.ids.value, ['a', 'b', 'c'])
  })

  it('shows a sent message with what the node says of it, and follows its receipts', async () => {
    await conversation.refresh()
    await conversation.send('hello')
    const [id = ''] = conversation.ids.value
    assert.equal(conversation.line(id).value.state, 'queued')
    assert.ok(conversation.onReceipt({ id, state: 'stored', stored: '2/3' }))
    assert.equal(conversation.line(id).value.stored, '2/3')
    assert.ok(conversation.onReceipt({ id, state: 'delivered', stored: '3/3' }))
    assert.equal(conversation.line(id).value.state, 'delivered')
  })

  it('draws one line again after a receipt, and not the list', async () => {
    await conversation.refresh()
    await conversation.send('one')
    await conversation.send('two')
    const [first = '', second = ''] = conversation.ids.value
    const drawn = { list: 0, first: 0, second: 0 }
    const stops = [
      effect(() => void (conversation.ids.value, drawn.list++)),
      effect(() => void (conversation.line(first).value, drawn.first++)),
      effect(() => void (conversation.line(second).value, drawn.second++))
    ]
    conversation.onReceipt({ id: second, state: 'delivered', stored: '3/3' })
    assert.deepEqual(drawn, { list: 1, first: 1, second: 2 })
    for (const stop of stops) stop()
  })

  it('puts nothing in the list that is not on disk', async () => {
    await conversation.refresh()
    await assert.rejects(conversation.send('changed keys'), { name: 'TrustError' })
    assert.deepEqual(conversation.ids.value, [])
  })

  it('asks the node where a late message belongs', async () => {
    have(incoming('a', 1), incoming('c', 3))
    await conversation.refresh()
    have(incoming('a', 1), incoming('b', 2), incoming('c', 3))
    conversation.onMessage(incoming('b', 2))
    await conversation.refresh()
    assert.deepEqual(conversation.ids.value, ['a', 'b', 'c'])
  })

  it('says why a message failed, and forgets the note of an earlier state', async () => {
    const line: MessageLine = { ...incoming('x', 1), from: 'alice', state: 'queued', note: 'nobody there' }
    have(line)
    await conversation.refresh()
    conversation.onReceipt({ id: 'x', state: 'stored', stored: '1/3' })
    assert.equal(conversation.line('x').value.note, undefined)
    have({ ...line, state: 'failed', note: 'too old' })
    conversation.onReceipt({ id: 'x', state: 'failed', stored: '0/3' })
    await conversation.refresh()
    assert.equal(conversation.line('x').value.note, 'too old')
  })

  it('reads the past in steps, up to its beginning', async () => {
    have(...Array.from({ length: 450 }, (_, index) => incoming(`m${index}`, index)))
    await conversation.refresh()
    assert.equal(conversation.ids.value.length, 200)
    assert.ok(conversation.hasEarlier.value)
    await conversation.readEarlier()
    await conversation.readEarlier()
    assert.equal(conversation.ids.value.length, 450)
    assert.equal(conversation.ids.value[0], 'm0')
    assert.ok(!conversation.hasEarlier.value)
  })

  it('keeps what it has when a read fails', async () => {
    have(incoming('a', 1))
    await conversation.refresh()
    node.messages = async () => {
      throw new Error('gone')
    }
    await conversation.refresh()
    assert.deepEqual(conversation.ids.value, ['a'])
    assert.equal(errors.length, 1)
  })
})
