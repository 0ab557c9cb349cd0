/**
 * Nodes as far as discovery needs them: the production parts of `src/node` over real hosts on
 * loopback, without vault, messenger and mailboxes.
 *
 * @packageDocumentation
 */
export { Asker } from './nodes/asker.ts'
export { startCoordinator, startDhtNode, startMember } from './nodes/neighbour.ts'
export { Sought } from './nodes/sought.ts'
export { startSybil } from './nodes/sybil.ts'
export { calm, many } from './nodes/waiting.ts'
export type { Search } from './nodes/asker.ts'
export type { Running } from './nodes/host.ts'
