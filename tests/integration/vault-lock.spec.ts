import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Unlock } from '../../src/store/index.ts'
import { temporaryFolder, testVault } from '../support/vault-folder.ts'

const CHILD = fileURLToPath(new URL('../support/vault-child.ts', import.meta.url))
const PASSPHRASE = 'correct horse'
const unlock: Unlock = { kind: 'passphrase', passphrase: utf8ToBytes(PASSPHRASE) }

/** A second process: what it said, and how long it took to say it. It must end by itself. */
async function touch(folder: string): Promise<{ said: string; ms: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, 'touch', folder, PASSPHRASE], {
    timeout: 15_000
  })
  const [, said = '', took = ''] = stdout.split('\n')
  return { said, ms: Number.parseInt(took, 10) }
}

describe('two processes and one vault', () => {
  it('the second is refused in under 2 s, the first is unharmed; later the second may', async () => {
    const { folder: parent, remove } = await temporaryFolder()
    const folder = join(parent, 'profile')
    try {
      const vault = await testVault(folder, { create: true, unlock })
      await vault.batch([{ kind: 'put', table: 'history', key: {}, value: Uint8Array.of(1) }])
      const first = await touch(folder)
      assert.equal(first.said, 'VaultLockedError')
      assert.ok(first.ms < 2_000, `${first.ms} ms`)

      // a second open in this process must not let the lock go
      await assert.rejects(testVault(folder, { unlock }), { name: 'VaultLockedError' })
      assert.equal((await touch(folder)).said, 'VaultLockedError')

      await vault.batch([{ kind: 'put', table: 'history', key: { order: 1 }, value: Uint8Array.of(2) }])
      await vault.close()
      assert.equal((await touch(folder)).said, 'done')

      const again = await testVault(folder, { unlock })
      assert.deepEqual(await again.get('history', { order: 1 }), Uint8Array.of(2))
      assert.deepEqual(await again.get('touched', {}), Uint8Array.of(1))
      await again.close()
    } finally {
      await remove()
    }
  })
})
