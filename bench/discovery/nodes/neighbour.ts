/**
 * Those who stand between who seeks and who is sought: coordinators, members, nodes of the DHT.
 */
import { Directory } from '../../../src/node/directory.ts'
import { Neighbours } from '../../../src/node/neighbours.ts'
import { randomBytes as rng } from '../../../src/node/platform.ts'
import { contextOf, hostOf, NETWORK } from './host.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Host, HostOptions } from '../../../src/node/host/index.ts'
import type { Running } from './host.ts'

/** Somebody in the DHT. */
export interface DhtOptions {
  /** `server`: it keeps records of the DHT, too, and tells of them. */
  readonly dhtMode: 'server' | 'client'
  /** Whom it joins by; multiaddrs. */
  readonly bootstrap: readonly string[]
}

/** What each of them is told. */
type Options = DhtOptions & Pick<HostOptions, 'listen'>

/** A coordinator without mailboxes: it relays, takes records, answers queries. */
export async function startCoordinator({ dhtMode, ...options }: Options): Promise<Running> {
  return await startNeighbour({ ...options, coordinator: true, role: { relay: true, dhtMode } })
}

/** Somebody who answers queries, and serves the DHT if others can reach it. */
export async function startMember({ dhtMode, ...options }: Options): Promise<Running> {
  return await startNeighbour({ ...options, coordinator: false, role: { dhtMode } })
}

async function startNeighbour({
  coordinator,
  ...options
}: { readonly coordinator: boolean } & Pick<HostOptions, 'bootstrap' | 'listen' | 'role'>): Promise<Running> {
  const context = contextOf()
  const host = await hostOf(context, { ...options, seed: rng(32) })
  const { neighbours } = surroundings(context, host, coordinator)
  await neighbours.start(options.bootstrap ?? [])
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
export async function startDhtNode({ dhtMode, ...options }: Options): Promise<Running> {
  const host = await hostOf(contextOf(), { ...options, seed: rng(32), role: { dhtMode } })
  return { host, stop: async () => await host.stop() }
}
