import assert from 'node:assert/strict'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { sign, verify } from '../../src/identity/index.ts'
import { separated } from '../../src/identity/signed.ts'
import { flipped, named, seeded } from '../support/identity.ts'

describe('identity: signed records', () => {
  const seed = seeded('signed')(32)
  const publicKey = crypto.ed25519PublicKey(seed)
  const payload = utf8ToBytes('payload')
  const signed = sign(crypto, seed, 'earshot/a/1', payload)

  it('gives back the payload that was signed', () => {
    assert.deepEqual(verify(crypto, publicKey, 'earshot/a/1', signed), payload)
  })

  it('signs u8 length, domain, payload', () => {
    const message = concatBytes(Uint8Array.of(11), utf8ToBytes('earshot/a/1'), payload)
    assert.ok(crypto.ed25519Verify(publicKey, message, signed.signature))
    assert.ok(!crypto.ed25519Verify(publicKey, payload, signed.signature))
  })

  it('refuses another domain, also one that shifts bytes between domain and payload', () => {
    const refused = named('AuthenticationError')
    assert.throws(() => verify(crypto, publicKey, 'earshot/b/1', signed), refused)
    const longer = { ...signed, payload: payload.subarray(1) }
    assert.throws(() => verify(crypto, publicKey, 'earshot/a/1p', longer), refused)
  })

  it('refuses altered payloads and signatures, other keys and other lengths', () => {
    const refused = named('AuthenticationError')
    const other = crypto.ed25519PublicKey(seeded('other')(32))
    const check = (key: Uint8Array, record: typeof signed): void => {
      assert.throws(() => verify(crypto, key, 'earshot/a/1', record), refused)
    }
    check(other, signed)
    check(publicKey.subarray(1), signed)
    check(new Uint8Array(0), signed)
    check(publicKey, { ...signed, payload: flipped(payload, 3, 1) })
    check(publicKey, { ...signed, payload: concatBytes(payload, Uint8Array.of(0)) })
    for (let at = 0; at < 64; at++)
      check(publicKey, { ...signed, signature: flipped(signed.signature, at, 0x80) })
    check(publicKey, { ...signed, signature: signed.signature.subarray(0, 63) })
    check(publicKey, { ...signed, signature: concatBytes(signed.signature, Uint8Array.of(0)) })
  })

  it('refuses the low-order key under which one signature fits many messages', () => {
    const identityPoint = flipped(new Uint8Array(32), 0, 1)
    const signature = concatBytes(identityPoint, new Uint8Array(32)) // R = identity, S = 0
    assert.throws(
      () => verify(crypto, identityPoint, 'earshot/a/1', { payload, signature }),
      named('AuthenticationError')
    )
  })

  it('refuses a domain without or with too many bytes', () => {
    assert.throws(() => separated(''), named('UsageError'))
    assert.throws(() => separated('x'.repeat(256)), named('UsageError'))
    assert.equal(separated('x'.repeat(255)).length, 256)
  })
})
