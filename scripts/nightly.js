// npm run nightly: the tests that run random schedules, with many more of them than in the gate. Arguments
// choose among them: npm run nightly -- ratchet. RUNS=… sets how many, SEED=… repeats a run.
import { spawnSync } from 'node:child_process'
import { argv, env, execPath, exit, stderr, stdout } from 'node:process'
import { parseArgs } from 'node:util'

const TESTS = [
  { name: 'ratchet', runs: 10_000 },
  { name: 'mailbox', runs: 10_000 },
  { name: 'messaging', runs: 10_000 }
]

const USAGE = `Usage: npm run nightly -- [TOPIC]…
Topics: ${TESTS.map(({ name }) => name).join(', ')} (default: all)
Environment: RUNS, how many schedules (default: 10000); SEED repeats a run
`

/** @returns {string[]} topics; empty: all */
function topics() {
  try {
    const options = { help: { type: 'boolean', short: 'h' } }
    const { values, positionals } = parseArgs({ args: argv.slice(2), options, allowPositionals: true })
    if (values.help) {
      stdout.write(USAGE)
      exit(0)
    }
    const unknown = positionals.find(topic => !TESTS.some(({ name }) => name === topic))
    if (unknown !== undefined) throw new Error(`There is no topic ${unknown}.`)
    return positionals
  } catch (error) {
    stderr.write(`${error.message}\n${USAGE}`)
    exit(2)
  }
}

const wanted = topics()
let failed = 0
for (const { name, runs } of TESTS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const mocha = ['node_modules/mocha/bin/mocha.js', '--timeout', '0', `tests/property/${name}.spec.ts`]
  const began = performance.now()
  const { status } = spawnSync(execPath, mocha, {
    stdio: 'inherit',
    env: { RUNS: String(runs), ...env }
  })
  const seconds = Math.round((performance.now() - began) / 1_000)
  stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (status !== 0) failed += 1
}
exit(failed === 0 ? 0 : 1)
