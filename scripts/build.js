// npm run build: the sources as JavaScript and declarations in dist/, what an installed
// package runs (Node strips no types under node_modules).
import './check-node.js'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = 'src/wire/generated'

rmSync(`${root}dist`, { recursive: true, force: true })
execFileSync(execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit'
})

// tsc takes no JavaScript together with isolatedDeclarations.
mkdirSync(`${root}dist/${generated}`, { recursive: true })
for (const name of ['earshot.js', 'earshot.d.ts']) {
  copyFileSync(`${root}${generated}/${name}`, `${root}dist/${generated}/${name}`)
}
