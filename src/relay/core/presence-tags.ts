/**
 * Who may see a lease (docs/PROTOCOL.md, 14.4). A lease carries one tag for each contact, and
 * a contact watches its own. A tag is made for one coordinator and one UTC day, so that tags
 * of two coordinators or two days cannot be matched.
 *
 * The secret behind it follows from the deposit secret that the owner gave this contact: both hold
 * it, nobody else does, and it is another one in the other direction.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { KEY_LENGTH, PRESENCE_TAG_LENGTH } from '../../wire/index.ts'
import { PRESENCE_SECRET_LABEL, PRESENCE_TAG_DOMAIN, TAG_PERIOD } from '../constants.ts'
import { domainPrefix } from './domain.ts'
import type { CryptoBackend } from '../../crypto/index.ts'
import type { EpochMs } from '../../ports.ts'

const NO_SALT = new Uint8Array(0)

/** Full UTC days since 1970. */
export function dayOf(now: EpochMs): number {
  return Math.floor(now / TAG_PERIOD)
}

/** The 32 bytes that an owner's tags for one contact are made from. */
export function presenceSecret(crypto: CryptoBackend, depositSecret: Uint8Array): Uint8Array {
  return crypto.hkdfSha256(depositSecret, NO_SALT, utf8ToBytes(PRESENCE_SECRET_LABEL), KEY_LENGTH)
}

/**
 * The 16-byte tag of one contact, coordinator and day: MAC(secret, coordinator ‖ u64 day), cut.
 *
 * @param coordinator - 32-byte key
 */
export function presenceTag(
  crypto: CryptoBackend,
  secret: Uint8Array,
  coordinator: Uint8Array,
  day: number
): Uint8Array {
  const domain = domainPrefix(PRESENCE_TAG_DOMAIN)
  const dayBytes = new Uint8Array(8)
  new DataView(dayBytes.buffer).setBigUint64(0, BigInt(day))
  return crypto.hmacSha256(secret, domain, coordinator, dayBytes).slice(0, PRESENCE_TAG_LENGTH)
}

/** What a contact watches for: today's tag, and the two beside it, because clocks differ by up to a day. */
export function watchedTags(
  crypto: CryptoBackend,
  secret: Uint8Array,
  coordinator: Uint8Array,
  day: number
): readonly Uint8Array[] {
  return [day, day - 1, day + 1].map(near => presenceTag(crypto, secret, coordinator, near))
}
