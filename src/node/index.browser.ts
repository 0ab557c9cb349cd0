/**
 * A node in a page: the same as in Node, without what only a process can be. `folder` is the
 * name of its database, and one tab at a time has it open.
 *
 * @packageDocumentation
 */
export { createNode } from './create-node.ts'
export { vaultProtection } from '../store/index.ts'
export { breakVaultLock } from '../store/web-lock.ts'
export type * from './api.ts'
