/**
 * The form of an envelope:
 *
 * ```
 * nonce 24 ‖ u16 length of header box ‖ header box ‖ body box
 * ```
 *
 * The header box is XChaCha20-Poly1305 under a header key: 41 bytes and the chain's part of
 * the post-quantum ratchet. The body box is ChaCha20-Poly1305 under a key of its own.
 * Everything before the body box is associated data of the body.
 *
 * @packageDocumentation
 */
import { concatBytes } from '@noble/hashes/utils.js'
import { AuthenticationError, WireFormatError } from '../errors.ts'
import { KEM_CIPHERTEXT_LENGTH, KEM_KEY_LENGTH } from '../wire/index.ts'
import { ENVELOPE_NONCE_LENGTH, HEADER_LENGTH, PADDING_LADDER, TAG_LENGTH } from './constants.ts'
import { decodeKemPart, encodeKemPart, kemPartLength } from './kem.ts'
import { checkRung, pad, rungFor, unpad } from './padding.ts'
import { bodySecrets } from './kdf.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { KemPart } from './kem.ts'

const PREFIX_LENGTH = ENVELOPE_NONCE_LENGTH + 2
/** Lengths of the header box: with nothing, a ciphertext or a key of ML-KEM. */
const HEADER_BOX_LENGTHS = [0, KEM_CIPHERTEXT_LENGTH, KEM_KEY_LENGTH].map(
  length => HEADER_LENGTH + 1 + length + TAG_LENGTH
)
/** Bytes of an envelope that are neither content nor padding, at most. */
const MAX_OVERHEAD = PREFIX_LENGTH + Math.max(...HEADER_BOX_LENGTHS) + TAG_LENGTH
const HEADER_VERSION = 2

/** The most bytes of content that fit every envelope. */
export const maxContentLength: number = (PADDING_LADDER.at(-1) ?? 0) - MAX_OVERHEAD - 1

function headerBoxLength(kem: KemPart): number {
  return HEADER_LENGTH + kemPartLength(kem) + TAG_LENGTH
}

/**
 * Length of the whole envelope around so many bytes of content.
 *
 * @param kem what the header carries
 * @throws {LimitError} the ladder is too short
 */
export function paddedLength(contentLength: number, kem: KemPart): number {
  return rungFor(contentLength, PREFIX_LENGTH + headerBoxLength(kem) + TAG_LENGTH)
}

/** What the receiver must know to find the message key. Header of the specification's §3.5. */
export interface Header {
  /** The sender's current X25519 ratchet key, 32 bytes. */
  readonly ratchetKey: Uint8Array
  /** How many messages the sender's previous chain had. */
  readonly previousChainLength: number
  /** Position in the sender's current chain, from 0. */
  readonly messageNumber: number
  /** The same in every header of a chain. */
  readonly kem: KemPart
}

/** An envelope cut into its parts, nothing of it verified. The parts alias the envelope. */
export interface EnvelopeParts {
  readonly nonce: Uint8Array
  readonly headerBox: Uint8Array
  readonly bodyBox: Uint8Array
  /** Everything before the body box. */
  readonly prefix: Uint8Array
}

/** What both sides of a session put under every tag. */
interface Binding {
  readonly version: number
  readonly associatedData: Uint8Array
}

function encodeHeader(header: Header): Uint8Array {
  const kem = encodeKemPart(header.kem)
  const bytes = new Uint8Array(HEADER_LENGTH + kem.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, HEADER_VERSION)
  bytes.set(header.ratchetKey, 1)
  view.setUint32(33, header.previousChainLength)
  view.setUint32(37, header.messageNumber)
  bytes.set(kem, HEADER_LENGTH)
  return bytes
}

function decodeHeader(bytes: Uint8Array): Header {
  if (bytes[0] !== HEADER_VERSION) {
    throw new WireFormatError('The header is of an unknown version')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return {
    ratchetKey: bytes.slice(1, 33),
    previousChainLength: view.getUint32(33),
    messageNumber: view.getUint32(37),
    kem: decodeKemPart(bytes.subarray(HEADER_LENGTH))
  }
}

/** @throws {WireFormatError} */
export function splitEnvelope(envelope: Uint8Array): EnvelopeParts {
  checkRung(envelope.length)
  const boxLength = new DataView(envelope.buffer, envelope.byteOffset).getUint16(ENVELOPE_NONCE_LENGTH)
  const bodyStart = PREFIX_LENGTH + boxLength
  // the smallest body holds one byte of padding
  if (!HEADER_BOX_LENGTHS.includes(boxLength) || envelope.length < bodyStart + 1 + TAG_LENGTH) {
    throw new WireFormatError('The header box does not fit the envelope')
  }
  return {
    nonce: envelope.subarray(0, ENVELOPE_NONCE_LENGTH),
    headerBox: envelope.subarray(PREFIX_LENGTH, bodyStart),
    bodyBox: envelope.subarray(bodyStart),
    prefix: envelope.subarray(0, bodyStart)
  }
}

/**
 * HENCRYPT and ENCRYPT of the specification's §4.
 *
 * @throws {LimitError} if the content is too long
 */
export function sealEnvelope(
  crypto: CryptoBackend,
  binding: Binding,
  nonce: Uint8Array,
  headerKey: Uint8Array,
  messageKey: Uint8Array,
  header: Header,
  content: Uint8Array
): Uint8Array {
  const envelope = new Uint8Array(paddedLength(content.length, header.kem))
  const boxLength = headerBoxLength(header.kem)
  const bodyStart = PREFIX_LENGTH + boxLength
  envelope.set(nonce)
  new DataView(envelope.buffer).setUint16(ENVELOPE_NONCE_LENGTH, boxLength)
  const headerBox = crypto.xchacha20Poly1305Seal(
    headerKey,
    nonce,
    encodeHeader(header),
    binding.associatedData
  )
  envelope.set(headerBox, PREFIX_LENGTH)
  const secrets = bodySecrets(crypto, binding.version, messageKey, nonce)
  const padded = pad(content, envelope.length - bodyStart - TAG_LENGTH)
  const associatedData = concatBytes(binding.associatedData, envelope.subarray(0, bodyStart))
  envelope.set(crypto.chacha20Poly1305Seal(secrets.key, secrets.nonce, padded, associatedData), bodyStart)
  secrets.key.fill(0)
  padded.fill(0)
  return envelope
}

/**
 * HDECRYPT of the specification's §4: the header, or nothing if this key did not seal it.
 *
 * @throws {WireFormatError} if it did, but the header is malformed or of another version
 */
export function openHeader(
  crypto: CryptoBackend,
  binding: Binding,
  headerKey: Uint8Array,
  parts: EnvelopeParts
): Header | undefined {
  try {
    return decodeHeader(
      crypto.xchacha20Poly1305Open(headerKey, parts.nonce, parts.headerBox, binding.associatedData)
    )
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined
    throw error
  }
}

/**
 * DECRYPT of the specification's §3.1.
 *
 * @returns the content without its padding
 * @throws {AuthenticationError}
 * @throws {WireFormatError} if the sender padded wrongly
 */
export function openBody(
  crypto: CryptoBackend,
  binding: Binding,
  messageKey: Uint8Array,
  parts: EnvelopeParts
): Uint8Array {
  const secrets = bodySecrets(crypto, binding.version, messageKey, parts.nonce)
  try {
    const associatedData = concatBytes(binding.associatedData, parts.prefix)
    const padded = crypto.chacha20Poly1305Open(secrets.key, secrets.nonce, parts.bodyBox, associatedData)
    const content = unpad(padded)
    padded.fill(0)
    return content
  } finally {
    secrets.key.fill(0)
  }
}
