/**
 * `npm run checklist`: the test of the tests. Takes one check of the sealing away at a time, runs the
 * tests that should notice, and says which one failed. Fails itself if a check is not where it was, if
 * no test notices, or if a point of the list has no check. Writes tests/mutation/CHECKLIST.md.
 * With words as arguments only the checks with one of them in their name, and it writes nothing.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { CHECKS, POINTS } from './checks.ts'
import type { Check } from './checks.ts'

interface Outcome {
  readonly check: Check
  /** The first test that failed, or what went wrong. */
  readonly noticed: string | undefined
  readonly trouble: string | undefined
}

/** What of mocha's JSON is read. */
interface MochaReport {
  readonly stats: { readonly tests: number }
  readonly failures: ReadonlyArray<{ readonly fullTitle: string }>
}

/** Milliseconds until tests of a changed source are taken for endless. */
const PATIENCE = 120_000

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'earshot-checklist-'))

/** The sources and tests in a folder of their own, where they can be changed. */
function copy(): void {
  for (const part of ['src', 'tests', 'proto', 'package.json']) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: path => !/[/\\]node_modules(?:[/\\]|$)/u.test(path.slice(root.length))
    })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}

/** Runs tests until one fails. @returns its title, or nothing if all pass */
function firstFailure(specs: readonly string[]): string | undefined {
  const output = join(folder, 'report.json')
  rmSync(output, { force: true })
  const options = [
    '--no-config',
    '--exit',
    '--bail',
    '--timeout',
    '60000',
    '--require',
    'tests/support/root-hooks.ts'
  ]
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${output}`]
  const mocha = ['node_modules/mocha/bin/mocha.js', ...options, ...reporter, ...specs]
  const { status, stderr: errors } = spawnSync(execPath, mocha, {
    cwd: folder,
    encoding: 'utf8',
    timeout: PATIENCE
  })
  let report: MochaReport
  try {
    report = JSON.parse(readFileSync(output, 'utf8')) as MochaReport
  } catch {
    throw new Error(
      `does not load: ${/^\w*Error.*$/mu.exec(errors)?.[0] ?? 'the tests ended without a report'}`
    )
  }
  if (status === 0 && report.stats.tests === 0) throw new Error(`No tests in ${specs.join(' ')}`)
  return report.failures[0]?.fullTitle
}

function tryWithout(check: Check): Outcome {
  const originals = new Map<string, string>()
  try {
    for (const { file, find, instead } of check.edits) {
      const path = join(folder, file)
      const before = readFileSync(path, 'utf8')
      if (!originals.has(path)) originals.set(path, before)
      if (before.split(find).length !== 2) {
        return { check, noticed: undefined, trouble: `${file} does not have it once: ${find.trim()}` }
      }
      writeFileSync(
        path,
        before.replace(find, () => instead)
      )
    }
    const noticed = firstFailure(check.specs)
    return { check, noticed, trouble: noticed === undefined ? 'no test notices' : undefined }
  } catch (error) {
    // what breaks everything shows nothing
    return { check, noticed: undefined, trouble: (error as Error).message }
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text)
  }
}

function table(outcomes: readonly Outcome[]): string {
  const lines = [
    '# The test of the tests',
    '',
    'Made by `npm run checklist`: each check was taken away, alone, and a test failed.',
    ''
  ]
  for (const [at, point] of POINTS.entries()) {
    lines.push(`## ${at + 1}. ${point}`, '', '| taken away | the first test that fails |', '|---|---|')
    for (const { check, noticed } of outcomes.filter(({ check: { point: of } }) => of === at + 1)) {
      lines.push(`| ${check.removed} | ${noticed ?? '**none**'} |`)
    }
    lines.push('')
  }
  return lines.join('\n')
}

const words = argv.slice(2)
const wanted = CHECKS.filter(
  ({ removed }) => words.length === 0 || words.some(word => removed.includes(word))
)
copy()
const outcomes: Outcome[] = []
try {
  const asItIs = firstFailure([...new Set(wanted.flatMap(({ specs }) => specs))])
  if (asItIs !== undefined) throw new Error(`The tests fail as it is: ${asItIs}`)
  for (const check of wanted) {
    const outcome = tryWithout(check)
    outcomes.push(outcome)
    const said = outcome.trouble === undefined ? (outcome.noticed ?? '') : `FAILED: ${outcome.trouble}`
    stderr.write(`${check.point}. ${check.removed}\n     ${said}\n`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
const without = POINTS.flatMap((point, at) => (CHECKS.some(check => check.point === at + 1) ? [] : [point]))
const troubles = outcomes.filter(({ trouble }) => trouble !== undefined)
for (const point of without) stdout.write(`No check stands for: ${point}\n`)
for (const { check, trouble } of troubles) stdout.write(`FAILED ${check.removed}: ${trouble}\n`)
stdout.write(`${outcomes.length - troubles.length} of ${outcomes.length} were noticed\n`)
if (words.length === 0) writeFileSync(join(root, 'tests/mutation/CHECKLIST.md'), table(outcomes))
exit(troubles.length + without.length === 0 ? 0 : 1)
