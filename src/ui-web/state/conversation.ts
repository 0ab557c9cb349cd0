/**
 * One conversation. Every message has a signal of its own, so that a receipt draws one line
 * again and not two thousand.
 */
import { batch, signal } from '@preact/signals'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { MessageLine, NodeEventDetails } from '../../node/api.ts'
import type { PageNode } from '../page-node.ts'
import { createRefresh } from './refresh.ts'

type Receipt = Omit<NodeEventDetails['receipt'], 'to'>

/** The messages with one contact, oldest first. */
export interface Conversation {
  readonly userId: string
  readonly ids: ReadonlySignal<readonly string[]>
  /** Messages of theirs that have not arrived. */
  readonly missing: ReadonlySignal<number>
  readonly isLoaded: ReadonlySignal<boolean>
  /** Whether there are earlier messages than the ones here. */
  readonly hasEarlier: ReadonlySignal<boolean>
  /** The message of one of `ids`. */
  line(id: string): ReadonlySignal<MessageLine>
  refresh(): Promise<void>
  /** Reads a further part of the past. */
  readEarlier(): Promise<void>
  /** Puts a text on disk and in the list. Rejects if it is not on disk. */
  send(text: string): Promise<void>
  onMessage(line: MessageLine): void
  /** Returns whether it is about a message of this conversation. */
  onReceipt(receipt: Receipt): boolean
}

/** Messages read at first, and with every further step into the past. */
const STEP = 200

export interface ConversationOptions {
  readonly node: Pick<PageNode, 'userId' | 'messages' | 'missing' | 'send'>
  readonly userId: string
  onError(error: unknown): void
  now(): number
}

export function createConversation({ node, userId, onError, now }: ConversationOptions): Conversation {
  const lines = new Map<string, Signal<MessageLine>>()
  const ids = signal<readonly string[]>([])
  const missing = signal(0)
  const isLoaded = signal(false)
  const hasEarlier = signal(false)
  let limit = STEP

  const reading = createRefresh(async () => {
    const [read, gaps] = await Promise.all([node.messages(userId, { limit }), node.missing(userId)])
    batch(() => {
      const present = new Set(read.map(({ id }) => id))
      for (const id of lines.keys()) if (!present.has(id)) lines.delete(id)
      read.forEach(put)
      const next = read.map(({ id }) => id)
      if (!isEqual(ids.value, next)) ids.value = next
      missing.value = gaps
      hasEarlier.value = read.length >= limit
      isLoaded.value = true
    })
  }, onError)

  function put(line: MessageLine): void {
    const known = lines.get(line.id)
    if (known === undefined) lines.set(line.id, signal(line))
    else if (!isSame(known.value, line)) known.value = line
  }

  function append(line: MessageLine): void {
    if (lines.has(line.id)) return
    put(line)
    limit += 1
    ids.value = [...ids.value, line.id]
  }

  return {
    userId,
    ids,
    missing,
    isLoaded,
    hasEarlier,
    line(id) {
      const line = lines.get(id)
      if (line === undefined) throw new Error('A message that is not in this conversation')
      return line
    },
    refresh: () => reading.run(),
    async readEarlier() {
      limit += STEP
      await reading.run()
    },
    async send(text) {
      const { id, state, stored } = await node.send(userId, text, { wait: 'queued' })
      append({ id, from: node.userId, to: userId, kind: 'text', text, at: now(), state, stored })
      if (reading.isRunning) void reading.run()
    },
    onMessage(line) {
      const last = lines.get(ids.value.at(-1) ?? '')?.value
      // A late one may belong further up, and only the node knows where.
      const isLate = missing.value > 0 || (last !== undefined && line.at < last.at)
      if (!isLate) append(line)
      if (isLate || reading.isRunning) void reading.run()
    },
    onReceipt({ id, state, stored }) {
      const line = lines.get(id)
      if (line === undefined) return false
      // The note belonged to the earlier state.
      const { note: _, ...rest } = line.value
      line.value = { ...rest, state, stored }
      // Why it failed is in the node's line only.
      if (state === 'failed' || reading.isRunning) void reading.run()
      return true
    }
  }
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

function isSame(a: MessageLine, b: MessageLine): boolean {
  return (
    a.state === b.state && a.stored === b.stored && a.note === b.note && a.at === b.at && a.text === b.text
  )
}
