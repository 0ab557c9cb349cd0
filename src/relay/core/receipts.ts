/**
 * The two proofs of a mailbox: the custody receipt, with which a coordinator says "I hold
 * this until then", and the acknowledgement, with which the owner says "I have it".
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { AuthenticationError } from '../../errors.ts'
import { sign, verify } from '../../identity/index.ts'
import {
  decodeAcknowledgedItems,
  decodeCustodyReceipt,
  encodeAcknowledgedItems,
  encodeCustodyReceipt
} from '../../wire/index.ts'
import { ACKNOWLEDGEMENT_DOMAIN, RECEIPT_DOMAIN } from '../constants.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { AcknowledgedItems, CustodyReceipt, Signed, StoreReceipt } from '../../wire/index.ts'

/** What a receipt must be about. */
export type ExpectedReceipt = Pick<CustodyReceipt, 'coordinator' | 'mailbox' | 'item' | 'nonce'>

/** Signs a receipt with the seed of the coordinator's host key. */
export function signReceipt(crypto: CryptoBackend, seed: Uint8Array, receipt: CustodyReceipt): StoreReceipt {
  return sign(crypto, seed, RECEIPT_DOMAIN, encodeCustodyReceipt(receipt))
}

/**
 * Checks that a receipt is the expected coordinator's, for this item in this mailbox, and
 * an answer to this deposit.
 *
 * @throws {WireFormatError} signed, but no receipt
 * @throws {AuthenticationError} altered, of another key, or about something else
 */
export function verifyReceipt(
  crypto: CryptoBackend,
  signed: StoreReceipt,
  expected: ExpectedReceipt
): CustodyReceipt {
  const receipt = decodeCustodyReceipt(verify(crypto, expected.coordinator, RECEIPT_DOMAIN, signed))
  for (const name of ['coordinator', 'mailbox', 'item', 'nonce'] as const) {
    if (!equalBytes(receipt[name], expected[name]))
      throw new AuthenticationError('A receipt for something else')
  }
  return receipt
}

/** Signs an acknowledgement with the seed of the mailbox key. At most 256 item hashes. */
export function signAcknowledgement(
  crypto: CryptoBackend,
  seed: Uint8Array,
  acknowledged: AcknowledgedItems
): Signed {
  return sign(crypto, seed, ACKNOWLEDGEMENT_DOMAIN, encodeAcknowledgedItems(acknowledged))
}

/**
 * Checks that an acknowledgement is that of the mailbox's owner, for this coordinator.
 *
 * @throws {WireFormatError} signed, but no acknowledgement
 * @throws {AuthenticationError} altered, of another key, or for somewhere else
 */
export function verifyAcknowledgement(
  crypto: CryptoBackend,
  signed: Signed,
  expected: Pick<AcknowledgedItems, 'coordinator' | 'mailbox'>
): AcknowledgedItems {
  const acknowledged = decodeAcknowledgedItems(
    verify(crypto, expected.mailbox, ACKNOWLEDGEMENT_DOMAIN, signed)
  )
  if (
    !equalBytes(acknowledged.coordinator, expected.coordinator) ||
    !equalBytes(acknowledged.mailbox, expected.mailbox)
  ) {
    throw new AuthenticationError('An acknowledgement for somewhere else')
  }
  return acknowledged
}
