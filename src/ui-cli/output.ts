/**
 * Where a command writes: data to stdout (lines for people, or NDJSON), messages to
 * stderr. The only place that touches the two streams.
 *
 * @packageDocumentation
 */
import { escapeJson, printable } from './terminal.ts'

/** The part of a stream that is used; a test gives its own. */
export interface Sink {
  /** Of a terminal. */
  readonly columns?: number
  write(text: string, done?: (error?: Error | null) => void): unknown
}

/** The voice of a command. */
export interface Output {
  readonly json: boolean
  /**
   * One line of data: the value itself with `--json`, else what `human` makes of it, which
   * has to be free of terminal controls already (terminal.ts); nothing if that is undefined.
   */
  line<T>(value: T, human: (value: T) => string | undefined): void
  /** A list of them. @param empty told to a person if there is none */
  lines<T>(values: readonly T[], human: (value: T) => string, empty: string): void
  /** Something for the person, never data. */
  note(text: string): void
  /** What went wrong, as one line. */
  error(error: unknown): void
}

/** How it speaks. */
export interface Manner {
  readonly json: boolean
  /** Show where an unexpected error came from. Default: no. */
  readonly verbose?: boolean
  /** Whose errors they are. Default: `earshot`. */
  readonly program?: string
}

export function createOutput(stdout: Sink, stderr: Sink, manner: Manner): Output {
  const { json, verbose = false, program = 'earshot' } = manner
  const line: Output['line'] = (value, human) => {
    const text = json ? escapeJson(value) : human(value)
    if (text !== undefined) stdout.write(`${text}\n`)
  }
  const note = (text: string): void => {
    stderr.write(`${printable(text)}\n`)
  }
  return {
    json,
    line,
    lines(values, human, empty) {
      for (const value of values) line(value, human)
      if (values.length === 0 && !json) note(empty)
    },
    note,
    error(error) {
      const { name, message } = describe(error)
      // An error's message is a sentence without its full stop (src/errors.ts).
      const sentence = /[.!?…]$/u.test(message) ? message : `${message}.`
      stderr.write(`${json ? escapeJson({ error: { name, message } }) : `${program}: ${sentence}`}\n`)
      if (verbose && !json && error instanceof Error && error.stack !== undefined) {
        stderr.write(`${error.stack.split('\n').map(printable).join('\n')}\n`)
      }
    }
  }
}

/** Name and message of whatever was thrown, on one line. */
function describe(error: unknown): { name: string; message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: 'Something that is no error was thrown' }
  const message = printable(error.message).trim()
  return { name: error.name, message: message === '' ? error.name : message }
}

/** Resolves when everything written so far has left the process. */
export async function flush(sink: Sink): Promise<void> {
  await new Promise<void>(resolve => {
    sink.write('', () => resolve())
  })
}
