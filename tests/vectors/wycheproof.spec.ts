/**
 * Project Wycheproof's vectors against every crypto backend. The files lie beside this
 * one (see LICENSE there); the largest are read from a checkout next to the project, if
 * there is one.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { AuthenticationError } from '../../src/errors.ts'
import { BACKENDS } from '../support/backends.ts'

interface Test {
  readonly tcId: number
  readonly comment?: string
  readonly flags?: readonly string[]
  readonly result: 'valid' | 'invalid' | 'acceptable'
  readonly [field: string]: unknown
}

interface Group {
  readonly publicKey?: { readonly pk: string }
  readonly tagSize?: number
  readonly tests: readonly Test[]
}

const places = ['./wycheproof/', '../../../shared/vectors/wycheproof/'].map(path => new URL(path, import.meta.url))

function read(name: string): readonly Group[] | undefined {
  const file = places.map(place => new URL(`${name}_test.json`, place)).find(url => existsSync(url))
  if (file === undefined) return undefined
  return (JSON.parse(readFileSync(file, 'utf8')) as { testGroups: Group[] }).testGroups
}

/** Runs `check` on every vector of a file and says which one failed. */
function vectors(name: string, atLeast: number, check: (test: Test, group: Group) => void): void {
  it(name, function () {
    const groups = read(name)
    if (groups === undefined) {
      process.stdout.write(`    skipped: the vectors of ${name} are not beside this checkout\n`)
      return this.skip()
    }
    let count = 0
    for (const group of groups) {
      for (const test of group.tests) {
        try {
          check(test, group)
        } catch (error) {
          throw new Error(`vector ${test.tcId} (${test.comment ?? ''}): ${String(error)}`, { cause: error })
        }
        count += 1
      }
    }
    assert.ok(count >= atLeast, `only ${count} vectors`)
  })
}

function field(test: Test, name: string): Uint8Array {
  const value = test[name]
  assert.ok(typeof value === 'string', `no field ${name}`)
  return hexToBytes(value)
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a, ...b])
}

for (const [backend, crypto] of BACKENDS) {
  describe(`Wycheproof, ${backend}`, () => {
    vectors('ed25519', 150, (test, group) => {
      const valid = crypto.ed25519Verify(
        hexToBytes(group.publicKey?.pk ?? ''),
        field(test, 'msg'),
        field(test, 'sig')
      )
      assert.equal(valid, test.result === 'valid')
    })

    vectors('hkdf_sha256', 80, test => {
      const size = Number(test['size'])
      const derive = (): Uint8Array =>
        crypto.hkdfSha256(field(test, 'ikm'), field(test, 'salt'), field(test, 'info'), size)
      if (test.result === 'valid') assert.equal(bytesToHex(derive()), test['okm'])
      else assert.throws(derive)
    })

    vectors('hmac_sha256', 170, (test, group) => {
      const tag = crypto.hmacSha256(field(test, 'key'), field(test, 'msg'))
      const same = bytesToHex(tag.subarray(0, (group.tagSize ?? 0) / 8)) === test['tag']
      assert.equal(same, test.result === 'valid')
    })

    for (const [name, nonceLength, seal, open] of [
      ['chacha20_poly1305', 12, crypto.chacha20Poly1305Seal, crypto.chacha20Poly1305Open],
      ['xchacha20_poly1305', 24, crypto.xchacha20Poly1305Seal, crypto.xchacha20Poly1305Open]
    ] as const) {
      vectors(name, 300, test => {
        const [key, nonce, aad, msg, ct, tag] = ['key', 'iv', 'aad', 'msg', 'ct', 'tag'].map(part =>
          field(test, part)
        ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
        const sealed = concat(ct, tag)
        if (nonce.length !== nonceLength) {
          assert.throws(() => seal(key, nonce, msg, aad))
          assert.throws(() => open(key, nonce, sealed, aad))
        } else if (test.result === 'valid') {
          assert.deepEqual(seal(key, nonce, msg, aad), sealed)
          assert.deepEqual(open(key, nonce, sealed, aad), msg)
        } else {
          assert.throws(() => open(key, nonce, sealed, aad), AuthenticationError)
        }
      })
    }

    vectors('mlkem_768_semi_expanded_decaps', 9, test => {
      const decapsulate = (): Uint8Array => crypto.mlKem768Decapsulate(field(test, 'dk'), field(test, 'c'))
      if (test.result === 'valid') assert.equal(bytesToHex(decapsulate()), test['K'])
      else assert.throws(decapsulate)
    })

    vectors('mlkem_768_keygen_seed', 100, test => {
      const { publicKey, secretKey } = crypto.mlKem768KeyPair(field(test, 'seed'))
      assert.equal(bytesToHex(publicKey), test['ek'])
      assert.equal(bytesToHex(secretKey), test['dk'])
    })

    vectors('mlkem_768', 190, test => {
      const { publicKey, secretKey } =
        field(test, 'seed').length === 64
          ? crypto.mlKem768KeyPair(field(test, 'seed'))
          : { publicKey: undefined, secretKey: undefined }
      if (publicKey === undefined) {
        assert.equal(test.result, 'invalid')
      } else if (test.result === 'valid') {
        if (test['ek'] !== undefined) assert.equal(bytesToHex(publicKey), test['ek'])
        assert.equal(bytesToHex(crypto.mlKem768Decapsulate(secretKey, field(test, 'c'))), test['K'])
      } else {
        assert.throws(() => crypto.mlKem768Decapsulate(secretKey, field(test, 'c')))
      }
    })

    vectors('mlkem_768_encaps', 260, test => {
      const encapsulate = (): ReturnType<typeof crypto.mlKem768Encapsulate> =>
        crypto.mlKem768Encapsulate(field(test, 'ek'), field(test, 'm'))
      if (test.result === 'valid') {
        const { ciphertext, sharedSecret } = encapsulate()
        assert.equal(bytesToHex(ciphertext), test['c'])
        assert.equal(bytesToHex(sharedSecret), test['K'])
      } else {
        assert.throws(encapsulate, AuthenticationError)
      }
    })

    vectors('x25519', 500, test => {
      const agree = (): Uint8Array => crypto.x25519(field(test, 'private'), field(test, 'public'))
      // "acceptable" are those that a library may refuse: we refuse only what gives nothing
      if (test.flags?.includes('ZeroSharedSecret') === true) assert.throws(agree, AuthenticationError)
      else assert.equal(bytesToHex(agree()), test['shared'])
    })
  })
}
