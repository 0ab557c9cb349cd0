/**
 * What every Store must do. Run on the vault and on the in-memory store.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import type { RecordKey, Store, StoredRecord, StoreOp, WalkOptions } from '../../src/ports.ts'
import {
  MAX_BATCH_BYTES,
  MAX_BATCH_OPS,
  MAX_NAME_LENGTH,
  MAX_VALUE_BYTES
} from '../../src/store/constants.ts'

const bytes = utf8ToBytes

function put(table: string, key: RecordKey, value: Uint8Array | string): StoreOp {
  return { kind: 'put', table, key, value: typeof value === 'string' ? bytes(value) : value }
}

async function list(store: Store, table: string, options?: WalkOptions): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  for await (const record of store.walk(table, options)) found.push(record)
  return found
}

async function orders(store: Store, table: string, options?: WalkOptions): Promise<number[]> {
  return (await list(store, table, options)).map(({ order }) => order)
}

/** A model that shares nothing with the implementations: a list, searched from its end. */
interface Row {
  readonly table: string
  readonly scope: string
  readonly order: number
  readonly id: string
  readonly value: Uint8Array
}

function applyToModel(rows: readonly Row[], ops: readonly StoreOp[]): readonly Row[] {
  return ops.reduce((kept, op) => {
    const { scope = '', order = 0, id = '' } = op.key
    const others = kept.filter(
      row => row.table !== op.table || row.scope !== scope || row.order !== order || row.id !== id
    )
    return op.kind === 'delete' ? others : [...others, { table: op.table, scope, order, id, value: op.value }]
  }, rows)
}

const arbitraryKey: fc.Arbitrary<RecordKey> = fc.record(
  {
    scope: fc.constantFrom('', 'ann', 'bob'),
    order: fc.constantFrom(0, 1, 255, 256, 2 ** 32, Number.MAX_SAFE_INTEGER),
    id: fc.constantFrom('', 'a', 'b')
  },
  { requiredKeys: [] }
)
const arbitraryTable = fc.constantFrom('history', 'outbox')
const arbitraryOp: fc.Arbitrary<StoreOp> = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    table: arbitraryTable,
    key: arbitraryKey,
    value: fc.uint8Array({ maxLength: 40 })
  }),
  fc.record({ kind: fc.constant('delete' as const), table: arbitraryTable, key: arbitraryKey })
)

/**
 * @param name - of the implementation
 * @param create - makes an empty store; `close` is called after each test
 */
export function storeContract(
  name: string,
  create: () => Promise<{ readonly store: Store; close(): Promise<void> }>
): void {
  describe(`store contract: ${name}`, () => {
    let store: Store
    let close: () => Promise<void>

    beforeEach(async () => {
      ;({ store, close } = await create())
    })
    afterEach(() => close())

    describe('get and batch', () => {
      it('finds nothing where nothing was put', async () => {
        assert.equal(await store.get('history', { scope: 'ann', order: 1, id: 'x' }), undefined)
        assert.deepEqual(await list(store, 'history'), [])
      })

      it('gives back what was put, as a plain Uint8Array', async () => {
        await store.batch([put('history', { scope: 'ann', order: 7, id: 'x' }, 'hello')])
        const value = await store.get('history', { scope: 'ann', order: 7, id: 'x' })
        assert.deepEqual(value, bytes('hello'))
        assert.equal(value?.constructor, Uint8Array)
      })

      it('tells table, scope, order and id apart', async () => {
        const keys: Array<[string, RecordKey]> = [
          ['history', {}],
          ['outbox', {}],
          ['history', { scope: 'ann' }],
          ['history', { id: 'ann' }],
          ['history', { order: 1 }],
          ['history', { scope: 'ann', id: 'ann' }],
          ['history', { scope: 'an', id: 'nann' }],
          ['history', { scope: 'ann', order: 1 }]
        ]
        await store.batch(keys.map(([table, key], index) => put(table, key, Uint8Array.of(index))))
        for (const [index, [table, key]] of keys.entries()) {
          assert.deepEqual(await store.get(table, key), Uint8Array.of(index))
        }
      })

      it('takes no scope, order and id for empty ones', async () => {
        await store.batch([put('history', {}, 'one')])
        assert.deepEqual(await store.get('history', { scope: '', order: 0, id: '' }), bytes('one'))
        assert.deepEqual(await orders(store, 'history', { scope: '' }), [0])
      })

      it('replaces and deletes', async () => {
        await store.batch([put('history', { id: 'x' }, 'one')])
        await store.batch([put('history', { id: 'x' }, 'two')])
        assert.deepEqual(await store.get('history', { id: 'x' }), bytes('two'))
        await store.batch([{ kind: 'delete', table: 'history', key: { id: 'x' } }])
        assert.equal(await store.get('history', { id: 'x' }), undefined)
        await store.batch([{ kind: 'delete', table: 'history', key: { id: 'x' } }])
      })

      it('applies the changes of a batch in their order', async () => {
        await store.batch([
          put('history', { id: 'x' }, 'one'),
          { kind: 'delete', table: 'history', key: { id: 'x' } },
          put('history', { id: 'x' }, 'two'),
          put('history', { id: 'y' }, 'three'),
          { kind: 'delete', table: 'history', key: { id: 'y' } }
        ])
        assert.deepEqual(await store.get('history', { id: 'x' }), bytes('two'))
        assert.equal(await store.get('history', { id: 'y' }), undefined)
      })

      it('applies batches that overlap in time in the order of their calls', async () => {
        await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            store.batch([
              put('history', { id: 'x' }, Uint8Array.of(n)),
              put('outbox', { order: n }, Uint8Array.of(n))
            ])
          )
        )
        assert.deepEqual(await store.get('history', { id: 'x' }), Uint8Array.of(49))
        assert.equal((await list(store, 'outbox')).length, 50)
      })

      it('reads relaxed batches and those after them at once, all or nothing', async () => {
        await store.batch([put('history', { id: 'a' }, 'one'), put('history', { id: 'b' }, 'two')], 'relaxed')
        await store.batch([{ kind: 'delete', table: 'history', key: { id: 'a' } }], 'relaxed')
        assert.deepEqual(await store.get('history', { id: 'b' }), bytes('two'))
        const refused = [
          put('history', { id: 'c' }, 'x'),
          put('history', { id: 'x'.repeat(MAX_NAME_LENGTH + 1) }, 'x')
        ]
        await assert.rejects(store.batch(refused, 'relaxed'))
        await store.batch([put('history', { id: 'd' }, 'three')], 'strict')
        assert.deepEqual(
          (await list(store, 'history')).map(({ value }) => new TextDecoder().decode(value)).toSorted(),
          ['three', 'two']
        )
      })

      it('takes a batch of nothing, and a value of nothing', async () => {
        await store.batch([])
        await store.batch([put('history', {}, new Uint8Array(0))])
        assert.deepEqual(await store.get('history', {}), new Uint8Array(0))
      })

      it('copies what goes in when batch is called, and what comes out', async () => {
        const value = bytes('secret')
        const done = store.batch([put('history', {}, value)])
        value.fill(0)
        await done
        const first = await store.get('history', {})
        assert.deepEqual(first, bytes('secret'))
        first?.fill(0)
        const [walked] = await list(store, 'history')
        assert.deepEqual(walked?.value, bytes('secret'))
        walked?.value.fill(0)
        assert.deepEqual(await store.get('history', {}), bytes('secret'))
      })
    })

    describe('walk', () => {
      beforeEach(() =>
        store.batch([
          ...[3, 1, 256, 2, 2 ** 40].map(order => put('history', { scope: 'ann', order }, `ann ${order}`)),
          ...[5, 4].map(order => put('history', { scope: 'bob', order }, `bob ${order}`)),
          put('outbox', { scope: 'ann', order: 9 }, 'other table')
        ])
      )

      it('goes over a scope in its order, both ways', async () => {
        assert.deepEqual(await orders(store, 'history', { scope: 'ann' }), [1, 2, 3, 256, 2 ** 40])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', reverse: true }), [
          2 ** 40,
          256,
          3,
          2,
          1
        ])
        const [first] = await list(store, 'history', { scope: 'bob' })
        assert.deepEqual(first, { order: 4, value: bytes('bob 4') })
        assert.equal(first?.value.constructor, Uint8Array)
      })

      it('begins after an order and ends at a limit', async () => {
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', after: 2 }), [3, 256, 2 ** 40])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', after: 0, limit: 2 }), [1, 2])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', after: 2, reverse: true }), [
          2 ** 40,
          256,
          3
        ])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', reverse: true, limit: 2 }), [
          2 ** 40,
          256
        ])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', after: Number.MAX_SAFE_INTEGER }), [])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', limit: 0 }), [])
        assert.deepEqual(await orders(store, 'history', { scope: 'nobody' }), [])
      })

      it('goes over a whole table, the same way every time', async () => {
        const all = await list(store, 'history')
        assert.deepEqual(
          all.map(({ order }) => order).sort((a, b) => a - b),
          [1, 2, 3, 4, 5, 256, 2 ** 40]
        )
        assert.deepEqual(await list(store, 'history'), all)
        assert.deepEqual(await list(store, 'history', { reverse: true }), all.toReversed())
        assert.equal((await list(store, 'history', { limit: 3 })).length, 3)
      })

      it('gives all records of one position', async () => {
        await store.batch(['a', 'b', 'c'].map(id => put('links', { scope: 'ann', order: 1, id }, id)))
        const found = (await list(store, 'links', { scope: 'ann' })).map(({ value }) =>
          String.fromCharCode(...value)
        )
        assert.deepEqual(found.sort(), ['a', 'b', 'c'])
      })

      it('sees what was there at its first step', async () => {
        const walk = store.walk('history', { scope: 'ann' })[Symbol.asyncIterator]()
        const first = await walk.next()
        assert.equal(first.done === true ? undefined : first.value.order, 1)
        await store.batch([
          { kind: 'delete', table: 'history', key: { scope: 'ann', order: 2 } },
          put('history', { scope: 'ann', order: 4 }, 'late')
        ])
        const rest: number[] = []
        for (let step = await walk.next(); step.done !== true; step = await walk.next())
          rest.push(step.value.order)
        assert.deepEqual(rest, [2, 3, 256, 2 ** 40])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann' }), [1, 3, 4, 256, 2 ** 40])
      })

      it('can be left early and writes go on', async () => {
        for await (const { order } of store.walk('history', { scope: 'ann' })) {
          if (order === 2) break
        }
        await store.batch([put('history', { scope: 'ann', order: 4 }, 'later')])
        assert.deepEqual(await orders(store, 'history', { scope: 'ann', limit: 4 }), [1, 2, 3, 4])
      })

      it('throws the reason of its signal, before and between steps', async () => {
        const controller = new AbortController()
        const seen: number[] = []
        const reason = new Error('enough')
        await assert.rejects(async () => {
          for await (const { order } of store.walk('history', { scope: 'ann', signal: controller.signal })) {
            seen.push(order)
            if (seen.length === 2) controller.abort(reason)
          }
        }, reason)
        assert.deepEqual(seen, [1, 2])
        await assert.rejects(list(store, 'history', { signal: controller.signal }), reason)
      })
    })

    describe('limits and mistakes', () => {
      const refused: ReadonlyArray<readonly [string, string, () => Promise<unknown>]> = [
        [
          'a value over the limit',
          'LimitError',
          () => store.batch([put('t', {}, new Uint8Array(MAX_VALUE_BYTES + 1))])
        ],
        [
          'too many changes',
          'LimitError',
          () => store.batch(Array.from({ length: MAX_BATCH_OPS + 1 }, () => put('t', {}, '')))
        ],
        [
          'too many bytes',
          'LimitError',
          () => {
            const value = new Uint8Array(MAX_VALUE_BYTES)
            const count = MAX_BATCH_BYTES / MAX_VALUE_BYTES + 1
            return store.batch(Array.from({ length: count }, (_, order) => put('t', { order }, value)))
          }
        ],
        ['a long scope', 'LimitError', () => store.get('t', { scope: 'x'.repeat(MAX_NAME_LENGTH + 1) })],
        [
          'a long id',
          'LimitError',
          () => store.batch([put('t', { id: 'x'.repeat(MAX_NAME_LENGTH + 1) }, '')])
        ],
        ['an order below 0', 'UsageError', () => store.get('t', { order: -1 })],
        ['an order that is not whole', 'UsageError', () => store.batch([put('t', { order: 0.5 }, '')])],
        ['an order that is not exact', 'UsageError', () => store.get('t', { order: 2 ** 53 })],
        ['a table with a strange name', 'UsageError', () => store.get('a!b', {})],
        ['a table without a name', 'UsageError', () => store.batch([put('', {}, '')])],
        [
          'a walk after an order without a scope',
          'UsageError',
          async () => await list(store, 't', { after: 1 })
        ],
        ['a walk with a limit below 0', 'UsageError', async () => await list(store, 't', { limit: -1 })]
      ]
      for (const [what, error, act] of refused) {
        it(`refuses ${what}`, async () => {
          await assert.rejects(act, { name: error })
          assert.deepEqual(await list(store, 't'), [])
        })
      }

      it('refuses a batch whole when its last change is refused', async () => {
        await assert.rejects(store.batch([put('t', { id: 'a' }, 'fine'), put('t', { order: -1 }, 'bad')]), {
          name: 'UsageError'
        })
        assert.equal(await store.get('t', { id: 'a' }), undefined)
      })

      it('takes what is just within the limits', async () => {
        const value = new Uint8Array(MAX_VALUE_BYTES).fill(7)
        const key = { scope: 'x'.repeat(MAX_NAME_LENGTH), order: Number.MAX_SAFE_INTEGER }
        await store.batch([put('t', key, value)])
        assert.deepEqual(await store.get('t', key), value)
        assert.deepEqual(await orders(store, 't', { scope: key.scope }), [Number.MAX_SAFE_INTEGER])
        await store.batch(Array.from({ length: MAX_BATCH_OPS }, (_, order) => put('t', { order }, '')))
        assert.equal((await list(store, 't', { scope: '' })).length, MAX_BATCH_OPS)
      })
    })

    it('does what a simple model does', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(arbitraryOp, { maxLength: 12 }), { maxLength: 12 }),
          async batches => {
            const fresh = await create()
            try {
              let rows: readonly Row[] = []
              for (const ops of batches) {
                rows = applyToModel(rows, ops)
                await fresh.store.batch(ops)
              }
              for (const { table, scope, order, id, value } of rows) {
                assert.deepEqual(await fresh.store.get(table, { scope, order, id }), value)
              }
              for (const table of ['history', 'outbox']) {
                const ofTable = rows.filter(row => row.table === table)
                assert.equal((await list(fresh.store, table)).length, ofTable.length)
                for (const scope of ['', 'ann', 'bob']) {
                  const expected = ofTable.filter(row => row.scope === scope).map(({ order }) => order)
                  assert.deepEqual(
                    await orders(fresh.store, table, { scope }),
                    expected.sort((a, b) => a - b)
                  )
                }
              }
            } finally {
              await fresh.close()
            }
          }
        ),
        { numRuns: 40 }
      )
    })
  })
}
