/** A real host, and what a node has besides. */
import { OPEN_NETWORK } from '../../../src/node/constants.ts'
import { fastBackend as crypto, speedUp } from '../../../src/node/crypto/fast.ts'
import { createHost } from '../../../src/node/host/index.ts'
import { randomBytes as rng } from '../../../src/node/platform.ts'
import { openRecordShelf } from '../../../src/node/record-shelf.ts'
import { networkOf } from '../../../src/identity/index.ts'
import { createMemoryStore } from '../../../tests/support/memory-store.ts'
import type { Network } from '../../../src/identity/index.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Host, HostOptions } from '../../../src/node/host/index.ts'
import type { Logger } from '../../../src/ports.ts'

await speedUp()

export const NETWORK: Network = networkOf(crypto, OPEN_NETWORK)
export const silent: Logger = Object.assign(() => undefined, {
  error: () => undefined,
  trace: () => undefined
})

/** Where somebody is. */
export interface Place {
  readonly peerId: string
  /** Multiaddrs. */
  readonly addresses: readonly string[]
}

/** Something that runs. */
export interface Running {
  readonly host: Host
  stop(): Promise<void>
}

export function contextOf(): NodeContext {
  return { store: createMemoryStore(), crypto, rng, clock: Date.now, logger: silent }
}

export async function hostOf(
  context: NodeContext,
  options: Pick<HostOptions, 'bootstrap' | 'listen' | 'role' | 'seed' | 'shelf'>
): Promise<Host> {
  return await createHost({
    topics: [NETWORK.topic],
    shelf: await openRecordShelf(context, options.seed),
    log: silent,
    ...options
  })
}
