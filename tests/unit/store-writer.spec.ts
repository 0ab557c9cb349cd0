import assert from 'node:assert/strict'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { CHANGE_OVERHEAD_BYTES, MAX_WAITING_BYTES } from '../../src/store/constants.ts'
import type { Durability } from '../../src/ports.ts'
import type { Change, Database } from '../../src/store/database.ts'
import { DiskError } from '../../src/store/errors.ts'
import type { Ledger } from '../../src/store/ledger.ts'
import { EMPTY_LEDGER } from '../../src/store/ledger.ts'
import type { Writer } from '../../src/store/writer.ts'
import { createWriter } from '../../src/store/writer.ts'
import { microtasks } from '../support/microtasks.ts'

const LEDGER = utf8ToBytes('ledger')

/** A record that says something: the ledger looks at the last 16 bytes only. */
function record(text: string): Uint8Array {
  return utf8ToBytes(text.padEnd(48, '.'))
}

function change(key: string, text: string | undefined): Change {
  return { key: utf8ToBytes(key), record: text === undefined ? undefined : record(text) }
}

/** A disk that fails when told, and may keep what it said it could not. */
class Disk implements Database {
  isOpen = true
  writes: number[] = []
  durabilities: Durability[] = []
  reopened = 0
  /** What the next writes do. */
  next: Array<'fail' | 'fail but keep'> = []
  room = true
  gate: Promise<void> | undefined
  readonly entriesNow = new Map<string, Uint8Array>()

  async getMany(keys: readonly Uint8Array[]): Promise<Array<Uint8Array | undefined>> {
    assert.ok(this.isOpen, 'read while closed')
    return keys.map(key => this.entriesNow.get(bytesToHex(key)))
  }

  async *entries(): AsyncGenerator<[Uint8Array, Uint8Array]> {}

  async write(changes: readonly Change[], durability?: Durability): Promise<void> {
    assert.ok(this.isOpen, 'write while closed')
    await this.gate
    const what = this.next.shift()
    if (what !== 'fail') {
      for (const { key, record: bytes } of changes) {
        if (bytes === undefined) this.entriesNow.delete(bytesToHex(key))
        else this.entriesNow.set(bytesToHex(key), bytes)
      }
      this.writes.push(changes.length)
      this.durabilities.push(durability ?? 'strict')
    }
    if (what !== undefined) throw new DiskError('The disk is full', 'full')
  }

  async reopen(): Promise<void> {
    if (!this.room) throw new DiskError('The disk is still full', 'full')
    this.reopened++
    this.isOpen = true
  }

  async close(): Promise<void> {
    this.isOpen = false
  }

  read(key: string): string | undefined {
    const found = this.entriesNow.get(bytesToHex(utf8ToBytes(key)))
    return found === undefined ? undefined : new TextDecoder().decode(found).replace(/\.+$/, '')
  }

  ledger(): Ledger {
    const found = this.entriesNow.get(bytesToHex(LEDGER))
    const numbers = new TextDecoder().decode(found).split(' ').map(Number)
    const [sequence = 0, count = 0, ...digest] = found === undefined ? [] : numbers
    return found === undefined ? EMPTY_LEDGER : { sequence, count, digest: Uint8Array.from(digest) }
  }
}

describe('vault writer', () => {
  let disk: Disk
  let writer: Writer
  let written: number[]

  beforeEach(() => {
    disk = new Disk()
    written = []
    writer = createWriter({
      database: disk,
      ledger: EMPTY_LEDGER,
      sealLedger: ({ sequence, count, digest }) => ({
        key: LEDGER,
        record: utf8ToBytes([sequence, count, ...digest].join(' '))
      }),
      inspect: async () => disk.ledger(),
      written: sequence => written.push(sequence)
    })
  })

  it('writes what was asked and counts it', async () => {
    await writer.write([change('a', 'one'), change('b', 'two')])
    await writer.write([change('a', 'three'), change('b', undefined), change('c', undefined)])
    assert.equal(disk.read('a'), 'three')
    assert.equal(disk.read('b'), undefined)
    assert.equal(disk.ledger().sequence, 2)
    assert.equal(disk.ledger().count, 1)
    assert.deepEqual(disk.ledger().digest, record('three').subarray(-16))
    assert.deepEqual(written, [1, 2])
  })

  it('lets batches that come together share a write', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => writer.write([change(`k${n}`, 'x')])))
    assert.deepEqual(disk.writes, [41])
  })

  it('lets batches that wait for a write share the next, and resolves none before its own', async () => {
    const order: string[] = []
    let open: () => void = () => undefined
    disk.gate = new Promise(resolve => {
      open = resolve
    })
    const first = writer.write([change('a', 'x')]).then(() => order.push('first'))
    await microtasks()
    const later = ['b', 'c'].map(key => writer.write([change(key, 'x')]).then(() => order.push(key)))
    await microtasks()
    assert.deepEqual(order, [])
    open()
    await Promise.all([first, ...later])
    assert.deepEqual(order, ['first', 'b', 'c'])
    assert.deepEqual(disk.writes, [2, 3])
  })

  it('is as strict as the strictest that share a write, and tells of no other', async () => {
    await writer.write([change('a', 'x')], 'relaxed')
    assert.deepEqual(written, [])
    await Promise.all([writer.write([change('b', 'x')], 'relaxed'), writer.write([change('c', 'x')])])
    assert.deepEqual(written, [2])
    disk.next = ['fail but keep']
    await assert.rejects(writer.write([change('d', 'x')], 'relaxed'))
    await writer.write([change('e', 'x')], 'relaxed')
    assert.deepEqual(disk.durabilities, ['relaxed', 'strict', 'relaxed', 'strict', 'relaxed'])
    assert.deepEqual(written, [2, 4])
  })

  it('splits what is too much for one write', async () => {
    const large = new Uint8Array(600 * 1024)
    await Promise.all(['a', 'b', 'c'].map(key => writer.write([{ key: utf8ToBytes(key), record: large }])))
    assert.deepEqual(disk.writes, [2, 2, 2])
  })

  it('refuses more than may wait, and takes changes again afterwards', async () => {
    let open: () => void = () => undefined
    disk.gate = new Promise(resolve => {
      open = resolve
    })
    const half: Change = {
      key: utf8ToBytes('a'),
      record: new Uint8Array(MAX_WAITING_BYTES / 2 - CHANGE_OVERHEAD_BYTES)
    }
    const fits = [writer.write([half]), writer.write([half])]
    await assert.rejects(writer.write([change('b', 'x')]), { name: 'LimitError' })
    open()
    await Promise.all(fits)
    await writer.write([change('b', 'x')])
    assert.equal(disk.read('b'), 'x')
  })

  it('keeps nothing of a failed write, and goes on after the database was opened again', async () => {
    await writer.write([change('a', 'old')])
    disk.next = ['fail']
    const failed = [writer.write([change('a', 'new')]), writer.write([change('b', 'new')])]
    for (const result of failed) await assert.rejects(result, { name: 'DiskError', reason: 'full' })
    assert.equal(disk.read('a'), 'old')
    assert.equal(disk.reopened, 0)
    await writer.write([change('c', 'next')])
    assert.equal(disk.reopened, 1)
    assert.equal(disk.read('b'), undefined)
    assert.equal(disk.read('c'), 'next')
    assert.deepEqual(written, [1, 2])
  })

  it('touches nothing while the disk has no room', async () => {
    disk.next = ['fail']
    await assert.rejects(writer.write([change('a', 'x')]), { name: 'DiskError' })
    disk.room = false
    await assert.rejects(writer.write([change('a', 'x')]), { message: 'The disk is still full' })
    assert.deepEqual(disk.writes, [])
    await writer.readable()
    disk.room = true
    await writer.write([change('a', 'x')])
    assert.equal(disk.read('a'), 'x')
  })

  it('takes back a refused write that reached the disk after all', async () => {
    await writer.write([change('a', 'old'), change('b', 'old')])
    const before = disk.ledger()
    disk.next = ['fail but keep']
    await assert.rejects(writer.write([change('a', 'new'), change('b', undefined), change('c', 'new')]))
    assert.equal(disk.read('a'), 'new')
    await writer.write([change('d', 'next')])
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map(key => disk.read(key)),
      ['old', 'old', undefined, 'next']
    )
    assert.equal(disk.ledger().count, before.count + 1)
    assert.equal(disk.ledger().sequence, 4)
  })

  it('takes it back even if that fails the first time', async () => {
    await writer.write([change('a', 'old')])
    disk.next = ['fail but keep', 'fail but keep']
    await assert.rejects(writer.write([change('a', 'new')]))
    await assert.rejects(writer.write([change('b', 'x')]))
    assert.equal(disk.read('b'), undefined)
    await writer.write([change('b', 'x')])
    assert.equal(disk.read('a'), 'old')
    assert.equal(disk.read('b'), 'x')
    assert.equal(disk.ledger().count, 2)
  })

  it('opens the database for a reader if a change could not', async () => {
    disk.next = ['fail']
    await assert.rejects(writer.write([change('a', 'x')]))
    disk.isOpen = false
    disk.room = false
    await assert.rejects(writer.readable(), { name: 'DiskError' })
    disk.room = true
    await writer.readable()
    assert.ok(disk.isOpen)
  })

  it('is idle only when all is done', async () => {
    let done = 0
    for (const key of ['a', 'b', 'c']) void writer.write([change(key, 'x')]).then(() => done++)
    await writer.idle()
    assert.equal(disk.ledger().count, 3)
    await Promise.resolve()
    assert.equal(done, 3)
  })
})
