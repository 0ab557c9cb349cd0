/** The page as it is shipped, in dist/web. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const configFile = fileURLToPath(new URL('../../../vite.config.js', import.meta.url))
let built: Promise<unknown> | undefined

/** Builds it, once for all tests. */
export async function buildPage(): Promise<void> {
  built ??= build({ configFile, logLevel: 'warn' })
  await built
}
