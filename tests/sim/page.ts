/**
 * What a topic of the simulator prints.
 *
 * @packageDocumentation
 */
import type { Figure } from '../../bench/figures.ts'

/** What came out of a topic, for programs and for people. */
export interface Page {
  readonly figures: readonly Figure[]
  /** Tables. */
  readonly text: string
  /** SVG; undefined: nothing is plotted. */
  readonly plot?: string
}

/** A table. */
export function rows(header: readonly string[], cells: ReadonlyArray<readonly string[]>): string {
  const widths = header.map((title, at) => Math.max(title.length, ...cells.map(row => row[at]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map(width => '─'.repeat(width))), ...cells.map(line)].join('\n')
}
