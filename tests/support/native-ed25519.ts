/**
 * The noble backend with Node's X25519 and Ed25519 under it, for tests of many nodes in one
 * process: there each node checks the signatures of all others on one thread, and with noble
 * (about 3 ms each) handshakes run out of time meanwhile. Not for tests of signatures: Node
 * is less strict about which keys it takes.
 *
 * @packageDocumentation
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { nativeX25519Backend, remembering } from './native-x25519.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'

/** What stands before a raw key in its DER forms, RFC 8410. */
const PKCS8 = '302e020100300506032b657004220420'
const SPKI = '302a300506032b6570032100'

const privateKey = remembering(raw =>
  createPrivateKey({ key: Buffer.from(PKCS8 + raw, 'hex'), format: 'der', type: 'pkcs8' })
)
const publicKey = remembering(raw =>
  createPublicKey({ key: Buffer.from(SPKI + raw, 'hex'), format: 'der', type: 'spki' })
)

export const nativeBackend: CryptoBackend = {
  ...nativeX25519Backend,
  ed25519PublicKey(seed) {
    const exported = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
    return new Uint8Array(exported.subarray(SPKI.length / 2))
  },
  ed25519Sign(seed, message) {
    return new Uint8Array(sign(null, message, privateKey(seed)))
  },
  ed25519Verify(key, message, signature) {
    try {
      return verify(null, message, publicKey(key), signature)
    } catch {
      return false
    }
  }
}
