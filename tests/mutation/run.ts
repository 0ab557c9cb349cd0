/**
 * `npm run mutation`: Stryker changes one thing at a time in src/ratchet and looks whether a test of the
 * unit tier fails. Ends with the score of each file and with what no test noticed, and writes
 * bench/results/mutation.json. Arguments are Stryker's. What did not change since the last run is not
 * tried again; `--force` tries all of it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { isStatic, merged, percent, scores, survivors } from './score.ts'
import type { Report } from './score.ts'

/** Percent of the changes that a test must notice. */
const LEAST_SCORE = 85
/** Seconds that the unit tier may take: it runs thousands of times. */
const LONGEST_TIER = 3
/** The machine may be busy with something else. */
const TIER_RUNS = 3
/** The unit tier. */
const SPECS = ['tests/unit/ratchet/*.spec.ts', 'tests/vectors/ratchet.spec.ts']

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const results = join(root, 'bench/results/mutation.json')
const folder = mkdtempSync(join(tmpdir(), 'earshot-mutation-'))

const CONFIG = {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner', './tests/mutation/messages.js'],
  ignorers: ['messages'],
  mochaOptions: { spec: SPECS, 'no-config': true, 'no-package': true, 'no-opts': true },
  // what is copied to where the changed code runs
  ignorePatterns: [
    '**',
    '!src/**',
    '!tests/unit/ratchet/**',
    '!tests/vectors/ratchet*',
    '!tests/support/*.ts'
  ],
  tempDirName: '.stryker-tmp',
  coverageAnalysis: 'perTest',
  // the sources run as they are: Node takes the types away
  disableTypeChecks: false,
  checkers: [],
  concurrency: 2,
  // a busy machine is slow, and what does not end is noticed by a count in most cases
  timeoutMS: 15_000
}

function install(): void {
  if (existsSync(`${here}node_modules`)) return
  stderr.write('Stryker is installed into tests/mutation (60 MB)\n')
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  if (status !== 0) throw new Error('Stryker could not be installed')
}

/** How many tests the tier has, and how long they take in seconds: the best of some runs. */
function tier(): { readonly tests: number; readonly seconds: number } {
  const runs = Array.from({ length: TIER_RUNS }, () => runTier())
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best))
}

function runTier(): { readonly tests: number; readonly seconds: number } {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--exit', '--reporter', 'json', ...SPECS]
  const { status, stdout: json } = spawnSync(execPath, mocha, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error('The tests fail as it is')
  const { stats } = JSON.parse(json) as {
    readonly stats: { readonly tests: number; readonly duration: number }
  }
  return { tests: stats.tests, seconds: Math.round(stats.duration / 100) / 10 }
}

function stryker(name: string, more: Readonly<Record<string, unknown>>): Report {
  const file = join(folder, `${name}.json`)
  const config = join(folder, `${name}.config.json`)
  const reporters = { reporters: ['progress-append-only', 'json'], jsonReporter: { fileName: file } }
  writeFileSync(config, JSON.stringify({ ...CONFIG, ...reporters, ...more }))
  const command = [
    `${here}node_modules/@stryker-mutator/core/bin/stryker.js`,
    'run',
    config,
    ...argv.slice(2)
  ]
  const { status } = spawnSync(execPath, command, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('Stryker failed')
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

/** All changes. Those of code that runs while it is loaded need a process each, and a run of their own. */
function mutate(): Report {
  const first = stryker('most', {
    mutate: ['src/ratchet/*.ts'],
    ignoreStatic: true,
    incremental: true,
    incrementalFile: 'tests/mutation/node_modules/.stryker-incremental.json'
  })
  const left = Object.entries(first.files).flatMap(([file, { mutants }]) =>
    mutants.filter(isStatic).map(({ location: { start, end } }) => `${file}:${start.line}-${end.line}`)
  )
  if (left.length === 0) return first
  return merged(first, stryker('static', { mutate: [...new Set(left)], ignoreStatic: false }))
}

install()
const { tests, seconds } = tier()
const report = mutate()
rmSync(folder, { recursive: true })

const rows = scores(report).map(score => ({ ...score, percent: percent(score) ?? 100 }))
const unnoticed = survivors(report)
writeFileSync(results, `${JSON.stringify({ tier: { tests, seconds }, files: rows, unnoticed }, null, 2)}\n`)

stdout.write(`\n${tests} tests in ${seconds} s (at most ${LONGEST_TIER} s)\n\n`)
for (const { at, code, instead } of unnoticed) stdout.write(`${at}  ${code}  →  ${instead}\n`)
stdout.write('\n')
for (const row of rows) {
  const { file, killed, timeout, survived, uncovered } = row
  const counts = `${killed + timeout} noticed, ${survived + uncovered} not`
  stdout.write(`${row.percent.toFixed(2).padStart(6)} %  ${file.padEnd(32)}  ${counts}\n`)
}
const total = rows.at(-1)?.percent ?? 0
if (total < LEAST_SCORE) stdout.write(`\nMISSES ${LEAST_SCORE} %\n`)
exit(total < LEAST_SCORE ? 1 : 0)
