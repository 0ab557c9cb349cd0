import assert from 'node:assert/strict'
import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import { numberToBytesLE } from '@noble/curves/utils.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { isStrictEncoding } from '../../../src/crypto/ed25519-encoding.ts'

const P = 2n ** 255n - 19n
/** The bit beside y. */
const SIGN = 2n ** 255n

describe('strict encodings of Ed25519 points', () => {
  it('have y below p', () => {
    for (const sign of [0n, SIGN]) {
      for (const y of [
        2n,
        255n,
        2n ** 254n,
        P - 2n,
        2n ** 255n - 1n - 2n ** 8n,
        2n ** 255n - 1n - 2n ** 240n
      ]) {
        assert.equal(isStrictEncoding(numberToBytesLE(y + sign, 32)), true, `y = ${y}`)
      }
      for (let beyond = 0n; beyond < 19n; beyond++) {
        assert.equal(isStrictEncoding(numberToBytesLE(P + beyond + sign, 32)), false, `y = p + ${beyond}`)
      }
    }
  })

  it('are none of a point of low order, whatever the bit beside y is', () => {
    assert.equal(ED25519_TORSION_SUBGROUP.length, 8)
    for (const point of ED25519_TORSION_SUBGROUP.map(hexToBytes)) {
      assert.equal(isStrictEncoding(point), false)
      assert.equal(isStrictEncoding(point.with(31, (point[31] ?? 0) ^ 0x80)), false)
    }
  })
})
