// npm test: runs mocha on everything. All arguments are mocha's (files, --grep …), except
//   --coverage   measure it, too
import { spawnSync } from 'node:child_process'
import { argv, execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = argv.slice(2).filter(argument => argument !== '--coverage')
const files = given.some(argument => argument.endsWith('.spec.ts')) ? [] : ['tests/**/*.spec.ts']
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--reporter',
  'scripts/mocha-reporter.js',
  ...given,
  ...files
]
const coverage = argv.includes('--coverage') ? ['node_modules/c8/bin/c8.js', execPath] : []

const { status, error } = spawnSync(execPath, [...coverage, ...mocha], { cwd: root, stdio: 'inherit' })
if (error) throw error
exit(status ?? 1)
