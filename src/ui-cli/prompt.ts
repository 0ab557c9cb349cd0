/**
 * Asks for a secret at the terminal without showing it.
 *
 * @packageDocumentation
 */
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** @throws the signal's reason when it fires */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  // In raw mode Ctrl-C is a character; make it the signal that it would have been.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  // Not before the interface is there, which turns the terminal's echo off.
  process.stderr.write(question)
  try {
    return await terminal.question('', { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
