/**
 * The entry of `earshot-bootstrap`, called by bin/earshot-bootstrap.js: a coordinator at an
 * address that can be written down. It has no account, and nobody depends on it after the
 * first minute.
 *
 * @packageDocumentation
 */
import { bootstrap } from './program.ts'
import { runProcess } from '../src/ui-cli/index.ts'

/** Runs the command line of this process and ends it. @param version of the package */
export async function main(version: string): Promise<never> {
  return await runProcess(async (argv, surroundings) => await bootstrap(argv, version, surroundings))
}
