/** Reads peers with their sessions and outboxes from the store. */
import { bytesToHex } from '@noble/hashes/utils.js'
import { StorageError } from '../errors.ts'
import { userIdOf } from '../identity/index.ts'
import type { Store } from '../ports.ts'
import { restoreSession, restoreSessionSet } from '../ratchet/index.ts'
import type { Session, SessionSet } from '../ratchet/index.ts'
import {
  decodeContactRecord,
  decodeOutboxRecord,
  decodeSessionRecord,
  decodeSkippedKeyRecord
} from '../wire/vault.ts'
import type { ContactRecord, SkippedKeyRecord } from '../wire/vault.ts'
import type { HistoryEntry } from './core/history.ts'
import type { OutboxRow } from './core/outbox.ts'
import type { Peer } from './core/peer.ts'
import { readReach } from './core/reach.ts'
import { CONTACTS, HISTORY, historyEntry, historyKey, OUTBOX, outboxRow } from './core/records.ts'
import { SESSIONS, SKIPPED } from './core/seal.ts'
import type { CryptoBackend } from '../crypto/index.ts'

/**
 * Everybody that the store knows, by user id.
 *
 * @throws {StorageError} a record is damaged or missing
 */
export async function loadPeers(store: Store, crypto: CryptoBackend): Promise<Map<string, Peer>> {
  const peers = new Map<string, Peer>()
  for await (const { value } of store.walk(CONTACTS)) {
    const record = decodeContactRecord(value)
    const userId = userIdOf(record.account)
    const sessions = await loadSessions(store, userId)
    const outbox = await loadOutbox(store, userId)
    peers.set(userId, peerOf(userId, record, sessions, outbox, crypto))
  }
  return peers
}

function peerOf(
  userId: string,
  record: ContactRecord,
  sessions: SessionSet,
  outbox: ReadonlyMap<string, OutboxRow>,
  crypto: CryptoBackend
): Peer {
  const { device, reach, contested, ...rest } = record
  return {
    ...rest,
    userId,
    device: device.length === 0 ? undefined : device,
    reach: reach && readReach(record.account, reach, { crypto }),
    contested: contested && {
      reach: readReach(record.account, contested.reach, { crypto }),
      session: contested.session && restoreSession(contested.session, []),
      change: contested.change
    },
    sessions,
    outbox,
    listChecked: 0,
    dueAcknowledgements: []
  }
}

async function loadSessions(store: Store, userId: string): Promise<SessionSet> {
  const sessions: Session[] = []
  for await (const { value } of store.walk(SESSIONS, { scope: userId })) {
    const record = decodeSessionRecord(value)
    const skipped: SkippedKeyRecord[] = []
    for await (const key of store.walk(SKIPPED, { scope: bytesToHex(record.id) })) {
      skipped.push(decodeSkippedKeyRecord(key.value))
    }
    sessions.push(restoreSession(record, skipped))
  }
  return restoreSessionSet(sessions)
}

async function loadOutbox(store: Store, userId: string): Promise<ReadonlyMap<string, OutboxRow>> {
  const rows: OutboxRow[] = []
  for await (const { value } of store.walk(OUTBOX, { scope: userId })) {
    const record = decodeOutboxRecord(value)
    let entry: HistoryEntry | undefined
    if (record.kind === 'message') {
      const id = bytesToHex(record.id)
      const key = historyKey(userId, { id, lamport: record.lamport, state: 'queued' })
      const kept = await store.get(HISTORY, key)
      if (kept === undefined) throw new StorageError('A message that waits has left the history')
      entry = historyEntry(kept)
    }
    rows.push(outboxRow(record, entry))
  }
  // The order of sending: what was numbered first goes first.
  rows.sort((a, b) => a.created - b.created || (a.entry?.counter ?? 0) - (b.entry?.counter ?? 0))
  return new Map(rows.map(row => [row.id, row]))
}
