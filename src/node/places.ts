/** Mailboxes as others name them. */
import { addressText } from '../discovery/index.ts'
import { EarshotError } from '../errors.ts'
import { keyOfPeerId } from '../identity/index.ts'
import { coordinatorOf } from '../relay/index.ts'
import type { MailboxPlace } from '../relay/index.ts'
import type { MailboxAddress } from '../wire/index.ts'

/** A mailbox and who keeps it. */
export interface NamedPlace extends MailboxPlace {
  /** PeerId of the coordinator. */
  readonly coordinator: string
}

/**
 * Reads what a contact or an invite says of a mailbox. Undefined for what nobody can dial:
 * no address, or addresses that do not all end in one PeerId of an Ed25519 key.
 */
export function placeOf({ mailbox, addresses: bytes }: MailboxAddress): NamedPlace | undefined {
  const addresses = bytes.flatMap(address => addressText(address) ?? [])
  try {
    const coordinator = coordinatorOf(addresses)
    keyOfPeerId(coordinator)
    return { mailbox, addresses, coordinator }
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

/** The route of mail that lies in mailboxes. */
export function storedAt(places: readonly NamedPlace[]): string {
  return places.length === 0 ? 'none' : `stored at ${places.map(({ coordinator }) => coordinator).join(',')}`
}

/** Those of several that make sense. */
export function placesOf(mailboxes: readonly MailboxAddress[]): readonly NamedPlace[] {
  return mailboxes.flatMap(mailbox => placeOf(mailbox) ?? [])
}
