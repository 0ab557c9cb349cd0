/**
 * Sending: RatchetEncryptHE of the specification's §4.4, with the ratchet step put off
 * until there is something to send ("Deferring new ratchet key generation"), so that
 * receiving needs no randomness and a ratchet key lives no longer than it must.
 *
 * @packageDocumentation
 */
import { SessionError } from '../errors.ts'
import { ENVELOPE_NONCE_LENGTH, MAX_MESSAGE_NUMBER } from './constants.ts'
import { paddedLength, sealEnvelope } from './envelope.ts'
import { chainStep, rootStep } from './kdf.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { Rng } from '../ports.ts'
import type { SendingChain, Session } from './session.ts'

/** What {@link encrypt} needs. */
export interface EncryptOptions {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly session: Session
  /** At most {@link maxContentLength} bytes. */
  readonly plaintext: Uint8Array
}

/** The session after sending, to be stored before the envelope leaves. */
export interface Encrypted {
  readonly session: Session
  readonly envelope: Uint8Array
}

type SendingSession = Session & { readonly sending: SendingChain }

/** The sending half of DHRatchetHE. */
function startChain(crypto: CryptoBackend, rng: Rng, session: Session): SendingSession {
  if (session.peerRatchetKey === undefined) {
    throw new SessionError('The session cannot send before it has received')
  }
  const ratchetSecret = rng(32)
  const step = rootStep(crypto, session.version, session.rootKey, ratchetSecret, session.peerRatchetKey)
  return {
    ...session,
    rootKey: step.rootKey,
    ratchetSecret,
    ratchetKey: crypto.x25519PublicKey(ratchetSecret),
    sending: { chainKey: step.chainKey, headerKey: session.nextSendingHeaderKey, messageNumber: 0 },
    nextSendingHeaderKey: step.nextHeaderKey
  }
}

/**
 * Seals one message. The same plaintext never gives the same envelope; to send again, send
 * the stored envelope.
 *
 * @throws {LimitError} if the plaintext is too long
 * @throws {SessionError} if the chain is at its end
 */
export function encrypt({ crypto, rng, session, plaintext }: EncryptOptions): Encrypted {
  paddedLength(plaintext.length)
  const { sending } = session
  const ready: SendingSession =
    sending === undefined ? startChain(crypto, rng, session) : { ...session, sending }
  const { headerKey, messageNumber } = ready.sending
  if (messageNumber >= MAX_MESSAGE_NUMBER) throw new SessionError('The sending chain is at its end')
  const { chainKey, messageKey } = chainStep(crypto, ready.sending.chainKey)
  const header = {
    ratchetKey: ready.ratchetKey,
    previousChainLength: ready.previousChainLength,
    messageNumber
  }
  const nonce = rng(ENVELOPE_NONCE_LENGTH)
  const envelope = sealEnvelope(crypto, ready, nonce, headerKey, messageKey, header, plaintext)
  messageKey.fill(0)
  // a chain key that was made here exists nowhere else
  if (sending === undefined) ready.sending.chainKey.fill(0)
  return {
    session: { ...ready, sending: { chainKey, headerKey, messageNumber: messageNumber + 1 } },
    envelope
  }
}
