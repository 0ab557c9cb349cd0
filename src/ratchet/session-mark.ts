/**
 * What two sides compare to see, without a message, whether a session that both have is still one
 * and the same. After a disk was put back it may not be: one that was opened by a first message
 * which came once more has the id of the one that went on with the life that is gone.
 *
 * @packageDocumentation
 *
 * @example
 * ```ts
 * if (!agrees(crypto, session, received)) … // nothing that one of them seals opens at the other
 * ```
 */
import { equalBytes } from '@noble/ciphers/utils.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { SESSION_MARK_LENGTH } from '../wire/index.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { SessionMark } from '../wire/index.ts'
import type { Session } from './session.ts'

const NONE = new Uint8Array(0)

/** As we have it. */
export function sessionMark(crypto: CryptoBackend, { id, ratchetKey, peerRatchetKey }: Session): SessionMark {
  const name = hexToBytes(id)
  const markOf = (key: Uint8Array): Uint8Array => crypto.sha256(name, key).slice(0, SESSION_MARK_LENGTH)
  return {
    id: name.slice(0, SESSION_MARK_LENGTH),
    own: markOf(ratchetKey),
    theirs: markOf(peerRatchetKey ?? NONE)
  }
}

/**
 * Whether the other side has the session as we have it. Each makes a new ratchet key only after it
 * has received the other's newest, so at most one of the two keys of now is still unknown to the
 * other side; and while we have to make the next one, we know the other side's.
 *
 * @param mark of a session of that id, from the other side
 */
export function agrees(crypto: CryptoBackend, session: Session, mark: SessionMark): boolean {
  const ours = sessionMark(crypto, session)
  if (equalBytes(ours.theirs, mark.own)) return true
  return session.sending !== undefined && equalBytes(mark.theirs, ours.own)
}
