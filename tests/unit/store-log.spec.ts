import assert from 'node:assert/strict'
import { mkdir, readdir, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { LOG_SEGMENT_BYTES, MAX_SYNCS_IN_A_ROW, SLOW_SYNC_MS } from '../../src/store/constants.ts'
import type { Durability } from '../../src/ports.ts'
import type { Change, Database, EntryOptions } from '../../src/store/database.ts'
import { DiskError } from '../../src/store/errors.ts'
import { writeWholeFile } from '../../src/store/files.ts'
import { EVERYTHING } from '../../src/store/ledger.ts'
import { createPace, openLogFile } from '../../src/store/log-file.ts'
import type { SyncPlace } from '../../src/store/log-file.ts'
import { checksumOf, encodeRecord, recordLength, recordsAfter } from '../../src/store/log-records.ts'
import { FailingDisk, PowerLoss } from '../support/failing-disk.ts'
import type { Fault } from '../support/failing-disk.ts'
import { createDice, runSeed } from '../support/seeded.ts'
import { temporaryFolder } from '../support/vault-folder.ts'

/** Raise it by hand for a long run: RUNS=20000 SEED=1 npm test. */
const RUNS = Number(process.env['RUNS'] ?? 250)

/** Holds about three records of the tests. */
const SEGMENT = 256
const KEYS = ['a', 'b', 'ba', 'c', 'd', 'e']

type State = ReadonlyMap<string, string>

async function stateOf(database: Database, options: EntryOptions = EVERYTHING): Promise<State> {
  const found = new Map<string, string>()
  for await (const [key, record] of database.entries(options)) found.set(bytesToHex(key), bytesToHex(record))
  return found
}

function after(state: State, changes: readonly Change[]): State {
  const next = new Map(state)
  for (const { key, record } of changes) {
    if (record === undefined) next.delete(bytesToHex(key))
    else next.set(bytesToHex(key), bytesToHex(record))
  }
  return next
}

function sorted(state: State): Array<[string, string]> {
  return [...state].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** All that was acknowledged, and what the only caller of a logged database does: vault/writer.ts. */
class Story {
  readonly disk: FailingDisk
  database: Database | undefined
  acknowledged: State = new Map()
  /** With the last write that was refused, or that the power was lost in. */
  possible: State | undefined
  /** What a power cut may leave: as it was before each relaxed write since the last strict one. */
  fallbacks: State[] = []
  #count = 0

  constructor(disk: FailingDisk) {
    this.disk = disk
  }

  /** Records that no other change has. */
  change(key: string, length: number | undefined): Change {
    const record = length === undefined ? undefined : new Uint8Array(4 + length).fill(++this.#count & 0xff)
    if (record !== undefined) new DataView(record.buffer).setUint32(0, this.#count)
    return { key: utf8ToBytes(key), record }
  }

  async opened(): Promise<Database> {
    if (this.database !== undefined) return this.database
    const isCut = this.disk.end()
    this.database = await this.disk.open()
    await this.#settle(this.database, isCut ? this.fallbacks : [])
    return this.database
  }

  async write(changes: readonly Change[], durability: Durability = 'strict'): Promise<void> {
    const database = await this.opened()
    try {
      await database.write(changes, durability)
      this.fallbacks = durability === 'strict' ? [] : [...this.fallbacks, this.acknowledged]
      this.acknowledged = after(this.acknowledged, changes)
    } catch (error) {
      this.possible = after(this.acknowledged, changes)
      if (!(error instanceof DiskError)) throw error
      // nothing of it is there while the database is not opened again, but for what bypassed the log
      if (recordLength(changes) <= SEGMENT) assert.deepEqual(await stateOf(database), this.#expected())
      await this.#recover(database)
    }
  }

  async check(options: EntryOptions): Promise<void> {
    const database = await this.opened()
    const [first, last] = [bytesToHex(options.gte), bytesToHex(options.lte)]
    const expected = sorted(this.acknowledged).filter(([key]) => key >= first && key <= last)
    if (options.reverse) expected.reverse()
    assert.deepEqual([...(await stateOf(database, options))], expected.slice(0, options.limit))
    const keys = sorted(this.acknowledged).map(([key]) => hexToBytes(key))
    const found = await database.getMany([...keys, utf8ToBytes('none')])
    const records = found.map(record => record && bytesToHex(record))
    assert.deepEqual(records, [...sorted(this.acknowledged).map(([, record]) => record), undefined])
  }

  async close(): Promise<void> {
    await (await this.opened()).close()
    this.database = undefined
  }

  #expected(): State {
    return new Map(sorted(this.acknowledged))
  }

  async #recover(database: Database): Promise<void> {
    for (let failed = true; failed;) {
      try {
        await database.reopen()
        failed = false
      } catch (error) {
        if (!(error instanceof DiskError)) throw error
      }
    }
    await this.#settle(database)
  }

  /** What is there is what was acknowledged, or with all of the last write, or one of the others. */
  async #settle(database: Database, others: readonly State[] = []): Promise<void> {
    const found = await stateOf(database)
    const text = sorted(found).join()
    const isOther = [this.possible, ...others].some(state => state && sorted(state).join() === text)
    if (isOther) this.acknowledged = found
    else assert.deepEqual(found, this.#expected())
    this.possible = undefined
    this.fallbacks = []
  }
}

type Command =
  | {
      readonly what: 'write'
      readonly changes: ReadonlyArray<readonly [string, number | undefined]>
      readonly durability: Durability
    }
  | { readonly what: 'walk'; readonly options: EntryOptions }
  | { readonly what: 'fault'; readonly fault: Fault }
  | { readonly what: 'close' }
  | { readonly what: 'power loss'; readonly in: number }

const arbitraryKey = fc.constantFrom(...KEYS)
const arbitraryLength = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 8, arbitrary: fc.nat(80) },
  { weight: 1, arbitrary: fc.integer({ min: SEGMENT - 24, max: SEGMENT + 8 }) }
)
const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('write' as const),
      changes: fc.array(fc.tuple(arbitraryKey, arbitraryLength), { minLength: 1, maxLength: 3 }),
      durability: fc.constantFrom('strict', 'relaxed')
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('walk' as const),
      options: fc.record({
        gte: arbitraryKey.map(utf8ToBytes),
        lte: arbitraryKey.map(utf8ToBytes),
        reverse: fc.boolean(),
        limit: fc.option(fc.nat(4), { nil: undefined })
      })
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('fault' as const),
      fault: fc.record({
        where: fc.constantFrom('write', 'sync', 'below', 'reopen'),
        kept: fc.constantFrom('none', 'some', 'all')
      })
    })
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('close' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('power loss' as const), in: fc.nat(6) }) }
)

async function run(story: Story, command: Command): Promise<void> {
  if (command.what === 'fault') story.disk.faults.push(command.fault)
  else if (command.what === 'power loss') story.disk.power = command.in
  else if (command.what === 'close') await story.close()
  else if (command.what === 'walk') await story.check(command.options)
  else {
    const changes = command.changes.map(([key, length]) => story.change(key, length))
    await story.write(changes, command.durability)
  }
}

/** The next life begins with the next command. */
async function survive(story: Story, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof PowerLoss)) throw error
    story.database = undefined
  }
}

describe('the log under the database', () => {
  it('loses nothing that was acknowledged, whatever fails (model)', async () => {
    const seed = runSeed()
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryCommand, { maxLength: 60, size: 'max' }),
        fc.nat(),
        async (commands, chance) => {
          const story = new Story(new FailingDisk(SEGMENT, createDice(chance)))
          for (const command of commands) await survive(story, () => run(story, command))
          await survive(story, () => story.check(EVERYTHING))
          await story.check(EVERYTHING)
        }
      ),
      { seed, numRuns: RUNS }
    )
  })

  it('loses nothing when the power is lost in any operation, and again soon after', async () => {
    const seed = runSeed()
    /** Two lives and what is left of them. */
    const tell = async (first: number, second: number): Promise<number> => {
      const disk = new FailingDisk(SEGMENT, createDice(seed + 100 * first + second))
      const story = new Story(disk)
      let operations = 0
      for (const power of [first, second]) {
        await story.opened()
        disk.power = power
        await survive(story, async () => {
          for (let n = 0; n < 30; n++) {
            const key = KEYS[n % KEYS.length] ?? 'a'
            const changes = [story.change(key, n), story.change('last', 4), story.change('gone', undefined)]
            await story.write(changes, n % 3 === 0 ? 'strict' : 'relaxed')
          }
          await story.write([story.change('large', SEGMENT)])
          await story.close()
        })
        operations ||= disk.operations
      }
      await story.check(EVERYTHING)
      return operations
    }
    const operations = await tell(Number.POSITIVE_INFINITY, 0)
    assert.ok(operations > 40)
    for (let first = 0; first <= operations; first++) {
      for (let second = 0; second < 8; second++) {
        await tell(first, second).catch((error: unknown) => {
          throw new Error(`operations ${first} and ${second} (seed ${seed})`, { cause: error })
        })
      }
    }
  })

  describe('step by step', () => {
    let disk: FailingDisk
    let story: Story

    beforeEach(() => {
      disk = new FailingDisk(SEGMENT, () => 0)
      story = new Story(disk)
    })

    /** As long as a third of a segment. */
    async function third(key: string): Promise<void> {
      await story.write([story.change(key, SEGMENT / 3 - 32)])
    }

    it('writes to the database below once for each segment, the last change of each key', async () => {
      for (let n = 0; n < 4; n++) await third('a')
      await story.check(EVERYTHING)
      assert.equal(disk.operations, 9)
      assert.equal(disk.below.size, 2)
    })

    it('leaves everything below when it is closed', async () => {
      await third('a')
      assert.equal(disk.below.size, 0)
      await story.close()
      assert.equal(disk.below.size, 2)
      disk.log.fill(0)
      await story.check(EVERYTHING)
    })

    it('syncs what is relaxed when it is closed, although the database below is full', async () => {
      const write = async (): Promise<void> => await story.write([story.change('a', 4)], 'relaxed')
      await write()
      for (const isKilled of [false, true]) {
        // a killed one leaves it to the next life to sync
        if (isKilled) story.database = undefined
        else await write()
        const database = await story.opened()
        disk.faults.push({ where: 'below', kept: 'none' })
        const before = disk.syncs
        await database.close()
        assert.equal(disk.syncs, before + 1)
        story.database = undefined
      }
      await story.check(EVERYTHING)
    })

    it('takes a write of nothing', async () => {
      await story.write([])
      await third('a')
      story.database = undefined
      await story.check(EVERYTHING)
      assert.equal(disk.operations, 2)
    })

    it('writes nothing when it is opened', async () => {
      await third('a')
      story.database = undefined
      await story.opened()
      await story.check(EVERYTHING)
      assert.equal(disk.operations, 2)
    })

    it('brings back nothing that is older than what is below', async () => {
      await third('a')
      const older = Uint8Array.from(disk.log)
      await third('a')
      await story.close()
      disk.log.set(older)
      await story.check(EVERYTHING)
    })

    it('refuses a log with a gap', async () => {
      for (let n = 0; n < 5; n++) await third('a')
      disk.below.clear()
      disk.log.fill(0, 0, 8)
      story.database = undefined
      await assert.rejects(story.opened(), { name: 'VaultCorruptError' })
    })

    it('goes on while the database below is full, until the segment is needed, and then when it is not', async () => {
      for (let n = 0; n < 3; n++) await third(`k${n}`)
      disk.faults.push({ where: 'below', kept: 'none' })
      for (let n = 3; n < 6; n++) await third(`k${n}`)
      assert.equal(disk.below.size, 0)
      await story.check(EVERYTHING)
      const database = await story.opened()
      const change = story.change('k6', SEGMENT / 3 - 32)
      for (let n = 0; n < 2; n++) {
        await assert.rejects(database.write([change]), { name: 'DiskError', reason: 'full' })
      }
      await story.check(EVERYTHING)
      await database.reopen()
      assert.equal(disk.below.size, 7)
      await third('k6')
      await story.check(EVERYTHING)
    })

    it('walks over what was there at the first step, whatever goes below meanwhile', async () => {
      for (let n = 0; n < 3; n++) await third(`k${n}`)
      const database = await story.opened()
      const walk = database.entries(EVERYTHING)[Symbol.asyncIterator]()
      const found = [await walk.next()]
      for (let n = 0; n < 6; n++) await third(`l${n}`)
      for (let step = await walk.next(); step.done !== true; step = await walk.next()) found.push(step)
      assert.equal(found.length, 3)
    })
  })
})

describe('records of the log', () => {
  const changes = [
    { key: utf8ToBytes('a'), record: utf8ToBytes('one') },
    { key: utf8ToBytes('b'), record: undefined },
    { key: utf8ToBytes('c'), record: new Uint8Array(0) }
  ]

  function logOf(...segments: ReadonlyArray<readonly number[]>): Uint8Array {
    const log = new Uint8Array(2 * SEGMENT)
    for (const [index, numbers] of segments.entries()) {
      let at = index * SEGMENT
      let before = 0
      for (const number of numbers) {
        const record = encodeRecord({ number, changes }, before)
        before = checksumOf(record)
        log.set(record, at)
        at += record.length
      }
    }
    return log
  }

  function numbersAfter(log: Uint8Array, number: number): number[] {
    return recordsAfter(log, number).map(record => record.number)
  }

  it('come back as they were', () => {
    const number = 2 ** 40
    assert.deepEqual(recordsAfter(logOf([number]), number - 1), [{ number, changes }])
    assert.equal(encodeRecord({ number, changes }, 0).length, recordLength(changes))
  })

  it('are read in their order from both segments, without those that are void', () => {
    assert.deepEqual(numbersAfter(logOf([4, 5], [1, 2, 3]), 0), [1, 2, 3, 4, 5])
    assert.deepEqual(numbersAfter(logOf([4, 5], [1, 2, 3]), 2), [3, 4, 5])
    assert.deepEqual(numbersAfter(logOf([4, 5], [1, 2, 3]), 9), [])
    assert.deepEqual(numbersAfter(logOf([], []), 0), [])
  })

  it('end where older ones are left of what was there before', () => {
    const log = logOf([1, 2, 3])
    log.set(encodeRecord({ number: 7, changes }, 0))
    assert.deepEqual(numbersAfter(log, 6), [7])
    assert.throws(() => numbersAfter(log, 5), { name: 'VaultCorruptError' })
  })

  it('end where one did not reach the disk, although one behind it did', () => {
    const length = recordLength(changes)
    const log = logOf([7, 8, 9])
    log.set(logOf([1, 2]).subarray(length, 2 * length), length)
    assert.deepEqual(numbersAfter(log, 6), [7])
    // the next life writes another 7, and the old 8 lies right behind it
    const next = logOf([7, 8])
    const other = [{ key: utf8ToBytes('a'), record: utf8ToBytes('two') }, ...changes.slice(1)]
    next.set(encodeRecord({ number: 7, changes: other }, 0))
    assert.deepEqual(recordsAfter(next, 6), [{ number: 7, changes: other }])
  })

  it('are whole or not there, whichever byte is changed', () => {
    const [log, length] = [logOf([1]), recordLength(changes)]
    for (let at = 0; at < length; at++) {
      for (const flip of [1, 0x80, 0xff]) {
        const bytes = Uint8Array.from(log)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        assert.deepEqual(recordsAfter(bytes, 0), [], `byte ${at}`)
      }
    }
    for (let end = 0; end < length; end++) {
      assert.deepEqual(recordsAfter(Uint8Array.from(log).fill(0, end), 0), [], `cut at ${end}`)
    }
  })
})

describe('the file of the log', () => {
  it('has its size from the start, and keeps what was written', async () => {
    const { folder, remove } = await temporaryFolder()
    try {
      const path = join(folder, 'log')
      await assert.rejects(openLogFile(path, false), { name: 'VaultCorruptError' })
      const made = await openLogFile(path, true)
      assert.equal(made.size, 2 * LOG_SEGMENT_BYTES)
      assert.equal((await stat(path)).size, made.size)
      // more often than syncs follow each other on the event loop
      for (let n = 0; n < 3 * MAX_SYNCS_IN_A_ROW; n++) {
        await made.write(Uint8Array.of(1, n), 2 * n)
        await made.sync()
      }
      await made.close()
      const found = await openLogFile(path, true)
      const bytes = await found.read()
      for (let n = 0; n < 3 * MAX_SYNCS_IN_A_ROW; n++)
        assert.deepEqual([...bytes.subarray(2 * n, 2 * n + 2)], [1, n])
      // a length that nobody has the memory for
      for (const length of [5, 2 ** 40]) {
        await truncate(path, length)
        await assert.rejects(found.read(), { name: 'VaultCorruptError' })
      }
      await found.close()
    } finally {
      await remove()
    }
  })

  it('is not left half made where it cannot be made', async () => {
    const { folder, remove } = await temporaryFolder()
    try {
      // in the way of the rename, as a disk that is full is of the write
      await mkdir(join(folder, 'log', 'within'), { recursive: true })
      await assert.rejects(writeWholeFile(join(folder, 'log'), Uint8Array.of(1)), { name: 'DiskError' })
      assert.deepEqual(await readdir(folder), ['log'])
    } finally {
      await remove()
    }
  })

  /** @returns where so many syncs are made */
  function places(count: number, ms: number, pace = createPace()): SyncPlace[] {
    return Array.from({ length: count }, () => {
      const place = pace.next()
      pace.took(ms)
      return place
    })
  }

  it('is synced on the event loop while the disk is fast, and not for long without a turn', () => {
    const pace = createPace()
    assert.equal(places(1, SLOW_SYNC_MS / 5, pace)[0], 'thread')
    places(50, SLOW_SYNC_MS / 5, pace)
    const found = places(10 * MAX_SYNCS_IN_A_ROW, SLOW_SYNC_MS / 5, pace)
    assert.ok(!found.includes('thread'))
    const turns = found.flatMap((place, at) => (place === 'turn' ? [at] : []))
    assert.equal(turns.length, 10)
    assert.deepEqual(
      new Set(turns.slice(1).map((at, index) => at - (turns[index] ?? 0))),
      new Set([MAX_SYNCS_IN_A_ROW])
    )
  })

  it('is synced in a thread when the disk is slow, from the third slow sync on', () => {
    const pace = createPace()
    assert.deepEqual(new Set(places(100, SLOW_SYNC_MS * 1.1, pace)), new Set(['thread']))
    places(50, SLOW_SYNC_MS / 5, pace)
    pace.took(200 * SLOW_SYNC_MS)
    assert.ok(!places(2, SLOW_SYNC_MS / 5, pace).includes('thread'), 'one says nothing')
    for (let n = 0; n < 2; n++) pace.took(200 * SLOW_SYNC_MS)
    assert.deepEqual(new Set(places(2, SLOW_SYNC_MS / 5, pace)), new Set(['thread']))
    assert.notEqual(places(50, SLOW_SYNC_MS / 5, pace).at(-1), 'thread')
  })
})
