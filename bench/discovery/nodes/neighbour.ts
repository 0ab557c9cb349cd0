/**
 * Those who stand between who seeks and who is sought: coordinators, members, nodes of the DHT.
 */
import { Directory } from '../../../src/node/directory.ts'
import { Neighbours } from '../../../src/node/neighbours.ts'
import { randomBytes as rng } from '../../../src/node/platform.ts'
import { contextOf, hostOf, NETWORK } from './host.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Host, HostRole } from '../../../src/node/host/index.ts'
import type { Running } from './host.ts'

/**
 * A coordinator without mailboxes: it relays, takes records, answers queries.
 *
 * @param dhtMode - `server`: it keeps records of the DHT, too, and tells of them
 */
export async function startCoordinator(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  return await startNeighbour({ coordinator: true, role: { relay: true, dhtMode }, bootstrap })
}

/** Somebody who answers queries, and serves the DHT if others can reach it. */
export async function startMember(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  return await startNeighbour({ coordinator: false, role: { dhtMode }, bootstrap })
}

async function startNeighbour(options: {
  readonly coordinator: boolean
  readonly role: HostRole
  readonly bootstrap: readonly string[]
}): Promise<Running> {
  const { coordinator, role, bootstrap } = options
  const context = contextOf()
  const host = await hostOf(context, rng(32), role, { bootstrap })
  const { neighbours } = surroundings(context, host, coordinator)
  await neighbours.start(bootstrap)
  return {
    host,
    async stop() {
      await neighbours.stop()
      await host.stop()
    }
  }
}

/** Whom a node knows and asks. */
export function surroundings(
  context: NodeContext,
  host: Host,
  coordinator: boolean
): { readonly directory: Directory; readonly neighbours: Neighbours } {
  const directory = new Directory({ ...context, host, relayed: false, onChange: () => undefined })
  const neighbours = new Neighbours({
    ...context,
    host,
    networks: [NETWORK],
    directory,
    self: undefined,
    account: undefined,
    ownRecord: () => undefined,
    coordinator,
    contactOf: () => undefined,
    onPresence: () => undefined,
    onAddresses: () => undefined
  })
  return { directory, neighbours }
}

/** Takes part in the DHT and in nothing else: it may keep records there, and answers no queries. */
export async function startDhtNode(
  dhtMode: 'server' | 'client',
  bootstrap: readonly string[]
): Promise<Running> {
  const host = await hostOf(contextOf(), rng(32), { dhtMode }, { bootstrap })
  return { host, stop: async () => await host.stop() }
}
