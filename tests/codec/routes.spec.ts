import assert from 'node:assert/strict'
import { env } from 'node:process'
import { concatBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import {
  decodeCoordinatorRecord,
  decodeLookupRevisionRecord,
  decodeRouteRecord,
  encodeCoordinatorRecord,
  encodeLookupRevisionRecord,
  encodeRouteRecord
} from '../../src/wire/vault.ts'

const options: { numRuns: number; seed?: number } = { numRuns: 200 }
if (env['SEED'] !== undefined) options.seed = Number(env['SEED'])

const id = fc.string({ minLength: 1, maxLength: 60 })
const addresses = (maxLength: number): fc.Arbitrary<string[]> =>
  fc.array(fc.string({ minLength: 1, maxLength: 80 }), { maxLength })
const time = fc.maxSafeNat()
const route = fc.record(
  {
    userId: id,
    peerId: id,
    addresses: addresses(16),
    lastSeen: time,
    successPermille: fc.nat(1_000),
    path: fc.string({ maxLength: 60 }),
    heard: fc.boolean()
  },
  { noNullPrototype: true }
)
const coordinator = fc.record(
  {
    peerId: id,
    addresses: addresses(8),
    lastHeard: time,
    reachableSince: time,
    lastConnected: time,
    confirmed: fc.boolean()
  },
  { noNullPrototype: true }
)
/** Field 15, three bytes. */
const unknown = Uint8Array.of(0x7a, 3, 1, 2, 3)

const isTyped = ({ name }: Error): boolean => name === 'WireFormatError' || name === 'LimitError'

function suite<T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  codec: { encode: (value: T) => Uint8Array; decode: (bytes: Uint8Array) => T },
  refused: ReadonlyArray<Partial<T>>
): void {
  describe(`codec: ${name}`, () => {
    it('goes through bytes unchanged, also beside fields that it does not know', () => {
      fc.assert(
        fc.property(arbitrary, value => {
          const bytes = codec.encode(value)
          assert.deepEqual(codec.decode(bytes), value)
          assert.deepEqual(codec.decode(concatBytes(bytes, unknown)), value)
        }),
        options
      )
    })

    it('is cut short or changed without an error of another kind', () => {
      fc.assert(
        fc.property(arbitrary, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, mask) => {
          const bytes = codec.encode(value)
          const index = at % bytes.length
          const flipped = bytes.map((byte, i) => (i === index ? byte ^ mask : byte))
          for (const damaged of [bytes.subarray(0, index), flipped]) {
            try {
              codec.decode(damaged)
            } catch (error) {
              assert.ok(error instanceof Error && isTyped(error), String(error))
            }
          }
        }),
        options
      )
    })

    it('refuses values out of bounds, and too many bytes', () => {
      const [value] = fc.sample(arbitrary, { numRuns: 1, seed: 1 })
      for (const changes of refused) {
        assert.throws(() => codec.encode({ ...value!, ...changes }), isTyped, JSON.stringify(changes))
      }
      assert.throws(() => codec.decode(new Uint8Array(16 * 1024 + 1)), { name: 'LimitError' })
    })
  })
}

suite('RouteRecord', route, { encode: encodeRouteRecord, decode: decodeRouteRecord }, [
  { userId: '' },
  { peerId: 'x'.repeat(129) },
  { addresses: Array.from({ length: 17 }, () => '/a') },
  { addresses: [''] },
  { addresses: ['x'.repeat(513)] },
  { lastSeen: -1 },
  { lastSeen: 1.5 },
  { successPermille: 1_001 },
  { path: 'x'.repeat(129) }
])

suite(
  'CoordinatorRecord',
  coordinator,
  { encode: encodeCoordinatorRecord, decode: decodeCoordinatorRecord },
  [
    { peerId: '' },
    { addresses: Array.from({ length: 9 }, () => '/a') },
    { addresses: ['x'.repeat(513)] },
    { lastHeard: -1 },
    { reachableSince: Number.NaN },
    { lastConnected: 2 ** 60 }
  ]
)

const lookupRevision = fc.record(
  { key: fc.uint8Array({ minLength: 32, maxLength: 32 }), day: time, revision: time },
  { noNullPrototype: true }
)
suite(
  'LookupRevisionRecord',
  lookupRevision,
  { encode: encodeLookupRevisionRecord, decode: decodeLookupRevisionRecord },
  [{ key: new Uint8Array(31) }, { day: -1 }, { revision: 1.5 }]
)
