import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { WalkOptions } from '../../src/ports.ts'
import type { Unlock } from '../../src/store/index.ts'
import { storeContract } from '../contract/store.ts'
import { call, openBrowserVault } from '../support/web/browser-vault.ts'
import { launchBrowser } from '../support/web/chromium.ts'
import { serveTestSite } from '../support/web/test-site.ts'
import type { TestSite } from '../support/web/test-site.ts'

const passphrase: Unlock = { kind: 'passphrase', passphrase: utf8ToBytes('correct horse battery') }
const record = { kind: 'put', table: 't', key: { id: 'a' }, value: utf8ToBytes('alpha') } as const

describe('vault in a browser', () => {
  let browser: Browser
  let site: TestSite
  let context: BrowserContext
  let tab: Page
  let vaults = 0

  before(async () => {
    ;[browser, site] = await Promise.all([launchBrowser(), serveTestSite('vault.html')])
    context = await browser.newContext()
    tab = await newTab()
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  async function newTab(): Promise<Page> {
    const page = await context.newPage()
    await page.goto(site.url)
    await page.waitForFunction(() => 'page' in globalThis)
    return page
  }

  function newFolder(): string {
    return `vault-${++vaults}`
  }

  storeContract('IndexedDB in a tab', async () => {
    const store = await openBrowserVault(tab, newFolder(), { create: true })
    return { store, close: async () => await store.close() }
  })

  it('has in another tab what was acknowledged before its tab was killed', async () => {
    const folder = newFolder()
    const killed = await newTab()
    const vault = await openBrowserVault(killed, folder, { create: true })
    await vault.batch([record])
    await killed.close()
    const again = await openBrowserVault(tab, folder)
    assert.deepEqual(await again.get('t', { id: 'a' }), record.value)
    await again.close()
  })

  it('opens with its passphrase only', async () => {
    const folder = newFolder()
    assert.equal(await call(tab, 'protection', folder), undefined)
    const vault = await openBrowserVault(tab, folder, { create: true, unlock: passphrase })
    await vault.batch([record])
    await vault.close()
    assert.equal(await call(tab, 'protection', folder), 'passphrase')
    const wrong: Unlock = { kind: 'passphrase', passphrase: utf8ToBytes('wrong') }
    await assert.rejects(openBrowserVault(tab, folder, { unlock: wrong }), { name: 'WrongPassphraseError' })
    const again = await openBrowserVault(tab, folder, { unlock: passphrase })
    assert.deepEqual(await again.get('t', { id: 'a' }), record.value)
    await again.close()
  })

  it('is open in one tab at a time, and in the next as soon as that one closes', async () => {
    const folder = newFolder()
    const other = await newTab()
    await openBrowserVault(other, folder, { create: true })
    await assert.rejects(openBrowserVault(tab, folder), { name: 'VaultLockedError' })
    await other.close()
    await (await openBrowserVault(tab, folder)).close()
  })

  it('takes nothing more from a tab whose lock was taken away', async () => {
    const folder = newFolder()
    const frozen = await newTab()
    const before = await openBrowserVault(frozen, folder, { create: true })
    await before.batch([record])
    await call(tab, 'breakLock', folder)
    const now = await openBrowserVault(tab, folder)
    const late = { ...record, value: utf8ToBytes('late') }
    await assert.rejects(before.batch([late]), { name: 'VaultLockedError' })
    assert.deepEqual(await now.get('t', { id: 'a' }), record.value)
    await now.batch([late])
    await now.close()
    await frozen.close()
  })

  it('keeps neither header nor key where a script that reads the storage could use them', async () => {
    const folder = newFolder()
    await (await openBrowserVault(tab, folder, { create: true })).close()
    const stored = await tab.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('earshot/files')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const all = async (store: string): Promise<unknown[]> =>
        await new Promise(resolve => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result)
        })
      const [key] = (await all('keys')) as CryptoKey[]
      const files = (await all('files')) as Uint8Array[]
      const exported = await crypto.subtle
        .exportKey('raw', key as CryptoKey)
        .catch((error: Error) => error.name)
      db.close()
      return { exported, files: files.map(file => String.fromCharCode(...file)) }
    })
    assert.equal(stored.exported, 'InvalidAccessError')
    assert.ok(stored.files.length >= 2)
    assert.ok(stored.files.every(file => !file.includes('earshot vault')))
  })

  it('says that its records are lost when only its header is left', async () => {
    const folder = newFolder()
    await (await openBrowserVault(tab, folder, { create: true })).close()
    await tab.evaluate(async name => {
      await new Promise(resolve => {
        indexedDB.deleteDatabase(name).onsuccess = resolve
      })
    }, `${folder}/records`)
    await assert.rejects(openBrowserVault(tab, folder), { name: 'VaultCorruptError' })
  })

  it('says in an error of ours what the browser throws, whatever it was asked for', async () => {
    const folder = newFolder()
    const faulty = await newTab()
    const vault = await openBrowserVault(faulty, folder, { create: true })
    await vault.batch([record])

    await breakInTab(faulty, 'transaction for writing')
    await assert.rejects(vault.batch([record]), { name: 'StorageError' })
    await vault.close()
    await assert.rejects(openBrowserVault(faulty, folder), { name: 'StorageError' })
    await assert.rejects(openBrowserVault(faulty, newFolder(), { create: true }), { name: 'StorageError' })

    await breakInTab(faulty, 'transaction')
    await assert.rejects(call(faulty, 'protection', folder), { name: 'StorageError' })

    await breakInTab(faulty, 'databases')
    await assert.rejects(call(faulty, 'exists', folder), { name: 'DiskError' })
    await faulty.close()
  })

  it('leaves none when the making of one over one that was never used is interrupted', async () => {
    const folder = newFolder()
    const faulty = await newTab()
    await (await openBrowserVault(faulty, folder, { create: true })).close()
    await breakInTab(faulty, 'localStorage')
    await assert.rejects(openBrowserVault(faulty, folder, { create: true }), { name: 'DiskError' })
    assert.equal(await call(tab, 'exists', folder), false)
    await (await openBrowserVault(tab, folder, { create: true })).close()
    await (await openBrowserVault(tab, folder)).close()
    await faulty.close()
  })

  it('tells a browser that gives no locks from a lock that is taken', async () => {
    const folder = newFolder()
    const faulty = await newTab()
    await (await openBrowserVault(faulty, folder, { create: true })).close()
    await breakInTab(faulty, 'locks')
    await assert.rejects(openBrowserVault(faulty, folder), { name: 'DiskError', message: /private window/u })
    await faulty.close()
  })

  it('says that its storage was closed when the user has cleared it', async () => {
    const folder = newFolder()
    const vault = await openBrowserVault(tab, folder, { create: true })
    await vault.batch([record])
    await tab.evaluate(async name => {
      await new Promise(resolve => {
        indexedDB.deleteDatabase(name).onsuccess = resolve
      })
    }, `${folder}/records`)
    await assert.rejects(vault.batch([record]), { name: 'StorageError' })
    await assert.rejects(vault.get('t', { id: 'a' }), { name: 'StorageError' })
    await vault.close()
  })

  it('walks in order over more records than one answer of the browser holds, as far as it is asked', async () => {
    const vault = await openBrowserVault(tab, newFolder(), { create: true })
    const order = Array.from({ length: 260 }, (_, at) => at)
    await vault.batch(order.map(at => ({ ...record, key: { scope: 's', order: at } })))
    async function walked(options: WalkOptions): Promise<number[]> {
      const found: number[] = []
      for await (const { order: at } of vault.walk('t', { scope: 's', ...options })) found.push(at)
      return found
    }
    assert.deepEqual(await walked({}), order)
    assert.deepEqual(await walked({ limit: 258 }), order.slice(0, 258))
    assert.deepEqual(await walked({ limit: 2, reverse: true }), [259, 258])
    await vault.close()
  })
})

/** From now on the browser refuses that. */
async function breakInTab(
  tab: Page,
  what: 'transaction for writing' | 'transaction' | 'databases' | 'locks' | 'localStorage'
): Promise<void> {
  await tab.evaluate(broken => {
    const { transaction } = IDBDatabase.prototype
    switch (broken) {
      case 'transaction for writing':
      case 'transaction':
        IDBDatabase.prototype.transaction = function (stores, mode, options) {
          if (broken === 'transaction' || mode === 'readwrite')
            throw new DOMException('Closed', 'InvalidStateError')
          return transaction.call(this, stores, mode, options)
        }
        break
      case 'databases':
        IDBFactory.prototype.databases = async () => {
          throw new DOMException('Denied', 'SecurityError')
        }
        break
      case 'locks':
        LockManager.prototype.request = async () => {
          throw new DOMException('Denied', 'SecurityError')
        }
        break
      case 'localStorage':
        Storage.prototype.setItem = () => {
          throw new DOMException('Full', 'QuotaExceededError')
        }
        break
      default:
        broken satisfies never
    }
  }, what)
}
