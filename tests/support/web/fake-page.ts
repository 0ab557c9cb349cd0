/** Builds the page as it is shipped, but over pretended sessions, and serves it on loopback. */
import { fileURLToPath } from 'node:url'
import { servePage } from '../../../bootstrap/page-server.ts'
import type { PageServer } from '../../../bootstrap/page-server.ts'
import { buildPage } from '../../../scripts/build-page.ts'

const replacement = fileURLToPath(new URL('fake-sessions.ts', import.meta.url))

/** @param folder - an empty one of the caller's */
export async function serveFakePage(folder: string): Promise<PageServer> {
  await buildPage({
    resolve: { alias: [{ find: /^\.\/tabs\/index\.ts$/u, replacement }] },
    build: { outDir: folder, emptyOutDir: true, sourcemap: false }
  })
  return await servePage({ host: '127.0.0.1', port: 0, coordinators: () => [], folder })
}
