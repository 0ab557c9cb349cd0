import { equalBytes } from '@noble/ciphers/utils.js'
import { base64url } from 'multiformats/bases/base64'
import { EarshotError, LimitError, TrustError, UsageError } from '../errors.ts'
import { decodeSigned, encodeSigned } from '../wire/index.ts'
import { MAX_INVITE_BYTES, MAX_LINK_LENGTH, MAX_PAGE_LENGTH, MAX_PASTE_LENGTH } from './constants.ts'
import { verifyInvite } from './invite.ts'
import type { VerifiedInvite } from './invite.ts'
import type { CryptoBackend } from '../crypto/index.ts'
import type { EpochMs } from '../ports.ts'
import type { Signed } from '../wire/index.ts'

/** What a link begins with when no page is named. */
const SCHEME = 'web+earshot:'

/** Between page and invite. Behind `#` nothing reaches the page's web server. */
const FRAGMENT = '#i='

/** `https://`, a host and a path in printable ASCII. */
const PAGE = /^https:\/\/[!"$-~]+$/

/**
 * The link of a signed invite: `web+earshot:#i=` and the `Signed` record in base64url without
 * padding. With a page, that page's address stands in place of `web+earshot:`.
 *
 * @param page - begins with https://, at most 150 characters of ASCII, no `#`
 * @throws {UsageError} not such a page
 * @throws {LimitError} an invite that does not fit a QR code; `createInvite` makes none
 */
export function encodeInviteLink(signed: Signed, page?: string): string {
  if (page !== undefined && (page.length > MAX_PAGE_LENGTH || !PAGE.test(page))) {
    throw new UsageError('The page of an invite is an https address of at most 150 characters, without #')
  }
  const bytes = encodeSigned(signed)
  if (bytes.length > MAX_INVITE_BYTES) throw new LimitError('The invite is too large for a link')
  return (page ?? SCHEME) + FRAGMENT + base64url.baseEncode(bytes)
}

/**
 * Reads an invite link, whichever page it names; space around it is ignored. Every character
 * behind the page is covered: base64url and the outer record are accepted in one spelling
 * only, and the signature covers the rest.
 *
 * @throws {UsageError} not an invite link
 * @throws {TrustError} altered, or expired
 */
export function parseInviteLink(crypto: CryptoBackend, text: string, now: EpochMs): VerifiedInvite {
  const bytes = bytesOfLink(text)
  const altered = (): TrustError => new TrustError('This invite was altered or cut off')
  if (bytes.length > MAX_INVITE_BYTES) throw altered()
  try {
    const signed = decodeSigned(bytes)
    if (!equalBytes(encodeSigned(signed), bytes)) throw altered()
    return verifyInvite(crypto, signed, { now })
  } catch (error) {
    if (error instanceof TrustError || !(error instanceof EarshotError)) throw error
    throw altered()
  }
}

function bytesOfLink(text: string): Uint8Array {
  const noLink = (): UsageError => new UsageError('This is not an invite link')
  if (text.length > MAX_PASTE_LENGTH) throw noLink()
  const link = text.trim()
  const at = link.indexOf(FRAGMENT)
  const page = link.slice(0, at)
  if (at < 0 || link.length > MAX_LINK_LENGTH || (page !== SCHEME && !PAGE.test(page))) throw noLink()
  const data = link.slice(at + FRAGMENT.length)
  let bytes
  try {
    bytes = base64url.baseDecode(data)
  } catch {
    throw noLink()
  }
  // also refuses padding, stray bits behind the last byte and characters of no weight
  if (data === '' || base64url.baseEncode(bytes) !== data) throw noLink()
  return bytes
}
