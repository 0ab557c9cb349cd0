/** What Stryker's JSON reports say, in numbers. */

/** Of Stryker's report, what is read here. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>
}

export interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: Place; readonly end: Place }
  readonly status: string
  readonly statusReason?: string
}

interface Place {
  readonly line: number
  readonly column: number
}

/** How the changes of one file, or of all, fared. */
export interface Score {
  readonly file: string
  /** A test failed. */
  killed: number
  /** The tests did not end. */
  timeout: number
  /** No test noticed. */
  survived: number
  /** No test runs the code. */
  uncovered: number
  /** The changed code does not load, so that it is no change that could go unnoticed. */
  invalid: number
}

/** A change that nothing noticed: the place, the code, what stood there instead. */
export interface Survivor {
  readonly at: string
  readonly code: string
  readonly instead: string
}

/** Whether it can only be tried by loading everything again: the code runs while it is loaded. */
export function isStatic({ status, statusReason = '' }: Mutant): boolean {
  return status === 'Ignored' && statusReason.startsWith('Static mutant')
}

/** The report with the static changes as they fared in a second run. */
export function merged(report: Report, second: Report): Report {
  const files = Object.entries(report.files).map(([file, { source, mutants }]) => {
    const known = new Map((second.files[file]?.mutants ?? []).map(mutant => [nameOf(mutant), mutant]))
    const all = mutants.map(mutant => (isStatic(mutant) ? (known.get(nameOf(mutant)) ?? mutant) : mutant))
    return [file, { source, mutants: all }] as const
  })
  return { files: Object.fromEntries(files) }
}

/** Of each file that has something to change, and of all together at the end. */
export function scores(report: Report): readonly Score[] {
  const total = scoreOf(
    'all',
    Object.values(report.files).flatMap(({ mutants }) => mutants)
  )
  const each = Object.entries(report.files).map(([file, { mutants }]) => scoreOf(file, mutants))
  return [...each.filter(score => percent(score) !== undefined), total]
}

/** Of 100 changes so many were noticed. Undefined if there were none. */
export function percent({ killed, timeout, survived, uncovered }: Score): number | undefined {
  const all = killed + timeout + survived + uncovered
  return all === 0 ? undefined : Math.floor(((killed + timeout) / all) * 10_000) / 100
}

export function survivors(report: Report): readonly Survivor[] {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location: { start, end }, replacement = '' }) => {
        const line = source.split('\n')[start.line - 1] ?? ''
        const code = line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined)
        return { at: `${file}:${start.line}`, code, instead: replacement.replaceAll(/\s+/gu, ' ') }
      })
  )
}

function scoreOf(file: string, mutants: readonly Mutant[]): Score {
  const score: Score = { file, killed: 0, timeout: 0, survived: 0, uncovered: 0, invalid: 0 }
  for (const { status } of mutants) {
    if (status === 'Killed') score.killed += 1
    else if (status === 'Timeout') score.timeout += 1
    else if (status === 'Survived') score.survived += 1
    else if (status === 'NoCoverage') score.uncovered += 1
    else if (status !== 'Ignored') score.invalid += 1
  }
  return score
}

function nameOf({ mutatorName, replacement, location }: Mutant): string {
  return JSON.stringify([mutatorName, replacement, location])
}
