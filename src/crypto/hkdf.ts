/** HKDF for backends whose library has none, or a slow one. */

/**
 * RFC 5869 with SHA-256, extract and expand, over HMAC.
 *
 * @param length of the result, at most 255 · 32
 */
export function hkdfSha256(
  hmac: (key: Uint8Array, ...data: Uint8Array[]) => Uint8Array,
  inputKey: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number
): Uint8Array {
  const pseudoRandomKey = hmac(salt, inputKey)
  const output = new Uint8Array(length)
  let block: Uint8Array = new Uint8Array(0)
  for (let at = 0, counter = 1; at < length; at += 32, counter++) {
    const next = hmac(pseudoRandomKey, block, info, Uint8Array.of(counter))
    block.fill(0)
    block = next
    output.set(block.subarray(0, length - at), at)
  }
  block.fill(0)
  pseudoRandomKey.fill(0)
  return output
}
