import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { nobleBackend as crypto } from '../../src/crypto/noble.ts'
import { safetyNumber, safetyNumberGroups } from '../../src/identity/index.ts'
import { numericFingerprint } from '../../src/identity/safety-number.ts'
import { flipped, person } from '../support/identity.ts'

/** Written again from the description, with other primitives and another arithmetic. */
function independent(identifier: Uint8Array, key: Uint8Array): string {
  const serialized = Buffer.concat([Buffer.from([5]), key])
  let data = Buffer.concat([Buffer.from([0, 0]), serialized, identifier])
  for (let round = 0; round < 5200; round++) {
    data = createHash('sha512').update(data).update(serialized).digest()
  }
  return [0, 5, 10, 15, 20, 25]
    .map(at => (BigInt(`0x${data.toString('hex', at, at + 5)}`) % 100_000n).toString().padStart(5, '0'))
    .join('')
}

describe('identity: safety numbers', function () {
  const a = person('alice').account.publicKey
  const b = person('bob').account.publicKey

  it("reproduce libsignal's published vector", () => {
    const alice = {
      identityKey: hexToBytes('0506863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868'),
      stableIdentifier: utf8ToBytes('+14152222222')
    }
    const bob = {
      identityKey: hexToBytes('05f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b'),
      stableIdentifier: utf8ToBytes('+14153333333')
    }
    const expected = '300354477692869396892869876765458257569162576843440918079131'
    assert.equal(numericFingerprint(crypto, alice, bob), expected)
    assert.equal(numericFingerprint(crypto, bob, alice), expected)
  })

  it('agree with an independent computation', () => {
    const sides = [independent(a, a), independent(b, b)].sort()
    assert.equal(safetyNumber(crypto, a, b), sides.join(''))
  })

  it('have 60 digits, the same for both sides, in 12 groups', () => {
    const digits = safetyNumber(crypto, a, b)
    assert.match(digits, /^\d{60}$/)
    assert.equal(safetyNumber(crypto, b, a), digits)
    const groups = safetyNumberGroups(digits)
    assert.equal(groups.length, 12)
    assert.equal(groups.join(''), digits)
  })

  it('change with either key', () => {
    const digits = safetyNumber(crypto, a, b)
    assert.notEqual(safetyNumber(crypto, flipped(a, 31, 1), b), digits)
    assert.notEqual(safetyNumber(crypto, a, flipped(b, 0, 1)), digits)
  })
})
