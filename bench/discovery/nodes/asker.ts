/** Who seeks. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { EarshotError } from '../../../src/errors.ts'
import { lookupDays, verifyLookupRecord } from '../../../src/identity/index.ts'
import { fastBackend as crypto } from '../../../src/node/crypto/fast.ts'
import { randomBytes as rng } from '../../../src/node/platform.ts'
import { Reach } from '../../../src/node/reach.ts'
import { decodeSigned } from '../../../src/wire/index.ts'
import { contextOf, hostOf } from './host.ts'
import { linksOf } from './links.ts'
import { surroundings } from './neighbour.ts'
import { DEADLINE, WINDOW } from './waiting.ts'
import type { Attempt } from '../../../src/discovery/index.ts'
import type { NodeContext } from '../../../src/node/context.ts'
import type { Directory } from '../../../src/node/directory.ts'
import type { Host, HostOptions } from '../../../src/node/host/index.ts'
import type { Links } from '../../../src/node/links.ts'
import type { Neighbours } from '../../../src/node/neighbours.ts'
import type { Place, Running } from './host.ts'
import type { Target } from './sought.ts'

/** How a search went. */
export interface Search {
  /** From the start of the search until the link has proved that the device is there. */
  readonly ms: number
  /** The rung that won; undefined: nobody was found. */
  readonly rung: Attempt['rung'] | undefined
  /** What was tried, as `RUNG OUTCOME MS`. */
  readonly attempts: readonly string[]
}

/** Until they are; a handshake that a busy machine leaves waiting is begun again. */
async function connected(host: Host, other: Place, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await host.connect(other.peerId, other.addresses, { signal })
      return
    } catch (error) {
      if (!(error instanceof EarshotError) || signal.aborted) throw error
    }
  }
}

/** Somebody who looks for others, and who has been in the network for a moment. */
export class Asker implements Running {
  readonly host: Host
  readonly #sought: Map<string, Target> = new Map()
  readonly #directory: Directory
  readonly #neighbours: Neighbours
  readonly #links: Links
  readonly #reach: Reach

  private constructor(context: NodeContext, host: Host) {
    this.host = host
    const { directory, neighbours } = surroundings(context, host, false)
    this.#directory = directory
    this.#neighbours = neighbours
    this.#links = linksOf(
      context,
      host,
      peerId => [...this.#sought.values()].find(target => target.peerId === peerId)?.userId,
      link => this.#reach.linkOpened(link)
    )
    const { presence, queries } = neighbours
    this.#reach = new Reach({
      ...context,
      host,
      links: this.#links,
      directory,
      presence,
      queries,
      peer: userId => this.#sought.get(userId)?.peer,
      onFound: async () => undefined,
      onState: () => undefined
    })
  }

  /**
   * Joins.
   *
   * @param others - to be connected with, besides the coordinators
   */
  static async start(
    listen: HostOptions['listen'],
    coordinators: readonly Place[],
    others: readonly Place[]
  ): Promise<Asker> {
    const bootstrap = coordinators.flatMap(({ addresses }) => addresses)
    const context = contextOf()
    const host = await hostOf(context, {
      seed: rng(32),
      role: { dhtMode: 'client' },
      listen,
      bootstrap: [...bootstrap, ...others.flatMap(({ addresses }) => addresses)]
    })
    const asker = new Asker(context, host)
    await asker.#links.start()
    await asker.#neighbours.start(bootstrap)
    const signal = AbortSignal.timeout(DEADLINE)
    for (const other of [...coordinators, ...others]) await connected(host, other, signal)
    return asker
  }

  /** Was connected to it once: the route is in the cache. */
  remember({ userId, peerId, addresses }: Target): void {
    this.#directory.seen(userId, peerId, addresses)
  }

  /** What the host alone takes to connect to who is where it is said to be (ms). */
  async dial({ peerId, addresses }: Place): Promise<number> {
    const began = performance.now()
    await this.host.connect(peerId, addresses, { signal: AbortSignal.timeout(DEADLINE) })
    return performance.now() - began
  }

  /** Whether the DHT alone hands out a record of the sought that it really signed for today. */
  async findsInDht({ key }: Target): Promise<boolean> {
    for await (const bytes of this.host.dht.collect(key, { signal: AbortSignal.timeout(DEADLINE) })) {
      try {
        verifyLookupRecord(crypto, decodeSigned(bytes), { key, days: lookupDays(Date.now()) })
        return true
      } catch (error) {
        if (!(error instanceof EarshotError)) throw error
      }
    }
    return false
  }

  /** Climbs the ladder. */
  async search(target: Target): Promise<Search> {
    const isConnected = (): boolean => this.host.connection(target.peerId) !== undefined
    // from an earlier life of it
    for (let waited = 0; isConnected() && waited < DEADLINE; waited += WINDOW) await pause(WINDOW)
    if (isConnected()) throw new Error('who is sought is connected already')
    this.#sought.set(target.userId, target)
    const began = performance.now()
    // whoever is back tells: it is not one of those who were not found a moment ago
    this.#reach.news(target.userId)
    const trace = await this.#reach.trace(target.userId, AbortSignal.timeout(DEADLINE))
    const ms = performance.now() - began
    const won = trace?.attempts.find(({ outcome }) => outcome === 'direct' || outcome === 'relayed')
    const attempts = trace?.attempts.map(
      ({ rung, outcome, ms: took }) => `${rung} ${outcome} ${Math.round(took)}`
    )
    return { ms, rung: won?.rung, attempts: attempts ?? [] }
  }

  async stop(): Promise<void> {
    this.#reach.stop()
    await this.#neighbours.stop()
    await this.#links.stop()
    await this.host.stop()
  }
}
