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
import type { CoordinatorNode, CoordinatorOptions } from './api.ts'

export { createNode } from './create-node.ts'
export { releaseNativeHandles } from './host/native.ts'
export type * from './api.ts'

/**
 * Starts a coordinator on a data folder, which is made if it is not there. Loads libp2p only
 * now: commands that need no network do not pay for it.
 *
 * @throws {StorageError} another process has the folder open
 */
export async function createCoordinator(options: CoordinatorOptions): Promise<CoordinatorNode> {
  const coordinator = await import('./coordinator.ts')
  return await coordinator.createCoordinator(options)
}
