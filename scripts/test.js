// npm test: runs mocha. All arguments are mocha's (files, --grep …), except
//   --coverage   measure it, too
//   --e2e        the stories of whole processes instead of the rest
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { argv, execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const arguments_ = argv.slice(2)
const own = ['--coverage', '--e2e']
const given = arguments_.filter(argument => !own.includes(argument))
const e2e = arguments_.includes('--e2e')

const folders = readdirSync(`${root}tests`, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && (entry.name === 'e2e') === e2e)
  .map(entry => `tests/${entry.name}/**/*.spec.ts`)
const files = given.some(argument => argument.endsWith('.spec.ts')) ? [] : folders

const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--reporter',
  'scripts/mocha-reporter.js',
  ...given,
  ...files
]
const c8 = ['node_modules/c8/bin/c8.js', execPath]
const command = arguments_.includes('--coverage') ? [...c8, ...mocha] : mocha
const { status, error } = spawnSync(execPath, command, { cwd: root, stdio: 'inherit' })
if (error) throw error
exit(status ?? 1)
