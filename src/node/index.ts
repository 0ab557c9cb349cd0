/**
 * A node, whole: opens the vault, makes the host, joins all layers. The vault is opened, and
 * its lock taken, before libp2p is even loaded.
 *
 * @packageDocumentation
 * @example
 * ```ts
 * import { createNode } from 'earshot'
 *
 * const node = await createNode({ folder: './alice', unlock: { kind: 'key-file' }, create: true })
 * node.events.addEventListener('message', event => console.log(event.detail.text))
 * const { link } = await node.createInvite()
 * await node.stop()
 * ```
 */
export { createCoordinator } from './coordinator.ts'
export { createNode } from './create-node.ts'
export { releaseNativeHandles } from './host/native.ts'
export type * from './api.ts'
