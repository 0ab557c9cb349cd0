/** The page as it is shipped: for npm run build, web and size, the demo and the tests. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { InlineConfig } from 'vite'

const configFile = fileURLToPath(new URL('../vite.config.js', import.meta.url))

/**
 * Builds it, into dist/web.
 *
 * @param changes - what is different this time
 * @returns what Vite says of it
 */
export async function buildPage(changes: InlineConfig = {}): ReturnType<typeof build> {
  return await build({ configFile, logLevel: 'warn', ...changes })
}
