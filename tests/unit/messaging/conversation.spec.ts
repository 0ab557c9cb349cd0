import assert from 'node:assert/strict'
import {
  compareMessages,
  emptyConversation,
  missing,
  nextNumbers,
  withOwn,
  withReceived
} from '../../../src/messaging/core/conversation.ts'
import { MAX_HEADS } from '../../../src/wire/index.ts'
import type { Conversation } from '../../../src/messaging/core/conversation.ts'
import type { StoredMessage } from '../../../src/wire/index.ts'

const device = new Uint8Array(32).fill(1)
const hash = (number: number): Uint8Array => new Uint8Array(32).fill(number)

function message(changes: Partial<StoredMessage>): StoredMessage {
  return {
    writerId: new Uint8Array(8),
    counter: 1,
    lamport: 1,
    heads: [],
    created: 0,
    expires: 0,
    body: { kind: 'text', text: { text: 'x' } },
    ...changes
  }
}

/** The conversation after messages with these counters, and which of them were in conflict. */
function received(...counters: number[]): { conversation: Conversation; conflicts: number[] } {
  const conflicts: number[] = []
  let conversation = emptyConversation()
  for (const counter of counters) {
    const step = withReceived(conversation, device, message({ counter }), hash(counter))
    conversation = step.conversation
    if (step.conflict) conflicts.push(counter)
  }
  return { conversation, conflicts }
}

describe('messaging: numbers of a conversation', () => {
  it('count our messages from 1, above everything seen', () => {
    let conversation = emptyConversation()
    assert.deepEqual(nextNumbers(conversation), { counter: 1, lamport: 1, heads: [] })
    conversation = withOwn(conversation, message({ counter: 1, lamport: 1 }), hash(1))
    assert.deepEqual(nextNumbers(conversation), { counter: 2, lamport: 2, heads: [hash(1)] })
    conversation = withReceived(conversation, device, message({ lamport: 9 }), hash(2)).conversation
    assert.equal(nextNumbers(conversation).lamport, 10)
    assert.equal(nextNumbers(conversation).counter, 2)
  })

  it('stay numbers when the other side claims the last one', () => {
    const last = message({ lamport: Number.MAX_SAFE_INTEGER })
    const { conversation } = withReceived(emptyConversation(), device, last, hash(1))
    assert.equal(nextNumbers(conversation).lamport, Number.MAX_SAFE_INTEGER)
  })

  it('have as heads what nothing refers to yet, the newest ones', () => {
    let { conversation } = received(1, 2)
    assert.deepEqual(conversation.heads, [hash(1), hash(2)])
    const referring = message({ counter: 3, heads: [hash(1)] })
    conversation = withReceived(conversation, device, referring, hash(3)).conversation
    assert.deepEqual(conversation.heads, [hash(2), hash(3)])
    conversation = received(...Array.from({ length: MAX_HEADS + 2 }, (_, at) => at + 1)).conversation
    assert.equal(conversation.heads.length, MAX_HEADS)
    assert.deepEqual(conversation.heads.at(-1), hash(MAX_HEADS + 2))
  })

  it('tell what is missing, until it comes', () => {
    assert.equal(missing(received(1, 2, 3).conversation), 0)
    assert.equal(missing(received(1, 5, 3).conversation), 2)
    assert.equal(missing(received(1, 5, 3, 4, 2).conversation), 0)
    assert.equal(missing(received(3).conversation), 2)
  })

  it('tell of two contents at one position', () => {
    assert.deepEqual(received(1, 2, 2).conflicts, [2])
    assert.deepEqual(received(1, 5, 5, 1).conflicts, [5, 1])
    assert.deepEqual(received(2, 1, 3).conflicts, [])
  })

  it('order messages the same way from either side', () => {
    const base = { lamport: 2, author: hash(2), device: hash(2), writerId: hash(2), counter: 2 }
    for (const key of ['lamport', 'author', 'device', 'writerId', 'counter'] as const) {
      const earlier = { ...base, [key]: typeof base[key] === 'number' ? 1 : hash(1) }
      assert.ok(compareMessages(earlier, base) < 0, key)
      assert.ok(compareMessages(base, earlier) > 0, key)
    }
    assert.equal(compareMessages(base, { ...base }), 0)
    const later = { ...base, lamport: 3, author: hash(1) }
    assert.ok(compareMessages(base, later) < 0, 'lamport before account')
  })
})
