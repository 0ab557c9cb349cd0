import assert from 'node:assert/strict'
import { nobleBackend } from '../../src/crypto/noble.ts'
import { HEADER_BYTES, openHeader, readHeader, sealHeader } from '../../src/store/header.ts'
import type { KdfCost } from '../../src/store/passphrase.ts'
import { deriveKey, deriveNewKey } from '../../src/store/passphrase.ts'
import { KDF_MIN_MS } from '../../src/store/constants.ts'

const key = new Uint8Array(32).fill(1)
const rootKey = new Uint8Array(32).fill(2)
const salt = new Uint8Array(16).fill(3)
const nonce = new Uint8Array(24).fill(4)
const good: KdfCost = { memoryKib: 64 * 1024, iterations: 3, parallelism: 1 }

function seal(cost: KdfCost = good): Uint8Array {
  return sealHeader(nobleBackend, key, rootKey, { protectedBy: 'passphrase', cost, salt, nonce })
}

describe('vault header', () => {
  it('comes back as it was', () => {
    const header = readHeader(seal())
    assert.equal(header.protectedBy, 'passphrase')
    assert.deepEqual(header.cost, good)
    assert.deepEqual(header.salt, salt)
    assert.deepEqual(openHeader(nobleBackend, key, header), rootKey)
    const withKeyFile = sealHeader(nobleBackend, key, rootKey, {
      protectedBy: 'key-file',
      salt: new Uint8Array(16),
      nonce
    })
    assert.equal(readHeader(withKeyFile).protectedBy, 'key-file')
    assert.deepEqual(openHeader(nobleBackend, key, readHeader(withKeyFile)), rootKey)
  })

  it('is refused with any bit changed, and at any other length', () => {
    const bytes = seal()
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Uint8Array.from(bytes)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      assert.throws(
        () => openHeader(nobleBackend, key, readHeader(altered)),
        /^(StorageError|VaultCorruptError|WrongPassphraseError)/,
        `bit ${bit}`
      )
    }
    for (let length = 0; length < HEADER_BYTES; length++) {
      assert.throws(() => readHeader(bytes.subarray(0, length)), { name: 'VaultCorruptError' })
    }
    assert.throws(() => readHeader(new Uint8Array(HEADER_BYTES + 1)), { name: 'VaultCorruptError' })
  })

  it('does not open with another key', () => {
    assert.throws(() => openHeader(nobleBackend, rootKey, readHeader(seal())), {
      name: 'WrongPassphraseError'
    })
  })

  it('is refused when it asks for a weaker or an absurd passphrase check', () => {
    const refused: KdfCost[] = [
      { ...good, memoryKib: 19 * 1024 - 1 },
      { ...good, iterations: 1 },
      { ...good, parallelism: 2 },
      { ...good, parallelism: 0 },
      { ...good, memoryKib: 2 ** 32 - 1 },
      { ...good, iterations: 2 ** 31 }
    ]
    for (const cost of refused) assert.throws(() => readHeader(seal(cost)), { name: 'VaultCorruptError' })
    assert.deepEqual(readHeader(seal({ memoryKib: 19 * 1024, iterations: 2, parallelism: 1 })).cost, {
      memoryKib: 19 * 1024,
      iterations: 2,
      parallelism: 1
    })
  })
})

describe('passphrase', () => {
  const passphrase = new TextEncoder().encode('correct horse')

  it('gives the key that the Argon2 reference gives', async () => {
    // made with OpenSSL (node:crypto.argon2Sync, Node 24)
    const reference = new TextEncoder().encode('3333333333333333')
    const found = await deriveKey(passphrase, reference, { memoryKib: 19_456, iterations: 2, parallelism: 1 })
    assert.equal(
      Buffer.from(found).toString('hex'),
      'a854430f05920e5566488eea2f304127a493f66497cf050724dc8b1762a87609'
    )
  })

  it('costs what it must on this machine: a clock that says "too fast" makes it dearer', async () => {
    let time = 0
    const first = await deriveNewKey(passphrase, salt, () => (time += KDF_MIN_MS))
    assert.deepEqual(first.cost, good)
    const ticks = [0, KDF_MIN_MS / 2, 0, KDF_MIN_MS]
    const second = await deriveNewKey(passphrase, salt, () => ticks.shift() ?? 0)
    assert.deepEqual(second.cost, { ...good, iterations: 7 })
    assert.deepEqual(second.key, await deriveKey(passphrase, salt, second.cost))
    assert.notDeepEqual(second.key, first.key)
  })
})
