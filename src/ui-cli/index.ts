/**
 * What the other faces share with the command: how a program reads its flags, writes its
 * lines and leaves the process.
 *
 * @packageDocumentation
 * @example
 *
 * ```ts
 * await runProcess(async (argv, surroundings) => await runProgram(argv, surroundings, define))
 * ```
 */
export { START_TIMEOUT } from './constants.ts'
export type { Surroundings } from './context.ts'
export { aborted } from './interrupt.ts'
export { OK } from './exit-codes.ts'
export { inFolder, InterruptedError } from './errors.ts'
export { stopNode } from './local.ts'
export { createOutput } from './output.ts'
export { flag, resolveNetwork } from './settings.ts'
export { readSmallText } from './small-file.ts'
export type { NetworkFlags } from './settings.ts'
export { runProcess, runProgram } from './shell.ts'
export { parseAddress, parsePeerAddress, refuseSecret, repeated } from './values.ts'
