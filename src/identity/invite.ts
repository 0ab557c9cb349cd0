import { equalBytes } from '@noble/ciphers/utils.js'
import { LimitError, TrustError, UsageError } from '../errors.ts'
import {
  INVITE_ID_LENGTH,
  INVITE_SECRET_LENGTH,
  MAX_INVITE_MAILBOXES,
  SIGNATURE_LENGTH,
  decodeInvite,
  encodeInvite,
  encodeSigned
} from '../wire/index.ts'
import {
  INVITE_DOMAIN,
  INVITE_LIFETIME,
  INVITE_PROOF_DOMAIN,
  MAX_INVITE_BYTES,
  MAX_INVITE_LIFETIME
} from './constants.ts'
import { userIdOf } from './peer-id.ts'
import { plainName } from './plain-name.ts'
import { separated, sign, verify } from './signed.ts'
import type { Account } from './account.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { Invite, MailboxAddress, Signed } from '../wire/index.ts'

/** What goes into an invite. */
export interface InviteInit {
  /** How the inviter wants to be called. Made plain, see `plainName`. */
  readonly name: string
  /** Request mailboxes, at most 3, each with its addresses in order of preference. */
  readonly mailboxes: readonly MailboxAddress[]
  readonly now: EpochMs
  /** Milliseconds until it expires. Default: INVITE_LIFETIME. At most MAX_INVITE_LIFETIME. */
  readonly lifetime?: number | undefined
}

/** An invite whose signature was checked. */
export interface VerifiedInvite extends Invite {
  /** Of the inviter. */
  readonly userId: string
  /** As received, to keep. */
  readonly signed: Signed
}

/**
 * Makes an invite: draws its id and secret and signs it.
 *
 * It has to fit a QR code (MAX_INVITE_BYTES). Three mailboxes with two addresses each always
 * do. With more, the last addresses are left out, where there are most of them first, down to
 * one a mailbox: the caller can do nothing about how many addresses a coordinator has.
 *
 * @throws {UsageError} more than 3 mailboxes, or a lifetime out of range
 * @throws {LimitError} too large even with one address a mailbox
 * @throws {WireFormatError} a mailbox key or an address of an illegal length
 */
export function createInvite(
  crypto: CryptoBackend,
  rng: Rng,
  account: Account,
  init: InviteInit
): VerifiedInvite {
  const { name, mailboxes, now, lifetime = INVITE_LIFETIME } = init
  if (mailboxes.length > MAX_INVITE_MAILBOXES) throw new UsageError('An invite names at most 3 mailboxes')
  if (!(lifetime > 0 && lifetime <= MAX_INVITE_LIFETIME)) {
    throw new UsageError('An invite lasts at most 30 days')
  }
  const invite = shorten({
    account: account.publicKey,
    name: plainName(name),
    mailboxes,
    id: rng(INVITE_ID_LENGTH),
    secret: rng(INVITE_SECRET_LENGTH),
    expires: now + lifetime
  })
  const signed = sign(crypto, account.seed, INVITE_DOMAIN, encodeInvite(invite))
  return { ...invite, userId: account.userId, signed }
}

/**
 * Checks an invite. Its name comes back plain, whatever the inviter signed.
 *
 * @param options.now - refuse an invite that has expired by then
 * @throws {WireFormatError} the payload is no invite
 * @throws {AuthenticationError} the account that it names did not sign it
 * @throws {TrustError} it has expired
 */
export function verifyInvite(
  crypto: CryptoBackend,
  signed: Signed,
  options: { readonly now?: EpochMs | undefined } = {}
): VerifiedInvite {
  const invite = decodeInvite(signed.payload)
  verify(crypto, invite.account, INVITE_DOMAIN, signed)
  if (options.now !== undefined && options.now >= invite.expires) {
    throw new TrustError('This invite has expired')
  }
  return { ...invite, name: plainName(invite.name), userId: userIdOf(invite.account), signed }
}

/**
 * Proof that the requester holds the invite, for this inviter and this requester only:
 * HMAC-SHA-256(secret, `u8 length ‖ domain ‖ inviter ‖ requester`), 32 bytes.
 *
 * @param inviter - 32-byte account key
 * @param requester - 32-byte account key
 */
export function inviteProof(
  crypto: CryptoBackend,
  secret: Uint8Array,
  inviter: Uint8Array,
  requester: Uint8Array
): Uint8Array {
  return crypto.hmacSha256(secret, separated(INVITE_PROOF_DOMAIN, inviter, requester))
}

/** Whether a proof is the one above, compared in constant time. */
export function holdsInvite(
  crypto: CryptoBackend,
  secret: Uint8Array,
  inviter: Uint8Array,
  requester: Uint8Array,
  proof: Uint8Array
): boolean {
  return equalBytes(inviteProof(crypto, secret, inviter, requester), proof)
}

/** Drops last addresses until the signed invite has at most MAX_INVITE_BYTES. */
function shorten(invite: Invite): Invite {
  let { mailboxes } = invite
  while (signedSize({ ...invite, mailboxes }) > MAX_INVITE_BYTES) {
    const most = Math.max(...mailboxes.map(({ addresses }) => addresses.length), 0)
    if (most <= 1) throw new LimitError('The addresses of the mailboxes are too long for an invite')
    const longest = mailboxes.findLastIndex(({ addresses }) => addresses.length === most)
    mailboxes = mailboxes.map((mailbox, i) =>
      i === longest ? { ...mailbox, addresses: mailbox.addresses.slice(0, -1) } : mailbox
    )
  }
  return { ...invite, mailboxes }
}

function signedSize(invite: Invite): number {
  return encodeSigned({ payload: encodeInvite(invite), signature: new Uint8Array(SIGNATURE_LENGTH) }).length
}
