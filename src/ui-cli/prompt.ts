/**
 * Asks at the terminal.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Echo } from './context.ts'

/** @throws the signal's reason when it fires */
export async function ask(question: string, echo: Echo, signal: AbortSignal): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = echo === 'shown' ? process.stderr : hidden
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  // In raw mode Ctrl-C is a character; make it the signal that it would have been.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  // Not before the interface is there, which turns the terminal's echo off.
  if (echo === 'hidden') process.stderr.write(question)
  try {
    return await terminal.question(question, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    terminal.close()
    if (echo === 'hidden') process.stderr.write('\n')
  }
}
