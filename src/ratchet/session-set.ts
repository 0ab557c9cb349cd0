/**
 * All sessions with one device, as in Sesame: the active one, on which we send, and the
 * archived ones, on which mail may still arrive.
 *
 * When both sides start at once there are two sessions. Each side makes active the one on
 * which it last received something new, so they agree as soon as one answers the other.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * const { set, envelope, changes } = encryptWith({ crypto, rng, set: held, plaintext, now })
 * await store.batch(opsOf(changes)) // before the envelope leaves
 * ```
 */
import { AuthenticationError, SessionError } from '../errors.ts'
import { MAX_ARCHIVED_SESSIONS } from './constants.ts'
import { decrypt } from './decrypt.ts'
import { encrypt } from './encrypt.ts'
import { splitEnvelope } from './envelope.ts'
import { skippedKeyId } from './skipped.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { Decrypted } from './decrypt.ts'
import type { Session, SkippedKey, SkippedKeyId } from './session.ts'

/** Sessions by rank, the highest first: the active one, then the archived ones. Ids are unique. */
export type SessionSet = readonly Session[]

/** What one step changed on disk, for one batch. */
export interface SessionChanges {
  /** The session record to put. */
  readonly put: Session
  /** Skipped-key records to put. */
  readonly stored: readonly SkippedKey[]
  /** Skipped-key records to delete. */
  readonly consumed: readonly SkippedKeyId[]
  /** Session records to delete; their skipped keys stand in `consumed`. */
  readonly dropped: readonly Session[]
}

/** A set after a step. */
export interface SetStep {
  readonly set: SessionSet
  readonly changes: SessionChanges
}

/** What {@link encryptWith} returns. */
export interface SetEncrypted extends SetStep {
  readonly envelope: Uint8Array
}

/** What {@link decryptWith} returns. */
export interface SetDecrypted extends SetStep {
  readonly plaintext: Uint8Array
}

const NOTHING = { stored: [], consumed: [] }

/** The set that was stored. */
export function restoreSessionSet(sessions: readonly Session[]): SessionSet {
  return sessions.toSorted((a, b) => b.rank - a.rank)
}

/** The session on which we send; undefined: there is none, or only ones that are read. */
export function activeSession(set: SessionSet): Session | undefined {
  const [highest] = set
  return highest?.retired === true ? undefined : highest
}

/**
 * Gives sessions up for sending: their envelopes can still be read, and do not make them active.
 *
 * @param which - default: all
 */
export function retireSessions(
  set: SessionSet,
  which: (session: Session) => boolean = () => true
): SessionSet {
  if (!set.some(session => !session.retired && which(session))) return set
  return set.map(session => (session.retired || !which(session) ? session : { ...session, retired: true }))
}

/** Puts a session in front of the others and drops those beyond {@link MAX_ARCHIVED_SESSIONS}. */
function activate(
  set: SessionSet,
  session: Session,
  changed: Pick<Decrypted, 'stored' | 'consumed'>
): SetStep {
  const others = set.filter(({ id }) => id !== session.id)
  const [highest] = set
  const rank = highest === undefined || highest.id === session.id ? session.rank : highest.rank + 1
  const put = { ...session, rank }
  const dropped = others.slice(MAX_ARCHIVED_SESSIONS)
  const gone = dropped.flatMap(({ chains }) => chains.flatMap(({ skipped }) => skipped.map(skippedKeyId)))
  return {
    set: [put, ...others.slice(0, MAX_ARCHIVED_SESSIONS)],
    changes: { put, stored: changed.stored, consumed: [...changed.consumed, ...gone], dropped }
  }
}

/**
 * Adds a session that was just opened, by us or by the peer, and makes it the active one.
 *
 * @param opened the result of `initiate` or of `respond`
 * @throws {SessionError} if it is already there
 */
export function addSession(
  set: SessionSet,
  opened: { readonly session: Session } & Partial<Pick<Decrypted, 'stored' | 'consumed'>>
): SetStep {
  const { session, stored = [], consumed = [] } = opened
  if (set.some(({ id }) => id === session.id)) throw new SessionError('The session is already there')
  return activate(set, session, { stored, consumed })
}

/**
 * Seals one message on the active session.
 *
 * @throws {SessionError} if there is no session
 * @throws {LimitError} if the plaintext is too long
 */
export function encryptWith(options: {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly set: SessionSet
  readonly plaintext: Uint8Array
  readonly now: EpochMs
}): SetEncrypted {
  const { crypto, rng, set, plaintext, now } = options
  const active = activeSession(set)
  if (active === undefined) throw new SessionError('There is no session with this device')
  const { session, envelope } = encrypt({ crypto, rng, session: active, plaintext, now })
  return { envelope, ...activate(set, session, NOTHING) }
}

/**
 * Opens one envelope on the active session, else on an archived one, which becomes the
 * active one unless the message is a late one or the session is retired. If it throws, the set is
 * as it was.
 *
 * @throws {WireFormatError} if it is not an envelope
 * @throws {AuthenticationError} if it is of none of the sessions, or was altered
 * @throws {SessionError} if it was received before, or its key is gone
 * @throws {ContradictionError} if it cannot follow what is known of its session
 * @throws {LimitError} if too many messages before it are missing
 */
export function decryptWith(options: {
  readonly crypto: CryptoBackend
  readonly set: SessionSet
  readonly envelope: Uint8Array
  readonly now: EpochMs
}): SetDecrypted {
  const { crypto, set, envelope, now } = options
  splitEnvelope(envelope)
  for (const held of set) {
    let opened: Decrypted
    try {
      opened = decrypt({ crypto, session: held, envelope, now })
    } catch (error) {
      if (error instanceof AuthenticationError) continue
      throw error
    }
    const { plaintext, session } = opened
    if (!opened.late && !session.retired) return { plaintext, ...activate(set, session, opened) }
    const { stored, consumed } = opened
    return {
      plaintext,
      set: set.map(other => (other.id === session.id ? session : other)),
      changes: { put: session, stored, consumed, dropped: [] }
    }
  }
  throw new AuthenticationError('The envelope belongs to none of the sessions')
}
