import assert from 'node:assert/strict'
import { publicKeyFromRaw } from '@libp2p/crypto/keys'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { createAccount, keyOfPeerId, peerIdOf, userIdOf } from '../../src/identity/index.ts'
import { named, seeded } from '../support/identity.ts'

describe('identity: PeerIds', () => {
  const { publicKey, userId } = createAccount(crypto, seeded('peer-id'))

  it('are those of libp2p', () => {
    assert.equal(peerIdOf(publicKey), peerIdFromPublicKey(publicKeyFromRaw(publicKey)).toString())
    assert.equal(userIdOf(publicKey), peerIdOf(publicKey))
    assert.equal(userId, peerIdOf(publicKey))
    assert.match(userId, /^12D3Koo[1-9A-HJ-NP-Za-km-z]{45}$/)
  })

  it('give their key back, also the keys at both ends', () => {
    for (const key of [publicKey, new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
      assert.equal(peerIdOf(key).length, 52)
      assert.deepEqual(keyOfPeerId(peerIdOf(key)), key)
    }
  })

  it('refuse everything else', () => {
    const bad = [
      '',
      userId.slice(0, -1),
      `${userId}1`,
      `1${userId.slice(0, -1)}`,
      ` ${userId}`,
      userId.replace('12D3', '12D0'), // 0 is no digit of base58
      `${userId.slice(0, -1)}é`,
      `${userId.slice(0, -1)}\u4e00`, // one code unit that the decoder takes for a digit
      `${userId.slice(0, -1)}\u{10ffff}`,
      '16Uiu2HAkzYqKKJ3Yb3vRZYVgQyk7sYuYdWv1CWRbZbgEmBK8zCCX', // secp256k1
      'QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N', // RSA
      'bafzaajaiaejcal72gwuz2or47oyxxn6b3rkwdmmkrxgkjxzy3rqt5kczyn7lcm3l', // CIDv1
      'z'.repeat(100_000)
    ]
    for (const id of bad) assert.throws(() => keyOfPeerId(id), named('WireFormatError'), id.slice(0, 60))
    assert.throws(() => peerIdOf(publicKey.subarray(1)), named('UsageError'))
  })
})
