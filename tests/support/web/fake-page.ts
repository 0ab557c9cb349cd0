/** Builds the page as it is shipped, but over pretended sessions, and serves it on loopback. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serve } from './serve.ts'
import type { StaticServer } from './serve.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** @param outDir - an empty folder of the caller's */
export async function serveFakePage(outDir: string): Promise<StaticServer> {
  await build({
    configFile: `${root}vite.config.js`,
    logLevel: 'warn',
    resolve: {
      alias: [{ find: /^\.\/tabs\/index\.ts$/u, replacement: `${root}tests/support/web/fake-sessions.ts` }]
    },
    build: { outDir, emptyOutDir: true, sourcemap: false }
  })
  // The browser would report in its console that there is none.
  await writeFile(join(outDir, 'coordinators.json'), '[]')
  return await serve(outDir)
}
