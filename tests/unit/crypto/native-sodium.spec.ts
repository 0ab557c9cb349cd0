import assert from 'node:assert/strict'
import { registerHooks } from 'node:module'
import process from 'node:process'
import { fastBackend, speedUp } from '../../../src/node/crypto/fast.ts'
import { loadNativeSodium } from '../../../src/node/crypto/sodium-native.ts'

describe('libsodium as C', () => {
  it('is there, and does the curves', async () => {
    await speedUp()
    const curves = await loadNativeSodium()
    assert.ok(
      curves !== undefined ||
        !/^(?:linux|darwin|win32)-(?:x64|arm64)$/u.test(`${process.platform}-${process.arch}`)
    )
    if (curves === undefined) return
    const noBytes = new DataView(new ArrayBuffer(1)) as unknown as Uint8Array
    assert.throws(() => fastBackend.ed25519Sign(new Uint8Array(32), noBytes), /that libsodium reads/u)
  })

  it('reads nothing but the bytes that it is given', async function () {
    const curves = await loadNativeSodium()
    if (curves === undefined) return this.skip()
    const seed = new Uint8Array(32)
    const publicKey = curves.ed25519PublicKey(seed)
    const signature = curves.ed25519Sign(seed, new Uint8Array(40))
    const views = [
      new DataView(new ArrayBuffer(40)),
      new Uint16Array(20),
      new Uint8Array(new SharedArrayBuffer(40))
    ]
    for (const view of views) {
      const message = view as unknown as Uint8Array
      assert.throws(() => curves.ed25519Sign(seed, message), TypeError)
      assert.throws(() => curves.ed25519Verify(publicKey, message, signature), TypeError)
    }
    const around = new Uint8Array(100).fill(7)
    around.fill(0, 30, 70)
    assert.ok(curves.ed25519Verify(publicKey, around.subarray(30, 70), signature))
  })

  it('is done without on a machine that there is no build of it for', async () => {
    const hooks = registerHooks({
      resolve(specifier, context, next) {
        if (specifier === 'sodium-native') throw new Error('ADDON_NOT_FOUND')
        return next(specifier, context)
      }
    })
    try {
      assert.equal(await loadNativeSodium(), undefined)
    } finally {
      hooks.deregister()
    }
  })
})
