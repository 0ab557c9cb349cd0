/**
 * The Store port in memory, as strict as the vault: the same limits, copies in and out, walks
 * over what was there when they began. For every test that needs a store and no disk.
 *
 * @packageDocumentation
 */
import type { Durability, RecordKey, Store, StoredRecord, StoreOp, WalkOptions } from '../../src/ports.ts'
import { checkBatch, checkKey, checkTable, checkWalk } from '../../src/store/checks.ts'

interface Entry {
  readonly scope: string
  readonly order: number
  readonly id: string
  readonly value: Uint8Array
}

function compare(a: Entry, b: Entry): number {
  if (a.scope !== b.scope) return a.scope < b.scope ? -1 : 1
  if (a.order !== b.order) return a.order - b.order
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function nameOf({ scope = '', order = 0, id = '' }: RecordKey): string {
  return JSON.stringify([scope, order, id])
}

class MemoryStore implements Store {
  readonly #tables = new Map<string, Map<string, Entry>>()
  /** What a power cut brings back: what relaxed batches since the last strict one have replaced, in order. */
  readonly #replaced: Array<Array<() => void>> = []

  copy(): MemoryStore {
    const copy = new MemoryStore()
    for (const [table, entries] of this.#tables) copy.#tables.set(table, new Map(entries))
    return copy
  }

  losePower(kept: number): number {
    const lost = this.#replaced.splice(Math.floor(kept * (this.#replaced.length + 1)))
    for (const bringBack of lost.flat().toReversed()) bringBack()
    this.#replaced.length = 0
    return lost.length
  }

  async get(table: string, key: RecordKey): Promise<Uint8Array | undefined> {
    checkTable(table)
    checkKey(key)
    return this.#tables.get(table)?.get(nameOf(key))?.value.slice()
  }

  async batch(ops: readonly StoreOp[], durability: Durability = 'strict'): Promise<void> {
    checkBatch(ops)
    const replaced: Array<() => void> = []
    if (durability === 'strict') this.#replaced.length = 0
    else this.#replaced.push(replaced)
    for (const op of ops) {
      const entries = this.#tables.get(op.table) ?? new Map<string, Entry>()
      this.#tables.set(op.table, entries)
      const name = nameOf(op.key)
      const { scope = '', order = 0, id = '' } = op.key
      const before = entries.get(name)
      replaced.push(() => (before === undefined ? entries.delete(name) : entries.set(name, before)))
      if (op.kind === 'delete') entries.delete(name)
      else entries.set(name, { scope, order, id, value: op.value.slice() })
    }
  }

  walk(table: string, options: WalkOptions = {}): AsyncIterable<StoredRecord> {
    checkWalk(table, options)
    return this.#walk(table, options)
  }

  async *#walk(table: string, options: WalkOptions): AsyncGenerator<StoredRecord> {
    const { scope, after = -1, reverse = false, limit = Infinity, signal } = options
    signal?.throwIfAborted()
    const found = [...(this.#tables.get(table)?.values() ?? [])]
      .filter(entry => scope === undefined || (entry.scope === scope && entry.order > after))
      .sort(compare)
    if (reverse) found.reverse()
    for (const { order, value } of found.slice(0, limit)) {
      signal?.throwIfAborted()
      yield { order, value: value.slice() }
    }
  }
}

/** A new, empty store. */
export function createMemoryStore(): Store {
  return new MemoryStore()
}

/** What lies in a memory store now, in another one: a backup of the disk. */
export function copyStore(store: Store): Store {
  return memoryStore(store).copy()
}

/**
 * A power cut: takes back relaxed batches since the last strict one.
 *
 * @param kept - from 0 to below 1: how many of them stay, the first ones
 * @returns how many are gone
 */
export function losePower(store: Store, kept: number = 0): number {
  return memoryStore(store).losePower(kept)
}

function memoryStore(store: Store): MemoryStore {
  if (!(store instanceof MemoryStore)) throw new TypeError('only a memory store can do that')
  return store
}
