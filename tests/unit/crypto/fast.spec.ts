import assert from 'node:assert/strict'
import { nobleBackend } from '../../../src/crypto/index.ts'
import { fastBackend as pageBackend, speedUp as speedUpPage } from '../../../src/node/crypto/fast.browser.ts'
import { fastBackend, speedUp } from '../../../src/node/crypto/fast.ts'
import { everyOperation } from '../../support/every-operation.ts'

for (const [where, backend, load] of [
  ['a process', fastBackend, speedUp],
  ['a page', pageBackend, speedUpPage]
] as const) {
  describe(`crypto: the fastest in ${where}`, () => {
    it('is there before libsodium; when that is loaded, the same object is faster and gives the same', async () => {
      const expected = everyOperation(nobleBackend)
      // unless another test of this process has loaded it
      assert.deepEqual(everyOperation(backend), expected)
      const { x25519 } = backend
      await load()
      assert.notEqual(backend.x25519, x25519)
      assert.deepEqual(everyOperation(backend), expected)
    })
  })
}
