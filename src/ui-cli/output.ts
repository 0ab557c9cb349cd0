/**
 * Where a command writes: data to stdout (lines for people, or NDJSON), messages to
 * stderr. The only place that touches the two streams.
 *
 * @packageDocumentation
 */
import { escapeJson, printable } from './terminal.ts'

/** The part of a stream that is used; a test gives its own. */
export interface Sink {
  write(text: string, done?: (error?: Error | null) => void): unknown
}

/** The voice of a command. */
export interface Output {
  readonly json: boolean
  /**
   * One line of data: the value itself with `--json`, else what `human` makes of it, which
   * has to be free of terminal controls already (terminal.ts).
   */
  line<T>(value: T, human: (value: T) => string): void
  /** Something for the person, never data. */
  note(text: string): void
  /** What went wrong, as one line. */
  error(error: unknown): void
}

/** @param verbose show where an unexpected error came from */
export function createOutput(stdout: Sink, stderr: Sink, json: boolean, verbose: boolean): Output {
  return {
    json,
    line(value, human) {
      stdout.write(`${json ? escapeJson(value) : human(value)}\n`)
    },
    note(text) {
      stderr.write(`${printable(text)}\n`)
    },
    error(error) {
      const { name, message } = describe(error)
      stderr.write(`${json ? escapeJson({ error: { name, message } }) : `earshot: ${message}`}\n`)
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
