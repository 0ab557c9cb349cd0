/**
 * What a benchmark says: figures with a unit, and a ratio where something was measured
 * beside it in the same run (absolute times wander with the machine, ratios do not).
 *
 * @packageDocumentation
 */

/** One measured value. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 'MB' | 'B' | '/s' | '/min' | 'B/s' | '%' | '×'
  /** This value divided by that of `against`. */
  readonly ratio?: number
  /** What was measured beside it. */
  readonly against?: string
  /** What the project wants at most. For people: not a part of the JSON. */
  readonly bar?: number
  /** What it wants at least. For people, too. */
  readonly least?: number
  /** The ratio that the project wants at least. For people, too. */
  readonly leastRatio?: number
}

/** The value in the middle; of an even number the lower one. @param values - at least one */
export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/**
 * The nearest-rank percentile.
 *
 * @param values - at least one
 * @param rank - above 0, up to 100
 */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.ceil((rank / 100) * sorted.length) - 1]
  if (value === undefined) throw new RangeError('there is nothing to take a percentile of')
  return value
}

/** A figure, rounded to three or four significant digits. @param more.unit default: milliseconds */
export function figure(
  name: string,
  value: number,
  more: {
    readonly unit?: Figure['unit']
    readonly against?: readonly [what: string, value: number]
    readonly bar?: number
    readonly least?: number
    readonly leastRatio?: number
  } = {}
): Figure {
  const { unit = 'ms', against, bar, least, leastRatio } = more
  return {
    name,
    value: round(value),
    unit,
    ...(against && { ratio: round(value / against[1]), against: against[0] }),
    ...(bar !== undefined && { bar }),
    ...(least !== undefined && { least }),
    ...(leastRatio !== undefined && { leastRatio })
  }
}

/** The one line that programs read. */
export function json(topic: string, figures: readonly Figure[]): string {
  const plain = figures.map(({ bar: _bar, least: _least, leastRatio: _leastRatio, ...rest }) => rest)
  return JSON.stringify({ topic, figures: plain })
}

/** The table that people read. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, ratio, against, ...bars }) => [
    name,
    `${value} ${unit}`,
    ratio === undefined ? '' : `${ratio} × ${against}`,
    verdict(value, unit, ratio, bars)
  ])
  const header = ['figure', 'value', 'beside it', 'bar']
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0))
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map(width => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

function verdict(
  value: number,
  unit: string,
  ratio: number | undefined,
  { bar, least, leastRatio }: Pick<Figure, 'bar' | 'least' | 'leastRatio'>
): string {
  if (bar !== undefined) return `${value <= bar ? 'within' : 'MISSES'} ${bar} ${unit}`
  if (least !== undefined) return `${value >= least ? 'reaches' : 'MISSES'} ${least} ${unit}`
  if (leastRatio === undefined || ratio === undefined) return ''
  return `${ratio >= leastRatio ? 'reaches' : 'MISSES'} ${leastRatio} ×`
}

function round(value: number): number {
  return Number(value.toPrecision(value < 1_000 ? 3 : 4))
}
