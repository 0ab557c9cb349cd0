/**
 * Whole coordinators, the first of which can be taken away: a socket that listens in its place takes
 * who comes, and says nothing.
 */
import { once } from 'node:events'
import net from 'node:net'
import { multiaddr } from '@multiformats/multiaddr'
import { createCoordinatorOn } from '../../../src/node/coordinator.ts'
import { createNodeTestnet } from '../../../tests/support/node-testnet.ts'
import { places } from './listen.ts'
import type { NodeTestnet } from '../../../tests/support/node-testnet.ts'

/** Where something listens. */
export interface Door {
  readonly host: string
  readonly port: number
}

export class CoordinatorSide {
  readonly #listen: () => readonly string[]
  #testnet: NodeTestnet | undefined
  #server: net.Server | undefined
  #arrived = 0

  /** @param network - what their addresses begin with. Default: all on loopback */
  constructor(network?: string) {
    this.#listen = places(network)
  }

  /** @returns the multiaddrs of the first, which is the bootstrap node of all */
  async start(count: number, seed: number): Promise<readonly string[]> {
    this.#testnet = await createNodeTestnet({
      nodes: 0,
      coordinators: count,
      seed,
      startCoordinator: async (platform, options) =>
        createCoordinatorOn(platform, { ...options, listen: this.#listen() })
    })
    return this.#testnet.coordinators[0]?.addresses() ?? []
  }

  /** The first one is gone. @returns where it was */
  async leave(): Promise<Door> {
    const [first] = this.#testnet?.coordinators ?? []
    const components = multiaddr(first?.addresses()[0] ?? '').getComponents()
    const part = (name: string): string | undefined => components.find(each => each.name === name)?.value
    const door = { host: part('ip4') ?? '', port: Number(part('tcp')) }
    await first?.stop()
    this.#server = net.createServer(socket => {
      this.#arrived += 1
      socket.on('error', () => undefined)
      socket.destroy()
    })
    this.#server.listen(door.port, door.host)
    await once(this.#server, 'listening')
    return door
  }

  /** How many came to where the first one was. */
  async arrived(): Promise<number> {
    return this.#arrived
  }

  async stop(): Promise<void> {
    this.#server?.close()
    await this.#testnet?.stop()
  }
}

/** Here, or in another process. */
export type Coordinators = Pick<CoordinatorSide, keyof CoordinatorSide>
