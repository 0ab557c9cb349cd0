import { equalBytes } from '@noble/ciphers/utils.js'
import { MEMBERSHIP_DOMAIN } from '../constants.ts'
import { domainPrefix } from './domain.ts'
import type { CryptoBackend } from '../../crypto/index.ts'

/**
 * Proves to a coordinator that who registers a mailbox is a member of a network that it
 * serves, without saying which one: HMAC-SHA-256(membership key, domain ‖ coordinator ‖
 * mailbox). Worth nothing for another mailbox or at another coordinator.
 *
 * @param membershipKey - 32 bytes, shared by the members
 * @param coordinator - 32-byte key
 * @param mailbox - 32-byte key
 */
export function membershipProof(
  crypto: CryptoBackend,
  membershipKey: Uint8Array,
  coordinator: Uint8Array,
  mailbox: Uint8Array
): Uint8Array {
  return crypto.hmacSha256(membershipKey, domainPrefix(MEMBERSHIP_DOMAIN), coordinator, mailbox)
}

/** Whether a proof is that of this mailbox at this coordinator. Constant time. */
export function provesMembership(
  crypto: CryptoBackend,
  membershipKey: Uint8Array,
  coordinator: Uint8Array,
  mailbox: Uint8Array,
  proof: Uint8Array
): boolean {
  return equalBytes(membershipProof(crypto, membershipKey, coordinator, mailbox), proof)
}
