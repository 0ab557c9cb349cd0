import assert from 'node:assert/strict'
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../../../src/errors.ts'
import { BACKENDS } from '../../support/backends.ts'
import { forge } from '../../support/ed25519-forger.ts'
import { seededRng } from '../../support/ratchet.ts'

for (const [backend, crypto] of BACKENDS)
  describe(`crypto: ${backend}`, () => {
    const rng = seededRng('backends')
    const parts = [rng(1), rng(0), rng(63), rng(200)]
    const whole = concatBytes(...parts)

    it('hashes the concatenation of its arguments', () => {
      assert.deepEqual(crypto.sha256(...parts), new Uint8Array(createHash('sha256').update(whole).digest()))
      assert.deepEqual(crypto.sha512(...parts), new Uint8Array(createHash('sha512').update(whole).digest()))
      assert.deepEqual(crypto.sha256(), new Uint8Array(createHash('sha256').digest()))
      const key = rng(100)
      assert.deepEqual(
        crypto.hmacSha256(key, ...parts),
        new Uint8Array(createHmac('sha256', key).update(whole).digest())
      )
    })

    it('derives what Node derives', () => {
      const [input, salt, info] = [rng(32), rng(24), rng(17)]
      assert.deepEqual(
        crypto.hkdfSha256(input, salt, info, 112),
        new Uint8Array(hkdfSync('sha256', input, salt, info, 112))
      )
    })

    it('agrees on a secret in both directions', () => {
      for (let run = 0; run < 10; run++) {
        const [a, b] = [rng(32), rng(32)]
        const shared = crypto.x25519(a, crypto.x25519PublicKey(b))
        assert.deepEqual(crypto.x25519(b, crypto.x25519PublicKey(a)), shared)
      }
    })

    it('refuses X25519 keys of low order', () => {
      const lowOrder = [
        '0000000000000000000000000000000000000000000000000000000000000000',
        '0100000000000000000000000000000000000000000000000000000000000000',
        'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
        '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
        'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
        'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
        'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'
      ]
      for (const key of lowOrder) {
        assert.throws(() => crypto.x25519(rng(32), hexToBytes(key)), AuthenticationError)
      }
    })

    it('signs, verifies, and notices every flipped bit', () => {
      const seed = rng(32)
      const publicKey = crypto.ed25519PublicKey(seed)
      const message = rng(40)
      const signature = crypto.ed25519Sign(seed, message)
      assert.equal(crypto.ed25519Verify(publicKey, message, signature), true)
      for (let at = 0; at < 64; at += 9) {
        const flipped = signature.with(at, (signature[at] ?? 0) ^ 1)
        assert.equal(crypto.ed25519Verify(publicKey, message, flipped), false)
      }
      assert.equal(crypto.ed25519Verify(publicKey, concatBytes(message, rng(1)), signature), false)
    })

    it('verifies strictly: no low-order keys, no encodings that are not canonical, no other lengths', () => {
      const message = rng(8)
      // with the identity as key and as R, and S = 0, the equation holds for every message
      const identity = hexToBytes('01' + '00'.repeat(31))
      const forged = concatBytes(identity, new Uint8Array(32))
      assert.equal(ed25519.verify(forged, message, identity, { zip215: true }), true)
      assert.equal(crypto.ed25519Verify(identity, message, forged), false)
      // the identity again, its y written as p + 1
      const unreduced = hexToBytes('ee' + 'ff'.repeat(30) + '7f')
      assert.equal(ed25519.verify(forged, message, unreduced, { zip215: true }), true)
      assert.equal(crypto.ed25519Verify(unreduced, message, forged), false)
      const seed = rng(32)
      const publicKey = crypto.ed25519PublicKey(seed)
      const signature = crypto.ed25519Sign(seed, message)
      assert.equal(crypto.ed25519Verify(publicKey.subarray(1), message, signature), false)
      assert.equal(crypto.ed25519Verify(publicKey, message, signature.subarray(1)), false)
      assert.equal(crypto.ed25519Verify(publicKey, message, new Uint8Array(0)), false)
    })

    it('verifies without the cofactor: no part of low order makes up for another', () => {
      const how = { secret: 5n, nonce: 7n, torsionOfKey: 0, torsionOfNonce: 0, message: rng(8) }
      const honest = forge(how)
      assert.equal(crypto.ed25519Verify(honest.publicKey, how.message, honest.signature), true)
      for (const change of [{ torsionOfNonce: 1 }, { nonce: 0n }, { nonce: 0n, torsionOfNonce: 3 }]) {
        const { publicKey, signature } = forge({ ...how, ...change })
        assert.equal(ed25519.verify(signature, how.message, publicKey, { zip215: false }), true)
        assert.equal(crypto.ed25519Verify(publicKey, how.message, signature), false)
      }
    })

    it('encapsulates, decapsulates, and rejects implicitly', () => {
      const { publicKey, secretKey } = crypto.mlKem768KeyPair(rng(64))
      assert.equal(publicKey.length, 1184)
      assert.equal(secretKey.length, 2400)
      const { ciphertext, sharedSecret } = crypto.mlKem768Encapsulate(publicKey, rng(32))
      assert.equal(ciphertext.length, 1088)
      assert.deepEqual(crypto.mlKem768Decapsulate(secretKey, ciphertext), sharedSecret)
      const other = crypto.mlKem768Decapsulate(secretKey, ciphertext.with(5, (ciphertext[5] ?? 0) ^ 1))
      assert.equal(other.length, 32)
      assert.notDeepEqual(other, sharedSecret)
    })

    it('refuses an encapsulation key with a coefficient that is too large', () => {
      const { publicKey } = crypto.mlKem768KeyPair(rng(64))
      const bad = publicKey.with(0, 0xff).with(1, 0xff)
      assert.throws(() => crypto.mlKem768Encapsulate(bad, rng(32)), AuthenticationError)
    })

    it("calls a wrong length its caller's mistake, or refuses it where a remote chose it", () => {
      const { publicKey, secretKey } = crypto.mlKem768KeyPair(rng(64))
      const short = rng(31)
      const none = new Uint8Array(0)
      const mistakes = [
        () => crypto.hkdfSha256(short, none, none, 8_161),
        () => crypto.x25519PublicKey(short),
        () => crypto.x25519(short, crypto.x25519PublicKey(rng(32))),
        () => crypto.ed25519PublicKey(short),
        () => crypto.ed25519Sign(short, none),
        () => crypto.mlKem768KeyPair(short),
        () => crypto.mlKem768Encapsulate(publicKey, short),
        () => crypto.mlKem768Decapsulate(secretKey.subarray(1), rng(1_088)),
        () => crypto.chacha20Poly1305Seal(short, rng(12), none, none),
        () => crypto.chacha20Poly1305Seal(rng(32), rng(11), none, none),
        () => crypto.xchacha20Poly1305Seal(rng(32), rng(12), none, none),
        () => crypto.xchacha20Poly1305Open(short, rng(24), rng(16), none)
      ]
      for (const mistake of mistakes) assert.throws(mistake, RangeError)
      const refused = [
        () => crypto.x25519(rng(32), short),
        () => crypto.mlKem768Encapsulate(publicKey.subarray(1), rng(32)),
        () => crypto.mlKem768Decapsulate(secretKey, rng(1_087)),
        () => crypto.chacha20Poly1305Open(rng(32), rng(11), rng(16), none),
        () => crypto.xchacha20Poly1305Open(rng(32), none, none, none)
      ]
      for (const attempt of refused) assert.throws(attempt, AuthenticationError)
    })

    it('refuses a decapsulation key whose hash does not fit', () => {
      const { secretKey } = crypto.mlKem768KeyPair(rng(64))
      const other = secretKey.with(2_336, (secretKey[2_336] ?? 0) ^ 1)
      assert.throws(() => crypto.mlKem768Decapsulate(other, rng(1_088)), RangeError)
    })

    it('takes Buffers, changes none of them, and gives bytes of their own', () => {
      const [key, nonce, message] = [rng(32), rng(24), rng(50)].map(each => Buffer.from(each)) as [
        Buffer,
        Buffer,
        Buffer
      ]
      const before = Buffer.concat([key, nonce, message])
      const results = [
        crypto.sha256(message),
        crypto.hmacSha256(key, message),
        crypto.hkdfSha256(key, nonce, message, 44),
        crypto.x25519(key, crypto.x25519PublicKey(key)),
        crypto.ed25519PublicKey(key),
        crypto.ed25519Sign(key, message),
        crypto.mlKem768KeyPair(Buffer.concat([key, key])).publicKey,
        crypto.xchacha20Poly1305Open(key, nonce, crypto.xchacha20Poly1305Seal(key, nonce, message, key), key)
      ]
      for (const result of results) {
        assert.equal(result.constructor, Uint8Array)
        assert.equal(result.buffer.byteLength, result.length)
      }
      assert.deepEqual(Buffer.concat([key, nonce, message]), before)
    })

    for (const [name, nonceLength, seal, open] of [
      ['ChaCha20-Poly1305', 12, crypto.chacha20Poly1305Seal, crypto.chacha20Poly1305Open],
      ['XChaCha20-Poly1305', 24, crypto.xchacha20Poly1305Seal, crypto.xchacha20Poly1305Open]
    ] as const) {
      it(`${name}: opens what it sealed and nothing else`, () => {
        const [key, nonce, aad, message] = [rng(32), rng(nonceLength), rng(20), rng(33)]
        const sealed = seal(key, nonce, message, aad)
        assert.equal(sealed.length, message.length + 16)
        assert.deepEqual(open(key, nonce, sealed, aad), message)
        assert.deepEqual(open(key, nonce, seal(key, nonce, new Uint8Array(0), aad), aad), new Uint8Array(0))
        for (let at = 0; at < sealed.length; at++) {
          const flipped = sealed.with(at, (sealed[at] ?? 0) ^ 0x80)
          assert.throws(() => open(key, nonce, flipped, aad), AuthenticationError)
        }
        for (const length of [0, 15, 16, sealed.length - 1]) {
          assert.throws(() => open(key, nonce, sealed.subarray(0, length), aad), AuthenticationError)
        }
        assert.throws(() => open(key, nonce, sealed, rng(20)), AuthenticationError)
        assert.throws(() => open(key, rng(nonceLength), sealed, aad), AuthenticationError)
        assert.throws(() => open(rng(32), nonce, sealed, aad), AuthenticationError)
      })
    }
  })
