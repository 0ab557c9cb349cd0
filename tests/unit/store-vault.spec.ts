import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { chmod, mkdir, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { Level } from 'level'
import type { CryptoBackend } from '../../src/crypto/index.ts'
import { nobleBackend } from '../../src/crypto/noble.ts'
import type { Rng, StoreOp } from '../../src/ports.ts'
import { KDF_MIN_MS, LOG_SEGMENT_BYTES } from '../../src/store/constants.ts'
import { LEDGER_KEY } from '../../src/store/ledger.ts'
import type { Unlock, Vault } from '../../src/store/index.ts'
import { openVault, vaultExists, vaultProtection } from '../../src/store/index.ts'
import { systemRng, temporaryFolder, testVault } from '../support/vault-folder.ts'

const PASSPHRASE = utf8ToBytes('correct horse battery')
const withPassphrase: Unlock = { kind: 'passphrase', passphrase: PASSPHRASE }

function put(table: string, id: string, value: string, scope = ''): StoreOp {
  return { kind: 'put', table, key: { scope, id }, value: utf8ToBytes(value) }
}

/** Every file but leveldb's lock: reading that one in this process would let it go. */
async function contents(folder: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && entry.name !== 'LOCK') found.set(path, await readFile(path))
  }
  return found
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const files = await contents(folder)
  for (const path of [...files.keys()].sort()) hash.update(path).update(files.get(path) ?? '')
  return hash.digest('hex')
}

type Raw = Level<Uint8Array, Uint8Array>

/** What somebody does who has the disk but not the key. */
async function tamper(folder: string, act: (raw: Raw) => Promise<void>): Promise<void> {
  const raw: Raw = new Level(join(folder, 'records'), { keyEncoding: 'view', valueEncoding: 'view' })
  await raw.open()
  await act(raw)
  await raw.close()
}

/** All records of the vault: without the ledger, and without what the log keeps behind them. */
async function rawEntries(raw: Raw): Promise<Array<[Uint8Array, Uint8Array]>> {
  const entries = await raw.iterator({ lt: Uint8Array.of(0xff) }).all()
  return entries.filter(([key]) => Buffer.compare(key, LEDGER_KEY) !== 0)
}

/** Calls before each sync of a log, be it on the event loop or in a thread. What it throws is what the disk says. */
async function whileSyncing(before: () => unknown, act: () => Promise<void>): Promise<void> {
  const handle = await open(fileURLToPath(import.meta.url))
  const handles = Object.getPrototypeOf(handle) as { datasync(): Promise<void> }
  await handle.close()
  const { datasync } = handles
  const { fdatasyncSync } = fs
  handles.datasync = async function (this: unknown): Promise<void> {
    before()
    await Reflect.apply(datasync, this, [])
  }
  fs.fdatasyncSync = fd => {
    before()
    fdatasyncSync(fd)
  }
  syncBuiltinESMExports()
  try {
    await act()
  } finally {
    handles.datasync = datasync
    fs.fdatasyncSync = fdatasyncSync
    syncBuiltinESMExports()
  }
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items
  assert.ok(first !== undefined)
  return first
}

describe('vault', () => {
  let folder: string
  let remove: () => Promise<void>
  const opened: Vault[] = []

  beforeEach(async () => {
    const made = await temporaryFolder()
    folder = join(made.folder, 'profile')
    remove = made.remove
  })
  afterEach(async () => {
    for (const vault of opened.splice(0)) await vault.close()
    await remove()
  })

  async function make(unlock?: Unlock): Promise<Vault> {
    const vault = await testVault(folder, { create: true, ...(unlock === undefined ? {} : { unlock }) })
    opened.push(vault)
    return vault
  }

  async function again(unlock?: Unlock): Promise<Vault> {
    const vault = await testVault(folder, unlock === undefined ? {} : { unlock })
    opened.push(vault)
    return vault
  }

  async function filled(ops: readonly StoreOp[]): Promise<void> {
    const vault = await make()
    await vault.batch(ops)
    await vault.close()
  }

  describe('creating and opening', () => {
    it('makes a private folder with a key file, and says so', async () => {
      assert.equal(await vaultExists(folder), false)
      assert.equal(await vaultProtection(folder), undefined)
      const vault = await make()
      assert.equal(vault.protectedBy, 'key-file')
      assert.equal(await vaultExists(folder), true)
      assert.equal(await vaultProtection(folder), 'key-file')
      const files = ['vault.head', 'vault.key', 'vault.seq', 'vault.wal']
      assert.deepEqual((await readdir(folder)).sort(), ['records', ...files])
      for (const [name, mode] of [
        ['', 0o700],
        ['records', 0o700],
        ...files.map(name => [name, 0o600] as const)
      ] as const) {
        assert.equal((await stat(join(folder, name))).mode & 0o777, mode, name)
      }
    })

    it('keeps what was put, over several openings', async () => {
      await filled([put('history', 'a', 'one')])
      for (let n = 0; n < 3; n++) {
        const vault = await again()
        assert.deepEqual(await vault.get('history', { id: 'a' }), utf8ToBytes('one'))
        await vault.batch([put('history', `n${n}`, 'more')])
        await vault.close()
      }
      const vault = await again()
      assert.deepEqual(await vault.get('history', { id: 'n2' }), utf8ToBytes('more'))
    })

    it('says that there is none, and makes none', async () => {
      await assert.rejects(again(), { name: 'VaultMissingError' })
      assert.equal(await vaultExists(folder), false)
      await assert.rejects(stat(folder), { code: 'ENOENT' })
    })

    it('leaves none when it is stopped while it creates over one that was never used', async () => {
      await (await make()).close()
      const controller = new AbortController()
      const stopping: Rng = length => {
        controller.abort()
        return systemRng(length)
      }
      const options = { folder, unlock: { kind: 'key-file' }, crypto: nobleBackend, create: true } as const
      await assert.rejects(openVault({ ...options, rng: stopping, signal: controller.signal }), {
        name: 'AbortError'
      })
      assert.equal(await vaultExists(folder), false)
      await (await make()).close()
      await (await again()).close()
    })

    it('does not create over one that is there', async () => {
      await filled([put('history', 'a', 'one')])
      const before = await fingerprint(folder)
      await assert.rejects(make(), { name: 'VaultExistsError' })
      assert.equal(await fingerprint(folder), before)
    })

    it('creates over one that was never used, whatever opened it', async () => {
      await (await make({ kind: 'passphrase', passphrase: utf8ToBytes('forgotten') })).close()
      await filled([put('history', 'a', 'one')])
      assert.equal(await vaultProtection(folder), 'key-file')
      const vault = await again()
      assert.deepEqual(await vault.get('history', { id: 'a' }), utf8ToBytes('one'))
    })

    it('does not create over one that somebody has open, or whose records are gone', async () => {
      const vault = await make()
      await assert.rejects(make(), { name: 'VaultExistsError' })
      await vault.close()
      await rm(join(folder, 'records'), { recursive: true })
      await assert.rejects(make(), { name: 'VaultExistsError' })
    })

    it('leaves the mode of a folder that was there', async () => {
      await mkdir(folder, { recursive: true, mode: 0o755 })
      await chmod(folder, 0o755)
      await make()
      assert.equal((await stat(folder)).mode & 0o777, 0o755)
      assert.equal((await stat(join(folder, 'records'))).mode & 0o777, 0o700)
    })

    it('says so when a file is in the way', async () => {
      await mkdir(folder, { recursive: true })
      const file = join(folder, 'file')
      await writeFile(file, 'mine')
      for (const path of [file, join(file, 'below')]) {
        for (const create of [true, false]) {
          await assert.rejects(testVault(path, { create }), { name: 'DiskError', message: /is a file/ })
        }
      }
      assert.equal(await readFile(file, 'utf8'), 'mine')
    })

    it('ends where nobody can make a folder', async () => {
      for (const path of ['/proc/nothing', '/proc/nothing/below']) {
        await assert.rejects(testVault(path, { create: true }), { name: 'DiskError' })
      }
    })

    it('stops when asked to, and leaves the vault free', async () => {
      await filled([put('history', 'a', 'one')])
      const reason = new Error('never mind')
      const options = { folder, unlock: { kind: 'key-file' }, crypto: nobleBackend, rng: systemRng } as const
      await assert.rejects(openVault({ ...options, signal: AbortSignal.abort(reason) }), reason)
      const controller = new AbortController()
      const opening = openVault({ ...options, signal: controller.signal })
      controller.abort(reason)
      await assert.rejects(opening, reason)
      assert.deepEqual(await (await again()).get('history', { id: 'a' }), utf8ToBytes('one'))
    })

    it('is locked while it is open in this process, and the first goes on', async () => {
      const vault = await make()
      await assert.rejects(again(), { name: 'VaultLockedError' })
      await vault.batch([put('history', 'a', 'one')])
      await vault.close()
      assert.deepEqual(await (await again()).get('history', { id: 'a' }), utf8ToBytes('one'))
    })

    it('takes up a creation that was interrupted before the header', async () => {
      await (await make()).close()
      await rm(join(folder, 'vault.head'))
      await assert.rejects(again(), { name: 'VaultCorruptError' })
      const vault = await make()
      await vault.batch([put('history', 'a', 'one')])
      await vault.close()
      await (await again()).close()
    })

    it('does not create over records whose header is lost', async () => {
      await filled([put('history', 'a', 'one')])
      const header = await readFile(join(folder, 'vault.head'))
      await rm(join(folder, 'vault.head'))
      await assert.rejects(make(), { name: 'VaultCorruptError' })
      await writeFile(join(folder, 'vault.head'), header)
      assert.deepEqual(await (await again()).get('history', { id: 'a' }), utf8ToBytes('one'))
    })
  })

  describe('passphrase', () => {
    it('opens with it, refuses another with nothing written, takes its time', async () => {
      const made = await make(withPassphrase)
      assert.equal(made.protectedBy, 'passphrase')
      assert.equal(await vaultProtection(folder), 'passphrase')
      await made.batch([put('history', 'a', 'one')])
      await made.close()
      assert.ok(!(await readdir(folder)).includes('vault.key'))

      const before = await fingerprint(folder)
      const start = performance.now()
      await assert.rejects(again({ kind: 'passphrase', passphrase: utf8ToBytes('correct horse batterz') }), {
        name: 'WrongPassphraseError'
      })
      assert.ok(performance.now() - start > KDF_MIN_MS / 2, 'a guess must be dear')
      await assert.rejects(again({ kind: 'key-file' }), { name: 'WrongPassphraseError' })
      assert.equal(await fingerprint(folder), before)

      const vault = await again(withPassphrase)
      assert.deepEqual(await vault.get('history', { id: 'a' }), utf8ToBytes('one'))
      assert.deepEqual(
        PASSPHRASE,
        utf8ToBytes('correct horse battery'),
        'the passphrase is its owner’s to erase'
      )
    })

    it('refuses an empty one before it touches the disk', async () => {
      await assert.rejects(make({ kind: 'passphrase', passphrase: new Uint8Array(0) }), {
        name: 'UsageError'
      })
      await assert.rejects(stat(folder), { code: 'ENOENT' })
    })

    it('is refused by a vault that has none', async () => {
      await filled([])
      await assert.rejects(again(withPassphrase), { name: 'WrongPassphraseError' })
    })

    it('refuses a header that was weakened before anything is derived', async () => {
      await (await make(withPassphrase)).close()
      const path = join(folder, 'vault.head')
      const header = await readFile(path)
      header.writeUInt32BE(1024, 15)
      await writeFile(path, header)
      const before = await fingerprint(folder)
      // had it been derived, it would be a wrong passphrase
      await assert.rejects(again(withPassphrase), { name: 'VaultCorruptError' })
      assert.equal(await fingerprint(folder), before)
    })
  })

  describe('key file', () => {
    const changes: ReadonlyArray<readonly [string, (path: string, bytes: Buffer) => Promise<void>]> = [
      ['missing', path => rm(path)],
      ['cut short', (path, bytes) => writeFile(path, bytes.subarray(1))],
      ['too long', (path, bytes) => writeFile(path, Buffer.concat([bytes, bytes]))],
      [
        'altered in one bit',
        async (path, bytes) => {
          bytes[31] = (bytes[31] ?? 0) ^ 1
          await writeFile(path, bytes)
        }
      ],
      ['open to others', path => chmod(path, 0o640)]
    ]
    for (const [what, change] of changes) {
      it(`is refused when ${what}, with nothing written`, async () => {
        await filled([put('history', 'a', 'one')])
        const path = join(folder, 'vault.key')
        await change(path, await readFile(path))
        const before = await fingerprint(folder)
        await assert.rejects(again(), { name: 'VaultCorruptError' })
        assert.equal(await fingerprint(folder), before)
      })
    }
  })

  describe('what was altered on the disk', () => {
    const ops = ['a', 'b', 'c'].map(id => put('history', id, `value of ${id}`))

    it('a value: that record is refused by its table’s name, the others are read', async () => {
      await filled(ops)
      await tamper(folder, async raw => {
        const [key, value] = firstOf(await rawEntries(raw))
        value[30] = (value[30] ?? 0) ^ 1
        await raw.put(key, value)
      })
      const vault = await again()
      const results = await Promise.allSettled(['a', 'b', 'c'].map(id => vault.get('history', { id })))
      const refused = results.filter(result => result.status === 'rejected')
      assert.equal(refused.length, 1)
      const { reason } = firstOf(refused)
      assert.equal(reason.name, 'StorageError')
      assert.equal(reason.message, 'A record of the table "history" was altered')
      await assert.rejects(async () => {
        for await (const { value } of vault.walk('history')) assert.ok(value)
      }, reason)
    })

    it('two values that changed places: both are refused', async () => {
      await filled(ops)
      await tamper(folder, async raw => {
        const [first, second] = await rawEntries(raw)
        assert.ok(first !== undefined && second !== undefined)
        await raw.put(first[0], second[1])
        await raw.put(second[0], first[1])
      })
      const vault = await again()
      const results = await Promise.allSettled(['a', 'b', 'c'].map(id => vault.get('history', { id })))
      assert.equal(results.filter(result => result.status === 'rejected').length, 2)
    })

    const acts: ReadonlyArray<readonly [string, (raw: Raw) => Promise<void>]> = [
      ['a lost record', async raw => await raw.del(firstOf(await rawEntries(raw))[0])],
      [
        'a record that nobody wrote',
        async raw => await raw.put(utf8ToBytes('!history!x'), new Uint8Array(60))
      ],
      [
        'a record under another key too',
        async raw => await raw.put(utf8ToBytes('!x'), firstOf(await rawEntries(raw))[1])
      ],
      [
        'a tag',
        async raw => {
          const [key, value] = firstOf(await rawEntries(raw))
          await raw.put(key, Uint8Array.from(value).fill(0, -1))
        }
      ],
      [
        'a record cut to nothing',
        async raw => await raw.put(firstOf(await rawEntries(raw))[0], new Uint8Array(0))
      ],
      ['a lost ledger', async raw => await raw.del(LEDGER_KEY)],
      [
        'an altered ledger',
        async raw => {
          const value = await raw.get(LEDGER_KEY)
          assert.ok(value)
          value[30] = (value[30] ?? 0) ^ 1
          await raw.put(LEDGER_KEY, value)
        }
      ]
    ]
    for (const [what, act] of acts) {
      it(`${what}: the vault does not open`, async () => {
        await filled(ops)
        await tamper(folder, act)
        await assert.rejects(again(), { name: 'VaultCorruptError' })
      })
    }

    it('an older version of one record: the vault does not open', async () => {
      await filled(ops)
      let old: [Uint8Array, Uint8Array] | undefined
      await tamper(folder, async raw => {
        old = firstOf(await rawEntries(raw))
      })
      const vault = await again()
      await vault.batch(['a', 'b', 'c'].map(id => put('history', id, 'newer')))
      await vault.close()
      await tamper(folder, async raw => {
        assert.ok(old)
        await raw.put(...old)
      })
      await assert.rejects(again(), { name: 'VaultCorruptError' })
    })

    async function putBackOlderRecords(): Promise<void> {
      await filled(ops)
      const older = await contents(join(folder, 'records'))
      const vault = await again()
      await vault.batch([put('history', 'd', 'last')])
      await vault.close()
      await rm(join(folder, 'records'), { recursive: true })
      await mkdir(join(folder, 'records'))
      for (const [path, bytes] of older) await writeFile(path, bytes)
    }

    it('older records as a whole: noticed by the number outside', async () => {
      await putBackOlderRecords()
      await writeFile(join(folder, 'vault.wal'), new Uint8Array(2 * LOG_SEGMENT_BYTES))
      await assert.rejects(again(), {
        name: 'VaultCorruptError',
        message: 'The last 1 changes of the vault are lost'
      })
    })

    it('older records alone, while the log has the rest: all is there', async () => {
      await putBackOlderRecords()
      const vault = await again()
      assert.deepEqual(await vault.get('history', { id: 'd' }), utf8ToBytes('last'))
    })

    it('records of another vault: refused', async () => {
      await filled(ops)
      const other = await temporaryFolder()
      try {
        await (await testVault(other.folder, { create: true })).close()
        for (const name of ['vault.head', 'vault.key', 'vault.seq']) {
          await writeFile(join(folder, name), await readFile(join(other.folder, name)))
        }
        await assert.rejects(again(), { name: 'VaultCorruptError' })
      } finally {
        await other.remove()
      }
    })
  })

  describe('secrets', () => {
    /** The real backend, remembering every key that it was given. */
    function spy(): { crypto: CryptoBackend; given: Uint8Array[]; copies: Uint8Array[] } {
      const given: Uint8Array[] = []
      const copies: Uint8Array[] = []
      const remember = (key: Uint8Array): void => {
        if (given.includes(key)) return
        given.push(key)
        copies.push(Uint8Array.from(key))
      }
      const crypto: CryptoBackend = {
        ...nobleBackend,
        hmacSha256(key, ...data) {
          remember(key)
          return nobleBackend.hmacSha256(key, ...data)
        },
        hkdfSha256(key, ...rest) {
          remember(key)
          return nobleBackend.hkdfSha256(key, ...rest)
        },
        xchacha20Poly1305Seal(key, ...rest) {
          remember(key)
          return nobleBackend.xchacha20Poly1305Seal(key, ...rest)
        },
        xchacha20Poly1305Open(key, ...rest) {
          remember(key)
          return nobleBackend.xchacha20Poly1305Open(key, ...rest)
        }
      }
      return { crypto, given, copies }
    }

    it('are on the disk nowhere, and erased when the vault is closed', async () => {
      const canary = 'CANARY-9f3a'
      const { crypto, given, copies } = spy()
      const options = { folder, unlock: withPassphrase, crypto, rng: systemRng }
      const vault = await openVault({ ...options, create: true })
      await vault.batch([put('history', `id-${canary}`, `value-${canary}`, `scope-${canary}`)])
      await vault.batch([put('history', `id-${canary}`, `again-${canary}`, `scope-${canary}`)])
      const during = await contents(folder)
      await vault.close()
      const reopened = await openVault(options)
      assert.ok(await reopened.get('history', { id: `id-${canary}`, scope: `scope-${canary}` }))
      await reopened.close()

      // derived key, root key, record key, index key, twice
      assert.equal(given.length, 8)
      assert.ok(given.every(key => key.every(byte => byte === 0)))
      assert.ok(copies.every(key => key.some(byte => byte !== 0)))
      const needles = [utf8ToBytes(canary), PASSPHRASE, ...copies]
      for (const files of [during, await contents(folder)]) {
        assert.ok(files.size >= 5)
        for (const [path, bytes] of files) {
          for (const needle of needles) assert.equal(Buffer.from(bytes).indexOf(needle), -1, path)
        }
      }
    })

    it('look different in every table, scope and vault', async () => {
      const vault = await make()
      await vault.batch([
        put('history', 'same', 'same', 'same'),
        put('outbox', 'same', 'same', 'same'),
        put('history', 'same', 'same', 'other')
      ])
      await vault.close()
      await tamper(folder, async raw => {
        const hashes = (await rawEntries(raw)).flatMap(([key]) => {
          const scope = key.length - 40
          return [key.slice(scope, scope + 16), key.slice(scope + 24)].map(part =>
            Buffer.from(part).toString('hex')
          )
        })
        assert.equal(new Set(hashes).size, 6)
      })
    })
  })

  describe('durability and the end', () => {
    it('syncs every strict write, on the event loop or in a thread', async () => {
      const vault = await make()
      let synced = 0
      await whileSyncing(
        () => synced++,
        async () => {
          for (let n = 0; n < 30; n++) await vault.batch([put('history', `n${n}`, 'x')])
          assert.equal(synced, 30)
          await Promise.all(['b', 'c'].map(id => vault.batch([put('history', id, 'x')])))
          assert.equal(synced, 31)
          for (let n = 0; n < 30; n++) await vault.batch([put('history', `n${n}`, 'y')], 'relaxed')
          assert.equal(synced, 31)
          await Promise.all(
            (['relaxed', 'strict'] as const).map(each => vault.batch([put('history', each, 'x')], each))
          )
          assert.equal(synced, 32)
        }
      )
    })

    it('keeps nothing of a write whose sync failed, and goes on', async () => {
      const vault = await make()
      await vault.batch([put('history', 'a', 'one')])
      const failing = (): never => {
        throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
      }
      await whileSyncing(failing, () =>
        assert.rejects(vault.batch([put('history', 'a', 'two'), put('history', 'b', 'new')]), {
          name: 'DiskError',
          reason: 'failed'
        })
      )
      assert.deepEqual(await vault.get('history', { id: 'a' }), utf8ToBytes('one'))
      await vault.batch([put('history', 'c', 'three')])
      await vault.close()
      const reopened = await again()
      assert.deepEqual(await reopened.get('history', { id: 'a' }), utf8ToBytes('one'))
      assert.equal(await reopened.get('history', { id: 'b' }), undefined)
      assert.deepEqual(await reopened.get('history', { id: 'c' }), utf8ToBytes('three'))
    })

    it('syncs what goes from the log to the database', async () => {
      const vault = await make()
      await vault.batch([put('history', 'a', 'one')])
      const seen: unknown[] = []
      const { batch } = Level.prototype
      Object.defineProperty(Level.prototype, 'batch', {
        configurable: true,
        value(this: Raw): unknown {
          const chained = Reflect.apply(batch, this, []) as ReturnType<Raw['batch']>
          const { write } = chained
          Object.defineProperty(chained, 'write', {
            value(options: unknown): unknown {
              seen.push(options)
              return Reflect.apply(write, chained, [options])
            }
          })
          return chained
        }
      })
      try {
        await vault.close()
      } finally {
        Reflect.deleteProperty(Level.prototype, 'batch')
      }
      assert.deepEqual(seen, [{ sync: true }])
    })

    it('finishes what was begun, and refuses everything after', async () => {
      const vault = await make()
      const begun = Promise.all(
        Array.from({ length: 20 }, (_, n) => vault.batch([put('history', `n${n}`, 'x')]))
      )
      const walk = vault.walk('history')[Symbol.asyncIterator]()
      const closing = vault.close()
      assert.equal(vault.close(), closing)
      await begun
      await closing
      await vault.close()
      const closed = { name: 'StorageError', message: 'The vault is closed' }
      await assert.rejects(vault.get('history', {}), closed)
      await assert.rejects(vault.batch([put('history', 'a', 'one')]), closed)
      await assert.rejects(vault.batch([]), closed)
      await assert.rejects(walk.next(), closed)
      const reopened = await again()
      let count = 0
      for await (const { value } of reopened.walk('history')) count += value.length
      assert.equal(count, 20)
    })

    it('ends a walk that is under way', async () => {
      const vault = await make()
      await vault.batch(Array.from({ length: 50 }, (_, n) => put('history', `n${n}`, 'x')))
      const walk = vault.walk('history')[Symbol.asyncIterator]()
      await walk.next()
      await walk.next()
      await vault.close()
      await assert.rejects(walk.next(), { name: 'StorageError', message: 'The vault is closed' })
    })
  })
})
