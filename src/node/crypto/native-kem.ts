/** ML-KEM-768 of node:crypto, which has it from Node 24.7 on and with OpenSSL 3.5. */
import crypto from 'node:crypto'
import { nobleBackend } from '../../crypto/index.ts'
import type { KemKeyPair } from '../../crypto/index.ts'
import { privateKey } from './native-keys.ts'

const PUBLIC_KEY_LENGTH = 1184
const SECRET_KEY_LENGTH = 2400
/** Where FIPS 203 §6.1 puts the public key in the secret key. */
const PUBLIC_KEY_AT = 1152

/** As older versions have it. */
const { decapsulate }: Partial<Pick<typeof crypto, 'decapsulate'>> = crypto

/** Whether this Node has it: the function alone does not say so, OpenSSL may be the system's. */
export const hasNativeKem: boolean = (() => {
  if (decapsulate === undefined) return false
  try {
    return privateKey('mlKem768Seed', new Uint8Array(64)).asymmetricKeyType !== undefined
  } catch {
    return false
  }
})()

/** FIPS 203, key generation from a seed of 64 bytes. */
export function keyPair(seed: Uint8Array): KemKeyPair {
  // OpenSSL writes seed and expanded key; the latter is at the end
  const exported = privateKey('mlKem768Seed', seed).export({ format: 'der', type: 'pkcs8' })
  const secretKey = new Uint8Array(exported.subarray(-SECRET_KEY_LENGTH))
  exported.fill(0)
  return { publicKey: secretKey.slice(PUBLIC_KEY_AT, PUBLIC_KEY_AT + PUBLIC_KEY_LENGTH), secretKey }
}

/** FIPS 203, decapsulation. @throws {RangeError} the secret key fails the hash check of §7.3 */
export function open(secretKey: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  let key
  try {
    key = privateKey('mlKem768Expanded', secretKey)
  } catch {
    // OpenSSL takes only what key generation gives, and FIPS 203 asks for less: noble decides.
    return nobleBackend.mlKem768Decapsulate(secretKey, ciphertext)
  }
  return new Uint8Array(crypto.decapsulate(key, ciphertext))
}
