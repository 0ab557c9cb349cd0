// npm run verify: the gate. Runs every step even after one failed, and ends with a line
// `N passed, N failed`, in which a test counts one and every other step counts one.
//   --demo   the demo as a last step
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, env, exit, stdout } from 'node:process'

const steps = [
  ['generate:check'],
  ['types'],
  ['lint'],
  ['format:check'],
  ['unused'],
  ['test', '--coverage'],
  ['build'],
  ['size'],
  ['package:check'],
  ...(argv.includes('--demo') ? [['demo']] : [])
]

const folder = mkdtempSync(join(tmpdir(), 'earshot-verify-'))
const total = { passed: 0, failed: 0 }
const failures = []
const report = []

for (const [index, [name, ...arguments_]] of steps.entries()) {
  stdout.write(`\n=== ${name} ===\n`)
  const summary = join(folder, String(index))
  const start = performance.now()
  // Through npm, whose PATH begins with the Node of node_modules/.bin.
  const { status } = spawnSync('npm', ['run', '--silent', name, '--', ...arguments_], {
    stdio: 'inherit',
    env: { ...env, EARSHOT_TEST_SUMMARY: summary }
  })
  const seconds = ((performance.now() - start) / 1_000).toFixed(1)
  const step = readSummary(summary, status === 0)
  total.passed += step.passed
  total.failed += step.failed
  failures.push(...step.failures)
  report.push(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
}
rmSync(folder, { recursive: true })

// Once more at the end: a log is read from there.
for (const failure of failures) stdout.write(`\nFAILED ${failure}\n`)
stdout.write(`\n${report.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`)
exit(total.failed === 0 ? 0 : 1)

/** A step that runs tests left a file; any other step is one that passed or failed. */
function readSummary(file, ok) {
  const step = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] }
  let summary
  try {
    summary = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return step
  }
  // Tests that all pass in a run that fails (coverage, a handle left open): the run itself failed.
  return ok || summary.failed > 0 ? summary : { ...summary, failed: 1 }
}
