import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { blindPublicKey, blindSecretKey } from '../../src/crypto/blinded-ed25519.ts'

interface Vector {
  readonly seed: string
  readonly publicKey: string
  readonly parameter: string
  readonly blindedSecretKey: string
  readonly blindedPublicKey: string
}

const file = new URL('tor-blinding.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }

describe('blinded keys of Tor', () => {
  it('are the published ones', () => {
    assert.equal(vectors.length, 10)
    for (const { seed, publicKey, parameter, ...expected } of vectors) {
      const by = hexToBytes(parameter)
      const secret = blindSecretKey(hexToBytes(seed), by)
      assert.equal(bytesToHex(secret.scalar) + bytesToHex(secret.prefix), expected.blindedSecretKey)
      assert.equal(bytesToHex(secret.publicKey), expected.blindedPublicKey)
      assert.equal(bytesToHex(blindPublicKey(hexToBytes(publicKey), by)), expected.blindedPublicKey)
    }
  })
})
