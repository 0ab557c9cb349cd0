import assert from 'node:assert/strict'
import { AeadId, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { HPKE_OVERHEAD, hpkeOpen, hpkeSeal } from '../../../src/crypto/hpke.ts'
import { nobleBackend as crypto } from '../../../src/crypto/noble.ts'
import { AuthenticationError } from '../../../src/errors.ts'
import { seededRng } from '../../support/ratchet.ts'
import type { AeadInterface } from '@hpke/core'

const empty = new Uint8Array(0)

function bytesOf(data: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** @hpke/core brings everything but this AEAD. */
const chacha: AeadInterface = {
  id: AeadId.Chacha20Poly1305,
  keySize: 32,
  nonceSize: 12,
  tagSize: 16,
  createEncryptionContext(rawKey) {
    const key = bytesOf(rawKey)
    return {
      seal: async (nonce, data, aad) =>
        bufferOf(crypto.chacha20Poly1305Seal(key, bytesOf(nonce), bytesOf(data), bytesOf(aad))),
      open: async (nonce, data, aad) =>
        bufferOf(crypto.chacha20Poly1305Open(key, bytesOf(nonce), bytesOf(data), bytesOf(aad)))
    }
  }
}

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: chacha })

describe('HPKE', () => {
  const rng = seededRng('hpke')
  const secret = rng(32)
  const publicKey = crypto.x25519PublicKey(secret)
  const info = utf8ToBytes('earshot/test/1')
  const aad = utf8ToBytes('associated')
  const message = utf8ToBytes('Beauty is truth')

  it('gives the bytes of RFC 9180 A.2.1', () => {
    const ephemeral = hexToBytes('f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600')
    const sealed = hpkeSeal(
      crypto,
      () => ephemeral.slice(),
      hexToBytes('4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a'),
      hexToBytes('4f6465206f6e2061204772656369616e2055726e'),
      hexToBytes('436f756e742d30'),
      hexToBytes('4265617574792069732074727574682c20747275746820626561757479')
    )
    assert.equal(
      bytesToHex(sealed),
      '1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a' +
        '1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28'
    )
    const recipient = hexToBytes('8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb')
    const opened = hpkeOpen(
      crypto,
      recipient,
      hexToBytes('4f6465206f6e2061204772656369616e2055726e'),
      hexToBytes('436f756e742d30'),
      sealed
    )
    assert.equal(bytesToHex(opened), '4265617574792069732074727574682c20747275746820626561757479')
  })

  it('is opened by @hpke/core, and opens what that sealed', async () => {
    const recipientKey = await suite.kem.importKey('raw', bufferOf(secret), false)
    const senderKey = await suite.kem.importKey('raw', bufferOf(publicKey), true)
    for (const length of [0, 1, 15, 16, 1_000]) {
      const content = rng(length)
      const sealed = hpkeSeal(crypto, rng, publicKey, info, aad, content)
      assert.equal(sealed.length, length + HPKE_OVERHEAD)
      const opened = await suite.open(
        { recipientKey, enc: sealed.subarray(0, 32), info },
        sealed.subarray(32),
        aad
      )
      assert.deepEqual(new Uint8Array(opened), content)
      const theirs = await suite.seal({ recipientPublicKey: senderKey, info }, content, aad)
      const joined = Uint8Array.from([...new Uint8Array(theirs.enc), ...new Uint8Array(theirs.ct)])
      assert.deepEqual(hpkeOpen(crypto, secret, info, aad, joined), content)
    }
  })

  it('opens nothing that was altered, cut, or sealed for something else', () => {
    const sealed = hpkeSeal(crypto, rng, publicKey, info, aad, message)
    assert.deepEqual(hpkeOpen(crypto, secret, info, aad, sealed), message)
    // bit 255 of the encapsulated key is ignored by X25519, but not by the KEM context
    for (const at of [0, 31, 32, 40, sealed.length - 1]) {
      const flipped = sealed.with(at, (sealed[at] ?? 0) ^ 0x80)
      assert.throws(() => hpkeOpen(crypto, secret, info, aad, flipped), AuthenticationError)
    }
    for (const length of [0, 31, 32, HPKE_OVERHEAD - 1, sealed.length - 1]) {
      const cut = sealed.subarray(0, length)
      assert.throws(() => hpkeOpen(crypto, secret, info, aad, cut), AuthenticationError)
    }
    assert.throws(() => hpkeOpen(crypto, rng(32), info, aad, sealed), AuthenticationError)
    assert.throws(() => hpkeOpen(crypto, secret, aad, aad, sealed), AuthenticationError)
    assert.throws(() => hpkeOpen(crypto, secret, info, empty, sealed), AuthenticationError)
  })

  it('refuses keys of low order on both sides', () => {
    assert.throws(() => hpkeSeal(crypto, rng, new Uint8Array(32), info, aad, message), AuthenticationError)
    assert.throws(() => hpkeOpen(crypto, secret, info, aad, new Uint8Array(64)), AuthenticationError)
  })
})
