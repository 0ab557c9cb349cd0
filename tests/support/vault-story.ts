/**
 * Numbered batches of which a reader can tell whether all of each is there: new records,
 * overwritten ones, deleted ones, in four tables.
 *
 * @packageDocumentation
 */
import assert from 'node:assert/strict'
import type { Store, StoreOp } from '../../src/ports.ts'

const SLOTS = 10
const PARTS = ['a', 'b', 'c']

function encode(number: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

function decode(bytes: Uint8Array | undefined): number {
  return bytes === undefined ? 0 : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
}

/** 4 to 904 bytes that belong to one batch alone. */
function payload(number: number): Uint8Array {
  const bytes = new Uint8Array(4 + ((number * 37) % 900)).fill(number & 0xff)
  bytes.set(encode(number))
  return bytes
}

/** @param number - of the batch, from 1 */
export function opsOf(number: number): StoreOp[] {
  return [
    { kind: 'put', table: 'state', key: { id: 'last' }, value: encode(number) },
    ...PARTS.map((id): StoreOp => {
      return {
        kind: 'put',
        table: 'history',
        key: { scope: 'all', order: number, id },
        value: payload(number)
      }
    }),
    { kind: 'put', table: 'slots', key: { id: `${number % SLOTS}` }, value: encode(number) },
    { kind: 'delete', table: 'queue', key: { scope: 'all', order: number - 1 } },
    { kind: 'put', table: 'queue', key: { scope: 'all', order: number }, value: payload(number) }
  ]
}

/** The number of the last batch that is there. */
export async function acknowledgedOf(store: Store): Promise<number> {
  return decode(await store.get('state', { id: 'last' }))
}

/**
 * Checks that all batches up to one are there whole, and nothing of any later one.
 *
 * @returns the number of the last one
 */
export async function assertWhole(store: Store): Promise<number> {
  const last = await acknowledgedOf(store)
  const seen: number[] = []
  for await (const { order, value } of store.walk('history', { scope: 'all' })) {
    assert.deepEqual(value, payload(order))
    seen.push(order)
  }
  assert.deepEqual(
    seen,
    Array.from({ length: last * PARTS.length }, (_, index) => Math.floor(index / PARTS.length) + 1)
  )
  for (let slot = 0; slot < SLOTS; slot++) {
    const expected = last - ((((last - slot) % SLOTS) + SLOTS) % SLOTS)
    assert.equal(decode(await store.get('slots', { id: `${slot}` })), Math.max(0, expected), `slot ${slot}`)
  }
  const queue: number[] = []
  for await (const { order, value } of store.walk('queue')) {
    assert.deepEqual(value, payload(order))
    queue.push(order)
  }
  assert.deepEqual(queue, last === 0 ? [] : [last])
  return last
}
