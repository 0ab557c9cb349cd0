import assert from 'node:assert/strict'
import { createBoundedDatastore } from '../../src/node/host/datastore.ts'

type Datastore = ReturnType<typeof createBoundedDatastore>
type Key = Parameters<Datastore['get']>[0]

/** A key of the library is known by its text alone. */
function key(name: string): Key {
  const like: Pick<Key, 'toString'> = { toString: () => name }
  return like as Key
}

async function names(store: Datastore, query: Parameters<Datastore['query']>[0]): Promise<string[]> {
  const found: string[] = []
  for await (const pair of store.query(query)) found.push(pair.key.toString())
  return found
}

const bytes = Uint8Array.of(1)

describe('bounded datastore', () => {
  it('forgets the record that was unused longest, within its own space', async () => {
    const store = createBoundedDatastore({ peers: 3, dht: 2, '': 1 })
    for (const name of ['/peers/a', '/peers/b', '/peers/c', '/dht/x']) await store.put(key(name), bytes)
    await store.get(key('/peers/a'))
    await store.put(key('/peers/d'), bytes)

    assert.equal(await store.has(key('/peers/b')), false)
    for (const name of ['/peers/a', '/peers/c', '/peers/d', '/dht/x']) {
      assert.equal(await store.has(key(name)), true, name)
    }
    await store.put(key('/else/1'), bytes)
    await store.put(key('/other/2'), bytes)
    assert.deepEqual(await names(store, { prefix: '/else' }), [])
    assert.deepEqual(await names(store, { prefix: '/other' }), ['/other/2'])
  })

  it('stays within its bound under a flood, and keeps what is in use', async () => {
    const store = createBoundedDatastore({ peers: 100, '': 1 })
    await store.put(key('/peers/self'), bytes)
    for (let i = 0; i < 10_000; i++) {
      await store.put(key(`/peers/${i}`), bytes)
      if (i % 50 === 0) await store.get(key('/peers/self'))
    }
    assert.equal((await names(store, {})).length, 100)
    assert.equal(await store.has(key('/peers/self')), true)
  })

  it('throws what the library takes for "not found"', () => {
    const store = createBoundedDatastore()
    assert.throws(() => store.get(key('/peers/nobody')), { name: 'NotFoundError' })
  })

  it('answers queries with filter, order, offset and limit', async () => {
    const store = createBoundedDatastore()
    for (const name of ['/peers/1', '/peers/3', '/peers/2', '/dht/9']) await store.put(key(name), bytes)
    const down = {
      orders: [(a: { key: Key }, b: { key: Key }) => (a.key.toString() < b.key.toString() ? 1 : -1)]
    }
    assert.deepEqual(await names(store, { prefix: '/peers', ...down }), ['/peers/3', '/peers/2', '/peers/1'])
    assert.deepEqual(await names(store, { prefix: '/peers', ...down, offset: 1, limit: 1 }), ['/peers/2'])
    assert.deepEqual(await names(store, { filters: [pair => pair.key.toString().endsWith('9')] }), ['/dht/9'])

    const keys: string[] = []
    for await (const found of store.queryKeys({
      prefix: '/peers',
      filters: [k => !k.toString().endsWith('1')]
    })) {
      keys.push(found.toString())
    }
    assert.deepEqual(keys, ['/peers/3', '/peers/2'])
  })

  it('writes many, reads many, deletes many, and batches', async () => {
    const store = createBoundedDatastore()
    const pairs = ['/dht/1', '/dht/2'].map(name => ({ key: key(name), value: bytes }))
    for await (const _ of store.putMany(pairs)) assert.ok(true)
    const read: Uint8Array[] = []
    for await (const { value } of store.getMany(pairs.map(pair => pair.key))) read.push(value)
    assert.deepEqual(read, [bytes, bytes])
    for await (const _ of store.deleteMany([key('/dht/1')])) assert.ok(true)

    const batch = store.batch()
    batch.put(key('/dht/3'), bytes)
    batch.delete(key('/dht/2'))
    assert.deepEqual(await names(store, {}), ['/dht/2'])
    await batch.commit()
    assert.deepEqual(await names(store, {}), ['/dht/3'])
  })
})
