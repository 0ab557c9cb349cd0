/**
 * A coordinator's mailboxes as a pure state machine: a mailbox, a request and who makes it
 * go in, the mailbox as it is then and effects come out. The driver (`../custodian.ts`)
 * writes what is to be persisted in one batch, and only when it is on the disk answers,
 * keeps the new value and tells the owner.
 *
 * Register, fetch, acknowledge and stock act on the mailbox whose key the caller came with; the
 * Noise handshake proved that key.
 */
import { keyOfPeerId } from '../../identity/index.ts'
import { WireFormatError } from '../../errors.ts'
import { acknowledgeItems, storeItem } from './custody.ts'
import { fetchItems } from './fetch.ts'
import { getBundle, stockPrekeys } from './prekeys.ts'
import { registerMailbox } from './register.ts'
import type { CustodyRequest, Mailbox, Step, StepContext } from './state.ts'

/**
 * The mailbox that a request is about, or undefined if it names none that could exist.
 *
 * @param from - 32-byte key that the caller came with
 */
export function mailboxOf(from: Uint8Array, request: CustodyRequest): Uint8Array | undefined {
  switch (request.kind) {
    case 'store':
      return namedKey(request.store.forUserId)
    case 'getBundle':
      return request.getBundle.mailbox
    case 'register':
    case 'fetch':
    case 'acknowledge':
    case 'stock':
      return from
  }
}

/** Applies a request to the mailbox that `mailboxOf` named. */
export function handleRequest(
  mailbox: Mailbox | undefined,
  from: Uint8Array,
  request: CustodyRequest,
  context: StepContext
): Step {
  switch (request.kind) {
    case 'store':
      return storeItem(mailbox, request.store, context)
    case 'register':
      return registerMailbox(mailbox, from, request.register, context)
    case 'fetch':
      return fetchItems(mailbox, request.fetch, context)
    case 'acknowledge':
      return acknowledgeItems(mailbox, from, request.acknowledge, context)
    case 'getBundle':
      return getBundle(mailbox, request.getBundle, context)
    case 'stock':
      return stockPrekeys(mailbox, request.stock, context)
  }
}

function namedKey(name: string): Uint8Array | undefined {
  try {
    return keyOfPeerId(name)
  } catch (err) {
    if (err instanceof WireFormatError) return undefined
    throw err
  }
}
