/**
 * Sessions as records: one for the session, one for each skipped key, so that storing a
 * step writes only what changed. The bytes are the business of src/wire/session.ts.
 *
 * @packageDocumentation
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { SessionError } from '../errors.ts'
import { SESSION_RECORD_FORMAT } from '../wire/vault.ts'
import { MAX_SKIPPED_KEYS, RATCHET_VERSION } from './constants.ts'
import { decodeKemPart, encodeKemPart } from './kem.ts'
import { SUPPORTED_SUITES } from './suites.ts'
import type { SessionRecord, SkippedKeyRecord } from '../wire/vault.ts'
import type { ReceivingChain, Session, SkippedKey, SkippedKeyId } from './session.ts'

const NONE = new Uint8Array(0)

function some(bytes: Uint8Array): Uint8Array | undefined {
  return bytes.length === 0 ? undefined : bytes
}

/** A session without its skipped keys. The record shares the session's arrays. */
export function sessionRecord(session: Session): SessionRecord {
  const { peerRatchetKey, sending, kem } = session
  if (peerRatchetKey === undefined) throw new SessionError('A session that has not begun is not stored')
  return {
    format: SESSION_RECORD_FORMAT,
    version: session.version,
    suite: session.suite,
    id: hexToBytes(session.id),
    created: session.created,
    rank: session.rank,
    associatedData: session.associatedData,
    rootKey: session.rootKey,
    ratchetSecret: session.ratchetSecret,
    ratchetKey: session.ratchetKey,
    peerRatchetKey,
    sending: sending && { ...sending, kem: encodeKemPart(sending.kem) },
    nextSendingHeaderKey: session.nextSendingHeaderKey,
    previousChainLength: session.previousChainLength,
    nextReceivingHeaderKey: session.nextReceivingHeaderKey,
    receivingChainKey: session.receiving?.chainKey ?? NONE,
    receivingMessageNumber: session.receiving?.messageNumber ?? 0,
    chains: session.chains.map(({ number, headerKey }) => ({ number, headerKey })),
    kem: { ...kem, seed: kem.seed ?? NONE, offered: kem.offered ?? NONE },
    retired: session.retired
  }
}

/** One skipped key. */
export function skippedKeyRecord(key: SkippedKey): SkippedKeyRecord {
  const { session, chain, messageNumber, messageKey, created } = key
  const format = SESSION_RECORD_FORMAT
  return { format, session: hexToBytes(session), chain, messageNumber, messageKey, created }
}

/** Where a skipped key's record lies, unique among all keys of all sessions. */
export function skippedKeyName({ session, chain, messageNumber }: SkippedKeyId): string {
  return `${session}/${chain}/${messageNumber}`
}

/**
 * The session that was stored.
 *
 * @param skipped all skipped keys of this session, in any order
 * @throws {SessionError} if the records do not belong together, or need rules unknown here
 * @throws {WireFormatError} if what the headers carry is malformed
 */
export function restoreSession(record: SessionRecord, skipped: readonly SkippedKeyRecord[]): Session {
  if (record.version !== RATCHET_VERSION || !SUPPORTED_SUITES.includes(record.suite)) {
    throw new SessionError('The session is of an unknown version or suite')
  }
  if (skipped.length > MAX_SKIPPED_KEYS) throw new SessionError('The session has too many skipped keys')
  const id = bytesToHex(record.id)
  const keys = new Map<number, SkippedKey[]>(record.chains.map(({ number }) => [number, []]))
  for (const { session, chain, messageNumber, messageKey, created } of skipped) {
    const place = keys.get(chain)
    if (place === undefined || bytesToHex(session) !== id) {
      throw new SessionError('A skipped key does not belong to the session')
    }
    place.push({ session: id, chain, messageNumber, messageKey, created })
  }
  const chains: ReceivingChain[] = record.chains.map(({ number, headerKey }) => {
    const sorted = (keys.get(number) ?? []).toSorted((a, b) => a.messageNumber - b.messageNumber)
    if (sorted.some((key, at) => key.messageNumber === sorted[at + 1]?.messageNumber)) {
      throw new SessionError('A skipped key is there twice')
    }
    return { number, headerKey, skipped: sorted }
  })
  const { receivingChainKey: chainKey, receivingMessageNumber: messageNumber } = record
  const sending = record.sending && { ...record.sending, kem: decodeKemPart(record.sending.kem) }
  const kem = { ...record.kem, seed: some(record.kem.seed), offered: some(record.kem.offered) }
  // an offer of ours is that of our chain, and one of the peer's waits for a chain to begin
  if (
    (kem.seed !== undefined) !== (sending?.kem.kind === 'offer') ||
    (kem.offered !== undefined && sending !== undefined)
  ) {
    throw new SessionError('The parts of the post-quantum ratchet do not belong together')
  }
  return {
    version: record.version,
    suite: record.suite,
    id,
    created: record.created,
    rank: record.rank,
    associatedData: record.associatedData,
    rootKey: record.rootKey,
    ratchetSecret: record.ratchetSecret,
    ratchetKey: record.ratchetKey,
    peerRatchetKey: record.peerRatchetKey,
    sending,
    nextSendingHeaderKey: record.nextSendingHeaderKey,
    previousChainLength: record.previousChainLength,
    receiving: chainKey.length === 0 ? undefined : { chainKey, messageNumber },
    nextReceivingHeaderKey: record.nextReceivingHeaderKey,
    chains,
    kem,
    retired: record.retired
  }
}
