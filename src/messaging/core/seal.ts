/** Between contents and envelopes: the sessions of a peer, and what of them is written. */
import {
  activeSession,
  decryptWith,
  encryptWith,
  MAX_SKIPPED_KEYS,
  sessionRecord,
  skippedKeyName,
  skippedKeyRecord
} from '../../ratchet/index.ts'
import type { Session, SessionSet, SkippedKey } from '../../ratchet/index.ts'
import type { StoreOp } from '../../ports.ts'
import { encodeSessionRecord, encodeSkippedKeyRecord } from '../../wire/vault.ts'
import type { OutboxRow } from './outbox.ts'
import type { Peer, StepContext } from './peer.ts'

/** The tables of sessions. */
export const SESSIONS = 'sessions'
export const SKIPPED = 'skipped'

/**
 * Seals a content on the active session.
 *
 * @throws {SessionError} there is none
 * @throws {LimitError} the content is too long
 */
export function sealContent(
  peer: Peer,
  content: Uint8Array,
  { crypto, rng, clock }: StepContext
): { readonly peer: Peer; readonly envelope: Uint8Array } {
  const { set, envelope } = encryptWith({
    crypto,
    rng,
    set: peer.sessions,
    plaintext: content,
    now: clock()
  })
  return { peer: { ...peer, sessions: set }, envelope }
}

/**
 * Opens an envelope with the sessions of that peer and of no other.
 *
 * @throws {EarshotError} it is not readable; the peer is as it was
 */
export function openEnvelope(
  peer: Peer,
  envelope: Uint8Array,
  { crypto, clock }: StepContext
): { readonly peer: Peer; readonly content: Uint8Array } {
  const { set, plaintext } = decryptWith({ crypto, set: peer.sessions, envelope, now: clock() })
  return { peer: { ...peer, sessions: withinRoom(set) }, content: plaintext }
}

/** Whether something can be sealed: on a session that is not given up, and that the other side has too. */
export function isOpen(sessions: SessionSet): boolean {
  const active = activeSession(sessions)
  return active !== undefined && active.chains.length > 0
}

/** Whether a session is there and was not given up. */
export function isSentOn(sessions: SessionSet, session: string): boolean {
  return sessions.some(({ id, retired }) => id === session && !retired)
}

/**
 * A row as it stands: what was sealed on a session that was given up since is not sealed any more,
 * and its copies count for nothing. Its bytes would need the nonces of other deposits.
 */
export function rowNow({ sessions, device }: Peer, row: OutboxRow): OutboxRow {
  const { session } = row
  if (row.sealed === undefined || session === undefined || device === undefined) return row
  if (isSentOn(sessions, session)) return row
  return { ...row, sealed: undefined, device: undefined, session: undefined, attempts: 0, deposits: [] }
}

/**
 * All sessions of a contact together keep no more skipped keys than one may: those that were
 * archived first go first. So no step writes or deletes more of them than fits into a batch,
 * even one that ends all sessions.
 */
export function withinRoom(set: SessionSet): SessionSet {
  let kept = 0
  return set.map(session => {
    kept += skippedOf(session).length
    if (kept <= MAX_SKIPPED_KEYS || skippedOf(session).length === 0) return session
    return { ...session, chains: session.chains.map(chain => ({ ...chain, skipped: [] })) }
  })
}

/** The writes between two values of a peer's sessions. Sessions share what did not change. */
export function sessionChanges(before: Peer | undefined, after: Peer): readonly StoreOp[] {
  const ops: StoreOp[] = []
  if (before?.sessions === after.sessions) return ops
  const held = new Map((before?.sessions ?? []).map(session => [session.id, session]))
  for (const session of after.sessions) {
    const earlier = held.get(session.id)
    held.delete(session.id)
    if (earlier === session) continue
    const key = { scope: after.userId, id: session.id }
    ops.push({ kind: 'put', table: SESSIONS, key, value: encodeSessionRecord(sessionRecord(session)) })
    ops.push(...skippedChanges(earlier, session))
  }
  for (const gone of held.values()) {
    ops.push({ kind: 'delete', table: SESSIONS, key: { scope: after.userId, id: gone.id } })
    ops.push(...skippedChanges(gone, undefined))
  }
  return ops
}

function skippedChanges(before: Session | undefined, after: Session | undefined): readonly StoreOp[] {
  if (before?.chains === after?.chains) return []
  const ops: StoreOp[] = []
  const held = new Map(skippedOf(before).map(key => [skippedKeyName(key), key]))
  for (const key of skippedOf(after)) {
    const id = skippedKeyName(key)
    if (held.delete(id)) continue
    const value = encodeSkippedKeyRecord(skippedKeyRecord(key))
    ops.push({ kind: 'put', table: SKIPPED, key: { scope: key.session, id }, value })
  }
  for (const [id, key] of held) {
    ops.push({ kind: 'delete', table: SKIPPED, key: { scope: key.session, id } })
  }
  return ops
}

function skippedOf(session: Session | undefined): readonly SkippedKey[] {
  return session?.chains.flatMap(({ skipped }) => skipped) ?? []
}
