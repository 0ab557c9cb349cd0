import assert from 'node:assert/strict'
import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { bytesToHex } from '@noble/hashes/utils.js'
import { StorageError } from '../../src/errors.ts'
import type { Durability, StoreOp } from '../../src/ports.ts'
import { LOG_FILE, LOG_SEGMENT_BYTES } from '../../src/store/constants.ts'
import { VaultCorruptError } from '../../src/store/errors.ts'
import type { Vault } from '../../src/store/index.ts'
import { createDice, runSeed } from '../support/seeded.ts'
import { temporaryFolder, testVault } from '../support/vault-folder.ts'

/** Raise it by hand for a long run: DAMAGES=2000 SEED=1 npm test. */
const DAMAGES = Number(process.env['DAMAGES'] ?? 60)

/** Files that hold nothing of ours: leveldb's lock, and its diary. */
const EMPTY_OF_MEANING = /^(LOCK|LOG|LOG\.old)$/

const TABLES = ['history', 'sessions', 'outbox']

/** Everything a caller can learn from a vault, by all ways of reading. */
async function everything(vault: Vault): Promise<string[]> {
  const found: string[] = []
  for (const table of TABLES) {
    for await (const { order, value } of vault.walk(table))
      found.push(`${table} ${order} ${bytesToHex(value)}`)
    for (const scope of ['ann', 'bob']) {
      for await (const { order, value } of vault.walk(table, { scope, after: 3 })) {
        found.push(`${table} ${scope} ${order} ${bytesToHex(value)}`)
      }
      for (let order = 0; order < 120; order++) {
        const value = await vault.get(table, { scope, order, id: `m${order}` })
        found.push(`${table} ${scope} ${order} ${value === undefined ? '-' : bytesToHex(value)}`)
      }
    }
  }
  return found
}

async function change(vault: Vault, dice: (below: number) => number): Promise<void> {
  const ops = Array.from({ length: 20 }, (): StoreOp => {
    const table = TABLES[dice(TABLES.length)] ?? 'history'
    const order = dice(120)
    const key = { scope: dice(2) === 0 ? 'ann' : 'bob', order, id: `m${order}` }
    if (dice(5) === 0) return { kind: 'delete', table, key }
    return { kind: 'put', table, key, value: Uint8Array.from({ length: dice(600) }, () => dice(256)) }
  })
  await vault.batch(ops)
}

/** Tables on several levels, a log with a tail, overwritten and deleted records. */
async function fill(folder: string, dice: (below: number) => number): Promise<void> {
  for (let session = 0; session < 7; session++) {
    const vault = await testVault(folder, { create: session === 0 })
    for (let batch = 0; batch < 12; batch++) await change(vault, dice)
    await vault.close()
  }
}

const FILTER_NAME = Buffer.from('filter.leveldb.BuiltinBloomFilter2')
/** Probes per key, the last byte of every filter: with another one leveldb asks no filter. */
const PROBES = 6

/**
 * Makes every filter of a table deny every key, so that a record is met by a walk but not found
 * by its key. leveldb's table format: the entry of the filter block in the meta index holds its
 * offset and size as varints; the block ends with where its filters end, u32le, and a byte.
 *
 * @returns whether there was a filter
 */
function denyAll(table: Buffer): boolean {
  let at = table.indexOf(FILTER_NAME)
  if (at < 0) return false
  at += FILTER_NAME.length
  const varint = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = table[at++] ?? 0
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const offset = varint()
  const size = varint()
  const filters = table.readUInt32LE(offset + size - 5)
  for (let index = offset; index < offset + filters; index++) {
    if (table[index] !== PROBES) table[index] = 0
  }
  return true
}

describe('damage to the files of a vault is never silent', function () {
  this.timeout(60_000 + DAMAGES * 500)
  const seed = runSeed()
  const dice = createDice(seed)
  let remove: () => Promise<void>
  let sound: string
  let broken: string
  let expected: string[]
  let files: string[]

  before(async () => {
    const made = await temporaryFolder()
    remove = made.remove
    sound = join(made.folder, 'sound')
    broken = join(made.folder, 'broken')
    await fill(sound, dice)
    const copy = await fresh()
    const vault = await testVault(copy)
    expected = await everything(vault)
    await vault.close()
    const entries = await readdir(sound, { recursive: true, withFileTypes: true })
    files = entries
      .filter(entry => entry.isFile() && !EMPTY_OF_MEANING.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name).slice(sound.length + 1))
      .sort()
  })
  after(() => remove())

  async function fresh(): Promise<string> {
    await rm(broken, { recursive: true, force: true })
    await cp(sound, broken, { recursive: true })
    return broken
  }

  /** @returns whether it was noticed */
  async function noticed(): Promise<boolean> {
    let vault: Vault
    try {
      vault = await testVault(broken)
    } catch (error) {
      assert.ok(error instanceof StorageError, String(error))
      return true
    }
    try {
      const found = await everything(vault)
      assert.deepEqual(found, expected, `what was read is not what was written (seed ${seed})`)
      return false
    } catch (error) {
      if (error instanceof StorageError) return true
      throw error
    } finally {
      await vault.close()
    }
  }

  it('has every kind of file to damage', () => {
    const kinds = files.map(file => file.replace(/\d+/g, ''))
    const own = ['vault.head', 'vault.key', 'vault.seq', 'vault.wal']
    for (const kind of [...own, 'CURRENT', 'MANIFEST-', '.ldb', '.log']) {
      assert.ok(
        kinds.some(found => found.endsWith(kind)),
        kind
      )
    }
  })

  it('a deleted or emptied file', async () => {
    const unnoticed: string[] = []
    for (const file of files) {
      for (const damage of [rm, truncate]) {
        await fresh()
        await damage(join(broken, file))
        if (!(await noticed())) unnoticed.push(file)
      }
    }
    // leveldb removes files that it does not need any more only when it opens the next time
    assert.ok(
      unnoticed.every(file => /\.(ldb|log)$/.test(file)),
      `${unnoticed.join(', ')} (seed ${seed})`
    )
    assert.ok(unnoticed.length < files.length, `${unnoticed.join(', ')} (seed ${seed})`)
  })

  for (const withLog of [true, false]) {
    it(`a database that lost its end, and ${withLog ? 'the log has it' : 'the log is older'}`, async () => {
      const log = files.findLast(file => file.endsWith('.log')) ?? ''
      const { length } = await readFile(join(sound, log))
      for (let cut = 0; cut < DAMAGES / (withLog ? 20 : 4); cut++) {
        await fresh()
        const end = dice(length)
        await truncate(join(broken, log), end)
        if (!withLog) await writeFile(join(broken, LOG_FILE), new Uint8Array(2 * LOG_SEGMENT_BYTES))
        assert.equal(await noticed(), !withLog, `${log} cut at ${end} of ${length} (seed ${seed})`)
      }
    })
  }

  it('a changed byte of a table is refused before anything is touched', async () => {
    let refused = 0
    for (const file of files.filter(name => name.endsWith('.ldb'))) {
      await fresh()
      const bytes = await readFile(join(broken, file))
      const at = dice(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + dice(255))
      await writeFile(join(broken, file), bytes)
      const before = (await readdir(join(broken, 'records'))).sort()
      if (!(await noticed())) continue
      assert.deepEqual(
        (await readdir(join(broken, 'records'))).sort(),
        before,
        `byte ${at} of ${file} (seed ${seed})`
      )
      refused++
    }
    assert.ok(refused > 0, `seed ${seed}`)
  })

  it('filters that hide records from reads by key', async () => {
    await fresh()
    let count = 0
    for (const file of files.filter(name => name.endsWith('.ldb'))) {
      const bytes = await readFile(join(broken, file))
      if (denyAll(bytes)) count++
      await writeFile(join(broken, file), bytes)
    }
    assert.ok(count > 0, `no table has a filter (seed ${seed})`)
    await assert.rejects(testVault(broken), { name: 'VaultCorruptError' }, `seed ${seed}`)
  })

  it(`a changed byte, ${DAMAGES} times`, async () => {
    let count = 0
    for (let round = 0; round < DAMAGES; round++) {
      await fresh()
      const file = files[dice(files.length)] ?? ''
      const path = join(broken, file)
      const bytes = await readFile(path)
      const at = dice(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + dice(255))
      await writeFile(path, bytes)
      try {
        if (await noticed()) count++
      } catch (error) {
        throw new Error(`byte ${at} of ${file} (seed ${seed})`, { cause: error })
      }
    }
    // what was not noticed changed nothing that can be read: checksums that leveldb never looks at
    assert.ok(count > DAMAGES / 2, `${count} of ${DAMAGES} noticed`)
  })
})

describe('a relaxed write', () => {
  let folder: string
  let remove: () => Promise<void>

  beforeEach(async () => {
    ;({ folder, remove } = await temporaryFolder())
  })
  afterEach(() => remove())

  async function put(vault: Vault, id: string, durability: Durability): Promise<void> {
    await vault.batch([{ kind: 'put', table: 'history', key: { id }, value: Uint8Array.of(1) }], durability)
  }

  /** What somebody leaves who is killed, once the number of its last write would be in its file. */
  async function left(from: string, to: string): Promise<string> {
    await turn()
    const place = join(folder, to)
    await cp(join(folder, from), place, { recursive: true, filter: path => !path.endsWith('LOCK') })
    return place
  }

  async function assertHolds(vault: Vault, isThere: boolean): Promise<void> {
    assert.ok(await vault.get('history', { id: 'strict' }))
    assert.equal((await vault.get('history', { id: 'relaxed' })) !== undefined, isThere)
    await vault.close()
  }

  it('is there after the end of the process; a power cut that takes it then or after the next start is no damage', async () => {
    const vault = await testVault(join(folder, 'living'), { create: true })
    await put(vault, 'strict', 'strict')
    const log = await readFile(join(folder, 'living', LOG_FILE))
    await put(vault, 'relaxed', 'relaxed')
    const [killed, cut] = [await left('living', 'killed'), await left('living', 'cut')]
    await vault.close()
    const next = await testVault(killed)
    const cutLater = await left('killed', 'cut later')
    await assertHolds(next, true)
    for (const place of [cut, cutLater]) {
      await writeFile(join(place, LOG_FILE), log)
      await assertHolds(await testVault(place), false)
    }
  })
})

describe('damage to the log of a vault that was killed is never silent', function () {
  this.timeout(60_000 + DAMAGES * 500)
  const seed = runSeed()
  const dice = createDice(seed)
  let remove: () => Promise<void>
  let sound: string
  let broken: string
  let expected: string[]
  let older: Uint8Array
  let log: Uint8Array
  /** Where the records of the log end. */
  let end: number

  before(async () => {
    const made = await temporaryFolder()
    remove = made.remove
    sound = join(made.folder, 'sound')
    broken = join(made.folder, 'broken')
    const living = join(made.folder, 'living')
    const vault = await testVault(living, { create: true })
    for (let batch = 0; batch < 4; batch++) await change(vault, dice)
    older = await readFile(join(living, LOG_FILE))
    for (let batch = 0; batch < 4; batch++) await change(vault, dice)
    expected = await everything(vault)
    // what a killed process leaves; reading leveldb's lock in this process would let it go
    await cp(living, sound, { recursive: true, filter: path => !path.endsWith('LOCK') })
    await vault.close()
    log = await readFile(join(sound, LOG_FILE))
    end = 1 + log.findLastIndex(byte => byte !== 0)
  })
  after(() => remove())

  /** @returns whether opening the vault with this as its log is refused; otherwise all is there */
  async function refused(bytes: Uint8Array | undefined): Promise<boolean> {
    await rm(broken, { recursive: true, force: true })
    await cp(sound, broken, { recursive: true })
    const path = join(broken, LOG_FILE)
    await (bytes === undefined ? rm(path) : writeFile(path, bytes))
    const before = await readFile(join(sound, 'vault.seq'))
    let vault: Vault
    try {
      vault = await testVault(broken)
    } catch (error) {
      assert.ok(error instanceof VaultCorruptError, String(error))
      assert.deepEqual(await readFile(join(broken, 'vault.seq')), before)
      return true
    }
    assert.deepEqual(await everything(vault), expected, `seed ${seed}`)
    await vault.close()
    return false
  }

  function flipped(at: number): Uint8Array {
    const bytes = Uint8Array.from(log)
    bytes[at] = (bytes[at] ?? 0) ^ (1 + dice(255))
    return bytes
  }

  it('none: all is there, and again after the next opening', async () => {
    assert.equal(await refused(log), false)
    const vault = await testVault(broken)
    assert.deepEqual(await everything(vault), expected)
    await vault.close()
  })

  it('a deleted, cut, emptied or lengthened file', async () => {
    assert.ok(await refused(undefined))
    assert.ok(await refused(new Uint8Array(0)))
    assert.ok(await refused(new Uint8Array(log.length)))
    assert.ok(await refused(log.subarray(0, end)))
    assert.ok(await refused(log.subarray(0, -1)))
    assert.ok(await refused(Buffer.concat([log, Uint8Array.of(0)])))
  })

  it('an older copy', async () => {
    assert.ok(await refused(older))
  })

  it('every byte of a header', async () => {
    for (let at = 0; at < 16; at++) assert.ok(await refused(flipped(at)), `byte ${at} (seed ${seed})`)
  })

  it(`any byte of the records, ${DAMAGES / 4} times`, async () => {
    for (let round = 0; round < DAMAGES / 4; round++) {
      const at = dice(end)
      assert.ok(await refused(flipped(at)), `byte ${at} of ${end} (seed ${seed})`)
    }
  })

  it('a byte that no record has changes nothing', async () => {
    for (const at of [end, end + 8, log.length / 2, log.length - 1])
      assert.equal(await refused(flipped(at)), false)
  })
})
