/**
 * Sending: RatchetEncryptHE of the specification's §4.4, with the ratchet step put off
 * until there is something to send ("Deferring new ratchet key generation"), so that
 * receiving needs no randomness and a ratchet key lives no longer than it must.
 *
 * @packageDocumentation
 */
import { LimitError, SessionError } from '../errors.ts'
import { ENVELOPE_NONCE_LENGTH, MAX_MESSAGE_NUMBER } from './constants.ts'
import { maxContentLength, sealEnvelope } from './envelope.ts'
import { chainStep, rootStep } from './kdf.ts'
import { beginChain, counted } from './kem.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'
import type { SendingChain, Session } from './session.ts'

/** What {@link encrypt} needs. */
export interface EncryptOptions {
  readonly crypto: CryptoBackend
  readonly rng: Rng
  readonly session: Session
  /** At most {@link maxContentLength} bytes. */
  readonly plaintext: Uint8Array
  readonly now: EpochMs
}

/** The session after sending, to be stored before the envelope leaves. */
export interface Encrypted {
  readonly session: Session
  readonly envelope: Uint8Array
}

type SendingSession = Session & { readonly sending: SendingChain }

/** The sending half of DHRatchetHE. */
function startChain(crypto: CryptoBackend, rng: Rng, session: Session, now: EpochMs): SendingSession {
  if (session.peerRatchetKey === undefined) {
    throw new SessionError('The session cannot send before it has received')
  }
  const ratchetSecret = rng(32)
  const { state, part, secret } = beginChain(crypto, rng, session.kem, now)
  const { version, rootKey, peerRatchetKey } = session
  const step = rootStep(crypto, version, rootKey, ratchetSecret, peerRatchetKey, secret)
  return {
    ...session,
    rootKey: step.rootKey,
    ratchetSecret,
    ratchetKey: crypto.x25519PublicKey(ratchetSecret),
    sending: {
      chainKey: step.chainKey,
      headerKey: session.nextSendingHeaderKey,
      messageNumber: 0,
      kem: part
    },
    nextSendingHeaderKey: step.nextHeaderKey,
    kem: state
  }
}

/**
 * Seals one message. The same plaintext never gives the same envelope; to send again, send
 * the stored envelope.
 *
 * @throws {LimitError} if the plaintext is too long
 * @throws {SessionError} if the chain is at its end
 */
export function encrypt({ crypto, rng, session, plaintext, now }: EncryptOptions): Encrypted {
  if (plaintext.length > maxContentLength) throw new LimitError('The content is too long for an envelope')
  const { sending } = session
  const ready: SendingSession =
    sending === undefined ? startChain(crypto, rng, session, now) : { ...session, sending }
  const { headerKey, messageNumber, kem } = ready.sending
  if (messageNumber >= MAX_MESSAGE_NUMBER) throw new SessionError('The sending chain is at its end')
  const { chainKey, messageKey } = chainStep(crypto, ready.sending.chainKey)
  const header = {
    ratchetKey: ready.ratchetKey,
    previousChainLength: ready.previousChainLength,
    messageNumber,
    kem
  }
  const nonce = rng(ENVELOPE_NONCE_LENGTH)
  const envelope = sealEnvelope(crypto, ready, nonce, headerKey, messageKey, header, plaintext)
  messageKey.fill(0)
  // a chain key that was made here exists nowhere else
  if (sending === undefined) ready.sending.chainKey.fill(0)
  return {
    session: {
      ...ready,
      sending: { chainKey, headerKey, messageNumber: messageNumber + 1, kem },
      kem: counted(ready.kem)
    },
    envelope
  }
}
