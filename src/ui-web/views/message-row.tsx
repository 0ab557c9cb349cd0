/**
 * One message. What a peer wrote is a text node in a box of its own direction: it cannot
 * draw, link or turn anything outside of it.
 */
import type { ReadonlySignal } from '@preact/signals'
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { memo } from 'preact/compat'
import type { MessageLine } from '../../node/api.ts'
import { stateMeaning, stateWords } from '../words/message-state.ts'
import { clock, day, dayAndClock, isSameDay, machineTime } from '../words/times.ts'

/** Longer texts are folded: nobody has to scroll past 16 KiB of newlines. */
const FOLD_CHARACTERS = 1_200
const FOLD_LINES = 20

export interface MessageRowProps {
  readonly line: ReadonlySignal<MessageLine>
  readonly before: ReadonlySignal<MessageLine> | undefined
}

function Row({ line, before }: MessageRowProps): VNode {
  const { from, text, at, state, stored, note } = line.value
  const last = before?.value
  const isOwn = state !== 'received'
  const isNewDay = last === undefined || !isSameDay(last.at, at)
  const isSameSender = last !== undefined && !isNewDay && last.from === from
  const kind = [isOwn ? 'own' : 'theirs', isSameSender ? 'follows' : ''].join(' ')
  return (
    <>
      {isNewDay && <p class="day">{day(at)}</p>}
      <article class={`message ${kind}`}>
        <span class="unseen">{isOwn ? 'You' : 'They'}: </span>
        <Text text={text} />
        <p class="meta">
          <time dateTime={machineTime(at)} title={dayAndClock(at)}>
            {clock(at)}
          </time>
          {isOwn && (
            <span class={`state ${state}`} title={stateMeaning(state)}>
              {stateWords({ state, stored })}
            </span>
          )}
          {note !== undefined && <bdi class="why">{note}</bdi>}
        </p>
      </article>
    </>
  )
}

/** Drawn again only when its own message changes, whatever happens to the list around it. */
export const MessageRow: (props: MessageRowProps & { readonly key: string }) => VNode = memo(Row)

function Text({ text }: { readonly text: string }): VNode {
  const isWhole = useSignal(false)
  const folded = fold(text)
  const isLong = folded !== text
  return (
    <>
      <p class="text" dir="auto">
        {isWhole.value ? text : folded}
        {isLong && !isWhole.value && '…'}
      </p>
      {isLong && (
        <button
          type="button"
          class="quiet"
          aria-expanded={isWhole.value}
          onClick={() => {
            isWhole.value = !isWhole.value
          }}
        >
          {isWhole.value ? 'Show less' : 'Show all of it'}
        </button>
      )}
    </>
  )
}

function fold(text: string): string {
  if (text.length <= FOLD_CHARACTERS && text.split('\n', FOLD_LINES + 1).length <= FOLD_LINES) return text
  const cut = text.split('\n', FOLD_LINES).join('\n')
  return cut.slice(0, FOLD_CHARACTERS).replace(/\p{Surrogate}$/u, '')
}
