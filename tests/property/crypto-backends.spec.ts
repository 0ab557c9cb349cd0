/**
 * Every backend gives what noble gives: the same bytes, or an error of the same class with the
 * same words. Inputs are random, and those at which implementations are known to part.
 */
import assert from 'node:assert/strict'
import { ED25519_TORSION_SUBGROUP, ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha3_256 } from '@noble/hashes/sha3.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { nobleBackend } from '../../src/crypto/index.ts'
import { BACKENDS } from '../support/backends.ts'
import { forge } from '../support/ed25519-forger.ts'
import { runSeed } from '../support/seeded.ts'
import type { CryptoBackend } from '../../src/crypto/index.ts'

const seed = runSeed()
const RUNS = 100

/** p of the field, and what lies at its edges in 32 bytes. */
const P = 2n ** 255n - 19n
const FIELD_EDGES = [
  0n,
  1n,
  2n,
  P - 1n,
  P,
  P + 1n,
  P + 18n,
  2n ** 255n - 1n,
  2n ** 255n,
  P + 2n ** 255n,
  2n ** 256n - 1n
]
const { ORDER } = ed25519.Point.Fn
const SCALAR_EDGES = [0n, 1n, ORDER - 1n, ORDER, ORDER + 1n, 2n ** 252n, 2n ** 256n - 1n]
const edges = (numbers: readonly bigint[]): Uint8Array[] => numbers.map(each => numberToBytesLE(each, 32))

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })
/** As long as it must be, and now and then not. */
const about = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { arbitrary: bytes(length), weight: 12 },
    { arbitrary: fc.constantFrom(new Uint8Array(length), new Uint8Array(length).fill(0xff)), weight: 2 },
    { arbitrary: fc.constantFrom(0, length - 1, length + 1).chain(bytes), weight: 3 }
  )
/** Around the block sizes, and beyond what libsodium is given by the fastest of each. */
const data = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .constantFrom(0, 1, 15, 16, 17, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 4_095, 4_096, 4_097, 20_000)
    .chain(bytes)
)
const point = fc.oneof(
  bytes(32),
  fc.constantFrom(...ED25519_TORSION_SUBGROUP.map(hexToBytes), ...edges(FIELD_EDGES)),
  bytes(32).map(nobleBackend.ed25519PublicKey)
)

/** Bytes with one of them changed, or as they are. */
function perhapsChanged(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.constant(original),
    fc.tuple(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
      return original.with(at, (original[at] ?? 0) ^ mask)
    })
  )
}

type Outcome = { readonly value: unknown } | { readonly error: string; readonly message: string }

function outcome(operation: () => unknown): Outcome {
  try {
    return { value: operation() }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof assert.AssertionError) throw error
    return { error: error.constructor.name, message: error.message }
  }
}

/** How often the operation of each test gave something, and how often it refused. */
interface Tally {
  accepted: number
  refused: number
}

/** Runs `operation` on every backend with every input. */
function agree<T>(
  arbitrary: fc.Arbitrary<T>,
  operation: (backend: CryptoBackend, input: T) => unknown,
  runs = RUNS
): Tally {
  const tally: Tally = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(arbitrary, input => {
      const expected = outcome(() => operation(nobleBackend, input))
      if ('value' in expected && expected.value !== false) tally.accepted++
      else tally.refused++
      for (const [name, backend] of BACKENDS) {
        assert.deepEqual(
          outcome(() => operation(backend, input)),
          expected,
          name
        )
      }
    }),
    { seed, numRuns: runs }
  )
  return tally
}

/** For operations that must be seen both ways, or the test says less than it seems to. */
function both({ accepted, refused }: Tally): void {
  assert.ok(accepted > 0 && refused > 0, `${accepted} accepted, ${refused} refused`)
}

describe(`crypto: backends agree (SEED=${seed})`, () => {
  it('hashes', () => {
    const parts = fc.array(data, { maxLength: 4 })
    agree(parts, (backend, input) => [backend.sha256(...input), backend.sha512(...input)])
  })

  it('HMAC', () => {
    agree(fc.tuple(data, fc.array(data, { maxLength: 4 })), (backend, [key, parts]) =>
      backend.hmacSha256(key, ...parts)
    )
  })

  it('HKDF', () => {
    const length = fc.oneof(fc.nat(300), fc.constantFrom(-1, 0, 31.5, 8_160, 8_161, Number.NaN))
    const tally = agree(fc.tuple(data, data, data, length), (backend, [key, salt, info, wanted]) =>
      backend.hkdfSha256(key, salt, info, wanted)
    )
    both(tally)
  })

  it('X25519', () => {
    const theirs = fc.oneof(about(32), fc.constantFrom(...edges(FIELD_EDGES)), point)
    both(agree(fc.tuple(about(32), theirs), (backend, [secret, key]) => backend.x25519(secret, key)))
    both(agree(about(32), (backend, secret) => backend.x25519PublicKey(secret)))
  })

  it('Ed25519: keys and signatures', () => {
    both(agree(about(32), (backend, secret) => backend.ed25519PublicKey(secret)))
    both(
      agree(fc.tuple(about(32), data), (backend, [secret, message]) => backend.ed25519Sign(secret, message))
    )
  })

  it('Ed25519: what is signed, changed or not', () => {
    const signed = fc.tuple(bytes(32), fc.uint8Array({ maxLength: 64 })).chain(([secret, message]) =>
      fc.record({
        key: perhapsChanged(nobleBackend.ed25519PublicKey(secret)),
        message: fc.constant(message),
        signature: perhapsChanged(nobleBackend.ed25519Sign(secret, message))
      })
    )
    both(
      agree(signed, (backend, { key, message, signature }) => backend.ed25519Verify(key, message, signature))
    )
  })

  it('Ed25519: keys and signatures with parts of low order', () => {
    const scalar = fc.oneof(fc.constantFrom(0n, 1n, ORDER - 1n), fc.bigInt({ min: 1n, max: ORDER - 1n }))
    const torsion = fc.oneof(fc.constant(0), fc.nat(7))
    const forged = fc
      .record({
        secret: scalar,
        nonce: scalar,
        torsionOfKey: torsion,
        torsionOfNonce: torsion,
        message: fc.uint8Array({ maxLength: 8 })
      })
      .map(forgery => ({ ...forgery, ...forge(forgery) }))
    const tally = agree(forged, (backend, { publicKey, message, signature, ...how }) => {
      const valid = backend.ed25519Verify(publicKey, message, signature)
      assert.equal(valid, how.holds && how.secret !== 0n && how.nonce !== 0n)
      return valid
    })
    both(tally)
  })

  it('Ed25519: edges of the field and of the order', () => {
    const s = fc.oneof(fc.constantFrom(...edges(SCALAR_EDGES)), bytes(32))
    agree(fc.tuple(point, point, s, fc.uint8Array({ maxLength: 8 })), (backend, [key, r, scalar, message]) =>
      backend.ed25519Verify(key, message, concatBytes(r, scalar))
    )
    agree(fc.tuple(about(32), about(64)), (backend, [key, signature]) =>
      backend.ed25519Verify(key, new Uint8Array(0), signature)
    )
  })

  it('Ed25519: the same signature with S + L', () => {
    const signed = fc.tuple(bytes(32), bytes(8)).map(([secret, message]) => {
      const signature = nobleBackend.ed25519Sign(secret, message)
      const larger = numberToBytesLE(bytesToNumberLE(signature.subarray(32)) + ORDER, 32)
      const malleable = concatBytes(signature.subarray(0, 32), larger)
      return { key: nobleBackend.ed25519PublicKey(secret), message, signature, malleable }
    })
    agree(signed, (backend, { key, message, signature, malleable }) => {
      assert.equal(backend.ed25519Verify(key, message, signature), true)
      assert.equal(backend.ed25519Verify(key, message, malleable), false)
    })
  })

  it('ML-KEM-768', () => {
    both(agree(about(64), (backend, secret) => backend.mlKem768KeyPair(secret)))
    const pair = nobleBackend.mlKem768KeyPair(new Uint8Array(64).fill(seed))
    const encapsulated = fc.tuple(fc.oneof(perhapsChanged(pair.publicKey), about(1184)), about(32))
    both(agree(encapsulated, (backend, [key, randomness]) => backend.mlKem768Encapsulate(key, randomness)))
    const { ciphertext } = nobleBackend.mlKem768Encapsulate(pair.publicKey, new Uint8Array(32))
    const sealed = fc.oneof(perhapsChanged(ciphertext), about(1088))
    const secret = fc.oneof(fc.constant(pair.secretKey), perhapsChanged(pair.secretKey), about(2400))
    both(agree(fc.tuple(secret, sealed), (backend, [key, bits]) => backend.mlKem768Decapsulate(key, bits)))
  })

  it('ML-KEM-768: secret keys with coefficients at the modulus', () => {
    const pair = nobleBackend.mlKem768KeyPair(new Uint8Array(64))
    const { ciphertext } = nobleBackend.mlKem768Encapsulate(pair.publicKey, new Uint8Array(32))
    // 12 bits each, two in three bytes
    const coefficients = fc.tuple(fc.nat(767), fc.constantFrom(0, 3_328, 3_329, 4_095), fc.boolean())
    agree(coefficients, (backend, [at, value, ofPublicKey]) => {
      const key = pair.secretKey.slice()
      const place = (ofPublicKey ? 1_152 : 0) + 3 * (at >> 1)
      const [a = 0, b = 0, c = 0] = key.subarray(place, place + 3)
      if (at % 2 === 0) key.set([value & 0xff, (b & 0xf0) | (value >> 8), c], place)
      else key.set([a, (b & 0x0f) | ((value & 0x0f) << 4), value >> 4], place)
      key.set(sha3_256(key.subarray(1_152, 2_336)), 2_336)
      return backend.mlKem768Decapsulate(key, ciphertext)
    })
  })

  for (const [name, nonceLength, seal, open] of [
    ['ChaCha20-Poly1305', 12, 'chacha20Poly1305Seal', 'chacha20Poly1305Open'],
    ['XChaCha20-Poly1305', 24, 'xchacha20Poly1305Seal', 'xchacha20Poly1305Open']
  ] as const) {
    it(name, () => {
      const input = fc.record({ key: about(32), nonce: about(nonceLength), message: data, more: data })
      both(agree(input, (backend, { key, nonce, message, more }) => backend[seal](key, nonce, message, more)))
      const sealed = fc
        .record({ key: bytes(32), nonce: bytes(nonceLength), message: data, more: data })
        .chain(({ key, nonce, message, more }) => {
          const right = { key, nonce, sealed: nobleBackend[seal](key, nonce, message, more), more }
          // one of them is not what it was, or none
          return fc.oneof(
            fc.constant(right),
            about(32).map(other => ({ ...right, key: other })),
            about(nonceLength).map(other => ({ ...right, nonce: other })),
            fc.oneof(perhapsChanged(right.sealed), fc.uint8Array({ maxLength: 20 })).map(other => ({
              ...right,
              sealed: other
            })),
            data.map(other => ({ ...right, more: other }))
          )
        })
      both(agree(sealed, (backend, each) => backend[open](each.key, each.nonce, each.sealed, each.more)))
    })
  }
})
