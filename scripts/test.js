// npm test: runs mocha on everything, in two processes side by side: the tests that compute,
// and those that wait for sockets and processes. All arguments are mocha’s (files,
// --grep …) and then there is one process, except
//   --coverage   measure it, too: all but the tests that go over the same lines again and again,
//                for which counting lines would double the time
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, env, execPath, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = argv.slice(2).filter(argument => argument !== '--coverage')

if (argv.includes('--coverage')) {
  const { status } = await run(
    ['node_modules/c8/bin/c8.js', execPath, 'scripts/test.js', ...given],
    'inherit'
  )
  exit(status)
}

const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/mocha-reporter.js']
const files = globSync('tests/**/*.spec.ts', { cwd: root }).sort()
if (given.length > 0) {
  const all = given.some(argument => argument.endsWith('.spec.ts')) ? [] : files
  const { status } = await run([...mocha, ...given, ...all], 'inherit')
  exit(status)
}

// the vault waits for nothing but the disk, and whole networks in one process keep it busy; what else is
// not here makes both take as long
const isWaiting = file =>
  /^tests[/\\](?:integration[/\\](?!vault|adversary|node|host-testnet|elected)|e2e[/\\](?!page-demo))/u.test(
    file
  )
const isRepeating = file => /^tests[/\\](?:property|scenario|vectors)[/\\]/u.test(file)
const isComputing = file => !isWaiting(file) && !isRepeating(file)
const folder = mkdtempSync(join(tmpdir(), 'earshot-test-'))
const computing = { name: 'computing', files: files.filter(isComputing), stdio: 'inherit', variables: {} }
const repeating = {
  name: 'repeating',
  files: files.filter(isRepeating),
  stdio: 'inherit',
  variables: { NODE_V8_COVERAGE: '' }
}
// shown when the others have ended
const waiting = { name: 'waiting', files: files.filter(isWaiting), stdio: 'pipe', variables: {} }
const parts = [computing, repeating, waiting].map(part => ({ ...part, summary: join(folder, part.name) }))
const runPart = ({ files: specs, stdio, summary, variables }) =>
  run([...mocha, ...specs], stdio, { ...variables, EARSHOT_TEST_SUMMARY: summary })
const [first, second, beside] = parts
const besides = runPart(beside)
const ended = [await runPart(first), await runPart(second), await besides]
stdout.write((await besides).output)
const summaries = parts.map(({ summary }) => summaryIn(summary))
const total = {
  passed: summaries.reduce((sum, { passed }) => sum + passed, 0),
  failed: summaries.reduce((sum, { failed }) => sum + failed, 0),
  failures: summaries.flatMap(({ failures }) => failures)
}
rmSync(folder, { recursive: true })
if (env.EARSHOT_TEST_SUMMARY) writeFileSync(env.EARSHOT_TEST_SUMMARY, JSON.stringify(total))
stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
exit(Math.max(...ended.map(({ status }) => status)))

/** Runs a script of Node; resolves with its exit code, and with what it wrote if that is piped. */
async function run(arguments_, stdio, variables = {}) {
  const child = spawn(execPath, arguments_, {
    cwd: root,
    env: { ...env, ...variables },
    stdio: ['inherit', stdio, stdio]
  })
  const written = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => written.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ status: code ?? 1, output: Buffer.concat(written) }))
  })
}

/** What the reporter wrote. A run that ended without it has failed. */
function summaryIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, failures: ['A run of tests ended before its end'] }
  }
}
