import { equalBytes } from '@noble/ciphers/utils.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { MAX_ITEMS, MAX_MAILBOX_FRAME } from '../../wire/index.ts'
import { ITEM_OVERHEAD, PAGE_OVERHEAD } from '../constants.ts'
import { renewed } from './register.ts'
import { putHead } from './records.ts'
import { isRegistered, refusal } from './state.ts'
import type { Fetch, Item } from '../../wire/index.ts'
import type { Effect, Mailbox, PagePlan, Step, StepContext } from './state.ts'

/**
 * The next items after a position, acknowledged ones included, as many as fit in a frame.
 * Renews the registration.
 */
export function fetchItems(mailbox: Mailbox | undefined, fetch: Fetch, context: StepContext): Step {
  if (!isRegistered(mailbox, context.now)) return refusal(mailbox, 'refused')
  const after = { ...mailbox, lapses: renewed(mailbox.lapses, context) }
  const effects: Effect[] = []
  if (after.lapses !== mailbox.lapses) effects.push({ kind: 'persist', op: putHead(after) })
  const position = equalBytes(fetch.incarnation, mailbox.incarnation) ? fetch.after : 0
  effects.push({ kind: 'page', page: planPage(mailbox, position) })
  return { mailbox: after, effects }
}

function planPage(mailbox: Mailbox, position: number): PagePlan {
  const items: Array<{ sequence: number; tokenHash: string }> = []
  const { incarnation } = mailbox
  let left = MAX_MAILBOX_FRAME - PAGE_OVERHEAD
  for (const { sequence, tokenHash, size } of mailbox.items.values()) {
    if (sequence <= position) continue
    left -= size + ITEM_OVERHEAD
    if (left < 0 || items.length === MAX_ITEMS) return { incarnation, items, more: true }
    items.push({ sequence, tokenHash })
  }
  return { incarnation, items, more: false }
}

/** One item of a page with its bytes. */
export function itemOf(planned: PagePlan['items'][number], encryptedMessage: Uint8Array): Item {
  return { sequence: planned.sequence, tokenHash: hexToBytes(planned.tokenHash), encryptedMessage }
}
