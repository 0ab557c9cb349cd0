import assert from 'node:assert/strict'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Unlock } from '../../src/store/index.ts'
import { storeContract } from '../contract/store.ts'
import { call, openBrowserVault, serveVaults } from '../support/web/browser-vault.ts'
import type { VaultSite } from '../support/web/browser-vault.ts'
import { launchBrowser } from '../support/web/chromium.ts'

const passphrase: Unlock = { kind: 'passphrase', passphrase: utf8ToBytes('correct horse battery') }
const record = { kind: 'put', table: 't', key: { id: 'a' }, value: utf8ToBytes('alpha') } as const

describe('vault in a browser', () => {
  let browser: Browser
  let site: VaultSite
  let context: BrowserContext
  let tab: Page
  let vaults = 0

  before(async () => {
    ;[browser, site] = await Promise.all([launchBrowser(), serveVaults()])
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
})
