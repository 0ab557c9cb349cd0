/**
 * Receiving: RatchetDecryptHE of the specification's §4.5. Everything is staged on new
 * values and handed out only when the body was authenticated, so a forged, repeated or
 * broken envelope leaves the caller with the session it had.
 *
 * @packageDocumentation
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { AuthenticationError, LimitError, SessionError } from '../errors.ts'
import { MAX_FORWARD_JUMP } from './constants.ts'
import { openBody, openHeader, splitEnvelope } from './envelope.ts'
import { ContradictionError } from './errors.ts'
import { chainStep, rootStep } from './kdf.ts'
import { counted, takeChain } from './kem.ts'
import { indexOfSkipped, pruneChains, skippedKeyId, tooOld } from './skipped.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs } from '../ports.ts'
import type { EnvelopeParts, Header } from './envelope.ts'
import type { ReceivingChain, Session, SkippedKey, SkippedKeyId } from './session.ts'

/** What {@link decrypt} needs. */
export interface DecryptOptions {
  readonly crypto: CryptoBackend
  readonly session: Session
  readonly envelope: Uint8Array
  readonly now: EpochMs
}

/** The outcome of receiving, to be stored in one batch before anything is acknowledged. */
export interface Decrypted {
  readonly session: Session
  readonly plaintext: Uint8Array
  /** Keys of messages that were passed over: records to put. */
  readonly stored: readonly SkippedKey[]
  /** Keys that were used or that had to go: records to delete. */
  readonly consumed: readonly SkippedKeyId[]
  /** Whether the message had been passed over before, so that it says nothing about now. */
  readonly late: boolean
}

/** A session that is to be, if the body opens with the key. */
interface Staged {
  readonly session: Session
  readonly messageKey: Uint8Array
  readonly stored: readonly SkippedKey[]
  /** The skipped key that is used, which the old session still needs if the body does not open. */
  readonly used?: SkippedKey
}

/** The keys that are passed over on the way, and what lies behind them. */
interface Advance {
  readonly chainKey: Uint8Array
  readonly passed: readonly SkippedKey[]
}

/** SkipMessageKeysHE. The caller has checked the limits. */
function advance(
  crypto: CryptoBackend,
  from: { readonly chainKey: Uint8Array; readonly messageNumber: number },
  until: number,
  chain: { readonly session: string; readonly number: number },
  now: EpochMs
): Advance {
  let { chainKey } = from
  const passed: SkippedKey[] = []
  for (let messageNumber = from.messageNumber; messageNumber < until; messageNumber++) {
    const step = chainStep(crypto, chainKey)
    // intermediate chain keys exist nowhere else; the first one belongs to the old session
    if (chainKey !== from.chainKey) chainKey.fill(0)
    chainKey = step.chainKey
    const { messageKey } = step
    passed.push({ session: chain.session, chain: chain.number, messageNumber, messageKey, created: now })
  }
  return { chainKey, passed }
}

function checkJump(from: number, to: number): void {
  if (to - from > MAX_FORWARD_JUMP) throw new LimitError('The message is too far ahead of the last one')
}

/** A message of a chain that is over, or one that was passed over. */
function stageSkipped(session: Session, at: number, header: Header, now: EpochMs): Staged {
  const chain = session.chains[at]
  const index = chain === undefined ? -1 : indexOfSkipped(chain, header.messageNumber)
  const used = chain?.skipped[index]
  if (chain === undefined || used === undefined) {
    throw new SessionError('The message was received before, or its key is gone')
  }
  if (tooOld(used, now)) throw new SessionError('The message comes too late')
  const rest = { ...chain, skipped: chain.skipped.toSpliced(index, 1) }
  return {
    session: { ...session, chains: session.chains.with(at, rest) },
    messageKey: used.messageKey,
    stored: [],
    used
  }
}

/** The next message of the current chain, or one further ahead in it. */
function stageCurrent(crypto: CryptoBackend, session: Session, header: Header, now: EpochMs): Staged {
  const { receiving, peerRatchetKey } = session
  const [current] = session.chains
  if (peerRatchetKey !== undefined && !equalBytes(header.ratchetKey, peerRatchetKey)) {
    throw new ContradictionError('The peer has begun one chain twice', session.id)
  }
  if (receiving === undefined || current === undefined || header.messageNumber < receiving.messageNumber) {
    return stageSkipped(session, 0, header, now)
  }
  checkJump(receiving.messageNumber, header.messageNumber)
  const chain = { session: session.id, number: current.number }
  const ahead = advance(crypto, receiving, header.messageNumber, chain, now)
  const { chainKey, messageKey } = chainStep(crypto, ahead.chainKey)
  if (ahead.passed.length > 0) ahead.chainKey.fill(0)
  return {
    session: {
      ...session,
      receiving: { chainKey, messageNumber: header.messageNumber + 1 },
      chains:
        ahead.passed.length === 0
          ? session.chains
          : session.chains.with(0, { ...current, skipped: [...current.skipped, ...ahead.passed] })
    },
    messageKey,
    stored: ahead.passed
  }
}

/** The first message that comes of a new chain: the receiving half of DHRatchetHE. */
function stageNewChain(crypto: CryptoBackend, session: Session, header: Header, now: EpochMs): Staged {
  const { receiving, sending } = session
  const [current, ...older] = session.chains
  if (sending === undefined && current !== undefined) {
    // the peer can only step after a message of ours that we have not sent
    throw new ContradictionError('The peer took a ratchet step out of turn', session.id)
  }
  // all limits before any hashing
  const closed = receiving?.messageNumber ?? 0
  if (receiving !== undefined && header.previousChainLength < closed) {
    throw new ContradictionError('The peer contradicts the length of its last chain', session.id)
  }
  if (receiving !== undefined) checkJump(closed, header.previousChainLength)
  checkJump(0, header.messageNumber)

  const kem = takeChain(crypto, session.kem, header.kem, now)
  const { version, rootKey, ratchetSecret } = session
  const step = rootStep(crypto, version, rootKey, ratchetSecret, header.ratchetKey, kem.secret)
  const chains: ReceivingChain[] = []
  const stored: SkippedKey[] = []
  if (receiving !== undefined && current !== undefined) {
    const place = { session: session.id, number: current.number }
    const { chainKey, passed } = advance(crypto, receiving, header.previousChainLength, place, now)
    if (passed.length > 0) chainKey.fill(0)
    stored.push(...passed)
    chains.push({ ...current, skipped: [...current.skipped, ...passed] }, ...older)
  }
  const number = current === undefined ? 0 : current.number + 1
  const place = { session: session.id, number }
  const ahead = advance(
    crypto,
    { chainKey: step.chainKey, messageNumber: 0 },
    header.messageNumber,
    place,
    now
  )
  const { chainKey, messageKey } = chainStep(crypto, ahead.chainKey)
  ahead.chainKey.fill(0)
  step.chainKey.fill(0)
  stored.push(...ahead.passed)
  chains.unshift({ number, headerKey: session.nextReceivingHeaderKey, skipped: ahead.passed })
  return {
    session: {
      ...session,
      rootKey: step.rootKey,
      peerRatchetKey: header.ratchetKey,
      sending: undefined,
      previousChainLength: sending?.messageNumber ?? session.previousChainLength,
      receiving: { chainKey, messageNumber: header.messageNumber + 1 },
      nextReceivingHeaderKey: step.nextHeaderKey,
      chains,
      kem: kem.state
    },
    messageKey,
    stored
  }
}

/**
 * DecryptHeader and TrySkippedMessageKeysHE: which chain the envelope belongs to, at most six tries. Who has
 * sent since they last heard of the peer expects an answer, and so a new chain; nobody else can.
 */
function stage(crypto: CryptoBackend, session: Session, parts: EnvelopeParts, now: EpochMs): Staged {
  const [current, ...older] = session.chains
  const tryCurrent = (): Staged | undefined => {
    const header = current && openHeader(crypto, session, current.headerKey, parts)
    return header && stageCurrent(crypto, session, header, now)
  }
  const tryNext = (): Staged | undefined => {
    const header = openHeader(crypto, session, session.nextReceivingHeaderKey, parts)
    return header && stageNewChain(crypto, session, header, now)
  }
  const [likely, other] = session.sending === undefined ? [tryCurrent, tryNext] : [tryNext, tryCurrent]
  const staged = likely() ?? other()
  if (staged !== undefined) return staged
  for (const [at, chain] of older.entries()) {
    const header = openHeader(crypto, session, chain.headerKey, parts)
    if (header !== undefined) return stageSkipped(session, at + 1, header, now)
  }
  throw new AuthenticationError('The envelope does not belong to this session')
}

/**
 * Opens one envelope.
 *
 * @throws {WireFormatError} if it is not an envelope
 * @throws {AuthenticationError} if it is not of this session, or was altered
 * @throws {SessionError} if it was received before, or its key is gone
 * @throws {ContradictionError} if it cannot follow what is known of the session
 * @throws {LimitError} if too many messages before it are missing
 */
export function decrypt({ crypto, session, envelope, now }: DecryptOptions): Decrypted {
  const parts = splitEnvelope(envelope)
  const staged = stage(crypto, session, parts, now)
  const { used, messageKey } = staged
  let plaintext: Uint8Array
  try {
    plaintext = openBody(crypto, session, messageKey, parts)
  } finally {
    if (used === undefined) messageKey.fill(0)
  }
  const { chains, removed } = pruneChains(staged.session.chains, now)
  // a key that was passed over and dropped in one go never gets a record
  const fresh = new Set(staged.stored)
  const dropped = new Set(removed)
  const consumed = removed.filter(key => !fresh.has(key))
  return {
    session: { ...staged.session, chains, kem: counted(staged.session.kem) },
    plaintext,
    stored: staged.stored.filter(key => !dropped.has(key)),
    consumed: (used === undefined ? consumed : [used, ...consumed]).map(skippedKeyId),
    late: used !== undefined
  }
}
