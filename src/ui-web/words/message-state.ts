/** Where a message stands, in the words of the command. */
import type { MessageLine } from '../../node/api.ts'

/** `queued`, `stored 2/3`, `delivered`, `failed`; nothing for a message that came in. */
export function stateWords({ state, stored }: Pick<MessageLine, 'state' | 'stored'>): string {
  switch (state) {
    case 'received':
      return ''
    case 'stored':
      return stored === null ? 'stored' : `stored ${stored}`
    case 'queued':
    case 'delivered':
    case 'failed':
      return state
    default:
      return state satisfies never
  }
}

/** What that means, for who asks. */
export function stateMeaning(state: MessageLine['state']): string {
  switch (state) {
    case 'received':
      return 'Kept in this browser.'
    case 'queued':
      return 'Kept in this browser and tried again until it is there.'
    case 'stored':
      return 'That many mailboxes have signed for it.'
    case 'delivered':
      return 'The other side has it on its disk and said so.'
    case 'failed':
      return 'It is not tried any more.'
    default:
      return state satisfies never
  }
}
