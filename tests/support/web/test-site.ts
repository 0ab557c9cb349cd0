/** Pages that exist for tests only, built and served like the real one. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { servePage } from '../../../bootstrap/page-server.ts'

/** One page, served. */
export interface TestSite {
  readonly url: string
  close(): Promise<void>
}

/** Builds and serves an HTML file of this folder. */
export async function serveTestSite(html: 'crypto.html' | 'ratchet.html' | 'vault.html'): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-page-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2024',
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { input: fileURLToPath(new URL(html, import.meta.url)) }
    }
  })
  const server = await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [], folder })
  return {
    url: `${server.url}${html}`,
    async close() {
      await server.close()
      await rm(folder, { recursive: true })
    }
  }
}
