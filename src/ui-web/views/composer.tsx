/** Where a message is written. */
import { useSignal } from '@preact/signals'
import type { TargetedKeyboardEvent, TargetedSubmitEvent, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Conversation } from '../state/conversation.ts'
import { MAX_TEXT } from '../../wire/index.ts'
import { explain } from '../words/errors.ts'
import { Send } from './icons.tsx'
import { usePage, useProfile } from './page-context.ts'

/** So many bytes before the end of what a message may have, they are counted aloud. */
const NEARLY = 2 * 1024

export function Composer({ conversation }: { readonly conversation: Conversation }): VNode {
  const { visit } = usePage()
  const { conversations } = useProfile()
  const { userId } = conversation
  const text = useSignal(visit.drafts.get(userId) ?? '')
  const problem = useSignal<string | undefined>(undefined)
  const box = useRef<HTMLTextAreaElement>(null)
  const size = sizeOf(text.value)
  const isTooLong = size > MAX_TEXT
  const isNearlyFull = size > MAX_TEXT - NEARLY

  useLayoutEffect(() => {
    // On a phone the focus would bring the keyboard up over the messages.
    if (matchMedia('(min-width: 48rem) and (pointer: fine)').matches) box.current?.focus()
  }, [])

  function write(value: string): void {
    text.value = value
    if (value === '') visit.drafts.delete(userId)
    else visit.drafts.set(userId, value)
  }

  async function send(): Promise<void> {
    const sent = text.value
    if (sent.trim() === '' || isTooLong) return
    problem.value = undefined
    write('')
    try {
      await conversations.send(conversation, sent)
    } catch (error) {
      problem.value = `Not sent: ${explain(error).sentence}`
      // What was written meanwhile comes after it.
      write(text.value === '' ? sent : `${sent}\n${text.value}`)
    }
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, Enter chooses a character.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void send()
  }

  return (
    <form
      class="composer"
      onSubmit={(event: TargetedSubmitEvent<HTMLFormElement>) => {
        event.preventDefault()
        void send()
        box.current?.focus()
      }}
    >
      <div role="alert">
        {problem.value !== undefined && <p class="problem flat">{problem.value}</p>}
        {isTooLong && (
          <p class="problem flat">The text is longer than 16 KiB: shorten it, or send it in parts.</p>
        )}
      </div>
      <div class="writing">
        <label class="unseen" for="message">
          Message
        </label>
        <textarea
          id="message"
          ref={box}
          rows={1}
          dir="auto"
          placeholder="Message"
          aria-describedby="composer-hint"
          enterkeyhint="send"
          value={text.value}
          onInput={event => {
            write(event.currentTarget.value)
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          class="primary send"
          aria-label="Send"
          disabled={text.value.trim() === '' || isTooLong}
        >
          <Send />
        </button>
      </div>
      <p class={isNearlyFull ? 'hint count' : 'hint'} id="composer-hint">
        {isNearlyFull ? `${(size / 1024).toFixed(1)} of 16 KiB` : 'Enter sends, Shift+Enter: new line'}
      </p>
    </form>
  )
}

const encoder = new TextEncoder()

function sizeOf(text: string): number {
  return encoder.encode(text).length
}
