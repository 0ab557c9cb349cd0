/**
 * {@link Database} with a log of its own before another one (ADR 015). A strict write is synced
 * in the log, a relaxed one is only written there (ADR 017); until it is in the database below
 * too, it is also in memory. The log has two segments. When one is full, the other is written,
 * while all that the first one holds goes below in one write, the last change of each key only.
 * The same write says up to which number the records of the log are void, so an opening never
 * brings back what is older than the database below.
 *
 * After a write that failed nobody knows what the log holds. So the next one waits until all that
 * was acknowledged, relaxed or not, is below, from memory, and the number of the failed one is void.
 *
 * @packageDocumentation
 */
import type { Durability } from '../ports.ts'
import type { Change, Database, EntryOptions } from './database.ts'
import { VaultCorruptError } from './errors.ts'
import type { LogFile } from './log-file.ts'
import type { LogRecord } from './log-records.ts'
import { checksumOf, encodeRecord, recordLength, recordsAfter } from './log-records.ts'

/** Where the database below keeps the number of the last record that is void: behind all ranges. */
const VOID_KEY = Uint8Array.of(0xff, 0xff)
const NUMBER_BYTES = 8

/** The last change of each key, by the bytes of the key as text, which sorts as they do. */
type Changes = ReadonlyMap<string, Change>

function textOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')
}

function voidUpTo(number: number): Change {
  const record = new Uint8Array(NUMBER_BYTES)
  new DataView(record.buffer).setBigUint64(0, BigInt(number))
  return { key: VOID_KEY, record }
}

async function lastVoid(below: Database): Promise<number> {
  const [record] = await below.getMany([VOID_KEY])
  if (record === undefined) return 0
  if (record.length !== NUMBER_BYTES) throw new VaultCorruptError("Files of the vault's records are altered")
  return Number(new DataView(record.buffer, record.byteOffset, NUMBER_BYTES).getBigUint64(0))
}

class LoggedDatabase implements Database {
  readonly #below: Database
  readonly #log: LogFile
  readonly #segmentBytes: number
  /** In the segment that is written. */
  #newer = new Map<string, Change>()
  /** In the other one: on their way below, or not accepted there. */
  #older: Changes = new Map()
  /** Never rejects. */
  #moving: Promise<void> | undefined
  /** The last write below failed: nothing may be written there until it is opened again. */
  #refused: { readonly error: unknown } | undefined
  /** Nothing may be written into the log before all is below. */
  #doubtful: boolean
  /** A power cut may take away the end of the segment. */
  #unsynced = false
  /** Of the last record, be it in doubt. */
  #number: number
  #segment = 0
  /** In the segment. */
  #offset = 0
  /** Of the last record of the segment. */
  #checksum = 0

  constructor(below: Database, log: LogFile, number: number, replayed: readonly LogRecord[]) {
    this.#below = below
    this.#log = log
    this.#segmentBytes = log.size / 2
    this.#number = number + replayed.length
    // they lie anywhere in the log
    this.#doubtful = replayed.length > 0
    // relaxed ones that a killed process left
    this.#unsynced = replayed.length > 0
    for (const { changes } of replayed) this.#remember(changes)
  }

  get isOpen(): boolean {
    return this.#below.isOpen
  }

  async getMany(keys: readonly Uint8Array[]): Promise<Array<Uint8Array | undefined>> {
    const changes = keys.map(key => this.#changeOf(textOf(key)))
    const others = keys.filter((_, index) => changes[index] === undefined)
    const below = others.length === 0 ? [] : await this.#below.getMany(others)
    let next = 0
    return changes.map(change => (change === undefined ? below[next++] : change.record?.slice()))
  }

  async *entries({ limit, ...range }: EntryOptions): AsyncGenerator<[Uint8Array, Uint8Array]> {
    let left = limit ?? Number.POSITIVE_INFINITY
    for await (const { key, record } of this.#merged(range, limit)) {
      if (record === undefined) continue
      if (left-- === 0) return
      yield [key, record]
    }
  }

  async write(changes: readonly Change[], durability: Durability = 'strict'): Promise<void> {
    if (changes.length === 0) return
    const length = recordLength(changes)
    if (length > this.#segmentBytes) {
      await this.#moveAll()
      await this.#writeBelow(changes)
      return
    }
    if (this.#doubtful) await this.#moveAll()
    else if (this.#offset + length > this.#segmentBytes) await this.#turn()
    const at = this.#segment * this.#segmentBytes + this.#offset
    this.#offset += length
    this.#number++
    const record = encodeRecord({ number: this.#number, changes }, this.#checksum)
    this.#checksum = checksumOf(record)
    await this.#orDoubt(this.#log.write(record, at))
    this.#unsynced = true
    if (durability === 'strict') await this.#sync()
    this.#remember(changes)
  }

  async reopen(): Promise<void> {
    await this.#moving
    await this.#below.reopen()
    this.#refused = undefined
    await this.#moveAll()
  }

  async close(): Promise<void> {
    try {
      // what cannot go below now is in the log, where the next opening finds it
      await this.#moveAll().catch(async () => await this.#sync().catch(() => undefined))
      await this.#log.close()
    } finally {
      await this.#below.close()
    }
  }

  #remember(changes: readonly Change[]): void {
    for (const change of changes) this.#newer.set(textOf(change.key), change)
  }

  #changeOf(text: string): Change | undefined {
    return this.#newer.get(text) ?? this.#older.get(text)
  }

  #all(): Changes {
    return new Map([...this.#older, ...this.#newer])
  }

  /** Goes on in the other segment, as soon as that one is free. */
  async #turn(): Promise<void> {
    await this.#moving
    if (this.#refused !== undefined) throw this.#refused.error
    // a record at the start of a segment is read whatever the other one ends with
    if (this.#unsynced) await this.#sync()
    this.#older = this.#newer
    this.#newer = new Map()
    this.#segment = 1 - this.#segment
    this.#offset = 0
    this.#checksum = 0
    this.#moving = this.#writeBelow([...this.#older.values(), voidUpTo(this.#number)]).then(
      () => {
        this.#older = new Map()
      },
      // the next that needs this segment is told
      () => undefined
    )
  }

  async #sync(): Promise<void> {
    await this.#orDoubt(this.#log.sync())
    this.#unsynced = false
  }

  async #orDoubt(done: Promise<void>): Promise<void> {
    try {
      await done
    } catch (error) {
      this.#doubtful = true
      throw error
    }
  }

  /** Afterwards the log is free. */
  async #moveAll(): Promise<void> {
    await this.#moving
    const all = this.#all()
    if (all.size > 0 || this.#doubtful) await this.#writeBelow([...all.values(), voidUpTo(this.#number)])
    this.#older = new Map()
    this.#newer = new Map()
    this.#offset = 0
    this.#checksum = 0
    this.#doubtful = false
    this.#unsynced = false
  }

  async #writeBelow(changes: readonly Change[]): Promise<void> {
    if (this.#refused !== undefined) throw this.#refused.error
    try {
      await this.#below.write(changes)
    } catch (error) {
      this.#refused = { error }
      throw error
    }
  }

  /** Ours and those below in one order, as they were at the first step. */
  async *#merged(range: Omit<EntryOptions, 'limit'>, limit: number | undefined): AsyncGenerator<Change> {
    const ours = this.#within(range)
    // ours may stand for as many below, or delete them
    const below = this.#below.entries({
      ...range,
      limit: limit === undefined ? undefined : limit + ours.length
    })
    let next = 0
    for await (const [key, record] of below) {
      const text = textOf(key)
      for (let own = ours[next]; own !== undefined; own = ours[next]) {
        if (range.reverse ? own[0] <= text : own[0] >= text) break
        yield own[1]
        next++
      }
      // if they are the same, ours is given next in place of this one
      if (ours[next]?.[0] !== text) yield { key, record }
    }
    for (const [, change] of ours.slice(next)) yield change
  }

  #within({ gte, lte, reverse }: Omit<EntryOptions, 'limit'>): Array<[string, Change]> {
    const [first, last] = [textOf(gte), textOf(lte)]
    const found = new Map<string, Change>()
    for (const changes of [this.#older, this.#newer]) {
      for (const [text, change] of changes) if (text >= first && text <= last) found.set(text, change)
    }
    const order = reverse ? -1 : 1
    return [...found]
      .sort(([a], [b]) => (a < b ? -order : order))
      .map(([text, { key, record }]) => [text, { key: key.slice(), record: record?.slice() }])
  }
}

/**
 * @param below - keeps everything; the result's to close, as is the log
 * @throws {VaultCorruptError} if records of the log are lost, as far as it can tell
 */
export async function openLoggedDatabase(below: Database, log: LogFile): Promise<Database> {
  const number = await lastVoid(below)
  return new LoggedDatabase(below, log, number, recordsAfter(await log.read(), number))
}
