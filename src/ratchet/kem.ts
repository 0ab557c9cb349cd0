/**
 * The post-quantum ratchet: now and then a step of the Double Ratchet also agrees on an
 * ML-KEM-768 secret, so that a session heals from a theft of its state even against who can
 * compute discrete logarithms (docs/PROTOCOL.md, 8.4; docs/adr/012).
 *
 * The chains of the two sides alternate, so what a chain carries is fixed for all of it:
 *
 * ```
 * chain of A:  offers a key            in each of its headers
 * chain of B:  answers, a ciphertext   in each of its headers; its root step mixes the secret in
 * ```
 *
 * Whoever has a message of a chain has what the chain carries, and a chain that answers tells
 * its receiver that the offer arrived: nothing is repeated for longer, or acknowledged apart.
 *
 * @packageDocumentation
 */
import { SessionError, WireFormatError } from '../errors.ts'
import { KEM_CIPHERTEXT_LENGTH, KEM_KEY_LENGTH } from '../wire/index.ts'
import { KEM_MESSAGES, KEM_PERIOD } from './constants.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs, Rng } from '../ports.ts'

/** q of FIPS 203. */
const MODULUS = 3_329
/** Bytes of the encoded vector in front of the key's seed. */
const VECTOR_LENGTH = KEM_KEY_LENGTH - 32

/** What every header of one chain carries. */
export type KemPart =
  | { readonly kind: 'none' }
  /** An encapsulation key, to be answered by the other side's next chain. */
  | { readonly kind: 'offer'; readonly key: Uint8Array }
  /** The answer to the offer of the chain before. */
  | { readonly kind: 'answer'; readonly ciphertext: Uint8Array }

/** How far the two sides are. */
export interface KemState {
  /** Messages sent and received since a secret was last mixed in, or since the handshake. */
  readonly messages: number
  /** When that was here. */
  readonly since: EpochMs
  /** What the offer of our own last chain was made from, 64 bytes, until it is answered. */
  readonly seed: Uint8Array | undefined
  /** The offer of the peer's last chain, until our next chain answers it. */
  readonly offered: Uint8Array | undefined
}

/** A secret to be mixed into a root step, and what it was agreed with. */
export interface KemSecret {
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly key: Uint8Array
  readonly ciphertext: Uint8Array
}

/** What a new chain begins with. */
export interface KemStep {
  readonly state: KemState
  readonly part: KemPart
  readonly secret: KemSecret | undefined
}

export const NO_KEM_PART: KemPart = { kind: 'none' }

/** When the two have just agreed on a secret of ML-KEM, in the handshake or in an exchange. */
export function newKemState(now: EpochMs): KemState {
  return { messages: 0, since: now, seed: undefined, offered: undefined }
}

/** One more message was sent or received. */
export function counted(state: KemState): KemState {
  return { ...state, messages: Math.min(state.messages + 1, KEM_MESSAGES) }
}

/** Also when a clock was set back. */
function isDue({ messages, since }: KemState, now: EpochMs): boolean {
  return messages >= KEM_MESSAGES || Math.abs(now - since) >= KEM_PERIOD
}

/** For a sending chain that begins: answers an offer, or makes one that is due. */
export function beginChain(crypto: CryptoBackend, rng: Rng, state: KemState, now: EpochMs): KemStep {
  const { offered: key } = state
  if (key !== undefined) {
    const randomness = rng(32)
    const { ciphertext, sharedSecret: secret } = crypto.mlKem768Encapsulate(key, randomness)
    randomness.fill(0)
    return {
      state: newKemState(now),
      part: { kind: 'answer', ciphertext },
      secret: { secret, key, ciphertext }
    }
  }
  if (!isDue(state, now)) return { state, part: NO_KEM_PART, secret: undefined }
  const seed = rng(64)
  const pair = crypto.mlKem768KeyPair(seed)
  pair.secretKey.fill(0)
  return { state: { ...state, seed }, part: { kind: 'offer', key: pair.publicKey }, secret: undefined }
}

/**
 * For a chain of the peer that begins.
 *
 * @throws {SessionError} an offer of ours is not answered, or something else is: who could
 *   leave answers out could keep a session from healing
 */
export function takeChain(crypto: CryptoBackend, state: KemState, part: KemPart, now: EpochMs): KemStep {
  const { seed } = state
  if ((seed !== undefined) !== (part.kind === 'answer')) {
    throw new SessionError('The peer leaves the post-quantum ratchet out')
  }
  if (seed !== undefined && part.kind === 'answer') {
    const pair = crypto.mlKem768KeyPair(seed)
    const secret = crypto.mlKem768Decapsulate(pair.secretKey, part.ciphertext)
    pair.secretKey.fill(0)
    return {
      state: newKemState(now),
      part,
      secret: { secret, key: pair.publicKey, ciphertext: part.ciphertext }
    }
  }
  const offered = part.kind === 'offer' ? part.key : undefined
  return { state: { ...state, offered }, part, secret: undefined }
}

const KINDS = ['none', 'offer', 'answer'] as const

/** Bytes of a part in a header. */
export function kemPartLength(part: KemPart): number {
  return 1 + kemBytes(part).length
}

/** u8 kind ‖ key or ciphertext. */
export function encodeKemPart(part: KemPart): Uint8Array {
  const bytes = new Uint8Array(kemPartLength(part))
  bytes[0] = KINDS.indexOf(part.kind)
  bytes.set(kemBytes(part), 1)
  return bytes
}

/** @throws {WireFormatError} another kind or length, or a key that fails the check of FIPS 203, 7.2 */
export function decodeKemPart(bytes: Uint8Array): KemPart {
  const rest = bytes.slice(1)
  const kind = KINDS[bytes[0] ?? KINDS.length]
  if (kind === 'none' && rest.length === 0) return NO_KEM_PART
  if (kind === 'answer' && rest.length === KEM_CIPHERTEXT_LENGTH) return { kind, ciphertext: rest }
  if (kind === 'offer' && rest.length === KEM_KEY_LENGTH && isReduced(rest)) return { kind, key: rest }
  throw new WireFormatError('Not a part of the post-quantum ratchet')
}

function kemBytes(part: KemPart): Uint8Array {
  if (part.kind === 'offer') return part.key
  return part.kind === 'answer' ? part.ciphertext : new Uint8Array(0)
}

/** The modulus check: each three bytes are two coefficients. So no later encapsulation to the key can fail. */
function isReduced(key: Uint8Array): boolean {
  for (let at = 0; at < VECTOR_LENGTH; at += 3) {
    const middle = key[at + 1] ?? 0
    const first = (key[at] ?? 0) | ((middle & 0x0f) << 8)
    const second = (middle >> 4) | ((key[at + 2] ?? 0) << 4)
    if (first >= MODULUS || second >= MODULUS) return false
  }
  return true
}
