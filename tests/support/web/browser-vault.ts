/** Vaults in a tab of a real browser, as Stores of the test that drives it. */
import type { Page } from 'playwright-core'
import type { Store } from '../../../src/ports.ts'
import type { Unlock } from '../../../src/store/index.ts'
import type { VaultPage } from './vault-page.ts'

/** An error of the page, of its name. */
class PageError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** Calls a method of the page. */
export async function call<M extends keyof VaultPage>(
  tab: Page,
  method: M,
  ...args: Parameters<VaultPage[M]>
): Promise<Awaited<ReturnType<VaultPage[M]>>> {
  const outcome = await tab.evaluate(
    async ([name, given]) => {
      try {
        const { page } = globalThis as unknown as { page: Record<string, (...all: unknown[]) => unknown> }
        return { value: await page[name]?.(...given) }
      } catch (error) {
        const { name: kind, message } = error as Error
        return { error: { name: kind, message } }
      }
    },
    [method, args] as const
  )
  if (outcome.error !== undefined) throw new PageError(outcome.error.name, outcome.error.message)
  return outcome.value as Awaited<ReturnType<VaultPage[M]>>
}

/** A vault in that tab. @throws {PageError} */
export async function openBrowserVault(
  tab: Page,
  folder: string,
  { unlock = { kind: 'key-file' }, create = false }: { unlock?: Unlock; create?: boolean } = {}
): Promise<Store & { close(): Promise<void> }> {
  const vault = await call(tab, 'open', folder, unlock, create)
  return {
    get: async (table, key) => await call(tab, 'get', vault, table, key),
    async batch(ops) {
      // the driver serialises it later
      await call(tab, 'batch', vault, structuredClone(ops))
    },
    async *walk(table, { signal, ...options } = {}) {
      signal?.throwIfAborted()
      const walk = await call(tab, 'walk', vault, table, options)
      try {
        for (;;) {
          const step = await call(tab, 'next', walk)
          signal?.throwIfAborted()
          if (step === undefined || step.done === true) return
          yield step.value
        }
      } finally {
        await call(tab, 'leave', walk)
      }
    },
    async close() {
      await call(tab, 'close', vault)
    }
  }
}
