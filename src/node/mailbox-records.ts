/** Own mailboxes as they lie in the vault. */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { CryptoBackend } from '../crypto/index.ts'
import { keyOfPeerId } from '../identity/index.ts'
import type { Rng, Store, StoreOp } from '../ports.ts'
import { MAX_COORDINATOR_ADDRESSES } from '../wire/index.ts'
import { decodeMailboxRecord, encodeMailboxRecord } from '../wire/vault.ts'
import type { MailboxRecord } from '../wire/vault.ts'

const TABLE = 'mailboxes'

/** A mailbox with a key of its own, not yet anywhere. */
export function newMailbox(
  rng: Rng,
  coordinatorId: string,
  addresses: readonly string[],
  requests: boolean
): MailboxRecord {
  return {
    seed: rng(32),
    coordinator: keyOfPeerId(coordinatorId),
    addresses: addresses.slice(0, MAX_COORDINATOR_ADDRESSES),
    requests,
    incarnation: new Uint8Array(0),
    after: 0,
    retired: 0,
    epochs: []
  }
}

/** All that the vault knows. @throws {StorageError | WireFormatError} */
export async function* loadMailboxes(store: Store): AsyncIterable<MailboxRecord> {
  for await (const { value } of store.walk(TABLE)) yield decodeMailboxRecord(value)
}

export function putMailbox(crypto: CryptoBackend, record: MailboxRecord): StoreOp {
  const key = keyOf(crypto.ed25519PublicKey(record.seed))
  return { kind: 'put', table: TABLE, key, value: encodeMailboxRecord(record) }
}

/** @param mailbox - the key that names it */
export function forgetMailbox(mailbox: Uint8Array): StoreOp {
  return { kind: 'delete', table: TABLE, key: keyOf(mailbox) }
}

function keyOf(mailbox: Uint8Array): { readonly id: string } {
  return { id: bytesToHex(mailbox) }
}
