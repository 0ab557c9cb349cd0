/** Which Ed25519 encodings are refused before any curve arithmetic: backends differ in this. */
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** The bit beside y that says which of the two x is meant. */
const SIGN = 0x80
/** y of the eight points whose order divides the cofactor, five values. */
const LOW_ORDER: ReadonlySet<string> = new Set(ED25519_TORSION_SUBGROUP.map(withoutSign))

function withoutSign(point: string): string {
  const last = Number.parseInt(point.slice(62), 16) & ~SIGN
  return point.slice(0, 62) + last.toString(16).padStart(2, '0')
}

/** Whether y is below p = 2^255 - 19. */
function isReduced(point: Uint8Array): boolean {
  if (((point[31] ?? 0) | SIGN) !== 0xff) return true
  for (let at = 30; at > 0; at--) if (point[at] !== 0xff) return true
  return (point[0] ?? 0) < 0xed
}

/**
 * Whether 32 bytes may be a public key, or the R of a signature. Says nothing about whether they
 * are a point at all.
 *
 * Without the sign bit, because points with x = 0 have a second encoding that differs in it.
 * Not constant in time: both are public.
 */
export function isStrictEncoding(point: Uint8Array): boolean {
  return isReduced(point) && !LOW_ORDER.has(withoutSign(bytesToHex(point)))
}
