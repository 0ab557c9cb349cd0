/** The conversations that are in memory, what is unread in the others, and who gets which event. */
import { signal } from '@preact/signals'
import type { ReadonlySignal } from '@preact/signals'
import type { MessageLine, NodeEventDetails } from '../../node/api.ts'
import { createConversation } from './conversation.ts'
import type { Conversation, ConversationOptions } from './conversation.ts'

type Receipt = NodeEventDetails['receipt']

/** Conversations by userId. */
export interface Conversations {
  readonly open: ReadonlySignal<Conversation | undefined>
  /** Messages that came while nobody looked, by userId. */
  readonly unread: ReadonlySignal<ReadonlyMap<string, number>>
  /** Opens the conversation with somebody, or none. */
  show(userId: string | undefined): void
  /** Whether anybody looks at the page. */
  watch(isWatched: boolean): void
  refresh(): Promise<void>
  send(conversation: Conversation, text: string): Promise<void>
  onMessage(line: MessageLine): void
  onReceipt(receipt: Receipt): void
}

/** Conversations kept in memory; the one that was not opened for longest goes first. */
const MAX_KEPT = 8

export type ConversationsOptions = Omit<ConversationOptions, 'userId'>

export function createConversations(options: ConversationsOptions): Conversations {
  const kept = new Map<string, Conversation>()
  const open = signal<Conversation | undefined>(undefined)
  const unread = signal<ReadonlyMap<string, number>>(new Map())
  /** Receipts that came before the call that sends their message returned. */
  const early = new Map<string, Receipt>()
  let sending = 0
  let isWatched = true

  function keep(userId: string): Conversation {
    const conversation = kept.get(userId) ?? createConversation({ ...options, userId })
    kept.delete(userId)
    kept.set(userId, conversation)
    const [oldest] = kept.keys()
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return conversation
  }

  function count(userId: string, messages: number): void {
    const next = new Map(unread.value)
    if (messages === 0) next.delete(userId)
    else next.set(userId, messages)
    unread.value = next
  }

  function seen(): void {
    const userId = open.value?.userId
    if (isWatched && userId !== undefined && unread.value.has(userId)) count(userId, 0)
  }

  /** One that its conversation does not know is of another tab. */
  function settleEarly(): void {
    if (sending > 0) return
    for (const receipt of early.values()) {
      const conversation = kept.get(receipt.to)
      if (conversation?.onReceipt(receipt) === false) void conversation.refresh()
    }
    early.clear()
  }

  return {
    open,
    unread,
    show(userId) {
      open.value = userId === undefined ? undefined : keep(userId)
      seen()
      void open.value?.refresh()
    },
    watch(watched) {
      isWatched = watched
      seen()
    },
    async refresh() {
      await open.value?.refresh()
    },
    async send(conversation, text) {
      sending += 1
      try {
        await conversation.send(text)
      } finally {
        sending -= 1
        settleEarly()
      }
    },
    onMessage(line) {
      kept.get(line.from)?.onMessage(line)
      if (isWatched && open.value?.userId === line.from) return
      count(line.from, (unread.value.get(line.from) ?? 0) + 1)
    },
    onReceipt(receipt) {
      if (kept.get(receipt.to)?.onReceipt(receipt) !== false) return
      early.set(receipt.id, receipt)
      settleEarly()
    }
  }
}
