/** How the owner of a mailbox asks its coordinator, and what answers it does not take. */
import { EarshotError, WireFormatError } from '../errors.ts'
import type { MailboxRequestKind, MailboxResponseKind } from '../wire/index.ts'

/** Sends a request and waits for its answer, within a deadline. */
export type Ask = (request: MailboxRequestKind) => Promise<MailboxResponseKind>

/** The coordinator said no. */
export class RefusedError extends EarshotError {
  override name = 'RefusedError'
}

/** The error for an answer that is not the one that was asked for. */
export function unexpected(response: MailboxResponseKind): EarshotError {
  return response.kind === 'refusal'
    ? new RefusedError('The coordinator refused')
    : new WireFormatError('An answer to something else')
}
