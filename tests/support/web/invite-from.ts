/** A genuine invite from somebody who has nothing else. */
import { randomBytes } from '@noble/hashes/utils.js'
import { nobleBackend } from '../../../src/crypto/noble.ts'
import { createAccount, createInvite, encodeInviteLink } from '../../../src/identity/index.ts'

/** An invite, as link and as whose it is. */
export interface InviteFrom {
  readonly link: string
  readonly userId: string
}

/** @param lifetime - milliseconds, if not the usual ones */
export function inviteFrom(name: string, now: number, lifetime?: number): InviteFrom {
  const account = createAccount(nobleBackend, randomBytes)
  const { signed } = createInvite(nobleBackend, randomBytes, account, { name, mailboxes: [], now, lifetime })
  return { link: encodeInviteLink(signed), userId: account.userId }
}
