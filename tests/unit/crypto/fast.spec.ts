import assert from 'node:assert/strict'
import { nobleBackend } from '../../../src/crypto/index.ts'
import { fastBackend as pageBackend, speedUp as speedUpPage } from '../../../src/node/crypto/fast.browser.ts'
import { fastBackend, speedUp } from '../../../src/node/crypto/fast.ts'
import { nativeBackend } from '../../../src/node/crypto/native.ts'

const secret = new Uint8Array(32).fill(7)

for (const [where, backend, first, load] of [
  ['a process', fastBackend, nativeBackend, speedUp],
  ['a page', pageBackend, nobleBackend, speedUpPage]
] as const) {
  describe(`crypto: the fastest in ${where}`, () => {
    it('is there before libsodium, and the same object gets faster when it is loaded', async () => {
      // other tests of this process may have loaded it
      assert.deepEqual(Object.keys(backend).sort(), Object.keys(first).sort())
      const before = backend.x25519PublicKey(secret)
      await load()
      assert.notEqual(backend.x25519PublicKey, first.x25519PublicKey)
      assert.deepEqual(backend.x25519PublicKey(secret), before)
      await load()
      assert.deepEqual(backend.x25519PublicKey(secret), before)
    })
  })
}
