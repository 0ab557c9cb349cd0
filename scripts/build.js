// npm run build: the sources as JavaScript and declarations in dist/, what an installed
// package runs (Node strips no types under node_modules), and the page in dist/web.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { buildPage } from './build-page.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = 'src/wire/generated'

rmSync(`${root}dist`, { recursive: true, force: true })
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']
const { status } = spawnSync(execPath, tsc, { cwd: root, stdio: 'inherit' })
if (status !== 0) exit(1)

// tsc takes no JavaScript together with isolatedDeclarations.
mkdirSync(`${root}dist/${generated}`, { recursive: true })
for (const name of ['earshot.js', 'earshot.d.ts']) {
  copyFileSync(`${root}${generated}/${name}`, `${root}dist/${generated}/${name}`)
}

await buildPage()
