/**
 * How peers, rows and history lie in the store: table names, keys, and the writes that
 * turn one value of a peer into the next.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { EpochMs, RecordKey, StoreOp } from '../../ports.ts'
import {
  decodeHistoryRecord,
  encodeAcknowledgementRecord,
  encodeContactRecord,
  encodeHistoryRecord,
  encodeOutboxRecord,
  encodeSeenRecord,
  encodeShownRecord
} from '../../wire/vault.ts'
import { sessionRecord } from '../../ratchet/index.ts'
import type { ContactRecord, OutboxRecord } from '../../wire/vault.ts'
import type { HistoryEntry } from './history.ts'
import type { OutboxRow } from './outbox.ts'
import type { Peer } from './peer.ts'
import { reachabilityOf } from './reach.ts'
import { sessionChanges } from './seal.ts'

/** The tables of messaging. */
export const CONTACTS = 'contacts'
export const HISTORY = 'history'
export const OUTBOX = 'outbox'
export const SHOWN = 'shown'
export const SEEN = 'seen'
export const FIRST_MESSAGES = 'first-messages'
export const ACKNOWLEDGEMENTS = 'acknowledgements'
export const INVITES = 'invites'
export const PREKEYS = 'prekeys'
export const ONE_TIME_PREKEYS = 'one-time-prekeys'
export const WRITER = 'writer'

const NONE = new Uint8Array(0)

/** Of a peer, what its row of `contacts` keeps: all but its key, tables of their own, and what ends with the process. */
type ContactField = Exclude<
  keyof Peer,
  'userId' | 'sessions' | 'outbox' | 'dueAcknowledgements' | 'listChecked'
>

/** The compiler looks that none is missing, neither here nor in the record. */
const CONTACT_FIELDS: Readonly<Record<ContactField, true>> = {
  account: true,
  name: true,
  consent: true,
  deviceList: true,
  device: true,
  reach: true,
  contested: true,
  unchecked: true,
  depositSecret: true,
  invite: true,
  since: true,
  inviteUsed: true,
  leastSuite: true,
  toldRevision: true,
  conversation: true,
  writerId: true,
  renewalBegun: true,
  renewalTaken: true,
  believed: true,
  verified: true,
  disowned: true,
  doubted: true
} satisfies Record<keyof ContactRecord, true>

/** Writes a message as it is shown now. */
export function historyOp(userId: string, entry: HistoryEntry): StoreOp {
  const value = encodeHistoryRecord({ ...entry, id: hexToBytes(entry.id) })
  return { kind: 'put', table: HISTORY, key: historyKey(userId, entry), value }
}

/** Where a message lies: by contact, in Lamport order. The two sides choose ids without each other. */
export function historyKey(
  userId: string,
  { id, lamport, state }: Pick<HistoryEntry, 'id' | 'lamport' | 'state'>
): RecordKey {
  return { scope: userId, order: lamport, id: state === 'received' ? `received:${id}` : id }
}

/** Remembers that the contact has used that message id, and where to look for it. */
export function shownOp(userId: string, { id, lamport }: HistoryEntry): StoreOp {
  return { kind: 'put', table: SHOWN, key: shownKey(userId, id), value: encodeShownRecord({ lamport }) }
}

/** @param id - of a message of that contact, hex */
export function shownKey(userId: string, id: string): RecordKey {
  return { scope: userId, id }
}

/** Reads a message back. */
export function historyEntry(value: Uint8Array): HistoryEntry {
  const record = decodeHistoryRecord(value)
  return { ...record, id: bytesToHex(record.id) }
}

/** Remembers that an envelope was processed and what answered it (empty: nothing). */
export function seenOp(peer: Peer, envelope: Uint8Array, acknowledgement: Uint8Array, at: EpochMs): StoreOp {
  const value = encodeSeenRecord({ envelope, at, account: peer.account, acknowledgement })
  return { kind: 'put', table: SEEN, key: { id: bytesToHex(envelope) }, value }
}

/** Remembers that a first message was taken up: by its base key, and by the request in it. */
export function firstMessageOp(peer: Peer, name: string, at: EpochMs): StoreOp {
  const record = { envelope: hexToBytes(name), at, account: peer.account, acknowledgement: NONE }
  return { kind: 'put', table: FIRST_MESSAGES, key: { id: name }, value: encodeSeenRecord(record) }
}

/** Keeps an acknowledgement so that who asks again gets the same bytes. */
export function acknowledgementOp(
  {
    id,
    envelope,
    session
  }: { readonly id: Uint8Array; readonly envelope: Uint8Array; readonly session: string },
  at: EpochMs
): StoreOp {
  const value = encodeAcknowledgementRecord({ envelope, at, session: hexToBytes(session) })
  return { kind: 'put', table: ACKNOWLEDGEMENTS, key: { id: bytesToHex(id) }, value }
}

/** The writes between two values of one peer. History is written by the steps themselves. */
export function peerChanges(before: Peer | undefined, after: Peer): readonly StoreOp[] {
  const ops: StoreOp[] = [...sessionChanges(before, after)]
  if (before === undefined || contactChanged(before, after)) {
    ops.push({
      kind: 'put',
      table: CONTACTS,
      key: { id: after.userId },
      value: encodeContactRecord(contactRecord(after))
    })
  }
  if (before?.outbox !== after.outbox) {
    let gone = before?.outbox.size ?? 0
    for (const row of after.outbox.values()) {
      const held = before?.outbox.get(row.id)
      if (held !== undefined) gone -= 1
      if (held !== row) ops.push(rowOp(after, row))
    }
    // An outbox can be long, and mostly nothing has left it.
    if (before !== undefined && gone > 0) {
      for (const id of before.outbox.keys()) {
        if (after.outbox.has(id)) continue
        ops.push({ kind: 'delete', table: OUTBOX, key: { scope: after.userId, id } })
      }
    }
  }
  return ops
}

/** Removes somebody of whom nothing else is kept. */
export function forgetOp(userId: string): StoreOp {
  return { kind: 'delete', table: CONTACTS, key: { id: userId } }
}

function contactChanged(before: Peer, after: Peer): boolean {
  const fields = Object.keys(CONTACT_FIELDS) as readonly ContactField[]
  return fields.some(field => before[field] !== after[field])
}

function contactRecord(peer: Peer): ContactRecord {
  return {
    account: peer.account,
    name: peer.name,
    consent: peer.consent,
    deviceList: peer.deviceList,
    device: peer.device ?? NONE,
    reach: peer.reach && reachabilityOf(peer.reach),
    depositSecret: peer.depositSecret,
    invite: peer.invite,
    since: peer.since,
    inviteUsed: peer.inviteUsed,
    leastSuite: peer.leastSuite,
    toldRevision: peer.toldRevision,
    conversation: peer.conversation,
    writerId: peer.writerId,
    renewalBegun: peer.renewalBegun,
    renewalTaken: peer.renewalTaken,
    believed: peer.believed,
    verified: peer.verified,
    disowned: peer.disowned,
    doubted: peer.doubted,
    unchecked: peer.unchecked,
    contested: peer.contested && {
      reach: reachabilityOf(peer.contested.reach),
      session: peer.contested.session && sessionRecord(peer.contested.session),
      change: peer.contested.change
    }
  }
}

function rowOp(peer: Peer, row: OutboxRow): StoreOp {
  const record: OutboxRecord = {
    id: hexToBytes(row.id),
    account: peer.account,
    kind: row.kind,
    content: row.content ?? NONE,
    sealed: row.sealed ?? NONE,
    created: row.created,
    expires: row.expires,
    attempts: row.attempts,
    nextAttempt: row.nextAttempt,
    deposits: row.deposits,
    lamport: row.entry?.lamport ?? 0,
    acknowledges: row.acknowledges,
    device: row.device ?? NONE,
    session: row.session === undefined ? NONE : hexToBytes(row.session),
    sealAgainAt: row.sealAgainAt,
    handedOver: row.handedOver,
    sealedTo: row.sealedTo
  }
  const value = encodeOutboxRecord(record)
  return { kind: 'put', table: OUTBOX, key: { scope: peer.userId, id: row.id }, value }
}

/** A row as the disk has it; the caller joins its history entry. */
export function outboxRow(record: OutboxRecord, entry: HistoryEntry | undefined): OutboxRow {
  return {
    id: bytesToHex(record.id),
    kind: record.kind,
    content: record.content.length === 0 ? undefined : record.content,
    sealed: record.sealed.length === 0 ? undefined : record.sealed,
    created: record.created,
    expires: record.expires,
    attempts: record.attempts,
    nextAttempt: record.nextAttempt,
    deposits: record.deposits,
    acknowledges: record.acknowledges,
    device: record.device.length === 0 ? undefined : record.device,
    session: record.session.length === 0 ? undefined : bytesToHex(record.session),
    sealAgainAt: record.sealAgainAt,
    handedOver: record.handedOver,
    sealedTo: record.sealedTo,
    entry
  }
}
