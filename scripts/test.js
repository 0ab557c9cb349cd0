// npm test: runs mocha on everything, a process for each folder of tests/. All arguments are
// mocha's (files, --grep …), except
//   --coverage   measure it, too
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { argv, execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = argv.slice(2).filter(argument => argument !== '--coverage')

if (argv.includes('--coverage')) {
  exit(run(['node_modules/c8/bin/c8.js', execPath, 'scripts/test.js', ...given]))
}
const named = given.some(argument => argument.endsWith('.spec.ts'))
const folders = readdirSync(`${root}tests`, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && hasTests(entry.name))
  .map(entry => `tests/${entry.name}/**/*.spec.ts`)
let status = 0
for (const files of named ? [[]] : folders.map(folder => [folder])) {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/mocha-reporter.js']
  status = Math.max(status, run([...mocha, ...given, ...files]))
}
exit(status)

function hasTests(folder) {
  return readdirSync(`${root}tests/${folder}`, { recursive: true }).some(name => name.endsWith('.spec.ts'))
}

function run(arguments_) {
  const { status: code, error } = spawnSync(execPath, arguments_, { cwd: root, stdio: 'inherit' })
  if (error) throw error
  return code ?? 1
}
