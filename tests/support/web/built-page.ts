/** The page as it is shipped, in a folder that no other process builds into. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPage } from '../../../scripts/build-page.ts'

let built: Promise<string> | undefined

/** Builds it, once for all tests of this process. @returns its folder */
export async function builtPage(): Promise<string> {
  built ??= build()
  return await built
}

async function build(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-page-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  await buildPage({ build: { outDir: folder, emptyOutDir: true } })
  return folder
}
