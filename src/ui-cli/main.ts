/**
 * The entry of `earshot`, called by bin/earshot.js.
 *
 * @packageDocumentation
 */
import { earshot } from './program.ts'
import { runProcess } from './shell.ts'

/** Runs the command line of this process and ends it. @param version of the package */
export async function main(version: string): Promise<never> {
  return await runProcess(async (argv, surroundings) => await earshot(argv, version, surroundings))
}
