/**
 * The messages, the newest at the bottom. The scrolling box is laid out from its end
 * (`column-reverse`), so that it stays at the newest by itself and does not jump when earlier
 * ones are put on top; rows out of sight are not drawn (`content-visibility`).
 */
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Conversation } from '../state/conversation.ts'
import { who } from '../words/people.ts'
import { Down } from './icons.tsx'
import { MessageRow } from './message-row.tsx'

/** So far from the end one still reads the newest (px). */
const NEAR_END = 80
/** So far from the top earlier messages are read (px). */
const NEAR_TOP = 800

export interface MessageListProps {
  readonly conversation: Conversation
  readonly name: string | null
  /** They have not said yes yet. */
  readonly isRequested: boolean
}

export function MessageList({ conversation, name, isRequested }: MessageListProps): VNode {
  const { ids, missing, isLoaded, hasEarlier } = conversation
  const box = useRef<HTMLDivElement>(null)
  const isAway = useSignal(false)
  const isReading = useSignal(false)
  const shown = ids.value

  async function readEarlier(): Promise<void> {
    if (isReading.value || !hasEarlier.value) return
    isReading.value = true
    await conversation.readEarlier()
    isReading.value = false
  }

  function onScroll(): void {
    const element = box.current
    if (element === null) return
    // Counted from the end, so never positive.
    isAway.value = -element.scrollTop > NEAR_END
    const above = element.scrollHeight - element.clientHeight + element.scrollTop
    if (above < NEAR_TOP) void readEarlier()
  }

  function toEnd(): void {
    box.current?.scrollTo({ top: 0 })
    box.current?.focus()
  }

  const lastId = shown.at(-1)
  useEffect(() => {
    // Who has just sent something wants to see it.
    if (lastId !== undefined && conversation.line(lastId).value.state !== 'received')
      box.current?.scrollTo({ top: 0 })
  }, [lastId, conversation])

  return (
    <div class="messages">
      <div
        class="scroll from-end"
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        role="group"
        aria-label="Messages"
      >
        <div>
          {hasEarlier.value && (
            <p class="earlier">
              <button type="button" class="quiet" onClick={() => void readEarlier()}>
                Earlier messages
              </button>
            </p>
          )}
          <div
            role="log"
            aria-live="polite"
            aria-relevant="additions"
            aria-busy={isReading.value || !isLoaded.value}
          >
            {shown.map((id, index) => (
              <MessageRow
                key={id}
                line={conversation.line(id)}
                before={lineBefore(conversation, shown, index)}
              />
            ))}
          </div>
          {isLoaded.value && shown.length === 0 && !isRequested && (
            <p class="empty">No messages yet. The first one is yours to write.</p>
          )}
          {missing.value > 0 && <Gap missing={missing.value} name={who(conversation.userId, name)} />}
        </div>
      </div>
      {isAway.value && (
        <button type="button" class="to-end" aria-label="To the newest message" onClick={toEnd}>
          <Down />
        </button>
      )}
    </div>
  )
}

function lineBefore(
  conversation: Conversation,
  ids: readonly string[],
  index: number
): ReturnType<Conversation['line']> | undefined {
  const id = ids[index - 1]
  return id === undefined ? undefined : conversation.line(id)
}

function Gap({ missing, name }: { readonly missing: number; readonly name: string }): VNode {
  return (
    <p class="gap" role="status">
      {missing === 1 ? '1 message' : `${missing} messages`} of <bdi>{name}</bdi>{' '}
      {missing === 1 ? 'is missing here; it' : 'are missing here; they'} may still be on the way.
    </p>
  )
}
