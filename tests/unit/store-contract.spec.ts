import { storeContract } from '../contract/store.ts'
import { createMemoryStore } from '../support/memory-store.ts'
import { temporaryFolder, testVault } from '../support/vault-folder.ts'

storeContract('in memory', async () => ({ store: createMemoryStore(), close: async () => undefined }))

storeContract('the vault', async () => {
  const { folder, remove } = await temporaryFolder()
  const vault = await testVault(folder, { create: true })
  return {
    store: vault,
    async close(): Promise<void> {
      await vault.close()
      await remove()
    }
  }
})
